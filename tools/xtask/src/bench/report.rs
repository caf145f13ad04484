//! What was measured, as JSON and as tables.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::time::Duration;
use std::{env, thread};

use serde::{Deserialize, Serialize};

use crate::bench::size::Size;

/// Everything that was measured in one go. Members are added, never renamed: runs are compared.
#[derive(Serialize)]
pub(crate) struct Report {
    /// The machine.
    pub(crate) machine: Machine,
    /// How the load was made.
    pub(crate) load: LoadSettings,
    /// One for each system, the baseline last.
    pub(crate) submissions: Vec<Submissions>,
    /// Signing in, where it was measured.
    pub(crate) login: Option<Login>,
    /// Submissions beside very many who sign in.
    pub(crate) flood: Option<Flood>,
    /// Events that are taken, and sent as mails.
    pub(crate) invited: Option<Invited>,
    /// A large survey, one for each system.
    pub(crate) large: Vec<Large>,
    /// The survey engine, by itself.
    pub(crate) engine: Option<Engine>,
    /// Another site's page without a survey, then with each kind; none where there is no Chromium.
    pub(crate) host_pages: Vec<HostPage>,
    /// What is downloaded or deployed.
    pub(crate) sizes: Vec<Sized>,
    /// What respondents elsewhere download; there where our own page was measured.
    pub(crate) peers: Vec<Sized>,
}

/// The machine that ran all of it, the load included.
#[derive(Serialize)]
pub(crate) struct Machine {
    pub(crate) cores: usize,
    pub(crate) os: &'static str,
    pub(crate) architecture: &'static str,
}

/// How the load was made.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct LoadSettings {
    pub(crate) connections: u32,
    pub(crate) seconds: u32,
}

/// Submissions through one system.
#[derive(Serialize)]
pub(crate) struct Submissions {
    pub(crate) system: &'static str,
    /// Accepted submissions a second.
    pub(crate) rate: f64,
    /// `rate` to the baseline's.
    pub(crate) ratio: Option<f64>,
    pub(crate) p50_us: u64,
    pub(crate) p95_us: u64,
    pub(crate) p99_us: u64,
    /// The first submission after the start, which the rest of the row leaves out.
    pub(crate) first_us: u64,
    pub(crate) accepted: u64,
    /// Submissions sent a second time by chance, and answered as such.
    pub(crate) repeats: u64,
    pub(crate) errors: BTreeMap<String, u64>,
    /// Responses in the store after all the runs, and how many were accepted in them.
    pub(crate) stored: u64,
    pub(crate) accepted_in_all: u64,
    /// Requests in all the runs that had another answer, or none. Such a response may be stored.
    pub(crate) errors_in_all: u64,
    /// Each of its processes.
    pub(crate) processes: Vec<ProcessUse>,
}

impl Submissions {
    /// Whether each accepted response is stored, and no other but where an answer went missing.
    pub(crate) fn adds_up(&self) -> bool {
        let most = self.accepted_in_all.saturating_add(self.errors_in_all);
        (self.accepted_in_all..=most).contains(&self.stored)
    }
}

/// What one process of a system used.
#[derive(Serialize)]
pub(crate) struct ProcessUse {
    pub(crate) name: String,
    /// Resident memory before the first submission, in KiB.
    pub(crate) idle_kib: u64,
    /// Resident memory after the load, in KiB.
    pub(crate) loaded_kib: u64,
    /// Processor time for one submission of the measured run, the host's included, in
    /// microseconds; not known on every system.
    pub(crate) processor_us: Option<u64>,
}

/// Signing in, one at a time.
#[derive(Serialize)]
pub(crate) struct Login {
    pub(crate) system: &'static str,
    pub(crate) p50_us: u64,
    /// The hash in it, as the function computes it.
    pub(crate) hash_us: u64,
    /// The hash alone with the same parameters, native.
    pub(crate) native_hash_us: u64,
    /// How long a wrong password is refused, of an address with an account.
    pub(crate) known: Quartiles,
    /// The same, of an address without one.
    pub(crate) unknown: Quartiles,
}

/// How long something takes: a quarter of the times, half of them, three quarters are shorter.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Quartiles {
    pub(crate) p25_us: u64,
    pub(crate) p50_us: u64,
    pub(crate) p75_us: u64,
    pub(crate) times: usize,
}

impl Quartiles {
    /// Of some times; none are no time.
    pub(crate) fn of(mut took: Vec<Duration>) -> Self {
        took.sort_unstable();
        let at = |quarter: usize| {
            let one = took.get(took.len() * quarter / 4).copied().unwrap_or_default();
            u64::try_from(one.as_micros()).unwrap_or(u64::MAX)
        };
        Self { p25_us: at(1), p50_us: at(2), p75_us: at(3), times: took.len() }
    }
}

/// Submissions through one system, alone and beside many who sign in at the same time.
#[derive(Serialize)]
pub(crate) struct Flood {
    pub(crate) system: &'static str,
    /// How many sign in at the same time.
    pub(crate) signing_in: u32,
    /// How often a password was hashed meanwhile.
    pub(crate) hashed: u64,
    /// How often somebody was told to come back.
    pub(crate) turned_away: u64,
    /// Accepted submissions a second without them.
    pub(crate) alone_rate: f64,
    /// Beside them.
    pub(crate) rate: f64,
    /// `rate` to `alone_rate`.
    pub(crate) ratio: f64,
    pub(crate) p95_us: u64,
}

