//! Definitions: what a survey asks.

mod choice;
mod kind;
mod matrix;
mod problem;
mod question;
mod rating;
mod reader;
mod text;
mod words;

use serde_json::Value;

pub use choice::{Choice, ChoiceValue, MultipleChoice, RankingQuestion, SingleChoice};
pub use kind::{BooleanQuestion, CommentQuestion, QuestionKind};
pub use matrix::MatrixQuestion;
pub use problem::{DefinitionProblem, DefinitionReason};
pub use question::{Metric, Question};
pub use rating::{RatingQuestion, RatingStyle};
pub use text::{InputType, TextQuestion};
pub use words::LocalizedText;

use reader::{Limits, Reader, Report};

/// A survey: pages of elements.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    title: Option<LocalizedText>,
    description: Option<LocalizedText>,
    complete_text: Option<LocalizedText>,
    language: String,
    pages: Vec<Page>,
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its heading, if it has one.
    pub title: Option<LocalizedText>,
    /// What stands under the heading.
    pub description: Option<LocalizedText>,
    /// What is asked on it, in order.
    pub elements: Vec<Element>,
}

/// What stands on a page or in a panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    /// A question.
    Question(Box<Question>),
    /// Elements under a heading of their own.
    Panel(Panel),
}

/// Elements under a heading of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Its heading, if it has one.
    pub title: Option<LocalizedText>,
    /// What stands under the heading.
    pub description: Option<LocalizedText>,
    /// What is asked in it, in order.
    pub elements: Vec<Element>,
}

impl Definition {
    /// Reads a definition.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, in the order of the document.
    pub fn parse(json: &Value) -> Result<Self, Vec<DefinitionProblem>> {
        let report = Report::default();
        let read = Reader::root(json, &report).and_then(|reader| Self::read(reader, &report));
        let problems = report.into_problems();
        match read {
            Some(definition) if problems.is_empty() => Ok(definition),
            _ => Err(problems),
        }
    }

    fn read(mut reader: Reader<'_>, report: &Report) -> Option<Self> {
        let language = reader.language("locale").unwrap_or_else(|| "en".to_owned());
        let title = reader.words("title");
        let description = reader.words("description");
        let complete_text = reader.words("completeText");
        let mut limits = Limits::default();
        let pages = match reader.list("pages") {
            Some(pages) => {
                pages.into_iter().filter_map(|page| Page::read(page, &mut limits)).collect()
            }
            // A survey of one page may name its elements without naming the page.
            None => vec![Page {
                title: None,
                description: None,
                elements: elements(&mut reader, &mut limits, 1),
            }],
        };
        let definition = Self { title, description, complete_text, language, pages };
        // Questions that could not be read have been reported already.
        if definition.questions().next().is_none() && report.is_empty() {
            reader.refuse("pages", DefinitionReason::NoQuestions);
        }
        reader.finish();
        limits.report(report);
        Some(definition)
    }

    /// The survey's heading.
    #[must_use]
    pub const fn title(&self) -> Option<&LocalizedText> {
        self.title.as_ref()
    }

    /// What stands under the heading.
    #[must_use]
    pub const fn description(&self) -> Option<&LocalizedText> {
        self.description.as_ref()
    }

    /// What the button that sends the answers says, where the survey says it.
    #[must_use]
    pub const fn complete_text(&self) -> Option<&LocalizedText> {
        self.complete_text.as_ref()
    }

    /// The language of texts that name none.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The pages, in order.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Every question, in the order of the document.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        let mut found = Vec::new();
        for page in &self.pages {
            collect(&page.elements, &mut found);
        }
        found.into_iter()
    }

    /// The languages the survey can be answered in: its own first, then the others by name.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        let mut named = Vec::new();
        let own = [&self.title, &self.description, &self.complete_text];
        own.into_iter().flatten().for_each(|words| named.extend(words.languages()));
        for page in &self.pages {
            let own = [&page.title, &page.description];
            own.into_iter().flatten().for_each(|words| named.extend(words.languages()));
        }
        for question in self.questions() {
            named.extend(question.title.iter().flat_map(LocalizedText::languages));
        }
        named.sort_unstable();
        named.dedup();
        let others = named.into_iter().filter(|language| *language != self.language);
        core::iter::once(self.language.as_str()).chain(others).collect()
    }
}

fn collect<'a>(elements: &'a [Element], found: &mut Vec<&'a Question>) {
    for element in elements {
        match element {
            Element::Question(question) => found.push(question),
            Element::Panel(panel) => collect(&panel.elements, found),
        }
    }
}

impl Page {
    fn read(mut reader: Reader<'_>, limits: &mut Limits) -> Option<Self> {
        // A page's name is SurveyJS's way to point at it; nothing here does.
        let _ = reader.optional_text("name");
        let title = reader.words("title");
        let description = reader.words("description");
        let elements = elements(&mut reader, limits, 1);
        reader.finish();
        Some(Self { title, description, elements })
    }
}

/// The elements of a survey, a page or a panel, `depth` levels down.
fn elements(reader: &mut Reader<'_>, limits: &mut Limits, depth: usize) -> Vec<Element> {
    // `questions` is what SurveyJS called `elements` before it had panels.
    let listed = reader.list("elements").or_else(|| reader.list("questions"));
    let read = listed.into_iter().flatten();
    read.filter_map(|element| Element::read(element, limits, depth)).collect()
}

impl Element {
    fn read(mut reader: Reader<'_>, limits: &mut Limits, depth: usize) -> Option<Self> {
        let kind = reader.required_text("type")?;
        if kind != "panel" {
            return Question::read(reader, &kind, limits).map(Box::new).map(Self::Question);
        }
        if !limits.may_nest(&reader, depth) {
            return None;
        }
        let _ = reader.optional_text("name");
        let title = reader.words("title");
        let description = reader.words("description");
        let elements = elements(&mut reader, limits, depth + 1);
        reader.finish();
        Some(Self::Panel(Panel { title, description, elements }))
    }
}

#[cfg(test)]
mod tests;
