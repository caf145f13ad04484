//! Takes properties out of a definition's JSON and collects what is wrong with them.

use serde_json::{Map, Value};

use super::only::Only;
use super::problem::{DefinitionProblem, DefinitionReason};
use crate::scalar::Number;
use crate::text_set::TextSet;
use crate::{Locale, LocalizedText};

/// How many problems are told. Whoever mends these finds the rest.
const MAX_PROBLEMS: usize = 200;

/// What is known of a definition so far, across all of its parts.
#[derive(Default)]
pub(crate) struct Survey {
    pub(crate) names: TextSet,
    pub(crate) page_names: TextSet,
    pub(crate) questions: usize,
    pub(crate) choices: usize,
    /// Languages that texts name.
    pub(crate) locales: TextSet,
    /// Languages that texts name beside a default.
    pub(crate) beside_default: TextSet,
    pub(crate) has_default: bool,
    /// How long texts may be that say nothing of it themselves, in UTF-16 code units.
    pub(crate) max_text_units: Option<u32>,
    problems: Vec<DefinitionProblem>,
}

impl Survey {
    /// Notes a problem.
    pub(crate) fn refuse(&mut self, path: &str, reason: DefinitionReason) {
        match self.problems.len() {
            0..MAX_PROBLEMS => {
                self.problems.push(DefinitionProblem { path: path.to_owned(), reason });
            }
            MAX_PROBLEMS => self.problems.push(DefinitionProblem {
                path: "$".to_owned(),
                reason: DefinitionReason::MoreProblems,
            }),
            _ => {}
        }
    }

    /// Whether nothing is wrong so far.
    pub(crate) const fn is_good(&self) -> bool {
        self.problems.is_empty()
    }

    pub(crate) fn into_problems(self) -> Vec<DefinitionProblem> {
        self.problems
    }

    /// Reads a text in one or more languages.
    pub(crate) fn text(&mut self, value: &Value, path: &str) -> LocalizedText {
        let wrong =
            DefinitionReason::WrongType { wanted: "a text, or an object of texts by language" };
        match value {
            Value::String(text) => {
                self.has_default = true;
                LocalizedText::new(Some(text.as_str().into()), Map::new())
            }
            Value::Object(members) if !members.is_empty() => self.texts(members, path),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_) => {
                self.refuse(path, wrong);
                LocalizedText::default()
            }
        }
    }

    fn texts(&mut self, members: &Map<String, Value>, path: &str) -> LocalizedText {
        let mut default = None;
        let mut by_locale = Map::new();
        for (key, value) in members {
            let at = member(path, key);
            let Value::String(text) = value else {
                self.refuse(&at, DefinitionReason::WrongType { wanted: "a text" });
                continue;
            };
            if key == "default" {
                default = Some(text.as_str().into());
            } else if let Ok(locale) = key.parse::<Locale>() {
                self.locales.insert(locale.to_string());
                by_locale.insert(locale.into(), Value::from(text.as_str()));
            } else {
                self.refuse(&at, DefinitionReason::NotALanguage);
            }
        }
        if default.is_some() {
            self.has_default = true;
            for tag in by_locale.keys() {
                self.beside_default.insert(tag.clone());
            }
        }
        LocalizedText::new(default, by_locale)
    }
}

/// The path of an object's member.
pub(crate) fn member(path: &str, name: &str) -> String {
    let starts = name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b"_$".contains(&b));
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_$".contains(&byte));
    if starts && plain {
        format!("{path}.{name}")
    } else {
        let escaped = name.replace('\\', "\\\\").replace('\'', "\\'");
        format!("{path}['{escaped}']")
    }
}

/// One object of a definition, with its path. Each property is taken once; what is left over at
/// the end is refused.
pub(crate) struct Reader<'v, 's> {
    members: &'v Map<String, Value>,
    path: String,
    taken: Vec<&'static str>,
    pub(crate) survey: &'s mut Survey,
}

