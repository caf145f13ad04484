//! `docs/supported.md` says what the vectors of `tests/vectors/corpus` show, and the vectors show
//! all that the vocabulary gives a meaning to. `NORDSVAR_WRITE` writes the file.
#![expect(clippy::unwrap_used, reason = "the parts of a test: what they cannot do ends it")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expression::Expression;
use serde_json::Value;
use survey::model::Definition;
use survey::vocabulary::{CELL_TYPES, Class, ELEMENT_TYPES, Kind, SURVEY, Status};

/// How an operator can be written.
const OPERATORS: [(&str, &[&str]); 22] = [
    ("equal", &["=", "==", "equal"]),
    ("not equal", &["<>", "!=", "notequal"]),
    ("more", &[">", "greater"]),
    ("less", &["<", "less"]),
    ("at least", &[">=", "greaterorequal"]),
    ("at most", &["<=", "lessorequal"]),
    ("no answer", &["empty"]),
    ("some answer", &["notempty"]),
    ("has", &["contains", "contain", "*="]),
    ("has not", &["notcontains"]),
    ("one of", &["anyof"]),
    ("all of", &["allof"]),
    ("none of", &["noneof"]),
    ("and", &["and", "&&"]),
    ("or", &["or", "||"]),
    ("not", &["!"]),
    ("plus", &["+"]),
    ("minus", &["-"]),
    ("times", &["*"]),
    ("by", &["/"]),
    ("rest", &["%"]),
    ("to the power of", &["^"]),
];

/// What the vectors show.
#[derive(Default)]
struct Shown {
    /// Properties, by class.
    properties: BTreeMap<&'static str, BTreeSet<&'static str>>,
    expressions: BTreeSet<String>,
}

impl Shown {
    fn object(&mut self, class: &'static Class, value: &Value) {
        for (name, inner) in value.as_object().into_iter().flatten() {
            let mut all = class.all();
            let Some(property) = all.find(|property| property.names().any(|each| each == name))
            else {
                continue;
            };
            if property.status == Status::Meant {
                self.properties.entry(class.name).or_default().insert(property.name);
                self.inner(property.kind, inner);
            }
        }
    }

    fn inner(&mut self, kind: Kind, value: &Value) {
        let items = || value.as_array().into_iter().flatten();
        match kind {
            Kind::Object(class) => self.object(class, value),
            Kind::Choices(class) | Kind::List(class) => {
                for item in items() {
                    if !item.is_object() {
                        self.properties.entry(class.name).or_default().insert("value");
                    }
                    self.object(class, item);
                }
            }
            Kind::Typed(types, _) => items().for_each(|item| self.typed(types, "type", item)),
            Kind::Elements => items().for_each(|item| self.typed(ELEMENT_TYPES, "type", item)),
            Kind::Columns => items().for_each(|item| self.typed(CELL_TYPES, "cellType", item)),
            Kind::Expression => {
                let text = value.as_str().filter(|text| Expression::parse(text).is_ok());
                self.expressions.extend(text.map(str::to_owned));
            }
            Kind::Flag
            | Kind::Number
            | Kind::Count { .. }
            | Kind::Word(_)
            | Kind::OneOf(_)
            | Kind::Only(_)
            | Kind::Words(_)
            | Kind::Scalar
            | Kind::Any
            | Kind::Answer
            | Kind::ChoiceValue
            | Kind::String
            | Kind::Locale
            | Kind::Moment
            | Kind::Text
            | Kind::Texts
            | Kind::Markup
            | Kind::Link
            | Kind::Picture
            | Kind::Colour
            | Kind::Name
            | Kind::Reference
            | Kind::References => {}
        }
    }

