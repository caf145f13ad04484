//! What is right and wrong with one answer.
//!
//! [`shape`] is the server's own rule: what no control of the published page could have made is
//! refused. [`rules`] are the author's, as SurveyJS has them.

mod asked;
mod blank;
mod bounds;
mod choice;
mod file;
mod fit;
mod nested;
mod rows;
mod rules;
mod shape;
mod slider;
mod text;
mod validators;

pub(crate) use asked::{Asked, Offer, options_of, other_of};
pub(crate) use blank::{is_blank, leave_out_blanks};
#[cfg(test)]
pub(crate) use file::files;
pub(crate) use file::{fits as fits_file, is_media_type};
pub(crate) use fit::fit;
pub(crate) use rows::{compares_rows, duplicates, question_in};
pub(crate) use rules::{is_nothing, rules};
pub(crate) use shape::{comment_shape, shape};
pub(crate) use validators::pattern;

#[cfg(test)]
mod tests;
