//! What one app's room is, and what it reads from its configuration.

use std::collections::BTreeSet;

use app::{AllTold, App, BatchFault, Fault, Marks, Rows, Told, Verified};
use contract::message::ParcelsCounted;
use contract::{SiteUrl, StorageClient};
use credential::KeyRing;
use host::{Host, SettingError, key_ring, parsed};
use jiff::Timestamp;
use letter::{Occasion, Vocabulary};
use page::{AppPlace, FigureKind, ReportPart};
use room::Room;
use serde_json::Value;

use crate::{FlowPages, Offers};

/// What a body tells, each by itself, or everything that is wrong with it.
type Read = fn(&[u8], Timestamp) -> Result<AllTold, BatchFault>;

/// What a platform's webhook tells, if anything follows from it.
type ReadHook = fn(&Verified<'_>, Timestamp) -> Result<Option<Box<dyn Told>>, Vec<Fault>>;

/// What one app's room is. There is one of them in each app's function.
pub struct AppRoom {
    /// The app.
    pub app: App,
    /// Its pages.
    pub place: AppPlace,
    /// What it is among the rooms for staff.
    pub room: Room,
    /// Where its events are sent.
    pub events: &'static str,
    /// Where platforms of its customers send webhooks, and how it reads those, if any do.
    pub webhooks: Option<(&'static str, ReadHook)>,
    /// What it offers those who would leave, if it does.
    pub offers: Option<Offers>,
    /// The pages of those who were about to leave, with how it counts them, if it does.
    pub flows: Option<FlowPages>,
    /// The setting that says where browsers find the room.
    pub url: &'static str,
    /// How it reads what it is told.
    pub read: Read,
    /// How it reads tables of the same.
    pub rows: &'static Rows,
    /// What its messages are about, by a stage's name.
    pub about: fn(&str) -> Occasion,
    /// The least that an event of a stage has, as JSON: for people who connect a system.
    pub example: fn(&str) -> serde_json::Value,
    /// What it reports by name, beside how each question was answered. Those are shown that its survey asks for.
    pub figures: &'static [Figure],
    /// What its figures can be told apart by: what its events say of each, by the part's name.
    pub parts: &'static [ReportPart],
    /// What is set up of an instance that only this app has, if there is something.
    pub own: Option<OwnSettings>,
    /// How its figures are looked at, as an instance's settings say, if they say that.
    pub look: Option<fn(&Value) -> Look>,
    /// What its badge is made of, if it has one.
    pub badge: Option<BadgeOf>,
}

/// What a badge is made of.
#[derive(Clone, Copy, Debug)]
pub struct BadgeOf {
    /// The question from 1 to 5.
    pub question: &'static str,
    /// The questions that ask for a text, which it may show.
    pub texts: &'static [&'static str],
}

impl AppRoom {
    /// What its messages may name, whatever the stage: one text may be sent in several.
    pub(crate) fn vocabulary(&self) -> &'static Vocabulary {
        (self.about)("").vocabulary()
    }
}

/// What is set up of an instance that only one app has: JSON, read strictly.
#[derive(Clone, Copy)]
pub struct OwnSettings {
    /// The member of the instance's settings that holds it.
    pub member: &'static str,
    /// What holds where nothing was set up.
    pub default: fn() -> Value,
    /// Everything that is wrong with it, by JSON paths.
    pub faults: fn(&Value) -> Vec<Fault>,
}

/// How an instance's figures are looked at.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Look {
    /// What is low, and what is good.
    pub marks: Marks,
    /// Values of [`ReportPart::GROUPED`] that are looked at together, by what the group is called.
    pub groups: Vec<(String, BTreeSet<Box<str>>)>,
}

/// A figure that people know by name, and the questions that it is made of.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Which.
    pub kind: FigureKind,
    /// The questions' names.
    pub questions: &'static [&'static str],
}

impl Figure {
    /// What is counted of all deliveries that were told of, whether or not somebody was asked: as if a question had asked it.
    pub const DELIVERIES: &str = ParcelsCounted::COUNTED_AS;
}

/// Its zone and keys, and where the other rooms are.
#[derive(Debug)]
pub struct Settings {
    pub(crate) room: room::Settings,
    pub(crate) site: SiteUrl,
    pub(crate) zone: SiteUrl,
    pub(crate) tool: SiteUrl,
    pub(crate) api_key_keys: KeyRing,
}

impl Settings {
    /// Storage, as whoever presents this credential sees it, or nobody.
    #[must_use]
    pub fn storage<'a>(
        &'a self,
        host: &'a Host,
        credential: impl Into<Option<&'a str>>,
    ) -> StorageClient<'a, Host> {
        self.room.storage(host, credential)
    }

    /// Where browsers find the room.
    #[must_use]
    pub const fn site(&self) -> &SiteUrl {
        &self.site
    }

    /// Reads what the room is configured by.
    ///
    /// # Errors
    ///
    /// [`SettingError`] if something is missing or unusable.
    pub async fn read(host: &Host, own: &'static AppRoom) -> Result<Self, SettingError> {
        Ok(Self {
            room: room::Settings::read(host, &own.room).await?,
            site: parsed(host, own.url).await?,
            zone: parsed(host, "zone_url").await?,
            tool: parsed(host, "tool_url").await?,
            api_key_keys: key_ring(host, "api_key_keys").await?,
        })
    }
}
