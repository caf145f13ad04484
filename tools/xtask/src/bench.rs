//! Measures submissions and sizes. Nothing here passes or fails: machines differ, ratios are
//! what can be compared.

mod answers;
mod bodies;
mod bundle;
mod engine;
mod flood;
mod invited;
mod large;
mod lighthouse;
mod load;
mod login;
mod measure;
mod peers;
mod print;
mod process;
mod random;
mod report;
pub(crate) mod size;
mod sizes;
mod systems;
mod table;
mod workerd;

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use bytes::Bytes;
use clap::Args;
use http::Request;
use measure::{Bench, System};
use report::{LoadSettings, Report, Submissions};
use systems::{BASELINE, Ground};

use crate::checkout::{Checkout, make_folder};
use crate::dev::{self, Built, Client, EdgeHost, SURVEY};
use crate::progress::{self, Plan};
use crate::setup::OHA;
use crate::{builds, setup, wasm_std};

/// The seconds and connections of a quick run, which only shows that all of it works.
const QUICK: LoadSettings = LoadSettings { connections: 4, seconds: 1 };

/// How to measure.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Also write the report as JSON into this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// How long each system is under load.
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = clap::value_parser!(u32).range(1..=600))]
    seconds: u32,

    /// How many connections are kept busy.
    #[arg(long, value_name = "COUNT", default_value = "16", value_parser = clap::value_parser!(u32).range(1..=1000))]
    connections: u32,

    /// Only measure the survey engine, by itself.
    #[arg(long)]
    engine: bool,

    /// Only see that all of it works: a second of little load on each system.
    #[arg(long)]
    quick: bool,
}

/// What is built and installed before anything is measured.
struct Programs {
    built: Built,
    baseline: PathBuf,
    engine_bench: PathBuf,
    oha: PathBuf,
}

/// Measures, and prints what was measured.
///
/// # Errors
///
/// Also if a system holds another number of responses than it accepted: that is a defect,
/// whatever the machine.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> anyhow::Result<()> {
    let folder = checkout.target().join("bench");
    make_folder(&folder)?;
    let mut report = Report::new(options.settings());
    if !options.engine {
        measure_all(checkout, &folder, &mut report)?;
    }
    let mut plan = Plan::default();
    if options.engine {
        plan.add("installing what building needs", || {
            wasm_std::ensure(checkout)?;
            setup::npm(checkout)
        });
    }
    plan.add("measuring the survey engine", || {
        report.engine = Some(engine::measure(checkout, &folder)?);
        Ok(())
    });
    plan.run()?;
    if let Some(file) = &options.json {
        let text = serde_json::to_string_pretty(&report)?;
        fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    println!("\n{report}");
    ensure!(
        report.submissions.iter().all(Submissions::adds_up),
        "a system holds another number of responses than it accepted"
    );
    Ok(())
}

/// Builds and measures everything but the engine by itself.
fn measure_all(checkout: &Checkout, folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    let Programs { built, baseline, engine_bench, oha } = prepare(checkout)?;
    let large = large::Survey::of(&engine_bench)?;
    let definition_file = checkout.path("tools/xtask/demo/sus.json");
    let definition = fs::read(&definition_file).context("cannot read the demo survey")?;
    let definition = serde_json::from_slice(&definition).context("the demo survey is not JSON")?;
    let bench = Bench {
        oha: &oha,
        baseline: &baseline,
        survey: SURVEY,
        definition: &definition,
        settings: report.load,
        folder,
    };
    let ground = Ground {
        checkout,
        built: &built,
        baseline: &baseline,
        definition: &definition_file,
        folder,
    };
    measure(&ground, &bench, &large, report)
}

impl Options {
    const fn settings(&self) -> LoadSettings {
        if self.quick {
            return QUICK;
        }
        LoadSettings { connections: self.connections, seconds: self.seconds }
    }
}

fn prepare(checkout: &Checkout) -> anyhow::Result<Programs> {
    // This builds the functions as components as well.
    let built = dev::prepare(checkout, EdgeHost::Workers)?;
    let (baseline, oha, engine_bench) = (Cell::new(None), Cell::new(None), Cell::new(None));
    let mut plan = Plan::default();
    plan.add("building the native baseline", || {
        baseline.set(Some(builds::native(checkout, "baseline")?));
        Ok(())
    });
    plan.add("building the survey engine by itself", || {
        engine_bench.set(Some(builds::native(checkout, "engine-bench")?));
        Ok(())
    });
    plan.add("installing oha, which makes the load", || {
        oha.set(Some(OHA.ensure(checkout)?));
        Ok(())
    });
    plan.run()?;
    let baseline = baseline.into_inner().context("the baseline was not built")?;
    let oha = oha.into_inner().context("oha was not installed")?;
    let engine_bench = engine_bench.into_inner().context("the engine was not built")?;
    Ok(Programs { built, baseline, engine_bench, oha })
}

/// Measures the systems one after the other, so that each has the machine to itself.
fn measure(
    ground: &Ground<'_>,
    bench: &Bench<'_>,
    large: &large::Survey,
    report: &mut Report,
) -> anyhow::Result<()> {
    let report = RefCell::new(report);
    let mut plan = Plan::default();
    plan.add("measuring the functions on tools/node", || {
        let running = ground.spin()?;
        let mut report = report.borrow_mut();
        report.submissions.push(bench.measure(&running.system)?);
        report.large.extend(running.large(large)?);
        let page = page(&running.system)?;
        report.sizes = sizes::all(ground.checkout, &page, bench.folder)?;
        report.peers = peers::all();
        if let Some(accounts) = &running.accounts {
            report.login = Some(login::measure(&running.system, accounts, bench.baseline)?);
        }
        Ok(())
    });
    plan.add("measuring submissions beside many who sign in", || {
        let running = ground.as_deployed()?;
        report.borrow_mut().flood = Some(flood::measure(&running.system, bench)?);
        Ok(())
    });
    plan.add("measuring events and the mails that they become", || {
        let quick = bench.settings.seconds == QUICK.seconds;
        report.borrow_mut().invited = Some(ground.invited(if quick { 1 } else { 20 })?);
        Ok(())
    });
    plan.add("looking at a host page with Lighthouse", || {
        let running = ground.spin()?;
        let (site, quick) = (&running.system.origin, bench.settings.seconds == QUICK.seconds);
        match lighthouse::measure(ground.checkout, site, quick.then_some(1), bench.folder) {
            Ok(pages) => report.borrow_mut().host_pages = pages,
            // The rest can be measured without a browser.
            Err(error) => progress::note(format_args!("left out: {error:#}")),
        }
        Ok(())
    });
    plan.add("measuring submit on workerd", || {
        let running = ground.workerd()?;
        let mut report = report.borrow_mut();
        report.submissions.push(bench.measure(&running.system)?);
        report.large.extend(running.large(large)?);
        Ok(())
    });
    plan.add("measuring the native baseline", || {
        let running = ground.native()?;
        report.borrow_mut().submissions.push(bench.measure(&running.system)?);
        Ok(())
    });
    plan.run()?;
    report.into_inner().compare(BASELINE);
    Ok(())
}

/// The survey's page, as a browser gets it.
fn page(system: &System) -> anyhow::Result<Bytes> {
    let url = format!("{}/s/{SURVEY}", system.origin);
    let answer = Client::new(None)?.send(Request::get(&url).body(Bytes::new())?)?;
    ensure!(answer.status().is_success(), "{url} was answered {}", answer.status());
    Ok(answer.into_body())
}
