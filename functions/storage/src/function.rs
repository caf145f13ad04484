//! Storage as a function: routes, and what each operation comes to.

use bytes::Bytes;
use contract::message::AuditAction;
use contract::{Needs, ORIGIN_HEADER, Refusal, Target};
use credential::SessionClaims;
use host::{Function, Host, Rule, SettingError};
use http::{Method, Request, Response};
use problem::{Kind, Problem};
use store::{AuditOrder, SqlStore, migrate};

use crate::access::{admit_function, admit_person, admit_tenant};
use crate::audit::Acting;
use crate::backend;
use crate::context::Context;
use crate::failure::store_failed;
use crate::{
    Settings, accounts, api_keys, audit_log, files, outbox, own, own_account, own_factor, recovery,
    responses, second_factor, surveys,
};

/// The storage function.
pub struct Storage;

impl Function for Storage {
    const NAME: &'static str = "storage";
    const INTERNAL: bool = true;

    type Settings = Settings;
    type Route = Target;

    /// Reads the keys and brings the database's schema up to date.
    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        let settings = Settings::read(host).await?;
        let not_ready = |error: store::StoreError| SettingError::NotReady(error.to_string());
        let connection = backend::prepare(host).await.map_err(not_ready)?;
        migrate(&connection).await.map_err(not_ready)?;
        Ok(settings)
    }

    fn route(method: &Method, path: &str) -> Result<Target, Kind> {
        Target::read(method, path).map_err(|refusal| match refusal {
            Refusal::Method => Kind::MethodNotAllowed,
            Refusal::Path => Kind::NotFound,
        })
    }

    fn rule(target: &Target) -> Rule {
        let operation = target.operation();
        Rule { name: operation.as_str(), max_body_bytes: operation.max_body_bytes() }
    }

    async fn handle(
        host: &Host,
        settings: &Settings,
        target: Target,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        let operation = target.operation();
        let now = host.now();
        let (function, request) = admit_function(settings, operation, request, now)?;
        let store = SqlStore::new(backend::open(host).await.map_err(store_failed)?);
        let origin = request.headers().get(ORIGIN_HEADER).and_then(|value| value.to_str().ok());
        let origin = origin.and_then(|text| text.parse().ok());
        let context = Context { host, settings, store: &store, now, origin };
        match operation.needs() {
            Needs::FunctionOnly => for_function(&context, target, request).await,
            Needs::RespondentToken => for_respondent(&context, target, request.body()).await,
            Needs::Session | Needs::AnySession => {
                let called = (function, operation);
                let claims = admit_person(settings, &store, called, &request, now).await?;
                for_person(&context, &claims, &target, request.body()).await
            }
            Needs::Credential(_) => {
                let called = (function, operation);
                let survey = named_survey(&target);
                let acting = admit_tenant(settings, &store, called, survey, &request, now).await?;
                for_tenant(&context, &acting, target, request).await
            }
        }
    }
}

const fn named_survey(target: &Target) -> Option<&survey::SurveyId> {
    match target {
        Target::AppendResponse(survey)
        | Target::CloseSurvey(survey)
        | Target::ListResponses(survey)
        | Target::PublishSurvey(survey)
        | Target::PutFile(survey, ..)
        | Target::ReadFile(survey, ..)
        | Target::ReadOwnFile(survey)
        | Target::ReadOwnResponse(survey)
        | Target::ReadPublished(survey)
        | Target::ReadResponse(survey, _)
        | Target::ReadSurvey(survey)
        | Target::SaveDraft(survey)
        | Target::WithdrawResponse(survey) => Some(survey),
        Target::BeginFactor
        | Target::ChangePassword
        | Target::ClaimMail
        | Target::ConfirmFactor
        | Target::CreateApiKey
        | Target::CreateUser
        | Target::EndSessions
        | Target::ExportAudit
        | Target::IssueRecovery
        | Target::ListAudit
        | Target::ListSurveys
        | Target::ListTenantKeys(_)
        | Target::ListTenants
        | Target::LoginParameters
        | Target::MailFailed(_)
        | Target::MailSent(_)
        | Target::ReadRecovery
        | Target::Recover
        | Target::RequestRecovery
        | Target::PutTenant(_)
        | Target::ReadAccount
        | Target::RemoveFactor
        | Target::RenewRecoveryCodes
        | Target::RenewSession
        | Target::RevokeTenantKey(..)
        | Target::VerifyAudit
        | Target::VerifyFactor
        | Target::VerifyLogin => None,
    }
}

