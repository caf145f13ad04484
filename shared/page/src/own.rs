//! A respondent's own response: seen, downloaded and withdrawn.

mod answers;

use maud::{Markup, html};
use survey::{Interview, SurveyId, Version};

use crate::brand::{logo, sheet};
use crate::document::{Assets, Document, Embedding};
use crate::language::UiLanguage;
use crate::survey::texts::{Carried, template};
use crate::words::{Voice, Word};
pub(crate) use answers::answers;

/// What a button of the page asks for, in the field [`DO_FIELD`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wish {
    /// To see the response: what is asked for where no button is named.
    See,
    /// To have it as a file.
    Download,
    /// To be asked whether it is to be taken away.
    Withdraw,
    /// To have it taken away for good.
    WithdrawForGood,
}

/// The field that names a file of the response, to have it.
pub const FILE_FIELD: &str = "file";

/// The form that all of the page's buttons are of: it holds the token.
pub(crate) const FORM: &str = "own";

/// The field that names a [`Wish`].
pub const DO_FIELD: &str = "do";

impl Wish {
    /// Its value in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Download => "download",
            Self::Withdraw => "withdraw",
            Self::WithdrawForGood => "withdraw-for-good",
        }
    }

    /// The wish with this value in the form.
    #[must_use]
    pub fn from_form(value: Option<&str>) -> Option<Self> {
        let Some(value) = value else { return Some(Self::See) };
        let all = [Self::See, Self::Download, Self::Withdraw, Self::WithdrawForGood];
        all.into_iter().find(|wish| wish.as_str() == value)
    }
}

/// What [`link_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct LinkPage<'a> {
    /// The survey.
    pub survey: &'a SurveyId,
    /// The language to say it in.
    pub language: UiLanguage,
    /// Where style and script are. The script takes a token from the address's fragment, which no
    /// server sees, and sends the form.
    pub assets: Assets<'a>,
}

/// A page that asks for a respondent's private link.
#[must_use]
pub fn link_page(page: &LinkPage<'_>) -> String {
    let voice = Voice::of(page.language);
    let word = |word: Word| voice.word(word);
    let main = html! {
        h1 { (word(Word::YOUR_RESPONSE)) }
        p.lead { (word(Word::RESPONSE_LEAD)) }
        form #link.card method="post" action=(path(page.survey, &voice)) {
            label for="token" { (word(Word::LINK)) }
            textarea #token dir="ltr" name="token" rows="4" required spellcheck="false"
                autocomplete="off" {}
            div.actions { button type="submit" { (word(Word::OPEN)) } }
        }
        (back(page.survey, &voice))
    };
    framed(page.language, word(Word::YOUR_RESPONSE), (page.survey, page.assets), &main)
}

/// What [`withdrawn_page`] shows.
pub type WithdrawnPage<'a> = LinkPage<'a>;

/// A page that says that a response was withdrawn.
#[must_use]
pub fn withdrawn_page(page: &WithdrawnPage<'_>) -> String {
    let voice = Voice::of(page.language);
    let title = voice.word(Word::WITHDRAWN_TITLE);
    let main = html! {
        h1 { (title) }
        div #withdrawn.notice.success role="status" { p { (voice.word(Word::WITHDRAWN_TEXT)) } }
        (back(page.survey, &voice))
    };
    framed(page.language, title, (page.survey, page.assets), &main)
}

fn framed(
    language: UiLanguage,
    title: &str,
    (survey, assets): (&SurveyId, Assets<'_>),
    main: &Markup,
) -> String {
    let main = html! { (main) (template(Carried::default(), &Voice::of(language))) };
    let document = Document {
        language: language.tag(),
        title,
        style: assets.style,
        theme: None,
        script: Some(assets.script),
        soon: None,
        embedding: Embedding::Standalone,
        survey: Some(survey.as_str()),
    };
    document.around(&main)
}

fn back(survey: &SurveyId, voice: &Voice) -> Markup {
    html! {
        footer {
            a href={ "/s/" (survey) "?lang=" (voice.tag()) } { (voice.own(voice.word(Word::BACK))) }
        }
    }
}

fn path(survey: &SurveyId, voice: &Voice) -> String {
    format!("/s/{survey}/response?lang={}", voice.tag())
}

/// What [`own_page`] and [`withdraw_page`] show.
#[derive(Clone, Copy, Debug)]
pub struct OwnPage<'a> {
    /// The survey that was answered.
    pub survey: &'a SurveyId,
    /// The version that was answered.
    pub version: Version,
    /// The response as it is kept, in the language it was answered in.
    pub interview: &'a Interview<'a>,
    /// When it was received: RFC 3339, in UTC.
    pub received_at: &'a str,
    /// What opens it.
    pub token: &'a str,
    /// Where style and script are.
    pub assets: Assets<'a>,
}

