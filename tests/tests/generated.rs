//! Random surveys, ours against survey-core: that they see, say and keep the same.
//!
//! Needs Node.js: `NORDSVAR_NODEJS`, or `node` in the path. `NORDSVAR_SEED` repeats a run,
//! `NORDSVAR_COUNT` says how many surveys,
//! `NORDSVAR_SKIP` how many failing ones are not made smaller and shown.
//!
//! By construction there is none of what we do otherwise on purpose (`docs/differences.md`): a
//! respondent does what the page lets one do, and no value follows from itself. The seed is always
//! the same one unless another is given: a run says something of the change at hand. Other seeds
//! find, now and then, one more way in which survey-core depends on the order of its own steps.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "the parts of a test: what they cannot do ends it"
)]

#[path = "../../shared/survey/tests/trace/mod.rs"]
mod trace;

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use survey::model::Definition;
use tests::generate::{Case, Random, smaller, survey};
use trace::{difference, trace};

/// What they follow from if nothing else is said.
const SEED: u64 = 1;

/// How many surveys are made if nothing else is said.
const COUNT: usize = 2_000;

/// How many failing ones are made smaller and shown.
const SHOWN: usize = 8;

/// How many smaller cases are tried for each.
const TRIES: usize = 250;

/// survey-core, which answers one line for each.
struct Oracle {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Oracle {
    fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let node = env::var_os("NORDSVAR_NODEJS").unwrap_or_else(|| "node".into());
        let mut command = Command::new(node);
        command.arg(root.join("oracle/serve.mjs")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output }
    }

    fn send(&mut self, case: &Case) {
        let line = json!({"definition": case.definition, "steps": case.steps});
        writeln!(self.input, "{line}").unwrap();
        self.input.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        // It also ends with its input.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn random_surveys_come_to_what_survey_core_says() {
    let seed = env::var("NORDSVAR_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or(SEED);
    let count = env::var("NORDSVAR_COUNT").ok().and_then(|count| count.parse().ok());
    let mut random = Random::new(seed);
    let mut oracle = Oracle::start();
    let (mut failing, mut steps) = (Vec::new(), 0);
    let count = count.unwrap_or(COUNT);
    for _ in 0..count {
        let (definition, intentions) = survey(random.draw());
        let case = Case { definition, steps: intentions };
        oracle.send(&case);
        let said = oracle.receive();
        steps += said["steps"].as_array().map_or(0, Vec::len);
        if let Some(found) = wrong(&case, &said) {
            failing.push((case, found));
        }
    }
    println!("\n{count} surveys, {steps} steps, seed {seed}");
    for (_, found) in &failing {
        println!("{found}");
    }
    let skipped = env::var("NORDSVAR_SKIP").ok().and_then(|count| count.parse().ok());
    let shown = failing.iter().skip(skipped.unwrap_or(0)).take(SHOWN);
    let shown: Vec<String> = shown.map(|(case, _)| show(&mut oracle, case)).collect();
    let wrong = failing.len();
    assert!(wrong == 0, "{wrong} of {count}, seed {seed}:\n{}", shown.join("\n"));
}

/// What is wrong with what survey-core says of a case, or ours.
fn wrong(case: &Case, said: &Value) -> Option<String> {
    let Some(states) = said["states"].as_array() else {
        return Some(format!("survey-core cannot: {said}"));
    };
    let steps = said["steps"].as_array().unwrap();
    let definition = match Definition::parse(&case.definition) {
        Ok(definition) => definition,
        Err(problems) => return Some(format!("is refused: {problems:?}")),
    };
    let ours = trace(&definition, &case.definition, steps);
    let mut pairs = ours.iter().zip(states).enumerate();
    pairs.find_map(|(index, (ours, theirs))| {
        difference(ours, theirs).map(|found| format!("state {index}: {found}"))
    })
}

/// The smallest case that still fails, with what was done and what differs.
fn show(oracle: &mut Oracle, case: &Case) -> String {
    let mut case = case.clone();
    oracle.send(&case);
    let first = wrong(&case, &oracle.receive()).unwrap_or_default();
    let mut tries = 0;
    'again: while tries < TRIES {
        for other in smaller(&case) {
            tries += 1;
            oracle.send(&other);
            let said = oracle.receive();
            if wrong(&other, &said).is_some_and(|found| kind(&found) == kind(&first)) {
                case = other;
                continue 'again;
            }
            if tries >= TRIES {
                break;
            }
        }
        break;
    }
    oracle.send(&case);
    let said = oracle.receive();
    let found = wrong(&case, &said).unwrap_or_default();
    format!("{found}\n    {}\n    {}", case.definition, said["steps"])
}

/// What of a state differs: a smaller case is to differ in the same.
fn kind(found: &str) -> Option<(&str, Option<&str>)> {
    if let Some(refused) = found.strip_prefix("is refused") {
        return Some(("refused", refused.split("reason: ").nth(1)));
    }
    let (place, _) = found.strip_prefix("state ")?.split_once(": ours")?;
    let mut parts = place.split_once("$.")?.1.split('.');
    Some((parts.next()?, parts.next_back()))
}