/// Operations that a function answers for by itself.
async fn for_function(
    context: &Context<'_>,
    target: Target,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let body = request.body();
    match target {
        Target::AppendResponse(survey) => responses::append(context, &survey, body).await,
        Target::PutFile(survey, response, file) => {
            files::put(context, &survey, (response, file), body).await
        }
        Target::ReadPublished(survey) => surveys::published(context, &survey, &request).await,
        Target::LoginParameters => accounts::login_parameters(context, body).await,
        Target::VerifyFactor => second_factor::verify(context, body).await,
        Target::VerifyLogin => accounts::verify_login(context, body).await,
        Target::ReadRecovery => recovery::read(context, body).await,
        Target::Recover => recovery::recover(context, body).await,
        Target::RequestRecovery => recovery::request(context, body).await,
        Target::ClaimMail => outbox::claim(context, body).await,
        Target::MailFailed(mail) => outbox::failed(context, &mail, body).await,
        Target::MailSent(mail) => outbox::sent(context, &mail).await,
        Target::PutTenant(tenant) => accounts::put_tenant(context, &tenant, body).await,
        Target::CreateUser => accounts::create_user(context, body).await,
        Target::CreateApiKey => api_keys::create(context, body).await,
        Target::IssueRecovery => recovery::issue(context, body).await,
        Target::ListTenants => accounts::list_tenants(context, request.uri().query()).await,
        Target::ListTenantKeys(tenant) => api_keys::list(context, &tenant).await,
        Target::RevokeTenantKey(tenant, key) => {
            api_keys::revoke(context, &accounts::operator(&tenant), &key).await
        }
        Target::BeginFactor
        | Target::ChangePassword
        | Target::CloseSurvey(_)
        | Target::ConfirmFactor
        | Target::EndSessions
        | Target::ExportAudit
        | Target::ListAudit
        | Target::ListResponses(_)
        | Target::ListSurveys
        | Target::PublishSurvey(_)
        | Target::ReadAccount
        | Target::ReadFile(..)
        | Target::ReadOwnFile(_)
        | Target::ReadOwnResponse(_)
        | Target::ReadResponse(..)
        | Target::ReadSurvey(_)
        | Target::RemoveFactor
        | Target::RenewRecoveryCodes
        | Target::RenewSession
        | Target::SaveDraft(_)
        | Target::VerifyAudit
        | Target::WithdrawResponse(_) => Err(Problem::new(Kind::Internal)),
    }
}

/// Operations on one response, with its respondent's own token.
async fn for_respondent(
    context: &Context<'_>,
    target: Target,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    match target {
        Target::ReadOwnFile(survey) => own::file(context, &survey, body).await,
        Target::ReadOwnResponse(survey) => own::read(context, &survey, body).await,
        Target::WithdrawResponse(survey) => own::withdraw(context, &survey, body).await,
        Target::AppendResponse(_)
        | Target::BeginFactor
        | Target::ChangePassword
        | Target::ClaimMail
        | Target::CloseSurvey(_)
        | Target::ConfirmFactor
        | Target::CreateApiKey
        | Target::CreateUser
        | Target::EndSessions
        | Target::ExportAudit
        | Target::IssueRecovery
        | Target::ListAudit
        | Target::ListResponses(_)
        | Target::ListSurveys
        | Target::ListTenantKeys(_)
        | Target::ListTenants
        | Target::LoginParameters
        | Target::MailFailed(_)
        | Target::MailSent(_)
        | Target::ReadRecovery
        | Target::Recover
        | Target::RequestRecovery
        | Target::PublishSurvey(_)
        | Target::PutFile(..)
        | Target::PutTenant(_)
        | Target::ReadAccount
        | Target::ReadFile(..)
        | Target::ReadPublished(_)
        | Target::ReadResponse(..)
        | Target::ReadSurvey(_)
        | Target::RemoveFactor
        | Target::RenewRecoveryCodes
        | Target::RenewSession
        | Target::RevokeTenantKey(..)
        | Target::SaveDraft(_)
        | Target::VerifyAudit
        | Target::VerifyFactor
        | Target::VerifyLogin => Err(Problem::new(Kind::Internal)),
    }
}

