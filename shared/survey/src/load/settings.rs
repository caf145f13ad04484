//! What a survey says of itself as a whole.

use super::element::{clearing, order};
use super::logic::conditional;
use super::reader::Reader;
use crate::model::{
    Clearing, Drafts, Instant, Logo, Numbering, PageMode, PartialResponses, ProgressDisplay,
    Retention, Settings, TitleDisplay,
};
use crate::moment::unix_millis;

pub(super) fn settings(survey: &Reader<'_>, additions: &Reader<'_>) -> Settings {
    Settings {
        title: survey.text("title"),
        description: survey.text("description"),
        title_display: if survey.unless_off("showTitle") {
            TitleDisplay::Shown
        } else {
            TitleDisplay::Hidden
        },
        locale: survey.word("locale").parse().ok(),
        complete_text: survey.text("completeText"),
        next_text: survey.text("pageNextText"),
        previous_text: survey.text("pagePrevText"),
        start_text: survey.text("startSurveyText"),
        completed_html: survey.text("completedHtml"),
        completed_html_if: conditional(survey, "completedHtmlOnCondition", "html"),
        navigate_to: survey.text("navigateToUrl"),
        navigate_to_if: conditional(survey, "navigateToUrlOnCondition", "url"),
        progress: progress(survey),
        numbering: match survey.word("showQuestionNumbers") {
            "on" => Numbering::Survey,
            "onPage" => Numbering::Page,
            _ => Numbering::Off,
        },
        start_index: survey.string("questionStartIndex").unwrap_or_default(),
        required_mark: match survey.get("requiredMark") {
            None => "*".into(),
            Some(_) => survey.word("requiredMark").into(),
        },
        clearing: clearing(survey.word("clearInvisibleValues"), Clearing::OnComplete),
        order: order(survey.word("questionOrder")),
        page_mode: match survey.word("questionsOnPageMode") {
            "singlePage" => PageMode::Single,
            "questionPerPage" => PageMode::QuestionPerPage,
            _ => PageMode::Standard,
        },
        start_page: survey.flag("firstPageIsStartPage"),
        read_only: survey.flag("readOnly"),
        max_comment_units: survey.bound("maxCommentLength"),
        partial: if survey.flag("partialSendEnabled") {
            PartialResponses::Kept
        } else {
            PartialResponses::Refused
        },
        drafts: if additions.unless_off("draft") { Drafts::Kept } else { Drafts::Off },
        sheet: additions.string("sheet"),
        logo: logo(&additions.object("theme")),
        retention: additions.object("retention").bound("days").map(|days| Retention { days }),
        opens: instant(additions, "opens"),
        closes: instant(additions, "closes"),
        limit: additions.bound("limit"),
        per_minute: additions.bound("perMinute"),
        min_seconds: additions.bound("minSeconds"),
        proof_of_work: additions.bound("proofOfWork"),
    }
}

fn logo(theme: &Reader<'_>) -> Option<Logo> {
    let logo = || Logo { image: theme.text("logo"), alternative: theme.text("logoAlt") };
    theme.get("logo").map(|_| logo())
}

fn instant(additions: &Reader<'_>, name: &str) -> Option<Instant> {
    let written = additions.word(name);
    Some(Instant { unix_millis: unix_millis(written)?, written: written.into() })
}

fn progress(survey: &Reader<'_>) -> ProgressDisplay {
    if !survey.flag("showProgressBar") {
        return ProgressDisplay::Hidden;
    }
    match survey.word("progressBarType") {
        "questions" => ProgressDisplay::Questions,
        "requiredQuestions" => ProgressDisplay::RequiredQuestions,
        _ => ProgressDisplay::Pages,
    }
}
