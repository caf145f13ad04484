//! The programs of a platform, and where they answer.

use super::Client;
use super::EdgeHost;
use super::account::Account;
use super::address::free;
use super::certificate::Certificate;
use super::node::{Node, Program};
use super::prepare::Built;
use super::process::Processes;
use super::ready::Control;
use super::seed::Seed;
use super::worker::{ADDRESSES, Worker};
use super::{Component, Keys, Variable};
use crate::checkout::{Checkout, make_folder, remove};
use anyhow::{Result, bail};
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// How long a platform may take until it answers: components are compiled on first use.
const PATIENCE: Duration = Duration::from_mins(3);

/// What people reach, where all of it runs on components: the edge, and beside the data the Survey Tool and
/// identity, which run on nothing else.
const ON_COMPONENTS: [Component; 11] = {
    let [submit, assets, login, api, customer_zone, apps @ ..] = Component::EDGE;
    let [store, delivery, stay, cancel] = apps;
    let (tool, identity) = (Component::Tool, Component::Identity);
    [submit, assets, login, api, customer_zone, store, delivery, stay, cancel, tool, identity]
};

/// Where what is served.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) edge: SocketAddr,
    pub(crate) storage: SocketAddr,
    pub(crate) data: PathBuf,
    pub(crate) edge_host: EdgeHost,
    /// Which identity providers may be called, where those are others than all public ones.
    pub(crate) providers: Option<String>,
    pub(crate) tls: bool,
    pub(crate) hashes_per_second: Option<NonZeroU32>,
}

/// A platform that runs until this is dropped.
pub(crate) struct Platform {
    processes: Processes,
    client: Client,
    site: String,
    storage: String,
    control: Control,
    data: PathBuf,
    waiting_for: Vec<String>,
}

impl Layout {
    /// Where its programs write what they do.
    pub(crate) fn logs(&self) -> PathBuf {
        self.data.join("logs")
    }

    fn storage_url(&self) -> String {
        format!("http://{}", self.storage)
    }

    /// The edge, as a URL.
    pub(crate) fn site(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://localhost:{}", self.edge.port())
    }

    fn certificate(&self) -> Result<Option<Certificate>> {
        self.tls.then(|| Certificate::open(&self.data.join("tls"))).transpose()
    }
}

impl Platform {
    /// Starts every program, without waiting for the edge to answer.
    pub(crate) fn start(
        checkout: &Checkout,
        layout: &Layout,
        built: &Built,
        keys: &Keys,
    ) -> Result<Self> {
        make_folder(&layout.logs())?;
        let certificate = layout.certificate()?;
        let mut start = Start { checkout, layout, keys, processes: Processes::default() };
        let mut variables = keys.variables(Component::Storage, ("", &layout.site()));
        let hashes = layout.hashes_per_second.map(|number| Zeroizing::new(number.to_string()));
        variables.extend(hashes.map(|number| ("hashes_per_second", number)));
        let storage = Node {
            program: &built.program,
            components: &[Component::Storage],
            listen: layout.storage,
            folder: layout.data.join("storage"),
            variables: &variables,
            certificate: None,
            forwards: &[],
        };
        let storage_control = start.node("storage", &storage)?;
        let forwards = match layout.edge_host {
            EdgeHost::Components => Vec::new(),
            EdgeHost::Workers => start.workers(&built.program)?,
        };
        let components = match layout.edge_host {
            EdgeHost::Components => &ON_COMPONENTS[..],
            // The host needs one; the forward for every path keeps all requests from it.
            EdgeHost::Workers => &[Component::Submit],
        };
        let variables = start.edge_variables(components);
        let edge = Node {
            program: &built.program,
            components,
            listen: layout.edge,
            folder: layout.data.join("edge"),
            variables: &variables,
            certificate: certificate.as_ref(),
            forwards: &forwards,
        };
        let edge_control = start.node("edge", &edge)?;
        let edge_control = match layout.edge_host {
            EdgeHost::Components => edge_control,
            EdgeHost::Workers => None,
        };
        Ok(Self {
            processes: start.processes,
            client: Client::new(certificate.as_ref().map(|own| own.chain.as_path()))?,
            site: layout.site(),
            storage: layout.storage_url(),
            control: Control { edge: edge_control, storage: storage_control, courier: None },
            data: layout.data.clone(),
            waiting_for: addresses(layout),
        })
    }

    /// Waits until every function answers, or `stop` is set.
    ///
    /// # Errors
    ///
    /// If a program ends, or a function does not answer for minutes.
    pub(crate) fn wait(&mut self, stop: &AtomicBool) -> Result<()> {
        let begun = Instant::now();
        for address in &self.waiting_for {
            while !stop.load(Ordering::Relaxed) && !self.client.answers(address) {
                self.processes.check()?;
                if begun.elapsed() > PATIENCE {
                    bail!("{address} does not answer; see {}", self.logs().display());
                }
                thread::sleep(Duration::from_millis(50));
            }
        }
        Ok(())
    }

    /// Makes the demo tenant and its survey, where they are not there yet.
    pub(crate) fn seed(&self, keys: &Keys, account: &mut Account) -> Result<()> {
        let Self { client, site, storage, .. } = self;
        Seed { client, site, storage, keys }.run(account)
    }

    /// Makes another user with the same password, which is hashed in as much memory.
    pub(crate) fn add_user(
        &self,
        keys: &Keys,
        (name, account): (&str, &Account),
        memory_kib: u32,
    ) -> Result<()> {
        let Self { client, site, storage, .. } = self;
        Seed { client, site, storage, keys }.user(name, account, memory_kib)
    }

    /// Sees to it that every program still runs.
    pub(crate) fn check(&mut self) -> Result<()> {
        self.processes.check()
    }

