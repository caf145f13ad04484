//! What became of the steps.

use anyhow::Result;
use std::fmt;

/// What became of one step.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) name: &'static str,
    pub(super) done: Result<()>,
}

/// What became of all so far. Prints as a summary.
#[derive(Debug, Default)]
pub(super) struct Outcomes(Vec<Outcome>);

impl Outcomes {
    pub(super) fn add(&mut self, outcome: Outcome) {
        self.0.push(outcome);
    }

    /// Whether the step `name` was done and failed.
    pub(super) fn failed(&self, name: &str) -> bool {
        self.0.iter().any(|outcome| outcome.name == name && outcome.done.is_err())
    }

    pub(super) fn all_passed(&self) -> bool {
        self.0.iter().all(|outcome| outcome.done.is_ok())
    }
}

impl fmt::Display for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f)?;
        for Outcome { name, done } in &self.0 {
            if let Err(error) = done {
                let text = format!("{error:#}");
                writeln!(f, "failed: {name}: {}", text.lines().next().unwrap_or_default())?;
            }
        }
        let failed = self.0.iter().filter(|outcome| outcome.done.is_err()).count();
        writeln!(f, "{} passed, {failed} failed", self.0.len() - failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn the_last_line_counts() {
        let mut outcomes = Outcomes::default();
        outcomes.add(Outcome { name: "fmt", done: Ok(()) });
        assert_eq!(outcomes.to_string(), "\n1 passed, 0 failed\n");
        assert!(outcomes.all_passed());
        outcomes.add(Outcome { name: "unit", done: Err(anyhow!("cargo ended\nwith much more")) });
        assert_eq!(outcomes.to_string(), "\nfailed: unit: cargo ended\n1 passed, 1 failed\n");
        assert!(outcomes.failed("unit") && !outcomes.failed("fmt") && !outcomes.failed("deny"));
        assert!(!outcomes.all_passed());
    }
}
