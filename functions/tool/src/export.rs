//! Responses as a file for spreadsheets.

use std::collections::BTreeSet;

use bytes::Bytes;
use contract::message::{
    AsideReason, ResponseItem, ResponseState, ResponseStretch, Stretch, Suspicion,
};
use credential::Permission;
use host::with_status;
use http::{Response, StatusCode};
use problem::Problem;
use serde_json::{Map, Value};
use survey::SurveyId;

use crate::answers::{Versions, answers_of, questions};
use crate::surveys::Known;
use crate::visit::Visit;
use room::csv;

/// How many responses a file holds at most.
const MAX_RESPONSES: usize = 50_000;

/// How many bytes of answers a file holds at most: what an instance has in memory at once.
const MAX_BYTES: usize = 24 << 20;

/// What stands before the answers.
const OWN: [&str; 8] =
    ["_id", "_received", "_complete", "_version", "_language", "_score", "_suspect", "_aside"];

/// `GET /tool/surveys/{survey}/responses.csv?state=`: all of them as one file, or a page that says why not.
pub(crate) async fn csv(
    visit: &Visit<'_>,
    survey: &SurveyId,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    visit.must(Permission::ReadResponses, Some(survey))?;
    let state = host::response_stretch(query)?.state;
    let Some(responses) = all(visit, survey, state).await? else {
        let known = Known::read(visit, survey).await?;
        let named = (survey.as_str(), known.title(visit));
        let answer = visit.room.page(page::too_many_responses_page(&visit.view(None), named))?;
        return Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let mut versions = Versions::new(visit, survey);
    let newest = versions.newest().await?;
    let asked = newest.map(|newest| questions(newest, &visit.locale())).unwrap_or_default();
    let file = written(&responses, asked.into_iter().map(|asked| asked.key).collect());
    let name = format!("{survey}-{}.csv", state.as_str());
    let content = Bytes::from(file);
    visit.room.answer(host::attachment(&name, "text/csv; charset=utf-8", content))
}

/// All responses of a survey; none if there are more than a file holds.
async fn all(
    visit: &Visit<'_>,
    survey: &SurveyId,
    state: ResponseState,
) -> Result<Option<Vec<ResponseItem>>, Problem> {
    let limit = "500".parse().unwrap_or_default();
    let (mut responses, mut bytes, mut cursor) = (Vec::new(), 0_usize, None);
    loop {
        let asked = ResponseStretch { state, stretch: Stretch { limit, cursor } };
        let listing = visit.room.storage.list_responses(survey, asked).await?;
        bytes += listing.items.iter().map(|one| one.answers.get().len()).sum::<usize>();
        responses.extend(listing.items);
        if responses.len() > MAX_RESPONSES || bytes > MAX_BYTES {
            return Ok(None);
        }
        cursor = listing.next;
        if cursor.is_none() {
            return Ok(Some(responses));
        }
    }
}

/// A column for each question, in the order in which the newest version asks them, then for whatever else was answered.
fn written(responses: &[ResponseItem], mut columns: Vec<String>) -> String {
    // Several questions may be kept as one answer.
    let mut known = BTreeSet::new();
    columns.retain(|name| known.insert(name.clone()));
    let mut others = BTreeSet::new();
    for response in responses {
        others.extend(answers_of(response).into_iter().map(|(name, _)| name));
    }
    columns.extend(others.into_iter().filter(|name| !known.contains(name)));
    let mut file = csv::MARK.to_owned();
    let own = OWN.iter().map(|name| (*name).to_owned());
    let header: Vec<_> = own.chain(columns.iter().map(|name| csv::text(name))).collect();
    file.push_str(&csv::line(&header));
    for response in responses {
        let answers = answers_of(response);
        let mut cells = of_response(response);
        cells.extend(columns.iter().map(|name| answer(&answers, name)));
        file.push_str(&csv::line(&cells));
    }
    file
}

fn of_response(response: &ResponseItem) -> Vec<String> {
    let suspect: Vec<_> = response.suspect.iter().copied().map(Suspicion::as_str).collect();
    let score = response.score.map(|score| score.value().to_string());
    vec![
        response.id.to_string(),
        response.submitted_at.rfc3339(),
        response.complete.to_string(),
        response.version.to_string(),
        response.language.as_str().to_owned(),
        score.unwrap_or_default(),
        suspect.join(" "),
        response.aside.map(AsideReason::as_str).unwrap_or_default().to_owned(),
    ]
}

/// An answer as it is kept. Several values stand with semicolons between; what has rows is JSON.
fn answer(answers: &Map<String, Value>, name: &str) -> String {
    match answers.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::Bool(yes)) => yes.to_string(),
        // A number begins no formula: there is nothing in it but the number.
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::String(text)) => csv::text(text),
        Some(Value::Array(items)) if items.iter().all(is_plain) => {
            let items: Vec<_> = items.iter().map(plain).collect();
            csv::text(&items.join("; "))
        }
        Some(value @ (Value::Array(_) | Value::Object(_))) => csv::text(&value.to_string()),
    }
}

const fn is_plain(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use contract::Moment;
    use serde_json::json;

    use super::*;

    fn response(answers: &Value, suspect: Vec<Suspicion>) -> ResponseItem {
        let is_aside = suspect.is_empty();
        ResponseItem {
            id: "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e".parse().unwrap(),
            submitted_at: Moment::from_unix_millis(0),
            version: survey::Version::FIRST,
            language: "sv".parse().unwrap(),
            complete: true,
            answers: serde_json::value::to_raw_value(answers).unwrap(),
            score: None,
            suspect,
            aside: Some(AsideReason::Trial).filter(|_| is_aside),
        }
    }

    #[test]
    fn every_answer_has_a_column() {
        let responses = [
            response(&json!({"name": "=1+1", "many": ["a", "b"], "old": -3}), vec![]),
            response(&json!({"rows": {"a": 1}, "=x": true}), vec![Suspicion::TooFast]),
        ];
        let columns = ["name", "many", "name", "rows"].map(str::to_owned).to_vec();
        let own = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e,1970-01-01T00:00:00.000Z,true,1,sv,";
        let want = [
            "\u{feff}_id,_received,_complete,_version,_language,_score,_suspect,_aside,\
             name,many,rows,'=x,old\r\n",
            &format!("{own},,trial,'=1+1,\"a; b\",,,-3\r\n"),
            &format!("{own},too-fast,,,,\"{{\"\"a\"\":1}}\",true,\r\n"),
        ];
        assert_eq!(written(&responses, columns), want.concat());
    }
}
