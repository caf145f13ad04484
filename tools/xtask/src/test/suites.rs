//! The suites that ask a running platform.

use super::Stand;
use super::cargo::run_tests;
use super::serve::Edge;
use crate::builds;
use crate::progress;
use crate::run::Run;
use crate::setup::{axe, chromium, mail_server, node_program, windowless_chromium};
use anyhow::{Context as _, Result, ensure};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Those of the suite `outage` that only storage and courier can fail: they are run once, beside an edge of components. What the edge
/// does in them `story` has it do on both.
const BEHIND_THE_EDGE: [&str; 10] = [
    "alerts::",
    "asked_mail::",
    "before::",
    "changed::",
    "erased::",
    "intake::",
    "invitations::",
    "letters::",
    "mail::",
    "relay::",
];

/// Of the browser's suites, what looks at pages and not at what serves them: these are the same bytes from both platforms.
const LOOKED_AT_ONCE: &str = "accessibility.test.mjs";

/// Three times as long as the browser's suites take: one that waits for ever says less than one that is ended.
const BROWSER_LIMIT: Duration = Duration::from_mins(30);

impl Stand<'_> {
    /// Runs the suite `suite` of the package `tests` against what is served from `edge`.
    pub(super) fn suite(&mut self, edge: Edge, suite: &str) -> Result<()> {
        let ready = self.ready_file(edge)?;
        let run = self.cargo(&["test", "--locked", "-p", "tests", "--test", suite]);
        let operator = self.program("nordsvar", "nordsvar")?;
        run_tests(run.env("NORDSVAR_READY_FILE", ready).env("NORDSVAR_OPERATOR", operator))
    }

    /// Runs the suite that starts, stops and kills hosts of its own, on both platforms; [`BEHIND_THE_EDGE`] on one.
    pub(super) fn outage(&mut self) -> Result<()> {
        let node = builds::node(self.checkout)?;
        let operator = self.program("nordsvar", "nordsvar")?;
        mail_server(self.checkout)?;
        [Edge::Spin, Edge::Workers].into_iter().try_for_each(|edge| {
            let run = self.cargo(&["test", "--locked", "-p", "tests", "--test", "outage"]);
            let run = run.env("NORDSVAR_NODE", &node).env("NORDSVAR_EDGE", edge.to_string());
            let run = run.env("NORDSVAR_OPERATOR", &operator);
            let run = match edge {
                Edge::Spin => run,
                Edge::Workers => once(run.arg("--")),
            };
            run_tests(run).with_context(|| format!("the edge on {edge}"))
        })
    }

    /// Runs the browser's suites against what is served from `edge`.
    pub(super) fn browser(&mut self, edge: Edge) -> Result<()> {
        let ready = self.ready_file(edge)?;
        let mut suites = test_files(&self.checkout.path("tests/browser"))?;
        if edge == Edge::Workers {
            progress::note(format_args!("{LOOKED_AT_ONCE} with the edge on components alone"));
            suites.retain(|suite| !suite.ends_with(LOOKED_AT_ONCE));
        }
        let system = self.program("tests", "system")?;
        let invite = self.program("tests", "invite")?;
        let story = self.program("tests", "story")?;
        axe(self.checkout)?;
        Run::new(node_program(self.checkout))
            .arg("--test")
            .args(suites)
            .env("NORDSVAR_READY_FILE", ready)
            .env("NORDSVAR_EDGE", edge.to_string())
            .env("NORDSVAR_CHROMIUM", windowless_chromium()?)
            .env("NORDSVAR_CHROMIUM_WHOLE", chromium()?)
            .env("NORDSVAR_NODE", builds::node(self.checkout)?)
            .env("NORDSVAR_SYSTEM", system)
            .env("NORDSVAR_INVITE", invite)
            .env("NORDSVAR_STORY", story)
            .within(self.checkout.root())
            .limit(BROWSER_LIMIT)
            .quiet()
    }

    /// Runs the tests of the browser's part that need no browser.
    pub(super) fn widget_tests(&self) -> Result<()> {
        let bundled = builds::widget_tests(self.checkout)?;
        let suites = test_files(&bundled)?;
        Run::new(node_program(self.checkout))
            .arg("--test")
            .args(suites)
            .env("NORDSVAR_VECTORS", self.checkout.path("tests/vectors"))
            .within(self.checkout.root())
            .quiet()
    }

    /// A program that tests start: one that starts and stops hosts for the browser's suites, or the
    /// operator's.
    fn program(&self, package: &str, name: &str) -> Result<PathBuf> {
        let run = self.cargo(&["build", "--locked", "-p", package, "--bin", name]);
        run.arg("--target-dir").arg(self.checkout.target()).quiet()?;
        let program = format!("debug/{name}{}", env::consts::EXE_SUFFIX);
        Ok(self.checkout.target().join(program))
    }
}

/// Leaves out what was run before, and says so.
fn once(run: Run) -> Run {
    progress::note(format_args!(
        "{} with the edge on components alone",
        BEHIND_THE_EDGE.join(", ")
    ));
    BEHIND_THE_EDGE.into_iter().fold(run, |run, module| run.args(["--skip", module]))
}

/// The suites of Node's own runner in a folder, in the order of their names.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut suites = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            suites.push(path);
        }
    }
    ensure!(!suites.is_empty(), "{} has no suite", folder.display());
    suites.sort();
    Ok(suites)
}
