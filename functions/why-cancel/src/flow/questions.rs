//! What a flow asks: what its instance's survey asks, as far as a page of reasons can.
//!
//! The survey is looked at as JSON: what reads and judges any survey would be half of this function.

use app::why_cancel::{DEFAULTS, ReasonId, Reasons};
use contract::message::{FlowAnswered, Published};
use page::{CancelQuestions, UiLanguage};
use serde_json::{Map, Value};
use survey::{Locale, StrictJson, Version};

/// How deep panels may stand in panels; definitions are bounded long before.
const DEPTH: u8 = 16;

/// The longest comment, in characters, where the survey says none.
const MAX_COMMENT_CHARS: usize = 2000;

/// What is asked. A survey of the customer's own that has no reasons asks nothing.
pub(super) struct Asked {
    version: Version,
    /// The survey's own language, for whoever reads none of the others.
    locale: String,
    reasons: Option<Reasons>,
    /// Titles and names of what asks for a reason, for more, and whether they may be written to.
    reason: Option<Value>,
    comment: Option<Comment>,
    consent: Option<(String, Value)>,
    /// Whether an answer is wanted that this page does not ask for.
    wants_more: bool,
}

/// What asks for more.
struct Comment {
    name: String,
    title: Value,
    max_chars: usize,
}

impl Asked {
    pub(super) fn of(published: &Published) -> Option<Self> {
        let source: Value = serde_json::from_str(published.definition.get()).ok()?;
        let locale = source.get("locale").and_then(Value::as_str).unwrap_or("en");
        let mut asked = Self {
            version: published.version,
            locale: locale.to_owned(),
            reasons: Reasons::of(&source).ok(),
            reason: None,
            comment: None,
            consent: None,
            wants_more: false,
        };
        asked.look_at(&source, 0);
        Some(asked)
    }

    fn look_at(&mut self, part: &Value, depth: u8) {
        if depth > DEPTH {
            return;
        }
        let lists = ["pages", "elements"].into_iter().filter_map(|list| part.get(list)?.as_array());
        for item in lists.flatten() {
            let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
            let (name, title) = (text("name"), item.get("title").cloned().unwrap_or_default());
            let is_wanted = item.get("isRequired").and_then(Value::as_bool) == Some(true);
            if name == DEFAULTS.first_question {
                self.reason = Some(title);
            } else if text("type") == "comment" {
                let most = item.get("maxLength").and_then(Value::as_u64).filter(|most| *most > 0);
                let most = most.and_then(|most| usize::try_from(most).ok());
                let max_chars = most.map_or(MAX_COMMENT_CHARS, |most| most.min(MAX_COMMENT_CHARS));
                self.wants_more |= is_wanted;
                self.comment = Some(Comment { name: name.to_owned(), title, max_chars });
            } else if name == DEFAULTS.consent_question && text("type") == "boolean" {
                self.consent = Some((name.to_owned(), title));
            } else {
                self.wants_more |= is_wanted;
            }
            self.look_at(item, depth + 1);
        }
    }

