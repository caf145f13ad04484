//! Why somebody leaves: names that never change, under texts that may.

use std::collections::BTreeMap;

use serde_json::Value;

use super::DEFAULTS;
use super::name::name;

name!(
    /// Names a reason in answers and figures: 1 to 64 bytes of `a-z`, `0-9` and `-`.
    ReasonId
);

/// The reasons that a survey lets choose from, in the owner's order, with their texts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reasons(Vec<(ReasonId, Texts)>);

/// What a reason reads, by language; by none where it is the same in all.
type Texts = BTreeMap<Box<str>, Box<str>>;

/// A survey is none that asks why.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvalidReasons {
    /// It has no such question, or one that takes several reasons.
    #[error("needs one question named reason, of type radiogroup, dropdown or buttongroup")]
    NoQuestion,
    /// The question's choices are not values with texts.
    #[error("a reason must be a choice with a value of 1 to 64 of a-z, 0-9 and -")]
    NotAReason,
    /// A reason stands twice.
    #[error("a reason stands twice")]
    Twice,
    /// More than one text is asked for.
    #[error("has more than one comment")]
    Comments,
}

/// What changes with a survey's next version.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ReasonChange {
    /// There was no such reason.
    Added(ReasonId),
    /// There is no such reason any more. What was answered stays.
    Removed(ReasonId),
    /// It reads otherwise in a language that it was already in. If it means something else, it must be a new
    /// reason: figures would mix both.
    Reworded {
        /// Which.
        reason: ReasonId,
        /// In which language; empty for a text that is the same in all.
        language: Box<str>,
    },
}

impl Reasons {
    /// The reasons of a survey, as it is written.
    ///
    /// # Errors
    ///
    /// [`InvalidReasons`] if it asks for none, or for more than one comment.
    pub fn of(survey: &Value) -> Result<Self, InvalidReasons> {
        let mut found = Found::default();
        found.look_at(survey, 0);
        if found.comments > 1 {
            return Err(InvalidReasons::Comments);
        }
        let [Some(choices)] = found.choices.as_slice() else {
            return Err(InvalidReasons::NoQuestion);
        };
        let mut reasons: Vec<(ReasonId, _)> = Vec::new();
        for choice in *choices {
            let (id, texts) = choice_of(choice).ok_or(InvalidReasons::NotAReason)?;
            if reasons.iter().any(|(known, _)| *known == id) {
                return Err(InvalidReasons::Twice);
            }
            reasons.push((id, texts));
        }
        Ok(Self(reasons))
    }

    /// Their names, in the owner's order.
    pub fn ids(&self) -> impl Iterator<Item = &ReasonId> {
        self.0.iter().map(|(id, _)| id)
    }

    /// What a reason reads in a language, or in the one that is the same for all; nothing if it has neither.
    #[must_use]
    pub fn text(&self, reason: &ReasonId, language: &str) -> Option<&str> {
        let texts = self.texts(reason)?;
        texts.get(language).or_else(|| texts.get("")).map(|text| &**text)
    }

    /// What changes if `next` comes after these.
    #[must_use]
    pub fn changes(&self, next: &Self) -> Vec<ReasonChange> {
        let mut changes = Vec::new();
        for (id, texts) in &next.0 {
            let Some(before) = self.texts(id) else {
                changes.push(ReasonChange::Added(id.clone()));
                continue;
            };
            for (language, text) in texts {
                if before.get(language).is_some_and(|was| was != text) {
                    let (reason, language) = (id.clone(), language.clone());
                    changes.push(ReasonChange::Reworded { reason, language });
                }
            }
        }
        let removed = self.ids().filter(|id| next.texts(id).is_none());
        changes.extend(removed.cloned().map(ReasonChange::Removed));
        changes
    }

    fn texts(&self, reason: &ReasonId) -> Option<&Texts> {
        self.0.iter().find(|(id, _)| id == reason).map(|(_, texts)| texts)
    }
}

/// What a survey asks of what concerns us.
#[derive(Default)]
struct Found<'a> {
    /// Of each question of this name its choices, if it takes one of them.
    choices: Vec<Option<&'a [Value]>>,
    comments: usize,
}

impl<'a> Found<'a> {
    /// How deep panels may stand in panels; definitions are bounded long before.
    const DEPTH: u8 = 16;

