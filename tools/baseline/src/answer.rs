//! What is told to the respondent.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use problem::Problem;
use serde::Serialize;
use survey::{ResponseId, SurveyId};

/// A response is kept.
#[derive(Serialize)]
pub(crate) struct Kept<'a> {
    id: ResponseId,
    receipt: &'a str,
    links: Links,
}

#[derive(Serialize)]
struct Links {
    receipt: String,
}

impl<'a> Kept<'a> {
    /// The response `id` to `survey` is kept, and `receipt` says so.
    pub(crate) fn new(survey: &SurveyId, id: ResponseId, receipt: &'a str) -> Self {
        Self { id, receipt, links: Links { receipt: format!("/s/{survey}/receipt") } }
    }

    /// The answer with this status.
    pub(crate) fn response(&self, status: StatusCode) -> Response {
        // Strings always serialise.
        let body = serde_json::to_vec(self).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(CONTENT_TYPE, json);
        response
    }
}

/// The answer that tells a failure.
pub(crate) fn failed(problem: &Problem) -> Response {
    problem.response("baseline").map(Body::from)
}
