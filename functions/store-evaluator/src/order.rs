//! What is told of an order.

use app::{
    AllTold, Ask, At, BatchFault, Event, Fault, Follows, Happening, Rows, Told, Triggers, Variable,
    Verified, Where, each_row, store_evaluator,
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// How tables of orders are read.
pub(crate) static ROWS: Rows = Rows {
    fields: store_evaluator::FIELDS,
    has_extra: true,
    key: "order",
    statuses: store_evaluator::STATUSES,
    is_at: Where::Country,
    guess: store_evaluator::guess_column,
    read: |columns, rows, for_all, received| {
        Ok(each_row(store_evaluator::read_rows(columns, rows, for_all, received), Order))
    },
};

/// What was told of an order.
pub(crate) struct Order(Event);

/// Reads orders.
///
/// # Errors
///
/// [`BatchFault`] if it is no list of orders at all.
pub(crate) fn read(body: &[u8], received: Timestamp) -> Result<AllTold, BatchFault> {
    let events = app::store_evaluator::read(body, received)?.into_iter();
    app::told(Ok(events.map(|one| one.map(Order)).collect()))
}

/// Reads what a platform's webhook says of an order.
///
/// # Errors
///
/// What is missing or not readable, and without which nobody can be invited.
pub(crate) fn of_webhook(
    webhook: &Verified<'_>,
    received: Timestamp,
) -> Result<Option<Box<dyn Told>>, Vec<Fault>> {
    let mapped = webhook.event(&Triggers::of_orders(webhook.platform()), received)?;
    Ok(mapped.taken().map(|event| -> Box<dyn Told> { Box::new(Order(event)) }))
}

impl Told for Order {
    fn follows(&self, at: At<'_>) -> Follows {
        let Self(event) = self;
        match event.happening {
            Happening::Begun(stage) if stage == at.stage => Follows::Ask(vec![Ask {
                event: event.clone(),
                values: values(event),
                parts: Vec::new(),
                latest: None,
                person: "$.buyer".to_owned(),
            }]),
            Happening::Begun(_) => Follows::Elsewhere,
            Happening::Cancelled | Happening::Returned => Follows::CallOff(vec![event.key.clone()]),
        }
    }
}

/// What messages may say of an order, by the names of [`letter::SHOP`].
fn values(event: &Event) -> Vec<(&'static str, String)> {
    let mut values = Vec::new();
    let mut add = |name, value: Option<String>| values.extend(value.map(|value| (name, value)));
    let name = Variable::Name.of(event);
    // Whoever is greeted by one name alone is greeted by the first, as they wrote it.
    add(
        "first_name",
        name.as_deref().and_then(|name| name.split_whitespace().next()).map(str::to_owned),
    );
    add("name", name);
    add("order", Variable::Reference.of(event));
    add("order_date", Variable::PurchasedOn.of(event));
    add("product", Variable::Products.of(event));
    values
}

/// The least that an order has at a stage.
pub(crate) fn example(stage: &str) -> Value {
    let told = match stage {
        "after-delivery" => "shipped",
        _ => "checkout",
    };
    json!({ "order": "10023", "stage": told, "buyer": { "email": "elsa@example.com" } })
}

#[cfg(test)]
mod tests {
    use app::{App, store_evaluator};
    use letter::Values;

    use super::*;

    const WHEN: &str = "2026-11-27T12:00:00Z";

    fn read(body: &Value) -> Event {
        let events = store_evaluator::read(body.to_string().as_bytes(), WHEN.parse().unwrap());
        events.unwrap().remove(0).unwrap()
    }

    #[test]
    fn messages_say_what_is_known_of_an_order() {
        let order = json!({
            "order": "7", "stage": "checkout", "purchased_at": "2026-11-26T23:30:00+01:00",
            "buyer": {"email": "elsa@example.com", "name": "Elsa  Maria Exempel"},
            "products": [{"id": "a", "name": "Mugg"}, {"id": "b", "name": "Fat"}]
        });
        let least = json!({"order": "7", "stage": "checkout", "buyer": {"email": "e@example.com"}});
        let all = [
            ("first_name", "Elsa"),
            ("name", "Elsa  Maria Exempel"),
            ("order", "7"),
            ("order_date", "2026-11-26"),
            ("product", "Mugg, Fat"),
        ];
        for (body, want) in [(&order, &all[..]), (&least, &[("order", "7")])] {
            let values = values(&read(body));
            let got: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            assert_eq!(got, want);
            let always = [("company", "Shop"), ("link", "https://a.example/s/b/i/c")];
            assert!(Values::new(&letter::SHOP, always.into_iter().chain(got)).is_ok());
        }
    }

    #[test]
    fn examples_are_orders_of_their_stage() {
        for stage in App::STORE_EVALUATOR.defaults().stages {
            let event = read(&example(stage.stage.as_str()));
            assert_eq!(event.happening, app::Happening::Begun(stage.stage));
        }
    }
}
