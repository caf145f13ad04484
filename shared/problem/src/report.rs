//! One failure, and its body.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue, RETRY_AFTER};
use http::{Response, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Kind;

/// The media type of every failure (RFC 9457, section 3).
pub const CONTENT_TYPE: &str = "application/problem+json";

/// What stands before a kind's slug in `type`.
const TYPE_PREFIX: &str = "urn:nordsvar:problem:";

/// A field that is at fault, and why.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InvalidParam {
    /// The field: a question's name, a member's name, or a JSON path.
    pub name: String,
    /// One sentence that says what is wrong with it; never the value that was sent.
    pub reason: String,
}

/// A failure on its way to the client.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    kind: Kind,
    detail: Option<Cow<'static, str>>,
    invalid_params: Vec<InvalidParam>,
    retry_after_seconds: Option<u32>,
    cause: Option<String>,
}

impl Problem {
    /// A failure of this kind with nothing more to say.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        let retry_after_seconds = match kind {
            Kind::StorageUnavailable => Some(2),
            // Whoever counts them says how long to wait.
            Kind::AnsweredDifferently
            | Kind::AddressTaken
            | Kind::AnswersRejected
            | Kind::BodyTooLarge
            | Kind::BodyUnreadable
            | Kind::CredentialExpired
            | Kind::CodeRefused
            | Kind::CredentialRefused
            | Kind::DefinitionRejected
            | Kind::EventsRejected
            | Kind::FactorState
            | Kind::FileDiffers
            | Kind::FilesFull
            | Kind::FilesMissing
            | Kind::Internal
            | Kind::LinkExpired
            | Kind::LinkRefused
            | Kind::InstanceChanged
            | Kind::InstanceRejected
            | Kind::InvitationAnswered
            | Kind::InvitationCancelled
            | Kind::InvitationExpired
            | Kind::InvitationRefused
            | Kind::LastOwner
            | Kind::MethodNotAllowed
            | Kind::NotFound
            | Kind::NotPermitted
            | Kind::OriginRefused
            | Kind::ParameterRejected
            | Kind::PasskeyRefused
            | Kind::QuotaFull
            | Kind::ResponseComplete
            | Kind::ResponseWithdrawn
            | Kind::SecondFactorRequired
            | Kind::SignInRefused
            | Kind::SignatureRefused
            | Kind::StateRefused
            | Kind::SurveyClosed
            | Kind::SurveyNameTaken
            | Kind::SurveyNotOpen
            | Kind::SurveyState
            | Kind::TooManyAttempts
            | Kind::TooManyFiles
            | Kind::TooManyResponses
            | Kind::UnsupportedMediaType
            | Kind::ClocksDiffer
            | Kind::IdentityRefused
            | Kind::IdentityUnknown
            | Kind::ProviderFailed
            | Kind::ProviderUnreachable => None,
        };
        Self { kind, detail: None, invalid_params: Vec::new(), retry_after_seconds, cause: None }
    }

    /// Adds one sentence about this occurrence. It must hold nothing that was sent to us.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds a field that is at fault.
    #[must_use]
    pub fn with_invalid(mut self, name: impl Into<String>, reason: impl Into<String>) -> Self {
        self.invalid_params.push(InvalidParam { name: name.into(), reason: reason.into() });
        self
    }

    /// Sets all the fields that are at fault.
    #[must_use]
    pub fn with_invalid_params(mut self, invalid_params: Vec<InvalidParam>) -> Self {
        self.invalid_params = invalid_params;
        self
    }

    /// Says after how many seconds another attempt may be made.
    #[must_use]
    pub const fn with_retry_after(mut self, seconds: u32) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// After how many seconds another attempt may be made, where that is known.
    #[must_use]
    pub const fn retry_after_seconds(&self) -> Option<u32> {
        self.retry_after_seconds
    }

    /// Adds what a backend or a platform said. It goes to the log, never to the client.
    #[must_use]
    pub fn with_cause(mut self, cause: impl core::fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// What goes to the log beside the kind.
    #[must_use]
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The sentence about this occurrence, if there is one.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// The fields at fault.
    #[must_use]
    pub fn invalid_params(&self) -> &[InvalidParam] {
        &self.invalid_params
    }

    /// The answer to the client.
    #[must_use]
    pub fn response(&self, request_id: &str) -> Response<Bytes> {
        let body = Body {
            kind: [TYPE_PREFIX, self.kind.slug()].concat(),
            title: self.kind.title(),
            status: self.kind.status().as_u16(),
            detail: self.detail(),
            request_id,
            invalid_params: &self.invalid_params,
        };
        // Strings and numbers alone always serialise; an empty body is still a right status.
        let body = Bytes::from(serde_json::to_vec(&body).unwrap_or_default());
        let length = HeaderValue::from(body.len());
        let mut response = Response::new(body);
        *response.status_mut() = self.kind.status();
        let headers = response.headers_mut();
        headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE));
        headers.insert(CONTENT_LENGTH, length);
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    /// Reads a failure that another of our functions answered.
    ///
    /// An answer that is not one of ours becomes [`Kind::Internal`], or
    /// [`Kind::StorageUnavailable`] where a proxy says that nobody is behind it (502, 503, 504).
    #[must_use]
    pub fn from_response(response: &Response<Bytes>) -> Self {
        let Some(mut problem) = told(response.body()) else {
            return Self::new(unreadable(response.status()));
        };
        let after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        problem.retry_after_seconds = after.and_then(|seconds| seconds.parse().ok());
        problem
    }
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Self {
        Self::new(kind)
    }
}

