use serde_json::json;

use super::*;
use crate::{SHOP, Values};

fn locale(tag: &str) -> Locale {
    tag.parse().unwrap()
}

fn message(subject: &str) -> Value {
    json!({ "sender": "{company}", "subject": subject, "body": ["Text"], "button": "Go" })
}

#[test]
fn texts_are_taken_or_refused_as_the_vectors_say() {
    let vectors = include_str!("../../../../tests/vectors/letter/texts.json");
    for vector in serde_json::from_str::<Vec<Value>>(vectors).unwrap() {
        let faults = match Texts::read(&vector["texts"], &SHOP) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(json!(faults), vector["faults"], "{}", vector["name"]);
    }
}

#[test]
fn texts_have_bounds() {
    let mut long = message("s");
    for (member, value) in [
        ("sender", json!("a".repeat(61))),
        ("subject", json!("a".repeat(151))),
        ("preheader", json!("å".repeat(151))),
        ("button", json!("a".repeat(41))),
        ("sign_off", json!("a".repeat(201))),
        ("footer", json!("a".repeat(501))),
        ("sms", json!("a".repeat(481))),
        ("body", json!(vec!["a".repeat(1001); 13])),
    ] {
        long[member] = value;
    }
    let faults = Texts::read(&json!({ "test": { "sv": long } }), &SHOP).unwrap_err();
    let mut paths: Vec<_> = faults.iter().map(|fault| fault.path.clone()).collect();
    paths.dedup();
    // Of the body: how many paragraphs, how much together, and each one of the first twelve.
    assert_eq!(faults.len(), 7 + 2 + 12, "{faults:?}");
    assert!(faults.iter().all(|fault| fault.to_string().contains("has more than")));
    let fits = json!({ "test": { "sv": message(&"å".repeat(150)) } });
    assert!(Texts::read(&fits, &SHOP).is_ok());

    let tags = (0..41_u8).map(|at| {
        (
            format!("a{}", char::from(b'a' + at % 26)) + &"-aa".repeat(usize::from(at / 26)),
            message("s"),
        )
    });
    let many = json!({ "test": Value::Object(tags.collect()) });
    assert_eq!(
        Texts::read(&many, &SHOP).unwrap_err(),
        [TextFault { path: "test".to_owned(), reason: TextReason::TooMany { max: 40 } }]
    );
    assert!(Texts::from_slice(&vec![b' '; MAX_TEXTS_BYTES + 1], &SHOP).is_err());
    assert!(Texts::from_slice(b"{\"test\":{},\"test\":{}}", &SHOP).is_err());
    assert!(Texts::from_slice(b"{", &SHOP).is_err());

    let endless = json!({ "test": { "sv": { "body": vec![json!(1); 12] }, "da": { "body": vec![json!(1); 12] },
        "nb": { "body": vec![json!(1); 12] }, "de": { "body": vec![json!(1); 12] }, "fr": { "body": vec![json!(1); 12] },
        "fi": { "body": vec![json!(1); 12] }, "en": { "body": vec![json!(1); 12] } } });
    let faults = Texts::read(&endless, &SHOP).unwrap_err();
    assert_eq!((faults.len(), &faults[100].reason), (101, &TextReason::More));
}

#[test]
fn the_language_is_chosen_and_said() {
    let texts = Texts::read(
        &json!({
            "invitation": { "sv": message("sv"), "en": message("en"), "pt-br": message("br") },
            "reminder-1": { "sv": message("sv 1"), "fi": message("fi 1") },
            "reminder-2": { "sv": message("sv 2") },
        }),
        &SHOP,
    )
    .unwrap();
    let values = Values::new(&SHOP, [("company", "C"), ("link", "https://a.example/")]).unwrap();
    for (kind, wanted, instance, subject, language, falls_back) in [
        (MessageKind::Invitation, "sv", "en", "sv", "sv", false),
        (MessageKind::Invitation, "sv-fi", "en", "sv", "sv", false),
        (MessageKind::Invitation, "pt-br", "en", "br", "pt-br", false),
        (MessageKind::Invitation, "de", "sv", "sv", "sv", true),
        (MessageKind::Invitation, "de", "sv-se", "sv", "sv", true),
        (MessageKind::Invitation, "de", "da", "en", "en", true),
        (MessageKind::Test, "sv", "en", "sv", "sv", false),
        (MessageKind::Reminder3, "sv", "en", "sv 2", "sv", false),
        (MessageKind::Reminder3, "fi", "en", "fi 1", "fi", false),
        (MessageKind::Reminder2, "de", "sv", "sv 2", "sv", true),
    ] {
        let chosen = texts.choose((Occasion::ORDER, kind), &locale(wanted), &locale(instance));
        let got = chosen.template.fill(&chosen.language, &values);
        assert_eq!(
            (&*got.subject, chosen.language.as_str(), chosen.falls_back, chosen.whose),
            (subject, language, falls_back, Whose::Own),
            "{kind} {wanted} {instance}"
        );
    }
    // None of one's own, in none of the languages: ours.
    let chosen =
        texts.choose((Occasion::ORDER, MessageKind::Reminder1), &locale("de"), &locale("da"));
    assert_eq!(
        (chosen.language.as_str(), chosen.whose, chosen.falls_back),
        ("de", Whose::Ours, false)
    );
    let chosen = Texts::default().choose(
        (Occasion::ORDER, MessageKind::Invitation),
        &locale("el"),
        &locale("sv"),
    );
    assert_eq!(
        (chosen.language.as_str(), chosen.whose, chosen.falls_back),
        ("en", Whose::Ours, true)
    );
    let chosen = Texts::default().choose(
        (Occasion::ORDER, MessageKind::Invitation),
        &locale("nn"),
        &locale("sv"),
    );
    assert_eq!((chosen.language.as_str(), chosen.falls_back), ("nb", false));

    let told = texts.falling_back(Occasion::ORDER, &[locale("sv"), locale("de")], &locale("en"));
    let told: Vec<_> =
        told.iter().map(|one| (one.kind, one.wanted.as_str(), one.got.as_str())).collect();
    assert_eq!(told, [(MessageKind::Invitation, "de", "en"), (MessageKind::Test, "de", "en")]);
}
