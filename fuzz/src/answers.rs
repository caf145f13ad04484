//! Answers to surveys of every kind.

use survey::{Circumstances, Interview, Locale, StrictJson};

use crate::vectors::SURVEYS;

/// Answers are kept or refused with reasons, the same each time. The first two bytes name the survey, the rest are the answers.
pub fn answers(data: &[u8]) {
    let Some(([low, high], data)) = data.split_first_chunk() else { return };
    let index = usize::from(u16::from_le_bytes([*low, *high])) % SURVEYS.len();
    let (_, definition, _) = &SURVEYS[index];
    let Ok(given) = StrictJson::from_slice(data) else { return };
    let Some(given) = given.value().as_object() else { return };
    let circumstances = Circumstances {
        locale: Locale::try_from("en".to_owned()).expect("a language"),
        now_ms: 1_835_466_600_000.0,
        seed: 7,
        known: Vec::new(),
    };
    let finish = || Interview::resume(definition, circumstances.clone(), given).finish();
    let outcome = finish();
    assert_eq!(outcome, finish(), "it differs from time to time");
    if let Err(problems) = outcome {
        assert!(!problems.is_empty(), "refused without a reason");
    }
}
