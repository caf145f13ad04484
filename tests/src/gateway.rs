//! A gateway for text messages that does as a test says.

use std::net::SocketAddr;

use base64ct::{Base64, Encoding as _};

use crate::listening::{Heard, Listening};

/// A gateway that takes text messages and calls until the test's end. Clones are the same.
#[derive(Clone, Debug)]
pub struct Gateway(Listening<Taken>);

/// What it has taken.
#[derive(Clone, Debug)]
enum Taken {
    Text(TextMessage),
    Call(PhoneCall),
}

/// A call that was to be made.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PhoneCall {
    /// Whom it is from.
    pub from: String,
    /// To whom.
    pub to: String,
    /// What is done when somebody picks up: an action, as JSON.
    pub start: String,
    /// Where it is to be said how it ended.
    pub over_at: String,
    /// For how long it rings, in seconds.
    pub timeout: String,
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
    /// Where it is to be said what became of it.
    pub report_to: String,
}

impl Gateway {
    /// Who may send by it.
    pub const USER: &'static str = "u1";
    /// What proves that.
    pub const PASSWORD: &'static str = "p1";
    /// Whom messages are from.
    pub const FROM: &'static str = "Nordsvar";
    /// Whom calls are from.
    pub const NUMBER: &'static str = "+46766860000";

    /// Listens on a port of its own.
    #[must_use]
    pub fn listen() -> Self {
        Self(Listening::on(200, |heard, status| {
            let status = Self::judged(heard, status);
            let is_call = heard.line().1 == CALLS;
            let taken = (status == 200).then(|| taken(is_call, &heard.body));
            let said = r#"{"id":"s1","status":"created"}"#;
            (status, taken, if is_call { r#"{"id":"c1","state":"ongoing"}"# } else { said })
        }))
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// From now on it answers with this status; it takes messages with 200 alone.
    pub fn answer_with(&self, status: u16) {
        self.0.answer_with(status);
    }

    /// The messages that it has taken.
    #[must_use]
    pub fn taken(&self) -> Vec<TextMessage> {
        let text = |taken| match taken {
            Taken::Text(text) => Some(text),
            Taken::Call(_) => None,
        };
        self.0.kept().into_iter().filter_map(text).collect()
    }

    /// The calls that it has taken.
    #[must_use]
    pub fn calls(&self) -> Vec<PhoneCall> {
        let call = |taken| match taken {
            Taken::Call(call) => Some(call),
            Taken::Text(_) => None,
        };
        self.0.kept().into_iter().filter_map(call).collect()
    }

    fn judged(heard: &Heard, status: u16) -> u16 {
        let login = Base64::encode_string([Self::USER, ":", Self::PASSWORD].concat().as_bytes());
        if !matches!(heard.line(), ("POST", "/a1/sms" | CALLS)) {
            404
        } else if heard.header("authorization") != ["Basic ", &login].concat() {
            401
        } else if heard.length().is_none() {
            411
        } else {
            status
        }
    }
}

/// Where calls are asked for.
const CALLS: &str = "/a1/calls";

fn taken(is_call: bool, form: &str) -> Taken {
    if is_call { Taken::Call(call(form)) } else { Taken::Text(message(form)) }
}

/// The call of a form.
fn call(form: &str) -> PhoneCall {
    let mut call = PhoneCall::default();
    for (name, value) in form.split('&').filter_map(|field| field.split_once('=')) {
        match name {
            "from" => call.from = decoded(value),
            "to" => call.to = decoded(value),
            "voice_start" => call.start = decoded(value),
            "whenhangup" => call.over_at = decoded(value),
            "timeout" => call.timeout = decoded(value),
            other => panic!("no gateway knows {other}"),
        }
    }
    call
}

/// The message of a form.
fn message(form: &str) -> TextMessage {
    let mut message = TextMessage::default();
    for (name, value) in form.split('&').filter_map(|field| field.split_once('=')) {
        match name {
            "from" => message.from = decoded(value),
            "to" => message.to = decoded(value),
            "message" => message.text = decoded(value),
            "whendelivered" => message.report_to = decoded(value),
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
