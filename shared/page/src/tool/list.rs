//! The list of surveys.

use maud::{Markup, html};

use super::{At, ToolState, ToolView};
use crate::frame::{Table, moment, table};

/// What [`surveys_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct SurveysPage<'a> {
    /// A stretch of the surveys, by name.
    pub surveys: &'a [SurveyRow<'a>],
    /// Where the next ones are.
    pub more: Option<&'a str>,
    /// Whether whoever is there may read responses.
    pub may_read: bool,
}

/// A survey.
#[derive(Clone, Copy, Debug)]
pub struct SurveyRow<'a> {
    /// Its name.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// How it stands.
    pub state: ToolState,
    /// How many complete responses it has; nothing if there are more than [`SurveyRow::MAX`].
    pub complete: Option<u32>,
    /// How many that are not complete.
    pub partial: Option<u32>,
    /// When the last complete one came: RFC 3339, in UTC.
    pub last: Option<&'a str>,
}

impl SurveyRow<'_> {
    /// Up to where is counted.
    pub const MAX: u32 = 10_000;
}

/// The surveys.
#[must_use]
pub fn surveys_page(view: &ToolView<'_>, page: &SurveysPage<'_>) -> String {
    let texts = view.texts();
    let rows: Vec<_> = page.surveys.iter().map(|survey| row(view, page, survey)).collect();
    let content = html! {
        p.lead { (texts.lead) }
        @if view.may_make { div.actions { a.button href="/tool/new" { (texts.edit.make) } } }
        (table(&Table {
            id: "surveys",
            caption: texts.caption,
            headers: &texts.headers,
            rows: &rows,
            empty: if view.may_make { texts.none } else { texts.none_to_see },
            next: page.more.map(|more| (more, texts.more)),
        }))
    };
    view.around(At::Surveys, texts.surveys, &content)
}

fn row(view: &ToolView<'_>, page: &SurveysPage<'_>, survey: &SurveyRow<'_>) -> Vec<Markup> {
    let texts = view.texts();
    let SurveyRow { id, title, state, complete, partial, last } = *survey;
    let path = format!("/tool/surveys/{id}");
    let responses = |state: &str, count: Option<u32>| {
        let count = match count {
            Some(count) => count.to_string(),
            None => format!("{} {}", texts.more_than, SurveyRow::MAX),
        };
        html! {
            @if page.may_read {
                a href=(format!("{path}/responses?state={state}")) { (count) }
            } @else { (count) }
        }
    };
    vec![
        html! { a href=(path) { (title) } span.description { code { (id) } } },
        html! { span.mark .wait[state == ToolState::Draft] { (state.text(texts)) } },
        responses("complete", complete),
        responses("partial", partial),
        last.map_or_else(|| html! { (texts.never) }, moment),
    ]
}
