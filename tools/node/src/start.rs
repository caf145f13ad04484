//! From the command line to a host that serves.

use crate::component::{self, Loaded, Shared};
use crate::control::{self, Control};
use crate::header::Peer;
use crate::instance::{Instances, Lifetime, Stopping};
use crate::manifest::Manifest;
use crate::options::Options;
use crate::outbound::Client;
use crate::route::Router;
use crate::serve::{self, Answer};
use crate::site::Site;
use crate::sqlite::Database;
use crate::variable::Variables;
use crate::{engine, tls};
use anyhow::Context as _;
use http::{Request, Response};
use hyper::body::Incoming;
use std::fmt;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use wasmtime_wasi_http::WasiBody;

/// A host that serves, until it is stopped or dropped.
pub struct Running {
    listen: SocketAddr,
    control: Option<SocketAddr>,
    scheme: &'static str,
    site: Arc<Site>,
    stop: watch::Sender<bool>,
    servers: JoinSet<()>,
}

/// Loads the components of `options` and begins to serve them. `environment` looks up environment
/// variables.
///
/// # Errors
///
/// Whatever keeps a component or the address from being served, in a sentence that says what to
/// do: the manifest, a file, a variable, an address in use.
pub async fn start(
    options: Options,
    environment: impl Fn(&str) -> Option<String>,
) -> anyhow::Result<Running> {
    if let Some(address) = options.control {
        control::must_be_loopback(address)?;
    }
    if let Some(file) = &options.ready_file {
        // One that is left from another run would be believed.
        let _ = fs::remove_file(file);
    }
    let (manifest, folder) = manifest(&options)?;
    let shared = shared(&options, &manifest, environment)?;
    let (stop, stopping) = watch::channel(false);
    let site = Arc::new(site(&options, manifest, &folder, &shared, &stopping)?);
    let tls = tls(&options)?;

    let scheme = if tls.is_some() { "https" } else { "http" };
    let mut servers = JoinSet::new();
    let listener = serve::bind(options.listen).await?;
    let listen = listener.local_addr()?;
    servers.spawn(serve::serve(listener, tls, Arc::clone(&site), stopping.clone()));
    let mut control = None;
    if let Some(address) = options.control {
        let listener = serve::bind(address).await?;
        control = Some(listener.local_addr()?);
        let answer = Control { site: Arc::clone(&site), shared };
        servers.spawn(serve::serve(listener, None, Arc::new(answer), stopping));
    }
    let running = Running { listen, control, scheme, site, stop, servers };
    if let Some(file) = &options.ready_file {
        running.write_ready(file)?;
    }
    Ok(running)
}

impl Running {
    /// The address it serves on, with the port it took if that was left to it.
    #[must_use]
    pub fn listen(&self) -> SocketAddr {
        self.listen
    }

    /// The control port's address, if it has one.
    #[must_use]
    pub fn control(&self) -> Option<SocketAddr> {
        self.control
    }

    /// Takes no more connections, and waits up to 10 seconds for requests under way.
    pub async fn stop(mut self) {
        // Nobody listens any more only if every server has ended.
        let _ = self.stop.send(true);
        while self.servers.join_next().await.is_some() {}
    }

    /// Writes the ready file whole or not at all.
    fn write_ready(&self, file: &Path) -> anyhow::Result<()> {
        let ready = serde_json::json!({
            "listen": self.listen.to_string(),
            "control": self.control.map(|address| address.to_string()),
        });
        let unfinished = file.with_extension(format!("{}.part", std::process::id()));
        fs::write(&unfinished, ready.to_string())
            .and_then(|()| fs::rename(&unfinished, file))
            .with_context(|| format!("cannot write {}", file.display()))
    }
}

impl fmt::Display for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Serving {}://{}", self.scheme, self.listen)?;
        for forward in self.site.forwards() {
            write!(f, "\n  {}/... is forwarded", forward.prefix().trim_end_matches('/'))?;
        }
        for route in self.site.router().routes() {
            write!(f, "\n  {} {}", route.written(), route.component())?;
        }
        Ok(())
    }
}

impl Answer for Site {
    async fn answer(&self, request: Request<Incoming>, peer: &Peer) -> Response<WasiBody> {
        Site::answer(self, request, peer).await
    }
}

/// The manifest, less the components that were not picked, and its folder.
fn manifest(options: &Options) -> anyhow::Result<(Manifest, PathBuf)> {
    let mut file = options.from.clone();
    if file.is_dir() {
        file.push("spin.toml");
    }
    let text = fs::read_to_string(&file).with_context(|| {
        format!("cannot read the manifest {}: give another with --from", file.display())
    })?;
    let manifest = Manifest::parse(&text).and_then(|mut manifest| {
        manifest.retain(&options.component_id)?;
        Ok(manifest)
    });
    let manifest = manifest.with_context(|| file.display().to_string())?;
    let folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok((manifest, folder))
}

fn shared(
    options: &Options,
    manifest: &Manifest,
    environment: impl Fn(&str) -> Option<String>,
) -> anyhow::Result<Arc<Shared>> {
    let database = options.state_dir.join("sqlite_db.db");
    if manifest.components.values().any(|component| !component.databases.is_empty()) {
        fs::create_dir_all(&options.state_dir)
            .with_context(|| format!("cannot make {}", options.state_dir.display()))?;
    }
    let variables = Variables::gather(&manifest.variables, &options.variables, environment);
    Ok(Arc::new(Shared {
        client: Client::new()?,
        database: Arc::new(Database::new(database)),
        variables: variables.context("--variable")?,
    }))
}

fn site(
    options: &Options,
    manifest: Manifest,
    folder: &Path,
    shared: &Arc<Shared>,
    stopping: &Stopping,
) -> anyhow::Result<Site> {
    let engine = engine::start()?;
    let cache = options.cache_dir.clone();
    let cache = cache.unwrap_or_else(|| options.state_dir.join("compiled"));
    let loaded = component::load_all(&engine, &manifest, folder, &cache, shared)?;
    let lifetime = Lifetime::of(options);
    let instances = loaded.into_iter().map(|loaded: Loaded| {
        let id = loaded.component.id().to_owned();
        (id, Instances::new(engine.clone(), loaded, lifetime, stopping.clone()))
    });
    let router = Router::new(manifest.routes)?;
    Ok(Site::new(router, instances, options.forwards.clone(), shared.client.clone()))
}

fn tls(options: &Options) -> anyhow::Result<Option<TlsAcceptor>> {
    match (&options.tls_cert, &options.tls_key) {
        (Some(certificate), Some(key)) => tls::acceptor(certificate, key).map(Some),
        (None, None) => Ok(None),
        (Some(_), None) | (None, Some(_)) => {
            anyhow::bail!("--tls-cert and --tls-key go together")
        }
    }
}
