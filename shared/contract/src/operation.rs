//! The operations: where each stands, who may call it, and what it needs.

use credential::{Function, Permission, TenantId};
use http::Method;
use survey::{ResponseId, SurveyId};

/// What a caller can ask of storage.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Operation {
    /// Keep one response: `POST /v1/surveys/{survey}/responses`.
    AppendResponse,
    /// Take no more answers: `POST /v1/surveys/{survey}/close`.
    CloseSurvey,
    /// Make an API key: `POST /v1/api-keys`.
    CreateApiKey,
    /// List a survey's responses, oldest first: `GET /v1/surveys/{survey}/responses`.
    ListResponses,
    /// List a tenant's surveys: `GET /v1/surveys`.
    ListSurveys,
    /// What a password is to be hashed with: `POST /v1/login/parameters`.
    LoginParameters,
    /// Publish a survey's draft: `POST /v1/surveys/{survey}/publish`.
    PublishSurvey,
    /// Make a tenant, or rename it: `PUT /v1/tenants/{tenant}`.
    PutTenant,
    /// Make a user: `POST /v1/users`.
    CreateUser,
    /// A published definition, for answering it: `GET /v1/published/{survey}`.
    ReadPublished,
    /// One response: `GET /v1/surveys/{survey}/responses/{response}`.
    ReadResponse,
    /// A survey with its draft: `GET /v1/surveys/{survey}`.
    ReadSurvey,
    /// Make a survey, or replace its draft: `PUT /v1/surveys/{survey}/draft`.
    SaveDraft,
    /// Check a hashed password and say whose it is: `POST /v1/login/verify`.
    VerifyLogin,
}

/// What a caller must bring besides its function's signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Needs {
    /// Nothing: the function answers for the call by itself.
    FunctionOnly,
    /// A user's or an API key's credential that allows this.
    Credential(Permission),
}

/// An operation, together with what its path names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// See [`Operation::AppendResponse`].
    AppendResponse(SurveyId),
    /// See [`Operation::CloseSurvey`].
    CloseSurvey(SurveyId),
    /// See [`Operation::CreateApiKey`].
    CreateApiKey,
    /// See [`Operation::CreateUser`].
    CreateUser,
    /// See [`Operation::ListResponses`].
    ListResponses(SurveyId),
    /// See [`Operation::ListSurveys`].
    ListSurveys,
    /// See [`Operation::LoginParameters`].
    LoginParameters,
    /// See [`Operation::PublishSurvey`].
    PublishSurvey(SurveyId),
    /// See [`Operation::PutTenant`].
    PutTenant(TenantId),
    /// See [`Operation::ReadPublished`].
    ReadPublished(SurveyId),
    /// See [`Operation::ReadResponse`].
    ReadResponse(SurveyId, ResponseId),
    /// See [`Operation::ReadSurvey`].
    ReadSurvey(SurveyId),
    /// See [`Operation::SaveDraft`].
    SaveDraft(SurveyId),
    /// See [`Operation::VerifyLogin`].
    VerifyLogin,
}

/// Why a method and a path are no [`Target`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The path exists with another method.
    Method,
    /// There is no such path, or it names something that cannot be.
    Path,
}

