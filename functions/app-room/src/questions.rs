//! What a survey's questions and their values are called, in the reader's language.

use ::survey::SurveyId;
use serde_json::{Map, Value};

use crate::visit::Visit;

/// How deep panels are looked into.
const MAX_DEPTH: u32 = 8;

/// The most values of a scale that stand in a table though nobody chose them.
const MAX_SCALE: i64 = 20;

/// A question, of which there may be figures.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Question {
    /// The name under which its answers are kept.
    pub(crate) name: String,
    pub(crate) title: String,
    /// Its values, and what each is called.
    pub(crate) values: Vec<(String, String)>,
    /// The least and the greatest of them, where they are a scale.
    pub(crate) scale: Scale,
}

impl Question {
    /// One of which nothing but its name is known.
    pub(crate) fn unknown(name: &str) -> Self {
        let (name, title) = (name.to_owned(), name.to_owned());
        Self { name, title, values: Vec::new(), scale: None }
    }

    /// An answer in words.
    pub(crate) fn said(&self, answer: &Value) -> String {
        match answer {
            Value::Array(several) => {
                several.iter().map(|one| self.said(one)).collect::<Vec<_>>().join(", ")
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Object(_) => {
                let Some(key) = key(answer) else { return answer.to_string() };
                let named = self.values.iter().find(|(value, _)| *value == key);
                named.map_or(key, |(_, label)| label.clone())
            }
        }
    }
}

/// What a survey asks. Whoever may not read it sees its questions by their names.
pub(crate) async fn of(visit: &Visit<'_>, survey: &SurveyId) -> Vec<Question> {
    let detail = visit.room.storage.read_survey(survey).await.ok();
    let survey = detail.and_then(|detail| serde_json::from_str(detail.definition.get()).ok());
    questions(&survey.unwrap_or_default(), visit.room.language.tag())
}

/// Answers in words, each with what was asked, in the order in which it was; what nothing asks for stands behind, by its name.
pub(crate) fn answered(questions: &[Question], json: &str) -> Vec<(String, String)> {
    let mut answers: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
    let asked = questions.iter().filter_map(|one| {
        let answer = answers.remove(&one.name)?;
        Some((one.title.clone(), one.said(&answer)))
    });
    let mut said: Vec<_> = asked.collect();
    let others = answers.into_iter();
    said.extend(others.map(|(name, answer)| {
        let text = Question::unknown(&name).said(&answer);
        (name, text)
    }));
    said
}

/// The questions of a definition as it was saved, in its order.
fn questions(survey: &Value, tag: &str) -> Vec<Question> {
    let mut found = Vec::new();
    let pages = survey.get("pages").and_then(Value::as_array);
    for page in pages.map_or(core::slice::from_ref(survey), Vec::as_slice) {
        collect(page, tag, MAX_DEPTH, &mut found);
    }
    found
}

fn collect(group: &Value, tag: &str, depth: u32, found: &mut Vec<Question>) {
    let Some(left) = depth.checked_sub(1) else { return };
    for element in group.get("elements").and_then(Value::as_array).into_iter().flatten() {
        if element.get("type").and_then(Value::as_str) == Some("panel") {
            collect(element, tag, left, found);
        } else if let Some(question) = question(element, tag)
            && !found.iter().any(|known| known.name == question.name)
        {
            found.push(question);
        }
    }
}

fn question(element: &Value, tag: &str) -> Option<Question> {
    let own = element.get("name").and_then(Value::as_str)?;
    let name = element.get("valueName").and_then(Value::as_str).unwrap_or(own);
    let title = text(element.get("title"), tag).unwrap_or_else(|| own.to_owned());
    let kind = element.get("type").and_then(Value::as_str)?;
    let (values, scale) = match kind {
        "rating" => rating(element, tag),
        "boolean" => (boolean(element, tag), None),
        _ => (listed(element.get("choices"), tag), None),
    };
    Some(Question { name: name.to_owned(), title, values, scale })
}

/// A text, or texts by language.
fn text(value: Option<&Value>, tag: &str) -> Option<String> {
    let text = match value? {
        Value::String(text) => Some(text.as_str()),
        Value::Object(texts) => {
            let named = [tag, "default", "en"].iter().find_map(|tag| texts.get(*tag));
            named.or_else(|| texts.values().next()).and_then(Value::as_str)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    };
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A value as it is counted.
fn key(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn listed(choices: Option<&Value>, tag: &str) -> Vec<(String, String)> {
    let items = choices.and_then(Value::as_array).into_iter().flatten();
    let read = items.filter_map(|item| {
        let value = key(item.get("value").unwrap_or(item))?;
        let label = text(item.get("text"), tag).unwrap_or_else(|| value.clone());
        Some((value, label))
    });
    read.collect()
}

/// The ends of a scale.
type Scale = Option<(f64, f64)>;

fn rating(element: &Value, tag: &str) -> (Vec<(String, String)>, Scale) {
    let mut values = listed(element.get("rateValues"), tag);
    if values.is_empty() {
        let end = |name, usual| element.get(name).and_then(Value::as_i64).unwrap_or(usual);
        // A count of values says where a scale ends that says nothing else.
        let count = element.get("rateCount").and_then(Value::as_i64);
        let least = end("rateMin", 1);
        let most = end("rateMax", count.map_or(5, |count| least.saturating_add(count) - 1));
        let step = end("rateStep", 1).max(1);
        let mut value = least;
        while value <= most && value.saturating_sub(least) <= MAX_SCALE.saturating_mul(step) {
            values.push((value.to_string(), value.to_string()));
            value = value.saturating_add(step);
        }
    }
    // Whole ones alone: what reads others is more code than the rest of this.
    let number =
        |(value, _): &(String, String)| value.parse().ok().map(|whole: i32| f64::from(whole));
    let numbers: Option<Vec<f64>> = values.iter().map(number).collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty());
    let scale = numbers.map(|numbers| {
        numbers
            .iter()
            .fold((f64::MAX, f64::MIN), |(low, high), one| (low.min(*one), high.max(*one)))
    });
    (values, scale)
}

fn boolean(element: &Value, tag: &str) -> Vec<(String, String)> {
    let one = |value, label, usual: bool| {
        let value = element.get(value).and_then(key).unwrap_or_else(|| usual.to_string());
        let words = match (tag, usual) {
            ("sv", true) => "Ja",
            ("sv", false) => "Nej",
            (_, true) => "Yes",
            (_, false) => "No",
        };
        let label = text(element.get(label), tag).unwrap_or_else(|| words.to_owned());
        (value, label)
    };
    vec![one("valueTrue", "labelTrue", true), one("valueFalse", "labelFalse", false)]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn questions_are_called_as_they_are_asked() {
        let survey = json!({"pages": [
            {"name": "a", "elements": [
                {"type": "rating", "name": "overall", "title": {"en": "How was it?", "sv": "Hur var det?"}},
                {"type": "panel", "name": "p", "elements": [
                    {"type": "radiogroup", "name": "found", "choices": [
                        "yes", {"value": 2, "text": {"en": "Two", "sv": "Två"}}]},
                ]},
            ]},
            {"name": "b", "elements": [
                {"type": "boolean", "name": "again", "valueName": "once-more", "labelTrue": "Oh yes"},
                {"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10},
                {"type": "rating", "name": "words", "rateValues": ["bad", "good"]},
                {"type": "rating", "name": "overall"},
            ]},
        ]});
        let told = |tag| -> Vec<String> {
            let all = questions(&survey, tag);
            all.iter().map(|one| format!("{} {}", one.name, one.title)).collect()
        };
        assert_eq!(
            told("sv"),
            ["overall Hur var det?", "found found", "once-more again", "nps nps", "words words"]
        );
        let all = questions(&survey, "en");
        let pair = |value: &str, label: &str| (value.to_owned(), label.to_owned());
        assert_eq!(all[0].scale, Some((1.0, 5.0)));
        assert_eq!(all[1].values, [pair("yes", "yes"), pair("2", "Two")]);
        assert_eq!(all[2].values, [pair("true", "Oh yes"), pair("false", "No")]);
        assert_eq!((all[3].values.len(), all[3].scale), (11, Some((0.0, 10.0))));
        assert_eq!((all[4].values.len(), all[4].scale), (2, None));
    }

    #[test]
    fn answers_are_said_in_words() {
        let asked = questions(
            &json!({"elements": [
                {"type": "checkbox", "name": "which", "title": "Which?", "choices": [
                    {"value": "a", "text": "The first"}, "b"]},
                {"type": "boolean", "name": "again", "title": "Again?"},
                {"type": "comment", "name": "more", "title": "More?"},
                {"type": "rating", "name": "unasked"},
            ]}),
            "en",
        );
        let said = answered(
            &asked,
            r#"{"more":"Bra <b>","again":true,"which":["a","b"],"old":[2,{"x":1}]}"#,
        );
        let want = [
            ("Which?", "The first, b"),
            ("Again?", "Yes"),
            ("More?", "Bra <b>"),
            ("old", "2, {\"x\":1}"),
        ];
        assert_eq!(said, want.map(|(asked, said)| (asked.to_owned(), said.to_owned())));
        assert_eq!(answered(&asked, "[]"), []);
    }

    #[test]
    fn what_is_no_survey_has_no_questions() {
        let mut deep = json!({"elements": [{"type": "boolean", "name": "a"}]});
        for _ in 0..20 {
            deep = json!({"elements": [{"type": "panel", "elements": deep["elements"]}]});
        }
        for survey in [json!(null), json!({"elements": 7}), json!({"pages": [7, null]}), deep] {
            assert_eq!(questions(&survey, "en"), [], "{survey}");
        }
        let wide = json!({"elements": [
            {"type": "rating", "name": "a", "rateMin": i64::MIN, "rateMax": i64::MAX}]});
        assert!(questions(&wide, "en")[0].values.len() <= 22);
    }
}
