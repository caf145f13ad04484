//! What an interview makes of a definition and of what a respondent does, in the form that
//! `tests/oracle/trace.mjs` has survey-core say it in.

mod describe;
mod difference;

pub(crate) use difference::difference;

use serde_json::{Map, Value, json};
use survey::model::Definition;
use survey::{AnswerProblem, Circumstances, Interview, Locale};

/// 2028-02-29T19:50Z, as in `tests/oracle/core.mjs`.
const NOW_MS: f64 = 1_835_466_600_000.0;

/// What is judged, of all that respondents did.
const JUDGED: [&str; 2] = ["validate", "complete"];

/// The states before the first step and after each.
pub(crate) fn trace(definition: &Definition, source: &Value, steps: &[Value]) -> Vec<Value> {
    let locale = source["locale"].as_str().unwrap_or("en").parse().unwrap();
    let mut interview = Interview::start(definition, circumstances(locale));
    let mut states = vec![state(&interview, source, &[])];
    for step in steps {
        perform(&mut interview, step);
        let judged = JUDGED.iter().any(|name| step.get(*name).is_some());
        let problems =
            if judged && !interview.is_completed() { interview.problems() } else { Vec::new() };
        states.push(state(&interview, source, &problems));
    }
    states
}

fn circumstances(locale: Locale) -> Circumstances {
    Circumstances { locale, now_ms: NOW_MS, seed: 7, known: Vec::new() }
}

fn perform(interview: &mut Interview<'_>, step: &Value) {
    let (name, value) = step.as_object().and_then(|step| step.iter().next()).unwrap();
    match name.as_str() {
        "set" => {
            for (name, value) in value.as_object().unwrap() {
                interview.set(name, value.clone());
            }
        }
        "load" => {
            let circumstances = circumstances(interview.locale().clone());
            let answers = value.as_object().unwrap();
            *interview = Interview::resume(interview.definition(), circumstances, answers);
        }
        "next" => drop(interview.next()),
        "previous" => drop(interview.previous()),
        "add" => interview.add(value.as_str().unwrap()),
        "remove" => {
            let index = usize::try_from(value[1].as_u64().unwrap()).unwrap();
            interview.remove(value[0].as_str().unwrap(), index);
        }
        "validate" => {}
        "complete" => drop(interview.complete()),
        "locale" => interview.set_locale(value.as_str().unwrap().parse().unwrap()),
        other => panic!("there is no step {other}"),
    }
}

fn state(interview: &Interview<'_>, source: &Value, problems: &[AnswerProblem]) -> Value {
    let mut state = Map::new();
    if interview.is_completed() {
        state.insert("completed".to_owned(), json!(true));
    } else if let Some(page) = interview.page() {
        state.insert("page".to_owned(), json!(page));
    }
    if let Some(element) = interview.element() {
        state.insert("element".to_owned(), json!(element));
    }
    state.insert("values".to_owned(), Value::Object(interview.answers()));
    let variables = without_nulls(interview.variables());
    add(&mut state, "variables", variables);
    let says = |name: &str| source.get(name).is_some();
    if interview.is_completed() {
        if says("completedHtml") || says("completedHtmlOnCondition") {
            let html = interview.completed_html().unwrap_or_default();
            state.insert("completedText".to_owned(), json!(html));
        }
        if let Some(address) = interview.navigate_to() {
            state.insert("navigate".to_owned(), json!(address));
        }
        return Value::Object(state);
    }
    describe::describe(interview, &mut state);
    add(&mut state, "errors", errors(interview, problems));
    if says("showProgressBar") {
        state.insert("progress".to_owned(), json!(interview.progress()));
    }
    Value::Object(state)
}

/// Adds a member if there is something in it.
fn add(state: &mut Map<String, Value>, name: &str, members: Map<String, Value>) {
    if !members.is_empty() {
        state.insert(name.to_owned(), Value::Object(members));
    }
}

fn without_nulls(members: &Map<String, Value>) -> Map<String, Value> {
    let kept = members.iter().filter(|(_, value)| !value.is_null());
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn errors(interview: &Interview<'_>, problems: &[AnswerProblem]) -> Map<String, Value> {
    let mut errors = Map::new();
    for problem in problems {
        let kind = problem.reason.kind();
        let said = match interview.problem_text(problem) {
            Some(text) => json!(format!("{kind}: {text}")),
            None => json!(kind),
        };
        let list = errors.entry(problem.name.clone()).or_insert_with(|| json!([]));
        list.as_array_mut().unwrap().push(said);
    }
    errors
}
