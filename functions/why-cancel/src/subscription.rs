//! What is told of a subscription, and what follows from it.

use std::collections::BTreeSet;

use app::why_cancel::{
    Age, Back, Event as Reading, Happening as Cancellation, NotAsked, NotWonBack, after,
};
use app::{
    AllTold, Ask, At, BatchFault, Event, Follows, Happening, Over, Rows, Stage, Told, Where,
    each_row, why_cancel,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::flow::setup_of;
use crate::win_back;

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
        match at.stage {
            Stage::Cancelled => match after(told, None) {
                Ok(_) => Follows::Ask(vec![self.asked()]),
                Err(NotAsked::Resumed) => self.call_off(),
                Err(why) => Follows::Nothing(why.as_str()),
            },
            Stage::WinBack => match setup_of(at.settings).asked_back(told) {
                Ok(back) => Follows::Ask(vec![self.asked_back(back)]),
                Err(NotWonBack::Resumed) => self.call_off(),
                Err(why) => Follows::Nothing(why.as_str()),
            },
            Stage::Checkout
            | Stage::AfterDelivery
            | Stage::AfterBusinessDelivery
            | Stage::InStay
            | Stage::PostStay
            | Stage::Further(_) => Follows::Elsewhere,
        }
    }

    /// The seller's word goes before what a flow came to, and counts where there was none, whoever is asked.
    fn settles(&self, at: At<'_>) -> Option<Over> {
        let Self(told) = self;
        let is_over = match told.happening {
            Cancellation::Cancelled => true,
            Cancellation::Resumed => false,
        };
        let of = &told.subscription;
        (is_over && at.stage == Stage::Cancelled).then(|| Over {
            key: of.key.clone(),
            at: told.happened,
            plan: of.plan.clone(),
            age: of.age_on(told.happened.to_zoned(TimeZone::UTC).date()).map(Age::as_str),
            monthly: of.monthly().map(|(currency, value)| (currency.clone(), value.parts())),
            reason: told.reason.clone(),
            by: told.by,
            recipient: told.subscriber.clone(),
            why: after(told, None).err().map(NotAsked::as_str),
            test: told.test,
        })
    }
}

impl Reported {
    fn call_off(&self) -> Follows {
        let Self(told) = self;
        Follows::CallOff(vec![told.subscription.key.clone()])
    }

    /// Whoever is asked to come back. When the seller wants to have it asked why somebody left says nothing of when they are
    /// asked back.
    fn asked_back(&self, back: Back<'_>) -> Ask {
        let Self(told) = self;
        let mut ask = self.asked();
        ask.event.happening = Happening::Begun(Stage::WinBack);
        ask.event.send_at = back.at;
        let language = told.subscriber.language.as_ref();
        ask.values
            .extend(back.offer.into_iter().flat_map(|offer| win_back::values(offer, language)));
        ask
    }

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

    fn at(stage: Stage, settings: &Value, body: &Value) -> Follows {
        let when = "2026-11-28T12:00:00Z".parse().unwrap();
        let told = read(body.to_string().as_bytes(), when).unwrap().remove(0).unwrap();
        told.follows(At { stage, settings, delay_minutes: 60 })
    }

    fn follows(body: &Value) -> Follows {
        at(Stage::Cancelled, &Value::Null, body)
    }

    #[test]
    fn who_left_is_asked_to_come_back() {
        let texts = json!({"sv": {"title": "Halva priset", "text": "I tre månader."}, "en": {"title": "Half."}});
        let settings = json!({"cancel": {
            "offers": [
                {"id": "half", "reasons": ["too-expensive"], "discount": {"code": "BACK50"}, "texts": texts},
                {"id": "page", "reasons": ["service"], "link": {"url": "https://shop.example/back"},
                 "texts": texts},
            ],
            "win_back": [{"reasons": ["service"], "after_days": 90, "offer": "page"}],
            "ask_back": {"basis": "legitimate-interest", "offer": "half"},
        }});
        let told = |changes: &Value| {
            let mut told = example("win-back");
            let members = told.as_object_mut().unwrap();
            members.extend(changes.as_object().unwrap().clone());
            match at(Stage::WinBack, &settings, &told) {
                Follows::Ask(asks) => {
                    let [ask] = &*asks else { panic!("{asks:?}") };
                    let said = ask.values.iter().map(|(name, value)| format!("{name}={value}"));
                    let sent = ask.event.send_at.map(|at| at.to_string());
                    (said.collect::<Vec<_>>().join(" "), sent)
                }
                other @ (Follows::CallOff(_)
                | Follows::Nothing(_)
                | Follows::Parcels(_)
                | Follows::Elsewhere) => (format!("{other:?}"), None),
            }
        };
        let said = |text: &str| format!("subscription=S-10023 offer={text}");
        assert_eq!(told(&json!({})), (said("Half. offer_code=BACK50"), None));
        let swedish = told(&json!({"language": "sv", "send_at": "2026-11-29T12:00:00Z"}));
        assert_eq!(swedish, (said("Halva priset. I tre månader. offer_code=BACK50"), None));
        let later = Some("2027-02-26T12:00:00Z".to_owned());
        let by_rule = told(&json!({"reason": "service"}));
        assert_eq!(by_rule, (said("Half. offer_link=https://shop.example/back"), later));
        for (changes, want) in [
            (json!({"consent": false}), "Nothing(\"no-consent\")"),
            (json!({"by": "payment"}), "Nothing(\"payment\")"),
            (json!({"reason": "moved", "subscriber": null}), "Nothing(\"unreachable\")"),
        ] {
            assert_eq!(told(&changes).0, want, "{changes}");
        }
        let without = at(Stage::WinBack, &json!({}), &example("win-back"));
        assert_eq!(without, Follows::Nothing("no-basis"));
        let on = json!({"stage": "resumed", "subscription": "S-10023"});
        let off = Follows::CallOff(vec!["S-10023".try_into().unwrap()]);
        assert_eq!(at(Stage::WinBack, &settings, &on), off);
        assert_eq!(at(Stage::PostStay, &settings, &on), Follows::Elsewhere);
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
