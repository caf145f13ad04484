//! `POST /api/v1/apps/{app}/events`: what happened, from a customer's system.

mod ask;
mod hooked;
mod over;
mod parcels;
mod result;

use app::{App, At, BatchFault, Follows, Key, Stage, Told};
use bytes::Bytes;
use contract::message::{EventItem, Intake, IntakeItem, ReadIntake, TakeEvents};
use contract::{Moment, StorageClient};
use credential::{ApiKeyClaims, AppName, CredentialError, InstanceName, Permission};
use host::{Host, MediaType, bearer, json, media_type, query_pairs, with_status};
use http::{Request, Response, StatusCode};
use invite::EventKey;
use jiff::Timestamp;
use problem::{InvalidParam, Kind, Problem};
use serde_json::{Value, json};

pub(crate) use self::ask::Wrong;
use self::ask::ask;
pub(crate) use self::hooked::{kept as kept_platform, take as take_hooked};
use self::over::over;
pub(crate) use self::over::settled;
use self::parcels::parcels;
pub(crate) use self::result::Outcome;
use self::result::rejected;
use crate::instance::stage_of;
use crate::{AppRoom, Settings, policy_form};

/// How many instances events may be for that are sent at once.
const MAX_INSTANCES: usize = ReadIntake::MOST;

/// What the address asks for beside what the body tells.
#[derive(Debug, Default, Eq, PartialEq)]
struct Asked {
    /// Whether it is only said what would become of it.
    dry_run: bool,
    /// For which instances it may be; all, if none is named.
    instances: Vec<InstanceName>,
}

/// What is wrong with a parameter of the address.
fn wrong(name: &str, reason: &str) -> Problem {
    let one = InvalidParam { name: name.to_owned(), reason: reason.to_owned() };
    Problem::new(Kind::ParameterRejected).with_invalid_params(vec![one])
}

impl Asked {
    fn read(query: Option<&str>) -> Result<Self, Problem> {
        let mut asked = Self::default();
        for (name, value) in query_pairs(query).map_err(|_| Kind::ParameterRejected)? {
            match (name.as_str(), value.as_str()) {
                ("dry-run", "" | "true") => asked.dry_run = true,
                ("dry-run", _) => return Err(wrong("dry-run", "It has no value.")),
                ("instance", name) => {
                    let name = name.parse().map_err(|_| wrong("instance", "It names none."))?;
                    if !asked.instances.contains(&name) {
                        asked.instances.push(name);
                    }
                }
                (_, _) => {
                    let reason = "There are dry-run and instance.";
                    return Err(wrong("", reason));
                }
            }
        }
        if asked.instances.len() > MAX_INSTANCES {
            return Err(wrong("instance", "There are too many."));
        }
        Ok(asked)
    }
}

/// An instance that events may be for.
pub(crate) struct Open {
    name: InstanceName,
    /// Its stage, if the app has it still.
    stage: Option<Stage>,
    /// Where recipients are whose country is not known.
    country: String,
    delay_minutes: u32,
    settings: Value,
}

impl Open {
    pub(crate) fn of(app: App, item: IntakeItem) -> Self {
        let policy = policy_form::whole(item.policy.value());
        let country = policy.get("country").and_then(Value::as_str).unwrap_or_default().to_owned();
        let delay = policy.get("delay-minutes").and_then(Value::as_u64).unwrap_or_default();
        let settings = item.settings.into_value();
        let stage = app.stage_named(stage_of(&settings));
        let delay_minutes = u32::try_from(delay).unwrap_or(u32::MAX);
        Self { name: item.instance, stage, country, delay_minutes, settings }
    }
}

