//! Pages, panels and questions.

use core::fmt;
use core::ops::Deref;

use serde_json::{Map, Value, json};

use super::boolean::Boolean;
use super::family::Family;
use super::matrix::Matrix;
use super::problem::DefinitionReason;
use super::rating::Rating;
use super::reader::Reader;
use super::select::{Checkbox, Dropdown, Radiogroup, Ranking};
use super::text::{Comment, Text};
use super::{MAX_DEPTH, MAX_NAME_BYTES, MAX_QUESTIONS};
use crate::LocalizedText;
use crate::form::RESERVED;

/// The name of a question, panel or page: 1 to 128 bytes without control characters and `{}[]`,
/// which does not begin with `nordsvar.`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Name(Box<str>);

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Name {
    /// Reads the name of a question, which it must have.
    fn of_question(reader: &mut Reader<'_, '_>) -> Self {
        let name = Self::read(reader);
        if name.is_none() && reader.take("name").is_none() {
            reader.refuse("name", DefinitionReason::Missing);
        }
        name.unwrap_or_else(|| Self(Box::default()))
    }

    /// Reads the name of a panel. Answers are kept under none, but the two share a namespace.
    fn read(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let name = Self::read_form(reader)?;
        if !reader.survey.names.insert(name.to_string()) {
            reader.refuse("name", DefinitionReason::NameTwice);
        }
        Some(name)
    }

    /// Reads the name of a page, which need not differ from that of a question.
    pub(crate) fn of_page(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let name = Self::read_form(reader)?;
        if !reader.survey.page_names.insert(name.to_string()) {
            reader.refuse("name", DefinitionReason::NameTwice);
        }
        Some(name)
    }

    fn read_form(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let name = reader.string("name")?;
        let good = (1..=MAX_NAME_BYTES).contains(&name.len())
            && !name.chars().any(|c| c.is_control() || "{}[]".contains(c))
            && !name.trim().is_empty();
        if !good {
            reader.refuse("name", DefinitionReason::Name);
        } else if name.starts_with(RESERVED) {
            reader.refuse("name", DefinitionReason::ReservedName);
        }
        Some(Self(name.into()))
    }
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

/// A page of a survey.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Page {
    /// Its name, if it has one.
    pub name: Option<Name>,
    /// Its title; may be empty.
    pub title: LocalizedText,
    /// What stands under the title; may be empty.
    pub description: LocalizedText,
    /// What is on it.
    pub elements: Vec<Element>,
}

/// What stands on a page or in a panel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Element {
    /// A question.
    Question(Box<Question>),
    /// A panel.
    Panel(Panel),
}

/// A group of elements.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Panel {
    /// Its name, if it has one.
    pub name: Option<Name>,
    /// Its title; may be empty.
    pub title: LocalizedText,
    /// What stands under the title; may be empty.
    pub description: LocalizedText,
    /// What is in it.
    pub elements: Vec<Element>,
}

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

/// The types of questions, with what is their own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum QuestionKind {
    /// `text`.
    Text(Text),
    /// `comment`.
    Comment(Comment),
    /// `radiogroup`.
    Radiogroup(Radiogroup),
    /// `checkbox`.
    Checkbox(Checkbox),
    /// `dropdown`.
    Dropdown(Dropdown),
    /// `boolean`.
    Boolean(Boolean),
    /// `rating`.
    Rating(Rating),
    /// `ranking`.
    Ranking(Ranking),
    /// `matrix`.
    Matrix(Matrix),
}

impl QuestionKind {
    /// Reads the properties that a type of question has of its own.
    fn read(word: &str, reader: &mut Reader<'_, '_>) -> Option<Self> {
        Some(match word {
            "text" => Self::Text(Text::read(reader)),
            "comment" => Self::Comment(Comment::read(reader)),
            "radiogroup" => Self::Radiogroup(Radiogroup::read(reader)),
            "checkbox" => Self::Checkbox(Checkbox::read(reader)),
            "dropdown" => Self::Dropdown(Dropdown::read(reader)),
            "boolean" => Self::Boolean(Boolean::read(reader)),
            "rating" => Self::Rating(Rating::read(reader)),
            "ranking" => Self::Ranking(Ranking::read(reader)),
            "matrix" => Self::Matrix(Matrix::read(reader)),
            _ => return None,
        })
    }

    /// SurveyJS's word for the type.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Comment(_) => "comment",
            Self::Radiogroup(_) => "radiogroup",
            Self::Checkbox(_) => "checkbox",
            Self::Dropdown(_) => "dropdown",
            Self::Boolean(_) => "boolean",
            Self::Rating(_) => "rating",
            Self::Ranking(_) => "ranking",
            Self::Matrix(_) => "matrix",
        }
    }

    pub(crate) fn family(&self) -> &dyn Family {
        match self {
            Self::Text(text) => text,
            Self::Comment(comment) => comment,
            Self::Radiogroup(radiogroup) => radiogroup,
            Self::Checkbox(checkbox) => checkbox,
            Self::Dropdown(dropdown) => dropdown,
            Self::Boolean(boolean) => boolean,
            Self::Rating(rating) => rating,
            Self::Ranking(ranking) => ranking,
            Self::Matrix(matrix) => matrix,
        }
    }
}

