//! What a survey says of itself as a whole.

use serde_json::{Map, Value, json};

use super::only::Only;
use super::problem::DefinitionReason;
use super::reader::Reader;
use crate::{Locale, LocalizedText};

/// What holds for the whole survey.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Settings {
    /// Its title; may be empty.
    pub title: LocalizedText,
    /// What stands under the title; may be empty.
    pub description: LocalizedText,
    /// The language it is written in, or shown in first.
    pub locale: Option<Locale>,
    /// What the button that sends is called; empty for our own word.
    pub complete_text: LocalizedText,
    /// Whether respondents see how far they have come.
    pub progress: ProgressDisplay,
    /// Whether questions are numbered.
    pub numbering: Numbering,
    /// What marks a required question.
    pub required_mark: Box<str>,
    /// Whether the survey's title is in sight.
    pub title_display: super::TitleDisplay,
}

/// Whether respondents see how far they have come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ProgressDisplay {
    /// They do not.
    Hidden,
    /// They do.
    Shown,
}

/// How questions are numbered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Numbering {
    /// They are not.
    Off,
    /// From 1 through the whole survey.
    Survey,
    /// From 1 on each page.
    Page,
}

/// Properties that change how a survey looks or how its script moves about, and no answer.
const LOOKS: [&str; 41] = [
    "$schema",
    "sjsVersion",
    "width",
    "widthMode",
    "fitToContainer",
    "gridLayoutEnabled",
    "headerView",
    "showBrandInfo",
    "logoWidth",
    "logoHeight",
    "logoFit",
    "logoPosition",
    "autoFocusFirstQuestion",
    "focusFirstQuestionAutomatic",
    "autoFocusFirstError",
    "focusOnFirstError",
    "navigationButtonsLocation",
    "showPageTitles",
    "showPageNumbers",
    "questionTitleLocation",
    "questionDescriptionLocation",
    "questionErrorLocation",
    "progressBarLocation",
    "progressBarType",
    "progressBarShowPageTitles",
    "progressBarShowPageNumbers",
    "progressBarInheritWidthFrom",
    "tocLocation",
    "matrixDragHandleArea",
    "autoAdvanceEnabled",
    "goNextPageAutomatic",
    "autoAdvanceAllowComplete",
    "allowCompleteSurveyAutomatic",
    "checkErrorsMode",
    "validateVisitedEmptyFields",
    "textUpdateMode",
    "autoGrowComment",
    "allowResizeComment",
    "commentAreaRows",
    "surveyShowDataSaving",
    "backgroundOpacity",
];

impl Settings {
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Self {
        reader.looks(&LOOKS);
        read_defaults(reader);
        // Nothing is hidden before there is logic, and no other text is asked for beside a choice.
        reader.looks(&["clearInvisibleValues", "storeOthersAsComment"]);
        reader.looks(&["maxCommentLength", "maxOthersLength"]);
        // Pages stand one after the other, so nobody moves between them by buttons.
        for name in ["pageNextText", "pagePrevText", "startSurveyText", "previewText", "editText"] {
            reader.text(name);
        }
        reader.survey.max_text_units =
            reader.count("maxTextLength", 0, 1_000_000).filter(|n| *n > 0);
        let mark = reader.name_in_use(&["requiredMark", "requiredText"]);
        let title_display = match reader.flag("showTitle") {
            Some(false) => super::TitleDisplay::Hidden,
            Some(true) | None => super::TitleDisplay::Shown,
        };
        Self {
            title: reader.text("title"),
            description: reader.text("description"),
            locale: read_locale(reader),
            complete_text: reader.text("completeText"),
            progress: read_progress(reader),
            numbering: read_numbering(reader),
            required_mark: reader.string(mark).unwrap_or("*").into(),
            title_display,
        }
    }

