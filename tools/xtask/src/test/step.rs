//! Steps and which of them are done.

use super::Stand;
use anyhow::{Result, bail};
use std::collections::BTreeSet;

/// Something that has to hold.
pub(super) struct Step {
    /// What `--only` calls it.
    pub(super) name: &'static str,
    /// What it is, for the line that is printed while it is done.
    pub(super) what: &'static str,
    /// The steps that must have passed; they stand before it.
    pub(super) needs: &'static [&'static str],
    pub(super) work: fn(&mut Stand<'_>) -> Result<()>,
}

/// The steps called `names` with all they need, in the order of `steps`; all without names.
///
/// # Errors
///
/// If there is no step of such a name.
pub(super) fn select<'a>(steps: &'a [Step], names: &[String]) -> Result<Vec<&'a Step>> {
    if let Some(name) = names.iter().find(|name| !steps.iter().any(|step| step.name == **name)) {
        let known = steps.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
        bail!("there is no step {name:?}; the steps are {known}");
    }
    let mut wanted: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    // What a step needs stands before it, so going backwards meets every need.
    for step in steps.iter().rev().filter(|_| !names.is_empty()) {
        if wanted.contains(step.name) {
            wanted.extend(step.needs);
        }
    }
    Ok(steps.iter().filter(|step| names.is_empty() || wanted.contains(step.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::STEPS;
    use super::*;

    #[test]
    fn what_a_step_needs_stands_before_it() {
        for (index, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                let before = STEPS.iter().take(index).any(|other| other.name == *need);
                assert!(before, "{} needs {need}", step.name);
            }
            let same = STEPS.iter().filter(|other| other.name == step.name).count();
            assert_eq!(same, 1, "{}", step.name);
        }
    }

    #[test]
    fn steps_are_done_with_what_they_need() {
        for (only, want) in [
            (&["tidy"][..], &["tidy"][..]),
            (&["clippy", "fmt"], &["fmt", "tools", "widget", "clippy"]),
            (&["e2e-spin"], &["tools", "widget", "spin", "node", "serve-spin", "e2e-spin"]),
        ] {
            let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
            let names: Vec<_> = select(&STEPS, &only).unwrap().iter().map(|s| s.name).collect();
            assert_eq!(names, want);
        }
        assert_eq!(select(&STEPS, &[]).unwrap().len(), STEPS.len());
        let error = select(&STEPS, &["lint".to_owned()]).err().unwrap().to_string();
        assert!(error.starts_with("there is no step \"lint\"; the steps are fmt, "), "{error}");
    }
}
