//! A host for one test, and requests to it.

use bytes::Bytes;
use clap::Parser as _;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use node::{Options, Running};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tokio::sync::OnceCell;

/// What `[component.probe]` has where a test needs nothing else.
pub(crate) const PLAIN: &str = "";

/// A host that serves the probe on every path.
pub(crate) struct Host {
    pub(crate) running: Running,
    pub(crate) client: Client<HttpConnector, Full<Bytes>>,
    pub(crate) folder: PathBuf,
}

/// A response that has arrived whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Host {
    /// Starts a host for the test called `name`. `component` is what its manifest says of the
    /// probe beside the source.
    pub(crate) async fn start(name: &str, component: &str, arguments: &[&str]) -> Self {
        static COMPILED: OnceCell<()> = OnceCell::const_new();
        // All tests would compile the probe at the same time otherwise.
        COMPILED
            .get_or_init(async || {
                Self::try_start("compile", PLAIN, &[]).await.expect("a plain host starts");
            })
            .await;
        Self::try_start(name, component, arguments).await.expect("the host starts")
    }

    /// As [`Host::start`], for a host that may refuse to start.
    pub(crate) async fn try_start(
        name: &str,
        component: &str,
        arguments: &[&str],
    ) -> anyhow::Result<Self> {
        let folder = folder(name);
        fs::write(folder.join("spin.toml"), manifest(component))?;
        let options = options(&folder, arguments);
        let running = node::start(options, |_| None).await?;
        Ok(Self { running, client: client(), folder })
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.listen())
    }

    pub(crate) fn control_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.control().expect("a control port"))
    }

    /// The body of the answer to `GET path`, which must be a 200.
    pub(crate) async fn get(&self, path: &str) -> String {
        let answer = self.send(Request::get(self.url(path)), "").await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.body
    }

    /// The body of the answer to `POST path`, which must be a 200.
    pub(crate) async fn post(&self, path: &str, body: impl Into<Bytes>) -> String {
        let answer = self.send(Request::post(self.url(path)), body).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.body
    }

    pub(crate) async fn send(
        &self,
        request: http::request::Builder,
        body: impl Into<Bytes>,
    ) -> Answer {
        let request = request.body(Full::new(body.into())).expect("a request");
        let response = self.client.request(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a whole body").to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

pub(crate) fn client() -> Client<HttpConnector, Full<Bytes>> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    Client::builder(TokioExecutor::new()).build(connector)
}

/// Options for a host whose manifest and state are in `folder`; `arguments` may give any again.
pub(crate) fn options(folder: &Path, arguments: &[&str]) -> Options {
    let path = |path: &Path| path.to_str().expect("a path in UTF-8").to_owned();
    let mut all = vec!["node".to_owned()];
    all.extend(["--listen".to_owned(), "127.0.0.1:0".to_owned()]);
    all.extend(["--from".to_owned(), path(folder)]);
    all.extend(["--state-dir".to_owned(), path(&folder.join("state"))]);
    all.extend(["--cache-dir".to_owned(), path(&temporary().join("compiled"))]);
    let given = |name: &str| arguments.contains(&name);
    let mut kept = Vec::new();
    let mut pairs = all.into_iter();
    kept.extend(pairs.next());
    while let (Some(name), Some(value)) = (pairs.next(), pairs.next()) {
        if !given(&name) {
            kept.extend([name, value]);
        }
    }
    kept.extend(arguments.iter().map(|&argument| argument.to_owned()));
    Options::try_parse_from(kept).expect("arguments that fit")
}

/// A manifest that has the probe on every path.
pub(crate) fn manifest(component: &str) -> String {
    let source = probe().display();
    format!(
        r#"
spin_manifest_version = 2
[application]
name = "test"
[variables]
zone = {{ default = "se" }}
clock_offset_seconds = {{ default = "" }}
key = {{ required = true, secret = true }}
[[trigger.http]]
route = "/..."
component = "probe"
[component.probe]
source = "{source}"
{component}
"#
    )
}

/// An empty folder for the test called `name`.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = temporary().join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn temporary() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// The probe, built on the first call.
fn probe() -> &'static Path {
    static PROBE: OnceLock<PathBuf> = OnceLock::new();
    PROBE.get_or_init(|| {
        let target = temporary().join("probe");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--release", "--locked", "--target", "wasm32-wasip2"]);
        cargo.args([
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/probe/Cargo.toml"),
        ]);
        cargo.arg("--target-dir").arg(&target);
        for flags in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
            cargo.env_remove(flags);
        }
        assert!(cargo.status().expect("cargo runs").success(), "the probe does not build");
        target.join("wasm32-wasip2/release/probe.wasm")
    })
}
