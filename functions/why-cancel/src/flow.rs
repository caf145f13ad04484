//! Those who are about to cancel: started by the seller's server, gone through on our pages.

mod act;
mod api;
mod count;
mod questions;
mod show;

use std::collections::BTreeSet;

use app::Fault;
use app::why_cancel::{Flow, Offer, OfferId, OfferSetup, OfferText, Setup, Start};
use app_room::{OfferLine, Settings};
use bytes::Bytes;
use contract::StorageClient;
use contract::message::{FlowStanding, OpenFlow};
use host::{Host, html, with_status};
use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use http::{HeaderMap, Response};
use page::{AppPlace, Asset, CancelOffer, CancelPage, CancelStep, CancelWays, Place, UiLanguage};
use problem::{Kind, Problem};
use serde_json::Value;
use survey::{Locale, StrictJson, SurveyId};

pub(crate) use self::act::act;
pub(crate) use self::api::{read, start};
pub(crate) use self::count::count;
pub(crate) use self::show::{lost, show};

/// The member of an instance's settings that has what is offered to whom.
pub(crate) const SETUP: &str = "cancel";

/// What a link leads to, read.
struct Opened {
    standing: FlowStanding,
    survey: SurveyId,
    start: Option<Start>,
    setup: Setup,
    flow: Flow,
    taken: BTreeSet<OfferId>,
}

impl Opened {
    async fn read(
        host: &Host,
        storage: &StorageClient<'_, Host>,
        token: &str,
    ) -> Result<Self, Problem> {
        let opened = storage.open_flow(&OpenFlow { token: token.to_owned() }).await?;
        let broken = |what| Problem::new(Kind::Internal).with_cause(what);
        let flow = serde_json::from_value(opened.flow.into_value());
        let now = app_room::moment_of(host.now())?;
        let read = |start: StrictJson| Start::read(start.value().to_string().as_bytes(), now);
        let start = opened.start.map(read).transpose();
        let names = opened.taken.iter();
        Ok(Self {
            standing: opened.standing,
            survey: opened.survey,
            start: start.map_err(|_| broken("what a flow was started with"))?,
            setup: setup_of(opened.settings.value()),
            flow: flow.map_err(|_| broken("how a flow stands"))?,
            taken: names.filter_map(|id| OfferId::try_from(id.as_str()).ok()).collect(),
        })
    }

    /// The language that the link asks for, else the subscriber's, else the browser's.
    fn language(&self, query: Option<&str>, headers: &HeaderMap) -> UiLanguage {
        let asked = requested(query);
        let own = self.start.as_ref().and_then(|start| start.subscriber.language.as_ref());
        let wanted = asked.as_deref().or_else(|| own.map(Locale::as_str));
        UiLanguage::chosen(wanted, accepted(headers))
    }

    /// The offer of this name, in words.
    fn offer(&self, id: &OfferId, language: UiLanguage) -> Option<CancelOffer<'_>> {
        self.setup.offer(id).and_then(|setup| in_words(setup, language))
    }

    fn ways(&self) -> Option<CancelWays<'_>> {
        self.start.as_ref().map(|start| CancelWays {
            cancel: start.cancel_url.as_str(),
            keep: start.keep_url.as_str(),
        })
    }
}

/// What is offered to whom, as it was set up; nothing, if it was not.
pub(crate) fn setup_of(settings: &Value) -> Setup {
    let setup = settings.get(SETUP).map(|setup| Setup::read(setup.to_string().as_bytes()));
    setup.and_then(Result::ok).unwrap_or_default()
}

/// What is offered, a line each.
pub(crate) fn lines(body: &[u8]) -> Result<Vec<OfferLine>, Vec<Fault>> {
    let setup = Setup::read(body)?;
    let line = |offer: &OfferSetup| OfferLine {
        name: offer.id.as_str().to_owned(),
        kind: offer.offer.kind().as_str(),
        reasons: offer.reasons.iter().map(|reason| reason.as_str().to_owned()).collect(),
        title: offer.texts.values().next().map_or("", |text| text.title.as_str()).to_owned(),
        languages: offer.texts.keys().map(ToString::to_string).collect(),
    };
    Ok(setup.offers.iter().map(line).collect())
}

