//! A platform of a test's own, whose hosts it may stop and kill.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

use credential::{Audience, Function, FunctionKeys, KeyRing, fake_salt_label, invitation_label};

use crate::{Client, Keys, Temporary, eventually, operator};

/// Which functions a host serves.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// Those at the edge.
    Edge,
    /// Storage.
    Storage,
}

/// A host that runs until it is killed or dropped.
#[derive(Debug)]
pub struct Node(Child);

/// An edge and storage, each on a host of its own, with a tenant that has an API key.
#[derive(Debug)]
pub struct System {
    /// Calls the edge.
    pub site: Client,
    /// An API key of its tenant.
    pub api_key: String,
    /// Its keys.
    pub keys: Keys,
    storage: Option<Node>,
    _edge: Node,
    start: Start,
}

/// What hosts are started with.
#[derive(Debug)]
struct Start {
    folder: Temporary,
    compiled: PathBuf,
    edge: SocketAddr,
    storage: SocketAddr,
    variables: Vec<(String, String)>,
}

impl System {
    /// Starts both hosts; compiled components are kept in `compiled` for the next test.
    #[must_use]
    pub fn start(compiled: &Path) -> Self {
        let keys = Keys::generate();
        let [edge, storage] = free_addresses();
        let variables = variables(&keys, storage);
        let compiled = compiled.to_owned();
        let start = Start { folder: Temporary::new(), compiled, edge, storage, variables };
        let storage_node = start.node(Role::Storage);
        let api_key = operator::seed(&Client::new(&start.storage_url()), &keys);
        let edge_node = start.node(Role::Edge);
        let site = Client::new(&format!("http://{edge}"));
        Self { site, api_key, keys, storage: Some(storage_node), _edge: edge_node, start }
    }

    /// Ends storage's host at once, as a power cut would: `SIGKILL`.
    pub fn kill_storage(&mut self) {
        drop(self.storage.take());
    }

    /// Starts storage's host again, on the same address and the same data.
    pub fn start_storage(&mut self) {
        self.storage = Some(self.start.node(Role::Storage));
    }

    /// The folders of both hosts.
    #[must_use]
    pub fn folder(&self, role: Role) -> PathBuf {
        self.start.state(role)
    }
}

impl Start {
    fn storage_url(&self) -> String {
        format!("http://{}", self.storage)
    }

    fn state(&self, role: Role) -> PathBuf {
        self.folder.path().join(match role {
            Role::Edge => "edge",
            Role::Storage => "storage",
        })
    }

    /// A host that answers.
    fn node(&self, role: Role) -> Node {
        let (address, components, health): (_, &[&str], _) = match role {
            Role::Edge => (self.edge, &["submit", "login", "api"], "/healthz"),
            Role::Storage => (self.storage, &["storage"], "/v1/healthz"),
        };
        let mut appended = fs::File::options();
        let log = appended.create(true).append(true).open(self.folder.path().join("log.txt"));
        let log = log.expect("a log is written");
        let mut command = Command::new(program());
        command.arg("--from").arg(manifest()).arg("--listen").arg(address.to_string());
        command.arg("--state-dir").arg(self.state(role)).arg("--cache-dir").arg(&self.compiled);
        for component in components {
            command.args(["--component-id", component]);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdout(log.try_clone().expect("a log has two writers")).stderr(log);
        let child = command.stdin(Stdio::null()).spawn();
        let mut node = Node(child.expect("NORDSVAR_NODE names the built tools/node"));
        let client = Client::new(&format!("http://{address}"));
        eventually("a host that answers", || {
            let ended = node.0.try_wait().expect("a child's state can be asked for");
            let log = || fs::read_to_string(self.folder.path().join("log.txt"));
            assert!(ended.is_none(), "the host ended: {}", log().unwrap_or_default());
            client.get(health).try_send().ok().filter(|answer| answer.status == 200)
        });
        node
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended by itself; gone is gone.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn program() -> PathBuf {
    let named = env::var_os("NORDSVAR_NODE").map(PathBuf::from);
    named.expect(
        "this suite starts and kills hosts, and none was named: run `cargo xtask test`, or build \
         tools/node and set NORDSVAR_NODE to it",
    )
}

fn manifest() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spin.toml")
}

/// Addresses that nobody listens on.
fn free_addresses<const N: usize>() -> [SocketAddr; N] {
    // All are held until all are known, so that they differ.
    let held = [(); N].map(|()| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
    held.map(|listener| {
        listener.and_then(|listener| listener.local_addr()).expect("there are free ports")
    })
}

/// Every function's configuration, by the names that Spin gives it.
fn variables(keys: &Keys, storage: SocketAddr) -> Vec<(String, String)> {
    let text = |ring: KeyRing| ring.to_config().to_string();
    let master = |label| text(keys.master().derive(&label));
    let functions = FunctionKeys::derived(keys.master(), keys.zone());
    let values = [
        ("STORAGE_URL", format!("http://{storage}")),
        ("ZONE", keys.zone().to_string()),
        ("SUBMIT_KEY", text(keys.function(Function::Submit))),
        ("LOGIN_KEY", text(keys.function(Function::Login))),
        ("API_KEY", text(keys.function(Function::Api))),
        ("INVITATION_KEYS", master(invitation_label(keys.zone()))),
        ("RECEIPT_KEYS", text(keys.receipt())),
        ("SESSION_LOGIN_KEYS", text(keys.session(Audience::Login))),
        ("SESSION_API_KEYS", text(keys.session(Audience::Api))),
        ("API_KEY_KEYS", text(keys.api_key())),
        ("FUNCTION_KEYS", functions.to_config().to_string()),
        ("FAKE_SALT_KEY", master(fake_salt_label(keys.zone()))),
    ];
    values.map(|(name, value)| (format!("SPIN_VARIABLE_{name}"), value)).into()
}
