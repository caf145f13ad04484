//! What is the same for all questions.

use serde_json::{Map, Value, json};

use super::MAX_QUESTIONS;
use super::element::read_common;
use super::kind::{QuestionKind, TYPES};
use super::name::Name;
use super::only::Only;
use super::problem::DefinitionReason;
use super::reader::Reader;
use crate::LocalizedText;

/// A question.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Question {
    /// Its name, under which its answers are kept.
    pub name: Name,
    /// What is asked; if empty, the name.
    pub title: LocalizedText,
    /// Whether the title is in sight.
    pub title_display: TitleDisplay,
    /// What stands under the title; may be empty.
    pub description: LocalizedText,
    /// Whether there must be an answer.
    pub presence: Presence,
    /// What is said when there must be one and there is none; empty for our own words.
    pub required_error_text: LocalizedText,
    /// What it measures.
    pub metric: Option<Metric>,
    /// Whether it asks for personal data.
    pub sensitivity: Sensitivity,
    /// What kind of question it is.
    pub kind: QuestionKind,
}

/// Whether there must be an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Presence {
    /// There may be none.
    Optional,
    /// There must be one.
    Required,
}

impl Presence {
    pub(crate) const fn from_flag(flag: Option<bool>) -> Self {
        match flag {
            Some(true) => Self::Required,
            Some(false) | None => Self::Optional,
        }
    }
}

/// Whether a title is in sight. One that is not still names the question to screen readers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TitleDisplay {
    /// It is.
    Shown,
    /// It is not: `titleLocation: hidden`.
    Hidden,
}

/// What a question measures, for reports.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Metric {
    /// Net Promoter Score: would you recommend, from 0 to 10.
    NetPromoterScore,
    /// Customer Satisfaction.
    CustomerSatisfaction,
    /// Customer Effort Score.
    CustomerEffort,
}

const METRICS: [(&str, Metric); 3] = [
    ("nps", Metric::NetPromoterScore),
    ("csat", Metric::CustomerSatisfaction),
    ("ces", Metric::CustomerEffort),
];

/// Whether a question asks for personal data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Sensitivity {
    /// Nothing says so.
    Ordinary,
    /// It does.
    Personal,
}

pub(crate) fn read_question(word: &str, reader: &mut Reader<'_, '_>) -> Option<Question> {
    let Some(kind) = QuestionKind::read(word, reader) else {
        reader.refuse("type", DefinitionReason::NotAWord { wanted: TYPES.to_owned() });
        return None;
    };
    reader.survey.questions += 1;
    if reader.survey.questions == MAX_QUESTIONS + 1 {
        let what = "questions";
        reader.survey.refuse("$", DefinitionReason::TooMany { max: MAX_QUESTIONS, what });
    }
    read_common(reader);
    read_question_defaults(&kind, reader);
    let (metric, sensitivity) = read_additions(&kind, reader);
    Some(Question {
        name: Name::of_question(reader),
        title: reader.text("title"),
        title_display: read_title_display(reader),
        description: reader.text("description"),
        presence: Presence::from_flag(reader.flag("isRequired")),
        required_error_text: reader.text("requiredErrorText"),
        metric,
        sensitivity,
        kind,
    })
}

/// Takes properties of questions that are supported with SurveyJS's default alone.
fn read_question_defaults(kind: &QuestionKind, reader: &mut Reader<'_, '_>) {
    let comment = reader.name_in_use(&["showCommentArea", "hasComment"]);
    reader.only(&[(comment, Only::Flag(false))]);
    if reader.take("state").and_then(Value::as_str) != Some("expanded") {
        reader.only(&[("state", Only::Word("default"))]);
    }
    let as_radio = matches!(kind, QuestionKind::Boolean(_))
        && reader.take("renderAs").and_then(Value::as_str) == Some("radio");
    if !as_radio {
        reader.only(&[("renderAs", Only::Word("default"))]);
    }
}

fn read_title_display(reader: &mut Reader<'_, '_>) -> TitleDisplay {
    const PLACES: [(&str, TitleDisplay); 5] = [
        ("default", TitleDisplay::Shown),
        ("top", TitleDisplay::Shown),
        ("bottom", TitleDisplay::Shown),
        ("left", TitleDisplay::Shown),
        ("hidden", TitleDisplay::Hidden),
    ];
    reader.word("titleLocation", &PLACES).unwrap_or(TitleDisplay::Shown)
}

/// Reads our own additions, which stand under `nordsvar`.
fn read_additions(
    kind: &QuestionKind,
    reader: &mut Reader<'_, '_>,
) -> (Option<Metric>, Sensitivity) {
    let at = reader.at("nordsvar");
    let Some(value) = reader.take("nordsvar") else { return (None, Sensitivity::Ordinary) };
    let Some(mut inner) = Reader::new(value, at, reader.survey) else {
        return (None, Sensitivity::Ordinary);
    };
    let metric = inner.word("metric", &METRICS);
    if let Some(wanted) = metric.and_then(|metric| unmet(metric, kind)) {
        inner.refuse("metric", DefinitionReason::Metric { wanted });
    }
    let sensitivity = match inner.flag("personal") {
        Some(true) => Sensitivity::Personal,
        Some(false) | None => Sensitivity::Ordinary,
    };
    inner.finish();
    (metric, sensitivity)
}

/// What a metric needs and this kind of question is not.
fn unmet(metric: Metric, kind: &QuestionKind) -> Option<&'static str> {
    match (metric, kind) {
        (Metric::NetPromoterScore, QuestionKind::Rating(rating)) if rating.is_zero_to_ten() => None,
        (Metric::NetPromoterScore, _) => Some("a rating from 0 to 10"),
        (Metric::CustomerSatisfaction | Metric::CustomerEffort, QuestionKind::Rating(_)) => None,
        (Metric::CustomerSatisfaction | Metric::CustomerEffort, _) => Some("a rating"),
    }
}

impl Question {
    pub(crate) fn to_json(&self) -> Value {
        let mut members = Map::new();
        members.insert("type".to_owned(), json!(self.kind.word()));
        members.insert("name".to_owned(), json!(&*self.name));
        for (name, text) in [
            ("title", &self.title),
            ("description", &self.description),
            ("requiredErrorText", &self.required_error_text),
        ] {
            members.extend(text.to_json().map(|text| (name.to_owned(), text)));
        }
        match self.title_display {
            TitleDisplay::Shown => {}
            TitleDisplay::Hidden => {
                members.insert("titleLocation".to_owned(), json!("hidden"));
            }
        }
        match self.presence {
            Presence::Optional => {}
            Presence::Required => {
                members.insert("isRequired".to_owned(), json!(true));
            }
        }
        members.extend(self.additions().map(|additions| ("nordsvar".to_owned(), additions)));
        self.kind.written().write(&mut members);
        Value::Object(members)
    }

    fn additions(&self) -> Option<Value> {
        let mut members = Map::new();
        let metric = METRICS.iter().find(|(_, metric)| Some(*metric) == self.metric);
        members.extend(metric.map(|(word, _)| ("metric".to_owned(), json!(word))));
        match self.sensitivity {
            Sensitivity::Ordinary => {}
            Sensitivity::Personal => {
                members.insert("personal".to_owned(), json!(true));
            }
        }
        (!members.is_empty()).then_some(Value::Object(members))
    }
}
