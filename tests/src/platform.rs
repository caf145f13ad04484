//! The platform under test.

use std::sync::OnceLock;

use http::Method;

use crate::{Client, Keys, Ready};

const CLOCK: &str = "/variables/clock_offset_seconds";

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

/// Storage's clock while it is another than the edge's. It is right again when this is dropped.
#[derive(Debug)]
pub struct MovedClock<'a>(&'a Platform);

impl MovedClock<'_> {
    /// Has storage's clock be so many seconds ahead, or behind. A signature of the edge is good for
    /// a minute before and after.
    pub fn set(&self, seconds: i64) {
        let control = Client::new(&self.0.ready.control.storage);
        let call = control.call(Method::PUT, CLOCK).body("text/plain", seconds.to_string());
        let _ = call.send().expect(204);
    }
}

impl Drop for MovedClock<'_> {
    fn drop(&mut self) {
        let control = Client::new(&self.0.ready.control.storage);
        // A test that has failed says more than this could.
        let _ = control.call(Method::DELETE, CLOCK).try_send();
    }
}

impl Platform {
    /// Takes storage's clock, to move it. Nothing else may run meanwhile.
    #[must_use]
    pub const fn clock(&self) -> MovedClock<'_> {
        MovedClock(self)
    }

    /// How many requests have reached storage.
    #[must_use]
    pub fn requests_to_storage(&self) -> u64 {
        let control = Client::new(&self.ready.control.storage);
        let counted = control.get("/requests").send().expect(200).json();
        let counted = counted.get("storage").and_then(serde_json::Value::as_u64);
        counted.expect("storage's host counts its requests")
    }
}
