//! Questions that offer choices.

use super::matrix::COLUMN;
use super::question::{ANSWERED, ELEMENT, LAYOUT, NAMED, OF_QUESTION, RENDERED};
use super::{
    Class, Constant, Kind, NO, Property, Status, YES, count, expression, flag, ignored, looks,
    meant, not_supported, only, text, word,
};

/// What every choice, row and column has.
pub(super) const VALUED: &[Property] = &[
    meant("value", Kind::ChoiceValue).needed(),
    text("text"),
    expression("visibleIf"),
    expression("enableIf"),
    only("randomize", &[YES]),
    not_supported("randomizeCategory"),
];

/// What a choice has that an answer can hold.
pub(super) const SCORED: &[Property] = &[meant("nordsvar", Kind::Object(&ADDITIONS))];

/// Our additions to a choice.
static ADDITIONS: Class =
    Class { name: "nordsvar of a choice", properties: &[&[meant("score", Kind::Number)]] };

/// What SurveyJS has for texts and questions beside a choice.
const BESIDE: &[Property] = &[
    only("showCommentArea", &[NO]),
    only("isCommentRequired", &[NO]),
    not_supported("commentPlaceholder"),
    not_supported("elements"),
];

/// A choice.
pub(super) static CHOICE: Class =
    Class { name: "choiceitem", properties: &[VALUED, SCORED, BESIDE] };

/// A choice of a question in which several can be chosen.
static CHECK: Class =
    Class { name: "checkboxitem", properties: &[VALUED, SCORED, BESIDE, &[flag("isExclusive")]] };

static BUTTON: Class = Class {
    name: "buttongroupitemvalue",
    properties: &[
        VALUED,
        SCORED,
        BESIDE,
        &[looks("showCaption"), looks("iconName"), looks("iconSize")],
    ],
};

static PICTURE: Class = Class {
    name: "imageitemvalue",
    properties: &[VALUED, SCORED, &[meant("imageLink", Kind::Picture)]],
};

/// What a question has that offers choices, apart from the choices.
const OFFERING: &[Property] = &[
    meant("choicesFromQuestion", Kind::Reference),
    word("choicesFromQuestionMode", &["all", "selected", "unselected"]),
    meant("choiceValuesFromQuestion", Kind::Reference),
    meant("choiceTextsFromQuestion", Kind::Reference),
    word("choicesOrder", &["none", "asc", "desc", "random"]),
    Property { status: Status::ThirdParty, ..not_supported("choicesByUrl") },
    flag("hideIfChoicesEmpty"),
    expression("choicesVisibleIf"),
    expression("choicesEnableIf"),
    looks("itemComponent"),
];

/// SurveyJS's own choices, all but one.
const SPECIAL: &[Property] = &[
    flag("showNoneItem").older(&["hasNone"]),
    flag("showRefuseItem"),
    flag("showDontKnowItem"),
    text("noneText"),
    text("refuseText"),
    text("dontKnowText"),
    looks("separateSpecialChoices"),
];

/// The choice beside which something else is written.
const OTHER: &[Property] = &[
    flag("showOtherItem").older(&["hasOther"]),
    text("otherPlaceholder").older(&["otherPlaceHolder"]),
    text("otherText"),
    text("otherErrorText"),
    only("storeOthersAsComment", &[YES, Constant::Word("default"), Constant::Word("true")]),
];

/// What is not there: SurveyJS has the property, and the question is none that can have it.
const NO_OTHER: &[Property] = &[only("showOtherItem", &[NO]).older(&["hasOther"])];

const CHOICES: &[Property] = &[meant("choices", Kind::Choices(&CHOICE))];
const CHECKS: &[Property] = &[meant("choices", Kind::Choices(&CHECK))];
const COLUMNS: &[Property] = &[count("colCount", 0, 5).otherwise(Constant::Number(1))];
const CLEARED: &[Property] = &[looks("allowClear").older(&["showClearButton"])];

const BOUNDS: &[Property] = &[
    count("minSelectedChoices", 0, 10_000).otherwise(Constant::Number(0)),
    count("maxSelectedChoices", 0, 10_000).otherwise(Constant::Number(0)),
    not_supported("valuePropertyName"),
];

const SELECT_ALL: &[Property] =
    &[flag("showSelectAllItem").older(&["hasSelectAll"]), text("selectAllText")];

pub(super) static RADIOGROUP: Class = Class {
    name: "radiogroup",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        OFFERING,
        SPECIAL,
        OTHER,
        CHOICES,
        COLUMNS,
        CLEARED,
    ],
};

