//! What a browser needs to do at once what an [`Interview`] does: the logic of a survey as data.
//!
//! It is the definition in the respondent's language, without what only the page or the server
//! shows. Expressions are trees, each once, named by their places; what says nothing is left out.
//! `widget/src/logic/model.ts` has the names.

mod kinds;
mod parts;
mod survey;

use expression::{Dependency, Expression};
use serde_json::{Map, Value};

use crate::{Interview, LocalizedText};

impl Interview<'_> {
    /// The logic of the survey as data for a browser, in the language that is asked in; nothing if
    /// the survey has none.
    #[must_use]
    pub fn logic(&self) -> Option<Map<String, Value>> {
        let mut writer = Writer::new(self, false);
        let written = writer.survey();
        if !writer.logical {
            return None;
        }
        if !writer.speaks {
            return Some(written);
        }
        // Texts that respondents read for answers stand in it only if something says them.
        Some(Writer::new(self, true).survey())
    }
}

/// Writes the logic of a survey.
struct Writer<'i, 'd> {
    interview: &'i Interview<'d>,
    trees: Vec<Value>,
    /// The places of trees, by the texts of their expressions.
    places: Map<String, Value>,
    /// Whether there was any logic.
    logical: bool,
    /// Whether something says what respondents read for answers.
    speaks: bool,
    /// Whether what is written repeats: what is in a new row or panel is the browser's to say.
    repeats: bool,
}

impl<'i, 'd> Writer<'i, 'd> {
    fn new(interview: &'i Interview<'d>, speaks: bool) -> Self {
        let (trees, places) = (Vec::new(), Map::new());
        Self { interview, trees, places, logical: false, speaks, repeats: false }
    }

    /// The place of an expression's tree.
    fn tree(&mut self, expression: &Expression) -> Value {
        self.logical = true;
        if let Some(place) = self.places.get(expression.text()) {
            return place.clone();
        }
        self.speaks |= expression.dependencies().iter().any(|dependency| match dependency {
            Dependency::Name(name) => name.starts_with('$'),
            Dependency::Question(_) | Dependency::Anything => true,
            Dependency::Container(_) => false,
        });
        let place = Value::from(self.trees.len());
        self.trees.push(expression.to_json());
        self.places.insert(expression.text().to_owned(), place.clone());
        place
    }

    fn expression(&mut self, to: &mut Part, name: &str, expression: Option<&Expression>) {
        if let Some(expression) = expression {
            let tree = self.tree(expression);
            to.put(name, tree);
        }
    }

    /// A text that depends on answers.
    fn piped(&mut self, to: &mut Part, name: &str, text: &LocalizedText) {
        let text = text.pick(self.interview.locale());
        if text.contains('{') {
            (self.logical, self.speaks) = (true, true);
            to.put(name, text);
        }
    }

    /// A text that respondents read for answers, or that depends on some.
    fn spoken(&mut self, to: &mut Part, name: &str, text: &LocalizedText) {
        self.piped(to, name, text);
        if self.speaks {
            to.text(name, text.pick(self.interview.locale()));
        }
    }
}

/// An object that is written.
#[derive(Default)]
struct Part(Map<String, Value>);

impl Part {
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Says that something is so.
    fn flag(&mut self, name: &str, flag: bool) {
        if flag {
            self.put(name, true);
        }
    }

    /// A text that is not empty.
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.put(name, text);
        }
    }

    /// A list that is not empty.
    fn list(&mut self, name: &str, list: Vec<Value>) {
        if !list.is_empty() {
            self.put(name, list);
        }
    }

    /// A value, if there is one.
    fn some(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}