    pub(crate) fn write(&self, members: &mut Map<String, Value>) {
        for (name, text) in [
            ("title", &self.title),
            ("description", &self.description),
            ("completeText", &self.complete_text),
        ] {
            members.extend(text.to_json().map(|text| (name.to_owned(), text)));
        }
        members.extend(self.locale.as_ref().map(|l| ("locale".to_owned(), json!(l.as_str()))));
        let progress = match self.progress {
            ProgressDisplay::Hidden => None,
            ProgressDisplay::Shown => Some(("showProgressBar", json!(true))),
        };
        let numbering = match self.numbering {
            Numbering::Off => None,
            Numbering::Survey => Some(("showQuestionNumbers", json!("on"))),
            Numbering::Page => Some(("showQuestionNumbers", json!("onPage"))),
        };
        let title = match self.title_display {
            super::TitleDisplay::Shown => None,
            super::TitleDisplay::Hidden => Some(("showTitle", json!(false))),
        };
        let mark =
            (&*self.required_mark != "*").then(|| ("requiredMark", json!(self.required_mark)));
        let given = [progress, numbering, title, mark].into_iter().flatten();
        members.extend(given.map(|(name, value)| (name.to_owned(), value)));
    }
}

/// Takes properties that are supported with SurveyJS's default alone.
fn read_defaults(reader: &mut Reader<'_, '_>) {
    let complete_page = reader.name_in_use(&["showCompletePage", "showCompletedPage"]);
    let order = reader.name_in_use(&["questionOrder", "questionsOrder"]);
    let start_page = reader.name_in_use(&["firstPageIsStartPage", "firstPageIsStarted"]);
    reader.only(&[
        (complete_page, Only::Flag(true)),
        (order, Only::Word("initial")),
        (start_page, Only::Flag(false)),
        ("showNavigationButtons", Only::Flag(true)),
        ("showPrevButton", Only::Flag(true)),
        ("showPreviewBeforeComplete", Only::Flag(false)),
        ("showTOC", Only::Flag(false)),
        ("showTimer", Only::Flag(false)),
        ("readOnly", Only::Flag(false)),
        ("mode", Only::Word("edit")),
    ]);
    if reader.take("questionsOnPageMode").and_then(Value::as_str) != Some("singlePage") {
        reader.only(&[("questionsOnPageMode", Only::Word("standard"))]);
    }
}

fn read_locale(reader: &mut Reader<'_, '_>) -> Option<Locale> {
    let word = reader.string("locale").filter(|word| !word.is_empty() && *word != "default")?;
    let locale = word.parse().ok();
    if locale.is_none() {
        reader.refuse("locale", DefinitionReason::NotALanguage);
    }
    locale
}

/// `showProgressBar` is a boolean now and was a place before.
fn read_progress(reader: &mut Reader<'_, '_>) -> ProgressDisplay {
    const PLACES: [(&str, ProgressDisplay); 10] = [
        ("off", ProgressDisplay::Hidden),
        ("auto", ProgressDisplay::Shown),
        ("on", ProgressDisplay::Shown),
        ("top", ProgressDisplay::Shown),
        ("bottom", ProgressDisplay::Shown),
        ("both", ProgressDisplay::Shown),
        ("topbottom", ProgressDisplay::Shown),
        ("aboveheader", ProgressDisplay::Shown),
        ("belowheader", ProgressDisplay::Shown),
        ("belowHeader", ProgressDisplay::Shown),
    ];
    match reader.take("showProgressBar") {
        Some(Value::Bool(true)) => ProgressDisplay::Shown,
        None | Some(Value::Bool(false)) => ProgressDisplay::Hidden,
        Some(_) => reader.word("showProgressBar", &PLACES).unwrap_or(ProgressDisplay::Hidden),
    }
}

fn read_numbering(reader: &mut Reader<'_, '_>) -> Numbering {
    const PLACES: [(&str, Numbering); 3] =
        [("off", Numbering::Off), ("on", Numbering::Survey), ("onPage", Numbering::Page)];
    match reader.take("showQuestionNumbers") {
        Some(Value::Bool(true)) => Numbering::Survey,
        None | Some(Value::Bool(false)) => Numbering::Off,
        Some(_) => reader.word("showQuestionNumbers", &PLACES).unwrap_or(Numbering::Off),
    }
}
