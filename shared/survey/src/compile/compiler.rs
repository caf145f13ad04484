//! What is known of a definition while it is compiled.

use expression::Expression;
use serde_json::{Map, Value};

use super::circle::Node;
use super::names::Names;
use super::problem::{DefinitionProblem, DefinitionReason};
use super::targets::Target;
use super::theme::Theme;
use super::untranslated::{Texts, Untranslated};
use crate::Locale;
use crate::text_set::TextSet;

/// How many problems are told. Whoever mends these finds the rest.
const MAX_PROBLEMS: usize = 200;

/// The language of a SurveyJS text that names none.
const ENGLISH: &str = "en";

/// The most expressions of a survey.
const MAX_EXPRESSIONS: usize = 1000;

/// What is known of a definition so far, across all of its parts.
#[derive(Default)]
pub(super) struct Compiler {
    problems: Vec<DefinitionProblem>,
    trees: Map<String, Value>,
    expressions: usize,
    pub(super) questions: usize,
    pub(super) choices: usize,
    /// How many cells matrices have whose columns are questions.
    pub(super) cells: usize,
    /// In how many panels we are.
    pub(super) depth: usize,
    /// Whether what is read now is left out afterwards.
    pub(super) ignoring: bool,
    pub(super) names: Names,
    /// Names that must name something.
    pub(super) targets: Vec<Target>,
    /// Values that come of others.
    pub(super) nodes: Vec<Node>,
    /// Languages that texts name.
    locales: TextSet,
    /// Languages that texts name beside a default.
    beside_default: TextSet,
    has_default: bool,
    texts: Texts,
    pub(super) theme: Option<Theme>,
}

impl Compiler {
    /// Notes a problem.
    pub(super) fn refuse(&mut self, path: &str, reason: DefinitionReason) {
        match self.problems.len() {
            0..MAX_PROBLEMS => {
                self.problems.push(DefinitionProblem { path: path.to_owned(), reason });
            }
            MAX_PROBLEMS => self.problems.push(DefinitionProblem {
                path: "$".to_owned(),
                reason: DefinitionReason::MoreProblems,
            }),
            _ => {}
        }
    }

    /// Whether nothing is wrong so far.
    pub(super) const fn is_good(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn into_problems(self) -> Vec<DefinitionProblem> {
        self.problems
    }

    pub(super) fn into_trees(self) -> Map<String, Value> {
        self.trees
    }

    /// Reads an expression and keeps its tree.
    pub(super) fn expression(&mut self, text: &str, at: &str) -> Option<Expression> {
        self.expressions += 1;
        if self.expressions == MAX_EXPRESSIONS + 1 {
            let what = "expressions";
            self.refuse("$", DefinitionReason::TooMany { max: MAX_EXPRESSIONS, what });
        }
        if self.expressions > MAX_EXPRESSIONS {
            return None;
        }
        match Expression::parse(text) {
            Ok(expression) => {
                if !self.ignoring && !self.trees.contains_key(text) {
                    self.trees.insert(text.to_owned(), expression.to_json());
                }
                Some(expression)
            }
            Err(error) => {
                self.refuse(at, DefinitionReason::Expression(error));
                None
            }
        }
    }

    /// Notes a text for people, for what its languages lack.
    pub(super) fn saw_text(&mut self, at: &str, text: &Value) {
        if !self.ignoring {
            self.texts.add(at, text);
        }
    }

    /// Notes that a text names no language.
    pub(super) fn saw_default(&mut self) {
        self.has_default |= !self.ignoring;
    }

    /// Notes the languages of one text; `default` is whether it has one that names none.
    pub(super) fn saw_locales(&mut self, text: &Map<String, Value>, default: bool) {
        if self.ignoring {
            return;
        }
        for tag in text.keys().filter(|tag| *tag != "default") {
            self.locales.insert(tag.clone());
            if default {
                self.beside_default.insert(tag.clone());
            }
        }
    }

    /// The languages of the texts that were read, the survey's own first.
    ///
    /// A text that names no language is in the survey's language, unless some text has that
    /// language beside it: then it is in English, which is what SurveyJS takes it for.
    pub(super) fn offered(&self, own: Option<&str>) -> Vec<Value> {
        let own = own.unwrap_or(ENGLISH);
        let unnamed = self.unnamed(own);
        let mut all = self.locales.clone();
        if self.has_default {
            all.insert(unnamed.to_owned());
        }
        let mut offered = Vec::new();
        if all.remove(own) || all.len() == 0 {
            offered.push(Value::from(own));
        }
        offered.extend(all.iter().map(Value::from));
        offered
    }

    /// What texts lack in the languages that were found.
    pub(super) fn lacking(&self, own: Option<&str>, offered: &[Value]) -> Vec<Untranslated> {
        let tags = offered.iter().filter_map(|tag| tag.as_str()?.parse().ok());
        let locales: Vec<Locale> = tags.collect();
        self.texts.lacking(&locales, self.unnamed(own.unwrap_or(ENGLISH)))
    }

    /// The language of texts that name none.
    fn unnamed<'a>(&self, own: &'a str) -> &'a str {
        if self.beside_default.contains(own) { ENGLISH } else { own }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_bounded() {
        let mut compiler = Compiler::default();
        for _ in 0..1000 {
            compiler.refuse("$", DefinitionReason::Missing);
        }
        let problems = compiler.into_problems();
        assert_eq!(problems.len(), MAX_PROBLEMS + 1);
        assert_eq!(problems.last().map(|p| &p.reason), Some(&DefinitionReason::MoreProblems));
    }
}
