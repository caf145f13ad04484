//! A survey's responses, one of them, and its files.

use bytes::Bytes;
use contract::message::{AsideReason, ResponseItem, ResponseStretch, Suspicion};
use credential::Permission;
use http::Response;
use page::{FILE_FIELD, ResponsePage, ResponseRow, ResponsesPage, ToolDone};
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use survey::{FileId, Interview, Number, ResponseId, SurveyId};

use crate::answers::{Asked, Versions, answers_of, cell, in_sight, interview, questions};
use crate::surveys::Known;
use crate::visit::Visit;

/// How many responses a page of the table has.
const PER_PAGE: u16 = 25;

/// How many questions have a column.
const COLUMNS: usize = 4;

/// `GET /tool/surveys/{survey}/responses`.
pub(crate) async fn list(
    visit: &Visit<'_>,
    survey: &SurveyId,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    visit.must(Permission::ReadResponses, Some(survey))?;
    let ResponseStretch { state, mut stretch } = host::response_stretch(query)?;
    stretch.limit = stretch.limit.at_most(PER_PAGE);
    let asked = ResponseStretch { state, stretch };
    let listing = visit.room.storage.list_responses(survey, asked).await?;
    let known = Known::read(visit, survey).await?;
    let locale = visit.locale();
    let mut versions = Versions::new(visit, survey);
    let columns = if listing.items.is_empty() { None } else { versions.newest().await? };
    let columns = columns.map(|newest| questions(newest, &locale)).unwrap_or_default();
    let columns: Vec<_> = columns.into_iter().take(COLUMNS).collect();
    let titles: Vec<_> = columns.iter().map(|asked| asked.title.clone()).collect();
    versions.read(&listing.items).await?;
    let texts: Vec<_> =
        listing.items.iter().map(|one| cells(&versions, visit, one, &columns)).collect();
    let rows: Vec<_> =
        listing.items.iter().zip(&texts).map(|(one, texts)| row(one, texts)).collect();
    let next = listing.next.map(|next| {
        format!("/tool/surveys/{survey}/responses?state={}&cursor={next}", state.as_str())
    });
    let shown = ResponsesPage {
        id: survey.as_str(),
        title: known.title(visit),
        state: state.as_str(),
        columns: &titles,
        rows: &rows,
        next: next.as_deref(),
    };
    visit.room.page(page::responses_page(&visit.view(None), &shown))
}

/// What a row shows of a response.
struct Cells {
    id: String,
    received: String,
    answers: Vec<String>,
}

fn cells(
    versions: &Versions<'_>,
    visit: &Visit<'_>,
    response: &ResponseItem,
    columns: &[Asked],
) -> Cells {
    let answers = answers_of(response);
    let (locale, language) = (visit.locale(), visit.room.language);
    let definition = versions.at(response.version);
    let made = definition.map(|known| interview(known, response, (&answers, &locale)));
    let shown = columns.iter().map(|asked| cell(made.as_ref(), &answers, (asked, language)));
    let shown = shown.collect();
    let received = response.submitted_at.rfc3339();
    Cells { id: response.id.to_string(), received, answers: shown }
}

fn row<'a>(response: &ResponseItem, cells: &'a Cells) -> ResponseRow<'a> {
    ResponseRow {
        id: &cells.id,
        received: &cells.received,
        is_complete: response.complete,
        is_suspect: !response.suspect.is_empty(),
        is_aside: response.aside.is_some(),
        cells: &cells.answers,
    }
}

/// `GET /tool/surveys/{survey}/responses/{response}`.
pub(crate) async fn one(
    visit: &Visit<'_>,
    survey: &SurveyId,
    (response, query): (ResponseId, Option<&str>),
) -> Result<Response<Bytes>, Problem> {
    let done = match query {
        Some("set-aside") => Some(ToolDone::SetAside),
        Some("counts-again") => Some(ToolDone::CountsAgain),
        Some("counts-nowhere") => Some(ToolDone::CountsNowhere),
        Some(_) | None => None,
    };
    let read = visit.room.storage.read_response(survey, response).await?;
    let known = Known::read(visit, survey).await?;
    let mut versions = Versions::new(visit, survey);
    versions.read(core::slice::from_ref(&read)).await?;
    let definition = versions.at(read.version).ok_or(Kind::Internal)?;
    let (answers, locale) = (answers_of(&read), visit.locale());
    let interview = interview(definition, &read, (&answers, &locale));
    let suspect: Vec<_> = read.suspect.iter().copied().map(Suspicion::as_str).collect();
    let score = read.score.map(Number::value).map(|score| score.to_string());
    let shown = ResponsePage {
        survey: (survey.as_str(), known.title(visit)),
        id: &response.to_string(),
        received: &read.submitted_at.rfc3339(),
        version: read.version.number(),
        language: read.language.as_str(),
        is_complete: read.complete,
        suspect: &suspect,
        aside: read.aside.map(AsideReason::as_str),
        may_edit: visit.may(survey).edit,
        score: score.as_deref(),
        interview: &interview,
        others: &others(&interview, &answers),
    };
    visit.room.page(page::response_page(&visit.view(done), &shown))
}

/// What is kept beside the answers to what is asked: computed values, and answers to what is hidden.
fn others(interview: &Interview<'_>, answers: &Map<String, Value>) -> Vec<(String, String)> {
    let asked = in_sight(interview);
    let is_other = |name: &&String| {
        let question = name.strip_suffix("-Comment").unwrap_or(name);
        !asked.iter().any(|asked| asked.key == question || asked.key == **name)
    };
    let other = answers.iter().filter(|(name, _)| is_other(name));
    other.map(|(name, value)| (name.clone(), text(value))).collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// `GET /tool/surveys/{survey}/responses/{response}/file?file={id}`: a file, to be saved.
pub(crate) async fn file(
    visit: &Visit<'_>,
    survey: &SurveyId,
    response: ResponseId,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let pairs = host::query_pairs(query).map_err(|_| Kind::NotFound)?;
    let [(name, id)] = pairs.as_slice() else { return Err(Problem::new(Kind::NotFound)) };
    let file: Option<FileId> = id.parse().ok().filter(|_| name == FILE_FIELD);
    let file = file.ok_or(Kind::NotFound)?;
    let file = visit.room.storage.read_file(survey, (response, file)).await?;
    visit.room.answer(host::attachment(&file.head.name, &file.head.media_type, file.content))
}