impl<'v, 's> Reader<'v, 's> {
    /// The object at `path`; anything else is a problem.
    pub(crate) fn new(value: &'v Value, path: String, survey: &'s mut Survey) -> Option<Self> {
        if let Value::Object(members) = value {
            Some(Self { members, path, taken: Vec::new(), survey })
        } else {
            survey.refuse(&path, DefinitionReason::WrongType { wanted: "an object" });
            None
        }
    }

    /// The path of one of its properties.
    pub(crate) fn at(&self, name: &str) -> String {
        member(&self.path, name)
    }

    /// Notes a problem with a property.
    pub(crate) fn refuse(&mut self, name: &str, reason: DefinitionReason) {
        let at = self.at(name);
        self.survey.refuse(&at, reason);
    }

    /// Takes a property as it is.
    pub(crate) fn take(&mut self, name: &'static str) -> Option<&'v Value> {
        self.taken.push(name);
        self.members.get(name)
    }

    /// Takes a property that has had more than one name: the first that is there.
    pub(crate) fn name_in_use(&mut self, names: &[&'static str]) -> &'static str {
        self.taken.extend_from_slice(names);
        let mut there = names.iter().filter(|name| self.members.contains_key(**name));
        let used = there.next().copied();
        let others: Vec<_> = there.copied().collect();
        for other in others {
            self.refuse(other, DefinitionReason::SameProperty { other: used.unwrap_or_default() });
        }
        used.or_else(|| names.first().copied()).unwrap_or_default()
    }

    /// Takes a property and reads it with `read`; nothing or another type is `None`.
    fn read<T>(
        &mut self,
        name: &'static str,
        wanted: &'static str,
        read: impl FnOnce(&'v Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(name)?;
        let read = read(value);
        if read.is_none() {
            self.refuse(name, DefinitionReason::WrongType { wanted });
        }
        read
    }

    /// Takes a text that is the same in all languages.
    pub(crate) fn string(&mut self, name: &'static str) -> Option<&'v str> {
        self.read(name, "a text", Value::as_str)
    }

    /// Takes a text for people; an absent one is empty.
    pub(crate) fn text(&mut self, name: &'static str) -> LocalizedText {
        let at = self.at(name);
        self.take(name).map(|value| self.survey.text(value, &at)).unwrap_or_default()
    }

    /// Takes a boolean.
    pub(crate) fn flag(&mut self, name: &'static str) -> Option<bool> {
        self.read(name, "true or false", Value::as_bool)
    }

    /// Takes a number; SurveyJS's own editor writes some as texts.
    pub(crate) fn number(&mut self, name: &'static str) -> Option<Number> {
        self.read(name, "a number", |value| match value {
            Value::String(text) => Number::from_text(text),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_) => Number::from_json(value),
        })
    }

    /// Takes a whole number within a range.
    pub(crate) fn count(&mut self, name: &'static str, min: u32, max: u32) -> Option<u32> {
        let value = self.read(name, "a whole number", |value| {
            let whole = value.as_i64();
            // 3.0 is the whole number 3 to SurveyJS.
            whole.or_else(|| Number::from_json(value)?.to_json().as_i64())
        })?;
        let count = u32::try_from(value).ok().filter(|count| (min..=max).contains(count));
        if count.is_none() {
            self.refuse(name, DefinitionReason::OutOfRange { min: min.into(), max: max.into() });
        }
        count
    }

    /// Takes a word and gives what it means.
    pub(crate) fn word<T: Copy>(
        &mut self,
        name: &'static str,
        meanings: &[(&'static str, T)],
    ) -> Option<T> {
        let word = self.string(name)?;
        let meaning =
            meanings.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning);
        if meaning.is_none() {
            let words: Vec<_> = meanings.iter().map(|(known, _)| *known).collect();
            self.refuse(name, DefinitionReason::NotAWord { wanted: words.join(", ") });
        }
        meaning
    }

    /// Takes a list; an absent one is empty.
    pub(crate) fn list(&mut self, name: &'static str) -> &'v [Value] {
        self.read(name, "a list", Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    /// Takes properties that change how a survey looks and never what it means: any scalar.
    pub(crate) fn looks(&mut self, names: &[&'static str]) {
        for name in names {
            let wanted = "a text, a number, true or false";
            self.read(name, wanted, |value| {
                (!value.is_array() && !value.is_object()).then_some(())
            });
        }
    }

    /// Takes properties of which only one value, SurveyJS's default, is supported yet.
    pub(crate) fn only(&mut self, names: &[(&'static str, Only)]) {
        for (name, only) in names {
            if self.take(name).is_some_and(|value| !only.is(value)) {
                self.refuse(name, DefinitionReason::OnlyValue { only: only.to_string() });
            }
        }
    }

    /// Refuses every property that was not taken.
    pub(crate) fn finish(self) {
        for name in self.members.keys().filter(|name| !self.taken.contains(&name.as_str())) {
            self.survey.refuse(&member(&self.path, name), left_over(name));
        }
    }
}

/// SurveyJS's properties of logic.
const LOGIC: &[&str] = &[
    "visibleIf",
    "enableIf",
    "requiredIf",
    "resetValueIf",
    "setValueIf",
    "setValueExpression",
    "defaultValueExpression",
    "choicesVisibleIf",
    "choicesEnableIf",
    "rowsVisibleIf",
    "columnsVisibleIf",
    "triggers",
    "calculatedValues",
    "validators",
];

/// SurveyJS's other properties that mean something.
const KNOWN: &[&str] = &[
    "backgroundImage",
    "bindings",
    "cells",
    "choicesByUrl",
    "choicesFromQuestion",
    "choicesMax",
    "choicesMin",
    "choicesStep",
    "clearIfInvisible",
    "completedBeforeHtml",
    "completedHtml",
    "completedHtmlOnCondition",
    "cookieName",
    "correctAnswer",
    "dataList",
    "defaultValue",
    "firstPageIsStartPage",
    "firstPageIsStarted",
    "html",
    "isExclusive",
    "loadingHtml",
    "logo",
    "maskSettings",
    "maskType",
    "maxValueExpression",
    "minValueExpression",
    "navigateToUrl",
    "navigateToUrlOnCondition",
    "otherText",
    "questionStartIndex",
    "questionTitlePattern",
    "sendResultOnPageNext",
    "partialSendEnabled",
    "showTOC",
    "showTimer",
    "surveyId",
    "surveyPostId",
    "timeLimit",
    "timeLimitPerPage",
    "maxTimeToFinish",
    "maxTimeToFinishPage",
    "useDisplayValuesInDynamicTexts",
    "valueName",
    "valuePropertyName",
    "showCommentArea",
    "hasComment",
    "stepErrorText",
];

/// Why a property is refused that nobody took.
fn left_over(name: &str) -> DefinitionReason {
    if LOGIC.contains(&name) || KNOWN.contains(&name) {
        DefinitionReason::NotSupported
    } else {
        DefinitionReason::UnknownProperty
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (name, want) in [
            ("title", "$.title"),
            ("pt-br", "$['pt-br']"),
            ("it's", "$['it\\'s']"),
            ("", "$['']"),
            ("1a", "$['1a']"),
        ] {
            assert_eq!(member("$", name), want, "{name}");
        }
    }

    #[test]
    fn problems_are_bounded() {
        let mut survey = Survey::default();
        for _ in 0..1000 {
            survey.refuse("$", DefinitionReason::Missing);
        }
        let problems = survey.into_problems();
        assert_eq!(problems.len(), MAX_PROBLEMS + 1);
        assert_eq!(problems.last().map(|p| &p.reason), Some(&DefinitionReason::MoreProblems));
    }
}
