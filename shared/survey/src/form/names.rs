//! The names of a form's fields, which the page and the reading of forms share.

/// The form's field that holds the response's id.
pub const ID_FIELD: &str = "nordsvar.id";

/// The form's field that holds the survey's version.
pub const VERSION_FIELD: &str = "nordsvar.version";

/// The form's field that holds the language the page was shown in.
pub const LANGUAGE_FIELD: &str = "nordsvar.language";

/// The form's field that holds what the page carries from one page of the survey to the next,
/// sealed.
pub const STATE_FIELD: &str = "nordsvar.state";

/// The form's field that says where to go on: `next`, `back`, `send`, or `all`.
pub const STEP_FIELD: &str = "nordsvar.step";

/// The form's field by which a script that has all pages says which of them is in sight: the page's
/// name.
pub const AT_FIELD: &str = "nordsvar.at";

/// The form's field that names a language to go on in: the page comes back in it.
pub const SWITCH_FIELD: &str = "nordsvar.switch";

/// The form's field that is out of sight, and that nobody fills in but machines.
pub const TRAP_FIELD: &str = "nordsvar.more";

/// The form's field with the proof that the script has done what the survey asks of browsers.
pub const PROOF_FIELD: &str = "nordsvar.proof";

/// What the names of fields begin with that hold a file which came with the form before, as JSON:
/// the rest is the name of the field that the file is of.
pub const KEPT_FIELD: &str = "nordsvar.kept.";

/// What the names of the page's own fields begin with; no question's name does.
pub(crate) const RESERVED: &str = "nordsvar.";

/// What the name of a text beside an answer ends with, as a field and in answers.
pub(crate) const COMMENT: &str = "-Comment";

/// The field of a part of what has the field `of`: of one row of a matrix, one choice of a
/// ranking, one item of a `multipletext`, one end of a range (`0` and `1`), one row or panel by
/// its place from 0, and then one question in that row.
///
/// `lines[first][price]` is `part_field(&part_field("lines", "first"), "price")`.
#[must_use]
pub fn part_field(of: &str, part: &str) -> String {
    [of, "[", part, "]"].concat()
}

/// The field of the text beside the answer that has the field `of`: `why-Comment`,
/// `people[0][why-Comment]`.
#[must_use]
pub fn comment_field(of: &str) -> String {
    match of.strip_suffix(']') {
        Some(open) => [open, COMMENT, "]"].concat(),
        None => [of, COMMENT].concat(),
    }
}
