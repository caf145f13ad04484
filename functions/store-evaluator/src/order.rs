//! What is told of an order.

use app::{Event, Variable};
use serde_json::{Value, json};

/// What messages may say of an order, by the names of [`letter::SHOP`].
pub(crate) fn values(event: &Event) -> Vec<(&'static str, String)> {
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
        for stage in App::StoreEvaluator.defaults().stages {
            let event = read(&example(stage.stage.as_str()));
            assert_eq!(event.happening, app::Happening::Begun(stage.stage));
        }
    }
}
