//! What is right and wrong with one answer.
//!
//! [`shape`] is the server's own rule: what no control of the published page could have made is
//! refused. [`rules`] are the author's, as SurveyJS has them.

mod asked;
mod choice;
mod file;
mod nested;
mod rules;
mod shape;
mod slider;
mod text;

pub(crate) use asked::{Asked, Offer};
pub(crate) use rules::{Duplicate, duplicates, rules};
pub(crate) use shape::{comment_shape, shape};
