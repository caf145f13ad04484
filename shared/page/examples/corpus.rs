//! Renders surveys as respondents get them, to be held against what survey-core makes of them:
//! a JSON list of `{"definition", "answers"}` on standard input, where answers are those that a
//! survey is resumed with; a list of pages on standard output, null where a definition is refused.

use std::io::{self, Read as _, Write as _};

use page::{Assets, Attempt, Embedding, Scope, SurveyPage};
use serde_json::Value;
use survey::model::Definition;
use survey::{Circumstances, Interview, ResponseId, SurveyId, Version};

const ASSETS: Assets<'static> = Assets {
    style: "/page.css",
    script: "/page.js",
    logic: "/logic.js",
    work: "/work.js",
    files: "/files.js",
};

/// 2028-02-29T19:50Z, as in `tests/oracle/core.mjs`.
const NOW_MS: u64 = 1_835_466_600_000;

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let surveys: Vec<Value> = serde_json::from_str(&text)?;
    let pages: Vec<Value> =
        surveys.iter().map(page).collect::<Result<_, _>>().map_err(io::Error::other)?;
    io::stdout().write_all(serde_json::to_string(&pages)?.as_bytes())
}

fn page(survey: &Value) -> Result<Value, String> {
    let source = survey.get("definition").unwrap_or(&Value::Null);
    let Ok(definition) = Definition::parse(source) else { return Ok(Value::Null) };
    let locale = source.get("locale").and_then(Value::as_str).unwrap_or("en");
    let locale = locale.parse().map_err(|error| format!("{locale}: {error}"))?;
    let id: SurveyId = "corpus".parse().map_err(|error| format!("{error}"))?;
    let response = ResponseId::new(NOW_MS, &[7; 10]);
    let circumstances = Circumstances::of(response, &locale);
    let interview = match survey.get("answers").and_then(Value::as_object) {
        Some(answers) => Interview::resume(&definition, circumstances, answers),
        None => Interview::start(&definition, circumstances),
    };
    Ok(Value::from(page::survey_page(&SurveyPage {
        survey: &id,
        version: Version::FIRST,
        interview: &interview,
        response,
        assets: ASSETS,
        embedding: Embedding::Standalone,
        attempt: Attempt::First,
        revision: None,
        scope: Scope::Whole,
        state: "k1.sample",
        work: None,
        invited: None,
    })))
}
