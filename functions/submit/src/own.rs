//! A respondent's own response, by the token that storage gave them.

use bytes::Bytes;
use contract::message::{OwnFileToken, OwnResponse, OwnResponseToken};
use host::{MediaType, form_fields, media_type};
use http::header::{ACCEPT, CONTENT_DISPOSITION, HeaderValue};
use http::{Request, Response};
use page::Wish;
use problem::{Kind, Problem};
use serde::Serialize;
use serde_json::{Map, Value};
use survey::model::Definition;
use survey::{Circumstances, FileId, Interview, Locale, ResponseId, SurveyId, Version};

use crate::context::Context;
use crate::invited::{self, Invitation};
use crate::pages;
use crate::partial::LINKED;
use crate::submission::Submission;

/// A response as its respondent may take it along.
#[derive(Serialize)]
struct Document<'a> {
    survey: &'a SurveyId,
    id: ResponseId,
    version: Version,
    language: &'a Locale,
    submitted_at: String,
    complete: bool,
    /// How often it was sent, of a response that is not complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<contract::message::Revision>,
    answers: Vec<Answer>,
}

/// What a form of the page asks.
type Asked = (OwnResponseToken, Wish, Option<FileId>, Option<String>);

/// An answer with what was asked.
#[derive(Serialize)]
struct Answer {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    value: Value,
}

/// `GET /s/{survey}/response`: asks for the token. The script finds it in the address's fragment.
pub(crate) fn page(survey: &SurveyId, request: &Request<Bytes>) -> Response<Bytes> {
    pages::link(survey, request)
}

/// `POST /s/{survey}/response`: what a token opens, as a page for people or as JSON for programs.
pub(crate) async fn open(
    context: &Context<'_>,
    survey: &SurveyId,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (token, wish, file, link) = asked(request)?;
    if let Some(file) = file {
        let token = OwnFileToken { token: token.token, file };
        let file = context.storage.read_own_file(survey, &token).await?;
        return Ok(host::attachment(&file.head.name, &file.head.media_type, file.content));
    }
    if wish == Wish::WithdrawForGood {
        let withdrawn = context.storage.withdraw_response(survey, &token).await?;
        return Ok(if is_person(request) {
            pages::withdrawn(survey, request)
        } else {
            host::json(&withdrawn)
        });
    }
    let own = context.storage.read_own_response(survey, &token).await?;
    let definitions = &context.settings.definitions;
    let published = definitions.version(&context.storage, survey, own.version).await?;
    let none = Map::new();
    let answers = own.answers.value().as_object().unwrap_or(&none);
    let now = Circumstances::of(own.id, &own.language);
    let interview = Interview::resume(&published.definition, now, answers);
    if wish == Wish::Download || !is_person(request) {
        return Ok(document(survey, &own, &interview, wish));
    }
    if own.revision.is_some() {
        return go_on(context, survey, (&own, link), &published.definition).await;
    }
    let received_at = own.submitted_at.rfc3339();
    Ok(pages::own((survey, own.version), &interview, (&received_at, &token.token), wish))
}

/// The survey goes on, by the invitation that the link names beside the response, if there was one.
async fn go_on(
    context: &Context<'_>,
    survey: &SurveyId,
    (own, link): (&OwnResponse, Option<String>),
    definition: &Definition,
) -> Result<Response<Bytes>, Problem> {
    let invitation = link.map(|token| Invitation::read(context, survey, token)).transpose()?;
    let mut submission = Submission::resumed(own, invitation);
    invited::recall(context, &mut submission, None).await?;
    let none = Map::new();
    let answers = own.answers.value().as_object().unwrap_or(&none);
    let now = submission.circumstances(&own.language);
    let interview = Interview::resume(definition, now, answers);
    pages::resumed(context, survey, &submission, &interview)
}

/// What the form holds: what opens a response, what is wanted of it, a file of it, and the token of
/// the invitation that it answers. A whole link is taken for its token.
fn asked(request: &Request<Bytes>) -> Result<Asked, Problem> {
    if media_type(request.headers()) != Some(MediaType::Form) {
        return Err(Problem::new(Kind::UnsupportedMediaType)
            .with_detail("The form is sent as application/x-www-form-urlencoded."));
    }
    let fields = form_fields(request.body()).map_err(|_| Kind::BodyUnreadable)?;
    let field = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.trim())
    };
    let link = field("token").unwrap_or_default();
    let token = link.rsplit_once('#').map_or(link, |(_, token)| token);
    let (token, link) =
        token.split_once(LINKED).map_or((token, None), |(own, link)| (own, Some(link)));
    let token = OwnResponseToken { token: token.to_owned() };
    let wish = Wish::from_form(field(page::DO_FIELD)).ok_or_else(|| {
        Problem::new(Kind::BodyUnreadable).with_invalid(page::DO_FIELD, "is no button of the page")
    })?;
    let file = field(page::FILE_FIELD).map(|id| id.parse().map_err(|_| Kind::NotFound));
    Ok((token, wish, file.transpose()?, link.map(str::to_owned)))
}

fn is_person(request: &Request<Bytes>) -> bool {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// The response as JSON: what is asked in the order in which it is asked, then what else is kept.
fn document(
    survey: &SurveyId,
    own: &OwnResponse,
    interview: &Interview<'_>,
    wish: Wish,
) -> Response<Bytes> {
    let none = Map::new();
    let mut left = own.answers.value().as_object().unwrap_or(&none).clone();
    let mut answers = Vec::new();
    for at in interview.questions() {
        let name = at.path();
        if let Some(value) = left.remove(&name) {
            answers.push(Answer { name, title: Some(at.title()), value });
        }
    }
    answers.extend(left.into_iter().map(|(name, value)| Answer { name, title: None, value }));
    let mut response = host::json(&Document {
        survey,
        id: own.id,
        version: own.version,
        language: &own.language,
        submitted_at: own.submitted_at.rfc3339(),
        complete: own.revision.is_none(),
        revision: own.revision,
        answers,
    });
    if wish == Wish::Download {
        let named = HeaderValue::from_static("attachment; filename=\"response.json\"");
        response.headers_mut().insert(CONTENT_DISPOSITION, named);
    }
    response
}
