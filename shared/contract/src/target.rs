//! Where each operation stands: its method and its path.

use credential::{ApiKeyId, MailId, TenantId};
use http::Method;
use survey::{FileId, ResponseId, SurveyId};

use crate::Operation;

/// An operation, together with what its path names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// See [`Operation::AppendResponse`].
    AppendResponse(SurveyId),
    /// See [`Operation::BeginFactor`].
    BeginFactor,
    /// See [`Operation::ChangePassword`].
    ChangePassword,
    /// See [`Operation::ClaimMail`].
    ClaimMail,
    /// See [`Operation::CloseSurvey`].
    CloseSurvey(SurveyId),
    /// See [`Operation::ConfirmFactor`].
    ConfirmFactor,
    /// See [`Operation::CreateApiKey`].
    CreateApiKey,
    /// See [`Operation::CreateUser`].
    CreateUser,
    /// See [`Operation::EndSessions`].
    EndSessions,
    /// See [`Operation::ExportAudit`].
    ExportAudit,
    /// See [`Operation::IssueRecovery`].
    IssueRecovery,
    /// See [`Operation::ListAudit`].
    ListAudit,
    /// See [`Operation::ListResponses`].
    ListResponses(SurveyId),
    /// See [`Operation::ListSurveys`].
    ListSurveys,
    /// See [`Operation::ListTenantKeys`].
    ListTenantKeys(TenantId),
    /// See [`Operation::ListTenants`].
    ListTenants,
    /// See [`Operation::LoginParameters`].
    LoginParameters,
    /// See [`Operation::MailFailed`].
    MailFailed(MailId),
    /// See [`Operation::MailSent`].
    MailSent(MailId),
    /// See [`Operation::PublishSurvey`].
    PublishSurvey(SurveyId),
    /// See [`Operation::PutFile`].
    PutFile(SurveyId, ResponseId, FileId),
    /// See [`Operation::PutTenant`].
    PutTenant(TenantId),
    /// See [`Operation::ReadAccount`].
    ReadAccount,
    /// See [`Operation::ReadFile`].
    ReadFile(SurveyId, ResponseId, FileId),
    /// See [`Operation::ReadOwnFile`].
    ReadOwnFile(SurveyId),
    /// See [`Operation::ReadOwnResponse`].
    ReadOwnResponse(SurveyId),
    /// See [`Operation::ReadPublished`].
    ReadPublished(SurveyId),
    /// See [`Operation::ReadRecovery`].
    ReadRecovery,
    /// See [`Operation::ReadResponse`].
    ReadResponse(SurveyId, ResponseId),
    /// See [`Operation::ReadSurvey`].
    ReadSurvey(SurveyId),
    /// See [`Operation::Recover`].
    Recover,
    /// See [`Operation::RemoveFactor`].
    RemoveFactor,
    /// See [`Operation::RenewRecoveryCodes`].
    RenewRecoveryCodes,
    /// See [`Operation::RenewSession`].
    RenewSession,
    /// See [`Operation::RequestRecovery`].
    RequestRecovery,
    /// See [`Operation::RevokeTenantKey`].
    RevokeTenantKey(TenantId, ApiKeyId),
    /// See [`Operation::SaveDraft`].
    SaveDraft(SurveyId),
    /// See [`Operation::VerifyAudit`].
    VerifyAudit,
    /// See [`Operation::VerifyFactor`].
    VerifyFactor,
    /// See [`Operation::VerifyLogin`].
    VerifyLogin,
    /// See [`Operation::WithdrawResponse`].
    WithdrawResponse(SurveyId),
}

/// Why a method and a path are no [`Target`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The path exists with another method.
    Method,
    /// There is no such path, or it names something that cannot be.
    Path,
}

