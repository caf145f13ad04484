//! What each function is configured by, as files: what is put where.

use crate::cli::Zone;
use anyhow::{Context as _, Result};
use nordsvar::{Component, Keys, Readers, Variable, write};
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::fs;
use zeroize::Zeroizing;

/// Every function that is configured.
const ALL: [Component; 12] = [
    Component::Storage,
    Component::Api,
    Component::Login,
    Component::CustomerZone,
    Component::Submit,
    Component::Tool,
    Component::StoreEvaluator,
    Component::DeliveryControl,
    Component::StayEvaluator,
    Component::WhyCancel,
    Component::Identity,
    Component::Courier,
];

/// Writes the files beside the master key, for this user alone, and says what they are for.
pub(crate) fn write_all(zone: &Zone, keys: &Keys) -> Result<()> {
    let folder = zone.keys.join("config");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for component in ALL {
        let variables = keys.variables(component, (&zone.storage, &zone.login));
        let name = component.name();
        write(
            &folder.join(format!("{name}.env")),
            Readers::Owner,
            environment(&variables).as_bytes(),
        )?;
        if Component::EDGE.contains(&component) {
            let path = folder.join(format!("{name}.json"));
            write(&path, Readers::Owner, worker(&variables)?.as_bytes())?;
        }
    }
    let shown = folder.display();
    eprintln!("Written for each function, its own keys and no others:");
    eprintln!(
        "  {shown}/FUNCTION.env   on Spin: EnvironmentFile= of its unit, or `set -a; . FILE`; then restart it"
    );
    eprintln!(
        "  {shown}/FUNCTION.json  on Workers: wrangler secret bulk FILE --name nordsvar-FUNCTION"
    );
    Ok(())
}

/// As systemd and shells read it; a value holds no quote.
fn environment(variables: &[Variable]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(16 * 1024));
    for (name, value) in variables {
        // Writing to a text does not fail.
        let _ = writeln!(text, "SPIN_VARIABLE_{}='{}'", name.to_uppercase(), value.as_str());
    }
    text
}

fn worker(variables: &[Variable]) -> Result<Zeroizing<String>> {
    let named = variables.iter();
    let map: Map<String, Value> = named
        .map(|(name, value)| (name.to_uppercase(), Value::String(value.to_string())))
        .collect();
    serde_json::to_string_pretty(&map).map(Zeroizing::new).context("variables do not print")
}
