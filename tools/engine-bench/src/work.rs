//! What is measured.

use serde_json::{Map, Value};
use survey::{Circumstances, Definition, Interview, Locale};

use crate::generated::{answers, survey};

/// A part of what the engine does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// From the author's JSON text to a definition.
    Compile,
    /// From the compiled JSON text to a definition.
    Load,
    /// A full validation of all answers.
    Validate,
}

impl Part {
    /// All of them, in the order in which they are done.
    pub const ALL: [Self; 3] = [Self::Compile, Self::Load, Self::Validate];
}

/// A survey, ready to be worked on.
#[derive(Debug)]
pub struct Work {
    source: String,
    compiled: Value,
    compiled_text: String,
    definition: Definition,
    answers: Map<String, Value>,
}

impl Work {
    /// A survey of so many questions.
    ///
    /// # Errors
    ///
    /// What the engine has against it: that is a defect.
    pub fn new(questions: usize) -> Result<Self, String> {
        let source = survey(questions);
        let compiled = Definition::compile(&source).map_err(|problems| format!("{problems:?}"))?;
        let work = Self {
            source: source.to_string(),
            compiled_text: compiled.to_string(),
            definition: Definition::load(&compiled).ok_or("what was compiled is not loaded")?,
            compiled,
            answers: answers(questions),
        };
        work.validate()?;
        Ok(work)
    }

    /// Does `part` once. Whether that came to what it came to before.
    #[must_use]
    pub fn once(&self, part: Part) -> bool {
        match part {
            Part::Compile => {
                let source: Result<Value, _> = serde_json::from_str(&self.source);
                let compiled = source.ok().and_then(|source| Definition::compile(&source).ok());
                compiled.is_some_and(|compiled| Definition::load(&compiled).is_some())
            }
            Part::Load => {
                let compiled: Result<Value, _> = serde_json::from_str(&self.compiled_text);
                compiled.is_ok_and(|compiled| Definition::load(&compiled).is_some())
            }
            Part::Validate => self.validate().is_ok(),
        }
    }

    fn validate(&self) -> Result<(), String> {
        let circumstances = Circumstances {
            locale: Locale::try_from("en".to_owned()).map_err(|error| error.to_string())?,
            now_ms: 1_835_466_600_000.0,
            seed: 7,
            known: Vec::new(),
        };
        let interview = Interview::resume(&self.definition, circumstances, &self.answers);
        let outcome = interview.finish();
        outcome.map(drop).map_err(|problems| format!("{problems:?}"))
    }

    /// The trees of the survey's expressions, by their texts.
    #[must_use]
    pub fn trees(&self) -> Option<&Value> {
        self.compiled.pointer("/nordsvar/trees")
    }

    /// The answers.
    #[must_use]
    pub const fn answers(&self) -> &Map<String, Value> {
        &self.answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surveys_of_any_size_are_taken() {
        for questions in [1, 10, 28, 95, 1000] {
            let work = Work::new(questions).unwrap();
            assert!(Part::ALL.into_iter().all(|part| work.once(part)), "{questions}");
        }
    }

    #[test]
    fn a_third_as_many_expressions_as_questions() {
        let work = Work::new(300).unwrap();
        let trees = work.trees().and_then(Value::as_object).map(Map::len);
        assert_eq!(trees, Some(100));
    }
}
