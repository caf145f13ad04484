//! What submit reads from its configuration.

use contract::StorageUrl;
use credential::{KeyRing, ZoneId};
use host::{Host, SettingError, key_ring, parsed};

use crate::definitions::Definitions;

/// Submit's zone and keys, and the definitions an instance remembers.
pub struct Settings {
    pub(crate) zone: ZoneId,
    pub(crate) receipt_keys: KeyRing,
    pub(crate) state_keys: KeyRing,
    pub(crate) invitation_keys: KeyRing,
    pub(crate) unsubscribe_keys: KeyRing,
    pub(crate) definitions: Definitions,
    pub(crate) storage: StorageUrl,
    pub(crate) keys: KeyRing,
}

impl Settings {
    pub(crate) async fn read(host: &Host) -> Result<Self, SettingError> {
        Ok(Self {
            zone: parsed(host, "zone").await?,
            receipt_keys: key_ring(host, "receipt_keys").await?,
            state_keys: key_ring(host, "state_keys").await?,
            invitation_keys: key_ring(host, "invitation_keys").await?,
            unsubscribe_keys: key_ring(host, "unsubscribe_keys").await?,
            definitions: Definitions::default(),
            storage: parsed(host, "storage_url").await?,
            keys: key_ring(host, "submit_key").await?,
        })
    }
}
