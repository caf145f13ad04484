//! Receipts: checked without asking storage.

use bytes::Bytes;
use contract::Moment;
use credential::Purpose;
use host::{MediaType, form_fields, media_type, with_status};
use http::{Request, Response, StatusCode};
use page::ReceiptCheck;
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use survey::{ResponseId, SurveyId, Version};

use crate::context::Context;
use crate::pages;

/// `GET /s/{survey}/receipt`.
pub(crate) fn page(survey: &SurveyId, request: &Request<Bytes>) -> Response<Bytes> {
    pages::receipt(survey, request, ReceiptCheck::Asked)
}

/// `POST /s/{survey}/receipt`: says whether a receipt is ours, and when its response was kept.
/// The receipt comes in the body: in an address it would be written down on its way.
pub(crate) fn check(
    context: &Context<'_>,
    survey: &SurveyId,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    if media_type(request.headers()) != Some(MediaType::Form) {
        return Err(Problem::new(Kind::UnsupportedMediaType)
            .with_detail("The form is sent as application/x-www-form-urlencoded."));
    }
    let fields = form_fields(request.body()).map_err(|_| Kind::BodyUnreadable)?;
    let receipt = fields.iter().find(|(name, _)| name == "receipt");
    let receipt = receipt.map(|(_, value)| value.trim()).unwrap_or_default();
    let now = context.host.now().seconds();
    let claims = context.settings.receipt_keys.claims(Purpose::Receipt, receipt, now).ok();
    let Some((response, version, at)) = claims.and_then(|claims| read(context, survey, &claims))
    else {
        let page = pages::receipt(survey, request, ReceiptCheck::Refused { receipt });
        return Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let check = ReceiptCheck::Genuine {
        response,
        version,
        received_at: &Moment::from_unix_millis(at.saturating_mul(1000)).rfc3339(),
    };
    Ok(pages::receipt(survey, request, check))
}

/// What a receipt says, if it is one of this survey's: the response, its version, and when it was
/// kept, in seconds since 1970.
fn read(
    context: &Context<'_>,
    survey: &SurveyId,
    claims: &Map<String, Value>,
) -> Option<(ResponseId, Version, u64)> {
    let claim = |name: &str| claims.get(name).and_then(Value::as_str);
    let zone = context.settings.zone.as_str();
    let ours = claim("survey") == Some(survey.as_str()) && claim("zone") == Some(zone);
    let response = claim("response").filter(|_| ours)?.parse().ok()?;
    let version = u32::try_from(claims.get("version")?.as_u64()?).ok()?;
    Some((response, Version::new(version)?, claims.get("at")?.as_u64()?))
}
