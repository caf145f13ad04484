//! Files, signatures, and elements that ask nothing.

use expression::Expression;

use crate::LocalizedText;

/// `file`: one or more files. An answer is a list of `{"name", "type", "content"}`, in which
/// `content` is a `data:` URL (RFC 2397).
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// `allowMultiple`.
    pub multiple: bool,
    /// `maxFiles`.
    pub max_files: u32,
    /// `maxSize`: the most bytes of a file.
    pub max_bytes: Option<u32>,
    /// `acceptedTypes`, with those of `acceptedCategories`: media types, `image/*`, `.pdf`.
    pub accepted: Vec<Box<str>>,
}

/// `signaturepad`: a drawing. An answer is a `data:` URL (RFC 2397).
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// `dataFormat`.
    pub format: SignatureFormat,
    /// `signatureWidth`, in CSS pixels.
    pub width: u32,
    /// `signatureHeight`, in CSS pixels.
    pub height: u32,
    /// What stands there before something is drawn.
    pub placeholder: LocalizedText,
}

/// What a signature is kept as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignatureFormat {
    /// `png`.
    Png,
    /// `jpeg`.
    Jpeg,
    /// `svg`.
    Svg,
}

/// `html`: a formatted text.
#[derive(Clone, Debug, PartialEq)]
pub struct Html {
    /// Markup that was checked when the definition was compiled: the elements and attributes of
    /// `docs/surveys.md`, well-formed, with no script, style or foreign resource in it.
    pub html: LocalizedText,
}

/// `image`: a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// `imageLink`: an `https:` address or a `data:` URL of a picture.
    pub link: LocalizedText,
    /// `altText`.
    pub alt: LocalizedText,
    /// `imageHeight`, in CSS pixels.
    pub height: Option<u32>,
    /// `imageWidth`, in CSS pixels.
    pub width: Option<u32>,
}

/// `expression`: shows what an expression comes to, which is kept as its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// The expression; without one there is never a value.
    pub expression: Option<Expression>,
    /// `format`, in which `{0}` is the value.
    pub format: LocalizedText,
    /// `displayStyle`.
    pub style: DisplayStyle,
    /// `currency`, an ISO 4217 code.
    pub currency: Box<str>,
    /// `maximumFractionDigits`.
    pub max_fraction_digits: Option<u32>,
    /// `minimumFractionDigits`.
    pub min_fraction_digits: Option<u32>,
    /// `useGrouping`.
    pub grouping: bool,
    /// `precision`: how many digits the value itself is rounded to.
    pub precision: Option<u32>,
}

/// How a computed value is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DisplayStyle {
    /// As it is.
    None,
    /// As a number of the respondent's language.
    Decimal,
    /// As an amount of money.
    Currency,
    /// As hundredths.
    Percent,
    /// As a date.
    Date,
}
