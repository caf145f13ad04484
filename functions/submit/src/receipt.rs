//! Receipts: checked without asking storage.

use bytes::Bytes;
use contract::Moment;
use credential::ReceiptClaims;
use host::{MediaType, form_fields, media_type, with_status};
use http::{Request, Response, StatusCode};
use page::ReceiptCheck;
use problem::{Kind, Problem};
use survey::SurveyId;

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
    let claims = context.settings.receipt_keys.verify::<ReceiptClaims>(receipt, now).ok();
    let ours =
        |claims: &ReceiptClaims| claims.survey == *survey && claims.zone == context.settings.zone;
    let Some(claims) = claims.filter(ours) else {
        let page = pages::receipt(survey, request, ReceiptCheck::Refused { receipt });
        return Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let check = ReceiptCheck::Genuine {
        response: claims.response,
        version: claims.version,
        received_at: &Moment::from_unix_millis(claims.at.get().saturating_mul(1000)).rfc3339(),
    };
    Ok(pages::receipt(survey, request, check))
}
