//! A program of a customer's, that is told of alerts.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A program that takes what it is told until the test's end. Clones are the same.
#[derive(Clone, Debug)]
pub struct Hook {
    address: SocketAddr,
    told: Arc<Mutex<Vec<HookTold>>>,
    /// The status that it answers with.
    status: Arc<AtomicU16>,
}

/// What it was told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HookTold {
    /// Where.
    pub path: String,
    /// With which signature.
    pub signature: String,
    /// What.
    pub body: String,
}

impl Hook {
    /// Listens on a port of its own.
    #[must_use]
    pub fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let hook = Self { address, told: Arc::default(), status: Arc::new(AtomicU16::new(204)) };
        let serving = hook.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let hook = serving.clone();
                thread::spawn(move || hook.answer(&stream));
            }
        });
        hook
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on it answers with this status.
    pub fn answer_with(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// What it was told, in order.
    #[must_use]
    pub fn told(&self) -> Vec<HookTold> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn answer(&self, stream: &TcpStream) -> std::io::Result<()> {
        let (mut reader, mut writer) = (BufReader::new(stream), stream);
        let mut head = String::new();
        while reader.read_line(&mut head)? > 2 {}
        let header = |name: &str| {
            let mut pairs = head.lines().filter_map(|line| line.split_once(':'));
            let found = pairs.find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let mut body = vec![0; header("content-length").parse().unwrap_or(0)];
        reader.read_exact(&mut body)?;
        let body = String::from_utf8_lossy(&body).into_owned();
        let path = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
        let told = HookTold { path, signature: header("nordsvar-signature"), body };
        self.told.lock().unwrap_or_else(PoisonError::into_inner).push(told);
        let status = self.status.load(Ordering::SeqCst);
        writer.write_all(format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n\r\n").as_bytes())
    }
}
