//! The survey as a whole.

use super::group::PAGE;
use super::logic::{CALCULATED, HTML_IF, TRIGGER_TYPES, URL_IF};
use super::{
    Class, Constant, FONTS, Kind, NO, Property, YES, count, expression, flag, flag_on, ignored,
    looks, meant, not_supported, only, text, word,
};

/// The survey.
pub static SURVEY: Class =
    Class { name: "survey", properties: &[CONTENT, NAVIGATION, TEXTS, ANSWERS, LOOKS, REFUSED] };

const CONTENT: &[Property] = &[
    meant("locale", Kind::Locale),
    text("title"),
    text("description"),
    flag_on("showTitle"),
    meant("pages", Kind::List(&PAGE)),
    meant("elements", Kind::Elements).older(&["questions"]),
    meant("triggers", Kind::Typed(TRIGGER_TYPES, "trigger")),
    meant("calculatedValues", Kind::List(&CALCULATED)),
    meant("nordsvar", Kind::Object(&ADDITIONS)),
];

const ON: Constant = Constant::Word("on");
const OFF: Constant = Constant::Word("off");

/// `showProgressBar` is a flag now and was a place before.
const PLACES: &[(Constant, Constant)] = &[
    (YES, YES),
    (NO, NO),
    (OFF, NO),
    (Constant::Word("auto"), YES),
    (ON, YES),
    (Constant::Word("top"), YES),
    (Constant::Word("bottom"), YES),
    (Constant::Word("both"), YES),
    (Constant::Word("topbottom"), YES),
    (Constant::Word("aboveheader"), YES),
    (Constant::Word("belowheader"), YES),
    (Constant::Word("belowHeader"), YES),
];

const NUMBERS: &[(Constant, Constant)] = &[
    (OFF, OFF),
    (ON, ON),
    (Constant::Word("onPage"), Constant::Word("onPage")),
    (Constant::Word("onpage"), Constant::Word("onPage")),
    (YES, ON),
    (NO, OFF),
];

const NAVIGATION: &[Property] = &[
    only("showNavigationButtons", &[YES]),
    only("showPrevButton", &[YES]),
    only("showCompletePage", &[YES]).older(&["showCompletedPage"]),
    meant("navigateToUrl", Kind::Link),
    meant("navigateToUrlOnCondition", Kind::List(&URL_IF)),
    word("questionOrder", &["initial", "random"]).older(&["questionsOrder"]),
    meant("showQuestionNumbers", Kind::OneOf(NUMBERS)).otherwise(OFF),
    meant("questionStartIndex", Kind::String),
    word("questionTitleLocation", &["top", "bottom", "left"]),
    meant("showProgressBar", Kind::OneOf(PLACES)).otherwise(NO),
    word("progressBarType", &["pages", "questions", "requiredQuestions"]),
    flag("firstPageIsStartPage").older(&["firstPageIsStarted"]),
    word("questionsOnPageMode", &["standard", "singlePage", "questionPerPage"]),
    only("showPreviewBeforeComplete", &[NO, Constant::Word("noPreview")]),
    only("showTOC", &[NO]),
    only("showTimer", &[NO]),
    only("timeLimit", &[Constant::Number(0)]).older(&["maxTimeToFinish"]),
    only("timeLimitPerPage", &[Constant::Number(0)]).older(&["maxTimeToFinishPage"]),
];

const TEXTS: &[Property] = &[
    meant("completedHtml", Kind::Markup),
    meant("completedHtmlOnCondition", Kind::List(&HTML_IF)),
    text("startSurveyText"),
    text("pagePrevText"),
    text("pageNextText"),
    text("completeText"),
    ignored("previewText", Kind::Text),
    ignored("editText", Kind::Text),
    meant("requiredMark", Kind::String).older(&["requiredText"]).otherwise(Constant::Word("*")),
];

const ANSWERS: &[Property] = &[
    flag("readOnly"),
    only("mode", &[Constant::Word("edit")]),
    only("storeOthersAsComment", &[YES]),
    count("maxTextLength", 0, 1_000_000).otherwise(Constant::Number(0)),
    count("maxCommentLength", 0, 1_000_000)
        .older(&["maxOthersLength"])
        .otherwise(Constant::Number(0)),
    word("clearInvisibleValues", &["onComplete", "none", "onHidden", "onHiddenContainer"]),
    flag("partialSendEnabled").older(&["sendResultOnPageNext"]),
];

