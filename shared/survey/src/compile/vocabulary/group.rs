//! Pages, panels, and what may stand in them.

use super::question::{ELEMENT, LAYOUT};
use super::{
    Class, Constant, Kind, NO, Property, YES, expression, field, flag, ignored, looks, matrix,
    meant, media, not_supported, only, select, text, word,
};

/// What pages and panels have.
const GROUP: &[Property] = &[
    text("title"),
    text("description"),
    flag("readOnly"),
    expression("enableIf"),
    expression("requiredIf"),
    looks("questionTitleWidth"),
    word("questionTitleLocation", &["default", "top", "bottom", "left", "hidden"]),
    ignored("gridLayoutColumns", Kind::Any),
    word("questionOrder", &["default", "initial", "random"]).older(&["questionsOrder"]),
    looks("questionErrorLocation"),
    looks("allowAdaptiveActions"),
    only("showNumber", &[NO]),
    not_supported("questionStartIndex"),
    meant("name", Kind::Name),
    meant("elements", Kind::Elements).older(&["questions"]),
];

/// A page.
pub(super) static PAGE: Class = Class {
    name: "page",
    properties: &[
        ELEMENT,
        GROUP,
        LAYOUT,
        &[
            flag("isRequired"),
            text("requiredErrorText"),
            only(
                "showNavigationButtons",
                &[
                    YES,
                    Constant::Word("default"),
                    Constant::Word("inherit"),
                    Constant::Word("show"),
                ],
            )
            .older(&["navigationButtonsVisibility"]),
            only("timeLimit", &[Constant::Number(0)]).older(&["maxTimeToFinish"]),
            looks("showQuestionNumbers"),
            ignored("navigationTitle", Kind::Text),
            ignored("navigationDescription", Kind::Text),
        ],
    ],
};

/// A panel.
static PANEL: Class = Class {
    name: "panel",
    properties: &[
        ELEMENT,
        GROUP,
        LAYOUT,
        &[
            flag("isRequired"),
            text("requiredErrorText"),
            word("showQuestionNumbers", &["default", "off"]),
            only("descriptionLocation", super::question::DESCRIPTION_PLACES),
            looks("errorLocation"),
        ],
    ],
};

/// What may stand on a page or in a panel, by `type`.
pub static ELEMENT_TYPES: &[(&str, &Class)] = &[
    ("text", &field::TEXT),
    ("comment", &field::COMMENT),
    ("multipletext", &field::MULTIPLE_TEXT),
    ("radiogroup", &select::RADIOGROUP),
    ("checkbox", &select::CHECKBOX),
    ("dropdown", &select::DROPDOWN),
    ("tagbox", &select::TAGBOX),
    ("buttongroup", &select::BUTTONGROUP),
    ("boolean", &field::BOOLEAN),
    ("rating", &field::RATING),
    ("ranking", &select::RANKING),
    ("slider", &field::SLIDER),
    ("imagepicker", &select::IMAGE_PICKER),
    ("matrix", &matrix::MATRIX),
    ("matrixdropdown", &matrix::MATRIX_DROPDOWN),
    ("matrixdynamic", &matrix::MATRIX_DYNAMIC),
    ("panel", &PANEL),
    ("paneldynamic", &matrix::PANEL_DYNAMIC),
    ("file", &media::FILE),
    ("signaturepad", &media::SIGNATURE),
    ("html", &media::HTML),
    ("image", &media::IMAGE),
    ("expression", &media::EXPRESSION),
];
