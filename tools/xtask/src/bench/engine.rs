//! The survey engine on surveys of many sizes, natively and in WASM; the browser's evaluator, and what
//! the page makes of a keystroke.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use crate::bench::report::{Engine, EngineTimes, Keystroke};
use crate::builds;
use crate::checkout::Checkout;
use crate::run::Run;
use crate::setup::{chromium, node_program};

/// How many questions the surveys have.
const SIZES: [&str; 5] = ["10", "30", "100", "300", "1000"];

/// The size of the survey whose expressions the browser evaluates: it has a hundred.
const BROWSER_SIZE: &str = "300";

/// What `engine-bench` and `measure.mjs` print of a survey.
#[derive(Deserialize)]
struct Measured {
    questions: u32,
    /// Microseconds to compile, to load and to validate.
    us: [f64; 3],
}

/// What `measure.mjs` prints.
#[derive(Deserialize)]
struct InNode {
    wasm: Vec<Measured>,
    browser: InBrowser,
}

#[derive(Deserialize)]
struct InBrowser {
    expressions: u32,
    us: f64,
}

/// Builds the engine, measures it and puts what it needs on the way into `folder`.
pub(crate) fn measure(checkout: &Checkout, folder: &Path) -> anyhow::Result<Engine> {
    let program = builds::native(checkout, "engine-bench")?;
    let wasm = builds::wasm(checkout, "engine-bench")?;
    let logic = builds::logic(checkout)?;
    let native = Run::new(&program).arg("times").args(SIZES).text()?;
    let native: Vec<Measured> = serde_json::from_str(&native).context("no times came")?;
    let trees = folder.join("trees.json");
    let text = Run::new(&program).args(["trees", BROWSER_SIZE]).text()?;
    fs::write(&trees, text).with_context(|| format!("cannot write {}", trees.display()))?;
    let in_node = Run::new(node_program(checkout))
        .arg(checkout.path("tools/engine-bench/measure.mjs"))
        .args([wasm, logic, trees])
        .args(SIZES)
        .text()?;
    let in_node: InNode = serde_json::from_str(&in_node).context("no times came from Node")?;
    ensure!(in_node.wasm.len() == native.len(), "WASM was not measured at every size");
    let times = native.iter().zip(&in_node.wasm).map(|(native, wasm)| {
        let [compile_us, load_us, validate_us] = native.us;
        let [wasm_compile_us, wasm_load_us, wasm_validate_us] = wasm.us;
        EngineTimes {
            questions: native.questions,
            compile_us,
            load_us,
            validate_us,
            wasm_compile_us,
            wasm_load_us,
            wasm_validate_us,
        }
    });
    let keystroke = keystroke(checkout, &program, folder)?;
    Ok(Engine {
        times: times.collect(),
        browser_expressions: in_node.browser.expressions,
        browser_us: in_node.browser.us,
        keystroke,
    })
}

/// Types on the page of a large survey, in Chromium.
fn keystroke(checkout: &Checkout, program: &Path, folder: &Path) -> anyhow::Result<Keystroke> {
    let renderer = builds::renderer(checkout)?;
    let survey = folder.join("survey.json");
    let text = Run::new(program).args(["survey", BROWSER_SIZE]).text()?;
    fs::write(&survey, text).with_context(|| format!("cannot write {}", survey.display()))?;
    let said = Run::new(node_program(checkout))
        .arg(checkout.path("tools/engine-bench/page.mjs"))
        .args([renderer, survey])
        .env("NORDSVAR_CHROMIUM", chromium()?)
        .text()?;
    serde_json::from_str(&said).context("no times came from Chromium")
}
