//! Questions with a field or a scale.

use expression::Expression;

use super::{Choices, Question};
use crate::LocalizedText;
use crate::answers::Format;
use crate::scalar::{Number, Scalar};

/// `text`: one line, a number, a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// What is written: `inputType`, with `min`, `max` and `step`.
    pub input: Input,
    /// What stands there before something is written.
    pub placeholder: LocalizedText,
    /// The most UTF-16 code units, which is how browsers count characters.
    pub max_units: Option<u32>,
    /// What a browser may fill in: a word of HTML's `autocomplete`.
    pub autocomplete: Option<Box<str>>,
    /// `minValueExpression`: comes to the minimum.
    pub min_expression: Option<Expression>,
    /// `maxValueExpression`: comes to the maximum.
    pub max_expression: Option<Expression>,
    /// What is said of an answer below the minimum.
    pub min_error_text: LocalizedText,
    /// What is said of an answer above the maximum.
    pub max_error_text: LocalizedText,
    /// What is said of an answer between two steps.
    pub step_error_text: LocalizedText,
    /// `dataList`: what may be picked instead of being written.
    pub suggestions: Vec<LocalizedText>,
}

/// What is written into a `text` question's field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Input {
    /// A line of text.
    Line(LineInput),
    /// A number.
    Number(NumberInput),
    /// A date or a time.
    Moment(MomentInput),
}

/// A line of text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LineInput {
    /// Any text.
    Text,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// A telephone number, however it is written.
    Tel,
    /// A colour.
    Color,
}

/// A number within bounds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NumberInput {
    /// How it is asked for.
    pub control: NumberControl,
    /// The least.
    pub min: Option<Number>,
    /// The most.
    pub max: Option<Number>,
    /// Numbers are whole steps from the minimum, or from 0.
    pub step: Option<Number>,
}

/// How a number is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NumberControl {
    /// It is written.
    Field,
    /// It is chosen on a range, which is from 0 to 100 in steps of 1 if nothing else is said.
    Range,
}

/// A date or a time within bounds, in the format's own text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MomentInput {
    /// [`Format::Date`], [`Format::Time`], [`Format::DateTime`], [`Format::Month`] or
    /// [`Format::Week`].
    pub format: Format,
    /// The earliest.
    pub min: Option<Box<str>>,
    /// The latest.
    pub max: Option<Box<str>>,
}

/// `comment`: as many lines as it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// How many lines are in sight.
    pub rows: u32,
    /// What stands there before something is written.
    pub placeholder: LocalizedText,
    /// The most UTF-16 code units, which is how browsers count characters.
    pub max_units: Option<u32>,
    /// `acceptCarriageReturn`: whether it may have more than one line.
    pub line_breaks: bool,
}

/// `multipletext`: several lines under one title. An answer is an object by item's name.
#[derive(Clone, Debug, PartialEq)]
pub struct MultipleText {
    /// The items; their kind is [`super::QuestionKind::Text`].
    pub items: Vec<Question>,
    /// How many stand beside each other.
    pub columns: u32,
}

/// `boolean`: yes or no, or two other answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Boolean {
    /// What `true` is called; empty is "Yes".
    pub label_true: LocalizedText,
    /// What `false` is called; empty is "No".
    pub label_false: LocalizedText,
    /// `valueTrue`.
    pub value_true: Scalar,
    /// `valueFalse`.
    pub value_false: Scalar,
    /// Which comes first.
    pub order: BooleanOrder,
}

/// Which of a boolean's two values comes first on the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BooleanOrder {
    /// Yes, then no.
    TrueFirst,
    /// No, then yes: `swapOrder`.
    FalseFirst,
}

/// `rating`: one value of a scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// What the values look like.
    pub look: RatingLook,
    /// The scale, from its low end.
    pub scale: Choices,
    /// What the low end means.
    pub min_description: LocalizedText,
    /// What the high end means.
    pub max_description: LocalizedText,
    /// Whether the scale is in sight or in a list that opens.
    pub display: RatingDisplay,
}

/// What a rating's values look like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RatingLook {
    /// Their numbers or texts.
    Labels,
    /// Stars.
    Stars,
    /// Faces, from sad to happy.
    Smileys,
}

/// Where a rating's values stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RatingDisplay {
    /// Beside each other, as many as fit.
    Auto,
    /// Beside each other, always.
    Buttons,
    /// In a list that opens.
    Dropdown,
}

/// `slider`: a number, or a range of numbers, on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Slider {
    /// What an answer is.
    pub value: SliderValue,
    /// The least.
    pub min: Number,
    /// The most.
    pub max: Number,
    /// Numbers are whole steps from the minimum.
    pub step: Number,
    /// `minValueExpression`: comes to the minimum.
    pub min_expression: Option<Expression>,
    /// `maxValueExpression`: comes to the maximum.
    pub max_expression: Option<Expression>,
    /// `customLabels`: what some of the numbers are called.
    pub labels: Choices,
}

/// What a slider's answer is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SliderValue {
    /// A number: `single`.
    Single,
    /// Two numbers, in a list: `range`.
    Range {
        /// `minRangeLength`: the least between them.
        min_length: Option<Number>,
        /// `maxRangeLength`: the most between them.
        max_length: Option<Number>,
    },
}
