//! `cargo xtask test`: everything that has to hold, step by step.

mod cargo;
mod deny;
mod fuzz;
mod oracle;
mod outcome;
mod serve;
mod sizes;
mod step;
mod suites;

use crate::checkout::Checkout;
use crate::progress::{self, Took};
use crate::{builds, residency, setup, wasm_std};
use anyhow::{Result, anyhow};
use outcome::{Outcome, Outcomes};
use serve::{Edge, Served};
use std::process::ExitCode;
use std::time::Instant;
use step::{Step, select};

/// What `cargo xtask test` is told.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Do only this step, and what it needs. May be given several times.
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,

    /// List the steps and do nothing.
    #[arg(long)]
    list: bool,
}

/// What the steps work on.
pub(crate) struct Stand<'a> {
    checkout: &'a Checkout,
    served: Option<Served>,
}

/// Every step, each behind what it needs.
const STEPS: [Step; 27] = [
    Step { name: "fmt", what: "formatting", needs: &[], work: cargo::fmt },
    Step { name: "tools", what: "installing what building needs", needs: &[], work: tools },
    Step { name: "widget", what: "the page and the widget", needs: &["tools"], work: widget },
    Step { name: "clippy", what: "lints", needs: &["widget"], work: cargo::clippy },
    Step {
        name: "clippy-spin",
        what: "lints of the functions for Spin",
        needs: &["widget"],
        work: cargo::clippy_spin,
    },
    Step {
        name: "clippy-workers",
        what: "lints of the functions for Workers",
        needs: &["widget"],
        work: cargo::clippy_workers,
    },
    Step { name: "unit", what: "tests beside the code", needs: &["widget"], work: cargo::unit },
    Step {
        name: "oracle",
        what: "surveys, ours against survey-core",
        needs: &["tools", "widget"],
        work: oracle::check,
    },
    Step { name: "tidy", what: "rules of the house", needs: &[], work: cargo::tidy },
    Step { name: "fuzz", what: "inputs of any kind", needs: &[], work: fuzz::check },
    Step { name: "spin", what: "the functions for Spin", needs: &["widget"], work: spin },
    Step { name: "workers", what: "the functions for Workers", needs: &["widget"], work: workers },
    Step { name: "node", what: "the local host, and its tests", needs: &[], work: node },
    Step { name: "sizes", what: "sizes", needs: &["spin", "workers"], work: sizes::check },
    Step {
        name: "residency",
        what: "what each function could store and call",
        needs: &["spin", "workers"],
        work: residency_of,
    },
    Step { name: "deny", what: "dependencies", needs: &[], work: deny::check },
    Step {
        name: "serve-spin",
        what: "starting all, the edge on the local host",
        needs: &["spin", "node"],
        work: |stand| stand.serve(Edge::Spin),
    },
    Step {
        name: "e2e-spin",
        what: "end to end, the edge on the local host",
        needs: &["serve-spin"],
        work: |stand| stand.suite(Edge::Spin, "e2e"),
    },
    Step {
        name: "refusals-spin",
        what: "refusals, the edge on the local host",
        needs: &["serve-spin"],
        work: |stand| stand.suite(Edge::Spin, "refusals"),
    },
    Step {
        name: "browser-spin",
        what: "in a browser, the edge on the local host",
        needs: &["serve-spin"],
        work: |stand| stand.browser(Edge::Spin),
    },
    // Behind all that the same platform is used by: it looks at what they have left.
    Step {
        name: "kept-spin",
        what: "what is left in files, the edge on the local host",
        needs: &["serve-spin"],
        work: |stand| stand.suite(Edge::Spin, "kept"),
    },
    Step {
        name: "outage",
        what: "storage stopped and killed",
        needs: &["spin", "workers", "node"],
        work: |stand| stand.outage(),
    },
    Step {
        name: "serve-workers",
        what: "starting all, the edge on workerd",
        needs: &["spin", "workers", "node"],
        work: |stand| stand.serve(Edge::Workers),
    },
    Step {
        name: "e2e-workers",
        what: "end to end, the edge on workerd",
        needs: &["serve-workers"],
        work: |stand| stand.suite(Edge::Workers, "e2e"),
    },
    Step {
        name: "refusals-workers",
        what: "refusals, the edge on workerd",
        needs: &["serve-workers"],
        work: |stand| stand.suite(Edge::Workers, "refusals"),
    },
    Step {
        name: "browser-workers",
        what: "in a browser, the edge on workerd",
        needs: &["serve-workers"],
        work: |stand| stand.browser(Edge::Workers),
    },
    Step {
        name: "kept-workers",
        what: "what is left in files, the edge on workerd",
        needs: &["serve-workers"],
        work: |stand| stand.suite(Edge::Workers, "kept"),
    },
];

/// Does the steps. One that fails does not keep those from running that do not need it. The last
/// line printed is `<N> passed, <N> failed`.
///
/// # Errors
///
/// If a step is asked for that does not exist.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<ExitCode> {
    let steps = select(&STEPS, &options.only)?;
    if options.list {
        for Step { name, what, .. } in steps {
            println!("{name:18}{what}");
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut stand = Stand { checkout, served: None };
    let mut outcomes = Outcomes::default();
    let total = steps.len();
    for (index, step) in steps.into_iter().enumerate() {
        outcomes.add(perform(&mut stand, step, &outcomes, (index + 1, total)));
    }
    drop(stand);
    print!("{outcomes}");
    Ok(if outcomes.all_passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn perform(
    stand: &mut Stand<'_>,
    step: &'static Step,
    before: &Outcomes,
    (number, total): (usize, usize),
) -> Outcome {
    let begun = Instant::now();
    progress::begin(format_args!("[{number}/{total}] {}: {} ... ", step.name, step.what));
    let done = match step.needs.iter().find(|need| before.failed(need)) {
        Some(need) => Err(anyhow!("it was not run, since it needs `{need}`, which failed")),
        None => (step.work)(stand),
    };
    if let Err(error) = &done {
        progress::note(format_args!("{error:#}"));
    }
    progress::end(if done.is_ok() { "done" } else { "failed" }, &Took(begun.elapsed()));
    Outcome { name: step.name, done }
}

fn tools(stand: &mut Stand<'_>) -> Result<()> {
    wasm_std::ensure(stand.checkout)?;
    setup::npm(stand.checkout)
}

fn widget(stand: &mut Stand<'_>) -> Result<()> {
    builds::widget(stand.checkout)?;
    stand.widget_tests()
}

fn spin(stand: &mut Stand<'_>) -> Result<()> {
    let all: Vec<_> = builds::FUNCTIONS.into_iter().chain([builds::OF_TESTS]).collect();
    builds::spin(stand.checkout, &all)
}

fn node(stand: &mut Stand<'_>) -> Result<()> {
    builds::node(stand.checkout)?;
    cargo::unit_node(stand)
}

fn workers(stand: &mut Stand<'_>) -> Result<()> {
    let tools = setup::worker_tools(stand.checkout)?;
    builds::workers(stand.checkout, &tools, &builds::EDGE)
}

fn residency_of(stand: &mut Stand<'_>) -> Result<()> {
    progress::note(format_args!("as built:"));
    residency::run(stand.checkout, &residency::Options::default())
}
