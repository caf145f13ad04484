//! Definitions of surveys.

use survey::{Definition, StrictJson};

/// JSON is taken as a definition or refused, with reasons. What was taken is loaded, is taken
/// again as it is printed, and then comes to the same.
pub fn definition(data: &[u8]) {
    let Ok(source) = StrictJson::from_slice(data) else { return };
    match Definition::compile(source.value()) {
        Err(problems) => assert!(!problems.is_empty(), "refused without a reason"),
        Ok(compiled) => {
            let definition = Definition::load(&compiled).expect("what was compiled is loaded");
            let stored = StrictJson::from_slice(compiled.to_string().as_bytes());
            assert!(stored.is_ok(), "what was compiled breaks a bound");
            let printed = Definition::print(&compiled);
            let again = Definition::parse(&printed).expect("what is printed is taken");
            assert_eq!(again, definition, "it changed by being printed");
        }
    }
    // Loading is lenient: whatever the JSON is, it is no panic.
    let _ = Definition::load(source.value());
}
