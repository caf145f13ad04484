//! A server of a test's own that hears requests, keeps what it is told, and answers with the status that a test says.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A server on this machine, until the test's end. Clones are the same.
#[derive(Debug)]
pub(crate) struct Listening<T> {
    pub(crate) address: SocketAddr,
    kept: Arc<Mutex<Vec<T>>>,
    status: Arc<AtomicU16>,
}

impl<T> Clone for Listening<T> {
    fn clone(&self) -> Self {
        let (kept, status) = (Arc::clone(&self.kept), Arc::clone(&self.status));
        Self { address: self.address, kept, status }
    }
}

/// A request.
pub(crate) struct Heard {
    head: String,
    pub(crate) body: String,
}

impl Heard {
    fn read(stream: &TcpStream) -> std::io::Result<Self> {
        let mut reader = BufReader::new(stream);
        let mut heard = Self { head: String::new(), body: String::new() };
        while reader.read_line(&mut heard.head)? > 2 {}
        let mut body = vec![0; heard.length().unwrap_or(0)];
        reader.read_exact(&mut body)?;
        heard.body = String::from_utf8_lossy(&body).into_owned();
        Ok(heard)
    }

    /// The method and the path.
    pub(crate) fn line(&self) -> (&str, &str) {
        let mut words = self.head.split_whitespace();
        (words.next().unwrap_or_default(), words.next().unwrap_or_default())
    }

    /// How long it says that its body is.
    pub(crate) fn length(&self) -> Option<usize> {
        self.header("content-length").parse().ok()
    }

    /// A header, empty if it has none of this name.
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut pairs = self.head.lines().filter_map(|line| line.split_once(':'));
        let found = pairs.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.trim())
    }
}

impl<T: Clone + Send + 'static> Listening<T> {
    /// Listens on a port of its own. `take` gets each request and the status that a test says, and gives the status
    /// that is answered, what is kept of it, and the body.
    pub(crate) fn on(status: u16, take: fn(&Heard, u16) -> (u16, Option<T>, &'static str)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let status = Arc::new(AtomicU16::new(status));
        let listening = Self { address, kept: Arc::default(), status };
        let serving = listening.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let serving = serving.clone();
                thread::spawn(move || serving.answer(&stream, take));
            }
        });
        listening
    }

    /// From now on a test says this status.
    pub(crate) fn answer_with(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// What was kept, in order.
    pub(crate) fn kept(&self) -> Vec<T> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn answer(
        &self,
        mut stream: &TcpStream,
        take: fn(&Heard, u16) -> (u16, Option<T>, &'static str),
    ) -> std::io::Result<()> {
        let heard = Heard::read(stream)?;
        let (status, kept, said) = take(&heard, self.status.load(Ordering::SeqCst));
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).extend(kept);
        let length = said.len();
        let top = format!(
            "HTTP/1.1 {status} Said\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all([&top, said].concat().as_bytes())
    }
}
