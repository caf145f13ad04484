//! Why Cancel: its survey, whom it asks and what it offers, and what it reports.

#![expect(clippy::unwrap_used, reason = "what is not so ends the test")]

use std::collections::BTreeSet;
use std::path::Path;

use app::why_cancel::{
    Age, Band, Counted, DEFAULTS, Event, Figures, Flow, Input, LossRow, Monthly, NotAsked, OfferId,
    ReasonId, Reasons, Setup, Split, Start, after, by_period, ranked, read, split,
};
use app::{Currency, Period, Text};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use survey::model::Definition;
use survey::{Circumstances, Interview};

fn survey() -> Value {
    serde_json::from_str(DEFAULTS.survey).unwrap()
}

/// The languages that respondents have: those of our own words on their pages.
fn languages() -> BTreeSet<String> {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../page/texts");
    let files = std::fs::read_dir(texts).unwrap().map(|file| file.unwrap().path());
    files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn reason(id: &str) -> ReasonId {
    id.try_into().unwrap()
}

fn offer(id: &str) -> OfferId {
    id.try_into().unwrap()
}

#[test]
fn nothing_is_wrong_with_the_survey_and_nothing_untranslated() {
    let review = Definition::review(&survey()).unwrap();
    let lacking: Vec<_> = review.untranslated.iter().map(|one| (&one.locale, &one.path)).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
    let definition = Definition::load(&review.compiled).unwrap();
    let offered: BTreeSet<_> =
        definition.locales.iter().map(|locale| locale.as_str().to_owned()).collect();
    assert_eq!(offered, languages());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/survey.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert!(jsonschema::draft202012::is_valid(&schema, &survey()));
}

/// Looks at every text, and gives how many there are.
fn look_at_texts(value: &Value) -> usize {
    match value {
        Value::Object(texts) if texts.contains_key("sv") => {
            let english = texts["en"].as_str().unwrap();
            assert_eq!(texts.keys().cloned().collect::<BTreeSet<_>>(), languages(), "{english}");
            for (language, text) in texts {
                let text = text.as_str().unwrap();
                let place = format!("{language}: {text}");
                assert_eq!(text.trim(), text, "{place}");
                assert!((1..=90).contains(&text.chars().count()), "{place} is too long");
                assert!(!text.contains(['<', '>', '{', '}', '&']), "{place} has markup");
                let ends = |text: &str| [text.ends_with(['?', '؟']), text.ends_with(['.', '!'])];
                assert_eq!(ends(text), ends(english), "{place} ends otherwise");
                let arabic = text.contains(|letter| ('\u{600}'..='\u{6ff}').contains(&letter));
                assert_eq!(arabic, language == "ar", "{place}");
            }
            1
        }
        Value::Object(members) => members.values().map(look_at_texts).sum(),
        Value::Array(items) => items.iter().map(look_at_texts).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

#[test]
fn every_text_is_one_in_every_language() {
    assert_eq!(look_at_texts(&survey()), 14);
    let reasons = Reasons::of(&survey()).unwrap();
    for language in languages() {
        let texts: BTreeSet<_> = reasons.ids().map(|id| reasons.text(id, &language)).collect();
        assert_eq!(texts.len(), 9, "two reasons read the same in {language}");
    }
}

#[test]
fn reasons_have_names_that_never_change() {
    let reasons = Reasons::of(&survey()).unwrap();
    let ids: Vec<_> = reasons.ids().map(ReasonId::as_str).collect();
    let published = [
        "too-expensive",
        "not-using",
        "missing-feature",
        "technical",
        "found-other",
        "too-hard",
        "service",
        "temporary",
        "something-else",
    ];
    assert_eq!(ids, published);
    assert!(DEFAULTS.alert_reasons.iter().all(|id| published.contains(id)));
}

#[test]
fn what_is_answered() {
    let definition = Definition::parse(&survey()).unwrap();
    for (name, given, want) in [
        ("all", json!({"reason": "technical", "comment": "x", "come-back": true}), None),
        ("the least", json!({"reason": "temporary"}), None),
        (
            "consent without a reason is none",
            json!({"come-back": true}),
            Some(json!(["reason needs an answer"])),
        ),
    ] {
        let locale = "en".parse().unwrap();
        let circumstances =
            Circumstances { locale, now_ms: 1_795_000_000_000.0, seed: 1, known: Vec::new() };
        let mut interview = Interview::start(&definition, circumstances);
        for (question, value) in given.as_object().unwrap() {
            interview.set(question, value.clone());
        }
        let kept = match interview.finish() {
            Ok(outcome) => Value::Object(outcome.answers.members().clone()),
            Err(problems) => {
                problems.iter().map(|one| format!("{} {}", one.name, one.reason)).collect()
            }
        };
        assert_eq!(kept, want.unwrap_or(given), "{name}");
    }
    let comment = &survey()["pages"][0]["elements"][1];
    assert_eq!(comment["nordsvar"]["personal"], true);
}

fn event(more: Value) -> Event {
    let mut body = json!({
        "stage": "cancelled", "subscription": "S-1", "subscriber": {"email": "elsa@example.com"},
        "cancelled_at": "2026-11-27T10:00:00Z",
    });
    let Value::Object(more) = more else { panic!("members") };
    body.as_object_mut().unwrap().extend(more);
    let received = moment("2026-11-27T12:00:00Z");
    read(body.to_string().as_bytes(), received).unwrap().remove(0).unwrap()
}

#[test]
fn what_messages_may_say() {
    let said = |more| -> Vec<_> {
        let event = event(more);
        let all = DEFAULTS.variables.iter();
        all.map(|one| (one.as_str(), one.of(&event).map(str::to_owned))).collect()
    };
    let text = |text: &str| Some(text.to_owned());
    let least = [("name", None), ("reference", text("S-1")), ("plan", None)];
    assert_eq!(said(json!({})), least);
    let more = json!({"plan": "Plus", "subscriber": {"email": "elsa@example.com", "name": "Elsa"}});
    let all = [("name", text("Elsa")), ("reference", text("S-1")), ("plan", text("Plus"))];
    assert_eq!(said(more), all);
}

fn flow(inputs: &[Input]) -> Flow {
    let mut flow = Flow::new(moment("2026-11-27T10:30:00Z"), false);
    for input in inputs {
        flow.apply(input, moment("2026-11-27T09:45:00Z")).unwrap();
    }
    flow
}

fn told() -> Input {
    Input::Told { reason: reason("technical"), offer: Some(offer("help")) }
}

#[test]
fn who_is_asked_after_a_cancellation() {
    let hour_after = Ok(moment("2026-11-27T11:00:00Z"));
    let taken = Input::Accepted { offer: offer("help") };
    for (name, more, flow, want) in [
        ("an hour after", json!({}), None, hour_after),
        ("by staff", json!({"by": "staff"}), None, hour_after),
        (
            "when the seller wants",
            json!({"send_at": "2026-12-01T10:00:00Z"}),
            None,
            Ok(moment("2026-12-01T10:00:00Z")),
        ),
        ("payment", json!({"by": "payment"}), None, Err(NotAsked::Payment)),
        ("resumed", json!({"stage": "resumed"}), None, Err(NotAsked::Resumed)),
        ("known", json!({"reason": "technical"}), None, Err(NotAsked::ReasonKnown)),
        ("no consent", json!({"consent": false}), None, Err(NotAsked::NoConsent)),
        ("seen and gone", json!({}), Some(flow(&[Input::Seen, Input::Cancelled])), hour_after),
        (
            "told in the flow",
            json!({}),
            Some(flow(&[told(), Input::Cancelled])),
            Err(NotAsked::ToldInFlow),
        ),
        ("told, and not over", json!({}), Some(flow(&[told()])), Err(NotAsked::ToldInFlow)),
        ("saved before", json!({}), Some(flow(&[told(), taken])), hour_after),
    ] {
        assert_eq!(after(&event(more), flow.as_ref()), want, "{name}");
    }
}

fn setup() -> Setup {
    let text = json!({"en": {"title": "Stay"}});
    let body = json!({
        "offers": [
            {"id": "loyal", "reasons": ["too-expensive"], "from_age": "1-to-2-years",
             "discount": {"code": "LOYAL", "percent": 50, "months": 3}, "texts": text},
            {"id": "basic", "reasons": ["too-expensive", "not-using"],
             "plan_change": {"plan": "Basic"}, "texts": text},
            {"id": "rest", "reasons": ["not-using"], "plans": ["Basic"],
             "pause": {"months": 3}, "texts": text},
            {"id": "help", "reasons": ["technical"], "contact": {}, "texts": text},
        ],
        "win_back": [
            {"reasons": ["too-expensive"], "after_days": 30, "offer": "loyal"},
            {"reasons": ["too-expensive", "temporary"], "after_days": 90},
        ],
    });
    Setup::read(body.to_string().as_bytes()).unwrap()
}

#[test]
fn what_is_offered_to_whom() {
    for (name, why, plan, started_on, taken, want) in [
        ("loyal", "too-expensive", "Plus", Some("2024-01-01"), None, Some("loyal")),
        ("not for long", "too-expensive", "Plus", Some("2026-06-01"), None, Some("basic")),
        ("age unknown", "too-expensive", "Plus", None, None, Some("basic")),
        ("taken", "too-expensive", "Plus", Some("2024-01-01"), Some("loyal"), Some("basic")),
        ("has that plan", "too-expensive", "Basic", None, None, None),
        ("of one plan", "not-using", "Basic", None, None, Some("rest")),
        ("contact", "technical", "Plus", None, None, Some("help")),
        ("nothing", "temporary", "Plus", None, None, None),
    ] {
        let body = json!({
            "subscription": "S-1", "plan": plan, "started_on": started_on,
            "cancel_url": "https://shop.example/cancel", "keep_url": "https://shop.example/",
        });
        let received = moment("2026-11-27T12:00:00Z");
        let start = Start::read(body.to_string().as_bytes(), received).unwrap();
        let taken = taken.map(offer).into_iter().collect();
        let setup = setup();
        let made = setup.offer_for(&reason(why), &start.subscription, date(2026, 11, 27), &taken);
        assert_eq!(made.map(|made| made.id.as_str()), want, "{name}");
    }
    let reasons = Reasons::of(&survey()).unwrap();
    assert!(setup().unknown_reasons(&reasons).is_empty());
    let mut other = setup();
    other.win_back[0].reasons.insert(reason("moved"));
    assert_eq!(other.unknown_reasons(&reasons), BTreeSet::from([&reason("moved")]));
}

fn row(from: Date, counted: Counted, why: Option<&str>, count: u32) -> LossRow {
    let each = Monthly::from_parts(1_000_000);
    LossRow {
        from,
        counted,
        reason: why.map(reason),
        offer: (counted == Counted::Saved).then(|| offer("loyal")),
        plan: Some(Text::try_from(if count > 2 { "Plus" } else { "Basic" }).unwrap()),
        age: why.map(|_| Age::FromOneYear),
        band: Some((Currency::try_from("SEK").unwrap(), Band::of(each))),
        count,
        monthly: Monthly::from_parts(1_000_000 * u64::from(count)),
    }
}

fn rows() -> Vec<LossRow> {
    let (october, november) = (date(2026, 10, 5), date(2026, 11, 2));
    vec![
        row(october, Counted::Saved, Some("too-expensive"), 3),
        row(october, Counted::Cancelled, Some("too-expensive"), 4),
        row(november, Counted::Cancelled, Some("service"), 1),
        row(november, Counted::Booked, Some("service"), 5),
        row(november, Counted::Booked, None, 10),
        row(november, Counted::Abandoned, Some("temporary"), 2),
        row(november, Counted::Bounced, None, 7),
    ]
}

fn money(values: &app::why_cancel::Values) -> Vec<String> {
    values.iter().map(|(currency, sum)| format!("{sum} {}", currency.as_str())).collect()
}

#[test]
fn figures_count_nobody_as_saved_who_did_not_say_so() {
    let figures = Figures::of(&rows());
    let counts = [
        figures.saved,
        figures.cancelled,
        figures.abandoned,
        figures.bounced,
        figures.booked,
        figures.left(),
    ];
    assert_eq!(counts, [3, 5, 2, 7, 15, 20]);
    assert_eq!((figures.save_rate.yes, figures.save_rate.n), (3, 10));
    assert_eq!(figures.save_rate.percent, Some(30.0));
    assert_eq!(money(&figures.lost), ["2000.00 SEK"]);
    assert_eq!(money(&figures.kept), ["300.00 SEK"]);
    let none = Figures::of(&[]);
    assert_eq!((none.save_rate.percent, none.left()), (None, 0));
}

#[test]
fn a_cancellation_that_nobody_went_through_a_flow_for_is_booked() {
    let at: jiff::Timestamp = "2026-11-01T12:00:00Z".parse().unwrap();
    let days = |days: i64| at + jiff::SignedDuration::from_hours(24 * days);
    let why = ReasonId::try_from("service").unwrap();
    for (name, reason, lapsed, test, told, want) in [
        ("at once", None, false, false, &[][..], Some(Counted::Booked)),
        ("with a reason", Some(&why), false, false, &[], Some(Counted::Booked)),
        ("a payment", None, true, false, &[], Some(Counted::Lapsed)),
        ("a test", None, false, true, &[], None),
        ("again", None, false, false, &[(1, Input::SellerCancelled)], Some(Counted::Booked)),
        ("resumed", None, false, false, &[(29, Input::SellerResumed)], None),
        ("a payment, resumed", None, true, false, &[(29, Input::SellerResumed)], None),
        (
            "resumed too late",
            None,
            false,
            false,
            &[(31, Input::SellerResumed)],
            Some(Counted::Booked),
        ),
        (
            "resumed, and cancelled again",
            None,
            false,
            false,
            &[(1, Input::SellerResumed), (2, Input::SellerCancelled)],
            Some(Counted::Booked),
        ),
    ] {
        let mut flow = Flow::booked(at, test);
        flow.seller_tells(reason, lapsed);
        for (day, input) in told {
            assert!(flow.apply(input, days(*day)).is_ok(), "{name}");
        }
        assert_eq!((flow.counted(), flow.reason()), (want, reason), "{name}");
        assert!(!flow.has_told() && !flow.is_seen(), "{name}: they have said nothing themselves");
        let kept: Flow = serde_json::from_value(serde_json::to_value(&flow).unwrap()).unwrap();
        assert_eq!(kept, flow, "{name}");
    }
    // Who saw a page has said themselves what there is to say.
    let mut seen = Flow::new(days(1), false);
    for input in [Input::Seen, Input::Cancelled] {
        assert_eq!(seen.apply(&input, at), Ok(true));
    }
    assert!(!seen.seller_tells(Some(&why), true));
    assert_eq!((seen.counted(), seen.reason()), (Some(Counted::Cancelled), None));
}

#[test]
fn reasons_are_ranked_by_who_left() {
    let told: Vec<_> = ranked(&rows())
        .into_iter()
        .map(|(name, share, figures)| (name.to_string(), share.yes, share.n, figures.saved))
        .collect();
    let want = [("service", 6, 10, 0), ("too-expensive", 4, 10, 3), ("temporary", 0, 10, 0)];
    assert_eq!(told, want.map(|(name, yes, n, saved)| (name.to_owned(), yes, n, saved)));
}

#[test]
fn figures_by_what_is_known_and_by_month() {
    for (by, want) in [
        (Split::Plan, &[(Some("Basic"), 1), (Some("Plus"), 19)][..]),
        (Split::Age, &[(None, 10), (Some("1-to-2-years"), 10)]),
        (Split::Value, &[(Some("SEK 100-200"), 20)]),
        (Split::Offer, &[(None, 20), (Some("loyal"), 0)]),
    ] {
        let parts = split(&rows(), by);
        let told: Vec<_> =
            parts.iter().map(|(name, figures)| (name.as_deref(), figures.left())).collect();
        assert_eq!(told, want, "{by:?}");
    }
    let months = by_period(&rows(), Period::Month);
    let told: Vec<_> = months
        .iter()
        .map(|(from, (figures, reasons))| (from.to_string(), figures.left(), reasons.len()))
        .collect();
    assert_eq!(told, [("2026-10-01".to_owned(), 4, 1), ("2026-11-01".to_owned(), 16, 3)]);
}
