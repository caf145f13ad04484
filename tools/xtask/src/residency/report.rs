//! The report and the rules it is held to.

use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// The functions that run inside a zone, beside its data. Every other function is at the edge.
const ZONE: [&str; 5] = [COURIER, IDENTITY, "keeper", "storage", TOOL];

/// The function that sends mail.
const COURIER: &str = "courier";

/// The function that shows what is stored to staff.
const TOOL: &str = "tool";
/// The function that asks the identity providers that organisations bring.
const IDENTITY: &str = "identity";

/// The only grant to call that an edge function may have, without its spaces.
const STORAGE: &str = "{{storage_url}}";

/// What the courier may be granted to call beside that: the operator's mail relay, the gateway for text messages, and the
/// programs of customers that the operator allows.
const RELAY: &str = "{{relay_url}}";
const GATEWAY: &str = "{{sms_url}}";
const HOOKS: &str = "{{webhook_outbound}}";

/// What identity may be granted to call beside storage: those providers.
const PROVIDERS: &str = "{{identity_providers}}";

/// What was found of every function on every platform.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// One entry for each function and platform.
    pub(crate) functions: Vec<Function>,
}

/// One function on one platform.
#[derive(Debug, Serialize)]
pub(crate) struct Function {
    /// Its name: the component's, or the Worker's without `nordsvar-`.
    pub(crate) name: String,
    /// Where it runs.
    pub(crate) platform: Platform,
    /// What it could store.
    pub(crate) stores: BTreeSet<Store>,
    /// What it could call.
    pub(crate) calls: BTreeSet<Call>,
}

/// What runs a function.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Platform {
    /// Cloudflare.
    Workers,
    /// A machine of the operator's choice.
    Spin,
}

/// Something a function could keep data in, or hand it to.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub(crate) struct Store {
    /// Its kind, such as `sqlite`.
    pub(crate) kind: String,
    /// What gives it, such as `spin.toml: sqlite_databases`.
    pub(crate) by: String,
}

/// An address a function could call.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub(crate) struct Call {
    /// The address, as its grant says it.
    pub(crate) host: String,
    /// What gives it.
    pub(crate) by: String,
}

/// The report with what is wrong, as JSON has it.
#[derive(Serialize)]
pub(crate) struct Judged<'a> {
    #[serde(flatten)]
    report: &'a Report,
    problems: &'a [String],
}

impl Report {
    /// The report together with what [`check`] said of it.
    pub(crate) fn with<'a>(&'a self, problems: &'a [String]) -> Judged<'a> {
        Judged { report: self, problems }
    }
}

impl Call {
    fn is_one_of(&self, grants: &[&str]) -> bool {
        grants.contains(&&*self.host.split_whitespace().collect::<String>())
    }
}

impl Function {
    fn is_in_zone(&self) -> bool {
        ZONE.contains(&self.name.as_str())
    }
}

/// What is wrong, a sentence each; nothing if survey data can only be where it belongs.
pub(crate) fn check(report: &Report) -> Vec<String> {
    report.functions.iter().flat_map(check_function).collect()
}

fn check_function(function: &Function) -> Vec<String> {
    let Function { name, platform, stores, calls } = function;
    if function.is_in_zone() {
        return match platform {
            Platform::Spin if name == COURIER => {
                let grants = [STORAGE, RELAY, GATEWAY, HOOKS];
                check_beside(function, &grants, "storage, the relay, the gateway and webhooks")
            }
            Platform::Spin if name == IDENTITY => {
                check_beside(function, &[STORAGE, PROVIDERS], "storage and identity providers")
            }
            Platform::Spin if name == TOOL => check_beside(function, &[STORAGE], "storage"),
            Platform::Spin => Vec::new(),
            Platform::Workers => vec![format!(
                "{name} belongs into a zone, and a Worker's data can be pinned to none: remove its \
                 wrangler file."
            )],
        };
    }
    let stores = stores.iter().map(|Store { kind, by }| {
        format!("{name} on {platform} is an edge function and could store data: {kind} ({by}).")
    });
    let calls = calls.iter().filter(|call| !call.is_one_of(&[STORAGE])).map(|Call { host, by }| {
        format!(
            "{name} on {platform} is an edge function and could call another than storage: {host} \
             ({by})."
        )
    });
    stores.chain(calls).collect()
}

/// What stands beside storage has of what is stored what it shows or sends, keeps nothing, and reaches these alone.
fn check_beside(
    Function { name, stores, calls, .. }: &Function,
    grants: &[&str],
    reaches: &str,
) -> Vec<String> {
    let stores =
        stores.iter().map(|Store { kind, by }| format!("{name} could store data: {kind} ({by})."));
    let calls = calls.iter().filter(|call| !call.is_one_of(grants));
    let calls = calls.map(|Call { host, by }| {
        format!("{name} could call another than {reaches}: {host} ({by}).")
    });
    stores.chain(calls).collect()
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Workers => "Workers",
            Self::Spin => "Spin",
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headings = ["function", "runs on", "where", "could store", "could call"];
        let mut rows = vec![headings.map(str::to_owned)];
        rows.extend(self.functions.iter().map(row));
        let mut widths = [0; 4];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        for row in &rows {
            let [.., last] = row;
            for (cell, width) in row.iter().zip(widths) {
                write!(f, "{cell:width$}  ")?;
            }
            writeln!(f, "{last}")?;
        }
        Ok(())
    }
}

fn row(function: &Function) -> [String; 5] {
    let stores: BTreeSet<&str> = function.stores.iter().map(|store| store.kind.as_str()).collect();
    let calls: BTreeSet<&str> = function.calls.iter().map(|call| call.host.as_str()).collect();
    let calls = match function.platform {
        // Where storage is comes from a secret, and no grant keeps a script from other addresses.
        Platform::Workers if calls.is_empty() => {
            "what its code calls: no grant limits it".to_owned()
        }
        Platform::Spin | Platform::Workers => list(&calls),
    };
    let place = if function.is_in_zone() { "zone" } else { "edge" };
    let (name, platform) = (function.name.clone(), function.platform.to_string());
    [name, platform, place.to_owned(), list(&stores), calls]
}

fn list(items: &BTreeSet<&str>) -> String {
    if items.is_empty() {
        return "nothing".to_owned();
    }
    items.iter().copied().collect::<Vec<_>>().join(", ")
}
