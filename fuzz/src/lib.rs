//! What must hold whatever the bytes are. A target ends in a panic where it does not.

mod definition;
mod expression;

pub use definition::definition;
pub use expression::expression;