/// Events of a shop, and the mails that they become.
#[derive(Serialize)]
pub(crate) struct Invited {
    /// How many events are told at once.
    pub(crate) batch: u32,
    /// How many were taken.
    pub(crate) events: u32,
    /// How many a second, one batch after the other.
    pub(crate) events_rate: f64,
    /// How many mails were sent.
    pub(crate) mails: u32,
    /// How many a second, from the first on: one courier, to a relay on the same machine.
    pub(crate) mails_rate: f64,
}

/// A large survey through one system, one request after the other.
#[derive(Serialize)]
pub(crate) struct Large {
    pub(crate) system: &'static str,
    pub(crate) questions: u32,
    /// Its page is opened.
    pub(crate) page_us: u64,
    /// The page's form is sent, as without a script.
    pub(crate) form_us: u64,
    /// All its answers are sent at once, and kept.
    pub(crate) submission_us: u64,
}

/// The survey engine: natively, and as it is deployed, in V8.
#[derive(Serialize)]
pub(crate) struct Engine {
    /// One for each size of a survey, the smallest first.
    pub(crate) times: Vec<EngineTimes>,
    /// How many expressions the browser evaluates.
    pub(crate) browser_expressions: u32,
    /// How long that takes, all of them once.
    pub(crate) browser_us: f64,
    /// What a keystroke on the page of a survey of that size takes in Chromium.
    pub(crate) keystroke: Keystroke,
}

/// How long a keystroke takes on a page: until all that follows from it is in sight.
#[derive(Deserialize, Serialize)]
pub(crate) struct Keystroke {
    /// How many questions the page has, with those in rows.
    pub(crate) questions: u32,
    /// How many expressions its logic has.
    pub(crate) expressions: u32,
    /// The middle of some hundred.
    pub(crate) us: f64,
    /// What one in a hundred takes at least.
    pub(crate) worst_us: f64,
}

/// How long the engine takes on a survey.
#[derive(Serialize)]
pub(crate) struct EngineTimes {
    pub(crate) questions: u32,
    /// From the author's JSON text to a definition.
    pub(crate) compile_us: f64,
    /// From the compiled JSON text to a definition.
    pub(crate) load_us: f64,
    /// A full validation of all answers.
    pub(crate) validate_us: f64,
    pub(crate) wasm_compile_us: f64,
    pub(crate) wasm_load_us: f64,
    pub(crate) wasm_validate_us: f64,
}

/// What Lighthouse says of another site's page.
#[derive(Serialize)]
pub(crate) struct HostPage {
    /// The kind of survey on it.
    pub(crate) survey: &'static str,
    /// Performance, of 100.
    pub(crate) score: f64,
    /// How long the page could not react.
    pub(crate) blocking_ms: f64,
    /// When the largest part of it was there.
    pub(crate) largest_paint_ms: f64,
}

/// The size of one thing.
#[derive(Serialize)]
pub(crate) struct Sized {
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) size: Size,
    pub(crate) budget: Option<Budget>,
}

/// What a size may be at most, in bytes.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Budget {
    Gzip(u64),
    Brotli(u64),
}

impl Report {
    /// A report of this machine, with nothing measured yet.
    pub(crate) fn new(load: LoadSettings) -> Self {
        let machine = Machine {
            cores: thread::available_parallelism().map_or(1, NonZeroUsize::get),
            os: env::consts::OS,
            architecture: env::consts::ARCH,
        };
        Self {
            machine,
            load,
            submissions: Vec::new(),
            login: None,
            flood: None,
            invited: None,
            large: Vec::new(),
            engine: None,
            host_pages: Vec::new(),
            sizes: Vec::new(),
            peers: Vec::new(),
        }
    }

    /// Sets each system's ratio to the one named `baseline`.
    pub(crate) fn compare(&mut self, baseline: &str) {
        let rate = self.submissions.iter().find(|row| row.system == baseline).map(|row| row.rate);
        let rate = rate.filter(|rate| *rate > 0.0);
        for row in &mut self.submissions {
            row.ratio = rate.map(|rate| row.rate / rate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_was_accepted_or_not_answered() {
        for (name, stored, errors_in_all, want) in [
            ("all", 10, 0, true),
            ("one is lost", 9, 0, false),
            ("one too many", 11, 0, false),
            ("one whose answer went missing", 11, 1, true),
        ] {
            let row = Submissions { stored, errors_in_all, accepted_in_all: 10, ..empty() };
            assert_eq!(row.adds_up(), want, "{name}");
        }
    }

    fn empty() -> Submissions {
        Submissions {
            system: "none",
            rate: 0.0,
            ratio: None,
            p50_us: 0,
            p95_us: 0,
            p99_us: 0,
            first_us: 0,
            accepted: 0,
            repeats: 0,
            errors: BTreeMap::new(),
            stored: 0,
            accepted_in_all: 0,
            errors_in_all: 0,
            processes: Vec::new(),
        }
    }
}
