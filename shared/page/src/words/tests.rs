//! What every language must have, and how it must be written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};
use survey::filled;

use super::plural::Category;
use super::{LANGUAGES, Word, category};

#[path = "../../tables.rs"]
mod tables;

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn languages() -> tables::Languages {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: std::path::PathBuf| {
        let words = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), words)
    };
    files.map(read).collect()
}

/// Every text, with where it is.
fn texts(languages: &tables::Languages) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (tag, words) in languages {
        for (key, word) in words {
            let at = format!("{tag}: {key}");
            all.extend(word.as_str().map(|text| (at.clone(), text.to_owned())));
            let forms = word.as_object().into_iter().flatten();
            all.extend(forms.map(|(category, form)| {
                (format!("{at} {category}"), form.as_str().unwrap().to_owned())
            }));
        }
    }
    all
}

/// How often each category is that of a count up to a thousand.
fn counts(tag: &str) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for count in 0..=1000 {
        *counts.entry(category(tag, count).place()).or_insert(0) += 1;
    }
    counts
}

#[test]
fn every_language_has_the_same_words() {
    let languages = languages();
    let tags: Vec<_> = LANGUAGES.iter().map(|language| language.tag).collect();
    assert_eq!(tags, languages.keys().map(String::as_str).collect::<Vec<_>>());
    let wanted = "ar da de en es et fi fr is it lt lv nb nl pl pt sv";
    assert_eq!(tags.join(" "), wanted);
    let names: Vec<_> = languages["en"].keys().collect();
    for (tag, words) in &languages {
        assert_eq!(words.keys().collect::<Vec<_>>(), names, "{tag}");
    }
    tables::source(&languages).unwrap();
}

#[test]
fn a_language_that_lacks_something_is_not_built() {
    let en: Map<String, Value> = serde_json::from_value(serde_json::json!({
        "a": "A {x}", "n": { "one": "{count} of {y}", "other": "{count} of {y}" },
    }))
    .unwrap();
    for (name, key, word) in [
        ("missing", "a", None),
        ("empty", "a", Some(Value::from(" "))),
        ("another placeholder", "a", Some(Value::from("A {y}"))),
        ("no plurals", "n", Some(Value::from("{count} of {y}"))),
        ("plurals where there are none", "a", Some(serde_json::json!({ "other": "A {x}" }))),
        ("no forms", "n", Some(serde_json::json!({}))),
        ("unknown category", "n", Some(serde_json::json!({ "some": "{count} of {y}" }))),
        ("empty form", "n", Some(serde_json::json!({ "other": "" }))),
        ("form without a name", "n", Some(serde_json::json!({ "other": "{count}" }))),
        ("more", "b", Some(Value::from("B"))),
    ] {
        let mut other = en.clone();
        match word {
            Some(word) => other.insert(key.to_owned(), word),
            None => other.remove(key),
        };
        let languages = [("en".to_owned(), en.clone()), ("xx".to_owned(), other)];
        let faults = tables::source(&languages.into()).unwrap_err();
        assert_eq!(faults.len(), 1, "{name}: {faults:?}");
        assert!(faults[0].starts_with(&format!("xx: {key} ")), "{name}: {faults:?}");
    }
}

/// The file is held against `Intl.PluralRules` by the tests of the browser's part.
#[test]
fn plurals_are_those_of_cldr() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/language");
    let vectors: Value =
        serde_json::from_slice(&fs::read(file.join("plurals.json")).unwrap()).unwrap();
    for language in LANGUAGES {
        let vector = &vectors[language.tag];
        let known: Vec<_> =
            vector["categories"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for (count, digit) in vector["of"].as_str().unwrap().bytes().enumerate() {
            let want = known[usize::from(digit - b'0')];
            let got = CATEGORIES[category(language.tag, count).place()];
            assert_eq!(got, want, "{} {count}", language.tag);
        }
    }
    for (tag, count, want) in [
        ("fr", 1_000_000, Category::Many),
        ("es", 2_000_000, Category::Many),
        ("it", 1_000_001, Category::Other),
        ("sv", 1_000_000, Category::Other),
        ("ar", 1_000_003, Category::Few),
    ] {
        assert_eq!(category(tag, count), want, "{tag} {count}");
    }
}

#[test]
fn forms_are_those_that_the_language_has() {
    for (tag, words) in languages() {
        let counts = counts(&tag);
        let mut wanted: Vec<_> = counts.keys().map(|place| CATEGORIES[*place]).collect();
        wanted.sort_unstable();
        for (key, forms) in words.iter().filter_map(|(key, word)| Some((key, word.as_object()?))) {
            assert_eq!(forms.keys().collect::<Vec<_>>(), wanted, "{tag}: {key}");
            for (category, form) in forms {
                let place = CATEGORIES.iter().position(|one| one == category).unwrap();
                // "One file" says the number; a form of several numbers must.
                let said = counts[&place] == 1 || form.as_str().unwrap().contains("{count}");
                assert!(said, "{tag}: {key} {category}");
            }
        }
    }
    let arabic = &languages()["ar"];
    let forms = arabic.values().filter_map(Value::as_object);
    assert!(forms.into_iter().all(|forms| forms.len() == 6));
}

#[test]
fn texts_are_written_with_care() {
    const NARROW: char = '\u{202f}';
    for (at, text) in texts(&languages()) {
        let french = at.starts_with("fr");
        for wrong in ["...", "'", "\"", "  ", " !", " ?", " ;", "( ", " )"] {
            assert!(!text.contains(wrong), "{at}: {wrong:?} in {text}");
        }
        for (place, mark) in text.char_indices() {
            let before = text[..place].chars().next_back();
            match mark {
                '!' | '?' | ';' if french => assert_eq!(before, Some(NARROW), "{at}"),
                // Not the colon of an address or a time.
                ':' if french && text[place + 1..].starts_with(' ') => {
                    assert_eq!(before, Some('\u{a0}'), "{at}");
                }
                _ => assert!(!matches!(mark, '\t' | '\n'), "{at}"),
            }
        }
        let arabic = at.starts_with("ar");
        assert!(!(arabic && text.contains([';', ',', '?'])), "{at}: {text}");
        let key = at.split(' ').nth(1).unwrap_or_default();
        if ["bytes", "kilobytes", "megabytes"].contains(&key) {
            assert!(text.contains(['\u{a0}', NARROW]), "{at}: the unit stays with its number");
        }
        assert!(key == "colon" || text.trim() == text, "{at}: {text:?}");
    }
}

#[test]
fn sentences() {
    let of = |tag: &str| LANGUAGES.iter().find(|language| language.tag == tag).unwrap();
    assert_eq!(of("sv").word(Word::YES), "Ja");
    for (tag, count, want) in [
        ("en", 1, "At most 1 file."),
        ("en", 3, "At most 3 files."),
        ("pl", 22, "Najwyżej 22 pliki."),
        ("pl", 12, "Najwyżej 12 plików."),
        ("lv", 21, "Ne vairāk kā 21 datne."),
        ("lt", 10, "Ne daugiau kaip 10 failų."),
        ("ar", 2, "ملفان على الأكثر."),
        ("ar", 11, "11 ملفًا على الأكثر."),
        ("fr", 0, "Au plus 0 fichier."),
        ("fr", 1_000_000, "Au plus 1000000 fichiers."),
    ] {
        let form = of(tag).form(super::Plural::FILES, count);
        assert_eq!(filled(form, &[("count", &count.to_string())]), want, "{tag} {count}");
    }
    assert_eq!(filled("a {x} {y} {z", &[("x", "{y}"), ("y", "2")]), "a {y} 2 ");
}
