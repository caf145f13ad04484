//! Random surveys, and random respondents of them: what ours and survey-core are held against each
//! other with.

mod condition;
mod element;
mod kinds;
mod known;
mod nested;
mod random;
mod shrink;
mod survey;
mod values;

pub use random::Random;
pub use shrink::{Case, smaller};
pub use survey::survey;
