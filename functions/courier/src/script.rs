//! A world that goes as a test says: a clock that moves when something is sent, storage that takes what is signed
//! just then, a relay and a gateway.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;
use contract::message::MailStatus;
use contract::{Moment, Transport, Unreachable};
use credential::{Function, FunctionKeys};
use http::{Request, Response};
use problem::{Kind, Problem};
use serde_json::{Value, json};

use crate::gateway::Call;
use crate::sample;
use crate::world::World;

/// The world.
pub(crate) struct Script {
    now: Cell<Moment>,
    keys: FunctionKeys,
    /// What storage answers at a path, one answer after the other, and then that there is nothing.
    pub(crate) answers: RefCell<BTreeMap<&'static str, VecDeque<Value>>>,
    /// What storage was asked and the relay was given, in order.
    pub(crate) happened: RefCell<Vec<String>>,
    /// How many seconds each message takes, and each call.
    pub(crate) message_seconds: u64,
    pub(crate) call_seconds: u64,
    /// Where storage fails, once it has given the answers that it was to give.
    pub(crate) failing: Option<&'static str>,
    /// What the relay says to an address.
    pub(crate) refused: BTreeMap<&'static str, &'static str>,
}

impl Script {
    pub(crate) fn new() -> Self {
        Self {
            now: Cell::new(Moment::from_unix_millis(1_795_463_400_123)),
            keys: sample::courier_keys(),
            answers: RefCell::default(),
            happened: RefCell::default(),
            message_seconds: 0,
            call_seconds: 0,
            failing: None,
            refused: BTreeMap::new(),
        }
    }

    /// What storage will answer at a path, behind what it will answer before.
    pub(crate) fn will_answer(&self, path: &'static str, answer: Value) {
        self.answers.borrow_mut().entry(path).or_default().push_back(answer);
    }

    /// What happened, without what storage was told of each message.
    pub(crate) fn sent(&self) -> Vec<String> {
        let happened = self.happened.borrow();
        let sent = happened.iter().filter(|what| !what.starts_with("/v1/"));
        sent.cloned().collect()
    }

    pub(crate) fn calls(&self, path: &str) -> usize {
        self.happened.borrow().iter().filter(|what| what.starts_with(path)).count()
    }

    fn pass(&self, seconds: u64) {
        let later = self.now.get().unix_millis() + 1000 * seconds;
        self.now.set(Moment::from_unix_millis(later));
    }

    fn tell(&self, what: String) {
        self.happened.borrow_mut().push(what);
    }

    fn said(&self, to: &str) -> Result<(), MailStatus> {
        self.pass(self.message_seconds);
        self.refused.get(to).map_or(Ok(()), |status| Err(status.parse().unwrap()))
    }
}

impl Transport for Script {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Unreachable> {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path().to_owned();
        let caller = self.keys.verify_request(&parts, &body, self.now.get().seconds());
        if caller != Ok(Function::Courier) {
            self.tell(format!("{path}: {caller:?}"));
            return Ok(Problem::new(Kind::SignatureRefused).response("r"));
        }
        self.tell([&*path, " ", &String::from_utf8_lossy(&body)].concat());
        self.pass(self.call_seconds);
        let mut answers = self.answers.borrow_mut();
        let next = answers.get_mut(&*path).and_then(VecDeque::pop_front);
        if next.is_none() && self.failing == Some(&*path) {
            return Ok(Problem::new(Kind::Internal).response("r"));
        }
        let answer = next.unwrap_or_else(|| match &*path {
            "/v1/outbox/claim" => json!({ "items": [] }),
            "/v1/invitations/due" => json!({ "looked_at": 0, "more": false }),
            _ => json!({ "changed": true }),
        });
        Ok(Response::new(Bytes::from(answer.to_string())))
    }
}

impl World for Script {
    fn now(&self) -> Moment {
        self.now.get()
    }

    fn request_id(&self) -> &'static str {
        "r"
    }

    fn mail(&mut self, (from, to): (&str, &str), letter: &[u8]) -> Result<(), MailStatus> {
        assert!(letter.ends_with(b"\r\n"));
        let from = from.split(['.', '@']).next().unwrap_or_default();
        self.tell(format!("{from} to {to}"));
        self.said(to)
    }

    async fn text(&self, to: &str, text: &str, report_to: Option<&str>) -> Result<(), MailStatus> {
        let reported = report_to.map(|address| [", told at ", address].concat());
        self.tell(format!("text to {to}: {text}{}", reported.unwrap_or_default()));
        self.said(to)
    }

    async fn call(&self, call: Call<'_>) -> Result<(), MailStatus> {
        let Call { to, start, over_at } = call;
        self.tell(format!("call to {to}: {start}, told at {over_at}"));
        self.said(to)
    }

    async fn hook(&self, request: Request<Bytes>) -> Result<(), MailStatus> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        self.tell(format!("hook at {}", request.uri()));
        self.said(&host)
    }
}
