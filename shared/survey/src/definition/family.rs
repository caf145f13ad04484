//! What every type of question can do.

use serde_json::{Map, Value};

use crate::answers::{AnswerReason, Shape};
use crate::form::Fields;

/// A type of question: what its answers are.
pub(crate) trait Family {
    /// What type of JSON value an answer is.
    fn shape(&self) -> Shape;

    /// Checks an answer that is not empty and gives it as the definition has it.
    fn check(&self, value: &Value) -> Result<Value, AnswerReason>;

    /// Checks that there may be no answer, where the question itself is not required.
    fn check_absent(&self) -> Result<(), AnswerReason> {
        Ok(())
    }

    /// Takes all of the question's fields out of a form and makes a value of them; all empty is
    /// nothing.
    fn take_from(&self, name: &str, fields: &mut Fields) -> Result<Option<Value>, AnswerReason>;
}

/// A type of question, as it stands in a definition. Apart from [`Family`], so that a function that
/// only reads definitions does not hold what writes them.
pub(crate) trait Written {
    /// Adds the type's own properties to those of its element.
    fn write(&self, members: &mut Map<String, Value>);
}
