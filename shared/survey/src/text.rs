//! Texts in several languages.

use serde_json::{Map, Value};

use crate::Locale;

/// A text for people, in one or more languages.
///
/// In JSON it is a string, or an object of strings by language, where `default` names no language.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LocalizedText {
    default: Option<Box<str>>,
    /// Texts by tag in lower case.
    by_locale: Map<String, Value>,
}

impl LocalizedText {
    pub(crate) const fn new(default: Option<Box<str>>, by_locale: Map<String, Value>) -> Self {
        Self { default, by_locale }
    }

    /// The text of a compiled definition; what is none is empty.
    pub(crate) fn from_json(value: Option<&Value>) -> Self {
        match value {
            Some(Value::String(text)) => Self::new(Some(text.as_str().into()), Map::new()),
            Some(Value::Object(members)) => {
                let mut by_locale = members.clone();
                let default = by_locale.remove("default");
                Self::new(default.as_ref().and_then(Value::as_str).map(Into::into), by_locale)
            }
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_)) | None => {
                Self::default()
            }
        }
    }

    /// Whether no language has any text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.any().is_none()
    }

    /// Whether it depends on answers, whose names stand in braces, or on the language.
    #[must_use]
    pub fn varies(&self) -> bool {
        !self.by_locale.is_empty() || self.default.as_deref().is_some_and(|text| text.contains('{'))
    }

    /// The text in this language: exactly this one, a wider one (`pt` for `pt-br`), the default,
    /// English, or whichever there is. Empty only if [`Self::is_empty`].
    #[must_use]
    pub fn pick(&self, locale: &Locale) -> &str {
        locale
            .lookup()
            .find_map(|tag| self.in_language(tag))
            .or_else(|| self.default.as_deref().filter(|text| !text.is_empty()))
            .or_else(|| self.in_language("en"))
            .or_else(|| self.any())
            .unwrap_or_default()
    }

    /// The text, or nothing where there is none in any language.
    #[must_use]
    pub fn pick_some(&self, locale: &Locale) -> Option<&str> {
        Some(self.pick(locale)).filter(|text| !text.is_empty())
    }

    fn in_language(&self, tag: &str) -> Option<&str> {
        self.by_locale.get(tag).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    fn any(&self) -> Option<&str> {
        let others = self.by_locale.values().filter_map(Value::as_str);
        self.default.as_deref().into_iter().chain(others).find(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(default: Option<&str>, others: &[(&str, &str)]) -> LocalizedText {
        let others = others.iter().map(|(tag, text)| (tag.parse().unwrap(), (*text).into()));
        LocalizedText::new(default.map(Into::into), others.collect())
    }

    #[test]
    fn which_language_is_picked() {
        let all = text(Some("d"), &[("en", "e"), ("pt", "p"), ("pt-br", "b"), ("sv", "")]);
        let few = text(None, &[("de", "g"), ("en", "e")]);
        let one = text(None, &[("de", "g")]);
        for (name, text, locale, want) in [
            ("exact", &all, "pt-br", "b"),
            ("wider", &all, "pt-pt", "p"),
            ("default", &all, "fi", "d"),
            ("empty is none", &all, "sv", "d"),
            ("English", &few, "sv", "e"),
            ("whichever", &one, "sv", "g"),
            ("none", &LocalizedText::default(), "sv", ""),
        ] {
            assert_eq!(text.pick(&locale.parse().unwrap()), want, "{name}");
        }
    }
}
