//! A survey's page.

use maud::{Markup, html};

use super::edit::faults_table;
use super::share::{Share, section};
use super::{At, ReportedFault, ToolState, ToolView};
use crate::frame::{Confirm, Table, confirm, moment, table};

/// What [`tool_survey_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ToolSurvey<'a> {
    /// Its name.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// How it stands.
    pub state: ToolState,
    /// The version that is answered.
    pub published: Option<u32>,
    /// The draft's version, if there is one.
    pub draft: Option<u32>,
    /// When it changed last: RFC 3339, in UTC.
    pub changed: &'a str,
    /// What the check of its newest definition says.
    pub checked: Checked<'a>,
    /// What whoever is there may do.
    pub may: SurveyMay,
    /// What leads respondents to it, once it was published.
    pub share: Option<Share<'a>>,
}

/// What the check of a definition says.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// What keeps it from being published.
    pub barring: &'a [ReportedFault],
    /// Texts that are missing, some of them: the language, and where.
    pub untranslated: &'a [(String, String)],
}

/// What somebody may do with a survey.
#[derive(Clone, Copy, Debug)]
pub struct SurveyMay {
    /// Change its draft.
    pub edit: bool,
    /// Publish and close it.
    pub publish: bool,
    /// Read its responses.
    pub read: bool,
}

/// A survey.
#[must_use]
pub fn tool_survey_page(view: &ToolView<'_>, survey: &ToolSurvey<'_>) -> String {
    let content = html! {
        (facts(view, survey))
        (checked(view, survey))
        (actions(view, survey))
        @if let Some(share) = &survey.share { (section(view, share)) }
    };
    view.around(At::Survey, survey.title, &content)
}

fn facts(view: &ToolView<'_>, survey: &ToolSurvey<'_>) -> Markup {
    let tool = view.texts();
    let texts = &tool.survey;
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let published = number(survey.published).unwrap_or_else(|| texts.no_version.to_owned());
    let draft = number(survey.draft);
    let draft = draft.map(|number| format!("{} {number}", tool.responses.version));
    html! {
        dl.card.facts {
            dt { (texts.state) }
            dd { span.mark { (survey.state.text(tool)) } }
            dt { (texts.answered_version) }
            dd { (published) }
            dt { (texts.draft_version) }
            dd { (draft.as_deref().unwrap_or(texts.no_draft)) }
            dt { (texts.changed) }
            dd { (moment(survey.changed)) }
            dt { (texts.name) }
            dd { code { (survey.id) } }
        }
    }
}

fn checked(view: &ToolView<'_>, survey: &ToolSurvey<'_>) -> Markup {
    let texts = &view.texts().survey;
    let Checked { barring, untranslated } = survey.checked;
    let row =
        |(language, path): &(String, String)| vec![html! { (language) }, html! { code { (path) } }];
    let rows: Vec<_> = untranslated.iter().map(row).collect();
    html! {
        @if !barring.is_empty() {
            div.notice.error { p { (texts.barred) } }
            (faults_table(texts.check, &view.texts().edit.fault_headers, barring))
        } @else if survey.draft.is_some() {
            div.notice.success #good { p { (texts.good) } }
        }
        @if !rows.is_empty() {
            div.notice { p { (texts.untranslated) } }
            (table(&Table {
                id: "untranslated",
                caption: texts.check,
                headers: &texts.untranslated_headers,
                rows: &rows,
                empty: "",
                next: None,
            }))
        }
    }
}

fn actions(view: &ToolView<'_>, survey: &ToolSurvey<'_>) -> Markup {
    let texts = &view.texts().survey;
    let path = format!("/tool/surveys/{}", survey.id);
    let publish = match (survey.draft, survey.state) {
        (Some(_), _) => Some(texts.publish),
        (None, ToolState::Closed) => Some(texts.open),
        (None, ToolState::Draft | ToolState::Published) => None,
    };
    let publish = publish.filter(|_| survey.may.publish && survey.checked.barring.is_empty());
    let closes = survey.may.publish && survey.state == ToolState::Published;
    html! {
        section.card aria-labelledby="actions-title" {
            h2 #actions-title { (texts.actions) }
            div.actions {
                @if let Some(label) = publish {
                    form method="post" action=(format!("{path}/publish")) {
                        button type="submit" { (label) }
                    }
                }
                @if survey.may.read && survey.published.is_some() {
                    a.button.secondary href=(format!("{path}/responses")) { (texts.responses) }
                }
                @if survey.may.edit {
                    a.button.secondary href=(format!("{path}/definition")) { (texts.edit) }
                }
                a.button.secondary href=(format!("{path}/definition.json")) { (texts.download) }
                @if closes { a.button.secondary href=(format!("{path}/close")) { (texts.close) } }
            }
        }
    }
}

/// Asks whether a survey, by name and title, is to be closed.
#[must_use]
pub fn close_survey_page(view: &ToolView<'_>, (id, title): (&str, &str)) -> String {
    let texts = &view.texts().survey;
    let path = format!("/tool/surveys/{id}");
    let content = html! {
        p.lead { (title) }
        (confirm(&Confirm {
            text: texts.close_ask,
            action: &format!("{path}/close"),
            button: texts.close,
            back: &path,
            back_label: view.language.texts().zone.back,
        }))
    };
    view.around(At::Survey, texts.close_title, &content)
}
