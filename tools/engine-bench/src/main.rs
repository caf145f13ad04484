//! `engine-bench times SIZE ..`: how long each part takes, natively, as JSON.
//! `engine-bench trees SIZE`: the survey's expressions and the answers, as JSON.
//! `engine-bench survey SIZE`: the survey and the answers, as JSON.

use std::env;
use std::error::Error;
use std::time::Instant;

use engine_bench::{Part, Work, answers, survey};
use serde::Serialize;
use serde_json::json;

/// How long each part takes on a survey, in microseconds.
#[derive(Serialize)]
struct Times {
    questions: usize,
    /// In the order of [`Part::ALL`].
    us: Vec<f64>,
}

/// How often is measured; the fastest counts, which nothing else held up.
const ROUNDS: usize = 9;

/// How long a round takes at least, in seconds.
const ROUND_SECONDS: f64 = 0.02;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let what = arguments.next().ok_or("say what: times, trees or survey")?;
    let sizes: Result<Vec<usize>, _> = arguments.map(|size| size.parse()).collect();
    let sizes = sizes?;
    let size = sizes.first().copied().ok_or("say of how many questions");
    let json = match what.as_str() {
        "times" => {
            let times: Result<Vec<_>, _> = sizes.into_iter().map(times).collect();
            serde_json::to_value(times?)?
        }
        "trees" => {
            let work = Work::new(size?)?;
            json!({"trees": work.trees(), "answers": work.answers()})
        }
        "survey" => json!({"survey": survey(size?), "answers": answers(size?)}),
        other => return Err(format!("{other} is not times, trees or survey").into()),
    };
    println!("{json}");
    Ok(())
}

fn times(questions: usize) -> Result<Times, String> {
    let work = Work::new(questions)?;
    let us = Part::ALL.into_iter().map(|part| fastest_us(&|| work.once(part)));
    Ok(Times { questions, us: us.collect::<Option<_>>().ok_or("a part went wrong")? })
}

/// The time of one run in microseconds, once as many are done in a round as fill it.
fn fastest_us(once: &dyn Fn() -> bool) -> Option<f64> {
    let mut runs: u32 = 1;
    let mut rounds = Vec::new();
    while rounds.len() < ROUNDS {
        let begun = Instant::now();
        for _ in 0..runs {
            if !once() {
                return None;
            }
        }
        let took = begun.elapsed().as_secs_f64();
        if took < ROUND_SECONDS && rounds.is_empty() {
            runs *= 2;
        } else {
            rounds.push(took * 1e6 / f64::from(runs));
        }
    }
    rounds.into_iter().min_by(f64::total_cmp)
}