/// Operations on the account of whoever is signed in.
async fn for_person(
    context: &Context<'_>,
    claims: &SessionClaims,
    target: &Target,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    match target {
        Target::BeginFactor => own_factor::begin(context, claims, body).await,
        Target::ChangePassword => own_account::change_password(context, claims, body).await,
        Target::ConfirmFactor => own_factor::confirm(context, claims, body).await,
        Target::EndSessions => own_account::end_sessions(context, claims).await,
        Target::ReadAccount => own_account::read(context, claims).await,
        Target::RemoveFactor => own_factor::remove(context, claims, body).await,
        Target::RenewRecoveryCodes => own_factor::renew_codes(context, claims, body).await,
        Target::RenewSession => own_account::renew_session(context, claims).await,
        Target::AppendResponse(_)
        | Target::ClaimMail
        | Target::CloseSurvey(_)
        | Target::CreateApiKey
        | Target::CreateUser
        | Target::ExportAudit
        | Target::IssueRecovery
        | Target::ListAudit
        | Target::ListResponses(_)
        | Target::ListSurveys
        | Target::ListTenantKeys(_)
        | Target::ListTenants
        | Target::LoginParameters
        | Target::MailFailed(_)
        | Target::MailSent(_)
        | Target::ReadRecovery
        | Target::Recover
        | Target::RequestRecovery
        | Target::RevokeTenantKey(..)
        | Target::PublishSurvey(_)
        | Target::PutFile(..)
        | Target::PutTenant(_)
        | Target::ReadFile(..)
        | Target::ReadOwnFile(_)
        | Target::ReadOwnResponse(_)
        | Target::ReadPublished(_)
        | Target::ReadResponse(..)
        | Target::ReadSurvey(_)
        | Target::SaveDraft(_)
        | Target::VerifyAudit
        | Target::VerifyFactor
        | Target::VerifyLogin
        | Target::WithdrawResponse(_) => Err(Problem::new(Kind::Internal)),
    }
}

/// Operations on one tenant's data.
async fn for_tenant(
    context: &Context<'_>,
    acting: &Acting,
    target: Target,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let query = request.uri().query();
    let tenant = &acting.tenant;
    match target {
        Target::SaveDraft(survey) => {
            surveys::save_draft(context, acting, &survey, request.body()).await
        }
        Target::PublishSurvey(survey) => surveys::publish(context, acting, &survey).await,
        Target::CloseSurvey(survey) => surveys::close(context, acting, &survey).await,
        Target::ReadSurvey(survey) => surveys::read(context, tenant, &survey).await,
        Target::ListSurveys => surveys::list(context, tenant, query).await,
        Target::ListResponses(survey) => responses::list(context, acting, &survey, query).await,
        Target::ExportAudit => {
            let what = (AuditAction::ExportAudit, AuditOrder::OldestFirst);
            audit_log::list(context, acting, what, query).await
        }
        Target::ListAudit => {
            let what = (AuditAction::ReadAudit, AuditOrder::NewestFirst);
            audit_log::list(context, acting, what, query).await
        }
        Target::VerifyAudit => audit_log::verify(context, acting, query).await,
        Target::ReadResponse(survey, response) => {
            responses::read(context, acting, &survey, response).await
        }
        Target::ReadFile(survey, response, file) => {
            files::read(context, acting, &survey, (response, file)).await
        }
        Target::AppendResponse(_)
        | Target::BeginFactor
        | Target::ChangePassword
        | Target::ClaimMail
        | Target::ConfirmFactor
        | Target::CreateApiKey
        | Target::CreateUser
        | Target::EndSessions
        | Target::IssueRecovery
        | Target::ListTenantKeys(_)
        | Target::ListTenants
        | Target::LoginParameters
        | Target::PutFile(..)
        | Target::MailFailed(_)
        | Target::MailSent(_)
        | Target::ReadRecovery
        | Target::Recover
        | Target::RequestRecovery
        | Target::PutTenant(_)
        | Target::ReadAccount
        | Target::ReadOwnFile(_)
        | Target::ReadOwnResponse(_)
        | Target::ReadPublished(_)
        | Target::RemoveFactor
        | Target::RenewRecoveryCodes
        | Target::RenewSession
        | Target::RevokeTenantKey(..)
        | Target::VerifyFactor
        | Target::VerifyLogin
        | Target::WithdrawResponse(_) => Err(Problem::new(Kind::Internal)),
    }
}