const fn unreadable(status: StatusCode) -> Kind {
    match status.as_u16() {
        502..=504 => Kind::StorageUnavailable,
        _ => Kind::Internal,
    }
}

/// The members of RFC 9457, section 3.1, and our two extensions.
#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    request_id: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    invalid_params: &'a [InvalidParam],
}

/// Reads a body by hand: what `serde` makes of it is more code, and every function has it.
fn told(body: &[u8]) -> Option<Problem> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let text = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).map(str::to_owned);
    let kind = text(&body, "type")?;
    let mut problem = Problem::new(Kind::from_slug(kind.strip_prefix(TYPE_PREFIX)?)?);
    problem.detail = text(&body, "detail").map(Cow::Owned);
    for fault in body.get("invalid_params").and_then(Value::as_array).into_iter().flatten() {
        problem = problem.with_invalid(text(fault, "name")?, text(fault, "reason")?);
    }
    Some(problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for kind in Kind::ALL {
            let problem =
                Problem::new(*kind).with_detail("why").with_invalid("age", "not a number");
            let problem = if problem.retry_after_seconds.is_none() {
                problem.with_retry_after(7)
            } else {
                problem
            };
            let response = problem.response("r-1");
            assert_eq!(response.status(), kind.status(), "{}", kind.slug());
            assert_eq!(Problem::from_response(&response), problem, "{}", kind.slug());
        }
    }

    #[test]
    fn the_body_has_the_members_clients_rely_on() {
        let response = Problem::new(Kind::StorageUnavailable).response("r-1");
        let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(
            body,
            serde_json::json!({
                "type": "urn:nordsvar:problem:storage-unavailable",
                "title": "Storage cannot be reached. Nothing was kept here; please try again.",
                "status": 503,
                "request_id": "r-1",
            })
        );
        assert_eq!(response.headers()["retry-after"], "2");
        assert_eq!(response.headers()["content-type"], CONTENT_TYPE);
    }

    #[test]
    fn answers_of_strangers_are_ours_to_explain() {
        for (status, want) in [
            (500, Kind::Internal),
            (502, Kind::StorageUnavailable),
            (503, Kind::StorageUnavailable),
            (404, Kind::Internal),
        ] {
            let mut response = Response::new(Bytes::from_static(b"<html>"));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            assert_eq!(Problem::from_response(&response).kind(), want, "{status}");
        }
    }
}
