//! A courier of a test's own.

use std::fs;
use std::path::PathBuf;
use std::thread::{self, JoinHandle};

use credential::{Function, KeyRing, SharedSecret, UnixSeconds, sign_request};
use http::Request;
use serde_json::{Value, json};

use crate::keys::now;
use crate::process::Process;
use crate::{Answer, Client, Keys};

/// A courier that runs until this is dropped; then it is killed.
#[derive(Debug)]
pub struct Courier {
    pub(crate) client: Client,
    pub(crate) timer: KeyRing,
    pub(crate) others: Vec<(Function, KeyRing)>,
    /// How far its clock is ahead, in seconds.
    pub(crate) ahead: i64,
    pub(crate) log: PathBuf,
    pub(crate) _process: Process,
}

impl Courier {
    /// What those sign with who tell it what came back.
    pub const RETURNED: &'static str = "returned-of-tests-0123456789";

    /// Says that it is time, and gives what became of it.
    #[must_use]
    pub fn tick(&self) -> Value {
        let answer = self.client.run(self.signed(Function::Timer, &self.timer));
        answer.expect("the courier answers").expect(200).json()
    }

    /// Says that it is time, and waits elsewhere for the answer, which may never come.
    #[must_use]
    pub fn tick_in_background(&self) -> JoinHandle<()> {
        let (client, request) = (self.client.clone(), self.signed(Function::Timer, &self.timer));
        thread::spawn(move || drop(client.run(request)))
    }

    /// The statuses of ticks that are not signed, not now, or by somebody else.
    #[must_use]
    pub fn forged_ticks(&self) -> Vec<u16> {
        let unsigned = self.client.post("/courier/tick").into_request();
        let others = self.others.iter().map(|(function, ring)| self.signed(*function, ring));
        let late = signed(&self.client, Function::Timer, &self.timer, now().get() - 100);
        let requests = others.chain([unsigned, late]);
        requests.map(|request| self.client.run(request).expect("an answer").status).collect()
    }

    /// Tells it what became of mails, by their return paths.
    #[must_use]
    pub fn returned(&self, items: &Value) -> Answer {
        let body = json!({ "items": items }).to_string();
        let secret: SharedSecret = Self::RETURNED.parse().expect("a secret");
        let at = UnixSeconds::new(now().get().saturating_add_signed(self.ahead));
        let call = self.client.post("/courier/returned").body("application/json", body.clone());
        let call = call.header("x-nordsvar-timestamp", &at.get().to_string());
        call.header("x-nordsvar-hmac-sha256", &secret.sign(at, body.as_bytes())).send()
    }

    /// Says what became of a text message, as a gateway does, at the address that it was told.
    #[must_use]
    pub fn texted(&self, report_to: &str, status: &str) -> Answer {
        let path = report_to.strip_prefix(self.base()).expect("an address of this courier");
        self.client.post(path).form(&[("id", "s1"), ("status", status)]).send()
    }

    /// Says what was pressed in a call (`result`), or how it ended (`state`), as a gateway does, at the address that it was told.
    #[must_use]
    pub fn called(&self, address: &str, field: &str, value: &str) -> Answer {
        let path = address.strip_prefix(self.base()).expect("an address of this courier");
        self.client.post(path).form(&[("callid", "c1"), (field, value)]).send()
    }

    /// Where it is.
    #[must_use]
    pub fn base(&self) -> &str {
        self.client.base()
    }

    /// What it answers to who asks whether it is well.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.client.get("/courier/healthz").send().status
    }

    /// What it wrote.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    fn signed(&self, function: Function, ring: &KeyRing) -> Request<Vec<u8>> {
        signed(&self.client, function, ring, now().get().saturating_add_signed(self.ahead))
    }
}

fn signed(client: &Client, function: Function, ring: &KeyRing, at: u64) -> Request<Vec<u8>> {
    let (mut parts, body) = client.post("/courier/tick").into_request().into_parts();
    sign_request(function, ring, &mut parts, &body, UnixSeconds::new(at))
        .expect("a request of ours can be signed");
    Request::from_parts(parts, body)
}

/// Who may not say that it is time.
pub(crate) fn others(keys: &Keys) -> Vec<(Function, KeyRing)> {
    let functions = [Function::Login, Function::Courier, Function::Operator];
    let own = functions.map(|function| (function, keys.function(function)));
    let pretending = (Function::Timer, keys.function(Function::Courier));
    own.into_iter().chain([pretending]).collect()
}
