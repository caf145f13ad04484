//! Whatever JSON is sent as a definition: it compiles, and to the same again, or it is refused.
#![expect(clippy::unwrap_used, reason = "what is not so ends the test")]

mod made;

use proptest::prelude::*;
use serde_json::{Map, Value};
use survey::model::Definition;
use survey::vocabulary::{Class, ELEMENT_TYPES, Property, SURVEY};

/// Checks a definition that may be none; says whether it is one.
fn check(source: &Value) -> bool {
    let compiled = match Definition::compile(source) {
        Ok(compiled) => compiled,
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason: {source}");
            assert!(problems.iter().all(|problem| problem.path.starts_with('$')), "{problems:?}");
            return false;
        }
    };
    let loaded = Definition::load(&compiled);
    assert!(loaded.is_some(), "{source}");
    let printed = Definition::print(&compiled);
    assert_eq!(Definition::compile(&printed).as_ref(), Ok(&compiled), "{source}");
    assert_eq!(Definition::parse(&printed).ok(), loaded, "{source}");
    true
}

/// Names of properties, and words that stand behind some.
fn words() -> Vec<String> {
    fn add(class: &Class, words: &mut Vec<String>) {
        words.extend(class.all().flat_map(Property::names).map(str::to_owned));
    }
    let mut words: Vec<_> = ["type", "default", "sv", "x"].into_iter().map(str::to_owned).collect();
    add(&SURVEY, &mut words);
    for (_, class) in ELEMENT_TYPES {
        add(class, &mut words);
    }
    words
}

fn json() -> impl Strategy<Value = Value> {
    let types: Vec<_> = ELEMENT_TYPES.iter().map(|(word, _)| *word).collect();
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3_i64..12).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(types).prop_map(Value::from),
        prop::sample::select(vec!["date", "number", "2026-11-23", "hidden", "nps", "{a} = 1"])
            .prop_map(Value::from),
        "[a-c\\[{ <&]{0,4}".prop_map(Value::from),
    ];
    let words = words();
    scalar.prop_recursive(5, 60, 6, move |inner| {
        let name = prop::sample::select(words.clone());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(name, inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_compiles_or_is_refused(json in json()) {
        check(&json);
    }

    #[test]
    fn any_survey_compiles_or_is_refused(seed in any::<u64>()) {
        check(&made::survey(seed, 30));
    }

    #[test]
    fn any_odd_survey_compiles_or_is_refused(seed in any::<u64>(), odd in json()) {
        let mut survey = made::survey(seed, 10);
        let question = survey.pointer_mut("/elements/0").and_then(Value::as_object_mut).unwrap();
        if let Value::Object(members) = odd {
            let more: Map<_, _> = members;
            question.extend(more);
        }
        check(&survey);
    }
}

#[test]
fn many_made_surveys_compile() {
    let good = (0..500).filter(|seed| check(&made::survey(*seed, 40))).count();
    assert!(good > 100, "only {good} of 500");
}
