//! What a flow asks: what its instance's survey asks, as far as a page of reasons can.

use app::why_cancel::{DEFAULTS, ReasonId, Reasons};
use contract::message::{FlowAnswered, Published};
use credential::FlowId;
use page::{CancelQuestions, UiLanguage};
use serde_json::{Map, Value};
use survey::model::Definition;
use survey::{Answers, Circumstances, Locale, ResponseId, Version, choose_locale};

/// How deep panels may stand in panels; definitions are bounded long before.
const DEPTH: u8 = 16;

/// What is asked. A survey of the customer's own that has no reasons asks nothing.
pub(super) struct Asked {
    version: Version,
    definition: Definition,
    reasons: Option<Reasons>,
    /// Names and titles of what asks for a reason, for more, and whether they may be written to.
    reason: Option<Value>,
    comment: Option<(String, Value)>,
    consent: Option<(String, Value)>,
}

impl Asked {
    pub(super) fn of(published: &Published) -> Option<Self> {
        let source: Value = serde_json::from_str(published.definition.get()).ok()?;
        let definition = published.read()?;
        let reasons = Reasons::of(&source).ok();
        let mut asked = Self {
            version: published.version,
            definition,
            reasons,
            reason: None,
            comment: None,
            consent: None,
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
            if name == DEFAULTS.first_question {
                self.reason = Some(title);
            } else if text("type") == "comment" {
                self.comment = Some((name.to_owned(), title));
            } else if name == DEFAULTS.consent_question {
                self.consent = Some((name.to_owned(), title));
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
        let fallback = self.definition.locales.as_slice().first().map_or("en", Locale::as_str);
        let text = |id: &'a ReasonId| {
            let tags = [language.tag(), fallback, "en", "default"];
            tags.into_iter().find_map(|tag| reasons.text(id, tag)).unwrap_or(id.as_str())
        };
        let own = |asked: &'a Option<(String, Value)>| {
            let (name, title) = asked.as_ref()?;
            Some((name.as_str(), in_words(title, (language, fallback)).unwrap_or_default()))
        };
        let title = self.reason.as_ref().and_then(|title| in_words(title, (language, fallback)));
        CancelQuestions {
            title: Some(title.unwrap_or(DEFAULTS.first_question)),
            reasons: reasons.ids().map(|id| (id.as_str(), text(id))).collect(),
            chosen: chosen.map(ReasonId::as_str),
            comment: own(&self.comment),
            consent: own(&self.consent).filter(|(_, title)| !title.is_empty()),
            is_missing,
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
        flow: &FlowId,
        (reason, fields): (&ReasonId, &[(String, String)]),
        language: UiLanguage,
    ) -> Option<FlowAnswered> {
        let response: ResponseId = flow.as_str().parse().ok()?;
        let language = choose_locale(&self.definition, Some(language.tag()), None);
        let value = |name: &str| {
            let found = fields.iter().find(|(field, _)| field == name);
            found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
        };
        let mut answers: Map<String, Value> = Map::new();
        answers.insert(DEFAULTS.first_question.to_owned(), reason.as_str().into());
        if let Some((name, _)) = &self.comment
            && let Some(text) = value(name)
        {
            answers.insert(name.clone(), text.replace("\r\n", "\n").into());
        }
        if let Some((name, _)) = &self.consent
            && value(name) == Some("true")
        {
            answers.insert(name.clone(), true.into());
        }
        let now = Circumstances::of(response, &language);
        let outcome = self.definition.check(&Answers::from(answers), now).ok()?;
        let (version, answers) = (self.version, outcome.answers.into_json());
        Some(FlowAnswered { version, language, answers })
    }
}

/// A title in a language, else in the survey's first, else in English, else in the one that is the same for all.
fn in_words<'a>(title: &'a Value, (language, fallback): (UiLanguage, &str)) -> Option<&'a str> {
    let tags = [language.tag(), fallback, "en", "default"];
    title.as_str().or_else(|| tags.into_iter().find_map(|tag| title.get(tag)?.as_str()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn asked(source: &Value) -> Asked {
        let compiled = Definition::compile(source).unwrap();
        let published = json!({"version": 3, "state": "open", "definition": compiled});
        let published: Published = serde_json::from_str(&published.to_string()).unwrap();
        Asked::of(&published).unwrap()
    }

    fn flow() -> FlowId {
        "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e".parse().unwrap()
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
            assert_eq!(shown.comment.map(|(name, _)| name), Some("comment"));
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
        let reason = asked.reason("service").unwrap();
        assert_eq!(asked.reason("Service"), None);
        let swedish = UiLanguage::chosen(Some("sv"), None);
        for (sent, want) in [
            (vec![("comment", " ")], json!({"reason": "service"})),
            (
                vec![("comment", "Rad ett\r\nrad två"), ("come-back", "true"), ("x", "y")],
                json!({"reason": "service", "comment": "Rad ett\nrad två", "come-back": true}),
            ),
        ] {
            let answered = asked.answered(&flow(), (&reason, &fields(&sent)), swedish).unwrap();
            assert_eq!(*answered.answers.value(), want);
            assert_eq!((answered.version.number(), answered.language.as_str()), (3, "sv"));
        }
    }

    #[test]
    fn a_survey_that_asks_for_more_or_nothing_holds_up_nobody() {
        let reason = json!({"type": "radiogroup", "name": "reason",
            "choices": [{"value": "a", "text": "A"}]});
        let more = json!({"type": "text", "name": "code", "isRequired": true});
        let wanting = asked(&json!({"pages": [{"name": "p", "elements": [reason, more]}]}));
        let id = wanting.reason("a").unwrap();
        assert!(wanting.answered(&flow(), (&id, &[]), UiLanguage::ENGLISH).is_none());
        let other = asked(&json!({"pages": [{"name": "p", "elements": [more]}]}));
        assert_eq!(other.shown(UiLanguage::ENGLISH, (None, false)).title, None);
        assert_eq!(other.reason("a"), None);
    }
}