impl Target {
    /// The operation without its names.
    #[must_use]
    pub const fn operation(&self) -> Operation {
        match self {
            Self::AppendResponse(_) => Operation::AppendResponse,
            Self::BeginFactor => Operation::BeginFactor,
            Self::ChangePassword => Operation::ChangePassword,
            Self::ClaimMail => Operation::ClaimMail,
            Self::CloseSurvey(_) => Operation::CloseSurvey,
            Self::ConfirmFactor => Operation::ConfirmFactor,
            Self::CreateApiKey => Operation::CreateApiKey,
            Self::CreateUser => Operation::CreateUser,
            Self::EndSessions => Operation::EndSessions,
            Self::ExportAudit => Operation::ExportAudit,
            Self::IssueRecovery => Operation::IssueRecovery,
            Self::ListAudit => Operation::ListAudit,
            Self::ListResponses(_) => Operation::ListResponses,
            Self::ListSurveys => Operation::ListSurveys,
            Self::ListTenantKeys(_) => Operation::ListTenantKeys,
            Self::ListTenants => Operation::ListTenants,
            Self::LoginParameters => Operation::LoginParameters,
            Self::MailFailed(_) => Operation::MailFailed,
            Self::MailSent(_) => Operation::MailSent,
            Self::PublishSurvey(_) => Operation::PublishSurvey,
            Self::PutFile(..) => Operation::PutFile,
            Self::PutTenant(_) => Operation::PutTenant,
            Self::ReadAccount => Operation::ReadAccount,
            Self::ReadFile(..) => Operation::ReadFile,
            Self::ReadOwnFile(_) => Operation::ReadOwnFile,
            Self::ReadOwnResponse(_) => Operation::ReadOwnResponse,
            Self::ReadPublished(_) => Operation::ReadPublished,
            Self::ReadRecovery => Operation::ReadRecovery,
            Self::ReadResponse(..) => Operation::ReadResponse,
            Self::ReadSurvey(_) => Operation::ReadSurvey,
            Self::Recover => Operation::Recover,
            Self::RemoveFactor => Operation::RemoveFactor,
            Self::RenewRecoveryCodes => Operation::RenewRecoveryCodes,
            Self::RenewSession => Operation::RenewSession,
            Self::RequestRecovery => Operation::RequestRecovery,
            Self::RevokeTenantKey(..) => Operation::RevokeTenantKey,
            Self::SaveDraft(_) => Operation::SaveDraft,
            Self::VerifyAudit => Operation::VerifyAudit,
            Self::VerifyFactor => Operation::VerifyFactor,
            Self::VerifyLogin => Operation::VerifyLogin,
            Self::WithdrawResponse(_) => Operation::WithdrawResponse,
        }
    }

    /// Its method.
    #[must_use]
    pub const fn method(&self) -> Method {
        match self {
            Self::AppendResponse(_)
            | Self::BeginFactor
            | Self::ChangePassword
            | Self::ClaimMail
            | Self::CloseSurvey(_)
            | Self::ConfirmFactor
            | Self::CreateApiKey
            | Self::CreateUser
            | Self::EndSessions
            | Self::IssueRecovery
            | Self::LoginParameters
            | Self::MailFailed(_)
            | Self::MailSent(_)
            | Self::PublishSurvey(_)
            | Self::ReadOwnFile(_)
            | Self::ReadOwnResponse(_)
            | Self::ReadRecovery
            | Self::Recover
            | Self::RemoveFactor
            | Self::RenewRecoveryCodes
            | Self::RenewSession
            | Self::RequestRecovery
            | Self::RevokeTenantKey(..)
            | Self::VerifyFactor
            | Self::VerifyLogin
            | Self::WithdrawResponse(_) => Method::POST,
            Self::PutFile(..) | Self::PutTenant(_) | Self::SaveDraft(_) => Method::PUT,
            Self::ExportAudit
            | Self::ListAudit
            | Self::ListResponses(_)
            | Self::ListSurveys
            | Self::ListTenantKeys(_)
            | Self::ListTenants
            | Self::ReadAccount
            | Self::ReadFile(..)
            | Self::ReadPublished(_)
            | Self::ReadResponse(..)
            | Self::ReadSurvey(_)
            | Self::VerifyAudit => Method::GET,
        }
    }