    fn look_at(&mut self, part: &'a Value, depth: u8) {
        if depth > Self::DEPTH {
            return;
        }
        let lists = ["pages", "elements"].into_iter().filter_map(|list| part.get(list)?.as_array());
        for item in lists.flatten() {
            let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
            self.comments += usize::from(kind == "comment");
            if item.get("name").and_then(Value::as_str) == Some(DEFAULTS.first_question) {
                let single = matches!(kind, "radiogroup" | "dropdown" | "buttongroup");
                let choices = item.get("choices").and_then(Value::as_array).map(Vec::as_slice);
                self.choices.push(choices.filter(|all| single && !all.is_empty()));
            }
            self.look_at(item, depth + 1);
        }
    }
}

fn choice_of(choice: &Value) -> Option<(ReasonId, Texts)> {
    let id = ReasonId::try_from(choice.get("value")?.as_str()?).ok()?;
    let texts = match choice.get("text")? {
        Value::String(text) => BTreeMap::from([("".into(), text.as_str().into())]),
        Value::Object(texts) => texts
            .iter()
            .map(|(language, text)| Some((language.as_str().into(), text.as_str()?.into())))
            .collect::<Option<_>>()?,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => return None,
    };
    Some((id, texts))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn survey(choices: &Value) -> Value {
        json!({"pages": [{"name": "p", "elements": [
            {"type": "panel", "name": "inner", "elements": [
                {"type": "radiogroup", "name": "reason", "choices": choices},
            ]},
            {"type": "comment", "name": "comment"},
        ]}]})
    }

    #[test]
    fn surveys_that_ask_why() {
        let other = json!({"elements": [{"type": "checkbox", "name": "reason", "choices": [{"value": "a", "text": "A"}]}]});
        let mut chatty = survey(&json!([{"value": "a", "text": "A"}]));
        chatty["elements"] = json!([{"type": "comment", "name": "more"}]);
        for (name, survey, want) in [
            ("default", serde_json::from_str(DEFAULTS.survey).unwrap(), Ok(9)),
            ("one", survey(&json!([{"value": "a", "text": "A"}])), Ok(1)),
            ("several at once", other, Err(InvalidReasons::NoQuestion)),
            ("no question", json!({"pages": []}), Err(InvalidReasons::NoQuestion)),
            ("no choices", survey(&json!([])), Err(InvalidReasons::NoQuestion)),
            (
                "no name",
                survey(&json!([{"value": "A b", "text": "A"}])),
                Err(InvalidReasons::NotAReason),
            ),
            ("no text", survey(&json!(["a"])), Err(InvalidReasons::NotAReason)),
            (
                "twice",
                survey(&json!([{"value": "a", "text": "A"}, {"value": "a", "text": "B"}])),
                Err(InvalidReasons::Twice),
            ),
            ("two comments", chatty, Err(InvalidReasons::Comments)),
            ("no survey", json!(7), Err(InvalidReasons::NoQuestion)),
        ] {
            assert_eq!(Reasons::of(&survey).map(|reasons| reasons.ids().count()), want, "{name}");
        }
    }

    #[test]
    fn what_changes_is_told() {
        let of = |choices: &Value| Reasons::of(&survey(choices)).unwrap();
        let before = of(&json!([
            {"value": "price", "text": {"sv": "För dyrt", "en": "Too expensive"}},
            {"value": "gone", "text": "Gone"},
        ]));
        let after = of(&json!([
            {"value": "new", "text": "New"},
            {"value": "price", "text": {"sv": "För dyrt", "en": "The price went up", "da": "For dyrt"}},
        ]));
        let id = |raw: &str| ReasonId::try_from(raw).unwrap();
        assert_eq!(
            before.changes(&after),
            [
                ReasonChange::Added(id("new")),
                ReasonChange::Reworded { reason: id("price"), language: "en".into() },
                ReasonChange::Removed(id("gone")),
            ]
        );
        assert_eq!(before.changes(&before), []);
        assert_eq!(before.text(&id("price"), "sv"), Some("För dyrt"));
        assert_eq!(before.text(&id("gone"), "sv"), Some("Gone"));
        assert_eq!(before.text(&id("price"), "fi"), None);
    }
}
