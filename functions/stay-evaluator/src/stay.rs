//! What is told of a stay, and what follows from it.

use std::collections::BTreeSet;

use app::stay_evaluator::{self, Asking, Passed, PropertyGroup, Rules, Stay, StayStage, Verdict};
use app::{
    AllTold, Ask, At, BatchFault, Event, Fault, Follows, Happening, OfRows, Rows, Told, Where,
};
use app_room::Look;
use jiff::Timestamp;
use serde_json::{Value, json};

/// The member of an instance's settings that has its rules.
pub(crate) const RULES: &str = "rules";

/// How lists of stays are read.
pub(crate) static ROWS: Rows = Rows {
    fields: stay_evaluator::FIELDS,
    has_extra: false,
    key: "reservation",
    statuses: stay_evaluator::STATUSES,
    is_at: Where::Property,
    guess: stay_evaluator::guess_column,
    read: |columns, rows, for_all, received| {
        let read = stay_evaluator::read_rows(columns, rows, for_all, received)?.into_iter();
        let told = |stay| -> Box<dyn Told> { Box::new(Reported(stay)) };
        Ok(read.map(|(rows, stay)| OfRows { rows, told: stay.map(told) }).collect())
    },
};

/// What has become of a reservation.
pub(crate) struct Reported(Stay);

/// Reads what is told of stays.
///
/// # Errors
///
/// [`BatchFault`] if it is no list of stays at all.
pub(crate) fn read(body: &[u8], received: Timestamp) -> Result<AllTold, BatchFault> {
    let read = app::stay_evaluator::read(body, received)?.into_iter();
    app::told(Ok(read.map(|one| one.map(Reported)).collect()))
}

/// The least that a stay has at a stage.
pub(crate) fn example(stage: &str) -> Value {
    let status = if stage == app::Stage::InStay.as_str() { "arrived" } else { "departed" };
    json!({
        "reservation": "R-10023",
        "status": status,
        "property": { "id": "hotel" },
        "arrival": "2026-11-24",
        "departure": "2026-11-28",
        "guests": [{ "email": "elsa@example.com" }],
    })
}

/// The rules that hold where none are set up.
pub(crate) fn default_rules() -> Value {
    json!({
        "guests": "main",
        "from_nights": 3,
        "close_hours": 24,
        "exclude": {},
        "thresholds": { "minimum": 6, "critical": 3 },
        "properties": {},
        "groups": {},
        "marks": { "low": 60, "good": 80 },
    })
}

/// How figures of an instance are looked at.
pub(crate) fn look(settings: &Value) -> Look {
    let Rules { marks, groups, .. } = rules_of(settings);
    let told = |group: PropertyGroup| (group.name.into(), group.properties);
    Look { marks, groups: groups.into_iter().map(told).collect() }
}

/// The rules of an instance: what was set up was read when it was; what is not there has its defaults.
fn rules_of(settings: &Value) -> Rules {
    let rules = settings.get(RULES).map(Rules::parse);
    rules.and_then(Result::ok).unwrap_or_default()
}

/// What is wrong with rules.
pub(crate) fn faults_of_rules(rules: &Value) -> Vec<Fault> {
    Rules::parse(rules).err().unwrap_or_default()
}

impl Told for Reported {
    fn follows(&self, at: At<'_>) -> Follows {
        let Self(stay) = self;
        let Some(stage) = StayStage::ALL.into_iter().find(|one| one.stage() == at.stage) else {
            return Follows::Elsewhere;
        };
        match rules_of(at.settings).judge(stay, stage, at.delay_minutes) {
            Verdict::CallOff(keys) => Follows::CallOff(keys),
            Verdict::Nothing(passed) => Follows::Nothing(passed.as_str()),
            Verdict::Guests(guests) => self.ask(stage, guests),
        }
    }
}

impl Reported {
    fn ask(&self, stage: StayStage, guests: Vec<Result<Asking, Passed>>) -> Follows {
        let (mut asks, mut passed) = (Vec::new(), None);
        for (place, guest) in guests.into_iter().enumerate() {
            match guest {
                Ok(asking) => asks.push(self.asked(stage, (place, asking))),
                Err(why) => passed = passed.or(Some(why)),
            }
        }
        match (asks.is_empty(), passed) {
            (false, _) => Follows::Ask(asks),
            (true, Some(why)) => Follows::Nothing(why.as_str()),
            (true, None) => Follows::Nothing(Passed::Unreachable.as_str()),
        }
    }