/// An offer in a language, else in English, else in the first that it has.
pub(crate) fn in_words(setup: &OfferSetup, language: UiLanguage) -> Option<CancelOffer<'_>> {
    let texts = &setup.texts;
    let text = [language.tag(), "en"].into_iter().find_map(|tag| texts.get(tag));
    let OfferText { title, text } = text.or_else(|| texts.values().next())?;
    let (code, link) = match &setup.offer {
        Offer::Discount { code, .. } => (Some(code.as_str()), None),
        Offer::Link { url } => (None, Some(url.as_str())),
        Offer::Pause { .. } | Offer::PlanChange { .. } | Offer::Contact => (None, None),
    };
    let (id, title, text) = (setup.id.as_str(), title.as_str(), text.as_ref());
    Some(CancelOffer { id, title, text: text.map(app::Text::as_str), code, link })
}

fn requested(query: Option<&str>) -> Option<String> {
    let pairs = host::query_pairs(query).unwrap_or_default();
    pairs.into_iter().find(|(name, _)| name == "lang").map(|(_, value)| value)
}

fn accepted(headers: &HeaderMap) -> Option<&str> {
    headers.get(http::header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok())
}

/// A page of a flow. Its forms go here, and from here to the seller's own pages, which browsers ask to be allowed as well.
fn page_of(
    language: UiLanguage,
    ways: Option<CancelWays<'_>>,
    step: CancelStep<'_>,
) -> Response<Bytes> {
    let (style, _) = room::styles(Place::App(AppPlace::WhyCancel));
    let mut answer = html(page::cancel_page(&CancelPage { language, style: &style, ways, step }));
    let onward = ways.map_or_else(String::new, |ways| {
        [ways.cancel, ways.keep].map(origin).into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' {onward}; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    let nothing = HeaderValue::from_static("default-src 'none'");
    let policy = HeaderValue::try_from(policy).unwrap_or(nothing);
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    answer
}

/// The origin of an address, as policies name it. One with what would be more than a name there is left out.
fn origin(address: &str) -> Option<String> {
    let uri: http::Uri = address.parse().ok()?;
    let (scheme, authority) = (uri.scheme_str()?, uri.authority()?.as_str());
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:".contains(&byte);
    authority.bytes().all(plain).then(|| format!("{scheme}://{authority}"))
}

/// What somebody sees whose link leads to nothing, or whom we cannot answer now.
pub(crate) fn failed(
    (query, headers): (Option<&str>, &HeaderMap),
    problem: &Problem,
) -> Response<Bytes> {
    let language = UiLanguage::chosen(requested(query).as_deref(), accepted(headers));
    with_status(lost(language), problem.kind().status())
}

/// `GET /apps/why-cancel/step.js`, for everybody.
pub(crate) fn script() -> Response<Bytes> {
    let asset = Asset::Step;
    let content = Bytes::from_static(asset.bytes());
    let mut answer = host::file(content, asset.media_type(), asset.cache_control());
    host::offer_to_all_sites(&mut answer);
    answer
}

/// Storage, as nobody sees it.
fn nobody<'a>(host: &'a Host, settings: &'a Settings) -> StorageClient<'a, Host> {
    settings.storage(host, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins() {
        for (address, want) in [
            ("https://shop.example/cancel?a=1", Some("https://shop.example")),
            ("https://shop.example:8443/", Some("https://shop.example:8443")),
            ("https://a;b.example/", None),
            ("https://user@shop.example/", None),
            ("/cancel", None),
        ] {
            assert_eq!(origin(address).as_deref(), want, "{address}");
        }
    }
}
