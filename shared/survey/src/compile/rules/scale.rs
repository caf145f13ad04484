//! Rules of scales.

use serde_json::Value;

use super::super::choices::value_of;
use super::super::compiler::Compiler;
use super::super::problem::DefinitionReason;
use super::super::walk::item;
use super::Object;
use crate::scalar::{Number, Scalar};

/// The most values of a scale.
const MAX_LABELS: u32 = 101;

/// The most stars or faces of a scale, as in SurveyJS.
const MAX_PICTURES: u32 = 10;

/// The properties that make a scale where none is listed.
const RANGE: [&str; 4] = ["rateMin", "rateMax", "rateStep", "rateCount"];

/// The normal form of a rating has either `rateValues`, or `rateMin`, `rateMax` and `rateStep`.
pub(super) fn rating(compiler: &mut Compiler, object: &mut Object<'_>) {
    let most = match object.word("rateType") {
        "stars" | "smileys" => MAX_PICTURES,
        _ => MAX_LABELS,
    };
    let listed = object.list("rateValues").len();
    let generated = object.get("autoGenerate").and_then(Value::as_bool);
    if generated.is_some_and(|generated| generated == (listed > 0)) {
        let other = "rateValues";
        object.refuse(compiler, "autoGenerate", DefinitionReason::Disagrees { other });
    }
    object.members.remove("autoGenerate");
    if listed > 0 {
        let max = usize::try_from(most).unwrap_or(usize::MAX);
        if listed > max {
            let reason = DefinitionReason::TooMany { max, what: "values" };
            object.refuse(compiler, "rateValues", reason);
        }
        for name in RANGE {
            object.members.remove(name);
        }
        return;
    }
    object.members.remove("rateValues");
    let range = range(compiler, object, most);
    for name in RANGE {
        object.members.remove(name);
    }
    if let Some(range) = range {
        for (name, value) in RANGE.into_iter().zip(range) {
            object.set(name, value.to_json());
        }
    }
}

/// The least, the most and the step of a scale that is not listed, as SurveyJS makes them of what
/// is there.
fn range(compiler: &mut Compiler, object: &Object<'_>, most: u32) -> Option<[Number; 3]> {
    let one = Number::new(1.0)?;
    let step = object.number("rateStep").unwrap_or(one);
    if step.value() <= 0.0 {
        object.stepping(compiler, "rateStep");
        return None;
    }
    let count = count(compiler, object, most);
    let max = object.number("rateMax");
    let min = match (object.number("rateMin"), max, count) {
        (Some(min), _, _) => min,
        (None, Some(max), Some(count)) => {
            Number::new(max.value() - step.value() * f64::from(count - 1))?
        }
        (None, _, _) => one,
    };
    // Where nothing says how far it goes it goes to 5. One value more than there may be shows an
    // overrun.
    let counted = count.filter(|_| max.is_some() || object.has("rateMin"));
    let end = max.or(Number::new(5.0).filter(|_| counted.is_none()));
    let values: Vec<_> = (0..counted.unwrap_or(most + 1))
        .map_while(|steps| min.stepped(steps, step))
        .take_while(|value| end.is_none_or(|end| *value <= end))
        .collect();
    let found = u32::try_from(values.len()).unwrap_or(u32::MAX);
    let last = values.last().copied();
    if end.is_some_and(|end| end <= min) {
        let name = if object.has("rateMin") { "rateMin" } else { "rateMax" };
        object.refuse(compiler, name, DefinitionReason::AboveMaximum { other: "rateMax" });
    } else if found > most {
        let max = usize::try_from(most).unwrap_or(usize::MAX);
        object.refuse(compiler, "rateMax", DefinitionReason::TooMany { max, what: "values" });
    } else if max.is_some_and(|max| last != Some(max)) {
        let other = if count.is_some() { "rateCount" } else { "rateStep" };
        object.refuse(compiler, "rateMax", DefinitionReason::Disagrees { other });
    } else if found < 2 {
        object.refuse(compiler, "rateStep", DefinitionReason::Disagrees { other: "rateMax" });
    }
    Some([min, last?, step])
}

/// `rateCount`, from 2 on.
fn count(compiler: &mut Compiler, object: &Object<'_>, most: u32) -> Option<u32> {
    let value = object.get("rateCount")?;
    let most = i32::try_from(most).unwrap_or(i32::MAX);
    let count = compiler.count(value, &object.path("rateCount"), 2, most)?;
    u32::try_from(count.as_u64()?).ok()
}

/// Whether a rating in its normal form is the numbers 0 to 10.
pub(super) fn is_zero_to_ten(object: &Object<'_>) -> bool {
    let wanted = (0..=10).filter_map(|value| Number::new(f64::from(value)).map(Scalar::Number));
    let listed = object.list("rateValues");
    if listed.is_empty() {
        let [min, max, step] =
            ["rateMin", "rateMax", "rateStep"].map(|name| object.number(name).map(Number::value));
        return (min, max, step) == (Some(0.0), Some(10.0), Some(1.0));
    }
    listed.iter().filter_map(value_of).eq(wanted)
}

/// Whether all answers to a question are numbers.
pub(super) fn has_numbers(object: &Object<'_>) -> bool {
    match object.class.name {
        "text" | "multipletextitem" => matches!(object.word("inputType"), "number" | "range"),
        "slider" => object.word("sliderType") != "range",
        "rating" => {
            let mut listed = object.list("rateValues").iter();
            listed.all(|value| matches!(value_of(value), Some(Scalar::Number(_))))
        }
        "expression" => true,
        _ => false,
    }
}

pub(super) fn slider(compiler: &mut Compiler, object: &Object<'_>) {
    let number = |name, otherwise| object.number(name).or_else(|| Number::new(otherwise));
    if number("min", 0.0) >= number("max", 100.0) {
        let name = if object.has("min") { "min" } else { "max" };
        object.refuse(compiler, name, DefinitionReason::AboveMaximum { other: "max" });
    }
    object.stepping(compiler, "step");
    object.ordered(compiler, "minRangeLength", "maxRangeLength");
    for (index, label) in object.list("customLabels").iter().enumerate() {
        if !matches!(value_of(label), Some(Scalar::Number(_))) {
            let at = item(&object.path("customLabels"), index);
            compiler.refuse(&at, DefinitionReason::WrongType { wanted: "a number of the slider" });
        }
    }
}
