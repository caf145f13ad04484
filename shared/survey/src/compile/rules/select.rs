//! Rules of questions that offer choices.

use serde_json::Value;

use super::super::choices::value_of;
use super::super::circle::Needs;
use super::super::compiler::Compiler;
use super::super::problem::DefinitionReason;
use super::super::targets::Wanted;
use super::super::walk::item;
use super::Object;
use super::question::{needs, target};
use crate::scalar::{Number, Scalar};

/// SurveyJS's own choices: which property has them stand there, and their values.
const SPECIAL: [(&str, &str); 4] = [
    ("showOtherItem", "other"),
    ("showNoneItem", "none"),
    ("showRefuseItem", "refused"),
    ("showDontKnowItem", "dontknow"),
];

/// The most numbers of a dropdown's range.
const MAX_RANGE: u32 = 10_000;

pub(super) fn offering(compiler: &mut Compiler, object: &mut Object<'_>) {
    let ranged = range(compiler, object);
    let from = object.word("choicesFromQuestion").to_owned();
    let is_cell = object.class.all().any(|property| property.name == "cellType");
    if !from.is_empty() {
        target(compiler, object, "choicesFromQuestion", &from, Wanted::Choices);
        needs(compiler, object, "choicesFromQuestion", Needs::Choices(from));
    } else if !ranged && !is_cell {
        if !object.was_there("choices") {
            object.refuse(compiler, "choices", DefinitionReason::Missing);
        }
        object.filled(compiler, "choices");
    }
    special(compiler, object);
    bounds(compiler, object, ranged || is_cell);
}

/// Refuses a choice that has the value of one of SurveyJS's own beside it.
fn special(compiler: &mut Compiler, object: &Object<'_>) {
    for (property, special) in SPECIAL {
        if !object.flag(property) {
            continue;
        }
        for (index, choice) in object.list("choices").iter().enumerate() {
            if matches!(value_of(choice), Some(Scalar::Text(value)) if &*value == special) {
                let at = item(&object.path("choices"), index);
                compiler.refuse(&at, DefinitionReason::ValueTwice);
            }
        }
    }
}

/// How many may be chosen. `open` is whether more is offered than is listed.
fn bounds(compiler: &mut Compiler, object: &Object<'_>, open: bool) {
    let min = object.number("minSelectedChoices");
    if object.has("maxSelectedChoices") {
        object.ordered(compiler, "minSelectedChoices", "maxSelectedChoices");
    }
    if object.class.name == "ranking" && !object.flag("selectToRankEnabled") {
        for name in ["minSelectedChoices", "maxSelectedChoices"] {
            if object.has(name) {
                let other = "selectToRankEnabled";
                object.refuse(compiler, name, DefinitionReason::Disagrees { other });
            }
        }
    }
    let listed = object.list("choices").len();
    let other = usize::from(object.flag("showOtherItem"));
    let offered = u32::try_from(listed + other).ok().and_then(|n| Number::new(f64::from(n)));
    let is_open = open || object.has("choicesFromQuestion") || listed == 0;
    if !is_open && min > offered {
        let other = "choices";
        object.refuse(compiler, "minSelectedChoices", DefinitionReason::Disagrees { other });
    }
}

/// Whether a dropdown offers the numbers of a range; what says otherwise is left out.
fn range(compiler: &mut Compiler, object: &mut Object<'_>) -> bool {
    let number = |name, otherwise| object.number(name).or_else(|| Number::new(otherwise));
    let (min, max) = (number("choicesMin", 0.0), number("choicesMax", 0.0));
    let step = number("choicesStep", 1.0);
    if let (Some(min), Some(max), Some(step)) = (min, max, step)
        && min < max
    {
        if step.value() <= 0.0 {
            object.stepping(compiler, "choicesStep");
            return true;
        }
        let steps = ((max.value() - min.value()) / step.value()).floor() + 1.0;
        if steps > f64::from(MAX_RANGE) {
            let max = usize::try_from(MAX_RANGE).unwrap_or(usize::MAX);
            let reason = DefinitionReason::TooMany { max, what: "choices" };
            object.refuse(compiler, "choicesMax", reason);
        } else {
            count_range(compiler, object, min, max, step);
        }
        return true;
    }
    if object.has("choicesMax") && min > max {
        let other = "choicesMax";
        object.refuse(compiler, "choicesMin", DefinitionReason::AboveMaximum { other });
    }
    for name in ["choicesMin", "choicesMax", "choicesStep"] {
        object.members.remove(name);
    }
    false
}

/// Counts the numbers of a range, none of which may be a choice of the list too.
fn count_range(
    compiler: &mut Compiler,
    object: &Object<'_>,
    min: Number,
    max: Number,
    step: Number,
) {
    let listed: Vec<_> =
        object.list("choices").iter().filter_map(value_of).map(|v| v.to_string()).collect();
    if compiler.has_too_many_choices() {
        return;
    }
    let values = (0..MAX_RANGE).map_while(|steps| min.stepped(steps, step));
    let mut count = 0;
    let mut twice = false;
    for value in values.take_while(|value| *value <= max) {
        count += 1;
        twice |= !listed.is_empty() && listed.contains(&value.to_string());
    }
    if twice {
        object.refuse(compiler, "choicesMin", DefinitionReason::ValueTwice);
    }
    compiler.count_choices(count);
}

/// Whether a column that is in its normal form has no choices of its own and needs some.
pub(super) fn needs_choices(column: &Value, cell_type: &str) -> bool {
    let has = |name| column.get(name).is_some();
    let listed = column.get("choices").and_then(Value::as_array).map_or(0, Vec::len);
    matches!(cell_type, "dropdown" | "checkbox" | "radiogroup" | "tagbox")
        && listed == 0
        && !has("choicesFromQuestion")
        && !has("choicesMax")
}
