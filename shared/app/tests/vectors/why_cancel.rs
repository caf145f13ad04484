//! What sellers send to Why Cancel, and set up of it: what becomes of it, and what the published schema says of it.

use app::why_cancel::{
    AskBack, By, Event, Happening, Offer, Setup, Start, Subscription, WinBack, read,
};
use app::{Fault, InvalidValue, MAX_BATCH, Reason, Scalar};
use jiff::Timestamp;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::intake::altered;
use crate::printed::{self, object};
use crate::support::{root, vectors};

/// What is read, as JSON, or what is wrong with it.
type Told = Result<Value, Vec<Fault>>;

fn schema() -> Value {
    let path = root().join("docs/why-cancel.schema.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The schema of events, or of one of the other things that are sent.
fn validator(of: &str) -> Validator {
    let mut schema = schema();
    let members = schema.as_object_mut().unwrap();
    if of != "events" {
        members.retain(|name, _| name == "$defs");
        members.insert("$ref".to_owned(), json!(format!("#/$defs/{of}")));
    }
    jsonschema::draft202012::new(&schema).unwrap()
}

/// When the bodies of a file of vectors come.
fn received(vectors: &Value) -> Timestamp {
    vectors.get("received").and_then(Value::as_str).unwrap().parse().unwrap()
}

/// The cases of a file of vectors.
fn cases(vectors: &Value) -> &[Value] {
    vectors.get("cases").and_then(Value::as_array).unwrap()
}

fn subscription(subscription: &Subscription) -> Value {
    let price = |(amount, term): &(app::Amount, app::why_cancel::Term)| {
        json!([amount.decimal(), amount.currency.as_str(), term.as_str()])
    };
    object([
        ("key", Some(subscription.key.as_str().into())),
        ("plan", subscription.plan.as_ref().map(|plan| plan.as_str().into())),
        ("price", subscription.price.as_ref().map(price)),
        ("started_on", subscription.started_on.map(|day| day.to_string().into())),
    ])
}

fn extra<'a>(fields: impl Iterator<Item = (&'a Box<str>, &'a Scalar)>) -> Option<Value> {
    let scalar = |scalar: &Scalar| match scalar {
        Scalar::Text(text) => Value::from(&**text),
        Scalar::Number(number) => Value::from(number.clone()),
        Scalar::Flag(flag) => Value::from(*flag),
    };
    let fields: Map<_, _> = fields.map(|(name, value)| (name.to_string(), scalar(value))).collect();
    (!fields.is_empty()).then_some(Value::Object(fields))
}

fn tags<'a>(tags: impl Iterator<Item = &'a app::Text>) -> Option<Value> {
    let tags: Vec<_> = tags.map(app::Text::as_str).collect();
    (!tags.is_empty()).then(|| json!(tags))
}

fn event(event: &Event) -> Value {
    let happening = match event.happening {
        Happening::Cancelled => "cancelled",
        Happening::Resumed => "resumed",
    };
    let by = match event.by {
        By::Subscriber => "subscriber",
        By::Staff => "staff",
        By::Payment => "payment",
    };
    object([
        ("subscription", Some(subscription(&event.subscription))),
        ("happening", Some(happening.into())),
        ("happened", Some(event.happened.to_string().into())),
        ("subscriber", Some(printed::recipient(&event.subscriber))),
        ("by", Some(by.into())),
        ("reason", event.reason.as_ref().map(|reason| reason.as_str().into())),
        ("send_at", event.send_at.map(|at| at.to_string().into())),
        ("consent", Some(event.consent.unwrap_or(true).into())),
        ("tags", tags(event.tags.iter())),
        ("extra", extra(event.extra.iter())),
        ("test", Some(event.test.into())),
    ])
}

fn start(start: &Start) -> Value {
    object([
        ("subscription", Some(subscription(&start.subscription))),
        ("subscriber", Some(printed::recipient(&start.subscriber))),
        ("cancel_url", Some(start.cancel_url.as_str().into())),
        ("keep_url", Some(start.keep_url.as_str().into())),
        ("tags", tags(start.tags.iter())),
        ("extra", extra(start.extra.iter())),
        ("test", Some(start.test.into())),
    ])
}

