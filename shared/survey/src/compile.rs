//! Checks definitions and gives what is loaded of them.

mod choices;
mod circle;
mod compiler;
mod links;
mod markup;
mod names;
mod problem;
mod rules;
mod schema;
mod targets;
mod theme;
mod untranslated;
mod value;
pub mod vocabulary;
mod walk;

use serde_json::{Map, Value};

pub use problem::{DefinitionProblem, DefinitionReason, Scheme};
pub use schema::{json_schema, json_schema_text};
pub use theme::{Colour, InvalidColour, Palette, palettes};
pub use untranslated::Untranslated;

use crate::model::Definition;
use compiler::Compiler;

/// The most questions of a survey, and so the most answers of a response.
pub(crate) const MAX_QUESTIONS: usize = 1000;

/// How deep elements may stand in panels.
pub(crate) const MAX_DEPTH: usize = 16;

/// The longest name of a question, in bytes.
pub(crate) const MAX_NAME_BYTES: usize = 128;

/// A definition that was compiled, and what its author may want to know of it.
#[derive(Clone, Debug)]
pub struct Review {
    /// The compiled definition.
    pub compiled: Value,
    /// Texts that are not there in all of the survey's languages; after 200 the rest is left out.
    pub untranslated: Vec<Untranslated>,
    /// What of its theme cannot be read by everybody: a survey with such colours is not published.
    pub faint: Vec<DefinitionProblem>,
}

impl Definition {
    /// Compiles a definition's source. The caller has bounded its size.
    ///
    /// The result is a SurveyJS document of the same meaning: properties have the names they have
    /// today, and what only changes how SurveyJS looks, or says what holds anyway, is left out.
    /// Under `nordsvar.trees` it has the expressions that were read, under `nordsvar.locales` the
    /// languages, and under `nordsvar.sheet` the style sheet of a theme.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with paths; after 200 problems the rest is left out.
    pub fn compile(source: &Value) -> Result<Value, Vec<DefinitionProblem>> {
        Self::review(source).map(|review| review.compiled)
    }

    /// Compiles a definition's source, and says what its author may want to know of it.
    ///
    /// # Errors
    ///
    /// Those of [`Self::compile`].
    pub fn review(source: &Value) -> Result<Review, Vec<DefinitionProblem>> {
        let mut compiler = Compiler::default();
        let mut members = compiler.object(source, "$", &vocabulary::SURVEY, None);
        if compiler.is_good() && compiler.questions == 0 {
            compiler.refuse("$", DefinitionReason::NoQuestions);
        }
        compiler.check_targets();
        compiler.check_circles();
        if !compiler.is_good() {
            return Err(compiler.into_problems());
        }
        let own = members.get("locale").and_then(Value::as_str);
        let locales = compiler.offered(own);
        let untranslated = compiler.lacking(own, &locales);
        let theme = compiler.theme.take();
        let (sheet, faint) = theme.map(|theme| (theme.sheet, theme.faint)).unzip();
        let trees = compiler.into_trees();
        let additions = members.entry("nordsvar").or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(additions) = additions {
            additions.insert("locales".to_owned(), Value::Array(locales));
            additions.insert("trees".to_owned(), Value::Object(trees));
            additions.extend(sheet.map(|sheet| ("sheet".to_owned(), Value::String(sheet))));
        }
        let faint = faint.unwrap_or_default();
        Ok(Review { compiled: Value::Object(members), untranslated, faint })
    }

    /// Compiles and loads a definition's source. The caller has bounded its size.
    ///
    /// # Errors
    ///
    /// Those of [`Self::compile`].
    pub fn parse(source: &Value) -> Result<Self, Vec<DefinitionProblem>> {
        let compiled = Self::compile(source)?;
        Self::load(&compiled).ok_or_else(|| {
            vec![DefinitionProblem { path: "$".to_owned(), reason: DefinitionReason::NoQuestions }]
        })
    }

    /// A compiled definition as a source, which compiles to the same again.
    #[must_use]
    pub fn print(compiled: &Value) -> Value {
        let mut printed = compiled.clone();
        if let Some(members) = printed.as_object_mut() {
            let additions = members.get_mut("nordsvar").and_then(Value::as_object_mut);
            let left = additions.map(|additions| {
                for made in ["trees", "locales", "sheet"] {
                    additions.remove(made);
                }
                additions.len()
            });
            if left == Some(0) {
                members.remove("nordsvar");
            }
        }
        printed
    }
}

#[cfg(test)]
mod tests;
