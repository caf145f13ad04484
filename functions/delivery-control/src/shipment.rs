//! What is told of a delivery, and what follows from it.

use app::delivery_control::{self, Follows as Leads, Outcome, Punctuality, Shipment};
use app::{
    AllTold, Ask, At, BatchFault, CountedParcels, Fault, Follows, OfParcels, Rows, Stage, Told,
    Triggers, Verified, Where, each_row,
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// How tables of deliveries are read.
pub(crate) static ROWS: Rows = Rows {
    fields: delivery_control::FIELDS,
    has_extra: true,
    key: "order",
    statuses: delivery_control::STATUSES,
    is_at: Where::Country,
    guess: delivery_control::guess_column,
    read: |columns, rows, for_all, received| {
        let read = delivery_control::read_rows(columns, rows, for_all, received)?;
        Ok(each_row(read, Reported))
    },
};

/// What was reported of an order.
pub(crate) struct Reported(Shipment);

/// Reads what is told of deliveries.
///
/// # Errors
///
/// [`BatchFault`] if it is no list of deliveries at all.
pub(crate) fn read(body: &[u8], received: Timestamp) -> Result<AllTold, BatchFault> {
    let read = app::delivery_control::read(body, received)?.into_iter();
    app::told(Ok(read.map(|one| one.map(Reported)).collect()))
}

/// Reads what a platform's webhook says of a delivery.
///
/// # Errors
///
/// What is missing or not readable, and without which nobody can be invited.
pub(crate) fn of_webhook(
    webhook: &Verified<'_>,
    received: Timestamp,
) -> Result<Option<Box<dyn Told>>, Vec<Fault>> {
    let mapped = webhook.delivery(&Triggers::of_deliveries(webhook.platform()), received)?;
    let reported = |delivery| -> Box<dyn Told> { Box::new(Reported(Shipment::from(delivery))) };
    Ok(mapped.taken().map(reported))
}

/// The least that a delivery has at a stage.
pub(crate) fn example(stage: &str) -> Value {
    let mut least = json!({
        "order": "10023", "status": "delivered", "recipient": { "email": "elsa@example.com" }
    });
    if stage == Stage::AfterBusinessDelivery.as_str()
        && let Some(members) = least.as_object_mut()
    {
        members.insert("business".to_owned(), Value::Bool(true));
    }
    least
}

impl Told for Reported {
    fn follows(&self, at: At<'_>) -> Follows {
        let Self(shipment) = self;
        let is_here = at.stage == shipment.stage();
        // What has come is asked about at its stage; what has not calls off whatever asks about it.
        let ask = match shipment.outcome {
            Outcome::Delivered if !is_here => return Follows::Elsewhere,
            Outcome::Delivered => shipment.event(Leads::Ask).map(|event| Ask {
                values: values(shipment),
                parts: parts(shipment),
                latest: None,
                person: "$.recipient".to_owned(),
                event,
            }),
            Outcome::Returned | Outcome::Failed => None,
        };
        let late = shipment.punctuality().map(|how| match how {
            Punctuality::Early(_) | Punctuality::Within => 0,
            // What is late by less than a minute is late.
            Punctuality::Late(minutes) => minutes.max(1),
        });
        Follows::Parcels(Box::new(OfParcels {
            order: shipment.order.clone(),
            told: shipment.told(),
            at: shipment.at,
            counted: is_here.then(|| CountedParcels { late, parts: parts(shipment) }),
            ask,
            test: shipment.test,
        }))
    }
}

/// What messages may say of it, by the names of [`letter::DELIVERY`]. Its day is that of UTC, as an order's is.
fn values(shipment: &Shipment) -> Vec<(&'static str, String)> {
    let name = shipment.recipient.name.as_ref().map(app::Text::as_str);
    let first = name.and_then(|name| name.split_whitespace().next());
    let came = shipment.outcome == Outcome::Delivered;
    let came = came.then(|| shipment.at.strftime("%F").to_string());
    let all = [
        ("first_name", first),
        ("name", name),
        ("order", Some(shipment.order.as_str())),
        ("carrier", shipment.carriage.carrier.as_ref().map(app::Text::as_str)),
        ("delivered_on", came.as_deref()),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned()))).collect()
}

