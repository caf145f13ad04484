//! A component that was loaded, with what it is granted.

use crate::engine;
use crate::grant::OutboundHosts;
use crate::guest::{self, Guest};
use crate::manifest::{ComponentManifest, Manifest};
use crate::outbound::Client;
use crate::sqlite::Database;
use crate::template::Template;
use crate::variable::{Unset, VariableName, Variables};
use anyhow::Context as _;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use wasmtime::Engine;
use wasmtime::component::{InstancePre, Linker};
use wasmtime_wasi_http::handler::ProxyPre;

/// What a component is and may do. Shared by all its instances.
pub(crate) struct Component {
    id: String,
    outbound_hosts: OutboundHosts,
    databases: BTreeSet<String>,
    variables: BTreeMap<VariableName, Template>,
    environment: BTreeMap<String, String>,
    shared: Arc<Shared>,
}

/// What all components of one host use together.
pub(crate) struct Shared {
    pub(crate) client: Client,
    pub(crate) database: Arc<Database>,
    pub(crate) variables: Variables,
}

impl Component {
    /// A component with the grants of `manifest`, whose templates are filled now. A variable it
    /// uses and nothing sets is an error now, not at the first request.
    fn new(id: &str, manifest: &ComponentManifest, shared: &Arc<Shared>) -> anyhow::Result<Self> {
        for template in manifest.variables.values() {
            shared.variables.fill(template)?;
        }
        let hosts = manifest.outbound_hosts.iter().map(|host| shared.variables.fill(host));
        let hosts: Vec<String> = hosts.collect::<Result<_, Unset>>()?;
        Ok(Self {
            id: id.to_owned(),
            outbound_hosts: OutboundHosts::parse(&hosts).context("allowed_outbound_hosts")?,
            databases: manifest.databases.clone(),
            variables: manifest.variables.clone(),
            environment: manifest.environment.clone(),
            shared: Arc::clone(shared),
        })
    }

    /// Its name in the manifest.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn outbound_hosts(&self) -> &OutboundHosts {
        &self.outbound_hosts
    }

    pub(crate) fn environment(&self) -> &BTreeMap<String, String> {
        &self.environment
    }

    pub(crate) fn client(&self) -> &Client {
        &self.shared.client
    }

    /// The database called `name`, if the component is granted it.
    pub(crate) fn database(&self, name: &str) -> Option<&Arc<Database>> {
        self.databases.contains(name).then_some(&self.shared.database)
    }

    /// The value of the component's variable `name` now; `None` if it has no such variable.
    pub(crate) fn variable(&self, name: &VariableName) -> Option<Result<String, Unset>> {
        Some(self.shared.variables.fill(self.variables.get(name)?))
    }
}

/// A component with the code to make instances of it.
pub(crate) struct Loaded {
    pub(crate) component: Arc<Component>,
    pub(crate) code: ProxyPre<Guest>,
}

/// Loads every component of `manifest`, whose file lies in `folder`.
pub(crate) fn load_all(
    engine: &Engine,
    manifest: &Manifest,
    folder: &Path,
    cache: &Path,
    shared: &Arc<Shared>,
) -> anyhow::Result<Vec<Loaded>> {
    let linker = guest::linker(engine).map_err(anyhow::Error::from)?;
    let load = |(id, manifest): (&String, &ComponentManifest)| {
        let component = Component::new(id, manifest, shared);
        let component = component.with_context(|| format!("component {id:?}"))?;
        let code = code(engine, &linker, id, &folder.join(&manifest.source), cache)?;
        Ok(Loaded { component: Arc::new(component), code })
    };
    manifest.components.iter().map(load).collect()
}

fn code(
    engine: &Engine,
    linker: &Linker<Guest>,
    id: &str,
    source: &Path,
    cache: &Path,
) -> anyhow::Result<ProxyPre<Guest>> {
    let wasm = std::fs::read(source).with_context(|| {
        format!("component {id:?} has not been built: build it first; no {}", source.display())
    })?;
    let compiled = engine::compile(engine, &wasm, cache).with_context(|| {
        format!("component {id:?}: {} is not a WebAssembly component", source.display())
    })?;
    let instance = linker.instantiate_pre(&compiled).map_err(anyhow::Error::from);
    let instance = instance
        .with_context(|| format!("component {id:?} imports what this host does not provide"))?;
    handler(instance).with_context(|| {
        format!("component {id:?} exports no wasi:http handler of WASI 0.3.0 or 0.2")
    })
}

fn handler(instance: InstancePre<Guest>) -> anyhow::Result<ProxyPre<Guest>> {
    use wasmtime_wasi_http::{p2, p3};
    if let Ok(code) = p3::bindings::ServicePre::new(instance.clone()) {
        return Ok(ProxyPre::P3(code));
    }
    Ok(ProxyPre::P2(p2::bindings::ProxyPre::new(instance)?))
}
