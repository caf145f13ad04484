//! The API's routes.

mod contacts;

use contract::Operation;
use host::Rule;
use http::Method;
use problem::Kind;
use survey::{FileId, ResponseId, SurveyId};

pub(crate) use contacts::Contacts;

/// A route, with what its path names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// `GET /api/v1/survey.schema.json`: what a definition may say, for whoever asks.
    Schema,
    /// `GET /api/v1/audit`: what was done, the newest first.
    Audit,
    /// `GET /api/v1/audit/export`: what was done, the oldest first, a line each.
    AuditExport,
    /// `GET /api/v1/audit/verify`: whether the log is as it was written.
    AuditVerify,
    /// `POST /api/v1/surveys`: a new survey under a name of our choice.
    Create,
    /// `GET /api/v1/surveys`.
    List,
    /// `GET /api/v1/surveys/{survey}`.
    Read(SurveyId),
    /// `PUT /api/v1/surveys/{survey}`: a new survey under this name, or a new draft of it.
    Save(SurveyId),
    /// `POST /api/v1/surveys/{survey}/publish`.
    Publish(SurveyId),
    /// `POST /api/v1/surveys/{survey}/close`.
    Close(SurveyId),
    /// `GET /api/v1/surveys/{survey}/responses`.
    Responses(SurveyId),
    /// `GET /api/v1/surveys/{survey}/responses/{response}`.
    Response(SurveyId, ResponseId),
    /// `GET /api/v1/surveys/{survey}/responses/{response}/files/{file}`.
    File(SurveyId, ResponseId, FileId),
    /// Something with contacts.
    Contacts(Contacts),
}

impl Route {
    /// Which route a method and a path are.
    pub(crate) fn read(method: &Method, path: &str) -> Result<Self, Kind> {
        if let Some(rest) = path.strip_prefix("/api/v1/contacts") {
            return Contacts::read(method, rest).map(Self::Contacts);
        }
        let at = Self::at(path).ok_or(Kind::NotFound)?;
        at.into_iter().flatten().find(|r| r.method() == *method).ok_or(Kind::MethodNotAllowed)
    }

    fn at(path: &str) -> Option<[Option<Self>; 2]> {
        let mut segments = path.strip_prefix("/api/v1/")?.split('/');
        let head = [segments.next(), segments.next(), segments.next(), segments.next()];
        let survey = |raw: &str| raw.parse::<SurveyId>().ok();
        if let Some(below) = segments.next() {
            let file = segments.next().filter(|_| below == "files" && segments.next().is_none())?;
            let [Some("surveys"), Some(id), Some("responses"), Some(response)] = head else {
                return None;
            };
            let named = (survey(id)?, response.parse().ok()?, file.parse().ok()?);
            return Some([Some(Self::File(named.0, named.1, named.2)), None]);
        }
        Some(match head {
            [Some("survey.schema.json"), None, None, None] => [Some(Self::Schema), None],
            [Some("audit"), None, None, None] => [Some(Self::Audit), None],
            [Some("audit"), Some("export"), None, None] => [Some(Self::AuditExport), None],
            [Some("audit"), Some("verify"), None, None] => [Some(Self::AuditVerify), None],
            [Some("surveys"), None, None, None] => [Some(Self::Create), Some(Self::List)],
            [Some("surveys"), Some(id), None, None] => {
                [Some(Self::Read(survey(id)?)), Some(Self::Save(survey(id)?))]
            }
            [Some("surveys"), Some(id), Some("publish"), None] => {
                [Some(Self::Publish(survey(id)?)), None]
            }
            [Some("surveys"), Some(id), Some("close"), None] => {
                [Some(Self::Close(survey(id)?)), None]
            }
            [Some("surveys"), Some(id), Some("responses"), None] => {
                [Some(Self::Responses(survey(id)?)), None]
            }
            [Some("surveys"), Some(id), Some("responses"), Some(response)] => {
                [Some(Self::Response(survey(id)?, response.parse().ok()?)), None]
            }
            _ => return None,
        })
    }

    const fn method(&self) -> Method {
        match self {
            Self::Create | Self::Publish(_) | Self::Close(_) => Method::POST,
            Self::Save(_) => Method::PUT,
            Self::Contacts(route) => route.method(),
            Self::Schema
            | Self::Audit
            | Self::AuditExport
            | Self::AuditVerify
            | Self::List
            | Self::Read(_)
            | Self::Responses(_)
            | Self::Response(..)
            | Self::File(..) => Method::GET,
        }
    }

