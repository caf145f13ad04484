//! What is told of a subscription, and what follows from it.

use std::collections::BTreeSet;

use app::why_cancel::{Event as Reading, Happening as Cancellation, NotAsked, after};
use app::{
    AllTold, Ask, At, BatchFault, Event, Follows, Happening, Key, Rows, Stage, Told, Where,
    each_row, why_cancel,
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// How tables of subscriptions are read.
pub(crate) static ROWS: Rows = Rows {
    fields: why_cancel::FIELDS,
    has_extra: true,
    key: "subscription",
    statuses: why_cancel::STATUSES,
    is_at: Where::Country,
    guess: why_cancel::guess_column,
    read: |columns, rows, for_all, received| {
        Ok(each_row(why_cancel::read_rows(columns, rows, for_all, received), Reported))
    },
};

/// What has become of a subscription.
pub(crate) struct Reported(Reading);

/// Reads what is told of subscriptions.
///
/// # Errors
///
/// [`BatchFault`] if it is no list of events at all.
pub(crate) fn read(body: &[u8], received: Timestamp) -> Result<AllTold, BatchFault> {
    let read = app::why_cancel::read(body, received)?.into_iter();
    app::told(Ok(read.map(|one| one.map(Reported)).collect()))
}

/// The least that an event has.
pub(crate) fn example(_stage: &str) -> Value {
    json!({
        "stage": "cancelled",
        "subscription": "S-10023",
        "subscriber": { "email": "elsa@example.com" },
    })
}

impl Told for Reported {
    fn follows(&self, at: At<'_>) -> Follows {
        let Self(told) = self;
        if at.stage != Stage::Cancelled {
            return Follows::Elsewhere;
        }
        match after(told, None) {
            Ok(_) => Follows::Ask(vec![self.asked()]),
            Err(NotAsked::Resumed) => Follows::CallOff(vec![told.subscription.key.clone()]),
            Err(why) => Follows::Nothing(why.as_str()),
        }
    }

    /// The seller's word goes before what a flow came to, though nobody is asked.
    fn settles(&self, at: At<'_>) -> Option<Key> {
        let Self(told) = self;
        let is_over = match told.happening {
            Cancellation::Cancelled => true,
            Cancellation::Resumed => false,
        };
        (is_over && at.stage == Stage::Cancelled).then(|| told.subscription.key.clone())
    }
}

impl Reported {
    fn asked(&self) -> Ask {
        let Self(told) = self;
        Ask {
            values: values(told),
            parts: parts(told),
            latest: None,
            person: "$.subscriber".to_owned(),
            event: Event {
                key: told.subscription.key.clone(),
                happening: Happening::Begun(Stage::Cancelled),
                happened: told.happened,
                send_at: told.send_at,
                recipient: told.subscriber.clone(),
                products: Vec::new(),
                amount: None,
                purchased_at: None,
                shipped_at: None,
                delivered_at: None,
                flags: BTreeSet::new(),
                tags: told.tags.clone(),
                extra: told.extra.clone(),
                test: told.test,
            },
        }
    }
}

/// What messages may say of it, by the names of [`letter::SUBSCRIPTION`].
fn values(told: &Reading) -> Vec<(&'static str, String)> {
    let name = told.subscriber.name.as_ref().map(app::Text::as_str);
    let first = name.and_then(|name| name.split_whitespace().next());
    let all = [
        ("first_name", first),
        ("name", name),
        ("subscription", Some(told.subscription.key.as_str())),
        ("plan", told.subscription.plan.as_ref().map(app::Text::as_str)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned()))).collect()
}

/// What figures are told apart by.
fn parts(told: &Reading) -> Vec<(&'static str, String)> {
    let plan = told.subscription.plan.as_ref().map(|plan| plan.as_str().to_owned());
    plan.map(|plan| ("plan", plan)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follows(body: &Value) -> Follows {
        let when = "2026-11-28T12:00:00Z".parse().unwrap();
        let told = read(body.to_string().as_bytes(), when).unwrap().remove(0).unwrap();
        told.follows(At { stage: Stage::Cancelled, settings: &Value::Null, delay_minutes: 60 })
    }

    #[test]
    fn what_follows() {
        let asked = follows(&example("cancelled"));
        let Follows::Ask(asks) = &asked else { panic!("{asked:?}") };
        let said: Vec<_> =
            asks[0].values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!((asks.len(), &*said), (1, &[("subscription", "S-10023")][..]));
        let always = [("company", "Paper"), ("link", "https://a.example/s/b/i/c")];
        assert!(letter::Values::new(&letter::SUBSCRIPTION, always.into_iter().chain(said)).is_ok());
        let with = |name: &str, value: Value| {
            let mut told = example("cancelled");
            told[name] = value;
            follows(&told)
        };
        assert_eq!(with("by", "payment".into()), Follows::Nothing("payment"));
        assert_eq!(with("reason", "too-expensive".into()), Follows::Nothing("reason-known"));
        assert_eq!(with("consent", false.into()), Follows::Nothing("no-consent"));
        let on = with("stage", "resumed".into());
        assert_eq!(on, Follows::CallOff(vec!["S-10023".try_into().unwrap()]));
    }
}
