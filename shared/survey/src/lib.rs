#![doc = include_str!("../README.md")]

mod answers;
mod compact;
mod compile;
mod file;
mod form;
mod id;
mod interview;
mod json;
mod judge;
mod load;
mod locale;
mod logic;
pub mod model;
mod moment;
mod personal;
mod scalar;
mod sentence;
mod text;
mod text_set;
mod walk;

pub use answers::{AnswerProblem, AnswerReason, Answers, Bound, CheckedAnswers, Format, Shape};
pub use compact::json_text;
pub use compile::{
    Colour, DefinitionProblem, DefinitionReason, InvalidColour, Palette, Review, Scheme,
    Untranslated, json_schema, json_schema_text, palettes, vocabulary,
};
pub use file::{FileNamed, MAX_FILE_BYTES, MAX_FILES, MAX_FILES_BYTES};
pub use form::{
    AT_FIELD, ID_FIELD, KEPT_FIELD, LANGUAGE_FIELD, PROOF_FIELD, STATE_FIELD, STEP_FIELD,
    SWITCH_FIELD, TRAP_FIELD, Upload, VERSION_FIELD, comment_field, part_field,
};
pub use id::{
    FileId, InvalidFileId, InvalidResponseId, InvalidSurveyId, ResponseId, SurveyId, Version,
};
pub use interview::{
    Circumstances, Interview, Offered, Outcome, Part, Reach, Sight, Standing, moment_text,
    number_text,
};
pub use json::{BrokenBound, InvalidJson, StrictJson};
pub use locale::{InvalidLocale, Locale, accepted_languages, choose_locale};
pub use model::*;
pub use personal::{Parted, Readable};
pub use scalar::{Number, Scalar};
pub use sentence::filled;
pub use text::LocalizedText;
pub use walk::{Turn, Walk};
