//! Names, and where they can be seen.

use serde_json::{Map, Value};

use super::compiler::Compiler;
use super::problem::DefinitionReason;
use super::{MAX_NAME_BYTES, vocabulary};
use crate::form::RESERVED;

/// What parts a name from that of the question it stands in; no name has one.
pub(super) const PART: char = '\n';

/// What the names of pages begin with, which are apart from those of questions.
const PAGES: &str = "\n\n";

/// Names that every object has in JavaScript.
const OF_JAVASCRIPT: [&str; 13] = [
    "__definegetter__",
    "__definesetter__",
    "__lookupgetter__",
    "__lookupsetter__",
    "__proto__",
    "constructor",
    "hasownproperty",
    "isprototypeof",
    "propertyisenumerable",
    "prototype",
    "tolocalestring",
    "tostring",
    "valueof",
];

/// All names of a definition, each with the class of what it names. A name is kept in lower case,
/// since expressions find it so, behind the names of the questions that it stands in.
#[derive(Default)]
pub(super) struct Names {
    known: Map<String, Value>,
    /// Names under which answers are kept, of questions with a `valueName`.
    values: Map<String, Value>,
    /// The names of the questions that what is read now stands in.
    pub(super) scope: String,
}

impl Names {
    /// A name as it is kept, where it stands now.
    pub(super) fn key(&self, name: &str) -> String {
        [&self.scope, name.to_lowercase().as_str()].concat()
    }

    /// Goes into a question; gives the scope to come back to.
    pub(super) fn enter(&mut self, question: &str) -> String {
        let mut inner = self.key(question);
        inner.push(PART);
        core::mem::replace(&mut self.scope, inner)
    }

    pub(super) fn add_value(&mut self, name: &str) {
        self.values.insert(self.key(name), Value::Null);
    }

    /// The class of what has this key.
    pub(super) fn class(&self, key: &str) -> Option<&str> {
        self.known.get(key).and_then(Value::as_str)
    }

    /// Whether answers are kept under this key.
    pub(super) fn is_value(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// Whether there is a page of this name.
    pub(super) fn is_page(&self, name: &str) -> bool {
        self.known.contains_key(&[PAGES, name.to_lowercase().as_str()].concat())
    }

    /// Keeps a name; false if it was there.
    fn add(&mut self, name: &str, class: &str) -> bool {
        let key = if class == "page" {
            [PAGES, name.to_lowercase().as_str()].concat()
        } else {
            self.key(name)
        };
        self.known.insert(key, Value::from(class)).is_none()
    }
}

impl Compiler {
    /// Reads the name of an object of a class.
    pub(super) fn name(&mut self, name: &str, at: &str, class: &vocabulary::Class) {
        if !self.name_form(name, at) {
            return;
        }
        if !self.names.add(name, class.name) {
            self.refuse(at, DefinitionReason::NameTwice);
        }
    }

    /// Whether a text is good as a name, wherever it stands.
    pub(super) fn name_form(&mut self, name: &str, at: &str) -> bool {
        let good = (1..=MAX_NAME_BYTES).contains(&name.len())
            && !name.chars().any(|c| c.is_control() || "{}[]".contains(c))
            && !name.trim().is_empty();
        if !good {
            self.refuse(at, DefinitionReason::Name);
        } else if name.starts_with(RESERVED) || is_of_javascript(name) {
            self.refuse(at, DefinitionReason::ReservedName);
            return false;
        }
        good
    }
}

/// Whether every object of a browser has a member of this name.
pub(super) fn is_of_javascript(name: &str) -> bool {
    OF_JAVASCRIPT.contains(&name.to_lowercase().as_str())
}
