//! A relay on this machine that keeps what it gets and passes nothing on.

use super::caught::Caught;
use anyhow::{Context as _, Result};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// The longest mail that is taken.
const MAX_BYTES: usize = 1 << 20;

/// The longest line.
const MAX_LINE_BYTES: u64 = 8 * 1024;

/// What it can do.
const HELLO: &str = "250-catcher\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES";

const PATIENCE: Duration = Duration::from_secs(30);

/// Takes mail until this program ends; gives the address.
pub(super) fn serve(caught: &Caught) -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let listener = listener.context("this machine has no free port")?;
    let address = listener.local_addr()?;
    let caught = caught.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let caught = caught.clone();
            thread::spawn(move || session(&stream, &caught));
        }
    });
    Ok(address)
}

/// One session. A caller that goes away is nobody's fault.
fn session(stream: &TcpStream, caught: &Caught) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let (mut reader, mut writer) = (BufReader::new(stream), stream);
    let mut say = |answer: &str| writer.write_all(format!("{answer}\r\n").as_bytes());
    let (mut from, mut to) = (String::new(), Vec::new());
    say("220 catcher ESMTP")?;
    while let Some(line) = line(&mut reader)? {
        let line = String::from_utf8_lossy(&line).into_owned();
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => say(HELLO)?,
            "HELO" | "NOOP" => say("250 catcher")?,
            "MAIL" => {
                (from, to) = (address(&line), Vec::new());
                say("250 2.1.0 Ok")?;
            }
            "RCPT" => {
                to.push(address(&line));
                say("250 2.1.5 Ok")?;
            }
            "RSET" => {
                (from, to) = (String::new(), Vec::new());
                say("250 2.0.0 Ok")?;
            }
            "DATA" if to.is_empty() => say("503 5.5.1 no recipient")?,
            "DATA" => {
                say("354 go on")?;
                let raw = data(&mut reader)?;
                caught.keep(std::mem::take(&mut from), std::mem::take(&mut to), &raw);
                say("250 2.0.0 Ok: caught")?;
            }
            "QUIT" => return say("221 2.0.0 Bye"),
            _ => say("502 5.5.1 not here")?,
        }
    }
    Ok(())
}

fn line(reader: &mut BufReader<&TcpStream>) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    reader.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line)?;
    while matches!(line.last(), Some(b'\r' | b'\n')) {
        line.pop();
    }
    // A caller that only sends an empty line is as good as gone.
    Ok((!line.is_empty()).then_some(line))
}

/// What stands between a command's angle brackets.
fn address(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

/// A mail up to its dot, the doubled dots undone.
fn data(reader: &mut BufReader<&TcpStream>) -> std::io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    loop {
        let mut line = Vec::new();
        let read = reader.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line)?;
        if read == 0 || raw.len() > MAX_BYTES {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        match line.strip_prefix(b".") {
            Some(b"\r\n" | b"\n") => return Ok(raw),
            Some(rest) => raw.extend_from_slice(rest),
            None => raw.extend_from_slice(&line),
        }
    }
}
