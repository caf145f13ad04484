//! A gateway for text messages that does as a test says.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use base64ct::{Base64, Encoding as _};

/// A gateway that takes text messages until the test's end. Clones are the same.
#[derive(Clone, Debug)]
pub struct Gateway {
    address: SocketAddr,
    taken: Arc<Mutex<Vec<TextMessage>>>,
    /// The status that it answers with.
    status: Arc<AtomicU16>,
}

/// A text message that was sent.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TextMessage {
    /// Whom it is from.
    pub from: String,
    /// To whom.
    pub to: String,
    /// What it says.
    pub text: String,
}

impl Gateway {
    /// Who may send by it.
    pub const USER: &'static str = "u1";
    /// What proves that.
    pub const PASSWORD: &'static str = "p1";
    /// Whom messages are from.
    pub const FROM: &'static str = "Nordsvar";

    /// Listens on a port of its own.
    #[must_use]
    pub fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let (taken, status) = (Arc::default(), Arc::new(AtomicU16::new(200)));
        let gateway = Self { address, taken, status };
        let serving = gateway.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let gateway = serving.clone();
                thread::spawn(move || gateway.answer(&stream));
            }
        });
        gateway
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on it answers with this status; it takes messages with 200 alone.
    pub fn answer_with(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// The messages that it has taken.
    #[must_use]
    pub fn taken(&self) -> Vec<TextMessage> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
        let length = header("content-length").parse().ok();
        let mut body = vec![0; length.unwrap_or(0)];
        reader.read_exact(&mut body)?;
        let login = Base64::encode_string([Self::USER, ":", Self::PASSWORD].concat().as_bytes());
        let status = match self.status.load(Ordering::SeqCst) {
            _ if !head.starts_with("POST /a1/sms ") => 404,
            _ if header("authorization") != ["Basic ", &login].concat() => 401,
            _ if length.is_none() => 411,
            status => status,
        };
        if status == 200 {
            let message = message(&String::from_utf8_lossy(&body));
            self.taken.lock().unwrap_or_else(PoisonError::into_inner).push(message);
        }
        let said = r#"{"id":"s1","status":"created"}"#;
        let length = said.len();
        writer.write_all(
            format!("HTTP/1.1 {status} Said\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{said}").as_bytes(),
        )
    }
}

/// The message of a form.
fn message(form: &str) -> TextMessage {
    let mut message = TextMessage::default();
    for (name, value) in form.split('&').filter_map(|field| field.split_once('=')) {
        match name {
            "from" => message.from = decoded(value),
            "to" => message.to = decoded(value),
            "message" => message.text = decoded(value),
            other => panic!("no gateway knows {other}"),
        }
    }
    message
}

fn decoded(value: &str) -> String {
    let mut bytes = value.bytes();
    let mut done = Vec::new();
    while let Some(byte) = bytes.next() {
        done.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut half = || bytes.next().and_then(|byte| char::from(byte).to_digit(16));
                let (high, low) = (half().expect("a digit"), half().expect("a digit"));
                u8::try_from(16 * high + low).expect("a byte")
            }
            other => other,
        });
    }
    String::from_utf8(done).expect("UTF-8")
}