/// What figures are told apart by, in the customer's own words.
fn parts(shipment: &Shipment) -> Vec<(&'static str, String)> {
    let carriage = &shipment.carriage;
    let text = |text: &Option<app::Text>| text.as_ref().map(|text| text.as_str().to_owned());
    let punctual = shipment.punctuality().map(|how| match how {
        Punctuality::Early(_) => "early",
        Punctuality::Within => "in-time",
        Punctuality::Late(_) => "late",
    });
    let all = [
        ("carrier", text(&carriage.carrier)),
        ("region", text(&carriage.region)),
        ("delivery-type", text(&carriage.kind)),
        ("driver", carriage.driver.as_ref().map(|driver| driver.as_str().to_owned())),
        ("promise", punctual.map(str::to_owned)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

#[cfg(test)]
mod tests {
    use app::App;

    use super::*;

    fn told(body: &Value) -> Box<dyn Told> {
        let when = "2026-11-27T12:00:00Z".parse().unwrap();
        read(body.to_string().as_bytes(), when).unwrap().remove(0).unwrap()
    }

    fn at(stage: Stage) -> At<'static> {
        At { stage, settings: &Value::Null, delay_minutes: 120 }
    }

    #[test]
    fn examples_are_asked_about_at_their_stage_alone() {
        for stage in App::DELIVERY_CONTROL.defaults().stages {
            for other in App::DELIVERY_CONTROL.defaults().stages {
                let follows = told(&example(stage.stage.as_str())).follows(at(other.stage));
                let asks = matches!(follows, Follows::Parcels(of) if of.ask.is_some());
                assert_eq!(asks, stage.stage == other.stage, "{:?} {:?}", stage.stage, other.stage);
            }
        }
    }

    #[test]
    fn what_follows() {
        let of = |body: Value| told(&body).follows(at(Stage::AfterDelivery));
        let to = json!({"email": "elsa@example.com", "name": "Elsa  Exempel"});
        let asked = of(json!({
            "order": "7", "status": "delivered", "recipient": to, "carrier": "PostNord", "driver": "F-1",
            "at": "2026-11-27T11:00:00Z", "promised": {"until": "2026-11-27T10:00:00Z"},
        }));
        let Follows::Parcels(asked) = asked else { panic!("{asked:?}") };
        let ask = asked.ask.unwrap();
        let text = |pairs: &[(&'static str, String)]| {
            pairs
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let said =
            "first_name=Elsa name=Elsa  Exempel order=7 carrier=PostNord delivered_on=2026-11-27";
        assert_eq!(text(&ask.values), said);
        let always = [("company", "Shop"), ("link", "https://a.example/s/b/i/c")];
        let given = ask.values.iter().map(|(name, value)| (*name, value.as_str()));
        assert!(letter::Values::new(&letter::DELIVERY, always.into_iter().chain(given)).is_ok());
        assert_eq!(text(&ask.parts), "carrier=PostNord driver=F-1 promise=late");
        assert_eq!(asked.counted.unwrap().late, Some(60));
        for (status, stage, asks, counts) in [
            ("delivered", Stage::AfterDelivery, true, true),
            ("failed", Stage::AfterDelivery, false, true),
            ("returned", Stage::AfterDelivery, false, true),
            ("returned", Stage::AfterBusinessDelivery, false, false),
        ] {
            let body = json!({"order": "7", "status": status, "recipient": to});
            let Follows::Parcels(of) = told(&body).follows(at(stage)) else { panic!("{status}") };
            assert_eq!((of.ask.is_some(), of.counted.is_some()), (asks, counts), "{status}");
            assert_eq!((of.order.as_str(), of.told.outcome.as_str()), ("7", status));
        }
        let body = json!({"order": "7", "status": "delivered", "recipient": to});
        assert_eq!(told(&body).follows(at(Stage::AfterBusinessDelivery)), Follows::Elsewhere);
    }
}