fn offer(offer: &Offer) -> Value {
    match offer {
        Offer::Discount { code, percent, months } => {
            json!({"discount": [code.as_str(), percent, months]})
        }
        Offer::Pause { months } => json!({ "pause": months }),
        Offer::PlanChange { plan } => json!({"plan_change": plan.as_str()}),
        Offer::Contact => json!("contact"),
        Offer::Link { url } => json!({"link": url.as_str()}),
    }
}

fn setup(setup: &Setup) -> Value {
    let offers = setup.offers.iter().map(|setup| {
        let texts = setup.texts.iter().map(|(language, text)| {
            json!([language, text.title.as_str(), text.text.as_ref().map(app::Text::as_str)])
        });
        json!({
            "id": setup.id.as_str(), "offer": offer(&setup.offer), "reasons": setup.reasons,
            "plans": setup.plans.iter().map(app::Text::as_str).collect::<Vec<_>>(),
            "from_age": setup.from_age.map(app::why_cancel::Age::as_str),
            "texts": texts.collect::<Vec<_>>(),
        })
    });
    let rule = |rule: &WinBack| json!([rule.reasons, rule.after_days, rule.offer]);
    let ask = |ask: &AskBack| json!([ask.basis.as_str(), ask.offer]);
    object([
        ("offers", Some(offers.collect())),
        ("win_back", Some(setup.win_back.iter().map(rule).collect())),
        ("ask_back", setup.ask_back.as_ref().map(ask)),
    ])
}

fn told(result: Told) -> Value {
    result.unwrap_or_else(|faults| json!({ "faults": printed::faults(&faults) }))
}

/// What is read of one body, of each kind.
fn one(of: &str, body: &[u8], received: Timestamp) -> Told {
    match of {
        "start" => Start::read(body, received).map(|read| start(&read)),
        "setup" => Setup::read(body).map(|read| setup(&read)),
        _ => read(body, received).unwrap().remove(0).map(|read| event(&read)),
    }
}

/// Holds a file of vectors against what is read, and against the schema.
fn check(of: &str, file: &str) {
    let vectors = vectors(file);
    let (received, cases) = (received(&vectors), cases(&vectors));
    let validator = validator(of);
    assert!(cases.len() >= 10, "only {}", cases.len());
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let body = case["body"].to_string();
        let all: Vec<Told> = if of == "events" {
            match read(body.as_bytes(), received) {
                Ok(events) => {
                    events.into_iter().map(|read| read.map(|read| event(&read))).collect()
                }
                Err(fault) => {
                    assert_eq!(case["refused"], fault.to_string(), "{name}");
                    assert!(!validator.is_valid(&case["body"]), "{name}, by the schema");
                    continue;
                }
            }
        } else {
            vec![one(of, body.as_bytes(), received)]
        };
        let takes = all.iter().all(Result::is_ok);
        let all: Vec<_> = all.into_iter().map(told).collect();
        assert_eq!(case["want"], json!(all), "{name}");
        let beyond = case["beyond_schema"] == true;
        assert_eq!(validator.is_valid(&case["body"]), takes || beyond, "{name}, by the schema");
    }
}

#[test]
fn what_sellers_send() {
    check("events", "why-cancel/events.json");
}

#[test]
fn how_flows_are_started() {
    check("start", "why-cancel/starts.json");
}

#[test]
fn what_owners_set_up() {
    check("setup", "why-cancel/setups.json");
}

/// Whether the schema cannot say so: what only a calendar or another part of the document tells.
fn is_beyond(fault: &Fault) -> bool {
    let of_day = fault.path == "$.started_on";
    let member = fault.path.rsplit('.').next();
    let named = matches!(member, Some("id" | "offer"));
    matches!(fault.reason, Reason::FarAway)
        || (matches!(fault.reason, Reason::Value(InvalidValue { .. })) && (of_day || named))
        || (matches!(fault.reason, Reason::Twice) && named)
}

