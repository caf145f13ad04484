//! The page that a subscriber sees.

use app::why_cancel::{Input, Outcome, SavedBy};
use app_room::Settings;
use bytes::Bytes;
use contract::StorageClient;
use contract::message::{ActOnFlow, FlowActed, FlowAnswered, FlowStanding};
use host::{Host, with_status};
use http::{Request, Response, StatusCode};
use page::{CancelQuestions, CancelStep, UiLanguage};
use problem::{Kind, Problem};
use survey::StrictJson;

use super::questions::Asked;
use super::{Opened, nobody, page_of};

/// `GET /apps/why-cancel/flow/{token}`. Loading it anew is no outcome.
pub(crate) async fn show(
    host: &Host,
    settings: &Settings,
    token: &str,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let storage = nobody(host, settings);
    let opened = Opened::read(host, &storage, token).await?;
    let query = request.uri().query();
    let language = opened.language(query, request.headers());
    match opened.standing {
        FlowStanding::Open => {
            if !opened.flow.is_seen() {
                tell(&storage, (token, &Input::Seen), None).await?;
            }
            let asks_again = query.is_some_and(|query| query.split('&').any(|one| one == "again"));
            if asks_again || opened.flow.reason().is_none() {
                return ask(&storage, (&opened, language), false).await;
            }
            Ok(page_of(language, opened.ways(), told(&opened, language)))
        }
        FlowStanding::Over => Ok(page_of(language, opened.ways(), over(&opened, language))),
        FlowStanding::Ended => {
            Ok(with_status(page_of(language, opened.ways(), CancelStep::Ended), StatusCode::GONE))
        }
    }
}

/// Tells a flow something.
pub(super) async fn tell(
    storage: &StorageClient<'_, Host>,
    (token, input): (&str, &Input),
    answered: Option<FlowAnswered>,
) -> Result<FlowActed, Problem> {
    let input = serde_json::to_vec(input).map_err(|_| Kind::Internal)?;
    let input = StrictJson::from_slice(&input).map_err(|_| Kind::Internal)?;
    let message = ActOnFlow { token: token.to_owned(), input, answered };
    storage.act_on_flow(&message).await
}

/// What the instance's survey asks; nothing where that cannot be read now: nobody is held up by it.
pub(super) async fn asked(
    storage: &StorageClient<'_, Host>,
    opened: &Opened,
) -> Result<Option<Asked>, Problem> {
    let published = storage.read_published(&opened.survey, None, None).await?;
    Ok(published.as_ref().and_then(Asked::of))
}

/// The reasons.
pub(super) async fn ask(
    storage: &StorageClient<'_, Host>,
    (opened, language): (&Opened, UiLanguage),
    is_missing: bool,
) -> Result<Response<Bytes>, Problem> {
    let asked = asked(storage, opened).await?;
    let known = (opened.flow.reason(), is_missing);
    let mut questions =
        asked.as_ref().map_or_else(CancelQuestions::default, |asked| asked.shown(language, known));
    questions.linked = opened.flow.is_linked();
    let answer = page_of(language, opened.ways(), CancelStep::Asks(&questions));
    let status = if is_missing { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(with_status(answer, status))
}

/// Who has said why: an offer, if there is one for them.
fn told(opened: &Opened, language: UiLanguage) -> CancelStep<'_> {
    let offer = opened.flow.offer().and_then(|id| opened.offer(id, language));
    offer.map_or(CancelStep::Thanks, CancelStep::Offers)
}

/// Where a flow has come to its outcome.
fn over(opened: &Opened, language: UiLanguage) -> CancelStep<'_> {
    match opened.flow.outcome() {
        Some(Outcome::Saved { by: SavedBy::Offer { offer } }) => {
            CancelStep::Kept(opened.offer(offer, language))
        }
        Some(Outcome::Saved { by: SavedBy::Themselves }) => CancelStep::Kept(None),
        Some(Outcome::Cancelled) => CancelStep::Gone,
        Some(Outcome::Abandoned) | None => CancelStep::Ended,
    }
}

/// A page for a link that leads to nothing.
pub(crate) fn lost(language: UiLanguage) -> Response<Bytes> {
    page_of(language, None, CancelStep::Lost)
}
