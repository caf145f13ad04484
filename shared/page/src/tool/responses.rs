//! A survey's responses, and one of them.

use maud::{Markup, html};
use survey::Interview;

use super::{At, ToolView};
use crate::frame::{Table, moment, table};
use crate::own::{FORM, answers};
use crate::words::{AsideTexts, ResponseTexts, Voice};

/// What [`responses_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ResponsesPage<'a> {
    /// The survey's name.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// Which responses these are: `complete`, `partial`, `suspected` or `all`.
    pub state: &'a str,
    /// What the first questions ask.
    pub columns: &'a [String],
    /// A stretch of the responses.
    pub rows: &'a [ResponseRow<'a>],
    /// Where the next ones are.
    pub next: Option<&'a str>,
}

/// A response in the table.
#[derive(Clone, Copy, Debug)]
pub struct ResponseRow<'a> {
    /// Its name.
    pub id: &'a str,
    /// When it was received: RFC 3339, in UTC.
    pub received: &'a str,
    /// Whether its respondent was done.
    pub is_complete: bool,
    /// Whether it may be a machine's.
    pub is_suspect: bool,
    /// Whether staff have taken it out of figures.
    pub is_aside: bool,
    /// The answers to the first questions.
    pub cells: &'a [String],
}

/// The filters, by what a query calls them.
const FILTERS: [&str; 4] = ["complete", "partial", "suspected", "all"];

/// A survey's responses.
#[must_use]
pub fn responses_page(view: &ToolView<'_>, page: &ResponsesPage<'_>) -> String {
    let tool = view.texts();
    let texts = &tool.responses;
    let path = format!("/tool/surveys/{}", page.id);
    let mut headers = vec![texts.received];
    headers.extend(page.columns.iter().map(String::as_str));
    let rows: Vec<_> = page.rows.iter().map(|one| row(texts, &path, one)).collect();
    let export = format!("{path}/responses.csv?state={}", page.state);
    let content = html! {
        p { a href=(path) { (page.title) } }
        nav.filters aria-label=(texts.which) {
            ul {
                @for (state, label) in FILTERS.iter().zip(texts.filters) {
                    li {
                        a href=(format!("{path}/responses?state={state}"))
                            aria-current=[(*state == page.state).then_some("true")] { (label) }
                    }
                }
            }
        }
        @if !rows.is_empty() {
            p.description { (texts.columns) }
            div.actions { a.button.secondary href=(export) { (texts.export) } }
        }
        (table(&Table {
            id: "responses",
            caption: texts.title,
            headers: &headers,
            rows: &rows,
            empty: texts.none,
            next: page.next.map(|next| (next, texts.later)),
        }))
    };
    view.around(At::Survey, texts.title, &content)
}

fn row(texts: &ResponseTexts, path: &str, response: &ResponseRow<'_>) -> Vec<Markup> {
    let ResponseRow { id, received, is_complete, is_suspect, is_aside, cells } = *response;
    let mut row = vec![html! {
        a href=(format!("{path}/responses/{id}")) { (moment(received)) }
        @if !is_complete { " " span.mark.wait { (texts.partial) } }
        @if is_suspect { " " span.mark.bad { (texts.suspect) } }
        @if is_aside { " " span.mark.wait { (texts.aside.mark) } }
    }];
    row.extend(cells.iter().map(|cell| html! { (cell) }));
    row
}

/// What [`response_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct ResponsePage<'a> {
    /// The survey, by name and title.
    pub survey: (&'a str, &'a str),
    /// The response's name.
    pub id: &'a str,
    /// When it was received: RFC 3339, in UTC.
    pub received: &'a str,
    /// The version that was answered.
    pub version: u32,
    /// The language that it was answered in.
    pub language: &'a str,
    /// Whether its respondent was done.
    pub is_complete: bool,
    /// Why it may be a machine's: the names of the reasons.
    pub suspect: &'a [&'a str],
    /// Why staff have taken it out of figures, by the name of the reason, if they have.
    pub aside: Option<&'a str>,
    /// Whether whoever looks at it may do that.
    pub may_edit: bool,
    /// What it scored.
    pub score: Option<&'a str>,
    /// What was asked, and what was answered.
    pub interview: &'a Interview<'a>,
    /// What else is kept: names and values.
    pub others: &'a [(String, String)],
}

