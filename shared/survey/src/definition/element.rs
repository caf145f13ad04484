//! Pages, panels and what stands on them.

use serde_json::{Map, Value, json};

use super::MAX_DEPTH;
use super::name::Name;
use super::only::Only;
use super::problem::DefinitionReason;
use super::question::{Question, read_question};
use super::reader::Reader;
use crate::LocalizedText;

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
    reader.only(&[("visible", Only::Flag(true)), ("readOnly", Only::Flag(false))]);
}

/// Reads what is the same for pages and panels.
pub(crate) fn read_group_common(reader: &mut Reader<'_, '_>) {
    read_common(reader);
    reader.looks(&["questionTitleLocation", "showQuestionNumbers"]);
    let order = reader.name_in_use(&["questionOrder", "questionsOrder"]);
    if reader.take(order).and_then(Value::as_str) != Some("initial") {
        reader.only(&[(order, Only::Word("default"))]);
    }
    if reader.take("state").and_then(Value::as_str) != Some("expanded") {
        reader.only(&[("state", Only::Word("default"))]);
    }
    reader.only(&[("isRequired", Only::Flag(false))]);
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
    /// The page's questions, in order, those in panels included.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        let mut questions = Vec::new();
        self.elements.iter().for_each(|element| element.collect(&mut questions));
        questions.into_iter()
    }

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
