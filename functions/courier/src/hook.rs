//! Programs of customers: what they are told, and which of them may be.

use core::net::IpAddr;
use core::str::FromStr;

use base64ct::{Base64, Encoding as _};
use bytes::Bytes;
use contract::message::{AlertHook, MailStatus};
use contract::{Moment, Unreachable};
use credential::SharedSecret;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{Request, Response, StatusCode, Uri};

use crate::gateway::GatewayUrl;
use crate::{Settings, alert};

/// The most bytes of an answer that are read. Nothing of it counts.
pub(crate) const MAX_ANSWER_BYTES: usize = 64 << 10;

/// When it was signed, and with what: as many know it from others.
const SIGNATURE: &str = "nordsvar-signature";

/// The operator does not let us there (RFC 3463, X.7.1).
const NOT_ALLOWED: &str = "5.7.1";

/// It wants nothing more (X.1.6).
const GONE: &str = "5.1.6";

/// It has too much to do, or does not do as it should (X.3.2).
const BUSY: MailStatus = MailStatus::passing(3, 2);

/// Where alerts may go: names of hosts with a space between. `name=https://host` is reached there instead, as through
/// the operator's own proxy.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct HookHosts(Vec<(String, Option<GatewayUrl>)>);

/// The text names no [`HookHosts`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("hosts of webhooks are names such as hooks.example.com, with a space between")]
pub(crate) struct InvalidHookHosts;

impl FromStr for HookHosts {
    type Err = InvalidHookHosts;

    fn from_str(raw: &str) -> Result<Self, InvalidHookHosts> {
        let host = |one: &str| {
            let (name, by) = match one.split_once('=') {
                Some((name, by)) => (name, Some(by.parse().map_err(|_| InvalidHookHosts)?)),
                None => (one, None),
            };
            is_name(name).then(|| (name.to_ascii_lowercase(), by)).ok_or(InvalidHookHosts)
        };
        raw.split_whitespace().map(host).collect::<Result<_, _>>().map(Self)
    }
}

impl HookHosts {
    /// Where an address is reached; none if it may not be.
    fn reached(&self, to: &str) -> Option<String> {
        let uri: Uri = to.parse().ok()?;
        let authority = uri.authority().filter(|_| uri.scheme_str() == Some("https"))?;
        let usual = authority.port().is_none() || authority.port_u16() == Some(443);
        let host = authority.host().to_ascii_lowercase();
        if !usual || !is_name(&host) || authority.as_str().contains('@') {
            return None;
        }
        let (_, by) = self.0.iter().find(|(known, _)| *known == host)?;
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        let base =
            by.as_ref().map_or_else(|| format!("https://{host}"), |by| by.as_str().to_owned());
        Some([base, path].concat())
    }
}

/// Whether a host is a name that others look up, and not an address or a name of a network of one's own.
fn is_name(host: &str) -> bool {
    let label = |label: &str| {
        let letters = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&label.len()) && letters
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    let own = ["localhost", "local", "internal", "intranet", "lan", "home", "arpa"];
    host.len() <= 253
        && host.contains('.')
        && host.split('.').all(label)
        && last.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !own.iter().any(|own| last.eq_ignore_ascii_case(own))
        && host.parse::<IpAddr>().is_err()
}

fn never(status: &str) -> MailStatus {
    status.parse().unwrap_or(MailStatus::refused())
}

/// What a program is told.
pub(crate) fn request(
    hook: &AlertHook,
    settings: &Settings,
    now: Moment,
) -> Result<Request<Bytes>, MailStatus> {
    let to = settings.hook_hosts.reached(hook.to.as_str());
    let to = to.ok_or_else(|| never(NOT_ALLOWED))?;
    let body = alert::json(&hook.notice, settings).ok_or(MailStatus::UNWRITABLE)?;
    let signature = signature(&String::from(hook.secret.clone()), body.as_bytes(), now)
        .ok_or(MailStatus::UNWRITABLE)?;
    Request::post(to)
        .header(CONTENT_TYPE, "application/json")
        // Not every server takes a body whose length it is not told.
        .header(CONTENT_LENGTH, body.len())
        .header(USER_AGENT, "Nordsvar")
        .header(SIGNATURE, signature)
        .body(Bytes::from(body))
        .map_err(|_| never(NOT_ALLOWED))
}

/// `t=<unix seconds>,v1=<hexadecimal HMAC-SHA-256 of "<unix seconds>.<body>">`.
fn signature(secret: &str, body: &[u8], now: Moment) -> Option<String> {
    let secret: SharedSecret = secret.parse().ok()?;
    let at = now.seconds();
    let tag = Base64::decode_vec(&secret.sign(at, body)).ok()?;
    let hex = tag.iter().flat_map(|byte| {
        [byte >> 4, byte & 15].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0'))
    });
    Some(format!("t={},v1={}", at.get(), hex.collect::<String>()))
}

/// What became of it. Only a program that wants nothing more is not asked again.
pub(crate) fn verdict(answer: Result<Response<Bytes>, Unreachable>) -> Result<(), MailStatus> {
    let status = answer.map_err(|_| MailStatus::NO_ANSWER)?.status();
    if status.is_success() {
        return Ok(());
    }
    Err(match status {
        StatusCode::GONE => never(GONE),
        other if other.is_client_error() || other.is_server_error() => BUSY,
        // No redirect is followed.
        _ => MailStatus::PROTOCOL,
    })
}

#[cfg(test)]
mod tests;