/// One response with all of its answers. Its files are had by `GET ../file?file={id}`.
#[must_use]
pub fn response_page(view: &ToolView<'_>, page: &ResponsePage<'_>) -> String {
    let texts = &view.texts().responses;
    let (survey, title) = page.survey;
    let path = format!("/tool/surveys/{survey}");
    let voice = Voice::on(page.interview.locale());
    let content = html! {
        p { a href=(path) { (title) } " · " a href=(format!("{path}/responses")) { (texts.back) } }
        (facts(texts, page))
        section.card aria-labelledby="answers-title" {
            h2 #answers-title { (texts.answers) }
            form #(FORM) method="get" action=(format!("{path}/responses/{}/file", page.id)) {}
            (answers(page.interview, &voice))
        }
        @if !page.others.is_empty() {
            section.card aria-labelledby="others-title" {
                h2 #others-title { (texts.others) }
                dl.answers {
                    @for (name, value) in page.others { dt { code { (name) } } dd { (value) } }
                }
            }
        }
        @if page.may_edit && page.is_complete && page.suspect.is_empty() {
            (aside(&texts.aside, page))
        }
    };
    view.around(At::Survey, texts.one, &content)
}

/// Takes a response out of figures, or has it count again.
fn aside(texts: &AsideTexts, page: &ResponsePage<'_>) -> Markup {
    let path = format!("/tool/surveys/{}/responses/{}", page.survey.0, page.id);
    html! {
        section.card aria-labelledby="aside-title" {
            h2 #aside-title { (texts.title) }
            p { (texts.about) }
            @if page.aside.is_some() {
                form method="post" action=(format!("{path}/count-again")) {
                    div.actions { button.secondary type="submit" { (texts.count_again) } }
                }
            } @else {
                form method="post" action=(format!("{path}/set-aside")) {
                    div.field {
                        label for="reason" { (texts.reason) }
                        select #reason name="reason" {
                            @for (name, words) in texts.reasons {
                                option value=(name) { (words) }
                            }
                        }
                    }
                    div.actions { button.secondary type="submit" { (texts.set) } }
                }
            }
        }
    }
}

fn facts(texts: &ResponseTexts, page: &ResponsePage<'_>) -> Markup {
    let reasons: Vec<_> = page.suspect.iter().map(|name| word(&texts.reasons, name)).collect();
    html! {
        dl.card.facts {
            dt { (texts.received) }
            dd { (moment(page.received)) }
            dt { (texts.stage) }
            dd { (if page.is_complete { texts.complete } else { texts.partial }) }
            @if !reasons.is_empty() {
                dt { span.mark.bad { (texts.suspect) } }
                dd { (reasons.join("; ")) }
            }
            @if let Some(name) = page.aside {
                dt { span.mark.wait { (texts.aside.mark) } }
                dd { (word(&texts.aside.reasons, name)) }
            }
            dt { (texts.version) }
            dd { (page.version) }
            dt { (texts.language) }
            dd { (page.language) }
            @if let Some(score) = page.score { dt { (texts.score) } dd { (score) } }
            dt { (texts.one) }
            dd { code { (page.id) } }
        }
    }
}

/// What a reason is in words.
fn word<'a>(words: &[(&'static str, &'static str)], name: &'a str) -> &'a str {
    let known = words.iter().find(|(known, _)| *known == name);
    known.map_or(name, |(_, text)| text)
}

/// Says that there are more responses than one file holds.
#[must_use]
pub fn too_many_responses_page(view: &ToolView<'_>, (id, title): (&str, &str)) -> String {
    let texts = &view.texts().responses;
    let content = html! {
        p { a href=(format!("/tool/surveys/{id}")) { (title) } }
        p.lead { (texts.too_many) }
        div.actions {
            a.button href=(format!("/tool/surveys/{id}/responses")) { (texts.back) }
        }
    };
    view.around(At::Survey, texts.too_many_title, &content)
}
