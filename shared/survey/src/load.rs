//! Reads compiled definitions.

mod dynamic;
mod element;
mod field;
mod logic;
mod media;
mod reader;
mod select;
mod settings;
#[cfg(test)]
mod unchecked;

use serde_json::Value;

use crate::Locale;
use crate::model::{Definition, Element, Question};
use reader::{Loader, Reader};

impl Definition {
    /// Reads a compiled definition: what the compiler gave, kept as it was.
    ///
    /// Nothing is checked again. What another JSON comes to is something or nothing, never a
    /// failure.
    #[must_use]
    pub fn load(compiled: &Value) -> Option<Self> {
        let loader = Loader::new(compiled)?;
        let survey = loader.survey();
        let additions = survey.object("nordsvar");
        let pages: Vec<_> = survey
            .list("pages")
            .iter()
            .enumerate()
            .map(|(index, page)| element::page(page, index + 1))
            .collect();
        if pages.is_empty() {
            return None;
        }
        Some(Self {
            settings: settings::settings(&survey, &additions),
            pages,
            calculated: survey
                .list("calculatedValues")
                .iter()
                .filter_map(logic::calculated)
                .collect(),
            triggers: survey.list("triggers").iter().filter_map(logic::trigger).collect(),
            quotas: additions.list("quotas").iter().map(logic::quota).collect(),
            locales: locales(&survey, &additions),
        })
    }

    /// The questions, in the order in which they are asked; those in panels too, those in dynamic
    /// panels and matrices not.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        let mut questions = Vec::new();
        for page in &self.pages {
            collect(&page.elements, &mut questions);
        }
        questions.into_iter()
    }

    /// The question with this name.
    #[must_use]
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.questions().find(|question| &*question.name == name)
    }
}

fn collect<'a>(elements: &'a [Element], questions: &mut Vec<&'a Question>) {
    for element in elements {
        match element {
            Element::Question(question) => questions.push(question),
            Element::Panel(panel) => collect(&panel.elements, questions),
        }
    }
}

/// The languages of the texts, which the compiler found.
fn locales(survey: &Reader<'_>, additions: &Reader<'_>) -> Vec<Locale> {
    let tags = additions.values("locales");
    let mut locales: Vec<Locale> =
        tags.iter().filter_map(|tag| tag.as_str()?.parse().ok()).collect();
    if locales.is_empty() {
        locales.push(survey.word("locale").parse().unwrap_or_else(|_| Locale::english()));
    }
    locales
}

#[cfg(test)]
mod tests;
