//! What one room is, and what it reads from its configuration.

use contract::{Caller, SiteUrl, StorageClient, StorageUrl};
use credential::{Audience, Function, KeyRing, ZoneId};
use host::{Host, SettingError, key_ring, parsed};
use page::Place;

/// What one room is. There is one of them in each room's function.
#[derive(Debug)]
pub struct Room {
    /// Its pages.
    pub place: Place,
    /// Whom its sessions are addressed to.
    pub audience: Audience,
    /// As whom it calls storage.
    pub function: Function,
    /// The cookie with its session.
    pub session_cookie: &'static str,
    /// The cookie with what this browser is to bring back from login.
    pub way_cookie: &'static str,
    /// The names of the settings with its keys.
    pub keys: Keys,
}

/// The names of the settings with a room's keys.
#[derive(Debug)]
pub struct Keys {
    /// What signs its calls to storage.
    pub function: &'static str,
    /// Its sessions.
    pub session: &'static str,
    /// What login hands over.
    pub hand_over: &'static str,
}

/// Its zone and keys, and where login is.
#[derive(Debug)]
pub struct Settings {
    pub(crate) room: &'static Room,
    pub(crate) zone: ZoneId,
    pub(crate) session_keys: KeyRing,
    pub(crate) hand_over_keys: KeyRing,
    pub(crate) storage: StorageUrl,
    pub(crate) keys: KeyRing,
    pub(crate) login: SiteUrl,
}

impl Settings {
    /// Reads what `room` is configured by.
    ///
    /// # Errors
    ///
    /// [`SettingError`] if something is missing or unusable.
    pub async fn read(host: &Host, room: &'static Room) -> Result<Self, SettingError> {
        Ok(Self {
            room,
            zone: parsed(host, "zone").await?,
            session_keys: key_ring(host, room.keys.session).await?,
            hand_over_keys: key_ring(host, room.keys.hand_over).await?,
            storage: parsed(host, "storage_url").await?,
            keys: key_ring(host, room.keys.function).await?,
            login: parsed(host, "login_url").await?,
        })
    }

    /// The zone.
    #[must_use]
    pub const fn zone(&self) -> &ZoneId {
        &self.zone
    }

    /// Storage, as whoever presents this credential sees it, or nobody.
    #[must_use]
    pub fn storage<'a>(
        &'a self,
        host: &'a Host,
        credential: impl Into<Option<&'a str>>,
    ) -> StorageClient<'a, Host> {
        let caller = Caller {
            function: self.room.function,
            keys: &self.keys,
            now: host.now(),
            request_id: host.request_id(),
            credential: credential.into(),
        };
        StorageClient::new(host, &self.storage, caller).seen_from(host.client_address())
    }
}
