//! The gateway for text messages: HTTP, as 46elks has it.

use core::fmt;
use core::net::IpAddr;
use core::str::FromStr;

use base64ct::{Base64, Encoding as _};
use bytes::Bytes;
use contract::Unreachable;
use contract::message::MailStatus;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use http::{Request, Response, StatusCode, Uri};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::relay::is_near;

/// The most bytes of an answer that are read.
pub(crate) const MAX_ANSWER_BYTES: usize = 64 << 10;

/// For how long a telephone rings, in seconds.
const RING_SECONDS: &str = "40";

/// The gateway does not take a message for want of a right or of money (X.7.8): the operator's to mend.
const NOT_ADMITTED: MailStatus = MailStatus::NOT_ADMITTED;

/// It has too much to do, or fails (X.3.2).
const BUSY: MailStatus = MailStatus::passing(3, 2);

/// The operator's gateway, and who we are to it.
pub(crate) struct Gateway {
    url: GatewayUrl,
    login: Zeroizing<String>,
    from: SmsSender,
}

impl Gateway {
    /// A gateway for whoever `user` and `password` are.
    pub(crate) fn new(url: GatewayUrl, user: &str, password: &str, from: SmsSender) -> Self {
        let pair = Zeroizing::new([user, ":", password].concat());
        let encoded = Zeroizing::new(Base64::encode_string(pair.as_bytes()));
        Self { url, login: Zeroizing::new(["Basic ", &encoded].concat()), from }
    }

    /// What is asked of it for one message. `to` is a number in E.164, `report_to` where it is to say what becomes of it.
    pub(crate) fn request(
        &self,
        to: &str,
        text: &str,
        report_to: Option<&str>,
    ) -> Option<Request<Bytes>> {
        let fields = [("from", &*self.from.0), ("to", to), ("message", text)];
        let report_to = report_to.map(|address| ("whendelivered", address));
        self.post("/a1/sms", form(fields.into_iter().chain(report_to)))
    }
}

/// Who calls, where the gateway reaches us to say what was pressed, and what it is asked for one call.
#[derive(Debug)]
pub(crate) struct Calls {
    pub(crate) from: CallSender,
    pub(crate) site: GatewayUrl,
}

/// One call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    /// A number in E.164.
    pub(crate) to: &'a str,
    /// What is done when somebody picks up: an action, as JSON.
    pub(crate) start: &'a str,
    /// Where it is to be said how the call ended.
    pub(crate) over_at: &'a str,
}

impl Gateway {
    /// What is asked of it for one call.
    pub(crate) fn call(&self, from: &CallSender, call: Call<'_>) -> Option<Request<Bytes>> {
        let fields = [
            ("from", &*from.0.0),
            ("to", call.to),
            ("voice_start", call.start),
            ("whenhangup", call.over_at),
            ("timeout", RING_SECONDS),
        ];
        self.post("/a1/calls", form(fields.into_iter()))
    }

    fn post(&self, path: &str, body: String) -> Option<Request<Bytes>> {
        Request::post([&self.url.0, path].concat())
            .header(AUTHORIZATION, self.login.as_str())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            // Not every server takes a body whose length it is not told.
            .header(CONTENT_LENGTH, body.len())
            .body(Bytes::from(body))
            .ok()
    }
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gateway(..)")
    }
}

/// What of an answer counts.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    /// Of a text message.
    status: String,
    /// Of a call.
    state: String,
}

/// What became of a message.
///
/// That a number is none is the message's end. Whatever may be mended, or is nobody's fault, is not.
pub(crate) fn verdict(answer: Result<Response<Bytes>, Unreachable>) -> Result<(), MailStatus> {
    let answer = answer.map_err(|_| MailStatus::NO_ANSWER)?;
    let status = answer.status();
    if status.is_success() {
        // It may say at once that it will not be delivered.
        let told = serde_json::from_slice::<Told>(answer.body());
        let failed = told.is_ok_and(|told| told.status == "failed" || told.state == "failed");
        return if failed { Err(MailStatus::refused()) } else { Ok(()) };
    }
    Err(match status {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => MailStatus::refused(),
        StatusCode::UNAUTHORIZED | StatusCode::PAYMENT_REQUIRED | StatusCode::FORBIDDEN => {
            NOT_ADMITTED
        }
        StatusCode::TOO_MANY_REQUESTS => BUSY,
        other if other.is_server_error() => BUSY,
        _ => MailStatus::PROTOCOL,
    })
}

