//! Validators, triggers, calculated values, texts for when something holds.

use super::{Class, Constant, Kind, Property, count, expression, flag, flag_on, meant, only, text};

/// What every validator has.
const VALIDATOR: &[Property] =
    &[text("text"), only("notificationType", &[Constant::Word("error")])];

static NUMERIC: Class = Class {
    name: "numericvalidator",
    properties: &[VALIDATOR, &[meant("minValue", Kind::Number), meant("maxValue", Kind::Number)]],
};

static LENGTH: Class = Class {
    name: "textvalidator",
    properties: &[
        VALIDATOR,
        &[
            count("minLength", 0, 1_000_000).otherwise(Constant::Number(0)),
            count("maxLength", 0, 1_000_000).otherwise(Constant::Number(0)),
            flag_on("allowDigits"),
        ],
    ],
};

static ANSWER_COUNT: Class = Class {
    name: "answercountvalidator",
    properties: &[VALIDATOR, &[count("minCount", 0, 10_000), count("maxCount", 0, 10_000)]],
};

static REGEX: Class = Class {
    name: "regexvalidator",
    properties: &[
        VALIDATOR,
        &[meant("regex", Kind::String).needed(), flag("caseInsensitive").older(&["insensitive"])],
    ],
};

static EMAIL: Class = Class { name: "emailvalidator", properties: &[VALIDATOR] };

static HOLDS: Class = Class {
    name: "expressionvalidator",
    properties: &[VALIDATOR, &[expression("expression").needed()]],
};

/// The validators, by `type`; the word may end in `validator`.
pub static VALIDATOR_TYPES: &[(&str, &Class)] = &[
    ("numeric", &NUMERIC),
    ("text", &LENGTH),
    ("answercount", &ANSWER_COUNT),
    ("regex", &REGEX),
    ("email", &EMAIL),
    ("expression", &HOLDS),
];

/// What every trigger has: an expression, or what SurveyJS had before there were any.
const TRIGGER: &[Property] = &[
    expression("expression"),
    meant("name", Kind::Reference),
    meant(
        "operator",
        Kind::Word(&[
            "equal",
            "notequal",
            "empty",
            "notempty",
            "contains",
            "notcontains",
            "greater",
            "less",
            "greaterorequal",
            "lessorequal",
        ]),
    ),
    meant("value", Kind::Scalar),
];

static COMPLETE: Class = Class { name: "completetrigger", properties: &[TRIGGER] };

static SET_VALUE: Class = Class {
    name: "setvaluetrigger",
    properties: &[
        TRIGGER,
        &[
            meant("setToName", Kind::Reference).needed(),
            meant("setValue", Kind::Any),
            flag("isVariable"),
        ],
    ],
};

static COPY_VALUE: Class = Class {
    name: "copyvaluetrigger",
    properties: &[
        TRIGGER,
        &[
            meant("setToName", Kind::Reference).needed(),
            meant("fromName", Kind::Reference).needed(),
            only("copyDisplayValue", &[Constant::Flag(false)]),
        ],
    ],
};

static SKIP: Class = Class {
    name: "skiptrigger",
    properties: &[TRIGGER, &[meant("gotoName", Kind::Reference).needed()]],
};

static RUN: Class = Class {
    name: "runexpressiontrigger",
    properties: &[TRIGGER, &[meant("setToName", Kind::Reference), expression("runExpression")]],
};

static SHOW: Class = Class {
    name: "visibletrigger",
    properties: &[
        TRIGGER,
        &[meant("pages", Kind::References), meant("questions", Kind::References)],
    ],
};

/// The triggers, by `type`; the word may end in `trigger`.
pub static TRIGGER_TYPES: &[(&str, &Class)] = &[
    ("complete", &COMPLETE),
    ("setvalue", &SET_VALUE),
    ("copyvalue", &COPY_VALUE),
    ("skip", &SKIP),
    ("runexpression", &RUN),
    ("visible", &SHOW),
];

/// One of `calculatedValues`.
pub(super) static CALCULATED: Class = Class {
    name: "calculatedvalue",
    properties: &[&[
        meant("name", Kind::Name).needed(),
        expression("expression").needed(),
        flag("includeIntoResult"),
    ]],
};

pub(super) static HTML_IF: Class = Class {
    name: "htmlconditionitem",
    properties: &[&[expression("expression").needed(), meant("html", Kind::Markup).needed()]],
};

pub(super) static URL_IF: Class = Class {
    name: "urlconditionitem",
    properties: &[&[expression("expression").needed(), meant("url", Kind::Link).needed()]],
};