    /// As a page asks it.
    pub(super) fn shown<'a>(
        &'a self,
        language: UiLanguage,
        (chosen, is_missing): (Option<&'a ReasonId>, bool),
    ) -> CancelQuestions<'a> {
        let Some(reasons) = &self.reasons else { return CancelQuestions::default() };
        let text = |id: &'a ReasonId| {
            let mut tags = self.tags(language).into_iter();
            tags.find_map(|tag| reasons.text(id, tag)).unwrap_or(id.as_str())
        };
        let title = self.reason.as_ref().and_then(|title| self.in_words(title, language));
        let comment = self.comment.as_ref().map(|comment| {
            let title = self.in_words(&comment.title, language).unwrap_or_default();
            (comment.name.as_str(), title, comment.max_chars)
        });
        let consent = self.consent.as_ref();
        CancelQuestions {
            title: Some(title.unwrap_or(DEFAULTS.first_question)),
            reasons: reasons.ids().map(|id| (id.as_str(), text(id))).collect(),
            chosen: chosen.map(ReasonId::as_str),
            comment,
            consent: consent
                .and_then(|(name, title)| Some((name.as_str(), self.in_words(title, language)?))),
            is_missing,
            linked: false,
        }
    }

    /// The reason that a form names, if it is one of the survey's.
    pub(super) fn reason(&self, raw: &str) -> Option<ReasonId> {
        let reasons = self.reasons.as_ref()?;
        reasons.ids().find(|id| id.as_str() == raw).cloned()
    }

    /// What is kept as a response: nothing, if the survey wants more than this page asks.
    pub(super) fn answered(
        &self,
        (reason, fields): (&ReasonId, &[(String, String)]),
        language: UiLanguage,
    ) -> Option<FlowAnswered> {
        if self.wants_more {
            return None;
        }
        let value = |name: &str| {
            let found = fields.iter().find(|(field, _)| field == name);
            found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
        };
        let mut answers: Map<String, Value> = Map::new();
        answers.insert(DEFAULTS.first_question.to_owned(), reason.as_str().into());
        if let Some(Comment { name, max_chars, .. }) = &self.comment
            && let Some(text) = value(name)
        {
            let text: String = text.replace("\r\n", "\n").chars().take(*max_chars).collect();
            let plain = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
            answers.insert(name.clone(), text.chars().filter(plain).collect::<String>().into());
        }
        if let Some((name, _)) = &self.consent
            && value(name) == Some("true")
        {
            answers.insert(name.clone(), true.into());
        }
        let answers = Value::Object(answers).to_string();
        let answers = StrictJson::from_slice(answers.as_bytes()).ok()?;
        Some(FlowAnswered { version: self.version, language: self.spoken(language)?, answers })
    }

    /// The language that the survey was read in.
    fn spoken(&self, language: UiLanguage) -> Option<Locale> {
        let titles = self.reason.as_ref().and_then(Value::as_object);
        let has = titles.is_some_and(|titles| titles.contains_key(language.tag()));
        if has { language.tag().parse().ok() } else { self.locale.parse().ok() }
    }

    /// Where words are looked for: in a language, in the survey's own, in English, in what is the same for all.
    fn tags(&self, language: UiLanguage) -> [&str; 4] {
        [language.tag(), &self.locale, "en", "default"]
    }

    fn in_words<'a>(&self, title: &'a Value, language: UiLanguage) -> Option<&'a str> {
        let tags = self.tags(language);
        title.as_str().or_else(|| tags.into_iter().find_map(|tag| title.get(tag)?.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn asked(source: &Value) -> Asked {
        let compiled = survey::model::Definition::compile(source).unwrap();
        let published = json!({"version": 3, "state": "open", "definition": compiled});
        let published: Published = serde_json::from_str(&published.to_string()).unwrap();
        Asked::of(&published).unwrap()
    }

    fn fields(sent: &[(&str, &str)]) -> Vec<(String, String)> {
        sent.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn our_own_survey_is_asked_in_every_language() {
        let asked = asked(&serde_json::from_str(DEFAULTS.survey).unwrap());
        let ids = asked.reasons.as_ref().unwrap().ids().cloned().collect::<Vec<_>>();
        for language in UiLanguage::all() {
            let shown = asked.shown(language, (ids.first(), false));
            assert_eq!((shown.reasons.len(), shown.chosen), (9, Some("too-expensive")));
            for (id, text) in &shown.reasons {
                assert_ne!(id, text, "{}", language.tag());
            }
            assert_eq!(shown.comment.map(|(name, ..)| name), Some("comment"));
            assert_eq!(shown.consent.map(|(name, _)| name), Some("come-back"));
        }
        let swedish = UiLanguage::chosen(Some("sv"), None);
        let shown = asked.shown(swedish, (None, false));
        assert_eq!(shown.title, Some("Vad är främsta skälet till att du säger upp?"));
        assert_eq!(shown.reasons.first(), Some(&("too-expensive", "Det är för dyrt")));
    }

    #[test]
    fn what_is_said_is_a_response() {
        let asked = asked(&serde_json::from_str(DEFAULTS.survey).unwrap());
        let source: Value = serde_json::from_str(DEFAULTS.survey).unwrap();
        let definition = survey::model::Definition::parse(&source).unwrap();
        let reason = asked.reason("service").unwrap();
        assert_eq!(asked.reason("Service"), None);
        let swedish = UiLanguage::chosen(Some("sv"), None);
        for (sent, want) in [
            (vec![("comment", " ")], json!({"reason": "service"})),
            (
                vec![("comment", "Rad ett\r\nrad två"), ("come-back", "true"), ("x", "y")],
                json!({"reason": "service", "comment": "Rad ett\nrad två", "come-back": true}),
            ),
            (vec![("comment", "a\u{7}b")], json!({"reason": "service", "comment": "ab"})),
        ] {
            let answered = asked.answered((&reason, &fields(&sent)), swedish).unwrap();
            let answers = survey::Answers::from(want.as_object().unwrap().clone());
            let flow = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e".parse().unwrap();
            let now = survey::Circumstances::of(flow, &answered.language);
            assert!(definition.check(&answers, now).is_ok(), "it is what the survey takes");
            assert_eq!(*answered.answers.value(), want);
            assert_eq!((answered.version.number(), answered.language.as_str()), (3, "sv"));
        }
    }

    #[test]
    fn a_comment_is_no_longer_than_it_may_be() {
        let asked = asked(&serde_json::from_str(DEFAULTS.survey).unwrap());
        let (id, long) = (asked.reason("service").unwrap(), "å".repeat(3000));
        let sent = fields(&[("comment", &long)]);
        let answered = asked.answered((&id, &sent), UiLanguage::ENGLISH).unwrap();
        let kept = answered.answers.value()["comment"].as_str().unwrap();
        assert_eq!(kept.chars().count(), 2000);
    }

    #[test]
    fn a_survey_that_asks_for_more_or_nothing_holds_up_nobody() {
        let reason = json!({"type": "radiogroup", "name": "reason",
            "choices": [{"value": "a", "text": "A"}]});
        let more = json!({"type": "text", "name": "code", "isRequired": true});
        let wanting = asked(&json!({"pages": [{"name": "p", "elements": [reason, more]}]}));
        let id = wanting.reason("a").unwrap();
        assert!(wanting.answered((&id, &[]), UiLanguage::ENGLISH).is_none());
        let other = asked(&json!({"pages": [{"name": "p", "elements": [more]}]}));
        assert_eq!(other.shown(UiLanguage::ENGLISH, (None, false)).title, None);
        assert_eq!(other.reason("a"), None);
    }
}
