//! Another site's pages with the widget in them, one for each kind, on an origin of their own and
//! under the strictest policy that lets the widget in.

use anyhow::{Context as _, Result};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// What the pages call the site.
const SITE: &str = "https://surveys.example";

/// The pages, by path.
const PAGES: [(&str, &str); 5] = [
    ("/", include_str!("../../../../widget/demo/index.html")),
    ("/inline", include_str!("../../../../widget/demo/inline.html")),
    ("/popup", include_str!("../../../../widget/demo/popup.html")),
    ("/slide-in", include_str!("../../../../widget/demo/slide-in.html")),
    ("/side-tab", include_str!("../../../../widget/demo/side-tab.html")),
];

/// The query that asks for a page without its script, to compare with.
pub(crate) const WITHOUT: &str = "without";

/// The longest request that is read.
const MAX_REQUEST_BYTES: u64 = 16 * 1024;

/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves the pages, with the surveys of `site`, until this program ends; gives their address.
/// Without a port of its own choice it is the one after storage's, or a free one.
pub(crate) fn serve(port: Option<u16>, storage_port: u16, site: &str) -> Result<String> {
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match port {
        Some(port) => bind(port).with_context(|| {
            format!("port {port} is taken: end what uses it, or choose another with --demo-port")
        })?,
        None => bind(storage_port.wrapping_add(1))
            .or_else(|_| bind(0))
            .context("this machine has no free port")?,
    };
    let address = format!("http://localhost:{}", listener.local_addr()?.port());
    let site = site.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = site.clone();
            // A browser opens connections before it has anything to ask.
            thread::spawn(move || answer(stream, &site));
        }
    });
    Ok(address)
}

/// Answers one request. A browser that goes away meanwhile is nobody's fault.
fn answer(mut stream: TcpStream, site: &str) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(&stream).take(MAX_REQUEST_BYTES).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    // What is not read when a connection ends may cost the answer.
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    stream.write_all(response(&first, site).as_bytes())
}

fn response(request: &str, site: &str) -> String {
    let target = request.split(' ').nth(1).unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let found = PAGES.iter().find(|(known, _)| *known == path);
    let (status, body) = match found {
        None => ("404 Not Found", "<!doctype html>Not here".to_owned()),
        Some((_, page)) if query == WITHOUT => ("200 OK", without_script(page)),
        Some((_, page)) => ("200 OK", page.replace(SITE, site)),
    };
    format!(
        "HTTP/1.1 {status}\r\n\
         content-type: text/html; charset=utf-8\r\n\
         content-length: {}\r\n\
         content-security-policy: default-src 'none'; script-src {site}; frame-src {site}; \
         connect-src {site}\r\n\
         cache-control: no-store\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    )
}

/// The page as it was before the survey.
fn without_script(page: &str) -> String {
    let parts = page.split_once("<script ").and_then(|(before, rest)| {
        let (_, after) = rest.split_once("</script>")?;
        Some(format!("{before}{after}"))
    });
    parts.unwrap_or_else(|| page.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::SocketAddr;

    fn ask(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).unwrap();
        said
    }

    #[test]
    fn every_page_is_served_for_the_site_under_the_policy() {
        let site = "http://localhost:3000";
        let address = serve(None, 0, site).unwrap();
        let port = address.rsplit(':').next().unwrap().parse().unwrap();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        for (path, _) in PAGES {
            let said = ask(address, path);
            assert!(said.starts_with("HTTP/1.1 200 OK\r\n"), "{path}: {said}");
            assert!(
                said.contains("default-src 'none'; script-src http://localhost:3000; frame-src"),
                "{path}"
            );
            assert!(!said.contains(SITE) && !said.contains("style="), "{path}");
            let script = format!("<script async src=\"{site}/widget.js\" data-survey=\"sus\"");
            assert_eq!(said.matches(&script).count(), usize::from(path != "/"), "{path}");
            let bare = ask(address, &format!("{path}?{WITHOUT}"));
            assert!(bare.contains("<h1>") && !bare.contains("<script"), "{path}: {bare}");
        }
        assert!(ask(address, "/nothing").starts_with("HTTP/1.1 404"));
    }

    #[test]
    fn a_port_that_was_asked_for_is_not_replaced() {
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = holder.local_addr().unwrap().port();
        let error = serve(Some(port), 3001, "http://localhost").unwrap_err().to_string();
        assert!(error.contains("--demo-port"), "{error}");
        assert!(serve(None, port - 1, "http://localhost").is_ok());
    }
}
