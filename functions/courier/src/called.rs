//! Calls: how they begin, and what the gateway says in them: forms, as 46elks has them, at addresses that it alone was told.

use base32ct::{Base32Unpadded, Encoding as _};
use bytes::Bytes;
use contract::message::{AnswerCall, CallAnswered, CallAsks, CallItem, MailFate, MailReturned};
use credential::{MailId, UnixSeconds};
use host::{MediaType, form_fields, media_type};
use http::request::Parts;
use problem::{Kind, Problem};
use serde::Serialize;

use crate::Settings;
use crate::gateway::Call;
use crate::world::{World, storage};

/// The most bytes of what it says.
pub(crate) const MAX_BYTES: usize = 4 << 10;

/// What every such address begins with.
pub(crate) const PATH: &str = "/courier/calls/";

/// What the tags are for.
const USE: &str = "call";

/// For how long the addresses of a call are good, in seconds: the gateway tries for hours to say how one ended.
const GOOD_SECONDS: u64 = 24 * 60 * 60;

/// For how long the gateway waits for a key, in seconds, and how often it asks.
const KEY_SECONDS: u8 = 10;
const TIMES: u8 = 2;

/// What is said at an address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Turn {
    /// Which keys were pressed.
    First,
    /// Which were, after others that are none.
    Second,
    /// How the call ended.
    Over,
}

impl Turn {
    const ALL: [Self; 3] = [Self::First, Self::Second, Self::Over];

    const fn as_str(self) -> &'static str {
        match self {
            Self::First => "1",
            Self::Second => "2",
            Self::Over => "over",
        }
    }
}

/// What an address names: a call, until when it is good, and what is said there. Nothing of it is anybody's.
struct Named {
    call: MailId,
    until: UnixSeconds,
    turn: Turn,
}

impl Named {
    fn words(&self) -> String {
        [self.call.as_str(), ".", &self.until.get().to_string(), ".", self.turn.as_str()].concat()
    }

    /// Where the gateway is to say it.
    fn address(&self, settings: &Settings) -> Option<String> {
        let site = &settings.calls.as_ref()?.site;
        let words = self.words();
        let tag = settings.bounce_keys.mac(USE, words.as_bytes());
        let tag = Base32Unpadded::encode_string(&tag);
        Some([site.as_str(), PATH, &words, ".", &tag].concat())
    }

    /// What an address names, if we gave it to somebody and it is still good.
    fn read(settings: &Settings, path: &str, now: UnixSeconds) -> Option<Self> {
        settings.calls.as_ref()?;
        let (words, tag) = path.strip_prefix(PATH)?.rsplit_once('.')?;
        let tag = Base32Unpadded::decode_vec(tag).ok()?;
        settings.bounce_keys.has_made(USE, words.as_bytes(), &tag).then_some(())?;
        let mut parts = words.split('.');
        let (call, until, turn) = (parts.next()?, parts.next()?, parts.next()?);
        let turn = Turn::ALL.into_iter().find(|one| one.as_str() == turn)?;
        let until = UnixSeconds::new(until.parse().ok()?);
        (now < until).then_some(Self { call: call.parse().ok()?, until, turn })
    }
}

/// How a call begins.
pub(crate) struct Begun {
    start: String,
    over_at: String,
}

impl Begun {
    /// How this one does; nothing if it cannot be said.
    pub(crate) fn of(settings: &Settings, item: &CallItem, now: UnixSeconds) -> Option<Self> {
        let until = now.saturating_add_seconds(GOOD_SECONDS);
        let named = |turn| Named { call: item.id.clone(), until, turn };
        let action = Action::ask(&item.asks, named(Turn::First).address(settings)?);
        let over_at = named(Turn::Over).address(settings)?;
        Some(Self { start: serde_json::to_string(&action).ok()?, over_at })
    }

    /// What is asked of the gateway to call this number.
    pub(crate) fn request<'a>(&'a self, to: &'a str) -> Call<'a> {
        Call { to, start: &self.start, over_at: &self.over_at }
    }
}

/// What the gateway is to do next.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Action {
    /// It plays a recording, and says which keys are pressed.
    Ask { ivr: String, digits: u8, timeout: u8, repeat: u8, next: String },
    /// It plays a recording, and hangs up.
    Play { play: String },
    /// It hangs up.
    HangUp { hangup: &'static str },
}

impl Action {
    fn ask(asks: &CallAsks, next: String) -> Self {
        let (ivr, digits) = (asks.question.clone(), asks.digits);
        Self::Ask { ivr, digits, timeout: KEY_SECONDS, repeat: TIMES, next }
    }

    fn play(recording: Option<String>) -> Self {
        recording.map_or(Self::HangUp { hangup: "reject" }, |play| Self::Play { play })
    }
}

/// Passes on to storage what the gateway says, and gives what it is to do next, if the call goes on. All of it may come again.
pub(crate) async fn take<W: World>(
    world: &W,
    settings: &Settings,
    parts: &Parts,
    body: &Bytes,
) -> Result<Option<Action>, Problem> {
    let named = Named::read(settings, parts.uri.path(), world.now().seconds());
    let named = named.ok_or(Kind::NotFound)?;
    if media_type(&parts.headers) != Some(MediaType::Form) {
        return Err(Kind::UnsupportedMediaType.into());
    }
    match named.turn {
        Turn::Over => {
            let picked_up = field(body, "state")? == "success";
            let fate = if picked_up { MailFate::Delivered } else { MailFate::Unanswered };
            let told = MailReturned { mail: named.call, fate };
            storage(world, settings).mail_returned(&told).await?;
            Ok(None)
        }
        Turn::First | Turn::Second => pressed(world, settings, named, body).await.map(Some),
    }
}

/// What follows from what was pressed. Who presses nothing, or twice no key of the question, is asked no more.
async fn pressed<W: World>(
    world: &W,
    settings: &Settings,
    named: Named,
    body: &Bytes,
) -> Result<Action, Problem> {
    let keys = field(body, "result")?;
    if !AnswerCall::is_keys(&keys) {
        return Ok(Action::play(None));
    }
    let message = AnswerCall { mail: named.call.clone(), keys };
    Ok(match storage(world, settings).answer_call(&message).await? {
        CallAnswered::Kept { play } => Action::play(Some(play)),
        CallAnswered::Closed { play } | CallAnswered::OptedOut { play } => Action::play(play),
        CallAnswered::Other { asks } => match named.turn {
            Turn::First => {
                let next = Named { turn: Turn::Second, ..named }.address(settings);
                Action::ask(&asks, next.ok_or(Kind::Internal)?)
            }
            Turn::Second | Turn::Over => Action::play(None),
        },
    })
}

/// A field that the form has once.
fn field(body: &Bytes, name: &str) -> Result<String, Kind> {
    let fields = form_fields(body).map_err(|_| Kind::BodyUnreadable)?;
    let mut said = fields.into_iter().filter(|(known, _)| known == name);
    match (said.next(), said.next()) {
        (Some((_, value)), None) => Ok(value),
        (Some(_) | None, _) => Err(Kind::BodyUnreadable),
    }
}

#[cfg(test)]
mod tests;
