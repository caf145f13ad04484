//! Makes tables of our own words: the languages' JSON files become one text with all words after
//! each other. What stands between two packs better than how long each is.
//!
//! A language is as whole as English, or nothing is built.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};

/// The language whose words say which words there are.
const MODEL: &str = "en";

/// The categories of plurals (Unicode CLDR), in the order in which a table has them.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Languages in an order in which like stands beside like, so that what packs the text finds what
/// they share. Any other comes after these.
const ALIKE: [&str; 17] = [
    "ar", "is", "da", "nb", "sv", "de", "nl", "en", "fr", "it", "es", "pt", "fi", "et", "lv", "lt",
    "pl",
];

/// Stands between the forms of a word that has plurals.
const BETWEEN: &str = "\u{1f}";

/// Stands behind each word.
const END: char = '\u{1e}';

/// The words of the languages, by tag.
pub(crate) type Languages = BTreeMap<String, Map<String, Value>>;

/// The source of the tables.
///
/// # Errors
///
/// Everything in which a language differs from English: keys, placeholders, which words have
/// plurals.
pub(crate) fn source(languages: &Languages) -> Result<String, Vec<String>> {
    let empty = Map::new();
    let model = languages.get(MODEL).unwrap_or(&empty);
    let faults: Vec<_> =
        languages.iter().flat_map(|(tag, words)| faults(tag, words, model)).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut source = String::new();
    constants(&mut source, "Word", model, Value::is_string);
    constants(&mut source, "Plural", model, Value::is_object);
    let mut alike: Vec<_> = languages.iter().collect();
    alike.sort_by_key(|(tag, _)| ALIKE.iter().position(|known| known == tag).unwrap_or(99));
    let mut text = String::new();
    for (tag, words) in alike {
        table(&mut source, &mut text, tag, words);
    }
    let _ = writeln!(source, "static TEXTS: &str = {text:?};");
    let tables: Vec<_> = languages.keys().map(|tag| format!("&{}", constant(tag))).collect();
    let count = tables.len();
    let _ = writeln!(
        source,
        "/// Every language that our own words are in, by tag.\n\
         pub(crate) static LANGUAGES: [&Language; {count}] = [{}];",
        tables.join(", ")
    );
    Ok(source)
}

/// A constant for each word of a kind: its place in the tables.
fn constants(source: &mut String, name: &str, model: &Map<String, Value>, of: fn(&Value) -> bool) {
    let _ = writeln!(source, "impl {name} {{");
    for (place, (key, _)) in model.iter().enumerate().filter(|(_, (_, word))| of(word)) {
        let _ = writeln!(source, "pub(crate) const {}: Self = Self({place});", constant(key));
    }
    let _ = writeln!(source, "}}");
}

fn table(source: &mut String, text: &mut String, tag: &str, words: &Map<String, Value>) {
    let start = text.len();
    for word in words.values() {
        if let Value::Object(forms) = word {
            let form =
                |category: &&str| forms.get(*category).and_then(Value::as_str).unwrap_or_default();
            let forms: Vec<_> = CATEGORIES.iter().map(form).collect();
            text.push_str(&forms.join(BETWEEN));
        }
        text.push_str(word.as_str().unwrap_or_default());
        text.push(END);
    }
    let _ = writeln!(
        source,
        "static {}: Language = Language {{ tag: {tag:?}, start: {} }};",
        constant(tag),
        literal(start)
    );
}

/// A number as source has it.
fn literal(number: usize) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    if thousands == 0 { rest.to_string() } else { format!("{thousands}_{rest:03}") }
}

fn constant(key: &str) -> String {
    key.replace('-', "_").to_uppercase()
}

fn faults(tag: &str, words: &Map<String, Value>, model: &Map<String, Value>) -> Vec<String> {
    let missing = model.keys().filter(|key| !words.contains_key(*key));
    let mut faults: Vec<_> = missing.map(|key| format!("{tag}: {key} is missing")).collect();
    for (key, word) in words {
        let fault = match model.get(key) {
            None => Some("is not among the words".to_owned()),
            Some(model) => fault(word, model),
        };
        faults.extend(fault.map(|fault| format!("{tag}: {key} {fault}")));
    }
    faults
}

/// What is wrong with a word.
fn fault(word: &Value, model: &Value) -> Option<String> {
    match (word, model) {
        (Value::String(text), Value::String(model)) => {
            let wanted = placeholders(model);
            (text.trim().is_empty() || placeholders(text) != wanted)
                .then(|| format!("must be a text with {wanted:?}"))
        }
        (Value::Object(forms), Value::Object(model)) => {
            let other = model.get("other").and_then(Value::as_str).unwrap_or_default();
            let wanted = placeholders(other);
            let form = |(category, form): (&String, &Value)| {
                let text = form.as_str().filter(|text| !text.trim().is_empty());
                let mut found = placeholders(text.unwrap_or_default());
                // "One file" need not say the number; where it may be left out a test knows.
                if !found.contains(&"count") {
                    found.push("count");
                    found.sort_unstable();
                }
                let good = CATEGORIES.contains(&&**category) && text.is_some() && found == wanted;
                (!good).then(|| format!("must have in {category} a text with {wanted:?}"))
            };
            let none = forms.is_empty().then(|| "must have forms".to_owned());
            forms.iter().find_map(form).or(none)
        }
        _ => Some("must have plurals where English has them".to_owned()),
    }
}

/// The names in braces, sorted.
pub(crate) fn placeholders(text: &str) -> Vec<&str> {
    let inner = |part| str::split_once(part, '}').map(|(name, _)| name);
    let mut names: Vec<_> = text.split('{').skip(1).filter_map(inner).collect();
    names.sort_unstable();
    names
}
