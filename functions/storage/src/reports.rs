//! Figures: what was answered, and what became of invitations, in numbers.

mod badge;
mod benchmarks;
mod comments;
mod read;
mod rebuild;

pub(crate) use badge::badge;
pub(crate) use benchmarks::{benchmarks, share};
pub(crate) use comments::{
    hold as hold_comment, list as list_comments, show as show_comment, shown as shown_comments,
    undecide as undecide_comment,
};
pub(crate) use read::read;
pub(crate) use rebuild::rebuild;
