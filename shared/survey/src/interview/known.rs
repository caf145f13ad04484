//! What is known of whoever answers before they do, and what a link has chosen for them.

use serde_json::Value;

use super::Interview;
use super::node::value_name;
use crate::judge;
use crate::model::{Question, QuestionKind};

impl<'d> Interview<'d> {
    /// Answers what is known, as default values do: where it is asked, it may be changed.
    pub(super) fn take_known(&mut self) {
        for (id, value) in self.known() {
            self.assign_default(id, value);
        }
    }

    /// Has what is known stand where nobody can answer: in what is hidden, or can only be read.
    /// False if it stood there.
    pub(super) fn hold_known(&mut self) -> bool {
        let mut changed = false;
        for (id, value) in self.known() {
            if !self.in_sight(id) || self.is_read_only(id) {
                changed |= self.assign(id, value);
            }
        }
        changed
    }

    /// Answers a question that has one of several choices as its control would with this value.
    /// The name under which that is kept; nothing if it cannot be answered so.
    pub fn choose(&mut self, question: &str, value: &str) -> Option<&'d str> {
        let (id, value) = self.given(question, value)?;
        let question = self.question(id).filter(|question| has_choices(&question.kind))?;
        if !self.in_sight(id) || self.is_read_only(id) {
            return None;
        }
        let moment = self.topics.now();
        if self.assign(id, value) {
            self.follow(moment);
        }
        Some(value_name(question))
    }

    /// The answer to a question, if it is one that is known from the start.
    pub(crate) fn known_answer(&self, question: &Question) -> Option<&Value> {
        let known = self.circumstances.known.iter().any(|(name, _)| **name == *question.name);
        let id = self.named(&question.name).filter(|_| known)?;
        let same = self.question(id).is_some_and(|own| core::ptr::eq(own, question));
        if same { self.value(id) } else { None }
    }

    /// The questions that something is known of, and what their answers are. What the survey does
    /// not ask, or no control could say, is passed over.
    fn known(&self) -> Vec<(usize, Value)> {
        let known = self.circumstances.known.iter();
        known.filter_map(|(name, text)| self.given(name, text)).collect()
    }

    /// A question outside of rows, and the answer that its field has with a text.
    fn given(&self, name: &str, text: &str) -> Option<(usize, Value)> {
        let id = self.named(name)?;
        let question = self.question(id).filter(|question| *question.name == *name)?;
        let fields = [(name.to_owned(), text.to_owned())];
        let mut said = self.definition.some_answers_from_form(&[question], &fields, &[]);
        let value = said.values.remove(value_name(question)).filter(|_| said.refused.is_empty())?;
        let moment = self.moment(id, question);
        Some((id, judge::shape(&moment.asked(), &value).ok()?))
    }
}

/// Whether a question's answer is one of several choices, so that a link can have it.
const fn has_choices(kind: &QuestionKind) -> bool {
    matches!(
        kind,
        QuestionKind::Rating(_)
            | QuestionKind::Boolean(_)
            | QuestionKind::Radiogroup(_)
            | QuestionKind::Dropdown(_)
            | QuestionKind::Buttongroup(_)
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::Definition;
    use crate::{Answers, Circumstances, Interview};

    fn circumstances(known: &[(&str, &str)]) -> Circumstances {
        let known = known.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Circumstances {
            locale: "en".parse().unwrap(),
            now_ms: 1_795_463_400_123.0,
            seed: 7,
            known: known.collect(),
        }
    }

    fn definition() -> Definition {
        let source = json!({ "elements": [
            { "type": "text", "name": "name" },
            { "type": "text", "name": "order", "visible": false, "clearIfInvisible": "none" },
            { "type": "text", "name": "items", "inputType": "number", "readOnly": true },
            { "type": "text", "name": "gone", "visible": false },
            { "type": "rating", "name": "overall", "visibleIf": "{order} notempty" },
        ] });
        Definition::parse(&source).unwrap()
    }

    const KNOWN: &[(&str, &str)] =
        &[("name", "Åsa"), ("order", "7-1"), ("items", "3"), ("gone", "x"), ("other", "y")];

    #[test]
    fn what_is_known_is_answered_from_the_start() {
        let definition = definition();
        let interview = Interview::start(&definition, circumstances(KNOWN));
        let want = json!({ "name": "Åsa", "order": "7-1", "items": 3, "gone": "x" });
        assert_eq!(interview.answers(), *want.as_object().unwrap());
        let interview = Interview::start(&definition, circumstances(&[("items", "many")]));
        assert_eq!(interview.answers().get("items"), None);
    }

    #[test]
    fn what_nobody_can_answer_stays_what_is_known() {
        let definition = definition();
        for (name, sent, want) in [
            (
                "changed",
                json!({ "name": "Bo", "order": "8", "items": 9, "overall": 4 }),
                json!({ "name": "Bo", "order": "7-1", "items": 3, "overall": 4 }),
            ),
            ("taken away", json!({}), json!({ "order": "7-1", "items": 3 })),
        ] {
            let answers = Answers::from(sent.as_object().unwrap().clone());
            let outcome = definition.check(&answers, circumstances(KNOWN)).unwrap();
            assert_eq!(outcome.answers.members(), want.as_object().unwrap(), "{name}");
        }
    }

    #[test]
    fn a_link_chooses_what_is_offered() {
        let definition = definition();
        for (name, question, value, want) in [
            ("offered", "overall", "4", true),
            ("not offered", "overall", "6", false),
            ("no number", "overall", "<", false),
            ("no choices", "name", "Bo", false),
            ("hidden", "order", "8", false),
            ("unknown", "else", "4", false),
        ] {
            let mut interview = Interview::start(&definition, circumstances(KNOWN));
            let want = want.then_some("overall");
            assert_eq!(interview.choose(question, value), want, "{name}");
            assert_eq!(interview.answers().contains_key("overall"), want.is_some(), "{name}");
        }
        let mut interview = Interview::start(&definition, circumstances(&[]));
        assert_eq!(interview.choose("overall", "4"), None, "out of sight");
    }
}