    /// What the route asks of storage; nothing if it asks nothing, and so is open to all.
    pub(crate) const fn operation(&self) -> Option<Operation> {
        Some(match self {
            Self::Schema => return None,
            Self::Audit => Operation::ListAudit,
            Self::AuditExport => Operation::ExportAudit,
            Self::AuditVerify => Operation::VerifyAudit,
            Self::Create | Self::Save(_) => Operation::SaveDraft,
            Self::List => Operation::ListSurveys,
            Self::Read(_) => Operation::ReadSurvey,
            Self::Publish(_) => Operation::PublishSurvey,
            Self::Close(_) => Operation::CloseSurvey,
            Self::Responses(_) => Operation::ListResponses,
            Self::Response(..) => Operation::ReadResponse,
            Self::File(..) => Operation::ReadFile,
            Self::Contacts(route) => route.operation(),
        })
    }

    /// The survey the path names, if it names one.
    pub(crate) const fn survey(&self) -> Option<&SurveyId> {
        match self {
            Self::Schema
            | Self::Audit
            | Self::AuditExport
            | Self::AuditVerify
            | Self::Create
            | Self::Contacts(_)
            | Self::List => None,
            Self::Read(survey)
            | Self::Save(survey)
            | Self::Publish(survey)
            | Self::Close(survey)
            | Self::Responses(survey)
            | Self::Response(survey, _)
            | Self::File(survey, ..) => Some(survey),
        }
    }

    pub(crate) const fn rule(&self) -> Rule {
        match self.operation() {
            Some(operation) => {
                Rule { name: operation.as_str(), max_body_bytes: operation.max_body_bytes() }
            }
            None => Rule { name: "schema", max_body_bytes: 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESPONSE: &str = "/api/v1/surveys/sus/responses/01932c07-209e-7cde-8c1d-3f2a1b4c5d6e";
    const FILE: &str = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6f";

    #[test]
    fn routes() {
        let sus = || "sus".parse().unwrap();
        let response = || RESPONSE.rsplit('/').next().unwrap().parse().unwrap();
        let file = || Ok(Route::File(sus(), response(), FILE.parse().unwrap()));
        for (below, want) in [
            ("", Ok(Route::Response(sus(), response()))),
            (&*format!("/files/{FILE}"), file()),
            (&format!("/files/{FILE}/x"), Err(Kind::NotFound)),
            (&format!("/file/{FILE}"), Err(Kind::NotFound)),
            ("/files/1", Err(Kind::NotFound)),
            ("/files", Err(Kind::NotFound)),
        ] {
            let path = format!("{RESPONSE}{below}");
            assert_eq!(Route::read(&Method::GET, &path), want, "{path}");
        }
        for (method, path, want) in [
            (Method::GET, "/api/v1/survey.schema.json", Ok(Route::Schema)),
            (Method::GET, "/api/v1/audit", Ok(Route::Audit)),
            (Method::GET, "/api/v1/audit/export", Ok(Route::AuditExport)),
            (Method::GET, "/api/v1/audit/verify", Ok(Route::AuditVerify)),
            (Method::DELETE, "/api/v1/audit", Err(Kind::MethodNotAllowed)),
            (Method::POST, "/api/v1/surveys", Ok(Route::Create)),
            (Method::GET, "/api/v1/surveys", Ok(Route::List)),
            (Method::PUT, "/api/v1/surveys/sus", Ok(Route::Save(sus()))),
            (Method::GET, "/api/v1/surveys/sus", Ok(Route::Read(sus()))),
            (Method::POST, "/api/v1/surveys/sus/publish", Ok(Route::Publish(sus()))),
            (Method::GET, "/api/v1/surveys/sus/responses", Ok(Route::Responses(sus()))),
            (Method::DELETE, "/api/v1/surveys/sus", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/api/v1/surveys/Sus", Err(Kind::NotFound)),
            (Method::GET, "/api/v1/surveys/sus/responses/1", Err(Kind::NotFound)),
            (Method::GET, "/api/v2/surveys", Err(Kind::NotFound)),
        ] {
            assert_eq!(Route::read(&method, path), want, "{method} {path}");
        }
    }
}
