//! Definitions of surveys.

use survey::StrictJson;
use survey::model::Definition;

/// JSON is taken as a definition or refused, with reasons.
pub fn definition(data: &[u8]) {
    let Ok(source) = StrictJson::from_slice(data) else { return };
    if let Err(problems) = Definition::parse(source.value()) {
        assert!(!problems.is_empty(), "refused without a reason");
    }
}
