//! Functions of the rows of a list.

use core::cmp::Ordering;

use super::functions;
use crate::compare::order;
use crate::evaluate::{Costly, Evaluation, Scope};
use crate::number;
use crate::path::find_in_row;
use crate::tree::{Literal, Tree};
use crate::value::Value;

functions! {
    /// Functions of the rows of a list.
    OfRows {
        Sum "sumInArray",
        Min "minInArray",
        Max "maxInArray",
        Count "countInArray",
        Avg "avgInArray",
    }
}

/// A row, whose own members are seen before all else.
struct Row<'a> {
    row: &'a Value,
    around: &'a dyn Scope,
}

impl Scope for Row<'_> {
    fn value(&self, name: &str) -> Option<Value> {
        find_in_row(self.row, name).or_else(|| self.around.value(name))
    }

    fn now(&self) -> f64 {
        self.around.now()
    }

    fn display(&self, question: &str, value: Option<&Value>) -> Option<Value> {
        self.around.display(question, value)
    }

    fn is_ready(&self, container: &str, index: Option<usize>) -> bool {
        self.around.is_ready(container, index)
    }
}

/// `sumInArray({rows}, 'price', {kind} = 'a')`; the lowest and the highest may name the member to
/// give back before the condition.
pub(super) fn call(
    function: OfRows,
    parameters: &[Tree],
    at: Evaluation<'_>,
) -> Result<Value, Costly> {
    let selects = matches!(function, OfRows::Min | OfRows::Max);
    let nothing = if selects { Value::Null } else { Value::Number(0.0) };
    let ([list, name] | [list, name, _] | [list, name, _, _]) = parameters else {
        return Ok(nothing);
    };
    let Value::Text(name) = at.value(name)? else { return Ok(nothing) };
    let rows = match at.value(list)? {
        Value::List(rows) => rows,
        Value::Object(rows) => rows.into_iter().map(|(_, row)| row).collect(),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::Moment(_) => {
            return Ok(nothing);
        }
    };
    let (returned, condition) = match parameters.get(2..).unwrap_or_default() {
        [Tree::Literal(Literal::Text(column)), rest @ ..] => (&**column, rest.first()),
        rest => (name.as_str(), rest.first()),
    };
    let found = matching(&rows, &name, condition, at)?;
    Ok(match function {
        OfRows::Min => best(&found, returned, Ordering::Less),
        OfRows::Max => best(&found, returned, Ordering::Greater),
        OfRows::Count => count(&found),
        OfRows::Sum => Value::Number(sum(&found)),
        OfRows::Avg if found.is_empty() => nothing,
        OfRows::Avg => Value::Number(sum(&found) / count(&found).to_number()),
    })
}

/// The rows in which a member is not empty and the condition holds, each with that member.
fn matching<'a>(
    rows: &'a [Value],
    name: &str,
    condition: Option<&Tree>,
    at: Evaluation<'_>,
) -> Result<Vec<(&'a Value, Value)>, Costly> {
    let mut found = Vec::new();
    for row in rows {
        at.steps.take(1)?;
        let Value::Object(members) = row else { continue };
        let member = members.iter().find(|(own, _)| own == name);
        let Some((_, value)) = member.filter(|(_, value)| !value.is_empty()) else { continue };
        let scope = Row { row, around: at.scope };
        let holds = match condition {
            Some(condition) => Evaluation { scope: &scope, ..at }.value(condition)?.is_true(),
            None => true,
        };
        if holds {
            found.push((row, value.clone()));
        }
    }
    Ok(found)
}

fn count(found: &[(&Value, Value)]) -> Value {
    Value::Number(f64::from(u32::try_from(found.len()).unwrap_or(u32::MAX)))
}

/// A member as a number, if it is one.
fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Text(text) => Some(number::of_text(text)).filter(|number| !number.is_nan()),
        Value::Number(number) => Some(*number),
        Value::Boolean(truth) => Some(f64::from(u8::from(*truth))),
        Value::Null | Value::Moment(_) | Value::List(_) | Value::Object(_) => None,
    }
}

fn sum(found: &[(&Value, Value)]) -> f64 {
    let terms = found.iter().filter_map(|(_, value)| as_number(value));
    terms.fold(0.0, |sum, term| number::sum(sum, term, sum + term))
}

fn best(found: &[(&Value, Value)], returned: &str, wanted: Ordering) -> Value {
    let mut best: Option<(&Value, Value)> = None;
    for (row, value) in found {
        let Some(number) = as_number(value).map(Value::Number) else { continue };
        if best.as_ref().is_none_or(|(_, best)| order(&number, best) == Some(wanted)) {
            best = Some((row, number));
        }
    }
    best.and_then(|(row, _)| find_in_row(row, returned)).map_or(Value::Null, Value::converted)
}
