//! One line of JSON a request. It names no path, no address, no token and nothing that was sent.

use contract::Moment;
use http::StatusCode;
use problem::{Kind, Problem};
use serde::Serialize;

/// How much attention a line wants.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Info,
    Warn,
    Error,
}

/// The line of one request.
#[derive(Serialize)]
pub(crate) struct Line {
    level: Level,
    function: &'static str,
    request_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    route: Option<&'static str>,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    duration_ms: u64,
}

impl Line {
    pub(crate) fn new(function: &'static str, request_id: &str) -> Self {
        Self {
            level: Level::Info,
            function,
            request_id: request_id.to_owned(),
            route: None,
            status: 0,
            problem: None,
            cause: None,
            duration_ms: 0,
        }
    }

    pub(crate) const fn routed(&mut self, route: &'static str) {
        self.route = Some(route);
    }

    pub(crate) fn failed(&mut self, problem: &Problem) {
        self.level = match problem.kind() {
            Kind::Internal => Level::Error,
            Kind::SignatureRefused
            | Kind::StorageUnavailable
            | Kind::ClocksDiffer
            | Kind::ProviderFailed
            | Kind::ProviderUnreachable
            | Kind::TooManyAttempts
            | Kind::TooManyFiles
            | Kind::TooManyResponses => Level::Warn,
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
            | Kind::IdentityRefused
            | Kind::IdentityUnknown
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
            | Kind::StateRefused
            | Kind::SurveyClosed
            | Kind::SurveyNameTaken
            | Kind::SurveyNotOpen
            | Kind::SurveyState
            | Kind::UnsupportedMediaType => Level::Info,
        };
        self.problem = Some(problem.kind().slug());
        self.cause = problem.cause().map(str::to_owned);
    }

    pub(crate) const fn answered(&mut self, status: StatusCode, started: Moment, ended: Moment) {
        self.status = status.as_u16();
        self.duration_ms = ended.unix_millis().saturating_sub(started.unix_millis());
    }

    pub(crate) fn print(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
