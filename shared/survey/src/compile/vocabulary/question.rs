//! What is the same for all questions, panels and pages.

use super::logic::VALIDATOR_TYPES;
use super::{
    Class, Constant, Kind, Property, expression, flag, flag_on, ignored, looks, meant,
    not_supported, only, text, word,
};

/// What only says where and how wide an element stands.
pub(super) const LAYOUT: &[Property] = &[
    looks("width"),
    looks("minWidth"),
    looks("maxWidth"),
    looks("colSpan"),
    looks("effectiveColSpan"),
    looks("startWithNewLine"),
    looks("indent"),
    looks("innerIndent"),
    looks("page"),
    looks("state"),
    only("randomize", &[Constant::Flag(true)]),
    not_supported("randomizeCategory"),
];

/// What every element has.
pub(super) const ELEMENT: &[Property] = &[flag_on("visible"), expression("visibleIf")];

/// The name of a question, which it must have.
pub(super) const NAMED: &[Property] = &[meant("name", Kind::Name).needed()];

/// Where a description stands; none can be hidden.
pub(super) const DESCRIPTION_PLACES: &[Constant] =
    &[Constant::Word("default"), Constant::Word("underInput"), Constant::Word("underTitle")];

/// What is said of an answer and its control.
pub(super) const ANSWERED: &[Property] = &[
    text("title"),
    expression("enableIf"),
    expression("requiredIf"),
    expression("resetValueIf"),
    expression("setValueIf"),
    expression("setValueExpression"),
    flag("isRequired"),
    text("requiredErrorText"),
    flag("readOnly"),
    meant("validators", Kind::Typed(VALIDATOR_TYPES, "validator")),
    not_supported("defaultDisplayValue"),
];

/// More of it, for what is a question on its own or a cell that is one.
pub(super) const OF_QUESTION: &[Property] = &[
    word("titleLocation", &["default", "top", "bottom", "left", "hidden"]),
    text("description"),
    only("descriptionLocation", DESCRIPTION_PLACES),
    looks("errorLocation"),
    flag_on("showNumber"),
    meant("valueName", Kind::Reference),
    meant("defaultValue", Kind::Answer),
    expression("defaultValueExpression"),
    not_supported("correctAnswer"),
    word("clearIfInvisible", &["default", "none", "onComplete", "onHidden", "onHiddenContainer"]),
    not_supported("bindings"),
    flag("showCommentArea").older(&["hasComment"]),
    text("commentText"),
    text("commentPlaceholder").older(&["commentPlaceHolder"]),
    flag_on("useDisplayValuesInDynamicTexts").older(&["useDisplayValuesInTitle"]),
    meant("nordsvar", Kind::Object(&ADDITIONS)),
];

/// `renderAs`, of what is shown in one way.
pub(super) const RENDERED: &[Property] = &[only("renderAs", &[Constant::Word("default")])];

/// What elements have that ask nothing.
pub(super) const ASKING_NOTHING: &[Property] = &[
    ignored("title", Kind::Text),
    ignored("description", Kind::Text),
    looks("titleLocation"),
    looks("descriptionLocation"),
    looks("errorLocation"),
    looks("showNumber"),
];

/// Our additions to a question.
static ADDITIONS: Class = Class {
    name: "nordsvar of a question",
    properties: &[&[
        meant("metric", Kind::Word(&["nps", "csat", "ces"])),
        flag("personal"),
        flag("score"),
    ]],
};

/// Our additions to an item of a `multipletext`.
pub(super) static ITEM_ADDITIONS: Class =
    Class { name: "nordsvar of an item", properties: &[&[flag("personal"), flag("score")]] };
