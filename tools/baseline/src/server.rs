//! The server.

use std::fs;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use contract::Moment;
use credential::{KeyRing, MasterRing, ZoneId, receipt_label};
use survey::{Definition, SurveyId};
use tokio::net::TcpListener;

use crate::definition::Survey;
use crate::options::Serve;
use crate::responses;
use crate::writer::Writer;

/// The largest submission, in bytes, as in submit.
const MAX_SUBMISSION_BYTES: usize = 384 * 1024;

/// What a request needs.
pub(crate) struct Shared {
    pub(crate) survey: SurveyId,
    pub(crate) definition: Definition,
    pub(crate) receipt_keys: KeyRing,
    pub(crate) zone: ZoneId,
    pub(crate) writer: Writer,
}

/// Serves until the process is ended.
pub(crate) fn run(options: &Serve) -> anyhow::Result<()> {
    let shared = Arc::new(shared(options)?);
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(serve(options, shared))
}

/// The clock, read once for a request.
pub(crate) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::from_unix_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

fn shared(options: &Serve) -> anyhow::Result<Shared> {
    fs::create_dir_all(&options.data)
        .with_context(|| format!("cannot make {}", options.data.display()))?;
    let survey = Survey::read(&options.definition)?;
    let file = options.data.join("baseline.db");
    let writer = Writer::start(&file, options.survey.clone(), &survey.json, now())?;
    let zone: ZoneId = "se".parse()?;
    Ok(Shared {
        survey: options.survey.clone(),
        definition: survey.definition,
        receipt_keys: receipt_keys(&zone)?,
        zone,
        writer,
    })
}

async fn serve(options: &Serve, shared: Arc<Shared>) -> anyhow::Result<()> {
    let router = Router::new()
        .route("/healthz", get(async || r#"{"status":"ok"}"#))
        .route("/s/{survey}/responses", post(responses::take))
        .layer(DefaultBodyLimit::max(MAX_SUBMISSION_BYTES))
        .with_state(shared);
    let listener = TcpListener::bind(options.listen)
        .await
        .with_context(|| format!("cannot listen on {}", options.listen))?;
    println!("baseline: http://{}", listener.local_addr()?);
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
        // As the functions' host does; a socket that cannot do it is only slower.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, router).await.context("the server ended")
}

fn receipt_keys(zone: &ZoneId) -> anyhow::Result<KeyRing> {
    let mut random = [0; 32];
    getrandom::fill(&mut random)?;
    Ok(MasterRing::generate("k1".parse()?, random).derive(&receipt_label(zone)))
}
