//! What is read, and what is reported.

use serde_json::json;

use super::*;

fn problems(json: &Value) -> Vec<(String, DefinitionReason)> {
    let found = Definition::parse(json).err().unwrap_or_default();
    found.into_iter().map(|problem| (problem.path, problem.reason)).collect()
}

fn check(name: &str, element: Value, want: &[(&str, DefinitionReason)]) {
    let found = problems(&json!({ "elements": [element] }));
    let want: Vec<_> =
        want.iter().map(|(path, reason)| (format!("$.elements[0]{path}"), *reason)).collect();
    assert_eq!(found, want, "{name}");
}

#[test]
fn every_type_is_read() {
    let definition = Definition::parse(&json!({
        "title": { "default": "Enkät", "en": "Survey" }, "locale": "sv",
        "pages": [
            { "name": "p1", "title": "One", "elements": [
                { "type": "text", "name": "a", "inputType": "email", "nordsvar": { "personal": true } },
                { "type": "comment", "name": "b", "rows": 3 },
                { "type": "radiogroup", "name": "c", "choices": ["x", { "value": 2, "text": { "de": "Zwei" } }] },
                { "type": "checkbox", "name": "d", "choices": [1, 2] },
                { "type": "panel", "name": "p", "title": "Panel", "elements": [
                    { "type": "dropdown", "name": "e", "choices": [true, false], "placeholder": "Pick" } ] } ] },
            { "elements": [
                { "type": "boolean", "name": "f", "labelTrue": "Ja" },
                { "type": "rating", "name": "g", "rateMin": 0, "rateMax": 10, "nordsvar": { "metric": "nps" } },
                { "type": "ranking", "name": "h", "choices": ["x", "y"] },
                { "type": "matrix", "name": "i", "columns": [1], "rows": ["r"] } ] } ] }))
    .unwrap();
    let names: Vec<_> = definition.questions().map(|q| (q.name.as_str(), q.kind.name())).collect();
    assert_eq!(
        names,
        [
            ("a", "text"),
            ("b", "comment"),
            ("c", "radiogroup"),
            ("d", "checkbox"),
            ("e", "dropdown"),
            ("f", "boolean"),
            ("g", "rating"),
            ("h", "ranking"),
            ("i", "matrix"),
        ]
    );
    assert_eq!(definition.languages(), ["sv", "en"]);
    assert_eq!(definition.title().unwrap().pick("en-GB"), "Survey");
    assert_eq!(definition.title().unwrap().pick("fi"), "Enkät");
    let metrics: Vec<_> = definition.questions().filter_map(|q| q.metric).collect();
    assert_eq!(metrics, [Metric::Nps]);
}

#[test]
fn everything_wrong_is_named() {
    use DefinitionReason as R;
    check(
        "unknown property",
        json!({ "type": "text", "name": "q", "visibleIf": "{a}=1" }),
        &[(".visibleIf", R::UnknownProperty)],
    );
    check(
        "unknown type",
        json!({ "type": "signaturepad", "name": "q" }),
        &[(".type", R::UnknownType)],
    );
    check(
        "no name, no choices",
        json!({ "type": "radiogroup" }),
        &[(".name", R::Missing), (".name", R::InvalidName), (".choices", R::Empty)],
    );
    check("braces", json!({ "type": "text", "name": "a{b}" }), &[(".name", R::InvalidName)]);
    check("ours", json!({ "type": "text", "name": "nordsvar.id" }), &[(".name", R::InvalidName)]);
    check(
        "password",
        json!({ "type": "text", "name": "q", "inputType": "password" }),
        &[(".inputType", R::UnsupportedValue)],
    );
    check(
        "same value twice",
        json!({ "type": "radiogroup", "name": "q", "choices": [1, "1"] }),
        &[(".choices[1]", R::DuplicateValue)],
    );
    check(
        "choice without a value",
        json!({ "type": "dropdown", "name": "q", "choices": ["a", { "text": "b" }] }),
        &[(".choices[1].value", R::Missing)],
    );
    check(
        "scale without steps",
        json!({ "type": "rating", "name": "q", "rateMin": 5, "rateMax": 1 }),
        &[(".rateMax", R::EmptyRange)],
    );
    check(
        "too long a scale",
        json!({ "type": "rating", "name": "q", "rateMax": 1_000_000_000_i64 }),
        &[(".rateMax", R::TooManySteps), (".rateMax", R::EmptyRange)],
    );
    check(
        "text that is none",
        json!({ "type": "text", "name": "q", "title": 1 }),
        &[(".title", R::WrongType("text, or text by language"))],
    );
    check(
        "language that is none",
        json!({ "type": "text", "name": "q", "title": { "s v": "x" } }),
        &[(".title", R::InvalidLanguage)],
    );
    check(
        "unknown metric",
        json!({ "type": "rating", "name": "q", "nordsvar": { "metric": "x", "y": 1 } }),
        &[(".nordsvar.metric", R::UnsupportedValue), (".nordsvar.y", R::UnknownProperty)],
    );
    check(
        "bound of another type",
        json!({ "type": "text", "name": "q", "inputType": "date", "min": 1 }),
        &[(".min", R::WrongType("text, as the input writes its values"))],
    );
}

#[test]
fn surveys_as_a_whole() {
    use DefinitionReason as R;
    let question = |name: &str| json!({ "type": "text", "name": name });
    let root = |reason| vec![("$".to_owned(), reason)];
    for (name, json, want) in [
        ("not an object", json!([]), root(R::WrongType("an object"))),
        ("nothing asked", json!({}), vec![("$.pages".to_owned(), R::NoQuestions)]),
        (
            "same name on another page",
            json!({ "pages": [{ "elements": [question("q")] }, { "elements": [question("q")] }] }),
            vec![("$.pages[1].elements[0].name".to_owned(), R::DuplicateName)],
        ),
        (
            "both ways to name elements",
            json!({ "pages": [{ "elements": [question("q")] }], "elements": [question("r")] }),
            vec![("$.elements".to_owned(), R::UnknownProperty)],
        ),
        ("older name", json!({ "questions": [question("q")] }), vec![]),
    ] {
        assert_eq!(problems(&json), want, "{name}");
    }
    let many: Vec<_> = (0..1001).map(|n| question(&format!("q{n}"))).collect();
    assert_eq!(problems(&json!({ "elements": many })), root(R::TooManyQuestions));
    let choices: Vec<_> = (0..10_001).collect();
    let long = json!({ "elements": [{ "type": "dropdown", "name": "q", "choices": choices }] });
    assert_eq!(problems(&long), root(R::TooManyChoices));
}

#[test]
fn panels_nest_sixteen_deep() {
    let nested = |levels: usize| {
        let question = json!({ "type": "text", "name": "q" });
        let panel = |inner| json!({ "type": "panel", "elements": [inner] });
        json!({ "elements": [(0..levels).fold(question, |inner, _| panel(inner))] })
    };
    assert_eq!(problems(&nested(16)), []);
    let found = problems(&nested(17));
    assert_eq!(found[0].1, DefinitionReason::TooDeep);
}
