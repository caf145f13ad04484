//! The page that shows what was caught, and the list that tests read.

use super::caught::{Caught, Message};
use anyhow::{Context as _, Result};
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// The longest request that is read.
const MAX_REQUEST_BYTES: u64 = 16 * 1024;

const PATIENCE: Duration = Duration::from_secs(10);

/// What a page may do: a mail's own page runs nothing and loads nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// Serves the page until this program ends; gives its address.
pub(super) fn serve(port: Option<u16>, caught: Caught) -> Result<String> {
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match port {
        Some(port) => bind(port).with_context(|| {
            format!("port {port} is taken: end what uses it, or choose another with --mail-port")
        })?,
        None => bind(0).context("this machine has no free port")?,
    };
    let address = format!("http://localhost:{}", listener.local_addr()?.port());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let caught = caught.clone();
            thread::spawn(move || answer(stream, &caught));
        }
    });
    Ok(address)
}

/// Answers one request. A browser that goes away meanwhile is nobody's fault.
fn answer(mut stream: TcpStream, caught: &Caught) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(&stream).take(MAX_REQUEST_BYTES).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    // What is not read when a connection ends may cost the answer.
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or_default();
    stream.write_all(response(path, &caught.all()).as_bytes())
}

fn response(path: &str, messages: &[Message]) -> String {
    let one = || {
        let id: u64 = path.strip_prefix("/messages/")?.parse().ok()?;
        messages.iter().find(|message| message.id == id)
    };
    let (status, media_type, body) = match (path, one()) {
        ("/", _) => ("200 OK", "text/html; charset=utf-8", list(messages)),
        ("/messages", _) => {
            let json = serde_json::to_string_pretty(messages).unwrap_or_default();
            ("200 OK", "application/json", json)
        }
        (_, Some(message)) => ("200 OK", "text/html; charset=utf-8", message.html.clone()),
        (_, None) => ("404 Not Found", "text/html; charset=utf-8", "Not here".to_owned()),
    };
    format!(
        "HTTP/1.1 {status}\r\n\
         content-type: {media_type}\r\n\
         content-length: {}\r\n\
         content-security-policy: {POLICY}\r\n\
         cache-control: no-store\r\n\
         x-content-type-options: nosniff\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    )
}

fn list(messages: &[Message]) -> String {
    let mut page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Mail</title>\
         <h1>Mail</h1><p>What the platform has sent, the newest first. \
         <a href=\"/messages\">As JSON</a>. Load the page again for what came since.</p>"
        .to_owned();
    if messages.is_empty() {
        page.push_str("<p>None yet.</p>");
    }
    for Message { id, to, subject, text, .. } in messages {
        // Writing to a text does not fail.
        let _ = write!(
            page,
            "<hr><h2><a href=\"/messages/{id}\">{}</a></h2><p>to {}</p><pre style=\"white-space: \
             pre-wrap; overflow-wrap: anywhere\">{}</pre>",
            escaped(subject),
            escaped(&to.join(", ")),
            escaped(text)
        );
    }
    page
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::catcher;
    use super::*;
    use std::net::SocketAddr;

    fn talk(address: SocketAddr, said: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(said.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn what_is_sent_is_shown() {
        let caught = Caught::default();
        let relay = catcher::serve(&caught).unwrap();
        for subject in ["one", "two <b>"] {
            let said = talk(
                relay,
                &format!(
                    "EHLO a\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n\
                     Subject: {subject}\r\nMessage-ID: <m@example.com>\r\n\r\n..dot\r\n.\r\nQUIT\r\n"
                ),
            );
            assert!(said.contains("250 2.0.0 Ok: caught\r\n221 "), "{said}");
        }
        let messages = caught.all();
        assert_eq!(
            messages.iter().map(|one| &*one.subject).collect::<Vec<_>>(),
            ["two <b>", "one"]
        );
        assert_eq!((messages[0].text.trim(), &*messages[0].to[0]), (".dot", "b@example.com"));
        let address = serve(None, caught).unwrap();
        let port = address.rsplit(':').next().unwrap().parse().unwrap();
        let ask = |path: &str| {
            let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
            talk(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), &request)
        };
        assert!(ask("/").contains("two &lt;b>"));
        assert!(ask("/messages").contains("\"message_id\": \"m@example.com\""));
        assert!(ask("/messages/2").contains("default-src 'none'"));
        assert!(ask("/messages/9").starts_with("HTTP/1.1 404"));
    }
}
