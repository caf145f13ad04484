use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::texts::Texts;
use crate::{Asked, FirstQuestion, Keypad, Look, Values, sms_count};

/// A file's texts, by the language.
fn read(files: &[&str], tag: &str) -> Value {
    let at = LANGUAGES.iter().position(|known| *known == tag).unwrap();
    serde_json::from_str(files[at]).unwrap()
}

/// Every text with its path.
fn leaves(at: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| leaves(&format!("{at}.{key}"), value, found));
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(index, value)| leaves(&format!("{at}[{index}]"), value, found)),
        Value::String(text) => found.push((at.to_owned(), text.clone())),
        Value::Null | Value::Bool(_) | Value::Number(_) => panic!("{at} is no text"),
    }
}

fn names(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
}

fn same_everywhere(name: &str, files: &[&str]) {
    let mut model = Vec::new();
    leaves("", &read(files, "en"), &mut model);
    for tag in LANGUAGES {
        let mut texts = Vec::new();
        leaves("", &read(files, tag), &mut texts);
        let paths = |texts: &[(String, String)]| {
            texts.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>()
        };
        assert_eq!(paths(&texts), paths(&model), "{name} {tag}");
        for ((path, text), (_, english)) in texts.iter().zip(&model) {
            assert!(!text.trim().is_empty() && text.trim() == text, "{name} {tag}{path}");
            assert_eq!(names(text), names(english), "{name} {tag}{path}");
            // What is nothing but a value is the same everywhere.
            let is_value = ["{offer|}", "{offer_code|}", "{offer_link|}"].contains(&&**text);
            if *tag != "en" && !is_value && !["{company}", "Test", "No"].contains(&&**text) {
                assert_ne!(text, english, "{name} {tag}{path} is English");
            }
        }
    }
}

#[test]
fn every_language_has_every_text_with_the_same_variables() {
    assert_eq!(LANGUAGES.join(" "), "ar da de en es et fi fr is it lt lv nb nl pl pt sv");
    same_everywhere("common", COMMON);
    for occasion in Occasion::ALL {
        same_everywhere(&format!("{occasion:?}"), occasion.texts());
    }
    for tag in LANGUAGES {
        assert_eq!(words(&tag.parse().unwrap()).faces.split('|').count(), 5, "{tag}");
    }
}

#[test]
fn no_two_occasions_say_the_same() {
    for tag in LANGUAGES {
        let locale = tag.parse().unwrap();
        for kind in [MessageKind::Invitation, MessageKind::Reminder1] {
            let all = Occasion::ALL.map(|occasion| template((occasion, kind), &locale).1);
            let subjects: BTreeSet<_> = all.iter().map(|one| one.subject.to_string()).collect();
            assert_eq!(subjects.len(), all.len(), "{tag} {kind}: {subjects:?}");
        }
        let whys: BTreeSet<_> = Occasion::ALL.map(|occasion| why(occasion, &locale)).into();
        assert_eq!(whys.len(), Occasion::ALL.len(), "{tag}: {whys:?}");
    }
}

/// The keys of a scale.
fn keypad(scale: core::ops::RangeInclusive<u8>) -> Option<Keypad> {
    let choice = |value: u8| Asked { value: value.to_string(), label: String::new() };
    Keypad::of(&FirstQuestion {
        name: "overall".to_owned(),
        title: "How was it?".to_owned(),
        look: Look::Numbers,
        choices: scale.map(choice).collect(),
        low: String::new(),
        high: String::new(),
    })
}

#[test]
fn ours_are_texts_as_anybody_may_write_them() {
    for occasion in Occasion::ALL {
        for tag in LANGUAGES {
            let name = format!("{occasion:?} {tag}");
            let wanted = tag.parse().unwrap();
            for kind in [MessageKind::Invitation, MessageKind::Reminder1] {
                let message = message((occasion, kind), &wanted).unwrap();
                let texts = json!({ kind.as_str(): { *tag: message } });
                let read = Texts::read(&texts, occasion.vocabulary());
                read.unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
                let (locale, template) = template((occasion, kind), &wanted);
                assert_eq!(locale.as_str(), *tag);
                let (values, voice) = (occasion.vocabulary().examples(), template.voice.unwrap());
                let call = voice.call(&locale, &values, &keypad(1..=5).unwrap());
                assert!(call.prompt.contains('1') && call.prompt.contains('5'), "{name}");
                let call = voice.call(&locale, &values, &keypad(0..=10).unwrap());
                assert!(call.prompt.contains("00") && call.prompt.contains("10"), "{name}");
                assert_eq!(keypad(0..=100), None, "{name}: a hundred is no key");
            }
        }
    }
    assert_eq!(words(&"el".parse().unwrap()), words(&Locale::english()));
    let why = |tag: &str| why(Occasion::IN_STAY, &tag.parse().unwrap());
    assert_eq!(why("el"), why("en"));
}

#[test]
fn text_messages_are_two_at_most() {
    let link = format!("https://survey.example/{}", "a".repeat(57));
    for occasion in Occasion::ALL {
        for tag in LANGUAGES {
            for kind in [MessageKind::Invitation, MessageKind::Reminder1] {
                let given = [("company", "Nordic Coffee"), ("link", &link)];
                let values = Values::new(occasion.vocabulary(), given).unwrap();
                let (_, template) = template((occasion, kind), &tag.parse().unwrap());
                let sms = template.sms.unwrap().fill(&values);
                assert!(sms.contains(&*link) && sms.contains("Nordic Coffee"), "{sms}");
                let parts = sms_count(&sms).segments;
                assert!(parts <= 2, "{occasion:?} {tag} {kind}: {parts}: {sms}");
            }
        }
    }
}
