//! A mail relay that does as a test says.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::address::free_address;

/// A relay that takes mail until the test's end. Clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Relay {
    taken: Arc<Mutex<Vec<String>>>,
    silent: Arc<AtomicBool>,
}

impl Relay {
    /// An address that nobody listens on yet.
    #[must_use]
    pub fn address() -> SocketAddr {
        free_address()
    }

    /// Listens at `address`.
    pub fn listen(&self, address: SocketAddr) {
        let listener = TcpListener::bind(address).expect("nobody else listens there");
        let relay = self.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let relay = relay.clone();
                thread::spawn(move || relay.session(&stream));
            }
        });
    }

    /// From now on a mail is taken, and nothing is said of it; or it is said again.
    pub fn be_silent(&self, silent: bool) {
        self.silent.store(silent, Ordering::SeqCst);
    }

    /// The mails that came, as they came.
    #[must_use]
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn session(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut writer = stream;
        let mut lines = BufReader::new(stream).lines();
        writer.write_all(b"220 relay\r\n")?;
        while let Some(line) = lines.next().transpose()? {
            let answer = match line.get(..4).unwrap_or_default() {
                "DATA" => "354 go on\r\n",
                "QUIT" => return writer.write_all(b"221 bye\r\n"),
                _ => "250 Ok\r\n",
            };
            writer.write_all(answer.as_bytes())?;
            if answer.starts_with("354") {
                let mut raw = String::new();
                for line in lines.by_ref() {
                    let line = line?;
                    if line == "." {
                        break;
                    }
                    raw.push_str(&line);
                    raw.push('\n');
                }
                self.taken.lock().unwrap_or_else(PoisonError::into_inner).push(raw);
                if !self.silent.load(Ordering::SeqCst) {
                    writer.write_all(b"250 taken\r\n")?;
                }
            }
        }
        Ok(())
    }
}
