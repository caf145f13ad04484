//! What a survey says of itself as a whole.

use expression::Expression;

use super::{Clearing, Order, Retention, TitleDisplay};
use crate::{Locale, LocalizedText};

/// What holds for the whole survey.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Its title; may be empty.
    pub title: LocalizedText,
    /// What stands under the title; may be empty.
    pub description: LocalizedText,
    /// Whether the survey's title is in sight.
    pub title_display: TitleDisplay,
    /// The language it is written in, or shown in first.
    pub locale: Option<Locale>,
    /// What the button that sends is called; empty for our own word.
    pub complete_text: LocalizedText,
    /// What the button to the next page is called; empty for our own word.
    pub next_text: LocalizedText,
    /// What the button to the page before is called; empty for our own word.
    pub previous_text: LocalizedText,
    /// What the button on a start page is called; empty for our own word.
    pub start_text: LocalizedText,
    /// `completedHtml`: what is shown at the end; checked as [`super::Html::html`] is.
    pub completed_html: LocalizedText,
    /// `completedHtmlOnCondition`: the first that holds is shown instead.
    pub completed_html_if: Vec<ConditionalText>,
    /// `navigateToUrl`: where respondents go at the end.
    pub navigate_to: LocalizedText,
    /// `navigateToUrlOnCondition`: the first that holds is gone to instead.
    pub navigate_to_if: Vec<ConditionalText>,
    /// Whether respondents see how far they have come.
    pub progress: ProgressDisplay,
    /// Whether questions are numbered.
    pub numbering: Numbering,
    /// `questionStartIndex`: how the first number is written; if nothing is said, `1.`.
    pub start_index: Box<str>,
    /// What marks a required question.
    pub required_mark: Box<str>,
    /// `clearInvisibleValues`.
    pub clearing: Clearing,
    /// `questionOrder`, for pages that do not say.
    pub order: Order,
    /// `questionsOnPageMode`.
    pub page_mode: PageMode,
    /// `firstPageIsStartPage`: the first page is an introduction, outside of the count.
    pub start_page: bool,
    /// `readOnly`: nothing can be answered.
    pub read_only: bool,
    /// `maxCommentLength`: the most UTF-16 code units of texts beside an answer.
    pub max_comment_units: Option<u32>,
    /// `partialSendEnabled`.
    pub partial: PartialResponses,
    /// `nordsvar.draft`.
    pub drafts: Drafts,
    /// `nordsvar.retention`.
    pub retention: Option<Retention>,
    /// The style sheet of `nordsvar.theme`.
    pub sheet: Option<Box<str>>,
    /// `nordsvar.theme.logo`.
    pub logo: Option<Logo>,
    /// `nordsvar.opens`: answers are taken from then on.
    pub opens: Option<Instant>,
    /// `nordsvar.closes`: answers are taken until then.
    pub closes: Option<Instant>,
    /// `nordsvar.limit`: so many complete responses are taken in all.
    pub limit: Option<u32>,
    /// `nordsvar.perMinute`: so many complete responses are taken in one minute.
    pub per_minute: Option<u32>,
    /// `nordsvar.minSeconds`: whoever answers in less may be a machine.
    pub min_seconds: Option<u32>,
    /// `nordsvar.proofOfWork`: a browser tries so many numbers, at most, before it sends.
    pub proof_of_work: Option<u32>,
}

/// The picture that stands for whoever asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    /// Its address.
    pub image: LocalizedText,
    /// What it says to those who do not see it.
    pub alternative: LocalizedText,
}

/// A moment that a survey names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Instant {
    /// Milliseconds since the start of 1970.
    pub unix_millis: i64,
    /// As its author wrote it: RFC 3339, with the offset of the author's clock.
    pub written: Box<str>,
}

/// Where a moment stands to a survey's own times.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Hours {
    /// Before it opens.
    Before,
    /// While it is open.
    Open,
    /// After it has closed.
    After,
}

impl Settings {
    /// Where a moment, in milliseconds since the start of 1970, stands to the survey's own times.
    #[must_use]
    pub fn hours_at(&self, unix_millis: u64) -> Hours {
        let now = i64::try_from(unix_millis).unwrap_or(i64::MAX);
        if self.opens.as_ref().is_some_and(|opens| now < opens.unix_millis) {
            Hours::Before
        } else if self.closes.as_ref().is_some_and(|closes| now >= closes.unix_millis) {
            Hours::After
        } else {
            Hours::Open
        }
    }
}

/// A text for when a condition holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionalText {
    /// When.
    pub condition: Expression,
    /// The text.
    pub text: LocalizedText,
}

/// Whether respondents see how far they have come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ProgressDisplay {
    /// They do not.
    Hidden,
    /// They do, by pages.
    Pages,
    /// They do, by questions.
    Questions,
    /// They do, by required questions.
    RequiredQuestions,
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

/// How questions are spread over pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PageMode {
    /// As in the definition: `standard`.
    Standard,
    /// All on one page: `singlePage`.
    Single,
    /// One a page: `questionPerPage`.
    QuestionPerPage,
}

/// Whether the respondent's own browser keeps what was answered until it is sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Drafts {
    /// It does, for whoever comes back.
    Kept,
    /// It does not: many use the same device.
    Off,
}

/// Whether responses are kept before they are complete.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PartialResponses {
    /// They are not.
    Refused,
    /// They are, page by page.
    Kept,
}
