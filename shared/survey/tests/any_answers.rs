//! Whatever is sent as answers to a survey with questions of every type: it is refused, or what is
//! kept of it is kept again alike.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a vector that is wrong ends the test"
)]

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Map, Value};
use survey::model::Definition;
use survey::{Answers, Circumstances};

/// The definition of the hostile answers, which has questions of every type.
static DEFINITION: LazyLock<Definition> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/hostile");
    let file = std::fs::read(folder.join("answers.json")).unwrap();
    let file: Value = serde_json::from_slice(&file).unwrap();
    Definition::parse(&file["definition"]).unwrap()
});

const NAMES: [&str; 40] = [
    "line",
    "num",
    "free",
    "day",
    "mail",
    "web",
    "more",
    "one",
    "some",
    "drop",
    "tags",
    "button",
    "picture",
    "yes",
    "stars",
    "rank",
    "slide",
    "span",
    "grid",
    "boxes",
    "table",
    "list",
    "people",
    "contact",
    "doc",
    "sign",
    "sum",
    "late",
    "rule",
    "crowd",
    "one-Comment",
    "r",
    "s",
    "c",
    "n",
    "name",
    "pets",
    "m",
    "rows",
    "__proto__",
];

const TEXTS: [&str; 17] = [
    "a",
    "b",
    "x",
    "y",
    "cat",
    "other",
    "none",
    "",
    " ",
    "1",
    "true",
    "2026-11-23",
    "a@b.se",
    "https://a.se",
    "data:image/png;base64,AAAA",
    "aaa",
    "\u{0}",
];

fn value() -> impl Strategy<Value = Value> {
    let plain = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1_i64..12).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(TEXTS.to_vec()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    plain.prop_recursive(4, 30, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            members(inner, 0..4).prop_map(Value::Object),
        ]
    })
}

fn members(
    value: impl Strategy<Value = Value>,
    count: core::ops::Range<usize>,
) -> impl Strategy<Value = Map<String, Value>> {
    let name = prop::sample::select(NAMES.to_vec()).prop_map(str::to_owned);
    prop::collection::btree_map(name, value, count)
        .prop_map(|members| members.into_iter().collect())
}

/// Answers that often fit: each question's name with something that may be an answer to it.
fn fitting() -> impl Strategy<Value = Map<String, Value>> {
    let answers: [(&str, &[&str]); 16] = [
        ("line", &["\"x\"", "\" \"", "null"]),
        ("num", &["6", "1.0", "0.5", "-0.0"]),
        ("one", &["\"a\"", "1", "true", "\"other\""]),
        ("one-Comment", &["\"x\"", "\" \""]),
        ("some", &["[\"a\", 1.0]", "[\"none\"]", "[]"]),
        ("yes", &["true", "false"]),
        ("rank", &["[3.0, \"x\", \"y\"]"]),
        ("span", &["[1, 2.0]"]),
        ("grid", &["{\"r\": 1.0}", "{}"]),
        ("boxes", &["{\"r\": [1.0]}", "{\"r\": []}"]),
        (
            "table",
            &["{\"r\": {\"c\": \"x\", \"n\": 1.0}}", "{\"r\": {\"c\": \"\"}}", "{\"r\": {}}"],
        ),
        ("list", &["[{\"c\": \"x\"}, {}]", "[{}]", "[{\"c\": null}]"]),
        (
            "people",
            &[
                "[{\"name\": \"x\", \"pets\": [\"cat\"]}]",
                "[{\"m\": {\"r\": 1.0}}, {}]",
                "[{\"pets\": []}]",
            ],
        ),
        ("contact", &["{\"mail\": \"a@b.se\"}", "{\"mail\": \" \"}"]),
        ("late", &["\"x\"", "7"]),
        ("sum", &["1", "\"x\""]),
    ];
    let one = prop::sample::select(answers.to_vec()).prop_flat_map(|(name, values)| {
        prop::sample::select(values.to_vec())
            .prop_map(move |text| (name.to_owned(), serde_json::from_str::<Value>(text).unwrap()))
    });
    prop::collection::vec(one, 0..8).prop_map(|pairs| pairs.into_iter().collect())
}

fn check(answers: Map<String, Value>) {
    let circumstances = || Circumstances {
        locale: "en".parse().unwrap(),
        now_ms: 1_835_466_600_000.0,
        seed: 1,
        known: Vec::new(),
    };
    let Ok(first) = DEFINITION.check(&Answers::from(answers.clone()), circumstances()) else {
        return;
    };
    let kept = Answers::from(first.answers.members().clone());
    let again = DEFINITION.check(&kept, circumstances());
    assert_eq!(again.as_ref(), Ok(&first), "{}", Value::Object(answers));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_answers_are_kept_or_refused(answers in members(value(), 0..6)) {
        check(answers);
    }

    #[test]
    fn fitting_answers_are_kept_or_refused(answers in fitting()) {
        check(answers);
    }
}
