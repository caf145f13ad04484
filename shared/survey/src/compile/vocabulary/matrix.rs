//! Matrices, and questions that hold questions.

use super::question::{ANSWERED, ELEMENT, LAYOUT, NAMED, OF_QUESTION, RENDERED};
use super::select::{CHOICE, SCORED, VALUED};
use super::{
    Class, Constant, Kind, NO, Property, YES, count, expression, field, flag, flag_on, ignored,
    looks, meant, media, not_supported, only, select, text, word,
};

/// What every matrix has.
const GRID: &[Property] = &[
    looks("columnMinWidth"),
    only("showHeader", &[YES]),
    looks("verticalAlign"),
    looks("alternateRows"),
    looks("displayMode"),
    looks("rowTitleWidth"),
];

static ROW: Class = Class { name: "row", properties: &[VALUED] };

static GRID_COLUMN: Class =
    Class { name: "matrixcolumn", properties: &[VALUED, SCORED, &[flag("isExclusive")]] };

pub(super) static MATRIX: Class = Class {
    name: "matrix",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        GRID,
        &[
            meant("columns", Kind::Choices(&GRID_COLUMN)).needed(),
            meant("rows", Kind::Choices(&ROW)).needed(),
            not_supported("cells"),
            word("rowOrder", &["initial", "random"]).older(&["rowsOrder"]),
            flag("eachRowRequired").older(&["isAllRowRequired"]),
            flag("eachRowUnique"),
            flag("hideIfRowsEmpty"),
            looks("cellComponent"),
            word("cellType", &["radio", "checkbox"]),
            expression("rowsVisibleIf"),
            expression("columnsVisibleIf"),
        ],
    ],
};

/// What a matrix has whose columns are questions.
const CELLS: &[Property] = &[
    meant("columns", Kind::Columns).needed(),
    looks("columnLayout").older(&["columnsLocation"]),
    looks("transposeData"),
    not_supported("detailElements"),
    only("detailPanelMode", &[Constant::Word("none")]),
    looks("cellErrorLocation"),
    looks("detailErrorLocation"),
    looks("horizontalScroll"),
    meant("choices", Kind::Choices(&CHOICE)),
    text("placeholder").older(&["placeHolder", "optionsCaption"]),
    text("keyDuplicationError"),
    ignored("singleInputTitleTemplate", Kind::Text),
    meant("cellType", Kind::Word(CELL_WORDS)).otherwise(Constant::Word("dropdown")),
    count("columnColCount", 0, 4).otherwise(Constant::Number(0)),
    looks("allowAdaptiveActions"),
    not_supported("columnsVisibleIf"),
    text("totalText"),
];

const CELL_WORDS: &[&str] = &[
    "dropdown",
    "checkbox",
    "radiogroup",
    "tagbox",
    "text",
    "comment",
    "boolean",
    "expression",
    "rating",
    "slider",
];

pub(super) static MATRIX_DROPDOWN: Class = Class {
    name: "matrixdropdown",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        GRID,
        CELLS,
        &[
            meant("rows", Kind::Choices(&ROW)).needed(),
            expression("rowsVisibleIf"),
            flag("hideIfRowsEmpty"),
            word("rowOrder", &["initial", "random"]).older(&["rowsOrder"]),
        ],
    ],
};

pub(super) static MATRIX_DYNAMIC: Class = Class {
    name: "matrixdynamic",
    properties: &[
        ELEMENT,
        NAMED,
        ANSWERED,
        OF_QUESTION,
        LAYOUT,
        RENDERED,
        GRID,
        CELLS,
        &[
            not_supported("rowsVisibleIf"),
            flag_on("allowAddRows"),
            flag_on("allowRemoveRows"),
            count("rowCount", 0, 1000).otherwise(Constant::Number(2)),
            expression("rowCountExpression"),
            count("minRowCount", 0, 1000).otherwise(Constant::Number(0)),
            count("maxRowCount", 1, 1000).otherwise(Constant::Number(1000)),
            meant("keyName", Kind::Reference),
            meant("defaultRowValue", Kind::Answer),
            flag("copyDefaultValueFromLastEntry").older(&["defaultValueFromLastRow"]),
            looks("confirmDelete"),
            ignored("confirmDeleteText", Kind::Text),
            looks("addRowButtonLocation").older(&["addRowLocation"]),
            text("addRowText"),
            text("removeRowText"),
            looks("hideColumnsIfEmpty"),
            text("noRowsText").older(&["emptyRowsText"]),
            looks("detailPanelShowOnAdding"),
            only("allowRowReorder", &[NO]).older(&["allowRowsDragAndDrop"]),
        ],
    ],
};

