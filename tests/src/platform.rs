//! The platform under test.

use std::sync::OnceLock;

use crate::{Client, Keys, Ready};

/// A platform that runs, shared by the tests of one suite.
#[derive(Debug)]
pub struct Platform {
    /// What runs where.
    pub ready: Ready,
    /// Calls the edge.
    pub site: Client,
    /// Calls storage as nobody may but our functions.
    pub storage: Client,
    /// Its keys.
    pub keys: Keys,
}

/// The platform that the environment names.
pub fn platform() -> &'static Platform {
    static PLATFORM: OnceLock<Platform> = OnceLock::new();
    PLATFORM.get_or_init(|| {
        let ready = Ready::read();
        let site = Client::new(&ready.site);
        let storage = Client::new(&ready.storage);
        let keys = Keys::of_folder(&ready.data);
        Platform { ready, site, storage, keys }
    })
}

impl Platform {
    /// How many requests have reached storage.
    #[must_use]
    pub fn requests_to_storage(&self) -> u64 {
        let control = Client::new(&self.ready.control.storage);
        let counted = control.get("/requests").send().expect(200).json();
        let counted = counted.get("storage").and_then(serde_json::Value::as_u64);
        counted.expect("storage's host counts its requests")
    }
}
