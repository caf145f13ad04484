//! Submissions through one system, measured.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, StatusCode};

use crate::bench::bodies::Bodies;
use crate::bench::load::{Load, Outcome};
use crate::bench::process::Usage;
use crate::bench::report::{LoadSettings, ProcessUse, Submissions};
use crate::dev::Client;
use crate::run::Run;

/// How long a system is loaded before it is measured, in seconds.
const WARM_UP_SECONDS: u32 = 2;

/// Submissions made for the warm-up.
const WARM_UP_BODIES: u64 = 20_000;

/// As many submissions are made as will be sent, times this. oha takes them at random, so one in
/// twice this many is sent a second time.
const SPARE: u64 = 25;

/// The most submissions that are made: some 600 MB.
const MAX_BODIES: u64 = 1_500_000;

/// What measuring needs, the same for every system.
pub(crate) struct Bench<'a> {
    /// The oha to run.
    pub(crate) oha: &'a Path,
    /// The baseline program, which also counts what a database holds.
    pub(crate) baseline: &'a Path,
    /// The survey's name.
    pub(crate) survey: &'a str,
    /// The survey's definition.
    pub(crate) definition: &'a serde_json::Value,
    /// How the load is made.
    pub(crate) settings: LoadSettings,
    /// Where submissions are put before they are sent.
    pub(crate) folder: &'a Path,
}

/// A system that is running and takes submissions.
pub(crate) struct System {
    /// Its name in the report.
    pub(crate) name: &'static str,
    /// Where it listens for respondents, without a slash at the end.
    pub(crate) origin: String,
    /// The database that its responses end in.
    pub(crate) database: PathBuf,
    /// Its processes, by name and process id.
    pub(crate) processes: Vec<(String, u32)>,
}

impl Bench<'_> {
    /// Measures `system`: its first submission, then, after a warm-up, many.
    pub(crate) fn measure(&self, system: &System) -> anyhow::Result<Submissions> {
        let mut bodies = Bodies::to(self.definition);
        let url = format!("{}/s/{}/responses", system.origin, self.survey);
        let stored_before = self.stored(system)?;
        let idle = usage_of(system)?;
        let first = send_first(&url, bodies.one())?;
        let warm = self.load(&mut bodies, &url, WARM_UP_SECONDS, WARM_UP_BODIES)?;
        let sent = (warm.accepted + warm.repeats) / u64::from(WARM_UP_SECONDS)
            * u64::from(self.settings.seconds);
        let count = (sent * SPARE).clamp(WARM_UP_BODIES, MAX_BODIES);
        let before = usage_of(system)?;
        let outcome = self.load(&mut bodies, &url, self.settings.seconds, count)?;
        let after = usage_of(system)?;
        let used = idle.iter().zip(before.iter().zip(&after));
        let processes = system.processes.iter().zip(used).map(|((name, _), (idle, run))| {
            process_use(name, idle, run, outcome.accepted + outcome.repeats)
        });
        let processes = processes.collect();
        Ok(Submissions {
            system: system.name,
            rate: outcome.rate(),
            ratio: None,
            p50_us: outcome.p50_us,
            p95_us: outcome.p95_us,
            p99_us: outcome.p99_us,
            first_us: u64::try_from(first.as_micros()).unwrap_or(u64::MAX),
            accepted: outcome.accepted,
            repeats: outcome.repeats,
            accepted_in_all: 1 + warm.accepted + outcome.accepted,
            errors_in_all: warm.error_count() + outcome.error_count(),
            errors: outcome.errors,
            stored: self.stored(system)?.saturating_sub(stored_before),
            processes,
        })
    }

    fn load(
        &self,
        bodies: &mut Bodies,
        url: &str,
        seconds: u32,
        count: u64,
    ) -> anyhow::Result<Outcome> {
        let file = self.folder.join("bodies.jsonl");
        bodies.write(&file, count)?;
        let connections = self.settings.connections;
        Load { oha: self.oha, url, bodies: &file, connections, seconds }.run()
    }

    /// How many responses the system's database holds.
    fn stored(&self, system: &System) -> anyhow::Result<u64> {
        let count = Run::new(self.baseline)
            .args(["count", "--survey", self.survey, "--database"])
            .arg(&system.database)
            .text()?;
        count.trim().parse().context("baseline counted no number")
    }
}

fn usage_of(system: &System) -> anyhow::Result<Vec<Usage>> {
    system.processes.iter().map(|(_, id)| Usage::of(*id)).collect()
}

/// What a process used for `submissions`, from what it had used before the run and after it.
fn process_use(
    name: &str,
    idle: &Usage,
    (before, after): (&Usage, &Usage),
    submissions: u64,
) -> ProcessUse {
    let spent = before.processor.zip(after.processor);
    let spent = spent.map(|(before, after)| after.saturating_sub(before).as_micros());
    let each = spent.and_then(|spent| spent.checked_div(u128::from(submissions)));
    ProcessUse {
        name: name.to_owned(),
        idle_kib: idle.resident_kib,
        loaded_kib: after.resident_kib,
        processor_us: each.and_then(|each| u64::try_from(each).ok()),
    }
}

/// Sends one submission on a connection of its own, and says how long the answer took.
fn send_first(url: &str, body: String) -> anyhow::Result<Duration> {
    let client = Client::new(None)?;
    let request = Request::post(url).header(CONTENT_TYPE, "application/json");
    let request = request.body(Bytes::from(body))?;
    let begun = Instant::now();
    let status = client.send(request)?.status();
    let took = begun.elapsed();
    ensure!(status == StatusCode::CREATED, "the first submission to {url} was answered {status}");
    Ok(took)
}
