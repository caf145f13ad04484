//! The one survey that is served.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use survey::{Definition, StrictJson};

/// A definition, read, and the JSON it was read from.
pub(crate) struct Survey {
    pub(crate) definition: Definition,
    pub(crate) json: String,
}

impl Survey {
    /// Reads the definition in `file`.
    pub(crate) fn read(file: &Path) -> anyhow::Result<Self> {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let value = StrictJson::from_slice(&bytes)
            .with_context(|| format!("{} is not JSON", file.display()))?;
        let definition = Definition::parse(value.value()).map_err(|problems| {
            let problems =
                problems.iter().map(|problem| format!("{}: {}", problem.path, problem.reason));
            let problems: Vec<_> = problems.collect();
            anyhow::anyhow!("{} is not a survey: {}", file.display(), problems.join("; "))
        })?;
        Ok(Self { definition, json: value.into_value().to_string() })
    }
}
