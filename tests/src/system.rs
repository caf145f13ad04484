//! A platform of a test's own, whose storage it may stop and kill.

mod clinic;
mod edge;
mod role;
mod variables;

use std::env;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use credential::Function;
use http::Method;

use self::edge::{EDGE, Served};
pub use self::role::Role;
use self::variables::{owned, variables};
use crate::address::free_address;
use crate::process::{Process, node, root};
use crate::worker::Worker;
use crate::{Client, Courier, Gateway, Keys, Operator, Temporary, courier, eventually, operator};

/// The Survey Tool, which runs beside the data, on components alone: as [`EDGE`] says it.
const TOOL: Served = ("tool", &["/tool"], "/tool/healthz");

/// The variables that say where browsers find the pages.
const ADDRESSES: [&str; 10] = [
    "LOGIN_URL",
    "SUBMIT_URL",
    "STORE_EVALUATOR_URL",
    "LEVERANSKONTROLL_URL",
    "DELIVERY_CONTROL_URL",
    "STAY_EVALUATOR_URL",
    "WHY_CANCEL_URL",
    "TOOL_URL",
    "ZONE_URL",
    "IDENTITY_URL",
];

/// From whom mails are.
const SENDER: &str = "noreply@nordsvar.example";

/// An edge and storage, each on hosts of their own, with a tenant that has an API key.
///
/// The edge runs on workerd if `NORDSVAR_EDGE` is `workers`, and as components otherwise.
#[derive(Debug)]
pub struct System {
    /// Calls the edge.
    pub site: Client,
    /// An API key of its tenant.
    pub api_key: String,
    /// Its keys.
    pub keys: Keys,
    storage: Option<Process>,
    edge: Vec<Process>,
    start: Start,
}

/// What hosts are started with.
#[derive(Debug)]
struct Start {
    folder: Temporary,
    compiled: PathBuf,
    edge: SocketAddr,
    /// The edge, as scheme and authority.
    site: String,
    storage: SocketAddr,
    control: SocketAddr,
    variables: Vec<(String, String)>,
    /// Where the clinic's app answers, if it runs beside what is deployed.
    clinic: Option<SocketAddr>,
}

impl System {
    /// Starts all hosts; compiled components are kept in `compiled` for the next test.
    #[must_use]
    pub fn start(compiled: &Path) -> Self {
        Self::with_hashes(compiled, 1000)
    }

    /// The same, where so many passwords are hashed in a second.
    #[must_use]
    pub fn with_hashes(compiled: &Path, each_second: usize) -> Self {
        let keys = Keys::generate();
        let mut start = Start::new(compiled);
        start.variables = variables(&keys, start.storage);
        start.set("HASHES_PER_SECOND", &each_second.to_string());
        Self::seeded(start, keys)
    }

    /// Starts all hosts; links on pages and in mails lead to where they answer.
    #[must_use]
    pub fn linked(compiled: &Path) -> Self {
        let keys = Keys::generate();
        Self::seeded(Start::linked(compiled, &keys), keys)
    }

    fn seeded(start: Start, keys: Keys) -> Self {
        let storage = start.storage();
        let api_key = operator::seed(&start.client(), &keys);
        Self::with_edge(start, storage, keys, api_key)
    }

    /// The same, with keys and configuration, a tenant and an API key that an operator makes.
    #[must_use]
    pub fn operated(compiled: &Path) -> (Self, Operator) {
        let mut start = Start::new(compiled);
        let operator = Operator {
            keys: start.folder.path().join("keys"),
            storage: format!("http://{}", start.storage),
            login: format!("http://{}", start.edge),
        };
        let _ = operator.done(&["init"]);
        start.configure(&operator);
        let storage = start.storage();
        let _ = operator.done(&["tenant", "make", "acme", "Acme AB"]);
        let key = operator.done(&["api-key", "make", "acme", "--role", "owner"]);
        let keys = Keys::of_folder(&operator.keys);
        (Self::with_edge(start, storage, keys, key.trim().to_owned()), operator)
    }

    fn with_edge(start: Start, storage: Process, keys: Keys, api_key: String) -> Self {
        let site = Client::new(&start.site);
        let edge = start.edge(&site);
        Self { site, api_key, keys, storage: Some(storage), edge, start }
    }

    /// Starts every host again, with what the operator's files say by now.
    pub fn restart(&mut self, operator: &Operator) {
        self.start.configure(operator);
        self.edge.clear();
        self.kill_storage();
        self.start_storage();
        self.edge = self.start.edge(&self.site);
    }

