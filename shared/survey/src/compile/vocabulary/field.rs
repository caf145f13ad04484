//! Questions with a field or a scale.

use super::matrix::COLUMN;
use super::question::{ANSWERED, ELEMENT, ITEM_ADDITIONS, LAYOUT, NAMED, OF_QUESTION, RENDERED};
use super::select::{SCORED, VALUED};
use super::{
    Class, Constant, Kind, NO, Property, count, expression, flag, flag_on, ignored, looks, meant,
    not_supported, only, text, word,
};

/// What a `text` field and its kin have.
const FIELD: &[Property] = &[
    word(
        "inputType",
        &[
            "text",
            "email",
            "url",
            "tel",
            "color",
            "number",
            "range",
            "date",
            "time",
            "datetime-local",
            "month",
            "week",
        ],
    ),
    only("maskType", &[Constant::Word("none")]),
    not_supported("maskSettings"),
    looks("inputTextAlignment"),
    count("maxLength", -1, 1_000_000).otherwise(Constant::Number(-1)),
    looks("inputSize").older(&["size"]),
    text("placeholder").older(&["placeHolder"]),
    expression("minValueExpression"),
    expression("maxValueExpression"),
];

/// What a `text` question has of its own.
pub(super) const TEXT_OWN: &[Property] = &[
    looks("textUpdateMode"),
    meant("autocomplete", Kind::String).older(&["autoComplete"]),
    meant("min", Kind::Scalar),
    meant("max", Kind::Scalar),
    meant("step", Kind::Scalar),
    text("minErrorText"),
    text("maxErrorText"),
    text("stepErrorText"),
    meant("dataList", Kind::Texts),
];

pub(super) static TEXT: Class = Class {
    name: "text",
    properties: &[ELEMENT, NAMED, ANSWERED, OF_QUESTION, LAYOUT, RENDERED, FIELD, TEXT_OWN],
};

pub(super) static TEXT_CELL: Class = Class {
    name: "text",
    properties: &[ELEMENT, COLUMN, ANSWERED, OF_QUESTION, RENDERED, FIELD, TEXT_OWN],
};

/// What a `comment` has of its own.
const COMMENT_OWN: &[Property] = &[
    count("maxLength", -1, 1_000_000).otherwise(Constant::Number(-1)),
    looks("cols"),
    count("rows", 1, 50).otherwise(Constant::Number(4)),
    text("placeholder").older(&["placeHolder"]),
    looks("textUpdateMode"),
    looks("autoGrow"),
    looks("allowResize"),
    flag_on("acceptCarriageReturn"),
];

pub(super) static COMMENT: Class = Class {
    name: "comment",
    properties: &[ELEMENT, NAMED, ANSWERED, OF_QUESTION, LAYOUT, RENDERED, COMMENT_OWN],
};

pub(super) static COMMENT_CELL: Class = Class {
    name: "comment",
    properties: &[ELEMENT, COLUMN, ANSWERED, OF_QUESTION, RENDERED, COMMENT_OWN],
};

pub(super) static MULTIPLE_TEXT: Class = Class {
    name: "multipletext",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        &[
            meant("items", Kind::List(&ITEM)).needed(),
            looks("inputSize").older(&["itemSize"]),
            count("colCount", 1, 5).otherwise(Constant::Number(1)),
            looks("itemErrorLocation"),
            looks("itemTitleWidth"),
        ],
    ],
};

/// An item of a `multipletext`.
static ITEM: Class = Class {
    name: "multipletextitem",
    properties: &[
        NAMED,
        FIELD,
        &[
            text("title"),
            flag("isRequired"),
            text("requiredErrorText"),
            expression("defaultValueExpression"),
            meant("validators", Kind::Typed(super::VALIDATOR_TYPES, "validator")),
            meant("nordsvar", Kind::Object(&ITEM_ADDITIONS)),
        ],
    ],
};

/// What a `boolean` has of its own.
const BOOLEAN_OWN: &[Property] = &[
    text("labelTrue"),
    text("labelFalse"),
    meant("valueTrue", Kind::ChoiceValue),
    meant("valueFalse", Kind::ChoiceValue),
    flag("swapOrder"),
    looks("displayMode"),
    looks("renderAs"),
    looks("useTitleAsLabel"),
];

pub(super) static BOOLEAN: Class = Class {
    name: "boolean",
    properties: &[ELEMENT, NAMED, ANSWERED, OF_QUESTION, LAYOUT, BOOLEAN_OWN],
};

pub(super) static BOOLEAN_CELL: Class =
    Class { name: "boolean", properties: &[ELEMENT, COLUMN, ANSWERED, OF_QUESTION, BOOLEAN_OWN] };

/// What a `rating` has of its own.
const RATING_OWN: &[Property] = &[
    word("rateType", &["labels", "stars", "smileys"]).older(&["rateDisplayMode"]),
    looks("scaleColorMode"),
    looks("rateColorMode"),
    meant("autoGenerate", Kind::Flag),
    count("rateCount", 2, 101),
    meant("rateValues", Kind::Choices(&RATE)),
    meant("rateMin", Kind::Number),
    meant("rateMax", Kind::Number),
    meant("rateStep", Kind::Number),
    text("minRateDescription").older(&["mininumRateDescription"]),
    text("maxRateDescription").older(&["maximumRateDescription"]),
    looks("displayRateDescriptionsAsExtremeItems"),
    looks("rateDescriptionLocation"),
    word("displayMode", &["auto", "buttons", "dropdown"]),
    looks("itemComponent"),
];

pub(super) static RATING: Class = Class {
    name: "rating",
    properties: &[ELEMENT, NAMED, ANSWERED, OF_QUESTION, LAYOUT, RENDERED, RATING_OWN],
};

pub(super) static RATING_CELL: Class = Class {
    name: "rating",
    properties: &[ELEMENT, COLUMN, ANSWERED, OF_QUESTION, RENDERED, RATING_OWN],
};

/// A value of a rating.
static RATE: Class = Class { name: "ratingitem", properties: &[VALUED, SCORED] };

/// What a `slider` has of its own.
const SLIDER_OWN: &[Property] = &[
    word("sliderType", &["single", "range"]),
    looks("autoGenerate"),
    meant("min", Kind::Number).otherwise(Constant::Number(0)),
    meant("max", Kind::Number).otherwise(Constant::Number(100)),
    meant("step", Kind::Number).otherwise(Constant::Number(1)),
    expression("minValueExpression"),
    expression("maxValueExpression"),
    meant("minRangeLength", Kind::Number),
    meant("maxRangeLength", Kind::Number),
    meant("customLabels", Kind::Choices(&LABEL)),
    looks("showLabels"),
    looks("tooltipVisibility"),
    looks("labelFormat"),
    looks("tooltipFormat"),
    looks("allowDragRange"),
    looks("allowSwap"),
    looks("labelCount"),
    looks("allowClear"),
];

pub(super) static SLIDER: Class = Class {
    name: "slider",
    properties: &[ELEMENT, NAMED, ANSWERED, OF_QUESTION, LAYOUT, RENDERED, SLIDER_OWN],
};

pub(super) static SLIDER_CELL: Class = Class {
    name: "slider",
    properties: &[ELEMENT, COLUMN, ANSWERED, OF_QUESTION, RENDERED, SLIDER_OWN],
};

/// What a number of a slider is called.
static LABEL: Class = Class {
    name: "sliderlabel",
    properties: &[&[
        meant("value", Kind::ChoiceValue).needed(),
        text("text"),
        only("showValue", &[NO]),
        ignored("randomize", Kind::Flag),
    ]],
};