/// The API key of a request that may tell the app what happened, and the app.
///
/// # Errors
///
/// [`Kind::CredentialRefused`], [`Kind::CredentialExpired`], [`Kind::NotPermitted`].
pub fn admit<'a>(
    (own, settings): (&AppRoom, &Settings),
    request: &'a Request<Bytes>,
    host: &Host,
) -> Result<(&'a str, AppName), Problem> {
    let token = bearer(request.headers()).ok_or(Kind::CredentialRefused)?;
    let claims: ApiKeyClaims =
        settings.api_key_keys.verify(token, host.now().seconds()).map_err(|error| match error {
            CredentialError::Expired => Kind::CredentialExpired,
            CredentialError::Forged | CredentialError::Malformed => Kind::CredentialRefused,
        })?;
    if claims.zone != *settings.room.zone() {
        return Err(Problem::new(Kind::CredentialRefused));
    }
    let app = own.app.name().map_err(|_| Problem::new(Kind::Internal))?;
    if claims.grants.allow_in_app(Permission::SendEvents, Some(&app)) {
        Ok((token, app))
    } else {
        Err(Problem::new(Kind::NotPermitted))
    }
}

/// Takes events: 202 with a result for each. Where nothing of it can be taken, it is a problem that says all that is
/// wrong.
pub(crate) async fn take(
    host: &Host,
    (own, settings): (&'static AppRoom, &Settings),
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (token, app) = admit((own, settings), request, host)?;
    if media_type(request.headers()) != Some(MediaType::Json) {
        return Err(Problem::new(Kind::UnsupportedMediaType));
    }
    let asked = Asked::read(request.uri().query())?;
    let received = received(host)?;
    let events = (own.read)(request.body(), received).map_err(unread)?;
    let storage = settings.room.storage(host, token);
    let open = open(&storage, (own.app, &app), &asked).await?;
    let Sorted { mut outcomes, items } = Sorted::of(&app, (events, received), &open);
    if let Some(problem) = rejected(&outcomes) {
        return Err(problem);
    }
    let mut items = items.into_iter();
    loop {
        let (places, sent): (Vec<_>, Vec<_>) = items.by_ref().take(TakeEvents::MOST).unzip();
        if sent.is_empty() {
            break;
        }
        let message = TakeEvents { dry_run: asked.dry_run, items: sent };
        let results = storage.take_events(&app, &message).await?.items;
        for (place, result) in places.into_iter().zip(results) {
            if let Some(outcome) = outcomes.get_mut(place) {
                outcome.add(result);
            }
        }
    }
    let items: Vec<_> = outcomes.iter().map(Outcome::json).collect();
    Ok(with_status(json(&json!({ "items": items })), StatusCode::ACCEPTED))
}

/// Now, as events reckon with it.
fn received(host: &Host) -> Result<Timestamp, Problem> {
    moment_of(host.now())
}

/// A moment, as events reckon with it.
///
/// # Errors
///
/// [`Kind::Internal`] of one that is past all years.
pub fn moment_of(moment: Moment) -> Result<Timestamp, Problem> {
    let millis = i64::try_from(moment.unix_millis()).map_err(|_| Kind::Internal)?;
    Timestamp::from_millisecond(millis).map_err(|_| Problem::new(Kind::Internal))
}

fn unread(fault: BatchFault) -> Problem {
    let kind = match fault {
        BatchFault::TooLarge => Kind::BodyTooLarge,
        BatchFault::NotJson { .. } | BatchFault::NotEvents | BatchFault::Count => {
            Kind::BodyUnreadable
        }
    };
    Problem::new(kind).with_detail(fault.to_string())
}

/// The instances that events may be for. Of more than a few, some are to be named.
async fn open(
    storage: &StorageClient<'_, Host>,
    (own, app): (App, &AppName),
    asked: &Asked,
) -> Result<Vec<Open>, Problem> {
    let message = ReadIntake { instances: asked.instances.clone() };
    let Intake { items, more } = storage.read_intake(app, &message).await?;
    if more {
        let reason = "There are more than events may be for at once: name some.";
        return Err(wrong("instance", reason));
    }
    Ok(items.into_iter().map(|item| Open::of(own, item)).collect())
}

/// What events come to: for each what is known of it already, and what is to be asked of storage for it.
struct Sorted {
    outcomes: Vec<Outcome>,
    /// Each with the place of its event.
    items: Vec<(usize, EventItem)>,
}

impl Sorted {
    fn of(app: &AppName, (events, received): (app::AllTold, Timestamp), open: &[Open]) -> Self {
        let mut sorted = Self { outcomes: Vec::new(), items: Vec::new() };
        for (place, event) in events.into_iter().enumerate() {
            let outcome = match event {
                Ok(told) => match items_of(app, (&*told, received), open) {
                    Ok(items) => {
                        sorted.items.extend(items.into_iter().map(|item| (place, item)));
                        Outcome::Waiting
                    }
                    Err(outcome) => {
                        if matches!(outcome, Outcome::Passed(_)) {
                            let items = settled(&*told, open);
                            sorted.items.extend(items.map(|item| (place, item)));
                        }
                        outcome
                    }
                },
                Err(faults) => Outcome::Rejected(faults.iter().map(Wrong::of).collect()),
            };
            sorted.outcomes.push(outcome);
        }
        sorted
    }
}

/// What is to be asked of storage for one thing that was told: something at least.
pub(crate) fn items_of(
    app: &AppName,
    (told, received): (&dyn Told, Timestamp),
    open: &[Open],
) -> Result<Vec<EventItem>, Outcome> {
    let (mut asks, mut cancels, mut passed) = (Vec::new(), Vec::new(), None);
    let mut settles = Vec::new();
    let mut asking = Vec::new();
    for instance in open {
        let Some(stage) = instance.stage else { continue };
        let (settings, delay_minutes) = (&instance.settings, instance.delay_minutes);
        match told.follows(At { stage, settings, delay_minutes }) {
            Follows::Ask(_) if asking.contains(&stage) => {
                return Err(Outcome::SeveralInstances);
            }
            Follows::Ask(those) => {
                asking.push(stage);
                for one in those {
                    let item = ask(app, (one, received), (stage, instance));
                    let mut item = item.map_err(Outcome::Rejected)?;
                    let over = over(told, instance).filter(|over| over.key == item.event.key);
                    item.left = over.map(|over| over.left);
                    asks.push(EventItem::Ask(Box::new(item)));
                }
            }
            Follows::Parcels(of) if of.ask.is_some() && asking.contains(&stage) => {
                return Err(Outcome::SeveralInstances);
            }
            Follows::Parcels(of) => {
                if of.ask.is_some() {
                    asking.push(stage);
                }
                let item = parcels(app, (*of, received), (stage, instance), open);
                asks.push(EventItem::Parcels(Box::new(item.map_err(Outcome::Rejected)?)));
            }
            Follows::CallOff(keys) => cancels.extend(called_off(&instance.name, keys)?),
            Follows::Nothing(why) => {
                passed = passed.or(Some(why));
                settles.extend(settled(told, core::slice::from_ref(instance)));
            }
            Follows::Elsewhere => {}
        }
    }
    asks.extend(cancels);
    match (asks.is_empty(), passed) {
        // What is over where nobody is asked, while somebody is asked elsewhere, is over as well.
        (false, _) => Ok(asks.into_iter().chain(settles).collect()),
        (true, Some(why)) => Err(Outcome::Passed(Some(why))),
        (true, None) => Err(Outcome::NoInstance),
    }
}

/// Whoever was to be asked by an instance under these keys is not.
fn called_off(instance: &InstanceName, keys: Vec<Key>) -> Result<Vec<EventItem>, Outcome> {
    let item = |key: Key| {
        let key = EventKey::try_from(key.as_str().to_owned());
        let key = key.map_err(|_| Outcome::Rejected(vec![Wrong::key()]))?;
        Ok(EventItem::Cancel { instance: instance.clone(), key })
    };
    keys.into_iter().map(item).collect()
}

#[cfg(test)]
mod tests {
    use app::Over;

    use super::*;

    /// A subscription that ended for a reason that is known: somebody is asked to come back, and nobody why.
    struct Left;

    impl Told for Left {
        fn follows(&self, at: At<'_>) -> Follows {
            if at.stage != Stage::WinBack {
                return Follows::Nothing("reason-known");
            }
            let order =
                br#"{"order": "S-1", "stage": "checkout", "buyer": {"email": "elsa@example.com"}}"#;
            let read = app::store_evaluator::read(order, Timestamp::UNIX_EPOCH).unwrap().remove(0);
            let (values, parts, person) = (Vec::new(), Vec::new(), "$".to_owned());
            Follows::Ask(vec![app::Ask {
                event: read.unwrap(),
                values,
                parts,
                latest: None,
                person,
            }])
        }

        fn settles(&self, at: At<'_>) -> Option<Over> {
            (at.stage == Stage::Cancelled).then(|| Over {
                key: Key::try_from("S-1").unwrap(),
                at: Timestamp::UNIX_EPOCH,
                plan: None,
                age: Some("over-2-years"),
                monthly: None,
                reason: None,
                by: app::why_cancel::By::Payment,
                recipient: app::Recipient::default(),
                why: Some("reason-known"),
                test: false,
            })
        }
    }

    #[test]
    fn what_is_over_is_told_of_though_somebody_is_asked_elsewhere() {
        let instance = |name: &str, stage| Open {
            name: name.parse().unwrap(),
            stage: Some(stage),
            country: String::new(),
            delay_minutes: 0,
            settings: Value::Null,
        };
        let app = "why-cancel".parse().unwrap();
        let told = |open: &[Open]| -> Result<Vec<_>, Outcome> {
            let items = items_of(&app, (&Left, Timestamp::UNIX_EPOCH), open)?.into_iter();
            let named = items.map(|item| match item {
                EventItem::Ask(item) => {
                    assert!(item.left.is_none(), "it is told where it is over");
                    format!("ask {}", item.event.instance)
                }
                EventItem::Cancel { instance, .. } => format!("cancel {instance}"),
                EventItem::Parcels(item) => format!("parcels {}", item.instance),
                EventItem::Settle { instance, key, left, .. } => {
                    let (age, by) = (left.facts.age.unwrap_or_default(), left.by);
                    let why = left.why.unwrap_or_default();
                    format!("settle {instance} {} {age} {by:?} {why}", key.as_str())
                }
            });
            Ok(named.collect())
        };
        let both = [instance("why", Stage::Cancelled), instance("back", Stage::WinBack)];
        let want =
            ["ask back", "settle why S-1 over-2-years Payment reason-known"].map(str::to_owned);
        assert_eq!(told(&both), Ok(want.to_vec()));
        assert_eq!(told(&both[..1]), Err(Outcome::Passed(Some("reason-known"))));
    }

    #[test]
    fn the_address_says_for_which_instances_and_whether_it_counts() {
        for (query, want) in [
            (None, Some((false, vec![]))),
            (Some("dry-run"), Some((true, vec![]))),
            (Some("dry-run=true&instance=a&instance=b&instance=a"), Some((true, vec!["a", "b"]))),
            (Some("dry-run=maybe"), None),
            (Some("instance=A"), None),
            (Some("instances=a"), None),
        ] {
            let got = Asked::read(query).ok().map(|asked| {
                let names = asked.instances.iter().map(ToString::to_string).collect::<Vec<_>>();
                (asked.dry_run, names)
            });
            let want = want.map(|(dry, names)| {
                (dry, names.into_iter().map(str::to_owned).collect::<Vec<_>>())
            });
            assert_eq!(got, want, "{query:?}");
        }
        let many: Vec<_> = (0..=MAX_INSTANCES).map(|at| format!("instance=i{at}")).collect();
        assert!(Asked::read(Some(&many.join("&"))).is_err());
    }
}
