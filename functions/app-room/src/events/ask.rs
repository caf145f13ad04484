//! An event as storage takes it: what happened, whom it happened to, and what messages may say of it.

use std::collections::BTreeMap;

use app::{Fault, Flag};
use contract::message::{AskItem, PartName, Parts, Recipient};
use credential::AppName;
use invite::{Channel, CountryCode, Event, EventKey, ProductKey, StageName};
use jiff::Timestamp;
use personal::{Country, Email, PersonName, Phone};

use super::Open;

/// Something that is wrong with an event, and where. It says nothing of what stands there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Wrong {
    pub(crate) path: String,
    pub(super) reason: String,
}

impl Wrong {
    pub(super) fn of(fault: &Fault) -> Self {
        Self { path: fault.path.clone(), reason: fault.reason.to_string() }
    }

    fn new(path: &str, reason: &str) -> Self {
        Self { path: path.to_owned(), reason: reason.to_owned() }
    }

    /// The customer's own reference is none.
    pub(super) fn key() -> Self {
        Self::new("$", "its reference must be 1 to 128 bytes in one line, without outer blanks")
    }
}

/// What is asked of storage for an event at a stage, for an instance of that stage. `received` is what the event was
/// read with: when it has happened, if nobody has told.
pub(super) fn ask(
    app: &AppName,
    (asked, received): (app::Ask, Timestamp),
    (stage, instance): (app::Stage, &Open),
) -> Result<AskItem, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let event = &asked.event;
    let key = EventKey::try_from(event.key.as_str().to_owned());
    let key = key.map_err(|_| wrong.push(Wrong::key()));
    let recipient = recipient(&event.recipient, (&asked.person, instance), &mut wrong);
    let products = products(event, &mut wrong);
    let stage = stage.as_str().parse::<StageName>();
    let stage = stage.map_err(|_| wrong.push(Wrong::new("$.stage", "is no stage's name")));
    let (Ok(key), Ok(stage), true) = (key, stage, wrong.is_empty()) else { return Err(wrong) };
    let is_there = |channel: &Channel| match channel {
        Channel::Mail => recipient.email.is_some(),
        Channel::Sms | Channel::Voice => recipient.phone.is_some(),
    };
    let channels: Vec<_> = Channel::ALL.into_iter().filter(is_there).collect();
    let flags: Vec<_> = event
        .flags
        .iter()
        .map(|flag| match flag {
            Flag::Wholesale => invite::Flag::Wholesale,
            Flag::NoConsent => invite::Flag::NoConsent,
        })
        .collect();
    let of = &event.recipient;
    let event_of = Event {
        app: app.clone(),
        instance: instance.name.clone(),
        key,
        stage,
        happened: event.happened,
        send_at: event.send_at,
        latest: asked.latest,
        channels: channels.try_into().unwrap_or_default(),
        language: of.language.clone(),
        zone: of.time_zone.as_ref().and_then(|zone| zone.as_str().parse().ok()),
        country: of.country.as_ref().and_then(|one| one.as_str().parse::<CountryCode>().ok()),
        products,
        flags: flags.try_into().unwrap_or_default(),
        test: event.test,
    };
    let most = AskItem::MAX_VALUE_BYTES;
    let values = asked.values.into_iter().map(|(name, value)| (name.to_owned(), cut(value, most)));
    let (values, parts) = (values.collect(), parts(asked.parts));
    let (known, undated) = (BTreeMap::new(), event.happened == received);
    Ok(AskItem { event: event_of, recipient, values, known, parts, undated, left: None })
}

/// Whom it happened to. A telephone number without a country's code is one of the recipient's country, else of the
/// instance's.
pub(super) fn recipient(
    of: &app::Recipient,
    (person, instance): (&str, &Open),
    wrong: &mut Vec<Wrong>,
) -> Recipient {
    let home = of.country.as_ref().map_or(instance.country.as_str(), app::Country::as_str);
    let home: Option<Country> = home.parse().ok();
    let email = of.email.as_ref().and_then(|raw| {
        let read = raw.as_str().parse::<Email>();
        if read.is_err() {
            wrong.push(Wrong::new(&format!("{person}.email"), "is no address that mail can go to"));
        }
        read.ok()
    });
    let phone = of.phone.as_ref().map(|raw| Phone::read(raw.as_str(), home).ok());
    // Who can be written to by mail is not lost for a number that nobody can read.
    let phone = match phone {
        Some(None) if email.is_none() => {
            wrong.push(Wrong::new(
                &format!("{person}.phone"),
                "is no telephone number of that country",
            ));
            None
        }
        phone => phone.flatten(),
    };
    let name = of.name.as_ref().and_then(|name| name.as_str().parse::<PersonName>().ok());
    Recipient { name, email, phone }
}

fn products(event: &app::Event, wrong: &mut Vec<Wrong>) -> invite::Products {
    let keys = event.products.iter().map(|one| ProductKey::try_from(one.id.as_str().to_owned()));
    let keys: Result<Vec<_>, _> = keys.collect();
    let products = keys.ok().and_then(|keys| keys.try_into().ok());
    if products.is_none() {
        wrong.push(Wrong::new("$.products", "has a product whose id is not 1 to 128 bytes"));
    }
    products.unwrap_or_default()
}

/// What figures are told apart by. An app has a few of them; what is more than storage takes is left out.
pub(super) fn parts(of: Vec<(&'static str, String)>) -> Parts {
    let named = of.into_iter().filter_map(|(name, value)| {
        let name = name.parse::<PartName>().ok()?;
        let value = cut(value, Parts::MAX_VALUE_BYTES);
        (!value.is_empty()).then_some((name, value))
    });
    named.take(Parts::MOST).collect::<BTreeMap<_, _>>().try_into().unwrap_or_default()
}

/// A value no longer than storage takes it.
fn cut(mut value: String, most: usize) -> String {
    value.truncate(value.floor_char_boundary(most));
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cut_between_letters() {
        let long = "å".repeat(600);
        assert_eq!(cut(long, 1000).len(), 1000);
        assert_eq!(cut(format!("a{}", "å".repeat(600)), 1000).len(), 999);
        assert_eq!(cut("kort".to_owned(), 1000), "kort");
    }

    #[test]
    fn parts_are_as_storage_takes_them() {
        let of = |pairs: &[(&'static str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
            let told = parts(pairs);
            let told: Vec<_> =
                told.iter().map(|(name, value)| format!("{name}={}", value.len())).collect();
            told.join(" ")
        };
        let long = "å".repeat(150);
        assert_eq!(of(&[("carrier", "DHL"), ("driver", &long)]), "carrier=3 driver=200");
        assert_eq!(of(&[("carrier", ""), ("driver", "7")]), "driver=1");
        let many = ["a", "b", "c", "d", "e", "f", "g", "h", "i"].map(|name| (name, "x"));
        assert_eq!(of(&many).split(' ').count(), 8);
    }
}
