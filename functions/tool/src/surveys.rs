//! The list of surveys, and a survey's own page.

use bytes::Bytes;
use contract::Moment;
use contract::message::{SurveyDetail, SurveyState, SurveySummary};
use credential::Permission;
use host::{own_fields, with_status};
use http::{Request, Response, StatusCode};
use page::{Checked, ReportedFault, SurveyRow, SurveysPage, ToolDone, ToolState, ToolSurvey};
use problem::{Kind, Problem};
use serde_json::Value;
use survey::model::Definition;
use survey::{DefinitionProblem, Review, StrictJson, SurveyId, Version};

use crate::title::title_of;
use crate::visit::Visit;

/// How many surveys a page of the list has.
const PER_PAGE: u16 = 25;

/// How many texts that are missing a survey's page names.
const MAX_UNTRANSLATED: usize = 50;

pub(crate) async fn list(
    visit: &Visit<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let mut stretch = host::stretch(query)?;
    stretch.limit = stretch.limit.at_most(PER_PAGE);
    let listing = visit.room.storage.list_standings(stretch).await?;
    let tag = visit.room.language.tag();
    let moments: Vec<_> =
        listing.items.iter().map(|one| one.last_response_at.map(Moment::rfc3339)).collect();
    let rows: Vec<_> = listing
        .items
        .iter()
        .zip(&moments)
        .map(|(one, last)| SurveyRow {
            id: one.survey.id.as_str(),
            title: title_of(one.title.as_ref().map(StrictJson::value), &one.survey.id, tag),
            state: state(one.survey.state),
            complete: one.complete.exactly(),
            partial: one.partial.exactly(),
            last: last.as_deref(),
        })
        .collect();
    let more = listing.next.map(|next| format!("/tool?cursor={next}"));
    let may_read = visit.room.may(Permission::ReadResponses, None);
    let shown = SurveysPage { surveys: &rows, more: more.as_deref(), may_read };
    visit.room.page(page::surveys_page(&visit.view(None), &shown))
}

const fn state(state: SurveyState) -> ToolState {
    match state {
        SurveyState::Draft => ToolState::Draft,
        SurveyState::Published => ToolState::Published,
        SurveyState::Closed => ToolState::Closed,
    }
}

/// The draft's version, if a survey has one.
pub(crate) fn draft_of(survey: &SurveySummary) -> Option<Version> {
    Some(survey.version).filter(|newest| Some(*newest) != survey.published_version)
}

/// A survey with its newest definition, read.
pub(crate) struct Known {
    pub(crate) detail: SurveyDetail,
    pub(crate) definition: Value,
}

impl Known {
    pub(crate) async fn read(visit: &Visit<'_>, survey: &SurveyId) -> Result<Self, Problem> {
        let detail = visit.room.storage.read_survey(survey).await?;
        let definition = serde_json::from_str(detail.definition.get());
        let definition = definition.map_err(|_| Problem::new(Kind::Internal))?;
        Ok(Self { detail, definition })
    }

    pub(crate) fn title(&self, visit: &Visit<'_>) -> &str {
        let tag = visit.room.language.tag();
        title_of(self.definition.get("title"), &self.detail.survey.id, tag)
    }
}

/// `GET /tool/surveys/{survey}`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    survey: &SurveyId,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = match query {
        Some("saved") => Some(ToolDone::Saved),
        Some("published") => Some(ToolDone::Published),
        Some("closed") => Some(ToolDone::Closed),
        Some(_) | None => None,
    };
    visit.room.page(survey_page(visit, survey, done).await?)
}

async fn survey_page(
    visit: &Visit<'_>,
    survey: &SurveyId,
    done: Option<ToolDone>,
) -> Result<String, Problem> {
    let known = Known::read(visit, survey).await?;
    let summary = &known.detail.survey;
    let draft = draft_of(summary);
    let (barring, untranslated) = checked(&known.definition);
    let barring = if draft.is_some() { barring } else { Vec::new() };
    let changed = summary.updated_at.rfc3339();
    let is_open = summary.state == SurveyState::Published;
    let shown = ToolSurvey {
        id: survey.as_str(),
        title: known.title(visit),
        state: state(summary.state),
        published: summary.published_version.map(Version::number),
        draft: draft.map(Version::number),
        changed: &changed,
        checked: Checked { barring: &barring, untranslated: &untranslated },
        may: visit.may(survey),
        share: summary.published_version.map(|_| visit.share(survey, is_open)),
    };
    Ok(page::tool_survey_page(&visit.view(done), &shown))
}

/// What keeps a definition from being published, and some of the texts that it lacks.
fn checked(definition: &Value) -> (Vec<ReportedFault>, Vec<(String, String)>) {
    match Definition::review(definition) {
        Ok(Review { faint, untranslated, .. }) => {
            let untranslated = untranslated.into_iter().take(MAX_UNTRANSLATED);
            let lacks = untranslated.map(|one| (one.locale.to_string(), one.path));
            (faint.iter().map(reported).collect(), lacks.collect())
        }
        // It was saved when less was asked of definitions.
        Err(problems) => (problems.iter().map(reported).collect(), Vec::new()),
    }
}

/// A fault of a definition, as it is told.
pub(crate) fn reported(problem: &DefinitionProblem) -> ReportedFault {
    ReportedFault { path: problem.path.clone(), reason: problem.reason.to_string() }
}

/// `GET /tool/surveys/{survey}/definition.json`: the newest definition, as it was saved.
pub(crate) async fn download(
    visit: &Visit<'_>,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    let detail = visit.room.storage.read_survey(survey).await?;
    let content = Bytes::from(String::from(Box::<str>::from(detail.definition)));
    let name = format!("{survey}.json");
    visit.room.answer(host::attachment(&name, "application/json", content))
}

/// `POST /tool/surveys/{survey}/publish`. What keeps the draft from it stands on the survey's page.
pub(crate) async fn publish(
    visit: &Visit<'_>,
    survey: &SurveyId,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    match visit.room.storage.publish_survey(survey).await {
        Ok(_) => visit.room.to(&format!("/tool/surveys/{survey}?published")),
        Err(problem) if problem.kind() == Kind::DefinitionRejected => {
            let answer = visit.room.page(survey_page(visit, survey, None).await?)?;
            Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(problem) => Err(problem),
    }
}

/// `GET /tool/surveys/{survey}/close`.
pub(crate) async fn ask_close(
    visit: &Visit<'_>,
    survey: &SurveyId,
) -> Result<Response<Bytes>, Problem> {
    visit.must(Permission::PublishSurveys, Some(survey))?;
    let known = Known::read(visit, survey).await?;
    let named = (survey.as_str(), known.title(visit));
    visit.room.page(page::close_survey_page(&visit.view(None), named))
}

/// `POST /tool/surveys/{survey}/close`.
pub(crate) async fn close(
    visit: &Visit<'_>,
    survey: &SurveyId,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    visit.room.storage.close_survey(survey).await?;
    visit.room.to(&format!("/tool/surveys/{survey}?closed"))
}
