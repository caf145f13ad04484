//! Who was invited and wants no more invitations: `/u/{token}`.

use bytes::Bytes;
use contract::message::OptOut;
use credential::Purpose;
use host::{MediaType, form_fields, form_with_files, media_type};
use http::{Request, Response};
use page::{ONE_CLICK, UiLanguage, UnsubscribePage, UnsubscribeStep};
use problem::{Kind, Problem};
use serde_json::Value;

use crate::assets::Places;
use crate::context::Context;
use crate::invited::refusal;
use crate::pages::{guarded, language};

/// `GET /u/{token}`: asks. Nothing is done by following the link.
pub(crate) fn page(
    context: &Context<'_>,
    token: &str,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    verify(context, token)?;
    Ok(shown(language(request.uri(), request.headers()), UnsubscribeStep::Asks))
}

/// `POST /u/{token}`: does it, for the page's button and for mail programs (RFC 8058) alike.
pub(crate) async fn done(
    context: &Context<'_>,
    token: String,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    verify(context, &token)?;
    if !is_meant(request)? {
        return Err(Problem::new(Kind::BodyUnreadable)
            .with_invalid(ONE_CLICK.0, "must be as the page's button has it"));
    }
    let done = context.storage.opt_out(&OptOut { token }).await?;
    let asked = language(request.uri(), request.headers());
    let language = done.language.as_ref().map_or(asked, UiLanguage::of);
    let (organisation, changed) = (&*done.organisation, done.changed);
    Ok(shown(language, UnsubscribeStep::Done { organisation, changed }))
}

fn verify(context: &Context<'_>, token: &str) -> Result<(), Problem> {
    let (keys, now) = (&context.settings.unsubscribe_keys, context.host.now().seconds());
    let claims = keys.claims(Purpose::Unsubscribe, token, now).map_err(refusal)?;
    let zone = claims.get("zone").and_then(Value::as_str);
    let ours = zone == Some(context.settings.zone.as_str());
    if ours { Ok(()) } else { Err(Kind::InvitationRefused.into()) }
}

/// Whether the body says what is wanted, in either of the ways in which forms are sent.
fn is_meant(request: &Request<Bytes>) -> Result<bool, Problem> {
    let (headers, body) = (request.headers(), request.body());
    let fields = match media_type(headers) {
        Some(MediaType::Form) => form_fields(body),
        Some(MediaType::Multipart) => form_with_files(headers, body).map(|form| form.fields),
        Some(MediaType::Json) | None => {
            return Err(Problem::new(Kind::UnsupportedMediaType)
                .with_detail("The form is sent as browsers send forms."));
        }
    };
    let fields = fields.map_err(|_| Kind::BodyUnreadable)?;
    Ok(fields.iter().any(|(name, value)| (&**name, &**value) == ONE_CLICK))
}

fn shown(language: UiLanguage, step: UnsubscribeStep<'_>) -> Response<Bytes> {
    let style = Places::new().style;
    guarded(page::unsubscribe_page(&UnsubscribePage { language, style: &style, step }))
}