impl Operation {
    /// Every operation.
    pub const ALL: &'static [Self] = &[
        Self::AppendResponse,
        Self::CloseSurvey,
        Self::CreateApiKey,
        Self::CreateUser,
        Self::ListResponses,
        Self::ListSurveys,
        Self::LoginParameters,
        Self::PublishSurvey,
        Self::PutTenant,
        Self::ReadPublished,
        Self::ReadResponse,
        Self::ReadSurvey,
        Self::SaveDraft,
        Self::VerifyLogin,
    ];

    /// The table function x operation: a broken-into function can do what its row says, no more.
    #[must_use]
    pub const fn open_to(self, function: Function) -> bool {
        match self {
            Self::AppendResponse | Self::ReadPublished => matches!(function, Function::Submit),
            Self::LoginParameters | Self::VerifyLogin => matches!(function, Function::Login),
            Self::CloseSurvey
            | Self::ListResponses
            | Self::ListSurveys
            | Self::PublishSurvey
            | Self::ReadResponse
            | Self::ReadSurvey
            | Self::SaveDraft => matches!(function, Function::Api),
            Self::CreateApiKey | Self::CreateUser | Self::PutTenant => {
                matches!(function, Function::Operator)
            }
        }
    }

    /// What the caller's credential must allow.
    #[must_use]
    pub const fn needs(self) -> Needs {
        match self {
            Self::AppendResponse
            | Self::CreateApiKey
            | Self::CreateUser
            | Self::LoginParameters
            | Self::PutTenant
            | Self::ReadPublished
            | Self::VerifyLogin => Needs::FunctionOnly,
            Self::CloseSurvey | Self::PublishSurvey => {
                Needs::Credential(Permission::PublishSurveys)
            }
            Self::ListResponses | Self::ReadResponse => {
                Needs::Credential(Permission::ReadResponses)
            }
            Self::ListSurveys | Self::ReadSurvey => Needs::Credential(Permission::ReadSurveys),
            Self::SaveDraft => Needs::Credential(Permission::EditSurveys),
        }
    }

    /// The largest body it takes, in bytes.
    #[must_use]
    pub const fn max_body_bytes(self) -> usize {
        match self {
            Self::SaveDraft => 1_000_000,
            // What the edge takes, with room for files that become a third larger in base64.
            Self::AppendResponse => 768 * 1024,
            Self::CreateApiKey
            | Self::CreateUser
            | Self::LoginParameters
            | Self::PutTenant
            | Self::VerifyLogin => 16 * 1024,
            Self::CloseSurvey
            | Self::ListResponses
            | Self::ListSurveys
            | Self::PublishSurvey
            | Self::ReadPublished
            | Self::ReadResponse
            | Self::ReadSurvey => 0,
        }
    }

    /// Its name in logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AppendResponse => "append-response",
            Self::CloseSurvey => "close-survey",
            Self::CreateApiKey => "create-api-key",
            Self::CreateUser => "create-user",
            Self::ListResponses => "list-responses",
            Self::ListSurveys => "list-surveys",
            Self::LoginParameters => "login-parameters",
            Self::PublishSurvey => "publish-survey",
            Self::PutTenant => "put-tenant",
            Self::ReadPublished => "read-published",
            Self::ReadResponse => "read-response",
            Self::ReadSurvey => "read-survey",
            Self::SaveDraft => "save-draft",
            Self::VerifyLogin => "verify-login",
        }
    }
}

impl Target {
    /// The operation without its names.
    #[must_use]
    pub const fn operation(&self) -> Operation {
        match self {
            Self::AppendResponse(_) => Operation::AppendResponse,
            Self::CloseSurvey(_) => Operation::CloseSurvey,
            Self::CreateApiKey => Operation::CreateApiKey,
            Self::CreateUser => Operation::CreateUser,
            Self::ListResponses(_) => Operation::ListResponses,
            Self::ListSurveys => Operation::ListSurveys,
            Self::LoginParameters => Operation::LoginParameters,
            Self::PublishSurvey(_) => Operation::PublishSurvey,
            Self::PutTenant(_) => Operation::PutTenant,
            Self::ReadPublished(_) => Operation::ReadPublished,
            Self::ReadResponse(..) => Operation::ReadResponse,
            Self::ReadSurvey(_) => Operation::ReadSurvey,
            Self::SaveDraft(_) => Operation::SaveDraft,
            Self::VerifyLogin => Operation::VerifyLogin,
        }
    }

    /// Its method.
    #[must_use]
    pub const fn method(&self) -> Method {
        match self {
            Self::AppendResponse(_)
            | Self::CloseSurvey(_)
            | Self::CreateApiKey
            | Self::CreateUser
            | Self::LoginParameters
            | Self::PublishSurvey(_)
            | Self::VerifyLogin => Method::POST,
            Self::PutTenant(_) | Self::SaveDraft(_) => Method::PUT,
            Self::ListResponses(_)
            | Self::ListSurveys
            | Self::ReadPublished(_)
            | Self::ReadResponse(..)
            | Self::ReadSurvey(_) => Method::GET,
        }
    }

