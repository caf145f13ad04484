//! What is said on the telephone: a question on a scale, answered by keys.

use serde_json::Value;
use survey::Locale;

use crate::fault::TextReason;
use crate::keypad::Keypad;
use crate::pattern::Pattern;
use crate::template::Reading;
use crate::variable::{Values, Variable, of_tenant};

/// What is said, in one language. Beside the app's variables it has `{low}` and `{high}`, the
/// keys of the scale's ends.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VoiceScript {
    /// Who calls, what is asked, which keys there are.
    pub prompt: Pattern,
    /// What is said after another key, or none.
    pub repeat: Pattern,
    /// What is said at the end.
    pub thanks: Pattern,
}

/// The scale's ends.
const ENDS: &[Variable] = &[of_tenant("low", 2, "1"), of_tenant("high", 2, "5")];

const MEMBERS: &str = "prompt, repeat and thanks";
const MAX_PROMPT: usize = 500;
const MAX_OTHER: usize = 200;

/// What is said in one call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// The language that it is to be read in.
    pub language: Locale,
    /// Who calls, what is asked, which keys there are.
    pub prompt: String,
    /// What is said after another key, or none.
    pub repeat: String,
    /// What is said at the end.
    pub thanks: String,
}

impl VoiceScript {
    pub(crate) fn read(reading: &mut Reading<'_>, at: &str, raw: &Value) -> Option<Self> {
        let Value::Object(members) = raw else {
            reading.faults.add(at, TextReason::Type("an object of texts"));
            return None;
        };
        let vocabulary = reading.vocabulary.with(ENDS);
        let mut reading = Reading { vocabulary: &vocabulary, faults: reading.faults };
        reading.only(at, members, MEMBERS);
        let mut must =
            |name: &str, max| reading.must(&format!("{at}.{name}"), members.get(name), max);
        let prompt = must("prompt", MAX_PROMPT);
        let repeat = must("repeat", MAX_OTHER);
        let thanks = must("thanks", MAX_OTHER);
        if let Some(prompt) = &prompt {
            for end in ENDS.iter().filter(|end| !prompt.names(end.name)) {
                reading.faults.add(&format!("{at}.prompt"), TextReason::Without(end.name));
            }
        }
        Some(Self { prompt: prompt?, repeat: repeat?, thanks: thanks? })
    }

    /// What is said in a call, for whoever reads it aloud.
    #[must_use]
    pub fn call(&self, language: &Locale, values: &Values, keypad: &Keypad) -> Call {
        let (low, high) = keypad.ends();
        let values = values.and("low", low).and("high", high);
        Call {
            language: language.clone(),
            prompt: self.prompt.fill(&values),
            repeat: self.repeat.fill(&values),
            thanks: self.thanks.fill(&values),
        }
    }
}
