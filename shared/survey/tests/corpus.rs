//! The vectors of `tests/vectors/corpus`: what survey-core makes of definitions and of what
//! respondents do, step by step. Where we differ on purpose a vector says so, and why.
#![expect(clippy::unwrap_used, reason = "a vector that is wrong ends the test")]

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use survey::model::{Choice, Definition, Order, ProgressDisplay, QuestionKind, TitleDisplay};
use survey::{AnswerProblem, Circumstances, Interview, Part, Sight};

#[derive(Deserialize)]
struct Vectors {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    definition: Value,
    #[serde(default)]
    steps: Vec<Value>,
    states: Vec<Value>,
    ours: Option<Ours>,
    #[expect(dead_code, reason = "it is of the JSON Schema")]
    schema: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ours {
    #[expect(dead_code, reason = "it is for people")]
    why: String,
    #[serde(default)]
    states: Vec<Value>,
    /// What publishing it is refused with.
    refused: Option<Value>,
}

/// 2028-02-29T19:50:00Z.
const NOW: f64 = 1_835_466_600_000.0;

#[test]
#[ignore = "until all of it does"]
fn interviews_go_as_in_survey_core() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/corpus");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let only = std::env::var("CASE").unwrap_or_default();
    let (mut count, mut wrong) = (0, 0);
    for file in files {
        let vectors: Vectors = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let topic = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for case in vectors.cases {
            let name = format!("{topic}: {}", case.name);
            if !name.contains(&only) {
                continue;
            }
            if case.ours.as_ref().is_some_and(|ours| ours.refused.is_some()) {
                continue;
            }
            count += 1;
            let want = case.ours.as_ref().map_or(&case.states, |ours| &ours.states);
            if let Some(difference) = first_difference(&case, want) {
                wrong += 1;
                println!("{name}\n{difference}");
            }
        }
    }
    assert!(count > 0 && wrong == 0, "{wrong} of {count} cases differ");
}

/// Where an interview first goes another way than wanted.
fn first_difference(case: &Case, want: &[Value]) -> Option<String> {
    let definition = match Definition::parse(&case.definition) {
        Ok(definition) => definition,
        Err(problems) => return Some(format!("  refused: {problems:?}")),
    };
    let locale = definition.settings.locale.clone();
    let circumstances = Circumstances {
        locale: locale.unwrap_or_else(|| "en".parse().unwrap()),
        now_ms: NOW,
        seed: 1,
    };
    let mut interview = Interview::start(&definition, circumstances);
    let steps = core::iter::once(&Value::Null).chain(&case.steps);
    for (at, (step, want)) in steps.zip(want).enumerate() {
        let errors = perform(&mut interview, step);
        let got = state(&interview, errors);
        if got != *want {
            let mut differences = String::new();
            compare("", &got, want, &mut differences);
            return Some(format!("  step {at} {step}\n{differences}"));
        }
    }
    None
}

fn compare(path: &str, got: &Value, want: &Value, differences: &mut String) {
    match (got, want) {
        (Value::Object(got), Value::Object(want)) => {
            for name in got.keys().chain(want.keys().filter(|name| !got.contains_key(*name))) {
                let nothing = Value::from("(nothing)");
                let (got, want) =
                    (got.get(name).unwrap_or(&nothing), want.get(name).unwrap_or(&nothing));
                compare(&format!("{path}/{name}"), got, want, differences);
            }
        }
        (got, want) if got != want => {
            differences.push_str(&format!("    {path}: {got} instead of {want}\n"));
        }
        _ => {}
    }
}

/// Does a step; gives what is wrong if answers were judged.
fn perform(interview: &mut Interview<'_>, step: &Value) -> Option<Vec<AnswerProblem>> {
    for (name, value) in step["set"].as_object().into_iter().flatten() {
        interview.set(name, value.clone());
    }
    if let Some(answers) = step["load"].as_object() {
        interview.load(answers);
    }
    if step["next"] == true {
        interview.next();
    }
    if step["previous"] == true {
        interview.previous();
    }
    if let Some(question) = step["add"].as_str() {
        interview.add(question);
    }
    if let Some([Value::String(question), index]) = step["remove"].as_array().map(Vec::as_slice) {
        interview.remove(question, usize::try_from(index.as_u64().unwrap()).unwrap());
    }
    if let Some(locale) = step["locale"].as_str() {
        interview.set_locale(locale.parse().unwrap());
    }
    if step["validate"] == true {
        return Some(interview.problems());
    }
    if step["complete"] == true {
        let problems = interview.problems();
        if !interview.complete() {
            return Some(problems);
        }
    }
    None
}

fn state(interview: &Interview<'_>, problems: Option<Vec<AnswerProblem>>) -> Value {
    let definition = interview.definition();
    let mut state = Map::new();
    if interview.is_completed() {
        state.insert("completed".to_owned(), json!(true));
    } else if let Some(page) = interview.page() {
        state.insert("page".to_owned(), json!(page));
    }
    state.insert("values".to_owned(), Value::Object(interview.answers()));
    put(&mut state, "variables", Value::Object(interview.variables().clone()));
    if interview.is_completed() {
        let settings = &definition.settings;
        if !settings.completed_html.is_empty() || !settings.completed_html_if.is_empty() {
            let html = interview.completed_html().unwrap_or_default();
            state.insert("completedText".to_owned(), json!(html));
        }
        put(&mut state, "navigate", interview.navigate_to().map_or(Value::Null, Value::from));
        return Value::Object(state);
    }
    let random = definition.settings.order == Order::Random || {
        let json = format!("{definition:?}");
        json.contains("order: Random, numbered")
    };
    let (mut questions, mut panels) = (Map::new(), Map::new());
    for page in interview.pages() {
        describe(interview, page, random, &mut questions, &mut panels);
    }
    put(&mut state, "questions", Value::Object(questions));
    put(&mut state, "panels", Value::Object(panels));
    let mut errors = Map::new();
    for problem in problems.into_iter().flatten() {
        let kind = problem.reason.kind();
        let text = problem.reason.text().map(|text| interview.problem_text(&problem.name, text));
        let said = text.map_or_else(|| kind.to_owned(), |text| format!("{kind}: {text}"));
        let list = errors.entry(problem.name).or_insert_with(|| json!([]));
        list.as_array_mut().unwrap().push(json!(said));
    }
    put(&mut state, "errors", Value::Object(errors));
    if definition.settings.progress != ProgressDisplay::Hidden {
        state.insert("progress".to_owned(), json!(interview.progress()));
    }
    Value::Object(state)
}

