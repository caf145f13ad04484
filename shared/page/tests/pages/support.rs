//! What the tests of pages share.

use page::{Assets, Attempt, Embedding, Scope, SurveyPage, survey_page};
use serde_json::Value;
use survey::model::Definition;
use survey::{Circumstances, Interview, ResponseId, SurveyId, Upload, Version};

pub(crate) const ASSETS: Assets<'static> = Assets {
    style: "/assets/page.css",
    script: "/assets/page.js",
    logic: "/assets/logic.js",
    work: "/assets/work.js",
    files: "/assets/files.js",
};

pub(crate) fn definition(json: &Value) -> Definition {
    Definition::parse(json).unwrap()
}

pub(crate) fn survey_id() -> SurveyId {
    "sus".parse().unwrap()
}

pub(crate) fn response() -> ResponseId {
    ResponseId::new(1_795_463_400_123, &[7; 10])
}

pub(crate) fn circumstances(locale: &str) -> Circumstances {
    Circumstances {
        locale: locale.parse().unwrap(),
        now_ms: 1_795_463_400_123.0,
        seed: 7,
        known: Vec::new(),
    }
}

pub(crate) fn page(definition: &Definition, locale: &str, attempt: Attempt<'_>) -> String {
    page_of(&Interview::start(definition, circumstances(locale)), attempt)
}

pub(crate) fn page_of(interview: &Interview<'_>, attempt: Attempt<'_>) -> String {
    let scope = if interview.asks_all() { Scope::Asked } else { Scope::Whole };
    scoped(interview, attempt, scope)
}

pub(crate) fn scoped(interview: &Interview<'_>, attempt: Attempt<'_>, scope: Scope) -> String {
    survey_page(&SurveyPage {
        survey: &survey_id(),
        version: Version::FIRST,
        interview,
        response: response(),
        assets: ASSETS,
        embedding: Embedding::Standalone,
        attempt,
        revision: None,
        scope,
        state: "sealed",
        work: None,
        invited: None,
    })
}

/// A form that was sent and comes back in a language.
pub(crate) fn refused_in(
    locale: &str,
    definition: &Definition,
    fields: &[(String, String)],
) -> String {
    let answers = definition.answers_from_form(fields, &[]);
    let problems = definition.check(&answers, circumstances(locale)).unwrap_err();
    let interview = Interview::resume(definition, circumstances(locale), answers.members());
    page_of(&interview, Attempt::Refused { fields, uploads: &[], problems: &problems })
}

/// A form that was sent and comes back, with the names of what is wrong.
pub(crate) fn refused(
    definition: &Definition,
    fields: &[(String, String)],
    uploads: &[Upload],
) -> (Vec<String>, String) {
    let answers = definition.answers_from_form(fields, uploads);
    let problems = definition.check(&answers, circumstances("en")).unwrap_err();
    let interview = Interview::resume(definition, circumstances("en"), answers.members());
    let html = page_of(&interview, Attempt::Refused { fields, uploads, problems: &problems });
    (problems.into_iter().map(|problem| problem.name).collect(), html)
}

pub(crate) fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The values of an attribute, wherever it stands.
pub(crate) fn attributes<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let mark = format!(" {name}=\"");
    let starts: Vec<_> = html.match_indices(&mark).map(|(at, found)| at + found.len()).collect();
    starts.into_iter().filter_map(|start| html.get(start..)?.split('"').next())
}
