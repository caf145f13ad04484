use std::collections::BTreeSet;

use super::*;
use crate::texts::Texts;
use crate::{SHOP, sms_count};

fn json(tag: &str) -> Value {
    let at = LANGUAGES.iter().position(|known| *known == tag).unwrap();
    serde_json::from_str(TEXTS[at]).unwrap()
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

#[test]
fn every_language_has_every_text_with_the_same_variables() {
    assert_eq!(LANGUAGES.join(" "), "ar da de en es et fi fr is it lt lv nb nl pl pt sv");
    let mut model = Vec::new();
    leaves("", &json("en"), &mut model);
    for tag in LANGUAGES {
        let mut texts = Vec::new();
        leaves("", &json(tag), &mut texts);
        let paths = |texts: &[(String, String)]| {
            texts.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>()
        };
        assert_eq!(paths(&texts), paths(&model), "{tag}");
        for ((path, text), (_, english)) in texts.iter().zip(&model) {
            assert!(!text.trim().is_empty() && text.trim() == text, "{tag}{path}");
            assert_eq!(names(text), names(english), "{tag}{path}");
            if *tag != "en" && !["{company}", "Test", "No"].contains(&&**text) {
                assert_ne!(text, english, "{tag}{path} is English");
            }
        }
        assert_eq!(words(&tag.parse().unwrap()).faces.split('|').count(), 5, "{tag}");
    }
}

#[test]
fn ours_are_texts_as_anybody_may_write_them() {
    for tag in LANGUAGES {
        let file = json(tag);
        for part in ["invitation", "reminder"] {
            let texts = serde_json::json!({ "invitation": { *tag: file[part] } });
            Texts::read(&texts, &SHOP).unwrap_or_else(|faults| panic!("{tag}: {faults:?}"));
        }
        let (locale, template) = template(MessageKind::Invitation, &tag.parse().unwrap());
        assert_eq!(locale.as_str(), *tag);
        let (values, voice) = (SHOP.examples(), template.voice.unwrap());
        let call = voice.call(&locale, &values, 1..=5).unwrap();
        assert!(call.prompt.contains('1') && call.prompt.contains('5'), "{tag}");
        assert_eq!(voice.call(&locale, &values, 0..=10), None, "{tag}: ten is no key");
        let sms = template.sms.unwrap().fill(&values);
        assert!(sms.contains("https://") && sms_count(&sms).segments <= 3, "{tag}: {sms}");
    }
    assert_eq!(words(&"el".parse().unwrap()), words(&Locale::english()));
}