    fn typed(&mut self, types: &[(&str, &'static Class)], by: &str, item: &Value) {
        let word = item.get(by).and_then(Value::as_str).unwrap_or("default");
        if let Some((_, class)) = types.iter().find(|(each, _)| *each == word) {
            self.object(class, item);
        }
    }

    fn has(&self, class: &str, property: &str) -> bool {
        self.properties.get(class).is_some_and(|shown| shown.contains(property))
    }

    /// The functions that are called.
    fn functions(&self) -> BTreeSet<&str> {
        let calls = self.expressions.iter().flat_map(|text| {
            text.match_indices('(').map(|(at, _)| text.get(..at).unwrap_or_default())
        });
        let names = calls.map(|before| {
            before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
        });
        names.filter(|name| !name.is_empty() && !matches!(*name, "and" | "or")).collect()
    }

    /// Whether an operator is used.
    fn operates(&self, sign: &str) -> bool {
        self.expressions.iter().any(|text| {
            text.split([' ', '(', ')']).any(|word| word == sign)
                || (sign == "!" && (text.starts_with('!') || text.contains(" !")))
        })
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What the vectors show of surveys that are not refused.
fn shown() -> Shown {
    let mut shown = Shown::default();
    for entry in std::fs::read_dir(root().join("tests/vectors/corpus")).unwrap() {
        let text = std::fs::read(entry.unwrap().path()).unwrap();
        let vector: Value = serde_json::from_slice(&text).unwrap();
        for case in vector.get("cases").and_then(Value::as_array).unwrap() {
            let definition = case.get("definition").unwrap();
            if Definition::parse(definition).is_ok() {
                shown.object(&SURVEY, definition);
            }
        }
    }
    shown
}

/// All classes that there are: the survey, elements, cells, and what is in them.
fn classes() -> Vec<&'static Class> {
    let mut found: Vec<&'static Class> = Vec::new();
    let mut left: Vec<&'static Class> = vec![&SURVEY];
    left.extend(ELEMENT_TYPES.iter().chain(CELL_TYPES).map(|(_, class)| *class));
    left.reverse();
    while let Some(class) = left.pop() {
        if found.iter().any(|other| other.name == class.name) {
            continue;
        }
        found.push(class);
        for property in class.all().filter(|property| property.status == Status::Meant) {
            if let Kind::Object(inner) | Kind::Choices(inner) | Kind::List(inner) = property.kind {
                left.push(inner);
            } else if let Kind::Typed(types, _) = property.kind {
                left.extend(types.iter().map(|(_, class)| *class));
            }
        }
    }
    found
}

/// The properties that mean something in every type of question.
fn common() -> BTreeSet<&'static str> {
    let questions = || ELEMENT_TYPES.iter().filter(|(word, _)| !NOT_QUESTIONS.contains(word));
    let names = |class: &'static Class| -> BTreeSet<&'static str> {
        let meant = class.all().filter(|property| property.status == Status::Meant);
        meant.map(|property| property.name).collect()
    };
    let mut all = questions().map(|(_, class)| names(class));
    let first = all.next().unwrap();
    all.fold(first, |common, names| common.intersection(&names).copied().collect())
}

/// What asks nothing.
const NOT_QUESTIONS: [&str; 4] = ["panel", "html", "image", "expression"];

#[test]
fn vectors_show_all_that_has_a_meaning() {
    let shown = shown();
    let common = common();
    let mut missing = Vec::new();
    for class in classes() {
        for property in class.all().filter(|property| property.status == Status::Meant) {
            let anywhere = shown.properties.values().any(|names| names.contains(property.name));
            if !(shown.has(class.name, property.name) || common.contains(property.name) && anywhere)
            {
                missing.push(format!("{}.{}", class.name, property.name));
            }
        }
    }
    assert!(missing.is_empty(), "no vector has {}", missing.join(", "));
}

#[test]
fn the_list_of_what_is_supported_is_what_vectors_show() {
    let file = root().join("docs/supported.md");
    let text = document(&shown());
    if std::env::var_os("NORDSVAR_WRITE").is_some() {
        std::fs::write(&file, text).unwrap();
        return;
    }
    let is_current = std::fs::read_to_string(file).unwrap() == text;
    assert!(is_current, "write docs/supported.md anew: NORDSVAR_WRITE=1 cargo test -p survey");
}

fn document(shown: &Shown) -> String {
    let mut text = String::from(
        "# What is supported\n\n\
         Made of the vectors of `tests/vectors/corpus`, which hold us against survey-core 3.1.1: \
         nothing is listed that no vector shows. What SurveyJS has beside it only changes how \
         SurveyJS looks, and is read and left out, or is refused with its path when a survey is \
         saved. [`differences.md`](differences.md) says where we differ on purpose.\n\n\
         ## Properties\n\n| of | properties |\n|---|---|\n",
    );
    let common = common();
    let quoted = |names: &mut dyn Iterator<Item = &str>| {
        names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    };
    let anywhere = |name: &&&str| shown.properties.values().any(|names| names.contains(**name));
    let every = quoted(&mut common.iter().filter(anywhere).copied());
    writeln!(text, "| every question | {every} |").unwrap();
    for (class, names) in &shown.properties {
        let mut own = names.iter().filter(|name| !common.contains(*name)).copied();
        writeln!(text, "| `{class}` | {} |", quoted(&mut own)).unwrap();
    }
    text.push_str("\n## Operators of expressions\n\n| operator | written |\n|---|---|\n");
    for (name, signs) in OPERATORS {
        let mut used = signs.iter().filter(|sign| shown.operates(sign)).copied();
        let used = quoted(&mut used).replace('|', "\\|");
        if !used.is_empty() {
            writeln!(text, "| {name} | {used} |").unwrap();
        }
    }
    let functions = quoted(&mut shown.functions().into_iter());
    writeln!(text, "\n## Functions of expressions\n\n{functions}").unwrap();
    text
}