/// A respondent's response: questions and answers as people read them.
#[must_use]
pub fn own_page(page: &OwnPage<'_>) -> String {
    let voice = Voice::on(page.interview.locale());
    let word = |word: Word| voice.own(voice.word(word));
    around(
        page,
        &voice,
        &html! {
            section.card {
                h2 { (word(Word::YOUR_RESPONSE)) }
                p { (word(Word::RECEIVED_AT)) (word(Word::COLON))
                    time datetime=(page.received_at) { (utc(page.received_at, &voice)) } }
                (answers(page.interview, &voice))
                (buttons(page, &voice, [(Wish::Download, Word::DOWNLOAD), (Wish::Withdraw, Word::WITHDRAW)]))
            }
        },
    )
}

/// Asks once more whether a response is to be withdrawn.
#[must_use]
pub fn withdraw_page(page: &OwnPage<'_>) -> String {
    let voice = Voice::on(page.interview.locale());
    let word = |word: Word| voice.own(voice.word(word));
    around(
        page,
        &voice,
        &html! {
            section.card {
                h2 { (word(Word::WITHDRAW_ASK)) }
                p { (word(Word::WITHDRAW_TEXT)) }
            (buttons(page, &voice, [
                (Wish::WithdrawForGood, Word::WITHDRAW_YES),
                (Wish::See, Word::KEEP_IT),
            ]))
            }
        },
    )
}

fn around(page: &OwnPage<'_>, voice: &Voice, main: &Markup) -> String {
    let title = Some(page.interview.survey_title()).filter(|title| !title.is_empty());
    let main = html! {
        (logo(page.interview.definition(), page.interview.locale()))
        @if let Some(title) = &title { h1 { (title) } }
        (main)
        (back(page.survey, voice))
    };
    let document = Document {
        language: page.interview.locale().as_str(),
        title: title.as_deref().unwrap_or(voice.word(Word::YOUR_RESPONSE)),
        style: page.assets.style,
        theme: sheet(page.interview.definition(), page.survey, page.version),
        script: Some(page.assets.script),
        soon: None,
        embedding: Embedding::Standalone,
        survey: Some(page.survey.as_str()),
    };
    document.around(&main)
}

/// A form of two buttons: the token goes in its body.
fn buttons(page: &OwnPage<'_>, voice: &Voice, buttons: [(Wish, Word); 2]) -> Markup {
    html! {
        form #(FORM).actions method="post" action=(path(page.survey, voice)) {
            input type="hidden" name="token" value=(page.token);
            @for (wish, word) in buttons {
                button.button.secondary[wish != Wish::WithdrawForGood] name=(DO_FIELD)
                    value=(wish.as_str()) { (voice.own(voice.word(word))) }
            }
        }
    }
}

/// A form that opens a response, for who has no script.
pub(crate) fn opening(survey: &SurveyId, token: &str, voice: &Voice) -> Markup {
    html! {
        form method="post" action=(path(survey, voice)) {
            input type="hidden" name="token" value=(token);
            button.button.secondary { (voice.own(voice.word(Word::SHOW_RESPONSE))) }
        }
    }
}

/// A moment in RFC 3339 as people read it, to the second.
pub(crate) fn utc(moment: &str, voice: &Voice) -> String {
    let seconds = moment.split(['.', 'Z']).next().unwrap_or_default();
    [&*voice.moment(seconds), "\u{a0}UTC"].concat()
}
