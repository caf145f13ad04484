//! Functions of what a survey asks.

use super::functions;
use crate::evaluate::Evaluation;
use crate::value::Value;

functions! {
    /// Functions of what a survey asks, which is named by their first parameter.
    OfQuestions {
        DisplayValue "displayValue",
        GetComment "getComment",
        IsContainerReady "isContainerReady",
        PropertyValue "propertyValue",
    }
}

/// What a call comes to: nothing where there is no such question.
pub(super) fn call(function: OfQuestions, given: &[Value], at: Evaluation<'_>) -> Value {
    let [Value::Text(name), rest @ ..] = given else {
        return if function == OfQuestions::IsContainerReady {
            Value::Boolean(false)
        } else {
            Value::Null
        };
    };
    let second = rest.first().filter(|value| !value.is_empty());
    match (function, second) {
        (OfQuestions::DisplayValue, value) => at.scope.display(name, value).unwrap_or(Value::Null),
        (OfQuestions::GetComment, Some(item)) if item.to_text() != "other" => {
            Value::Text(String::new())
        }
        (OfQuestions::GetComment, _) => {
            let comment = at.scope.value(&[name, "-Comment"].concat());
            comment.unwrap_or_else(|| Value::Text(String::new()))
        }
        (OfQuestions::IsContainerReady, None) => Value::Boolean(at.scope.is_ready(name, None)),
        (OfQuestions::IsContainerReady, Some(index)) => {
            let index = index.to_number();
            let index = index_of(index);
            Value::Boolean(index.is_some_and(|index| at.scope.is_ready(name, Some(index))))
        }
        (OfQuestions::PropertyValue, None) => Value::Null,
        (OfQuestions::PropertyValue, Some(property)) => {
            let property = ["$", name, ".", &property.to_text()].concat();
            at.scope.value(&property).unwrap_or(Value::Null)
        }
    }
}

/// The index of a panel.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in range")]
fn index_of(number: f64) -> Option<usize> {
    ((0.0..10_000.0).contains(&number) && number.fract() == 0.0).then_some(number as usize)
}