    /// Ends storage's host at once, as a power cut would: `SIGKILL`.
    pub fn kill_storage(&mut self) {
        drop(self.storage.take());
    }

    /// Starts storage's host again, on the same address and the same data.
    pub fn start_storage(&mut self) {
        self.storage = Some(self.start.storage());
    }

    /// The address of the control port of storage's host.
    #[must_use]
    pub fn control(&self) -> String {
        format!("http://{}", self.start.control)
    }

    /// Calls storage as nobody may but our functions.
    #[must_use]
    pub fn storage(&self) -> Client {
        self.start.client()
    }

    /// Makes a user of the tenant, who knows no password.
    pub fn add_user(&self, name: &str, email: &str) {
        operator::add_user(&self.start.client(), &self.keys, name, email);
    }

    /// Has storage's clock be so many seconds ahead. The edge's stays, so it is not heard any more.
    pub fn move_storage_clock(&self, seconds: i64) {
        let control = Client::new(&self.control());
        let call = control.call(Method::PUT, "/variables/clock_offset_seconds");
        let _ = call.body("text/plain", seconds.to_string()).send().expect(204);
    }

    /// Has all clocks but those of couriers be so many seconds ahead.
    pub fn move_clock(&mut self, seconds: i64) {
        self.move_storage_clock(seconds);
        // A Worker reads its variables when it starts.
        self.start.set("CLOCK_OFFSET_SECONDS", &seconds.to_string());
        self.edge.clear();
        self.edge = self.start.edge(&self.site);
    }

    /// Starts a courier whose clock is so many seconds ahead.
    #[must_use]
    pub fn start_courier(&mut self, relay: SocketAddr, ahead: i64) -> Courier {
        self.courier(relay, (ahead, true), &[])
    }

    /// Starts a courier with these variables.
    #[must_use]
    pub fn start_courier_with(&mut self, relay: SocketAddr, variables: &[(&str, &str)]) -> Courier {
        self.start_courier_ahead(relay, 0, variables)
    }

    /// The same, with a clock that is so many seconds ahead.
    #[must_use]
    pub fn start_courier_ahead(
        &mut self,
        relay: SocketAddr,
        ahead: i64,
        variables: &[(&str, &str)],
    ) -> Courier {
        self.courier(relay, (ahead, true), &owned(variables))
    }

    /// Starts a courier that sends text messages, too, and is told what comes back.
    #[must_use]
    pub fn start_courier_beside(
        &mut self,
        relay: SocketAddr,
        gateway: &Gateway,
        ahead: i64,
    ) -> Courier {
        let more = [
            ("SMS_URL", format!("http://{}", gateway.address())),
            ("SMS_USER", Gateway::USER.to_owned()),
            ("SMS_PASSWORD", Gateway::PASSWORD.to_owned()),
            ("SMS_FROM", Gateway::FROM.to_owned()),
            ("CALLS_FROM", Gateway::NUMBER.to_owned()),
            ("RETURNED_SECRET", Courier::RETURNED.to_owned()),
        ];
        self.courier(relay, (ahead, true), &more)
    }

    /// Starts a courier that will not be well.
    #[must_use]
    pub fn start_unready_courier(
        &mut self,
        relay: SocketAddr,
        variables: &[(&str, &str)],
    ) -> Courier {
        self.courier(relay, (0, false), &owned(variables))
    }

    fn courier(
        &self,
        relay: SocketAddr,
        (ahead, is_well): (i64, bool),
        more: &[(&str, String)],
    ) -> Courier {
        let listen = free_address();
        let client = Client::new(&format!("http://{listen}"));
        let mut command = self.start.node(Role::Courier, listen, &["courier"]);
        command.env("SPIN_VARIABLE_RELAY_URL", format!("tcp://{relay}"));
        command.env("SPIN_VARIABLE_CLOCK_OFFSET_SECONDS", ahead.to_string());
        command.env("SPIN_VARIABLE_SMS_REPORTS_URL", client.base());
        if more.iter().any(|(name, _)| *name == "CALLS_FROM") {
            command.env("SPIN_VARIABLE_CALLS_URL", client.base());
        }
        command.envs(more.iter().map(|(name, value)| (format!("SPIN_VARIABLE_{name}"), value)));
        let log = self.start.log("courier");
        let process = Process::start(command, &log);
        let process = if is_well {
            process.answers(&client, "/courier/healthz")
        } else {
            eventually("a host", || client.get("/courier/healthz").try_send().ok());
            process
        };
        let timer = self.keys.function(Function::Timer);
        let others = courier::others(&self.keys);
        Courier { client, timer, others, ahead, log, _process: process }
    }

