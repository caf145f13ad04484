//! What comes back of mail: reports that others pass on, each naming a mail by its return path.

use bytes::Bytes;
use contract::message::{MailFate, MailReturned};
use credential::{NotShared, SharedSecret, UnixSeconds};
use host::{MediaType, media_type};
use http::HeaderMap;
use http::request::Parts;
use letter::ReturnPath;
use problem::{Kind, Problem};
use serde::{Deserialize, Serialize};

use crate::world::{World, storage};
use crate::{Settings, bounce};

/// The most bytes of what is sent at once.
pub(crate) const MAX_BYTES: usize = 64 << 10;

/// The most reports that are sent at once.
const MOST: usize = 100;

/// The moment of signing, in seconds since 1970, and the tag.
const TIMESTAMP: &str = "x-nordsvar-timestamp";
const TAG: &str = "x-nordsvar-hmac-sha256";

/// What is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reports {
    items: Vec<Report>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    /// The envelope's sender that the mail had.
    return_path: String,
    fate: MailFate,
}

/// What became of the reports.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub(crate) struct Taken {
    /// So many are of our mails.
    taken: u32,
    /// So many name a return path that we gave no mail.
    unknown: u32,
}

/// Passes reports on to storage. Each may come again: what was known before changes nothing.
pub(crate) async fn take<W: World>(
    world: &W,
    settings: &Settings,
    parts: &Parts,
    body: &Bytes,
) -> Result<Taken, Problem> {
    let secret = settings.returned.as_ref().ok_or(Kind::NotFound)?;
    is_signed(secret, &parts.headers, body, world.now().seconds())
        .map_err(|error| Problem::new(Kind::SignatureRefused).with_cause(error))?;
    if media_type(&parts.headers) != Some(MediaType::Json) {
        return Err(Kind::UnsupportedMediaType.into());
    }
    let reports = read(body).ok_or(Kind::BodyUnreadable)?;
    let mut taken = Taken::default();
    for Report { return_path, fate } in reports {
        let path = ReturnPath::read(&return_path, &settings.bounces);
        let path = path.filter(|path| bounce::is_ours(&settings.bounce_keys, path));
        let Some(mail) = path.and_then(|path| path.mail.as_str().parse().ok()) else {
            taken.unknown += 1;
            continue;
        };
        storage(world, settings).mail_returned(&MailReturned { mail, fate }).await?;
        taken.taken += 1;
    }
    Ok(taken)
}

fn is_signed(
    secret: &SharedSecret,
    headers: &HeaderMap,
    body: &[u8],
    now: UnixSeconds,
) -> Result<(), NotShared> {
    let only = |name: &str| {
        let mut values = headers.get_all(name).iter();
        let value = values.next()?.to_str().ok()?;
        values.next().is_none().then_some(value)
    };
    let at = only(TIMESTAMP).and_then(|at| at.parse().ok()).ok_or(NotShared::Forged)?;
    let tag = only(TAG).ok_or(NotShared::Forged)?;
    secret.verify(UnixSeconds::new(at), body, tag, now)
}

fn read(body: &[u8]) -> Option<Vec<Report>> {
    let Reports { items } = serde_json::from_slice(body).ok()?;
    (1..=MOST).contains(&items.len()).then_some(items)
}

#[cfg(test)]
mod tests;
