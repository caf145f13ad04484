//! What people are shown when something is not as they hoped.

use maud::html;
use problem::{Kind, Problem};
use survey::model::Definition;
use survey::{Locale, SurveyId, Version};

use crate::brand::{logo, sheet};
use crate::document::{Assets, Document, Embedding};
use crate::language::UiLanguage;
use crate::survey::texts::{Carried, template};
use crate::words::{Voice, Word, failure};

/// What [`failure_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct FailurePage<'a> {
    /// The language to say it in.
    pub language: UiLanguage,
    /// Where style and script are. The script sends what waits in the browser.
    pub assets: Assets<'a>,
    /// What went wrong.
    pub problem: &'a Problem,
    /// The request's id, for whoever asks for help.
    pub request_id: &'a str,
    /// The survey that it was about.
    pub survey: Option<&'a str>,
    /// The path that was asked for.
    pub path: &'a str,
}

/// A page that says what went wrong, for requests that people make with a browser.
#[must_use]
pub fn failure_page(page: &FailurePage<'_>) -> String {
    let voice = Voice::of(page.language);
    let (title, text) = failure(page.problem.kind());
    let title = voice.word(title);
    let main = html! {
        h1 { (title) }
        p.lead { (voice.word(text)) }
        @if let Some((way, word)) = onward(page, &voice) {
            div.actions { a.button href=(way) { (voice.word(word)) } }
        }
        footer {
            (voice.word(Word::REQUEST)) (voice.word(Word::COLON))
            code dir="ltr" { (page.request_id) }
        }
        (template(Carried::default(), &voice))
    };
    scripted(page.language.tag(), title, page.assets).around(&main)
}

/// Where people go on from what went wrong, if there is somewhere.
fn onward(page: &FailurePage<'_>, voice: &Voice) -> Option<(String, Word)> {
    let survey = page.survey?;
    let lang = |way: &str| [way, "?lang=", voice.tag()].concat();
    let (rest, word) = match page.problem.kind() {
        Kind::ResponseWithdrawn | Kind::LinkExpired | Kind::LinkRefused => ("", Word::BACK),
        // The form was sent to where its page is.
        Kind::StateRefused => return Some((lang(page.path), Word::START_AGAIN)),
        Kind::ResponseComplete => ("/response", Word::SHOW_RESPONSE),
        Kind::AnsweredDifferently
        | Kind::AddressTaken
        | Kind::AnswersRejected
        | Kind::BodyTooLarge
        | Kind::BodyUnreadable
        | Kind::ClocksDiffer
        | Kind::CodeRefused
        | Kind::CredentialExpired
        | Kind::CredentialRefused
        | Kind::DefinitionRejected
        | Kind::EventsRejected
        | Kind::FactorState
        | Kind::FileDiffers
        | Kind::FilesFull
        | Kind::FilesMissing
        | Kind::IdentityRefused
        | Kind::IdentityUnknown
        | Kind::Internal
        | Kind::InstanceChanged
        | Kind::InstanceRejected
        | Kind::InvitationAnswered
        | Kind::InvitationCancelled
        | Kind::InvitationExpired
        | Kind::InvitationRefused
        | Kind::LastOwner
        | Kind::MethodNotAllowed
        | Kind::NotFound
        | Kind::NotPermitted
        | Kind::OriginRefused
        | Kind::ParameterRejected
        | Kind::PasskeyRefused
        | Kind::ProviderFailed
        | Kind::ProviderUnreachable
        | Kind::QuotaFull
        | Kind::SecondFactorRequired
        | Kind::SignInRefused
        | Kind::SignatureRefused
        | Kind::StorageUnavailable
        | Kind::SurveyClosed
        | Kind::SurveyNameTaken
        | Kind::SurveyNotOpen
        | Kind::SurveyState
        | Kind::TooManyAttempts
        | Kind::TooManyFiles
        | Kind::TooManyResponses
        | Kind::UnsupportedMediaType => return None,
    };
    Some((lang(&["/s/", survey, rest].concat()), word))
}

