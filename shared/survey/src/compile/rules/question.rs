//! Rules of every question.

use expression::Expression;
use serde_json::Value;

use super::super::circle::{Needs, Node};
use super::super::compiler::Compiler;
use super::super::problem::DefinitionReason;
use super::super::targets::{Target, Wanted};
use super::super::walk::member;
use super::Object;
use super::scale::{has_numbers, is_zero_to_ten};

pub(super) fn question(compiler: &mut Compiler, object: &Object<'_>) {
    compiler.count_question();
    let value_name = object.word("valueName");
    if !value_name.is_empty() && compiler.name_form(value_name, &object.path("valueName")) {
        compiler.names.add_value(value_name);
    }
    for name in ["showCommentArea", "showOtherItem"] {
        if object.flag(name) {
            let kept = if value_name.is_empty() { object.word("name") } else { value_name };
            let kept = [kept, "-Comment"].concat();
            target(compiler, object, name, &kept, Wanted::Nothing);
        }
    }
    for name in ["defaultValueExpression", "setValueExpression", "expression"] {
        node(compiler, object, name);
    }
    additions(compiler, object);
}

/// Notes a name that must name something.
pub(super) fn target(
    compiler: &mut Compiler,
    object: &Object<'_>,
    property: &str,
    name: &str,
    wanted: Wanted,
) {
    let at = object.path(property);
    target_at(compiler, at, name, wanted);
}

/// Notes a name at a path that must name something.
pub(super) fn target_at(compiler: &mut Compiler, at: String, name: &str, wanted: Wanted) {
    let scope = compiler.names.scope.clone();
    compiler.targets.push(Target { at, name: name.to_owned(), scope, wanted });
}

/// Notes a value that comes of an expression.
pub(super) fn node(compiler: &mut Compiler, object: &Object<'_>, property: &str) {
    // The text was read, so it is read again.
    if let Ok(expression) = Expression::parse(object.word(property)) {
        needs(compiler, object, property, Needs::Expression(expression));
    }
}

/// Notes what a value comes of.
pub(super) fn needs(compiler: &mut Compiler, object: &Object<'_>, property: &str, needs: Needs) {
    let name = match object.word("valueName") {
        "" => object.word("name"),
        name => name,
    };
    let key = compiler.names.key(name);
    let (scope, at) = (compiler.names.scope.clone(), object.path(property));
    compiler.nodes.push(Node { key, scope, at, needs });
}

/// Our own additions, which stand under `nordsvar`.
fn additions(compiler: &mut Compiler, object: &Object<'_>) {
    let Some(additions) = object.get("nordsvar").and_then(Value::as_object) else { return };
    let is_rating = object.class.name == "rating";
    let unmet = match additions.get("metric").and_then(Value::as_str) {
        Some("nps") => (!is_rating || !is_zero_to_ten(object)).then_some("a rating from 0 to 10"),
        Some(_) => (!is_rating).then_some("a rating"),
        None => None,
    };
    if let Some(wanted) = unmet {
        let at = member(&object.path("nordsvar"), "metric");
        compiler.refuse(&at, DefinitionReason::Metric { wanted });
    }
    if additions.get("score").and_then(Value::as_bool) == Some(true) && !has_numbers(object) {
        let at = member(&object.path("nordsvar"), "score");
        let wanted = "a question whose answer is a number";
        compiler.refuse(&at, DefinitionReason::Metric { wanted });
    }
}