    /// The folder of the hosts of one role.
    #[must_use]
    pub fn folder(&self, role: Role) -> PathBuf {
        self.start.state(role)
    }
}

impl Start {
    fn new(compiled: &Path) -> Self {
        let edge = free_address();
        Self {
            folder: Temporary::new(),
            compiled: compiled.to_owned(),
            edge,
            site: format!("http://{edge}"),
            storage: free_address(),
            control: free_address(),
            variables: Vec::new(),
            clinic: None,
        }
    }

    /// What links on pages and in mails lead to where they answer by.
    fn linked(compiled: &Path, keys: &Keys) -> Self {
        let mut start = Self::new(compiled);
        start.variables = variables(keys, start.storage);
        // By this name browsers keep its cookies, too.
        start.site = format!("http://localhost:{}", start.edge.port());
        for name in ADDRESSES {
            start.set(name, &start.site.clone());
        }
        start
    }

    /// Has a variable be this, whatever it was.
    fn set(&mut self, name: &str, value: &str) {
        self.variables.retain(|(one, _)| one != name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// Takes the files of an operator, with what they leave to say where mail goes.
    fn configure(&mut self, operator: &Operator) {
        self.variables = operator.variables();
        self.variables.push(("MAIL_FROM".to_owned(), SENDER.to_owned()));
    }

    /// Calls storage.
    fn client(&self) -> Client {
        Client::new(&format!("http://{}", self.storage))
    }

    fn state(&self, role: Role) -> PathBuf {
        self.folder.path().join(role.name())
    }

    fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.log"))
    }

    /// Storage, answering.
    fn storage(&self) -> Process {
        let mut command = self.node(Role::Storage, self.storage, &["storage"]);
        command.args(["--control", &self.control.to_string()]);
        Process::start(command, &self.log("storage")).answers(&self.client(), "/v1/healthz")
    }

    /// The edge, answering.
    fn edge(&self, site: &Client) -> Vec<Process> {
        let on_workers = env::var("NORDSVAR_EDGE").is_ok_and(|edge| edge == "workers");
        let (mut hosts, command) = if on_workers {
            self.workers()
        } else {
            let all: Vec<_> = EDGE.iter().chain([&TOOL]).map(|(name, ..)| *name).collect();
            (Vec::new(), self.node(Role::Edge, self.edge, &all))
        };
        let mut command = command;
        hosts.extend(self.clinic(&mut command));
        let mut front = Process::start(command, &self.log("edge"));
        for (.., health) in EDGE.iter().chain([&TOOL]) {
            front = front.answers(site, health);
        }
        hosts.push(front);
        hosts
    }

    /// A workerd for each function, and the command that serves all of them on one address.
    fn workers(&self) -> (Vec<Process>, Command) {
        // The host needs a component; the forward for every path keeps all requests from it.
        let mut command = self.node(Role::Edge, self.edge, &["submit"]);
        let (tool, paths, _) = TOOL;
        let listen = free_address();
        let log = self.log(tool);
        let mut hosts = vec![Process::start(self.node(Role::Tool, listen, &[tool]), &log)];
        for path in paths {
            command.arg("--forward").arg(format!("{path}={listen}"));
        }
        for (function, paths, _) in EDGE {
            let listen = free_address();
            let worker = Worker {
                function,
                listen,
                inspector: free_address(),
                variables: &self.variables,
                folder: &self.state(Role::Edge).join(function),
            };
            hosts.push(worker.start(&self.log(function)));
            for path in paths {
                command.arg("--forward").arg(format!("{path}={listen}"));
            }
        }
        (hosts, command)
    }

    /// The command that serves components.
    fn node(&self, role: Role, listen: SocketAddr, components: &[&str]) -> Command {
        self.node_from("spin.toml", (role, listen), components)
    }

    /// The same, of another manifest.
    fn node_from(
        &self,
        manifest: &str,
        (role, listen): (Role, SocketAddr),
        components: &[&str],
    ) -> Command {
        let mut command = Command::new(node());
        command.arg("--from").arg(root().join(manifest));
        command.args(["--listen", &listen.to_string()]);
        command.arg("--state-dir").arg(self.state(role)).arg("--cache-dir").arg(&self.compiled);
        for component in components {
            command.args(["--component-id", component]);
        }
        let named = self.variables.iter();
        command.envs(named.map(|(name, value)| (format!("SPIN_VARIABLE_{name}"), value)));
        command
    }
}