/// A form (WHATWG URL, `application/x-www-form-urlencoded`).
fn form<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let encode = |text: &str| {
        let mut done = String::with_capacity(text.len());
        for byte in text.bytes() {
            match byte {
                b' ' => done.push('+'),
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => {
                    done.push(char::from(byte));
                }
                other => {
                    let hex = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
                    let [high, low] = [hex(other >> 4), hex(other & 15)];
                    done.extend(['%', high.to_ascii_uppercase(), low.to_ascii_uppercase()]);
                }
            }
        }
        done
    };
    let fields = fields.map(|(name, value)| [&*encode(name), "=", &encode(value)].concat());
    fields.collect::<Vec<_>>().join("&")
}

/// Where the gateway is: scheme and authority. Over plain HTTP only on this machine or a private network.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct GatewayUrl(String);

/// The text is no [`GatewayUrl`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a gateway is at https:// and a host, with no path")]
pub(crate) struct InvalidGatewayUrl;

impl GatewayUrl {
    /// The address, without a slash at its end.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for GatewayUrl {
    type Err = InvalidGatewayUrl;

    fn from_str(raw: &str) -> Result<Self, InvalidGatewayUrl> {
        let base = raw.trim_end_matches('/');
        let uri: Uri = base.parse().map_err(|_| InvalidGatewayUrl)?;
        let pathless = uri.path_and_query().is_none_or(|path| path == "/");
        let authority = uri.authority().ok_or(InvalidGatewayUrl)?;
        let host = authority.host().trim_start_matches('[').trim_end_matches(']');
        let near = || host == "localhost" || host.parse::<IpAddr>().is_ok_and(is_near);
        let safe = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => near(),
            Some(_) | None => false,
        };
        // Who we are to it is said elsewhere, and not in an address.
        if safe && pathless && !authority.as_str().contains('@') {
            Ok(Self(base.to_owned()))
        } else {
            Err(InvalidGatewayUrl)
        }
    }
}

/// Whom text messages are from: a number in E.164, or 3 to 11 letters and digits that begin with a letter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct SmsSender(String);

/// The text is no [`SmsSender`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("text messages are from a number such as +46701740605, or from 3 to 11 letters and digits")]
pub(crate) struct InvalidSmsSender;

impl FromStr for SmsSender {
    type Err = InvalidSmsSender;

    fn from_str(raw: &str) -> Result<Self, InvalidSmsSender> {
        let named = (3..=11).contains(&raw.len())
            && raw.starts_with(|first: char| first.is_ascii_alphabetic())
            && raw.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let digits = raw.strip_prefix('+').unwrap_or_default();
        let number = (5..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if named || number { Ok(Self(raw.to_owned())) } else { Err(InvalidSmsSender) }
    }
}

/// Whom calls are from: a number in E.164.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct CallSender(SmsSender);

impl FromStr for CallSender {
    type Err = InvalidSmsSender;