pub(super) static RADIOGROUP_CELL: Class = Class {
    name: "radiogroup",
    properties: &[
        ELEMENT,
        COLUMN,
        ANSWERED,
        OF_QUESTION,
        RENDERED,
        OFFERING,
        SPECIAL,
        OTHER,
        CHOICES,
        CLEARED,
    ],
};

pub(super) static BUTTONGROUP: Class = Class {
    name: "buttongroup",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        OFFERING,
        SPECIAL,
        NO_OTHER,
        COLUMNS,
        &[meant("choices", Kind::Choices(&BUTTON)), looks("renderAs")],
    ],
};

pub(super) static CHECKBOX: Class = Class {
    name: "checkbox",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        OFFERING,
        SPECIAL,
        OTHER,
        CHECKS,
        COLUMNS,
        BOUNDS,
        SELECT_ALL,
    ],
};

pub(super) static CHECKBOX_CELL: Class = Class {
    name: "checkbox",
    properties: &[
        ELEMENT,
        COLUMN,
        ANSWERED,
        OF_QUESTION,
        RENDERED,
        OFFERING,
        SPECIAL,
        OTHER,
        CHECKS,
        BOUNDS,
        SELECT_ALL,
    ],
};

/// What a list that opens has.
const LIST: &[Property] = &[
    text("placeholder").older(&["placeHolder", "optionsCaption"]),
    looks("allowClear").older(&["showOptionsCaption"]),
    looks("searchEnabled"),
    looks("searchMode"),
    looks("textWrapEnabled"),
    only("allowCustomChoices", &[NO]),
    ignored("createCustomChoiceText", Kind::Text),
    only("choicesLazyLoadEnabled", &[NO]),
    looks("choicesLazyLoadPageSize"),
    looks("renderAs"),
];

/// What a `dropdown` has of its own.
const DROPDOWN_OWN: &[Property] = &[
    meant("choicesMin", Kind::Number).otherwise(Constant::Number(0)),
    meant("choicesMax", Kind::Number).otherwise(Constant::Number(0)),
    meant("choicesStep", Kind::Number).otherwise(Constant::Number(1)),
    looks("autocomplete").older(&["autoComplete"]),
    looks("inputFieldComponent"),
];

pub(super) static DROPDOWN: Class = Class {
    name: "dropdown",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        OFFERING,
        SPECIAL,
        OTHER,
        CHOICES,
        LIST,
        DROPDOWN_OWN,
    ],
};

pub(super) static DROPDOWN_CELL: Class = Class {
    name: "dropdown",
    properties: &[
        ELEMENT,
        COLUMN,
        ANSWERED,
        OF_QUESTION,
        OFFERING,
        SPECIAL,
        OTHER,
        CHOICES,
        LIST,
        DROPDOWN_OWN,
    ],
};

const TAGS: &[Property] = &[looks("hideSelectedItems"), looks("closeOnSelect")];

pub(super) static TAGBOX: Class = Class {
    name: "tagbox",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        OFFERING,
        SPECIAL,
        OTHER,
        CHECKS,
        COLUMNS,
        BOUNDS,
        SELECT_ALL,
        LIST,
        TAGS,
    ],
};

pub(super) static TAGBOX_CELL: Class = Class {
    name: "tagbox",
    properties: &[
        ELEMENT,
        COLUMN,
        ANSWERED,
        OF_QUESTION,
        OFFERING,
        SPECIAL,
        OTHER,
        CHECKS,
        BOUNDS,
        SELECT_ALL,
        LIST,
        TAGS,
    ],
};

pub(super) static RANKING: Class = Class {
    name: "ranking",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        OFFERING,
        NO_OTHER,
        CHOICES,
        BOUNDS,
        &[
            flag("selectToRankEnabled"),
            looks("selectToRankSwapAreas"),
            looks("selectToRankAreasLayout"),
            ignored("selectToRankEmptyRankedAreaText", Kind::Text),
            ignored("selectToRankEmptyUnrankedAreaText", Kind::Text),
            looks("longTap"),
            only("showNoneItem", &[NO]).older(&["hasNone"]),
            only("showSelectAllItem", &[NO]).older(&["hasSelectAll"]),
        ],
    ],
};

pub(super) static IMAGE_PICKER: Class = Class {
    name: "imagepicker",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        OFFERING,
        &[
            meant("choices", Kind::Choices(&PICTURE)),
            only("contentMode", &[Constant::Word("image")]),
            looks("imageFit"),
            looks("imageHeight"),
            looks("imageWidth"),
            looks("minImageWidth"),
            looks("minImageHeight"),
            looks("maxImageWidth"),
            looks("maxImageHeight"),
            flag("showLabel"),
            count("colCount", 0, 5).otherwise(Constant::Number(0)),
            flag("multiSelect"),
        ],
    ],
};
