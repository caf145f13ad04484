#![doc = include_str!("../README.md")]

mod compare;
mod date;
mod decimal;
mod evaluate;
mod expression;
mod function;
mod json;
mod number;
mod operator;
mod parse;
mod path;
mod tree;
mod value;

pub use decimal::{parse_number, to_fixed};
pub use evaluate::{Costly, MAX_STEPS, Scope, Steps};
pub use expression::{Dependency, Expression, InvalidExpression};
pub use number::{add, plain as plain_number};
pub use path::{find, find_in, heads};
pub use value::Value;
