//! The vectors of `tests/vectors/expression`: what survey-core makes of expressions, and what we do
//! where we differ.
use std::path::Path;

use expression::{Expression, Scope, Value, find};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    values: Map<String, Json>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    expression: String,
    #[serde(default)]
    value: Json,
    #[serde(default)]
    error: bool,
    ours: Option<Ours>,
}

/// Where we differ on purpose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ours {
    #[serde(default)]
    value: Json,
    #[serde(default)]
    error: bool,
    why: String,
}

/// Answers, at 2028-02-29T19:50Z.
struct Answers(Map<String, Json>);

impl Scope for Answers {
    fn value(&self, name: &str) -> Option<Value> {
        find(&self.0, name)
    }

    fn now(&self) -> f64 {
        1_835_466_600_000.0
    }

    fn display(&self, _question: &str, _value: Option<&Value>) -> Option<Value> {
        None
    }

    fn is_ready(&self, _container: &str, _index: Option<usize>) -> bool {
        false
    }
}

#[test]
fn expressions_come_to_what_survey_core_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/expression");
    let trees: Json = serde_json::from_slice(
        &std::fs::read(folder.with_file_name("expression-trees.json")).unwrap(),
    )
    .unwrap();
    let (mut cases, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let vector: Vector = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let scope = Answers(vector.values);
        for case in vector.cases {
            cases += 1;
            let (value, error) = match &case.ours {
                Some(ours) => {
                    assert!(!ours.why.is_empty(), "{}", case.expression);
                    assert!(
                        (&ours.value, ours.error) != (&case.value, case.error),
                        "no difference"
                    );
                    (&ours.value, ours.error)
                }
                None => (&case.value, case.error),
            };
            let wanted = if error { None } else { Some(value.clone()) };
            let read = Expression::parse(&case.expression).map(again);
            let tree = read.as_ref().ok().map(Expression::to_json);
            assert_eq!(tree.as_ref(), trees.get(&case.expression), "see examples/trees.rs");
            let got = read.map(|expression| expression.value(&scope).unwrap().to_json()).ok();
            if got.as_ref().map(rounded) != wanted.as_ref().map(rounded) {
                let name = path.file_name().unwrap().display();
                let (got, wanted) =
                    (got.unwrap_or("error".into()), wanted.unwrap_or("error".into()));
                wrong.push(format!("{name}: {}: {got}, not {wanted}", case.expression));
            }
        }
    }
    assert!(cases >= 1000, "only {cases} vectors");
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The expression once it was written as text of JSON and read.
fn again(expression: Expression) -> Expression {
    let tree = expression.to_json().to_string();
    let read = serde_json::from_str(&tree).ok();
    let read = read.and_then(|tree| Expression::from_json(expression.text(), &tree));
    assert_eq!(read.as_ref(), Some(&expression), "{tree}");
    expression
}

/// Powers differ in a double's last digit from one machine's library to another's.
fn rounded(value: &Json) -> Json {
    match value.as_f64() {
        Some(number) => format!("{number:.12e}").into(),
        None => value.clone(),
    }
}
