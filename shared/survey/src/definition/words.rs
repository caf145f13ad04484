//! Texts for people, in one language or several.

use std::collections::BTreeMap;

use serde_json::Value;

use super::DefinitionReason;
use crate::language::is_tag;

/// SurveyJS's name for the text of the survey's own language.
const DEFAULT: &str = "default";

/// A text for people: one string for every language, or a string for each of some.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LocalizedText(BTreeMap<String, String>);

impl LocalizedText {
    pub(super) fn from_json(value: &Value) -> Result<Self, DefinitionReason> {
        const WANTED: DefinitionReason = DefinitionReason::WrongType("text, or text by language");
        match value {
            Value::String(text) => Ok(Self(BTreeMap::from([(DEFAULT.to_owned(), text.clone())]))),
            Value::Object(texts) if !texts.is_empty() => {
                let mut read = BTreeMap::new();
                for (language, text) in texts {
                    if language != DEFAULT && !is_tag(language) {
                        return Err(DefinitionReason::InvalidLanguage);
                    }
                    let text = text.as_str().ok_or(WANTED)?;
                    read.insert(language.clone(), text.to_owned());
                }
                Ok(Self(read))
            }
            Value::Object(_)
            | Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_) => Err(WANTED),
        }
    }

    /// The text in `language`; failing that in its base language (`sv` for `sv-FI`), in the
    /// survey's own, or in whichever comes first by name.
    #[must_use]
    pub fn pick(&self, language: &str) -> &str {
        let base = language.split('-').next().unwrap_or_default();
        let found = [language, base, DEFAULT].into_iter().find_map(|key| self.0.get(key));
        found.or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// The languages it names.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).filter(|language| *language != DEFAULT)
    }
}