    fn asked(&self, stage: StayStage, (place, asking): (usize, Asking)) -> Ask {
        let Self(stay) = self;
        Ask {
            values: values(stay, &asking),
            parts: stay.segments(),
            latest: asking.latest,
            person: format!("$.guests[{place}]"),
            event: Event {
                key: asking.key,
                happening: Happening::Begun(stage.stage()),
                happened: asking.happened,
                send_at: None,
                recipient: asking.recipient,
                products: Vec::new(),
                amount: None,
                purchased_at: None,
                shipped_at: None,
                delivered_at: None,
                flags: BTreeSet::new(),
                tags: stay.tags.clone(),
                extra: stay.extra.clone(),
                test: stay.test,
            },
        }
    }
}

/// What messages may say of it, by the names of [`letter::STAY`].
fn values(stay: &Stay, asking: &Asking) -> Vec<(&'static str, String)> {
    let text = |text: &Option<app::Text>| text.as_ref().map(|text| text.as_str().to_owned());
    let name = text(&asking.recipient.name);
    let first = name.as_deref().and_then(|name| name.split_whitespace().next()).map(str::to_owned);
    let all = [
        ("first_name", first),
        ("name", name),
        ("reservation", Some(stay.reservation.as_str().to_owned())),
        ("property", text(&stay.property.name)),
        ("arrival", stay.arrival.map(|day| day.to_string())),
        ("departure", stay.departure.map(|day| day.to_string())),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

#[cfg(test)]
mod tests {
    use app::{App, Stage};

    use super::*;

    fn told(body: &Value) -> Box<dyn Told> {
        let when = "2026-11-28T12:00:00Z".parse().unwrap();
        read(body.to_string().as_bytes(), when).unwrap().remove(0).unwrap()
    }

    fn follows(body: &Value, stage: Stage, settings: &Value) -> Follows {
        told(body).follows(At { stage, settings, delay_minutes: 24 * 60 })
    }

    #[test]
    fn examples_are_asked_about_at_their_stage() {
        for stage in App::STAY_EVALUATOR.defaults().stages {
            let follows = follows(&example(stage.stage.as_str()), stage.stage, &Value::Null);
            assert!(matches!(follows, Follows::Ask(_)), "{:?}: {follows:?}", stage.stage);
        }
        let mut stay = example("post-stay");
        stay["property"]["name"] = "Hotel Norra Hamnen".into();
        stay["guests"][0]["name"] = "Elsa  Exempel".into();
        let asked = follows(&stay, Stage::PostStay, &Value::Null);
        let Follows::Ask(asks) = asked else { panic!("{asked:?}") };
        let said: Vec<_> =
            asks[0].values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let want = [
            ("first_name", "Elsa"),
            ("name", "Elsa  Exempel"),
            ("reservation", "R-10023"),
            ("property", "Hotel Norra Hamnen"),
            ("arrival", "2026-11-24"),
            ("departure", "2026-11-28"),
        ];
        assert_eq!(said, want);
        let always = [("company", "Hotel"), ("link", "https://a.example/s/b/i/c")];
        assert!(letter::Values::new(&letter::STAY, always.into_iter().chain(said)).is_ok());
        let other = follows(&example("post-stay"), Stage::Checkout, &Value::Null);
        assert_eq!(other, Follows::Elsewhere);
    }

    #[test]
    fn what_holds_where_nothing_is_set_up_is_shown_as_it_is() {
        assert_eq!(Rules::parse(&default_rules()), Ok(Rules::default()));
        assert!(!faults_of_rules(&json!({"from_nights": 0})).is_empty());
    }

    #[test]
    fn figures_are_looked_at_as_it_is_set_up() {
        let rules = json!({
            "marks": {"low": 50, "good": 90}, "groups": {"Syd": ["MAL1", "LUN1"], "Norr": ["LUL1"]}
        });
        let Look { marks, groups } = look(&json!({ "rules": rules }));
        assert_eq!(Some(marks), app::Marks::new(50, 90));
        let groups: Vec<_> = groups.iter().map(|(name, ids)| (&**name, ids.len())).collect();
        assert_eq!(groups, [("Norr", 1), ("Syd", 2)]);
        let Look { marks, groups } = look(&Value::Null);
        assert_eq!((marks, groups.len()), (app::Marks::default(), 0));
    }

    #[test]
    fn what_is_set_up_counts() {
        let mut stay = example("post-stay");
        stay["channel"] = "Agency".into();
        let rules = json!({"rules": {"exclude": {"channels": ["agency"]}}});
        let of = |stay: &Value, rules: &Value| follows(stay, Stage::PostStay, rules);
        assert_eq!(of(&stay, &rules), Follows::Nothing("excluded-channel"));
        let Follows::Ask(asks) = of(&stay, &json!({})) else { panic!("nobody is asked") };
        assert_eq!(asks[0].person, "$.guests[0]");
        assert!(asks[0].parts.contains(&("channel", "Agency".to_owned())));
        let departed = follows(&stay, Stage::InStay, &Value::Null);
        assert!(matches!(departed, Follows::CallOff(_)), "{departed:?}");
    }
}
