//! What a subscriber does on the page.

use app::Url;
use app::why_cancel::{Input, Offer, OfferId};
use app_room::Settings;
use bytes::Bytes;
use contract::StorageClient;
use contract::message::{FlowRefusal, FlowStanding};
use host::{Host, MediaType, form_fields, media_type, same_origin, see_other};
use http::request::Parts;
use http::{Request, Response};
use jiff::tz::TimeZone;
use page::CANCEL_STEP;
use problem::{Kind, Problem};

use super::show::{ask, asked, tell};
use super::{Opened, nobody};
use crate::route::FLOW;

/// What a form of the page says.
struct Sent(Vec<(String, String)>);

impl Sent {
    fn read(request: &Request<Bytes>) -> Result<Self, Problem> {
        if media_type(request.headers()) != Some(MediaType::Form) {
            return Err(Problem::new(Kind::UnsupportedMediaType));
        }
        form_fields(request.body()).map(Self).map_err(|_| Problem::new(Kind::BodyUnreadable))
    }

    fn value(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// `POST /apps/why-cancel/flow/{token}`: does it, and goes on.
pub(crate) async fn act(
    host: &Host,
    settings: &Settings,
    token: &str,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let sent = Sent::read(&request)?;
    let (parts, _) = request.into_parts();
    let storage = nobody(host, settings);
    let acting = Acting { host, storage: &storage, token, sent: &sent };
    let outcome = acting.does(&parts).await;
    // Nobody is held up who wants to cancel: our own page has brought the way along.
    match outcome {
        Err(problem) if sent.value(CANCEL_STEP) == "cancel" && is_ours(&problem) => {
            let way = Url::try_from(sent.value("to")).ok().filter(|_| same_origin(&parts));
            way.map_or(Err(problem), |way| see_other(way.as_str()))
        }
        outcome => outcome,
    }
}

/// Whether it is we who cannot, now.
fn is_ours(problem: &Problem) -> bool {
    matches!(problem.kind(), Kind::StorageUnavailable | Kind::Internal)
}

/// A form, with what is needed to do what it says.
struct Acting<'a> {
    host: &'a Host,
    storage: &'a StorageClient<'a, Host>,
    token: &'a str,
    sent: &'a Sent,
}

impl Acting<'_> {
    async fn does(&self, parts: &Parts) -> Result<Response<Bytes>, Problem> {
        let opened = Opened::read(self.host, self.storage, self.token).await?;
        match self.sent.value(CANCEL_STEP) {
            "tell" => self.tells(&opened, parts).await,
            "accept" => self.accepts(&opened).await,
            "stay" => {
                let taken = self.ends(&Input::Kept).await?;
                let way = opened.start.as_ref().filter(|_| taken);
                way.map_or_else(|| self.page(), |start| see_other(start.keep_url.as_str()))
            }
            "cancel" => {
                // Who has come to another outcome, or too late, goes to cancel all the same.
                self.ends(&Input::Cancelled).await?;
                let way = opened.start.as_ref();
                way.map_or_else(|| self.page(), |start| see_other(start.cancel_url.as_str()))
            }
            _ => Err(Problem::new(Kind::BodyUnreadable)),
        }
    }

    /// They say why. What is offered is decided here, by what is set up now.
    async fn tells(&self, opened: &Opened, parts: &Parts) -> Result<Response<Bytes>, Problem> {
        if opened.standing != FlowStanding::Open {
            return self.page();
        }
        let language = opened.language(parts.uri.query(), &parts.headers);
        let asked = asked(self.storage, opened).await?;
        let reason = asked.as_ref().and_then(|asked| asked.reason(self.sent.value("reason")));
        let (Some(asked), Some(reason)) = (asked, reason) else {
            return ask(self.storage, (opened, language), true).await;
        };
        let offer = match &opened.start {
            Some(start) => {
                let today = app_room::moment_of(self.host.now())?.to_zoned(TimeZone::UTC).date();
                let (of, taken) = (&start.subscription, &opened.taken);
                opened.setup.offer_for(&reason, of, today, taken).map(|offer| offer.id.clone())
            }
            None => None,
        };
        let answered = asked.answered((&reason, &self.sent.0), language);
        let input = Input::Told { reason, offer };
        tell(self.storage, (self.token, &input), answered).await?;
        self.page()
    }

    /// They take the offer. A code or a page that helps is shown here; all else is the seller's to do.
    async fn accepts(&self, opened: &Opened) -> Result<Response<Bytes>, Problem> {
        let offer = OfferId::try_from(self.sent.value("offer"));
        let offer = offer.map_err(|_| Problem::new(Kind::BodyUnreadable))?;
        let taken = self.ends(&Input::Accepted { offer: offer.clone() }).await?;
        let shows = opened.setup.offer(&offer).is_none_or(|setup| match setup.offer {
            Offer::Discount { .. } | Offer::Link { .. } => true,
            Offer::Pause { .. } | Offer::PlanChange { .. } | Offer::Contact => false,
        });
        let way = opened.start.as_ref().filter(|_| taken && !shows);
        way.map_or_else(|| self.page(), |start| see_other(start.keep_url.as_str()))
    }

    /// Says whether it was taken. What was not is shown as the flow stands.
    async fn ends(&self, input: &Input) -> Result<bool, Problem> {
        let acted = tell(self.storage, (self.token, input), None).await?;
        Ok(match acted.refused {
            None => true,
            Some(FlowRefusal::Over | FlowRefusal::Ended | FlowRefusal::NotOffered) => false,
        })
    }

    /// To the page: loading it anew sends nothing again.
    fn page(&self) -> Result<Response<Bytes>, Problem> {
        see_other(&format!("{FLOW}{}", self.token))
    }
}
