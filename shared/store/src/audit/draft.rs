//! What is going to be an entry.

use core::fmt;

use contract::Moment;
use contract::message::{AuditAction, AuditEntry, Origin};
use credential::{
    AlertId, ApiKeyId, AppName, Function, InstanceName, InvitationId, TenantId, UserId,
};
use personal::SubjectId;
use sha2::{Digest as _, Sha256};
use survey::{ResponseId, SurveyId};

use super::chain::{AuditMark, hash_of, hex};

/// Who did something. Never an address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AuditActor {
    /// Somebody who was signed in.
    User(UserId),
    /// A program, with this key.
    ApiKey(ApiKeyId),
    /// A respondent, with the token of their own response.
    Respondent,
    /// One of our functions, for somebody who was not known.
    Function(Function),
}

impl fmt::Display for AuditActor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(user) => write!(f, "user:{user}"),
            Self::ApiKey(key) => write!(f, "api-key:{key}"),
            Self::Respondent => f.write_str("respondent"),
            Self::Function(Function::Operator) => f.write_str("operator"),
            Self::Function(function) => write!(f, "function:{function}"),
        }
    }
}

/// With what something was done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AuditObject {
    /// A tenant.
    Tenant(TenantId),
    /// A user; nobody, if an address has no account.
    User(Option<UserId>),
    /// An API key.
    ApiKey(ApiKeyId),
    /// A survey.
    Survey(SurveyId),
    /// A response, by a hash of its name: what a respondent has taken away is not named here either.
    Response(ResponseId),
    /// An app.
    App(AppName),
    /// An instance of an app.
    Instance(AppName, InstanceName),
    /// An invitation of a respondent.
    Invitation(InvitationId),
    /// An alert of staff.
    Alert(AlertId),
    /// Somebody who is asked: nothing of them is named.
    Contact,
    /// A contact, by the name that we have given them, which says nothing of them.
    OneContact(SubjectId),
    /// The audit log.
    Audit,
}

impl fmt::Display for AuditObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tenant(tenant) => write!(f, "tenant:{tenant}"),
            Self::User(Some(user)) => write!(f, "user:{user}"),
            Self::User(None) => f.write_str("user"),
            Self::ApiKey(key) => write!(f, "api-key:{key}"),
            Self::Survey(survey) => write!(f, "survey:{survey}"),
            Self::Response(response) => f.write_str(&response_name(*response)),
            Self::App(app) => write!(f, "app:{app}"),
            Self::Instance(app, instance) => write!(f, "instance:{app}:{instance}"),
            Self::Invitation(invitation) => write!(f, "invitation:{invitation}"),
            Self::Alert(alert) => write!(f, "alert:{alert}"),
            Self::Contact => f.write_str("contact"),
            Self::OneContact(contact) => write!(f, "contact:{contact}"),
            Self::Audit => f.write_str("audit"),
        }
    }
}

/// How a response is named in the log: SHA-256 of its sixteen bytes.
#[must_use]
pub fn response_name(response: ResponseId) -> String {
    format!("response:{}", hex(&Sha256::digest(response.as_bytes())))
}

/// What became of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AuditOutcome {
    /// It was done.
    Done,
    /// It was refused.
    Refused,
}

impl fmt::Display for AuditOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Done => "done",
            Self::Refused => "refused",
        })
    }
}

/// What is going to be an entry, once it has a number.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditDraft {
    /// Whose log it goes to. `None`: nobody's. It is written as any other, so that it takes as long,
    /// and the one before it goes.
    pub tenant: Option<TenantId>,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: AuditActor,
    /// What.
    pub action: AuditAction,
    /// With what.
    pub object: AuditObject,
    /// From where, if that is known.
    pub origin: Option<Origin>,
    /// The request's id: 1 to 64 letters, digits and hyphens.
    pub request: String,
    /// What became of it.
    pub outcome: AuditOutcome,
}

impl AuditDraft {
    /// The name of nobody's log.
    pub const NOBODY: &'static str = "";

    /// The name of the log it goes to.
    #[must_use]
    pub fn log(&self) -> &str {
        self.tenant.as_ref().map_or(Self::NOBODY, TenantId::as_str)
    }

    /// The entry after `before`.
    #[must_use]
    pub fn entry(&self, before: &AuditMark) -> AuditEntry {
        let mut entry = AuditEntry {
            tenant: self.log().to_owned(),
            sequence: before.sequence.saturating_add(1),
            time: self.at.rfc3339(),
            actor: self.actor.to_string(),
            action: self.action.to_string(),
            object: self.object.to_string(),
            origin: self.origin.map_or_else(|| "-".to_owned(), |origin| origin.to_string()),
            request: self.request.clone(),
            outcome: self.outcome.to_string(),
            hash: String::new(),
        };
        entry.hash = hash_of(&before.hash, &entry);
        entry
    }
}