/// Why a survey takes no answers, or none by an invitation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shut {
    /// It is closed.
    Closed,
    /// It is not open yet.
    NotOpen,
    /// It has as many as it takes.
    Full,
    /// The invitation was answered.
    Answered,
    /// The invitation takes no answers any more.
    Cancelled,
    /// The invitation's time is up.
    Expired,
}

/// What [`closed_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ClosedPage<'a> {
    /// The survey.
    pub survey: &'a SurveyId,
    /// The version of it that was published last.
    pub version: Version,
    /// What that version asked.
    pub definition: &'a Definition,
    /// Why it takes no answers.
    pub why: Shut,
    /// The language to say it in.
    pub locale: &'a Locale,
    /// Where style and script are. The script sends what waits in the browser.
    pub assets: Assets<'a>,
}

/// A page that says that a survey takes no answers, and why.
#[must_use]
pub fn closed_page(page: &ClosedPage<'_>) -> String {
    let voice = Voice::on(page.locale);
    let (why, text) = match page.why {
        Shut::Closed => (Word::CLOSED_TITLE, voice.word(Word::CLOSED_TEXT).to_owned()),
        Shut::Full => (Word::FULL_TITLE, voice.word(Word::CLOSED_TEXT).to_owned()),
        Shut::Answered => (Word::CONFLICT_TITLE, voice.word(Word::ALREADY).to_owned()),
        Shut::Cancelled => (Word::CANCELLED_TITLE, voice.word(Word::CANCELLED).to_owned()),
        Shut::Expired => (Word::EXPIRED_TITLE, voice.word(Word::EXPIRED).to_owned()),
        Shut::NotOpen => (Word::NOT_OPEN_TITLE, opening(page.definition, &voice)),
    };
    let title_word = why;
    let why = voice.own(voice.word(why));
    let title = page.definition.settings.title.pick_some(page.locale);
    let main = html! {
        (logo(page.definition, page.locale))
        @if let Some(title) = title { h1 { (title) } }
        @else { h1 { (why) } }
        div.notice.warning {
            @if title.is_some() { p { strong { (why) } } }
            p { (voice.own(text)) }
        }
        (template(Carried::default(), &voice))
    };
    let language = page.locale.as_str();
    let document = Document {
        theme: sheet(page.definition, page.survey, page.version),
        ..scripted(language, title.unwrap_or(voice.word(title_word)), page.assets)
    };
    document.around(&main)
}

/// When a survey opens, by its author's clock.
fn opening(definition: &Definition, voice: &Voice) -> String {
    let Some(opens) = &definition.settings.opens else {
        return voice.word(Word::NOT_OPEN_TEXT).to_owned();
    };
    let (clock, offset) = opens.written.split_at_checked(19).unwrap_or((&opens.written, "Z"));
    let offset = offset.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let ahead = if offset == "Z" { "" } else { offset };
    let moment = [&*voice.moment(clock), " (UTC", ahead, ")"].concat();
    let opens = voice.fill(Word::OPENS_AT, &[("moment", &moment)]);
    [&*opens, voice.word(Word::NOT_OPEN_TEXT)].join(" ")
}

/// A document whose script has nothing to do but with what waits. It does not say which survey it
/// is about: whoever shows it in a frame is not told that there is one.
fn scripted<'a>(language: &'a str, title: &'a str, assets: Assets<'a>) -> Document<'a> {
    Document { script: Some(assets.script), ..plain(language, title, assets.style) }
}

/// A document without script, on its own.
pub(crate) const fn plain<'a>(language: &'a str, title: &'a str, style: &'a str) -> Document<'a> {
    let embedding = Embedding::Standalone;
    Document {
        language,
        title,
        style,
        theme: None,
        script: None,
        soon: None,
        embedding,
        survey: None,
    }
}
