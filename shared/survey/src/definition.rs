//! Definitions: what a survey asks.

mod boolean;
mod choice;
mod element;
mod family;
mod input;
mod kind;
mod matrix;
mod name;
mod only;
mod question;
mod rating;
mod reader;
mod select;
mod settings;
mod text;

use serde_json::{Map, Value};

use crate::compile as problem;
pub use crate::compile::{DefinitionProblem, DefinitionReason};
pub use boolean::{Boolean, BooleanOrder};
pub use choice::{Choice, Choices};
pub use element::{Element, Page, Panel};
pub use input::{Input, LineInput, MomentInput, NumberControl, NumberInput};
pub use kind::QuestionKind;
pub use matrix::{Matrix, RowUniqueness};
pub use name::Name;
pub use question::{Metric, Presence, Question, Sensitivity, TitleDisplay};
pub use rating::{Rating, RatingDisplay, RatingLook};
pub use select::{Checkbox, Dropdown, Radiogroup, Ranking};
pub use settings::{Numbering, ProgressDisplay, Settings};
pub use text::{Comment, Text};

use crate::Locale;
use element::{read_elements, read_group_common};
use only::Only;
use reader::{Reader, Survey};

/// The most questions of a survey, and so the most answers of a response.
pub(crate) const MAX_QUESTIONS: usize = 1000;

/// How deep elements may stand in panels.
pub(crate) const MAX_DEPTH: usize = 16;

/// The longest name of a question, in bytes.
pub(crate) const MAX_NAME_BYTES: usize = 128;

/// What a survey asks: a strict subset of SurveyJS's JSON, read once.
///
/// Whatever has a value of this type can be answered: names are unique, scales have values,
/// bounds can be met.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Definition {
    settings: Settings,
    pages: Vec<Page>,
    locales: Vec<Locale>,
}

impl Definition {
    /// Reads a definition. The caller has bounded its size.
    ///
    /// Properties that only change how SurveyJS looks are taken and mean nothing here. Properties
    /// that mean something that is not supported yet are refused, like those nobody knows.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with paths; after 200 problems the rest is left out.
    pub fn parse(json: &Value) -> Result<Self, Vec<DefinitionProblem>> {
        let mut survey = Survey::default();
        let read = Reader::new(json, "$".to_owned(), &mut survey).map(|mut reader| {
            let settings = Settings::read(&mut reader);
            let pages = read_pages(&mut reader);
            reader.finish();
            (settings, pages)
        });
        if survey.questions == 0 && read.is_some() && survey.is_good() {
            survey.refuse("$", DefinitionReason::NoQuestions);
        }
        match read {
            Some((settings, pages)) if survey.is_good() => {
                let locales = offered(settings.locale.as_ref(), &survey);
                Ok(Self { settings, pages, locales })
            }
            Some(_) | None => Err(survey.into_problems()),
        }
    }

    /// What holds for the whole survey.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The pages, in order. There is at least one.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The questions, in the order in which they are asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.pages.iter().flat_map(Page::questions)
    }

    /// The question with this name.
    #[must_use]
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.questions().find(|question| &*question.name == name)
    }

    /// The languages in which the survey has texts, its own first. There is at least one.
    #[must_use]
    pub fn locales(&self) -> &[Locale] {
        &self.locales
    }

    /// The definition as SurveyJS JSON. Reading it again gives the same definition; what was taken
    /// without meaning anything is left out.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut members = Map::new();
        self.settings.write(&mut members);
        members.insert("pages".to_owned(), self.pages.iter().map(Page::to_json).collect());
        Value::Object(members)
    }
}

fn read_pages(reader: &mut Reader<'_, '_>) -> Vec<Page> {
    let name = reader.name_in_use(&["pages", "elements", "questions"]);
    if name != "pages" {
        let elements = read_elements(reader, 0);
        return vec![Page { elements, ..Page::default() }];
    }
    let items = reader.list(name);
    let list = reader.at(name);
    let mut pages = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let path = format!("{list}[{index}]");
        let Some(mut page) = Reader::new(item, path, reader.survey) else { continue };
        pages.push(read_page(&mut page));
        page.finish();
    }
    pages
}

fn read_page(reader: &mut Reader<'_, '_>) -> Page {
    read_group_common(reader);
    reader.only(&[("showNavigationButtons", Only::Flag(true))]);
    for name in ["navigationTitle", "navigationDescription"] {
        reader.text(name);
    }
    Page {
        name: Name::of_page(reader),
        title: reader.text("title"),
        description: reader.text("description"),
        elements: read_elements(reader, 0),
    }
}

/// The languages of the texts that were read, the survey's own first.
///
/// A text that names no language is in the survey's language, unless some text has that language
/// beside it: then it is in English, which is what SurveyJS takes it for.
fn offered(own: Option<&Locale>, survey: &Survey) -> Vec<Locale> {
    let own = own.cloned().unwrap_or_else(Locale::english);
    let unnamed =
        if survey.beside_default.contains(own.as_str()) { Locale::english() } else { own.clone() };
    let mut all = survey.locales.clone();
    if survey.has_default {
        all.insert(unnamed.into());
    }
    let mut offered = Vec::new();
    if all.remove(own.as_str()) {
        offered.push(own.clone());
    }
    offered.extend(all.iter().filter_map(|tag| tag.parse().ok()));
    if offered.is_empty() {
        offered.push(own);
    }
    offered
}

#[cfg(test)]
mod tests;
