//! What a survey's author has not translated yet.

use serde_json::{Map, Value};

use crate::Locale;

/// How many missing translations are told. Whoever mends these finds the rest.
const MAX_TOLD: usize = 200;

/// A text that is not there in one of the survey's languages. Respondents get it in another.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Untranslated {
    /// The language.
    pub locale: Locale,
    /// Where the text is, as in [`super::DefinitionProblem`].
    pub path: String,
}

/// The texts that were read, for what they lack to be told.
#[derive(Default)]
pub(super) struct Texts(Vec<(String, Value)>);

impl Texts {
    /// Notes a text: a string, or an object from language to string. One without a word in it
    /// needs no translation.
    pub(super) fn add(&mut self, path: &str, text: &Value) {
        let worded = match text {
            Value::String(text) => has_words(text),
            Value::Object(texts) => texts.values().filter_map(Value::as_str).any(has_words),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
        };
        if worded {
            self.0.push((path.to_owned(), text.clone()));
        }
    }

    /// What is missing in the languages that the survey is offered in, by language; `unnamed` is
    /// that of texts that name none.
    pub(super) fn lacking(&self, offered: &[Locale], unnamed: &str) -> Vec<Untranslated> {
        let all = offered.iter().flat_map(|locale| {
            let lacks = |(_, text): &&(String, Value)| !has(text, locale, unnamed);
            let missing = self.0.iter().filter(lacks);
            missing.map(|(path, _)| Untranslated { locale: locale.clone(), path: path.clone() })
        });
        all.take(MAX_TOLD).collect()
    }
}

/// Whether a text is there in a language, or in a wider one.
fn has(text: &Value, locale: &Locale, unnamed: &str) -> bool {
    let filled = |text: Option<&Value>| text.and_then(Value::as_str).is_some_and(|t| !t.is_empty());
    let none = Map::new();
    let texts = text.as_object().unwrap_or(&none);
    let default = text.is_string() || filled(texts.get("default"));
    locale.lookup().any(|tag| filled(texts.get(tag)) || (default && tag == unnamed))
}

/// Whether there is a letter outside of names in braces and tags.
fn has_words(text: &str) -> bool {
    let mut within = 0_usize;
    text.chars().any(|character| {
        match character {
            '{' | '<' => within += 1,
            '}' | '>' => within = within.saturating_sub(1),
            _ => {}
        }
        within == 0 && character.is_alphabetic()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Definition;

    fn check(name: &str, definition: &serde_json::Value, want: &[(&str, &str)]) {
        let found = Definition::review(definition).unwrap().untranslated;
        let found: Vec<_> = found.iter().map(|one| (one.locale.as_str(), &*one.path)).collect();
        assert_eq!(found, want, "{name}");
    }

    #[test]
    fn what_is_missing() {
        let only = json!({ "title": "x", "elements": [{ "type": "text", "name": "a" }] });
        check("one language", &only, &[]);
        let several = json!({
            "title": { "default": "Hello", "sv": "Hej", "pt": "Olá" },
            "description": "{a} <b>1</b> →",
            "elements": [
                { "type": "text", "name": "a", "title": { "default": "Name", "sv": "Namn", "pt": "" } },
                { "type": "dropdown", "name": "b", "title": { "sv": "Färg", "pt-br": "Cor", "pt": "Cor" },
                  "choices": [{ "value": 1, "text": "Red" }, "blue"] },
            ],
        });
        check(
            "several",
            &several,
            &[
                ("en", "$.elements[1].title"),
                ("pt", "$.elements[0].title"),
                ("pt", "$.elements[1].choices[0].text"),
                ("pt-br", "$.elements[0].title"),
                ("pt-br", "$.elements[1].choices[0].text"),
                ("sv", "$.elements[1].choices[0].text"),
            ],
        );
        let swedish = json!({
            "locale": "sv", "title": { "default": "Hej", "fi": "Hei" },
            "elements": [{ "type": "text", "name": "a", "title": "Namn" }],
        });
        check(
            "unnamed ones are in the survey's language",
            &swedish,
            &[("fi", "$.elements[0].title")],
        );
    }

    #[test]
    fn they_are_bounded() {
        let choices: Vec<_> =
            (0..300).map(|value| json!({ "value": value, "text": "Word" })).collect();
        let many = json!({
            "title": { "default": "Hello", "sv": "Hej" },
            "elements": [{ "type": "dropdown", "name": "a", "choices": choices }],
        });
        assert_eq!(Definition::review(&many).unwrap().untranslated.len(), super::MAX_TOLD);
    }
}
