//! Takes files, apart from the response that will name them.

use bytes::Bytes;
use contract::Answered;
use contract::message::{FileBody, FileHead};
use host::{form_fields, with_status};
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use http::{Request, Response, StatusCode};
use problem::{Kind, Problem};
use survey::{
    AnswerProblem, AnswerReason, Circumstances, FileId, FileNamed, Interview, ResponseId, SurveyId,
    Version, choose_locale,
};

use crate::context::Context;
use crate::hours;
use crate::pages::accepted;
use crate::response::{rejected, timely};
use crate::sniff;

/// Says what a file is: `field`, `name` and `version`, written as a form is. What somebody has called
/// a file stands in no address.
const ABOUT: HeaderName = HeaderName::from_static("nordsvar-file");

/// What is said of a file beside its content.
struct About {
    field: String,
    name: String,
    version: Version,
    media_type: String,
}

/// `PUT /s/{survey}/files/{response}/{file}`: 201 when the file is new, 200 when it had been kept.
pub(crate) async fn put(
    context: &Context<'_>,
    survey: &SurveyId,
    named: (ResponseId, FileId),
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let About { field, name, version, media_type } =
        About::read(request.headers()).ok_or_else(|| {
            let detail =
                "The header nordsvar-file has field, name and version, as a form has them.";
            Problem::new(Kind::BodyUnreadable).with_detail(detail)
        })?;
    let now = context.host.now().unix_millis();
    timely(named.0, now)?;
    let definitions = &context.settings.definitions;
    let published = definitions.version(&context.storage, survey, version).await?;
    if let Some(kind) = hours::shut(&published.definition, named.0, now) {
        return Err(kind.into());
    }
    let definition = &published.definition;
    let language = choose_locale(definition, None, accepted(request.headers()));
    let whole = request.into_body();
    let wrong = match definition.file_field(&field) {
        None => Some((field.clone(), AnswerReason::UnknownQuestion)),
        Some((question, file)) => {
            sniff::check(file, (&name, &media_type), &whole).err().map(|reason| (question, reason))
        }
    };
    if let Some((name, reason)) = wrong {
        let interview = Interview::start(definition, Circumstances::of(named.0, &language));
        return Err(rejected(&interview, &[AnswerProblem { name, reason }]));
    }
    let bytes = u32::try_from(whole.len()).map_err(|_| Kind::BodyTooLarge)?;
    let head = FileHead { name: name.clone(), media_type: media_type.clone() };
    let body = FileBody { head, content: whole };
    let status = match context.storage.put_file(survey, named, &body).await? {
        Answered::Now(()) => StatusCode::CREATED,
        Answered::Already(()) => StatusCode::OK,
    };
    let kept = FileNamed { question: field, id: named.1, name, media_type, bytes };
    Ok(with_status(host::json(&kept.to_json()), status))
}

impl About {
    fn read(headers: &HeaderMap) -> Option<Self> {
        let text = |name: HeaderName| headers.get(name)?.to_str().ok();
        let fields = form_fields(&Bytes::copy_from_slice(text(ABOUT)?.as_bytes())).ok()?;
        let field = |wanted: &str| {
            fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
        };
        Some(Self {
            field: field("field")?,
            name: field("name")?,
            version: Version::new(field("version")?.parse().ok()?)?,
            media_type: text(CONTENT_TYPE)?.split(';').next()?.trim().to_owned(),
        })
    }
}
