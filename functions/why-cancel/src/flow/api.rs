//! How a seller's server starts a flow, and asks what became of it.

use app::Stage;
use app::why_cancel::{Start, Subscription};
use app_room::{AppRoom, Settings};
use bytes::Bytes;
use contract::message::{FlowFacts, FlowItem, IntakeItem, ReadIntake, StartFlow};
use credential::{AppName, FlowId, InstanceName};
use host::{Host, MediaType, json, media_type, query_pairs, with_status};
use http::{Request, Response, StatusCode};
use jiff::tz::TimeZone;
use problem::{InvalidParam, Kind, Problem};
use serde_json::{Map, Value, json};
use survey::StrictJson;

use crate::route::FLOW;

/// What is kept of a start: what our pages go on with. Nothing of it says whose it is.
const KEPT: &[&str] =
    &["plan", "amount", "term", "started_on", "language", "cancel_url", "keep_url"];

/// In place of the subscription's own name, which is kept as a keyed hash alone.
const UNNAMED: &str = "-";

/// `POST /api/v1/apps/why-cancel/flows`: 201 with where the subscriber goes on.
pub(crate) async fn start(
    host: &Host,
    (own, settings): (&'static AppRoom, &Settings),
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (token, app) = app_room::admit((own, settings), request, host)?;
    if media_type(request.headers()) != Some(MediaType::Json) {
        return Err(Problem::new(Kind::UnsupportedMediaType));
    }
    let named = named(request.uri().query())?;
    let now = app_room::moment_of(host.now())?;
    let start = Start::read(request.body(), now).map_err(|faults| rejected(&faults))?;
    let storage = settings.storage(host, token);
    let instance = match named {
        Some(instance) => instance,
        None => only(&storage.read_intake(&app, &ReadIntake::default()).await?.items)?,
    };
    let message = StartFlow {
        subscription: start.subscription.key.as_str().to_owned(),
        start: kept(request.body())?,
        facts: facts(&start.subscription, now.to_zoned(TimeZone::UTC).date()),
        test: start.test,
    };
    let started = storage.start_flow((&app, &instance), &message).await?;
    let body = json!({
        "flow": started.flow,
        "url": format!("{}{FLOW}{}", settings.site().as_str(), started.token),
        "expires_at": started.expires_at.rfc3339(),
    });
    Ok(with_status(json(&body), StatusCode::CREATED))
}

/// The instance that the address names, if it names one.
fn named(query: Option<&str>) -> Result<Option<InstanceName>, Problem> {
    let wrong = |name: &str, reason: &str| {
        Problem::new(Kind::ParameterRejected).with_invalid(name, reason.to_owned())
    };
    let mut named = None;
    for (name, value) in query_pairs(query).map_err(|_| Kind::ParameterRejected)? {
        match (name.as_str(), &named) {
            ("instance", None) => {
                named = Some(value.parse().map_err(|_| wrong("instance", "It names none."))?);
            }
            (_, _) => return Err(wrong("", "There is instance, once.")),
        }
    }
    Ok(named)
}

/// The only instance that there is of those that ask why: others ask who has gone.
fn only(items: &[IntakeItem]) -> Result<InstanceName, Problem> {
    let asks_why = |item: &&IntakeItem| {
        item.settings.value().get("stage").and_then(Value::as_str) != Some(Stage::WinBack.as_str())
    };
    match &*items.iter().filter(asks_why).collect::<Vec<_>>() {
        [one] => Ok(one.instance.clone()),
        [] => Err(Problem::new(Kind::NotFound).with_detail("Nothing is set up yet.")),
        _ => Err(Problem::new(Kind::ParameterRejected)
            .with_invalid("instance", "There are several: name one.".to_owned())),
    }
}

fn rejected(faults: &[app::Fault]) -> Problem {
    let told = faults
        .iter()
        .map(|fault| InvalidParam { name: fault.path.clone(), reason: fault.reason.to_string() });
    Problem::new(Kind::EventsRejected).with_invalid_params(told.collect())
}

/// What is kept of a body that was read as a start.
fn kept(body: &Bytes) -> Result<StrictJson, Problem> {
    let told: Map<String, Value> =
        serde_json::from_slice(body).map_err(|_| Problem::new(Kind::BodyUnreadable))?;
    let own = told.into_iter().filter(|(name, _)| KEPT.contains(&name.as_str()));
    let mut kept: Map<String, Value> = own.collect();
    kept.insert("subscription".to_owned(), UNNAMED.into());
    StrictJson::from_slice(Value::Object(kept).to_string().as_bytes())
        .map_err(|_| Problem::new(Kind::BodyUnreadable))
}

/// What figures tell it apart by.
fn facts(subscription: &Subscription, today: jiff::civil::Date) -> FlowFacts {
    let monthly = subscription.monthly();
    FlowFacts {
        plan: subscription.plan.as_ref().map(|plan| plan.as_str().to_owned()),
        age: subscription.age_on(today).map(|age| age.as_str().to_owned()),
        currency: monthly.map(|(currency, _)| currency.as_str().to_owned()),
        monthly: monthly.map(|(_, value)| value.parts()),
    }
}

/// `GET /api/v1/apps/why-cancel/flows/{flow}`: what has become of it by now.
pub(crate) async fn read(
    host: &Host,
    (own, settings): (&'static AppRoom, &Settings),
    flow: &FlowId,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (token, app): (&str, AppName) = app_room::admit((own, settings), request, host)?;
    let item = settings.storage(host, token).read_flow(&app, flow).await?;
    Ok(json(&told(&item)))
}

/// A flow as a seller is told it.
fn told(item: &FlowItem) -> Value {
    let state = item.state.value();
    let over = state.pointer("/state/outcome");
    let outcome = over.and_then(|outcome| outcome.get("outcome")).cloned();
    let by = over.and_then(|outcome| outcome.pointer("/by/by")).cloned();
    let taken = over.and_then(|outcome| outcome.pointer("/by/offer")).cloned();
    json!({
        "flow": item.flow,
        "instance": item.instance,
        "outcome": outcome.unwrap_or_else(|| "open".into()),
        "saved_by": by,
        "reason": state.get("reason"),
        "offered": state.get("offer"),
        "accepted": taken,
        "seen": state.get("seen"),
        "test": state.get("test"),
        "started_at": item.made_at.rfc3339(),
        "changed_at": item.changed_at.rfc3339(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_says_not_whose_it_is() {
        let body = json!({
            "subscription": "S-1", "plan": "Plus", "language": "sv", "tags": ["a"],
            "subscriber": {"email": "elsa@example.com", "name": "Elsa"},
            "extra": {"name": "Elsa"}, "test": true, "country": "SE",
            "cancel_url": "https://shop.example/c", "keep_url": "https://shop.example/k",
        });
        let kept = kept(&Bytes::from(body.to_string())).unwrap();
        assert_eq!(
            *kept.value(),
            json!({
                "subscription": "-", "plan": "Plus", "language": "sv",
                "cancel_url": "https://shop.example/c", "keep_url": "https://shop.example/k",
            })
        );
        let now = "2026-11-28T12:00:00Z".parse().unwrap();
        assert!(Start::read(kept.value().to_string().as_bytes(), now).is_ok());
    }

    #[test]
    fn one_instance_needs_no_name() {
        assert_eq!(named(None).unwrap(), None);
        assert_eq!(named(Some("instance=a")).unwrap(), Some("a".parse().unwrap()));
        for query in ["instance=a&instance=b", "instance=A", "x=1"] {
            assert!(named(Some(query)).is_err(), "{query}");
        }
    }
}
