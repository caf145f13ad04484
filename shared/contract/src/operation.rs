//! The operations: who may call each of them, and what it needs.

use credential::{Function, Permission};

/// What a caller can ask of storage.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Operation {
    /// Keep one response: `POST /v1/surveys/{survey}/responses`.
    AppendResponse,
    /// Ask for the secret of a second factor: `POST /v1/account/factor/begin`.
    BeginFactor,
    /// Change one's own password: `POST /v1/account/password`.
    ChangePassword,
    /// Take mails in hand to send them: `POST /v1/outbox/claim`.
    ClaimMail,
    /// Take no more answers: `POST /v1/surveys/{survey}/close`.
    CloseSurvey,
    /// Add one's second factor: `POST /v1/account/factor/confirm`.
    ConfirmFactor,
    /// Make an API key: `POST /v1/api-keys`.
    CreateApiKey,
    /// End all of one's own sessions: `POST /v1/account/end-sessions`.
    EndSessions,
    /// Make what leads an account's owner to a new password, to be handed over: `POST /v1/users/recovery`.
    IssueRecovery,
    /// Take a tenant's audit log out, oldest first: `GET /v1/audit/export`.
    ExportAudit,
    /// List a tenant's audit log, newest first: `GET /v1/audit`.
    ListAudit,
    /// List a survey's responses, oldest first: `GET /v1/surveys/{survey}/responses`.
    ListResponses,
    /// List a tenant's surveys: `GET /v1/surveys`.
    ListSurveys,
    /// List a tenant's API keys: `GET /v1/tenants/{tenant}/api-keys`.
    ListTenantKeys,
    /// List the tenants, by name: `GET /v1/tenants`.
    ListTenants,
    /// What a password is to be hashed with: `POST /v1/login/parameters`.
    LoginParameters,
    /// A mail was not taken: `POST /v1/outbox/{mail}/failed`.
    MailFailed,
    /// A mail was taken: `POST /v1/outbox/{mail}/sent`.
    MailSent,
    /// Publish a survey's draft: `POST /v1/surveys/{survey}/publish`.
    PublishSurvey,
    /// Keep a file of a response that will name it:
    /// `PUT /v1/surveys/{survey}/responses/{response}/files/{file}`.
    PutFile,
    /// Make a tenant, or rename it: `PUT /v1/tenants/{tenant}`.
    PutTenant,
    /// Make a user: `POST /v1/users`.
    CreateUser,
    /// One's own account: `GET /v1/account`.
    ReadAccount,
    /// One file of a response: `GET /v1/surveys/{survey}/responses/{response}/files/{file}`.
    ReadFile,
    /// A file of a respondent's own response: `POST /v1/surveys/{survey}/own-file`.
    ReadOwnFile,
    /// A published definition, for answering it: `GET /v1/published/{survey}`.
    ReadPublished,
    /// Whose account a mail was for: `POST /v1/login/recovery/read`.
    ReadRecovery,
    /// A respondent's own response: `POST /v1/surveys/{survey}/own-response`.
    ReadOwnResponse,
    /// One response: `GET /v1/surveys/{survey}/responses/{response}`.
    ReadResponse,
    /// A survey with its draft: `GET /v1/surveys/{survey}`.
    ReadSurvey,
    /// Set a new password with what a mail brought: `POST /v1/login/recovery/use`.
    Recover,
    /// Take one's second factor away: `POST /v1/account/factor/remove`.
    RemoveFactor,
    /// Make new recovery codes: `POST /v1/account/factor/recovery-codes`.
    RenewRecoveryCodes,
    /// Go on with one's own session, with what one may do now: `POST /v1/account/session`.
    RenewSession,
    /// Ask for a mail that leads to a new password: `POST /v1/login/recovery`.
    RequestRecovery,
    /// End an API key of a tenant:
    /// `POST /v1/tenants/{tenant}/api-keys/{key}/revoke`.
    RevokeTenantKey,
    /// Make a survey, or replace its draft: `PUT /v1/surveys/{survey}/draft`.
    SaveDraft,
    /// Walk the chain of a tenant's audit log: `GET /v1/audit/verify`.
    VerifyAudit,
    /// Check a second factor after the password, and say whose it is: `POST /v1/login/factor`.
    VerifyFactor,
    /// Check a hashed password and say whose it is: `POST /v1/login/verify`.
    VerifyLogin,
    /// Take a respondent's own response away: `POST /v1/surveys/{survey}/withdraw`.
    WithdrawResponse,
}