const TYPES: &str =
    "text, comment, radiogroup, checkbox, dropdown, boolean, rating, ranking, matrix, panel";

/// Properties that say where and how wide an element stands.
const LAYOUT: [&str; 12] = [
    "width",
    "minWidth",
    "maxWidth",
    "colSpan",
    "startWithNewLine",
    "indent",
    "innerIndent",
    "descriptionLocation",
    "errorLocation",
    "questionErrorLocation",
    "questionTitleWidth",
    "allowAdaptiveActions",
];

/// Reads what is the same for pages, panels and questions.
pub(crate) fn read_common(reader: &mut Reader<'_, '_>) {
    reader.looks(&LAYOUT);
    reader.looks(&["showNumber", "hideNumber", "randomize", "randomizeCategory"]);
    reader.only(&[("visible", json!(true)), ("readOnly", json!(false))]);
}

/// Reads what is the same for pages and panels.
pub(crate) fn read_group_common(reader: &mut Reader<'_, '_>) {
    read_common(reader);
    reader.looks(&["questionTitleLocation", "showQuestionNumbers"]);
    let order = reader.name_in_use(&["questionOrder", "questionsOrder"]);
    if reader.take(order) != Some(&json!("initial")) {
        reader.only(&[(order, json!("default"))]);
    }
    if reader.take("state") != Some(&json!("expanded")) {
        reader.only(&[("state", json!("default"))]);
    }
    reader.only(&[("isRequired", json!(false))]);
}

/// Reads the elements of a page or a panel; `depth` is in how many panels they stand.
pub(crate) fn read_elements(reader: &mut Reader<'_, '_>, depth: usize) -> Vec<Element> {
    let name = reader.name_in_use(&["elements", "questions"]);
    let items = reader.list(name);
    if depth > MAX_DEPTH && !items.is_empty() {
        reader.refuse(name, DefinitionReason::TooDeep { max: MAX_DEPTH });
        return Vec::new();
    }
    let list = reader.at(name);
    let mut elements = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let path = format!("{list}[{index}]");
        let read =
            Reader::new(item, path, reader.survey).and_then(|inner| read_element(inner, depth));
        elements.extend(read);
    }
    elements
}

fn read_element(mut inner: Reader<'_, '_>, depth: usize) -> Option<Element> {
    let reader = &mut inner;
    let given = reader.take("type").is_some();
    let Some(word) = reader.string("type") else {
        if !given {
            reader.refuse("type", DefinitionReason::Missing);
        }
        return None;
    };
    let element = if word == "panel" {
        Some(Element::Panel(read_panel(reader, depth)))
    } else {
        read_question(word, reader).map(|question| Element::Question(Box::new(question)))
    };
    // Of what is of no known type, no property can be told to be wrong.
    if element.is_some() {
        inner.finish();
    }
    element
}

fn read_panel(reader: &mut Reader<'_, '_>, depth: usize) -> Panel {
    read_group_common(reader);
    Panel {
        name: Name::read(reader),
        title: reader.text("title"),
        description: reader.text("description"),
        elements: read_elements(reader, depth + 1),
    }
}

fn read_question(word: &str, reader: &mut Reader<'_, '_>) -> Option<Question> {
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
    reader.only(&[(comment, json!(false))]);
    if reader.take("state") != Some(&json!("expanded")) {
        reader.only(&[("state", json!("default"))]);
    }
    let as_radio = matches!(kind, QuestionKind::Boolean(_))
        && reader.take("renderAs") == Some(&json!("radio"));
    if !as_radio {
        reader.only(&[("renderAs", json!("default"))]);
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

impl Element {
    /// The element as it stands in a definition.
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Question(question) => question.to_json(),
            Self::Panel(panel) => {
                let Panel { name, title, description, elements } = panel;
                let mut members = group_members(name.as_ref(), title, description, elements);
                members.insert("type".to_owned(), json!("panel"));
                Value::Object(members)
            }
        }
    }

    /// Adds the element's questions, in order.
    pub(crate) fn collect<'a>(&'a self, questions: &mut Vec<&'a Question>) {
        match self {
            Self::Question(question) => questions.push(question),
            Self::Panel(panel) => panel.elements.iter().for_each(|inner| inner.collect(questions)),
        }
    }
}

impl Page {
    pub(crate) fn to_json(&self) -> Value {
        let Self { name, title, description, elements } = self;
        Value::Object(group_members(name.as_ref(), title, description, elements))
    }
}

fn group_members(
    name: Option<&Name>,
    title: &LocalizedText,
    description: &LocalizedText,
    elements: &[Element],
) -> Map<String, Value> {
    let mut members = Map::new();
    members.extend(name.map(|name| ("name".to_owned(), json!(&**name))));
    for (name, text) in [("title", title), ("description", description)] {
        members.extend(text.to_json().map(|text| (name.to_owned(), text)));
    }
    members.insert("elements".to_owned(), elements.iter().map(Element::to_json).collect());
    members
}

impl Question {
    fn to_json(&self) -> Value {
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
        self.kind.family().write(&mut members);
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
