//! Says what is being done, and how long it took.

use anyhow::{Context as _, Result};
use std::fmt;
use std::io::{Write as _, stderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Whether the last thing printed is a line that waits for its end.
static OPEN: AtomicBool = AtomicBool::new(false);

type Work<'a> = Box<dyn FnOnce() -> Result<()> + 'a>;

/// Steps that are done one after the other, each with a line such as
/// `[2/6] building storage for Spin ... 12 s`.
#[derive(Default)]
pub(crate) struct Plan<'a> {
    steps: Vec<(String, Work<'a>)>,
}

impl<'a> Plan<'a> {
    /// Adds a step; `name` reads well after a number, such as `building storage for Spin`.
    pub(crate) fn add(&mut self, name: impl Into<String>, work: impl FnOnce() -> Result<()> + 'a) {
        self.steps.push((name.into(), Box::new(work)));
    }

    /// Does the steps in order.
    ///
    /// # Errors
    ///
    /// That of the first step that fails; the steps behind it are not begun.
    pub(crate) fn run(self) -> Result<()> {
        let total = self.steps.len();
        for (index, (name, work)) in self.steps.into_iter().enumerate() {
            let begun = Instant::now();
            begin(format_args!("[{}/{total}] {name} ... ", index + 1));
            let done = work();
            let took = Took(begun.elapsed());
            end(if done.is_ok() { "done" } else { "failed" }, &took);
            done.with_context(|| format!("{name} failed"))?;
        }
        Ok(())
    }
}

/// Begins a line that [`end`] or [`note`] closes.
pub(crate) fn begin(text: fmt::Arguments<'_>) {
    print(text);
    OPEN.store(true, Ordering::Relaxed);
}

/// Closes the line of [`begin`]: with the time alone if all went as expected and nothing was said
/// in between, otherwise with `word` before it.
pub(crate) fn end(word: &str, took: &Took) {
    let open = OPEN.swap(false, Ordering::Relaxed);
    match (open, word) {
        (true, "done") => print(format_args!("{took}\n")),
        (true, word) => print(format_args!("{word} after {took}\n")),
        (false, word) => print(format_args!("      {word} after {took}\n")),
    }
}

/// Says something about the step under way, on a line of its own.
pub(crate) fn note(text: fmt::Arguments<'_>) {
    let open = OPEN.swap(false, Ordering::Relaxed);
    print(format_args!("{}      {text}\n", if open { "\n" } else { "" }));
}

/// Prints at once, beside what a command was asked for. A closed output is not worth stopping for.
fn print(text: fmt::Arguments<'_>) {
    let mut out = stderr().lock();
    let _ = out.write_fmt(text).and_then(|()| out.flush());
}

/// A duration as people say it: `40 ms`, `1.2 s`, `12 s`, `2 min 5 s`.
pub(crate) struct Took(pub(crate) Duration);

impl fmt::Display for Took {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, millis) = (self.0.as_secs(), self.0.subsec_millis());
        match seconds {
            0 => write!(f, "{millis} ms"),
            1..=9 => write!(f, "{seconds}.{} s", millis / 100),
            10..=119 => write!(f, "{seconds} s"),
            _ => write!(f, "{} min {} s", seconds / 60, seconds % 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn durations_read_well() {
        for (millis, want) in [
            (0, "0 ms"),
            (999, "999 ms"),
            (1_250, "1.2 s"),
            (12_900, "12 s"),
            (125_000, "2 min 5 s"),
        ] {
            assert_eq!(Took(Duration::from_millis(millis)).to_string(), want);
        }
    }

    #[test]
    fn a_failed_step_ends_the_plan_and_is_named() {
        let late = Cell::new(false);
        let mut plan = Plan::default();
        plan.add("first", || Ok(()));
        plan.add("second", || anyhow::bail!("no room"));
        plan.add("third", || {
            late.set(true);
            Ok(())
        });
        let error = plan.run().unwrap_err();
        assert_eq!(format!("{error:#}"), "second failed: no room");
        assert!(!late.get());
    }
}