/// What a caller must bring besides its function's signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Needs {
    /// Nothing: the function answers for the call by itself.
    FunctionOnly,
    /// A user's session, whatever it allows: the call is about the user's own account.
    Session,
    /// The same, also while the user lacks a second factor that their tenant wants: all that they
    /// may do then is add it, or leave.
    AnySession,
    /// A token of the respondent's own, in the body, which storage alone can make.
    RespondentToken,
    /// A user's or an API key's credential that allows this.
    Credential(Permission),
}

impl Operation {
    /// Every operation.
    pub const ALL: &'static [Self] = &[
        Self::AppendResponse,
        Self::BeginFactor,
        Self::ChangePassword,
        Self::ClaimMail,
        Self::CloseSurvey,
        Self::ConfirmFactor,
        Self::CreateApiKey,
        Self::CreateUser,
        Self::EndSessions,
        Self::ExportAudit,
        Self::IssueRecovery,
        Self::ListAudit,
        Self::ListResponses,
        Self::ListSurveys,
        Self::ListTenantKeys,
        Self::ListTenants,
        Self::LoginParameters,
        Self::MailFailed,
        Self::MailSent,
        Self::PublishSurvey,
        Self::PutFile,
        Self::PutTenant,
        Self::ReadAccount,
        Self::ReadFile,
        Self::ReadOwnFile,
        Self::ReadOwnResponse,
        Self::ReadPublished,
        Self::ReadRecovery,
        Self::ReadResponse,
        Self::ReadSurvey,
        Self::Recover,
        Self::RemoveFactor,
        Self::RenewRecoveryCodes,
        Self::RenewSession,
        Self::RequestRecovery,
        Self::RevokeTenantKey,
        Self::SaveDraft,
        Self::VerifyAudit,
        Self::VerifyFactor,
        Self::VerifyLogin,
        Self::WithdrawResponse,
    ];

    /// The table function x operation: a broken-into function can do what its row says, no more.
    #[must_use]
    pub const fn open_to(self, function: Function) -> bool {
        match self {
            Self::AppendResponse
            | Self::PutFile
            | Self::ReadOwnFile
            | Self::ReadOwnResponse
            | Self::ReadPublished
            | Self::WithdrawResponse => matches!(function, Function::Submit),
            Self::BeginFactor
            | Self::ChangePassword
            | Self::ConfirmFactor
            | Self::EndSessions
            | Self::LoginParameters
            | Self::ReadAccount
            | Self::ReadRecovery
            | Self::Recover
            | Self::RemoveFactor
            | Self::RenewRecoveryCodes
            | Self::RenewSession
            | Self::RequestRecovery
            | Self::VerifyFactor
            | Self::VerifyLogin => matches!(function, Function::Login),
            Self::CloseSurvey
            | Self::ExportAudit
            | Self::ListAudit
            | Self::ListResponses
            | Self::ListSurveys
            | Self::PublishSurvey
            | Self::ReadFile
            | Self::ReadResponse
            | Self::ReadSurvey
            | Self::SaveDraft
            | Self::VerifyAudit => matches!(function, Function::Api),
            Self::ClaimMail | Self::MailFailed | Self::MailSent => {
                matches!(function, Function::Courier)
            }
            Self::CreateApiKey
            | Self::CreateUser
            | Self::IssueRecovery
            | Self::ListTenantKeys
            | Self::ListTenants
            | Self::PutTenant
            | Self::RevokeTenantKey => matches!(function, Function::Operator),
        }
    }

    /// What the caller's credential must allow.
    #[must_use]
    pub const fn needs(self) -> Needs {
        match self {
            Self::AppendResponse
            | Self::ClaimMail
            | Self::CreateApiKey
            | Self::CreateUser
            | Self::IssueRecovery
            | Self::ListTenantKeys
            | Self::ListTenants
            | Self::LoginParameters
            | Self::PutFile
            | Self::MailFailed
            | Self::MailSent
            | Self::PutTenant
            | Self::ReadPublished
            | Self::ReadRecovery
            | Self::Recover
            | Self::RequestRecovery
            | Self::RevokeTenantKey
            | Self::VerifyFactor
            | Self::VerifyLogin => Needs::FunctionOnly,
            Self::ReadOwnFile | Self::ReadOwnResponse | Self::WithdrawResponse => {
                Needs::RespondentToken
            }
            Self::BeginFactor
            | Self::ConfirmFactor
            | Self::EndSessions
            | Self::ReadAccount
            | Self::RenewSession => Needs::AnySession,
            Self::ChangePassword | Self::RemoveFactor | Self::RenewRecoveryCodes => Needs::Session,
            Self::CloseSurvey | Self::PublishSurvey => {
                Needs::Credential(Permission::PublishSurveys)
            }
            Self::ListResponses | Self::ReadFile | Self::ReadResponse => {
                Needs::Credential(Permission::ReadResponses)
            }
            Self::ExportAudit | Self::ListAudit | Self::VerifyAudit => {
                Needs::Credential(Permission::ReadAudit)
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
            // A file, and what is said of it.
            Self::PutFile => survey::MAX_FILE_BYTES as usize + 4 * 1024,
            Self::BeginFactor
            | Self::ChangePassword
            | Self::ClaimMail
            | Self::ConfirmFactor
            | Self::CreateApiKey
            | Self::CreateUser
            | Self::IssueRecovery
            | Self::LoginParameters
            | Self::MailFailed
            | Self::PutTenant
            | Self::ReadOwnFile
            | Self::ReadOwnResponse
            | Self::ReadRecovery
            | Self::Recover
            | Self::RemoveFactor
            | Self::RenewRecoveryCodes
            | Self::RequestRecovery
            | Self::VerifyFactor
            | Self::VerifyLogin
            | Self::WithdrawResponse => 16 * 1024,
            Self::CloseSurvey
            | Self::EndSessions
            | Self::ExportAudit
            | Self::ListAudit
            | Self::ListResponses
            | Self::ListSurveys
            | Self::ListTenantKeys
            | Self::ListTenants
            | Self::MailSent
            | Self::PublishSurvey
            | Self::ReadAccount
            | Self::ReadFile
            | Self::ReadPublished
            | Self::ReadResponse
            | Self::ReadSurvey
            | Self::RenewSession
            | Self::RevokeTenantKey
            | Self::VerifyAudit => 0,
        }
    }

    /// Its name in logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AppendResponse => "append-response",
            Self::BeginFactor => "begin-factor",
            Self::ChangePassword => "change-password",
            Self::ClaimMail => "claim-mail",
            Self::CloseSurvey => "close-survey",
            Self::ConfirmFactor => "confirm-factor",
            Self::CreateApiKey => "create-api-key",
            Self::CreateUser => "create-user",
            Self::EndSessions => "end-sessions",
            Self::ExportAudit => "export-audit",
            Self::IssueRecovery => "issue-recovery",
            Self::ListAudit => "list-audit",
            Self::ListResponses => "list-responses",
            Self::ListSurveys => "list-surveys",
            Self::ListTenantKeys => "list-tenant-keys",
            Self::ListTenants => "list-tenants",
            Self::LoginParameters => "login-parameters",
            Self::MailFailed => "mail-failed",
            Self::MailSent => "mail-sent",
            Self::PublishSurvey => "publish-survey",
            Self::PutFile => "put-file",
            Self::PutTenant => "put-tenant",
            Self::ReadAccount => "read-account",
            Self::ReadFile => "read-file",
            Self::ReadOwnFile => "read-own-file",
            Self::ReadOwnResponse => "read-own-response",
            Self::ReadPublished => "read-published",
            Self::ReadRecovery => "read-recovery",
            Self::ReadResponse => "read-response",
            Self::ReadSurvey => "read-survey",
            Self::Recover => "recover",
            Self::RemoveFactor => "remove-factor",
            Self::RenewRecoveryCodes => "renew-recovery-codes",
            Self::RenewSession => "renew-session",
            Self::RequestRecovery => "request-recovery",
            Self::RevokeTenantKey => "revoke-tenant-key",
            Self::SaveDraft => "save-draft",
            Self::VerifyAudit => "verify-audit",
            Self::VerifyFactor => "verify-factor",
            Self::VerifyLogin => "verify-login",
            Self::WithdrawResponse => "withdraw-response",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operation_belongs_to_exactly_one_function() {
        for operation in Operation::ALL {
            let open = Function::ALL.iter().filter(|f| operation.open_to(**f)).count();
            assert_eq!(open, 1, "{}", operation.as_str());
        }
    }

    /// A broken-into submit reads answers only with a respondent's own token, which it cannot make:
    /// storage alone has the keys.
    #[test]
    fn submit_reads_an_answer_only_with_the_respondents_own_token() {
        let open = |needs: Needs| {
            let all = Operation::ALL.iter().filter(|o| o.open_to(Function::Submit));
            all.filter(|o| o.needs() == needs).copied().collect::<Vec<_>>()
        };
        let by_itself = open(Needs::FunctionOnly);
        let adding = [Operation::AppendResponse, Operation::PutFile];
        assert_eq!(by_itself, [&adding[..], &[Operation::ReadPublished]].concat());
        let with_a_token = open(Needs::RespondentToken);
        let reading = [Operation::ReadOwnFile, Operation::ReadOwnResponse];
        assert_eq!(with_a_token, [&reading[..], &[Operation::WithdrawResponse]].concat());
        let all = Operation::ALL.iter().filter(|o| o.open_to(Function::Submit)).count();
        assert_eq!(all, by_itself.len() + with_a_token.len());
    }
}
