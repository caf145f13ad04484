//! A large survey at the edge: its page, one page of it that is sent, all of it that is sent.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::bench::bodies::response_id;
use crate::bench::measure::System;
use crate::bench::random::Random;
use crate::bench::report::Large;
use crate::dev::Client;
use crate::run::Run;

/// How many questions it has; a third as many expressions.
const QUESTIONS: &str = "300";

/// Its name.
const NAME: &str = "large";

/// How often each is done, one after the other.
const TIMES: usize = 30;

/// Where a survey is put, and with which token.
pub(crate) struct Api {
    /// Scheme and authority.
    pub(crate) origin: String,
    /// An API key.
    pub(crate) token: String,
}

/// The survey and answers to all of it, as `engine-bench` makes them.
#[derive(Deserialize)]
pub(crate) struct Survey {
    survey: Value,
    answers: Map<String, Value>,
}

impl Survey {
    /// What the program makes.
    pub(crate) fn of(engine_bench: &Path) -> anyhow::Result<Self> {
        let text = Run::new(engine_bench).args(["survey", QUESTIONS]).text()?;
        serde_json::from_str(&text).context("engine-bench printed no survey")
    }

    /// Publishes it and measures it on `system`.
    pub(crate) fn measure(&self, system: &System, api: &Api) -> anyhow::Result<Large> {
        let (client, page) = (Client::new(None)?, format!("{}/s/{NAME}", system.origin));
        self.publish(&client, api)?;
        let opened = || send(&client, Request::get(&page), Bytes::new());
        let html = String::from_utf8(opened()?.to_vec()).context("the page is no UTF-8")?;
        let form = Bytes::from(self.form(&html));
        let sent_form = || {
            let request = Request::post(&page);
            send(
                &client,
                request.header(CONTENT_TYPE, "application/x-www-form-urlencoded"),
                form.clone(),
            )
        };
        let mut random = Random::new();
        let responses = format!("{page}/responses");
        let mut submitted = || {
            let request = Request::post(&responses).header(CONTENT_TYPE, "application/json");
            send(&client, request, Bytes::from(self.submission(&mut random)))
        };
        Ok(Large {
            system: system.name,
            questions: QUESTIONS.parse()?,
            page_us: median_us(opened)?,
            form_us: median_us(sent_form)?,
            submission_us: median_us(&mut submitted)?,
        })
    }

    fn publish(&self, client: &Client, api: &Api) -> anyhow::Result<()> {
        let at = format!("{}/api/v1/surveys/{NAME}", api.origin);
        let authorised = |method, uri: &str| {
            Request::builder()
                .method(method)
                .uri(uri)
                .header(AUTHORIZATION, format!("Bearer {}", api.token))
        };
        let put = authorised(Method::PUT, &at).header(CONTENT_TYPE, "application/json");
        send(client, put, Bytes::from(self.survey.to_string()))?;
        send(client, authorised(Method::POST, &format!("{at}/publish")), Bytes::new())?;
        Ok(())
    }

    /// The page's form as a browser sends it, with answers to what the page asks.
    fn form(&self, html: &str) -> String {
        let mut fields = hidden_fields(html);
        for (name, answer) in &self.answers {
            add_fields(name, answer, &mut fields);
        }
        fields.retain(|(name, _)| html.contains(&format!("name=\"{name}\"")));
        let pairs =
            fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    fn submission(&self, random: &mut Random) -> String {
        let body = json!({
            "id": response_id(random),
            "version": 1,
            "language": "en",
            "answers": self.answers,
            "complete": true,
        });
        body.to_string()
    }
}

/// The median of how long it takes, in microseconds.
fn median_us(mut once: impl FnMut() -> anyhow::Result<Bytes>) -> anyhow::Result<u64> {
    once()?;
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begun = Instant::now();
        once()?;
        took.push(begun.elapsed());
    }
    took.sort_unstable();
    let median = took.get(TIMES / 2).context("nothing was measured")?;
    Ok(u64::try_from(median.as_micros())?)
}

/// Sends a request, and wants it to be answered well.
fn send(client: &Client, request: http::request::Builder, body: Bytes) -> anyhow::Result<Bytes> {
    let request = request.body(body)?;
    let what = format!("{} {}", request.method(), request.uri());
    let answer = client.send(request)?;
    let status = answer.status();
    let said = || String::from_utf8_lossy(answer.body()).chars().take(400).collect::<String>();
    ensure!(status.is_success(), "{what} was answered {status}: {}", said());
    Ok(answer.into_body())
}

/// The fields of the form that a page fills in itself.
fn hidden_fields(html: &str) -> Vec<(String, String)> {
    let inputs = html.split("<input ").filter(|input| input.starts_with("type=\"hidden\""));
    let attribute = |input: &str, name: &str| {
        let (_, rest) = input.split_once(&format!("{name}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    inputs
        .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)))
        .collect()
}

/// The fields that hold an answer: one for each choice, `name[part]` for parts.
fn add_fields(name: &str, answer: &Value, fields: &mut Vec<(String, String)>) {
    match answer {
        Value::Array(list) => {
            for (index, one) in list.iter().enumerate() {
                let part = format!("{name}[{index}]");
                add_fields(if one.is_object() { &part } else { name }, one, fields);
            }
        }
        Value::Object(parts) => {
            for (part, one) in parts {
                add_fields(&format!("{name}[{part}]"), one, fields);
            }
        }
        Value::String(text) => fields.push((name.to_owned(), text.clone())),
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            fields.push((name.to_owned(), answer.to_string()));
        }
    }
}

/// Escapes all but letters and digits (WHATWG URL, section 5.2, a little more strictly).
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            let plain = byte.is_ascii_alphanumeric();
            if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_filled_in_as_browsers_do() {
        let html = r#"<form><input type="hidden" name="nordsvar.id" value="x-1">
            <input name="q1"><input name="q2"><input name="q3[a]"><input name="q4[0][who]">"#;
        let answers = json!({
            "q1": "a b", "q2": [1, true], "q3": {"a": "x"}, "q4": [{"who": "Bo"}], "q5": "elsewhere",
        });
        let answers = answers.as_object().unwrap().clone();
        let survey = Survey { survey: Value::Null, answers };
        let want = "nordsvar%2Eid=x%2D1&q1=a%20b&q2=1&q2=true&q3%5Ba%5D=x&q4%5B0%5D%5Bwho%5D=Bo";
        assert_eq!(survey.form(html), want);
    }
}
