//! The one thread that writes: SQLite has one writer at a time, so a queue in front of it costs
//! less than waiting for its lock.

use std::path::Path;
use std::sync::mpsc;
use std::thread;

use anyhow::Context as _;
use contract::Moment;
use credential::TenantId;
use store::{
    AccountStore as _, Append, Draft, Publish, Record, ResponseStore as _, SaveDraft, SqlStore,
    StoreError, SurveyStore as _, migrate,
};
use store_sqlite::Connection;
use survey::SurveyId;
use tokio::sync::oneshot;

/// The tenant that owns the survey.
const TENANT: &str = "baseline";

/// A record to be kept, and where its outcome goes.
struct Job {
    record: Record,
    outcome: oneshot::Sender<Result<Append, StoreError>>,
}

/// Hands records to the thread. The thread ends when the last of these is dropped.
#[derive(Clone)]
pub(crate) struct Writer(mpsc::Sender<Job>);

impl Writer {
    /// Opens the database in `file`, publishes `definition` in it under the name `survey` unless
    /// it holds that survey already, and starts the thread.
    pub(crate) fn start(
        file: &Path,
        survey: SurveyId,
        definition: &str,
        now: Moment,
    ) -> anyhow::Result<Self> {
        let connection = Connection::open(file)?;
        let store = pollster::block_on(published(connection, &survey, definition, now))?;
        let (sender, jobs) = mpsc::channel::<Job>();
        thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                for Job { record, outcome } in jobs {
                    let appended = pollster::block_on(store.append(&survey, &record));
                    // Whoever asked may be gone; what was kept is kept.
                    let _ = outcome.send(appended);
                }
            })
            .context("cannot start the thread that writes")?;
        Ok(Self(sender))
    }

    /// Keeps `record`, durably before this returns.
    pub(crate) async fn append(&self, record: Record) -> Result<Append, StoreError> {
        let gone = || StoreError::Unavailable("the thread that writes has ended".to_owned());
        let (outcome, appended) = oneshot::channel();
        self.0.send(Job { record, outcome }).map_err(|_| gone())?;
        appended.await.map_err(|_| gone())?
    }
}

async fn published(
    connection: Connection,
    survey: &SurveyId,
    definition: &str,
    now: Moment,
) -> anyhow::Result<SqlStore<Connection>> {
    migrate(&connection).await?;
    let store = SqlStore::new(connection);
    let tenant: TenantId = TENANT.parse()?;
    store.put_tenant(&tenant, TENANT, None, now).await?;
    if store.read_published(survey, None).await?.is_some() {
        return Ok(store);
    }
    let draft =
        Draft { source: definition, compiled: definition, barred: None, title: None, limit: None };
    match store.save_draft(&tenant, survey, draft, now).await? {
        SaveDraft::Created(_) | SaveDraft::Replaced(_) => {}
        SaveDraft::NameTaken => anyhow::bail!("the database is another program's"),
    }
    match store.publish(&tenant, survey, now).await? {
        Publish::Open(_) => Ok(store),
        Publish::Barred(_) | Publish::NotFound => anyhow::bail!("the survey was not made"),
    }
}