    fn from_str(raw: &str) -> Result<Self, InvalidSmsSender> {
        if raw.starts_with('+') { raw.parse().map(Self) } else { Err(InvalidSmsSender) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gateways_are_safe_to_speak_to() {
        for (raw, want) in [
            ("https://api.46elks.com", true),
            ("https://api.46elks.com:443/", true),
            ("http://127.0.0.1:8080", true),
            ("http://localhost:8080", true),
            ("http://10.1.2.3", true),
            ("http://[fd00::1]:80", true),
            ("http://api.46elks.com", false),
            ("http://8.8.8.8", false),
            ("https://user:secret@api.46elks.com", false),
            ("https://api.46elks.com/a1", false),
            ("https://api.46elks.com?x", false),
            ("tcp://127.0.0.1:25", false),
            ("api.46elks.com", false),
            ("", false),
        ] {
            assert_eq!(raw.parse::<GatewayUrl>().is_ok(), want, "{raw}");
        }
    }

    #[test]
    fn senders() {
        for (raw, want) in [
            ("Nordsvar", true),
            ("abc", true),
            ("+46701740605", true),
            ("ab", false),
            ("Nordsvar AB", false),
            ("NordsvarLong1", false),
            ("1Nordsvar", false),
            ("Nöjd", false),
            ("46701740605", false),
            ("+0701740605", false),
            ("+4670174060512345", false),
            ("+46 70", false),
            ("", false),
        ] {
            assert_eq!(raw.parse::<SmsSender>().is_ok(), want, "{raw}");
        }
    }

    #[test]
    fn a_message_is_a_form() {
        let url = "https://api.46elks.com/".parse().unwrap();
        let gateway = Gateway::new(url, "u1", "p:1", "Nordsvar".parse().unwrap());
        let text = "Hej Åsa!\r\n50 % & mer = ~";
        let asked = gateway.request("+46701740605", text, None).unwrap();
        assert_eq!(asked.method(), "POST");
        assert_eq!(asked.uri(), "https://api.46elks.com/a1/sms");
        assert_eq!(asked.headers()["authorization"], "Basic dTE6cDox");
        assert_eq!(asked.headers()["content-type"], "application/x-www-form-urlencoded");
        assert_eq!(asked.headers()["content-length"], asked.body().len().to_string().as_str());
        assert_eq!(
            asked.body().as_ref(),
            b"from=Nordsvar&to=%2B46701740605&message=Hej+%C3%85sa%21%0D%0A50+%25+%26+mer+%3D+%7E"
        );
        let told = gateway.request("+46701740605", "a", Some("https://a.example/b/c")).unwrap();
        assert!(told.body().ends_with(b"&message=a&whendelivered=https%3A%2F%2Fa.example%2Fb%2Fc"));
        assert_eq!(format!("{gateway:?}"), "Gateway(..)");
    }

    #[test]
    fn verdicts() {
        let answer = |status: u16, body: &'static str| {
            let answer =
                Response::builder().status(status).body(Bytes::from_static(body.as_bytes()));
            Ok(answer.unwrap())
        };
        for (name, answer, want) in [
            ("taken", answer(200, r#"{"id":"s1","status":"created","to":"+46"}"#), None),
            ("taken, in other words", answer(201, "OK"), None),
            ("a word of more", answer(200, r#"{"status":"created","new":[1]}"#), None),
            ("a call", answer(200, r#"{"id":"c1","state":"ongoing"}"#), None),
            ("a call that failed", answer(200, r#"{"state":"failed"}"#), Some("5.0.0")),
            ("failed at once", answer(200, r#"{"status":"failed"}"#), Some("5.0.0")),
            ("no number", answer(400, "Invalid to"), Some("5.0.0")),
            ("not understood", answer(422, ""), Some("5.0.0")),
            ("no such user", answer(401, ""), Some("4.7.8")),
            ("no money", answer(402, ""), Some("4.7.8")),
            ("not allowed", answer(403, "Not enough credits"), Some("4.7.8")),
            ("too many", answer(429, ""), Some("4.3.2")),
            ("broken", answer(500, ""), Some("4.3.2")),
            ("away", answer(503, ""), Some("4.3.2")),
            ("elsewhere", answer(302, ""), Some("4.5.0")),
            ("nothing there", answer(404, ""), Some("4.5.0")),
            ("no answer", Err(Unreachable), Some("4.4.1")),
        ] {
            let got = verdict(answer).err().map(|status| status.to_string());
            assert_eq!(got.as_deref(), want, "{name}");
        }
    }
}
