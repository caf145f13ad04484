//! Definitions out of sources, until the compiler gives what is loaded.

use expression::Expression;
use serde_json::{Map, Value, json};

use crate::definition::DefinitionProblem;
use crate::model::Definition;
use crate::{DefinitionReason, Locale};

const EXPRESSIONS: &[&str] = &[
    "expression",
    "if",
    "runExpression",
    "totalExpression",
    "visibleIf",
    "enableIf",
    "requiredIf",
    "resetValueIf",
    "setValueIf",
    "setValueExpression",
    "defaultValueExpression",
    "minValueExpression",
    "maxValueExpression",
    "choicesVisibleIf",
    "choicesEnableIf",
    "rowsVisibleIf",
    "columnsVisibleIf",
    "rowCountExpression",
    "panelCountExpression",
    "templateVisibleIf",
];

impl Definition {
    /// Reads a definition's source, unchecked.
    ///
    /// # Errors
    ///
    /// One problem, if it is none at all.
    pub fn parse(source: &Value) -> Result<Self, Vec<DefinitionProblem>> {
        let mut compiled = source.clone();
        let mut trees = Map::new();
        let mut locales = Vec::new();
        visit(source, &mut trees, &mut locales);
        if let Value::Object(members) = &mut compiled {
            for name in ["questions", "elements"] {
                if let Some(elements) = members.remove(name) {
                    members.insert("pages".to_owned(), json!([{ "elements": elements }]));
                }
            }
            let additions = members.entry("nordsvar").or_insert_with(|| json!({}));
            if let Value::Object(additions) = additions {
                additions.insert("trees".to_owned(), Value::Object(trees));
                additions.insert("locales".to_owned(), json!(locales));
            }
        }
        Self::load(&compiled).ok_or_else(|| {
            let reason = DefinitionReason::NoQuestions;
            vec![DefinitionProblem { path: "$".to_owned(), reason }]
        })
    }
}

fn visit(value: &Value, trees: &mut Map<String, Value>, locales: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, trees, locales)),
        Value::Object(members) => {
            let is_text = members.iter().all(|(tag, text)| {
                text.is_string() && (tag == "default" || tag.parse::<Locale>().is_ok())
            });
            for (name, value) in members {
                if is_text && name != "default" && !locales.contains(name) {
                    locales.push(name.clone());
                }
                if let Some(text) = value.as_str().filter(|_| EXPRESSIONS.contains(&name.as_str()))
                    && let Ok(expression) = Expression::parse(text)
                {
                    trees.insert(text.to_owned(), expression.to_json());
                }
                visit(value, trees, locales);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