/// What every column has.
pub(super) const COLUMN: &[Property] = &[
    meant("name", Kind::Name).needed(),
    ignored("cellHint", Kind::Text),
    word(
        "cellType",
        &[
            "default",
            "dropdown",
            "checkbox",
            "radiogroup",
            "tagbox",
            "text",
            "comment",
            "boolean",
            "expression",
            "rating",
            "slider",
        ],
    ),
    count("colCount", -1, 4).otherwise(Constant::Number(-1)),
    flag("isUnique"),
    looks("minWidth"),
    looks("maxWidth"),
    looks("width"),
    looks("colSpan"),
    looks("showInMultipleColumns"),
    word("totalType", &["none", "sum", "count", "min", "max", "avg"]),
    expression("totalExpression"),
    text("totalFormat"),
    word("totalDisplayStyle", &["none", "decimal", "currency", "percent"]),
    looks("totalAlignment"),
    meant("totalCurrency", Kind::String).otherwise(Constant::Word("USD")),
    count("totalMaximumFractionDigits", -1, 20).otherwise(Constant::Number(-1)),
    count("totalMinimumFractionDigits", -1, 20).otherwise(Constant::Number(-1)),
];

/// The questions that the cells of a column can be, by `cellType`.
pub static CELL_TYPES: &[(&str, &Class)] = &[
    ("dropdown", &select::DROPDOWN_CELL),
    ("checkbox", &select::CHECKBOX_CELL),
    ("radiogroup", &select::RADIOGROUP_CELL),
    ("tagbox", &select::TAGBOX_CELL),
    ("text", &field::TEXT_CELL),
    ("comment", &field::COMMENT_CELL),
    ("boolean", &field::BOOLEAN_CELL),
    ("expression", &media::EXPRESSION_CELL),
    ("rating", &field::RATING_CELL),
    ("slider", &field::SLIDER_CELL),
];

/// What a dynamic panel has of its own.
const PANELS: &[Property] = &[
    meant("templateElements", Kind::Elements).older(&["questions"]),
    text("templateTitle"),
    ignored("templateTabTitle", Kind::Text),
    ignored("tabTitlePlaceholder", Kind::Text),
    text("templateDescription"),
    text("noEntriesText"),
    flag_on("allowAddPanel"),
    flag_on("allowRemovePanel"),
    only("newPanelPosition", &[Constant::Word("last")]),
    count("panelCount", 0, 1000).otherwise(Constant::Number(0)),
    expression("panelCountExpression"),
    count("minPanelCount", 0, 1000).otherwise(Constant::Number(0)),
    count("maxPanelCount", 1, 1000).otherwise(Constant::Number(100)),
    meant("defaultPanelValue", Kind::Answer),
    flag("copyDefaultValueFromLastEntry").older(&["defaultValueFromLastPanel"]),
    looks("panelsState"),
    meant("keyName", Kind::Reference),
    text("keyDuplicationError"),
    looks("confirmDelete"),
    ignored("confirmDeleteText", Kind::Text),
    text("addPanelText").older(&["panelAddText"]),
    text("removePanelText").older(&["panelRemoveText"]),
    ignored("prevPanelText", Kind::Text).older(&["panelPrevText"]),
    ignored("nextPanelText", Kind::Text).older(&["panelNextText"]),
    only("showQuestionNumbers", &[Constant::Word("off"), NO]),
    not_supported("questionStartIndex"),
    looks("renderMode"),
    looks("displayMode"),
    looks("showProgressBar").older(&["showRangeInProgress"]),
    looks("progressBarLocation"),
    looks("tabAlign"),
    word("templateQuestionTitleLocation", &["default", "top", "bottom", "left", "hidden"])
        .older(&["templateTitleLocation"]),
    looks("templateQuestionTitleWidth"),
    looks("templateErrorLocation"),
    expression("templateVisibleIf"),
    looks("removePanelButtonLocation").older(&["panelRemoveButtonLocation"]),
];

pub(super) static PANEL_DYNAMIC: Class = Class {
    name: "paneldynamic",
    properties: &[ELEMENT, NAMED, ANSWERED, OF_QUESTION, LAYOUT, RENDERED, PANELS],
};
