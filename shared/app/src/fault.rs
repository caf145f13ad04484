//! What is wrong with what was sent.

use crate::stay_evaluator::MAX_GUESTS;
use crate::{BatchFault, InvalidValue, MAX_EXTRA, MAX_PRODUCTS, MAX_TAGS};

/// Something that is wrong with one event. It says where and why, and nothing of what stands there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// Which event of the batch, from 0.
    pub index: usize,
    /// Where in the event: a JSON path (RFC 9535). Of members whose names the sender chose, it is the
    /// path of what they stand in.
    pub path: String,
    /// What is wrong.
    pub reason: Reason,
}

/// Why something is not taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Reason {
    /// The event is no object, or a part of it is none.
    #[error("must be an object")]
    NotAnObject,
    /// It must be a list.
    #[error("must be a list")]
    NotAList,
    /// It must be a text.
    #[error("must be a text")]
    NotAText,
    /// It must be `true` or `false`.
    #[error("must be true or false")]
    NotABoolean,
    /// It must be a text, a number, `true` or `false`.
    #[error("must be a text of at most 500 bytes, a number, true or false")]
    NotAScalar,
    /// There is no such member.
    #[error("is not known")]
    Unknown,
    /// It must be there.
    #[error("is missing")]
    Missing,
    /// Neither an e-mail address nor a telephone number says where to write to.
    #[error("needs an e-mail address or a telephone number")]
    Unreachable,
    /// It is none of the stages.
    #[error("must be checkout, shipped, delivered, cancelled or returned")]
    NotAStage,
    /// It is none of the things that become of a delivery.
    #[error("must be delivered, returned or failed")]
    NotAnOutcome,
    /// There are too many parcels.
    #[error("has more than {} parcels", crate::delivery_control::MAX_PARCELS)]
    TooManyParcels,
    /// What was promised ends before it begins.
    #[error("must not be before from")]
    EndsBefore,
    /// It is no moment.
    #[error("must be a moment with an offset (RFC 3339)")]
    NotAMoment,
    /// The moment is too far away to be right.
    #[error("must be at most two years ago and at most one year ahead")]
    FarAway,
    /// It is none of what may have happened to a stay.
    #[error("must be booked, arrived, departed, cancelled or no-show")]
    NotAStatus,
    /// It is no day.
    #[error("must be a day: 2026-11-27")]
    NotADay,
    /// The day of departure is before that of arrival.
    #[error("must not be before the arrival")]
    BeforeArrival,
    /// There are too many guests.
    #[error("has more than {MAX_GUESTS} guests")]
    TooManyGuests,
    /// It names no language.
    #[error("must be a language (BCP 47)")]
    NotALanguage,
    /// There are too many products.
    #[error("has more than {MAX_PRODUCTS} products")]
    TooManyProducts,
    /// There are too many tags.
    #[error("has more than {MAX_TAGS} tags")]
    TooManyTags,
    /// There are too many extra fields.
    #[error("has more than {MAX_EXTRA} fields")]
    TooManyFields,
    /// An extra field's name is none.
    #[error("has a field whose name is not 1 to 64 of a-z, A-Z, 0-9, _ and -")]
    NotAName,
    /// The same product, parcel or tag stands twice.
    #[error("stands there twice")]
    Twice,
    /// It is not such a value.
    #[error(transparent)]
    Value(#[from] InvalidValue),
    /// A webhook's body is not JSON within our bounds.
    #[error(transparent)]
    Body(#[from] BatchFault),
}

impl Reason {
    /// What a value must be, where that is all that is wrong.
    #[must_use]
    pub const fn rule(self) -> Option<&'static str> {
        if let Self::Value(InvalidValue(rule)) = self { Some(rule) } else { None }
    }

    /// Its name, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAnObject => "not-an-object",
            Self::NotAList => "not-a-list",
            Self::NotAText => "not-a-text",
            Self::NotABoolean => "not-a-boolean",
            Self::NotAScalar => "not-a-scalar",
            Self::Unknown => "unknown",
            Self::Missing => "missing",
            Self::Unreachable => "unreachable",
            Self::NotAStage => "not-a-stage",
            Self::NotAnOutcome => "not-an-outcome",
            Self::TooManyParcels => "too-many-parcels",
            Self::EndsBefore => "ends-before",
            Self::NotAMoment => "not-a-moment",
            Self::FarAway => "far-away",
            Self::NotAStatus => "not-a-status",
            Self::NotADay => "not-a-day",
            Self::BeforeArrival => "before-arrival",
            Self::TooManyGuests => "too-many-guests",
            Self::NotALanguage => "not-a-language",
            Self::TooManyProducts => "too-many-products",
            Self::TooManyTags => "too-many-tags",
            Self::TooManyFields => "too-many-fields",
            Self::NotAName => "not-a-name",
            Self::Twice => "twice",
            Self::Value(_) => "value",
            Self::Body(_) => "body",
        }
    }
}