    /// Its path, without a query. The names in it need no escaping.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::AppendResponse(survey) | Self::ListResponses(survey) => {
                format!("/v1/surveys/{survey}/responses")
            }
            Self::BeginFactor => "/v1/account/factor/begin".to_owned(),
            Self::ChangePassword => "/v1/account/password".to_owned(),
            Self::ClaimMail => "/v1/outbox/claim".to_owned(),
            Self::CloseSurvey(survey) => format!("/v1/surveys/{survey}/close"),
            Self::ConfirmFactor => "/v1/account/factor/confirm".to_owned(),
            Self::CreateApiKey => "/v1/api-keys".to_owned(),
            Self::CreateUser => "/v1/users".to_owned(),
            Self::EndSessions => "/v1/account/end-sessions".to_owned(),
            Self::ExportAudit => "/v1/audit/export".to_owned(),
            Self::IssueRecovery => "/v1/users/recovery".to_owned(),
            Self::ListAudit => "/v1/audit".to_owned(),
            Self::ListSurveys => "/v1/surveys".to_owned(),
            Self::ListTenantKeys(tenant) => format!("/v1/tenants/{tenant}/api-keys"),
            Self::ListTenants => "/v1/tenants".to_owned(),
            Self::LoginParameters => "/v1/login/parameters".to_owned(),
            Self::MailFailed(mail) => format!("/v1/outbox/{mail}/failed"),
            Self::MailSent(mail) => format!("/v1/outbox/{mail}/sent"),
            Self::PublishSurvey(survey) => format!("/v1/surveys/{survey}/publish"),
            Self::PutTenant(tenant) => format!("/v1/tenants/{tenant}"),
            Self::ReadAccount => "/v1/account".to_owned(),
            Self::ReadOwnFile(survey) => format!("/v1/surveys/{survey}/own-file"),
            Self::ReadOwnResponse(survey) => format!("/v1/surveys/{survey}/own-response"),
            Self::ReadPublished(survey) => format!("/v1/published/{survey}"),
            Self::ReadResponse(survey, response) => {
                format!("/v1/surveys/{survey}/responses/{response}")
            }
            Self::PutFile(survey, response, file) | Self::ReadFile(survey, response, file) => {
                format!("/v1/surveys/{survey}/responses/{response}/files/{file}")
            }
            Self::ReadSurvey(survey) => format!("/v1/surveys/{survey}"),
            Self::ReadRecovery => "/v1/login/recovery/read".to_owned(),
            Self::Recover => "/v1/login/recovery/use".to_owned(),
            Self::RemoveFactor => "/v1/account/factor/remove".to_owned(),
            Self::RenewRecoveryCodes => "/v1/account/factor/recovery-codes".to_owned(),
            Self::RenewSession => "/v1/account/session".to_owned(),
            Self::RequestRecovery => "/v1/login/recovery".to_owned(),
            Self::RevokeTenantKey(tenant, key) => {
                format!("/v1/tenants/{tenant}/api-keys/{key}/revoke")
            }
            Self::SaveDraft(survey) => format!("/v1/surveys/{survey}/draft"),
            Self::VerifyAudit => "/v1/audit/verify".to_owned(),
            Self::VerifyFactor => "/v1/login/factor".to_owned(),
            Self::VerifyLogin => "/v1/login/verify".to_owned(),
            Self::WithdrawResponse(survey) => format!("/v1/surveys/{survey}/withdraw"),
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
        let mut next = || segments.next();
        let (head, file) = ([next(), next(), next(), next()], (next(), next()));
        if segments.next().is_some() {
            return None;
        }
        let survey = |raw: &str| raw.parse::<SurveyId>().ok();
        match (head, file) {
            (head, (None, None)) => Self::with_head(head, survey),
            (
                [Some("surveys"), Some(id), Some("responses"), Some(response)],
                (Some("files"), Some(file)),
            ) => {
                let named = (survey(id)?, response.parse().ok()?, file.parse().ok()?);
                let (id, response, file) = named.clone();
                let (put, read) = (Self::PutFile(id, response, file), named);
                Some([Some(put), Some(Self::ReadFile(read.0, read.1, read.2))])
            }
            (
                [Some("tenants"), Some(tenant), Some("api-keys"), Some(key)],
                (Some("revoke"), None),
            ) => {
                let (tenant, key) = (tenant.parse().ok()?, key.parse().ok()?);
                Some([Some(Self::RevokeTenantKey(tenant, key)), None])
            }
            _ => None,
        }
    }

    /// What stands at a path of up to four segments.
    fn with_head(
        head: [Option<&str>; 4],
        survey: impl Fn(&str) -> Option<SurveyId>,
    ) -> Option<[Option<Self>; 2]> {
        Some(match head {
            [Some("account"), None, None, None] => [Some(Self::ReadAccount), None],
            [Some("account"), Some("end-sessions"), None, None] => [Some(Self::EndSessions), None],
            [Some("account"), Some("factor"), Some(verb), None] => {
                [Some(Self::of_factor(verb)?), None]
            }
            [Some("account"), Some("password"), None, None] => [Some(Self::ChangePassword), None],
            [Some("account"), Some("session"), None, None] => [Some(Self::RenewSession), None],
            [Some("api-keys"), None, None, None] => [Some(Self::CreateApiKey), None],
            [Some("audit"), None, None, None] => [Some(Self::ListAudit), None],
            [Some("audit"), Some("export"), None, None] => [Some(Self::ExportAudit), None],
            [Some("audit"), Some("verify"), None, None] => [Some(Self::VerifyAudit), None],
            [Some("login"), Some("factor"), None, None] => [Some(Self::VerifyFactor), None],
            [Some("login"), Some("parameters"), None, None] => [Some(Self::LoginParameters), None],
            [Some("login"), Some("recovery"), None, None] => [Some(Self::RequestRecovery), None],
            [Some("login"), Some("recovery"), Some("read"), None] => {
                [Some(Self::ReadRecovery), None]
            }
            [Some("login"), Some("recovery"), Some("use"), None] => [Some(Self::Recover), None],
            [Some("login"), Some("verify"), None, None] => [Some(Self::VerifyLogin), None],
            [Some("outbox"), Some("claim"), None, None] => [Some(Self::ClaimMail), None],
            [Some("outbox"), Some(mail), Some("failed"), None] => {
                [Some(Self::MailFailed(mail.parse().ok()?)), None]
            }
            [Some("outbox"), Some(mail), Some("sent"), None] => {
                [Some(Self::MailSent(mail.parse().ok()?)), None]
            }
            [Some("published"), Some(id), None, None] => {
                [Some(Self::ReadPublished(survey(id)?)), None]
            }
            [Some("surveys"), None, None, None] => [Some(Self::ListSurveys), None],
            [Some("surveys"), Some(id), None, None] => [Some(Self::ReadSurvey(survey(id)?)), None],
            [Some("surveys"), Some(id), Some(verb), None] => Self::of_survey(survey(id)?, verb)?,
            [Some("surveys"), Some(id), Some("responses"), Some(response)] => {
                [Some(Self::ReadResponse(survey(id)?, response.parse().ok()?)), None]
            }
            [Some("tenants"), None, None, None] => [Some(Self::ListTenants), None],
            [Some("tenants"), Some(id), None, None] => {
                [Some(Self::PutTenant(id.parse().ok()?)), None]
            }
            [Some("tenants"), Some(id), Some("api-keys"), None] => {
                [Some(Self::ListTenantKeys(id.parse().ok()?)), None]
            }
            [Some("users"), None, None, None] => [Some(Self::CreateUser), None],
            [Some("users"), Some("recovery"), None, None] => [Some(Self::IssueRecovery), None],
            _ => return None,
        })
    }

    /// What stands below one's own second factor.
    fn of_factor(verb: &str) -> Option<Self> {
        Some(match verb {
            "begin" => Self::BeginFactor,
            "confirm" => Self::ConfirmFactor,
            "recovery-codes" => Self::RenewRecoveryCodes,
            "remove" => Self::RemoveFactor,
            _ => return None,
        })
    }

    /// What stands below a survey.
    fn of_survey(survey: SurveyId, verb: &str) -> Option<[Option<Self>; 2]> {
        Some(match verb {
            "close" => [Some(Self::CloseSurvey(survey)), None],
            "draft" => [Some(Self::SaveDraft(survey)), None],
            "own-file" => [Some(Self::ReadOwnFile(survey)), None],
            "own-response" => [Some(Self::ReadOwnResponse(survey)), None],
            "publish" => [Some(Self::PublishSurvey(survey)), None],
            "responses" => {
                [Some(Self::AppendResponse(survey.clone())), Some(Self::ListResponses(survey))]
            }
            "withdraw" => [Some(Self::WithdrawResponse(survey)), None],
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests;
