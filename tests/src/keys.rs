//! The keys of a platform, for tests that forge, misuse or sign.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use credential::{Audience, Function, KeyLabel, KeyRing, MasterRing, Purpose, UnixSeconds, ZoneId};
use credential::{
    api_key_label, cancel_flow_label, function_label, invitation_label, receipt_label,
    session_label, unsubscribe_label,
};

/// Every key of a zone.
#[derive(Debug)]
pub struct Keys {
    master: MasterRing,
    zone: ZoneId,
}

impl Keys {
    /// The keys of the platform that keeps its data in `folder`.
    #[must_use]
    pub fn of_folder(folder: &Path) -> Self {
        let path = folder.join("master.key");
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let master = MasterRing::parse(text.trim()).expect("master.key is a key ring");
        Self { master, zone: zone() }
    }

    /// Keys that no platform has yet.
    #[must_use]
    pub fn generate() -> Self {
        let kid = "k1".parse().expect("k1 names a key");
        Self { master: MasterRing::generate(kid, random()), zone: zone() }
    }

    /// The zone.
    #[must_use]
    pub fn zone(&self) -> &ZoneId {
        &self.zone
    }

    /// The secret all keys come from.
    #[must_use]
    pub fn master(&self) -> &MasterRing {
        &self.master
    }

    /// The keys that sign `function`'s requests.
    #[must_use]
    pub fn function(&self, function: Function) -> KeyRing {
        self.derive(&function_label(&self.zone, function))
    }

    /// The keys of sessions for `audience`.
    #[must_use]
    pub fn session(&self, audience: Audience) -> KeyRing {
        self.derive(&session_label(&self.zone, audience))
    }

    /// The keys of API keys.
    #[must_use]
    pub fn api_key(&self) -> KeyRing {
        self.derive(&api_key_label(&self.zone))
    }

    /// The keys of receipts.
    #[must_use]
    pub fn receipt(&self) -> KeyRing {
        self.derive(&receipt_label(&self.zone))
    }

    /// The keys of the links that storage gives respondents.
    ///
    /// # Panics
    ///
    /// Where storage gives no links for that.
    #[must_use]
    pub fn respondent(&self, purpose: Purpose) -> KeyRing {
        let label = if purpose == Purpose::Invitation {
            invitation_label(&self.zone)
        } else if purpose == Purpose::Unsubscribe {
            unsubscribe_label(&self.zone)
        } else if purpose == Purpose::CancelFlow {
            cancel_flow_label(&self.zone)
        } else {
            panic!("{purpose} is no link of a respondent's message")
        };
        self.derive(&label)
    }

    fn derive(&self, label: &KeyLabel) -> KeyRing {
        self.master.derive(label)
    }
}

/// The zone that development platforms serve.
fn zone() -> ZoneId {
    "se".parse().expect("se names a zone")
}

/// Now.
#[must_use]
pub fn now() -> UnixSeconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    UnixSeconds::new(since.expect("it is after 1970").as_secs())
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}