    /// Its programs' names and process ids.
    pub(crate) fn processes(&self) -> Vec<(String, u32)> {
        self.processes.ids().collect()
    }

    /// The edge, as a URL.
    pub(crate) fn site(&self) -> &str {
        &self.site
    }

    /// Storage, as a URL.
    pub(crate) fn storage(&self) -> &str {
        &self.storage
    }

    /// The control ports.
    pub(crate) fn control(&self) -> &Control {
        &self.control
    }

    /// The folder of the database and the keys.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of the logs.
    pub(crate) fn logs(&self) -> PathBuf {
        self.data.join("logs")
    }
}

fn addresses(layout: &Layout) -> Vec<String> {
    let storage = format!("{}{}", layout.storage_url(), Component::Storage.health());
    let edge = ON_COMPONENTS.map(|function| format!("{}{}", layout.site(), function.health()));
    [storage].into_iter().chain(edge).collect()
}

/// A host that is being started.
pub(crate) struct StartNode<'a> {
    pub(crate) checkout: &'a Checkout,
    /// Where its log goes.
    pub(crate) logs: &'a Path,
    pub(crate) processes: &'a mut Processes,
}

impl StartNode<'_> {
    /// Starts a host and returns its control port; one that has such a port listens by then.
    pub(crate) fn run(&mut self, name: &str, node: &Node<'_>) -> Result<Option<String>> {
        make_folder(&node.folder)?;
        let ready = node.ready_file();
        remove(&ready)?;
        let log = self.logs.join(format!("{name}.log"));
        self.processes.start(name, node.command(self.checkout), &log)?;
        match node.program {
            Program::Node(_) => {}
            Program::Spin(_) => return Ok(None),
        }
        let begun = Instant::now();
        while !ready.exists() {
            self.processes.check()?;
            if begun.elapsed() > PATIENCE {
                bail!("{name} does not begin to serve; see {}", log.display());
            }
            thread::sleep(Duration::from_millis(20));
        }
        node.control().map(Some)
    }
}

/// A platform that is being started.
struct Start<'a> {
    checkout: &'a Checkout,
    layout: &'a Layout,
    keys: &'a Keys,
    processes: Processes,
}

impl Start<'_> {
    fn node(&mut self, name: &str, node: &Node<'_>) -> Result<Option<String>> {
        let logs = self.layout.logs();
        let Self { checkout, processes, .. } = self;
        StartNode { checkout, logs: &logs, processes }.run(name, node)
    }

    /// Starts a workerd for each function at the edge, and on components what people reach beside the data; returns
    /// which paths are whose.
    fn workers(&mut self, program: &Program) -> Result<Vec<(&'static str, SocketAddr)>> {
        let listen: [SocketAddr; 2 * Component::EDGE.len()] = free()?;
        let (serving, debugging) = listen.split_at(Component::EDGE.len());
        let mut forwards = vec![
            ("/tool", self.beside(program, Component::Tool)?),
            ("/identity", self.beside(program, Component::Identity)?),
        ];
        let ports = serving.iter().zip(debugging);
        for (component, (listen, inspector)) in Component::EDGE.into_iter().zip(ports) {
            let name = component.name();
            let worker = Worker {
                component,
                listen: *listen,
                inspector: *inspector,
                variables: &self
                    .keys
                    .variables(component, (&self.layout.storage_url(), &self.layout.site())),
                folder: &self.layout.data.join("workers").join(name),
            };
            let log = self.layout.logs().join(format!("{name}.log"));
            self.processes.start_sifted(name, worker.command(self.checkout)?, &log, ADDRESSES)?;
            let paths: &[&str] = match component {
                Component::Assets => &["/assets", "/widget.js"],
                Component::Login => &["/login"],
                Component::Api => &["/api"],
                Component::CustomerZone => &["/zone"],
                Component::StoreEvaluator => {
                    &["/apps/store-evaluator", "/api/v1/apps/store-evaluator"]
                }
                Component::DeliveryControl => &[
                    "/apps/delivery-control",
                    "/apps/leveranskontroll",
                    "/api/v1/apps/delivery-control",
                ],
                Component::StayEvaluator => {
                    &["/apps/stay-evaluator", "/api/v1/apps/stay-evaluator"]
                }
                Component::WhyCancel => &["/apps/why-cancel", "/api/v1/apps/why-cancel"],
                Component::Submit
                | Component::Identity
                | Component::Tool
                | Component::Courier
                | Component::Storage => &["/"],
            };
            forwards.extend(paths.iter().map(|path| (*path, *listen)));
        }
        Ok(forwards)
    }

    /// Starts what people reach beside the data on a host of its own, where the edge is elsewhere.
    fn beside(&mut self, program: &Program, component: Component) -> Result<SocketAddr> {
        let [listen] = free()?;
        let variables = self.edge_variables(&[component]);
        let node = Node {
            program,
            components: &[component],
            listen,
            folder: self.layout.data.join(component.name()),
            variables: &variables,
            certificate: None,
            forwards: &[],
        };
        self.node(component.name(), &node).map(|_| listen)
    }

    fn edge_variables(&self, components: &[Component]) -> Vec<Variable> {
        let (url, site) = (self.layout.storage_url(), self.layout.site());
        let mut all: Vec<Variable> = Vec::new();
        if let Some(providers) = &self.layout.providers {
            all.push(("identity_providers", Zeroizing::new(providers.clone())));
        }
        for (name, value) in
            components.iter().flat_map(|one| self.keys.variables(*one, (&url, &site)))
        {
            if all.iter().all(|(known, _)| *known != name) {
                all.push((name, value));
            }
        }
        all
    }
}