#[test]
fn the_schema_takes_what_is_taken_and_nothing_else() {
    for (of, file) in [
        ("events", "why-cancel/events.json"),
        ("start", "why-cancel/starts.json"),
        ("setup", "why-cancel/setups.json"),
    ] {
        let vectors = vectors(file);
        let received = received(&vectors);
        let validator = validator(of);
        let (mut taken, mut refused) = (0, 0);
        for case in cases(&vectors) {
            if !case["body"].is_object() || case["want"][0].get("faults").is_some() {
                continue;
            }
            for (what, body) in altered(&case["body"]) {
                if !body.is_object() {
                    continue;
                }
                let valid = validator.is_valid(&body);
                let name = format!("{of}: {}: {what}", case["name"]);
                match one(of, body.to_string().as_bytes(), received) {
                    Ok(_) => {
                        assert!(valid, "{name} is taken, and the schema refuses it");
                        taken += 1;
                    }
                    Err(faults) => {
                        let beyond = faults.iter().all(is_beyond);
                        assert!(beyond || !valid, "{name} is refused, and the schema takes it");
                        refused += 1;
                    }
                }
            }
        }
        assert!(taken > 20 && refused > 200, "{of}: {taken} taken, {refused} refused");
    }
}

#[test]
fn the_schema_has_our_bounds_and_words() {
    let schema = schema();
    let event = &schema["$defs"]["event"]["properties"];
    assert_eq!(schema["then"]["maxItems"], MAX_BATCH);
    assert_eq!(event["tags"]["maxItems"], app::MAX_TAGS);
    assert_eq!(event["extra"]["maxProperties"], app::MAX_EXTRA);
    let setup = &schema["$defs"]["setup"]["properties"];
    assert_eq!(setup["offers"]["maxItems"], app::why_cancel::MAX_OFFERS);
    assert_eq!(setup["win_back"]["maxItems"], app::why_cancel::MAX_WIN_BACKS);
    let terms = app::why_cancel::Term::ALL.map(app::why_cancel::Term::as_str);
    let mut words = json!(terms);
    words.as_array_mut().unwrap().push(Value::Null);
    assert_eq!(event["term"]["enum"], words);
}

#[test]
fn no_fault_repeats_what_was_sent() {
    for (of, file) in [("events", "why-cancel/events.json"), ("start", "why-cancel/starts.json")] {
        let vectors = vectors(file);
        let received = received(&vectors);
        for (what, body) in altered(&vectors["cases"][0]["body"]) {
            let body = body.to_string().replace("Elsa", "Q7x").replace("elsa", "q7x");
            if !body.starts_with('{') {
                continue;
            }
            for fault in one(of, body.as_bytes(), received).err().unwrap_or_default() {
                let told = format!("{} {} {fault:?}", fault.path, fault.reason);
                assert!(!told.to_lowercase().contains("q7x"), "{of}: {what}: {told}");
            }
        }
    }
}

/// The examples of the guide, which is what people copy.
#[test]
fn the_examples_of_the_guide_are_taken() {
    let guide = std::fs::read_to_string(root().join("docs/why-cancel-api.md")).unwrap();
    let received = "2026-11-27T12:00:00Z".parse().unwrap();
    let mut taken = 0;
    for example in guide.split("```json\n").skip(1) {
        let body: Value = serde_json::from_str(example.split("```").next().unwrap()).unwrap();
        let first = body.get(0).unwrap_or(&body);
        let of = if first.get("stage").is_some() {
            "events"
        } else if first.get("cancel_url").is_some() {
            "start"
        } else if first.get("offers").is_some() {
            "setup"
        } else {
            continue;
        };
        assert!(validator(of).is_valid(&body), "{body}");
        for one_body in body.as_array().unwrap_or(&vec![body.clone()]) {
            let read = one(of, one_body.to_string().as_bytes(), received);
            assert_eq!(read.err(), None, "{one_body}");
        }
        taken += 1;
    }
    assert!(taken >= 4, "the guide has {taken} examples");
}
