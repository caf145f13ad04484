//! What a survey asks, as the engine, the page and storage see it.

mod choice;
mod dynamic;
mod element;
mod field;
mod kind;
mod logic;
mod media;
mod name;
mod select;
mod settings;

pub use choice::{Choice, Choices};
pub use dynamic::{Column, MatrixDropdown, MatrixDynamic, PanelDynamic, Repeats, Total, TotalKind};
pub use element::{
    Clearing, CommentArea, Element, Group, Metric, Order, Presence, Question, Sensitivity,
    TitleDisplay,
};
pub use field::{
    Boolean, BooleanOrder, Comment, Input, LineInput, MomentInput, MultipleText, NumberControl,
    NumberInput, Rating, RatingDisplay, RatingLook, Slider, SliderValue, Text,
};
pub use kind::QuestionKind;
pub use logic::{Calculated, Effect, Quota, Retention, Trigger, Validator, ValidatorRule};
pub use media::{Computed, DisplayStyle, File, Html, Image, Signature, SignatureFormat};
pub use name::Name;
pub use select::{
    Buttongroup, Carried, CarryForward, Checkbox, Dropdown, ImagePicker, Matrix, MatrixCell,
    Options, OptionsOrder, Radiogroup, Ranking, RowUniqueness, Special, SpecialChoice, Tagbox,
};
pub use settings::{
    ConditionalText, Drafts, Hours, Instant, Logo, Numbering, PageMode, PartialResponses,
    ProgressDisplay, Settings,
};

pub use expression::Expression;

use crate::Locale;

/// What a survey asks: a strict subset of SurveyJS's JSON, compiled once and loaded often.
///
/// Whatever has a value of this type can be answered: names are unique, scales have values,
/// bounds can be met, expressions were read and are in no circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// What holds for the whole survey.
    pub settings: Settings,
    /// The pages, in the order of the definition. There is at least one.
    pub pages: Vec<Group>,
    /// `calculatedValues`, in the order of the definition.
    pub calculated: Vec<Calculated>,
    /// `triggers`, in the order of the definition.
    pub triggers: Vec<Trigger>,
    /// `nordsvar.quotas`.
    pub quotas: Vec<Quota>,
    /// The languages in which the survey has texts, its own first. There is at least one.
    pub locales: Vec<Locale>,
}
