//! What a round needs of the world.

use bytes::Bytes;
use contract::message::MailStatus;
use contract::{Caller, Moment, StorageClient, Transport, Unreachable};
use credential::Function;
use host::Host;
use http::{Request, Response};

use crate::gateway::Call;
use crate::line::Line;
use crate::{Settings, gateway, hook};

/// The clock, storage and the ways out. Tests have a world of their own.
pub(crate) trait World: Transport {
    /// The clock now: a round goes on for longer than a signature holds.
    fn now(&self) -> Moment;

    /// The id of the request that the round is part of.
    fn request_id(&self) -> &str;

    /// Hands a mail to the relay, from one address to one other.
    fn mail(&mut self, envelope: (&str, &str), letter: &[u8]) -> Result<(), MailStatus>;

    /// Hands a text message to the gateway, which is to say at `report_to` what becomes of it.
    async fn text(&self, to: &str, text: &str, report_to: Option<&str>) -> Result<(), MailStatus>;

    /// Has the gateway call somebody.
    async fn call(&self, call: Call<'_>) -> Result<(), MailStatus>;

    /// Tells a program of a customer's something.
    async fn hook(&self, request: Request<Bytes>) -> Result<(), MailStatus>;
}

/// Storage, for one call: what it is asked is signed with the moment at which it is asked.
pub(crate) fn storage<'a, W: World>(world: &'a W, settings: &'a Settings) -> StorageClient<'a, W> {
    let caller = Caller {
        function: Function::Courier,
        keys: &settings.keys,
        now: world.now(),
        request_id: world.request_id(),
        credential: None,
    };
    StorageClient::new(world, &settings.storage, caller)
}

/// The world itself.
pub(crate) struct Outside<'a> {
    host: &'a Host,
    settings: &'a Settings,
    line: Line,
}

impl<'a> Outside<'a> {
    pub(crate) const fn new(host: &'a Host, settings: &'a Settings) -> Self {
        Self { host, settings, line: Line::Down }
    }

    /// Ends the session with the relay, if there is one.
    pub(crate) fn leave(self) {
        self.line.hang_up();
    }
}

impl Transport for Outside<'_> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Unreachable> {
        self.host.send(request).await
    }
}

impl World for Outside<'_> {
    fn now(&self) -> Moment {
        self.host.moment()
    }

    fn request_id(&self) -> &str {
        self.host.request_id()
    }

    fn mail(&mut self, envelope: (&str, &str), letter: &[u8]) -> Result<(), MailStatus> {
        self.line.send(self.settings, envelope, letter, self.host.moment())
    }

    async fn text(&self, to: &str, text: &str, report_to: Option<&str>) -> Result<(), MailStatus> {
        // Without a gateway no texts were asked for.
        let gateway = self.settings.gateway.as_ref().ok_or(MailStatus::NOT_ADMITTED)?;
        let request = gateway.request(to, text, report_to).ok_or(MailStatus::refused())?;
        gateway::verdict(self.host.call_out(request, gateway::MAX_ANSWER_BYTES).await)
    }

    async fn call(&self, call: Call<'_>) -> Result<(), MailStatus> {
        // Without a gateway no calls were asked for.
        let (gateway, calls) = (self.settings.gateway.as_ref(), self.settings.calls.as_ref());
        let (gateway, calls) = gateway.zip(calls).ok_or(MailStatus::NOT_ADMITTED)?;
        let request = gateway.call(&calls.from, call).ok_or(MailStatus::refused())?;
        gateway::verdict(self.host.call_out(request, gateway::MAX_ANSWER_BYTES).await)
    }

    async fn hook(&self, request: Request<Bytes>) -> Result<(), MailStatus> {
        hook::verdict(self.host.call_out(request, hook::MAX_ANSWER_BYTES).await)
    }
}