const LOOKS: &[Property] = &[
    looks("$schema"),
    looks("sjsVersion"),
    looks("width"),
    looks("widthMode"),
    looks("fitToContainer"),
    looks("gridLayoutEnabled"),
    looks("headerView"),
    looks("showBrandInfo"),
    looks("logoWidth"),
    looks("logoHeight"),
    looks("logoFit"),
    looks("logoPosition"),
    looks("autoFocusFirstQuestion").older(&["focusFirstQuestionAutomatic"]),
    looks("autoFocusFirstError").older(&["focusOnFirstError"]),
    looks("navigationButtonsLocation"),
    looks("showPageTitles"),
    looks("showPageNumbers"),
    only("questionDescriptionLocation", super::question::DESCRIPTION_PLACES),
    looks("questionErrorLocation"),
    looks("progressBarLocation"),
    looks("progressBarShowNavigationText").older(&["progressBarShowPageTitles"]),
    looks("progressBarShowPageNumbers"),
    looks("progressBarNavigationTextLocation"),
    looks("progressBarInheritWidthFrom"),
    looks("tocLocation"),
    looks("matrixDragHandleArea"),
    looks("autoAdvanceEnabled").older(&["goNextPageAutomatic"]),
    looks("autoAdvanceAllowComplete").older(&["allowCompleteSurveyAutomatic"]),
    looks("checkErrorsMode"),
    looks("validateVisitedEmptyFields"),
    looks("textUpdateMode"),
    looks("autoGrowComment"),
    looks("allowResizeComment"),
    looks("commentAreaRows"),
    looks("surveyShowDataSaving"),
    looks("backgroundOpacity"),
    looks("backgroundImageFit"),
    looks("backgroundImageAttachment"),
    looks("previewMode"),
    looks("timerLocation"),
    looks("timerInfoMode").older(&["showTimerPanelMode"]),
    only("questionTitlePattern", &[Constant::Word("numTitleRequire")]),
];

const REFUSED: &[Property] = &[
    not_supported("regionalFormat"),
    not_supported("logo"),
    not_supported("backgroundImage"),
    not_supported("completedBeforeHtml"),
    not_supported("loadingHtml"),
    not_supported("surveyId"),
    not_supported("surveyPostId"),
    not_supported("cookieName"),
    not_supported("tocItemComponent"),
    not_supported("questionTitleTemplate"),
];

/// Our additions to a survey.
static ADDITIONS: Class = Class {
    name: "nordsvar of a survey",
    properties: &[&[
        flag_on("draft"),
        meant("quotas", Kind::List(&QUOTA)),
        meant("retention", Kind::Object(&RETENTION)),
        meant("theme", Kind::Object(&THEME)),
        meant("opens", Kind::Moment),
        meant("closes", Kind::Moment),
        count("limit", 1, 10_000_000),
        count("perMinute", 1, 100_000),
        count("minSeconds", 1, 600),
        count("proofOfWork", 1_000, 1_000_000),
    ]],
};

/// A bound on how many responses of a kind are taken.
static QUOTA: Class = Class {
    name: "quota",
    properties: &[&[
        meant("name", Kind::String).needed(),
        count("limit", 0, 10_000_000).needed(),
        expression("if"),
    ]],
};

static RETENTION: Class =
    Class { name: "retention", properties: &[&[count("days", 1, 36_500).needed()]] };

/// The brand of the survey's pages.
static THEME: Class = Class {
    name: "theme",
    properties: &[
        COLOURS,
        &[
            meant("dark", Kind::Object(&DARK)),
            count("radius", 0, 24),
            word("font", FONTS),
            meant("logo", Kind::Picture),
            text("logoAlt"),
        ],
    ],
};

/// The colours of a theme for whoever asks for dark.
static DARK: Class = Class { name: "theme in dark", properties: &[COLOURS] };

const COLOURS: &[Property] = &[
    meant("accent", Kind::Colour),
    meant("background", Kind::Colour),
    meant("surface", Kind::Colour),
    meant("text", Kind::Colour),
];