fn put(members: &mut Map<String, Value>, name: &str, value: Value) {
    let empty = match &value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(truth) => !truth,
        Value::String(text) => text.is_empty(),
        Value::Number(_) => false,
    };
    if !empty {
        members.insert(name.to_owned(), value);
    }
}

fn describe(
    interview: &Interview<'_>,
    part: Sight<'_, '_>,
    random: bool,
    questions: &mut Map<String, Value>,
    panels: &mut Map<String, Value>,
) {
    match part.part() {
        Part::Question(_) => {
            questions.insert(part.path(), question(interview, part, random));
        }
        Part::Page(_) | Part::Panel(_) | Part::Entry(_) if !part.path().is_empty() => {
            put(panels, &part.path(), json!(part.title()));
        }
        Part::Page(_) | Part::Panel(_) | Part::Entry(_) | Part::Row(_) | Part::Whole => {}
    }
    for child in part.children() {
        describe(interview, child, random, questions, panels);
    }
}

fn question(interview: &Interview<'_>, part: Sight<'_, '_>, random: bool) -> Value {
    let asked = part.question().unwrap();
    let mut said = Map::new();
    let kind = &asked.kind;
    if !matches!(kind, QuestionKind::Html(_)) && part.title() != *asked.name {
        said.insert("title".to_owned(), json!(part.title()));
    }
    put(&mut said, "description", json!(part.description()));
    put(&mut said, "required", json!(part.is_required()));
    let input = !matches!(
        kind,
        QuestionKind::Html(_) | QuestionKind::Image(_) | QuestionKind::Expression(_)
    );
    put(&mut said, "readOnly", json!(input && part.is_read_only()));
    if !random {
        put(&mut said, "number", json!(part.number().unwrap_or_default()));
    }
    items(part, &mut said);
    match kind {
        QuestionKind::Html(html) => {
            said.insert("html".to_owned(), json!(part.markup(&html.html)));
        }
        QuestionKind::Image(image) => {
            said.insert("image".to_owned(), json!(part.text(&image.link)));
        }
        QuestionKind::Expression(_) => put(&mut said, "display", json!(part.display())),
        _ => {}
    }
    let totals: Map<_, _> =
        part.totals().into_iter().map(|(name, text)| (name.to_owned(), json!(text))).collect();
    put(&mut said, "totals", Value::Object(totals));
    let _ = (interview, TitleDisplay::Shown);
    Value::Object(said)
}

fn items(part: Sight<'_, '_>, said: &mut Map<String, Value>) {
    let asked = part.question().unwrap();
    let offers = part.offers();
    if part.has_offers() {
        let mut values: Vec<_> = offers.iter().map(|offer| offer.value.clone()).collect();
        if part.is_shuffled() {
            values.sort_by_key(ToString::to_string);
        }
        said.insert("choices".to_owned(), Value::Array(values));
        let disabled = offers.iter().filter(|offer| !offer.enabled);
        put(said, "disabled", disabled.map(|offer| offer.value.clone()).collect());
        let varying = offers.iter().filter(|offer| offer.varies);
        let texts = varying.map(|offer| (key(&offer.value), json!(offer.text)));
        put(said, "texts", texts.collect::<Map<_, _>>().into());
    }
    let listed = |choices: &[&Choice], shuffled: bool| {
        let mut values: Vec<_> = choices.iter().map(|choice| choice.value.to_json()).collect();
        if shuffled {
            values.sort_by_key(ToString::to_string);
        }
        Value::Array(values)
    };
    let texts = |choices: &[&Choice]| {
        let varying = choices.iter().filter(|choice| choice.text.varies());
        let texts = varying.map(|choice| (choice.key.to_string(), json!(part.choice_text(choice))));
        Value::Object(texts.collect())
    };
    match &asked.kind {
        QuestionKind::Matrix(matrix) => {
            said.insert("rows".to_owned(), listed(&part.rows(), matrix.order == Order::Random));
            put(said, "rowTexts", texts(&part.rows()));
            said.insert("columns".to_owned(), listed(&part.columns(), false));
            put(said, "columnTexts", texts(&part.columns()));
        }
        QuestionKind::MatrixDropdown(matrix) => {
            said.insert("rows".to_owned(), listed(&part.rows(), matrix.order == Order::Random));
            put(said, "rowTexts", texts(&part.rows()));
            let names = matrix.columns.iter().map(|column| json!(&*column.question.name));
            said.insert("columns".to_owned(), names.collect());
        }
        QuestionKind::MatrixDynamic(matrix) => {
            let names = matrix.columns.iter().map(|column| json!(&*column.question.name));
            said.insert("columns".to_owned(), names.collect());
        }
        _ => {}
    }
}

fn key(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
