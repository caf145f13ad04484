//! `cargo xtask deploy`: the edge to Cloudflare, and a folder with everything for Spin.

use crate::checkout::{Checkout, make_folder, remove};
use crate::progress::{self, Plan};
use crate::setup::npm_script;
use crate::{builds, residency, setup, wasm_std};
use anyhow::{Context as _, Result, bail, ensure};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The variable that moves the clock. It is for development: with it, credentials that have
/// expired hold again.
const CLOCK_OFFSET: &str = "clock_offset_seconds";

/// What `cargo xtask deploy` is told.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Do everything but change what is deployed.
    #[arg(long)]
    dry_run: bool,

    /// Files that give variables to Spin where this is deployed, to be checked too.
    #[arg(long, value_name = "FILE")]
    runtime_config: Vec<PathBuf>,
}

/// Builds, checks and deploys.
///
/// # Errors
///
/// If any configuration moves the clock, or a function could store or call more than it may;
/// nothing is deployed then.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    refuse_moved_clock(checkout, options)?;
    wasm_std::ensure(checkout)?;
    let mut plan = Plan::default();
    plan.add("installing the web tools", || setup::npm(checkout));
    plan.add("building the page and the widget", || builds::widget(checkout));
    plan.add("building the functions for Spin", || builds::spin(checkout, &builds::FUNCTIONS));
    plan.add("building the functions for Workers", || {
        let tools = setup::worker_tools(checkout)?;
        builds::workers(checkout, &tools, &builds::EDGE)
    });
    plan.add("seeing what each function could store and call", || {
        progress::note(format_args!("as built:"));
        residency::run(checkout, &residency::Options::default())
    });
    plan.add("putting everything for Spin into dist/spin", || bundle(checkout));
    for function in builds::EDGE {
        plan.add(format!("deploying {function}"), move || {
            let file = wrangler_file(function);
            let run = npm_script(checkout, "wrangler/bin/wrangler.js").arg("deploy");
            let run = run.arg("--config").arg(checkout.path(&file)).env("CI", "true");
            let run = if options.dry_run { run.arg("--dry-run") } else { run };
            run.within(checkout.root()).quiet()
        });
    }
    plan.run()
}

fn wrangler_file(function: &str) -> String {
    match function {
        "submit" => "wrangler.toml".to_owned(),
        other => format!("functions/{other}/wrangler.toml"),
    }
}

fn refuse_moved_clock(checkout: &Checkout, options: &Options) -> Result<()> {
    let variable = format!("SPIN_VARIABLE_{}", CLOCK_OFFSET.to_uppercase());
    let given = env::var(&variable).is_ok_and(|value| !value.is_empty());
    ensure!(!given, "{variable} is set: the clock may be moved in development only; unset it");
    let wranglers =
        builds::EDGE.into_iter().map(|function| checkout.path(&wrangler_file(function)));
    let files = wranglers.chain([checkout.path("spin.toml")]);
    for file in files.chain(options.runtime_config.iter().cloned()) {
        let text = fs::read_to_string(&file);
        let text = text.with_context(|| format!("reading {}", file.display()))?;
        let moved = moves_clock(&text).with_context(|| file.display().to_string())?;
        if moved {
            bail!(
                "{} sets {CLOCK_OFFSET}: the clock may be moved in development only; remove it",
                file.display()
            );
        }
    }
    Ok(())
}

/// Whether a configuration gives the variable a value, wherever in it that stands. Declaring it,
/// empty, and handing it on to a component gives it none.
fn moves_clock(configuration: &str) -> Result<bool> {
    let value: toml::Table = configuration.parse().context("it is not TOML")?;
    Ok(any_value(&toml::Value::Table(value)))
}

fn any_value(value: &toml::Value) -> bool {
    match value {
        toml::Value::Table(table) => table.iter().any(|(key, value)| {
            (key.eq_ignore_ascii_case(CLOCK_OFFSET) && !is_unset(value)) || any_value(value)
        }),
        toml::Value::Array(list) => list.iter().any(any_value),
        toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => false,
    }
}

/// Whether this is no value of the variable: nothing, its empty declaration, or itself handed on.
fn is_unset(value: &toml::Value) -> bool {
    if let Some(declaration) = value.as_table() {
        return declaration.get("default").is_none_or(|default| default.as_str() == Some(""));
    }
    let text: Option<String> = value.as_str().map(|text| text.split_whitespace().collect());
    text.is_some_and(|text| text.is_empty() || text == format!("{{{{{CLOCK_OFFSET}}}}}"))
}

/// Puts the manifest and the components it names into `dist/spin`, laid out as in the checkout.
fn bundle(checkout: &Checkout) -> Result<()> {
    let folder = checkout.path("dist/spin");
    remove(&folder)?;
    copy(&checkout.path("spin.toml"), &folder.join("spin.toml"))?;
    for function in builds::FUNCTIONS {
        let component = builds::component(checkout, function);
        let inside =
            component.strip_prefix(checkout.root()).context("it is not in the checkout")?;
        copy(&component, &folder.join(inside))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    make_folder(to.parent().context("a file is in a folder")?)?;
    fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_value_moves_the_clock() {
        for (name, text, want) in [
            ("declared", "[variables]\nclock_offset_seconds = { default = \"\" }", false),
            (
                "handed on",
                "[component.a.variables]\nclock_offset_seconds = \"{{ clock_offset_seconds }}\"",
                false,
            ),
            ("default", "[variables]\nclock_offset_seconds = { default = \"60\" }", true),
            ("component", "[component.a.variables]\nclock_offset_seconds = \"60\"", true),
            ("Worker", "[vars]\nCLOCK_OFFSET_SECONDS = \"60\"", true),
            ("number", "[vars]\nCLOCK_OFFSET_SECONDS = 60", true),
            ("environment", "[env.staging.vars]\nCLOCK_OFFSET_SECONDS = \"60\"", true),
            ("list", "[[variable]]\nclock_offset_seconds = \"60\"", true),
            ("empty", "[vars]\nCLOCK_OFFSET_SECONDS = \"\"", false),
            ("other", "[vars]\nZONE = \"se\"", false),
        ] {
            assert_eq!(moves_clock(text).unwrap(), want, "{name}");
        }
        assert!(moves_clock("[vars").is_err());
    }

    #[test]
    fn what_is_deployed_does_not_move_it() {
        let checkout = Checkout::find().unwrap();
        for file in ["spin.toml", "wrangler.toml", "functions/api/wrangler.toml"] {
            let text = fs::read_to_string(checkout.path(file)).unwrap();
            assert!(!moves_clock(&text).unwrap(), "{file}");
        }
    }
}