    /// Its path, without a query. The names in it need no escaping.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::AppendResponse(survey) | Self::ListResponses(survey) => {
                format!("/v1/surveys/{survey}/responses")
            }
            Self::CloseSurvey(survey) => format!("/v1/surveys/{survey}/close"),
            Self::CreateApiKey => "/v1/api-keys".to_owned(),
            Self::CreateUser => "/v1/users".to_owned(),
            Self::ListSurveys => "/v1/surveys".to_owned(),
            Self::LoginParameters => "/v1/login/parameters".to_owned(),
            Self::PublishSurvey(survey) => format!("/v1/surveys/{survey}/publish"),
            Self::PutTenant(tenant) => format!("/v1/tenants/{tenant}"),
            Self::ReadPublished(survey) => format!("/v1/published/{survey}"),
            Self::ReadResponse(survey, response) => {
                format!("/v1/surveys/{survey}/responses/{response}")
            }
            Self::ReadSurvey(survey) => format!("/v1/surveys/{survey}"),
            Self::SaveDraft(survey) => format!("/v1/surveys/{survey}/draft"),
            Self::VerifyLogin => "/v1/login/verify".to_owned(),
        }
    }

    /// Reads a method and a path.
    ///
    /// # Errors
    ///
    /// [`Refusal::Path`] before [`Refusal::Method`]: a path that is not there has no methods.
    pub fn read(method: &Method, path: &str) -> Result<Self, Refusal> {
        let candidates = Self::at(path).ok_or(Refusal::Path)?;
        candidates.into_iter().flatten().find(|t| t.method() == *method).ok_or(Refusal::Method)
    }

    /// What stands at a path, whatever the method.
    fn at(path: &str) -> Option<[Option<Self>; 2]> {
        let mut segments = path.strip_prefix("/v1/")?.split('/');
        let head = [segments.next(), segments.next(), segments.next(), segments.next()];
        if segments.next().is_some() {
            return None;
        }
        let survey = |raw: &str| raw.parse::<SurveyId>().ok();
        Some(match head {
            [Some("api-keys"), None, None, None] => [Some(Self::CreateApiKey), None],
            [Some("login"), Some("parameters"), None, None] => [Some(Self::LoginParameters), None],
            [Some("login"), Some("verify"), None, None] => [Some(Self::VerifyLogin), None],
            [Some("published"), Some(id), None, None] => {
                [Some(Self::ReadPublished(survey(id)?)), None]
            }
            [Some("surveys"), None, None, None] => [Some(Self::ListSurveys), None],
            [Some("surveys"), Some(id), None, None] => [Some(Self::ReadSurvey(survey(id)?)), None],
            [Some("surveys"), Some(id), Some("close"), None] => {
                [Some(Self::CloseSurvey(survey(id)?)), None]
            }
            [Some("surveys"), Some(id), Some("draft"), None] => {
                [Some(Self::SaveDraft(survey(id)?)), None]
            }
            [Some("surveys"), Some(id), Some("publish"), None] => {
                [Some(Self::PublishSurvey(survey(id)?)), None]
            }
            [Some("surveys"), Some(id), Some("responses"), None] => {
                let survey = survey(id)?;
                [Some(Self::AppendResponse(survey.clone())), Some(Self::ListResponses(survey))]
            }
            [Some("surveys"), Some(id), Some("responses"), Some(response)] => {
                [Some(Self::ReadResponse(survey(id)?, response.parse().ok()?)), None]
            }
            [Some("tenants"), Some(id), None, None] => {
                [Some(Self::PutTenant(id.parse().ok()?)), None]
            }
            [Some("users"), None, None, None] => [Some(Self::CreateUser), None],
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_targets() -> Vec<Target> {
        let survey: SurveyId = "sus".parse().unwrap();
        let response = ResponseId::new(0, &[7; 10]);
        Operation::ALL
            .iter()
            .map(|operation| match operation {
                Operation::AppendResponse => Target::AppendResponse(survey.clone()),
                Operation::CloseSurvey => Target::CloseSurvey(survey.clone()),
                Operation::CreateApiKey => Target::CreateApiKey,
                Operation::CreateUser => Target::CreateUser,
                Operation::ListResponses => Target::ListResponses(survey.clone()),
                Operation::ListSurveys => Target::ListSurveys,
                Operation::LoginParameters => Target::LoginParameters,
                Operation::PublishSurvey => Target::PublishSurvey(survey.clone()),
                Operation::PutTenant => Target::PutTenant("acme".parse().unwrap()),
                Operation::ReadPublished => Target::ReadPublished(survey.clone()),
                Operation::ReadResponse => Target::ReadResponse(survey.clone(), response),
                Operation::ReadSurvey => Target::ReadSurvey(survey.clone()),
                Operation::SaveDraft => Target::SaveDraft(survey.clone()),
                Operation::VerifyLogin => Target::VerifyLogin,
            })
            .collect()
    }

    #[test]
    fn every_target_is_read_from_what_it_prints() {
        for target in all_targets() {
            assert_eq!(Target::read(&target.method(), &target.path()), Ok(target.clone()));
            assert_eq!(Target::read(&Method::DELETE, &target.path()), Err(Refusal::Method));
        }
    }

    #[test]
    fn paths_that_are_not_there() {
        for path in [
            "/",
            "/v1",
            "/v1/",
            "/v1/surveys/",
            "/v1/surveys/Sus",
            "/v1/surveys/sus/responses/1",
            "/v1/surveys/sus/responses/01932c07-209e-7cde-8c1d-3f2a1b4c5d6e/x",
            "/v2/surveys",
        ] {
            assert_eq!(Target::read(&Method::GET, path), Err(Refusal::Path), "{path}");
        }
    }

    #[test]
    fn each_operation_belongs_to_exactly_one_function() {
        for operation in Operation::ALL {
            let open = Function::ALL.iter().filter(|f| operation.open_to(**f)).count();
            assert_eq!(open, 1, "{}", operation.as_str());
        }
    }

    #[test]
    fn submit_can_read_no_answer() {
        let open: Vec<_> = Operation::ALL.iter().filter(|o| o.open_to(Function::Submit)).collect();
        assert_eq!(open, [&Operation::AppendResponse, &Operation::ReadPublished]);
    }
}
