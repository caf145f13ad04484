//! The audit log: what was done, by whom.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Cursor;

/// Defines the actions with a table of their names.
macro_rules! actions {
    ($( $(#[$doc:meta])* $variant:ident = $text:literal, )+) => {
        /// What an entry says was done. The names are published and never change; the list grows.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub enum AuditAction {
            $( $(#[$doc])* $variant, )+
        }

        impl AuditAction {
            /// All of them.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// Its published name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $text, )+
                }
            }
        }
    };
}

actions! {
    /// Somebody sees to an alert, or has handled it.
    ActOnAlert = "act-on-alert",
    /// An invitation was sent at once or again, or cancelled.
    ActOnAsked = "act-on-asked",
    /// A second factor was added.
    AddFactor = "add-factor",
    /// A passkey was added.
    AddPasskey = "add-passkey",
    /// Somebody's account was bound to what an identity provider calls them, or there was none to bind.
    BindIdentity = "bind-identity",
    /// A password was changed.
    ChangePassword = "change-password",
    /// A survey takes no more answers.
    CloseSurvey = "close-survey",
    /// An API key was made, or told again.
    CreateApiKey = "create-api-key",
    /// A user was made.
    CreateUser = "create-user",
    /// All sessions of a user were ended.
    EndSessions = "end-sessions",
    /// What is kept of somebody who was asked was erased.
    EraseContact = "erase-contact",
    /// People were taken from a file as contacts.
    ImportContacts = "import-contacts",
    /// Somebody was invited by mail.
    InvitePerson = "invite-person",
    /// Somebody took an invitation up.
    Join = "join",
    /// The audit log was exported; one entry an hour.
    ExportAudit = "export-audit",
    /// A link to a new password was made, to be handed over.
    IssueRecovery = "issue-recovery",
    /// Alerts were listed.
    ListAlerts = "list-alerts",
    /// Invitations of respondents were listed.
    ListAsked = "list-asked",
    /// Comments that a badge shows or may show were listed.
    ListComments = "list-comments",
    /// Contacts or their groups were listed.
    ListContacts = "list-contacts",
    /// Those who have cancelled a subscription were listed.
    ListLeavers = "list-leavers",
    /// Invitations were listed with their answers.
    ListOrders = "list-orders",
    /// Responses were listed.
    ListResponses = "list-responses",
    /// The people of a tenant were listed.
    ListPeople = "list-people",
    /// One contact was made of two.
    MergeContacts = "merge-contacts",
    /// Somebody who was written to wants no more messages.
    OptOut = "opt-out",
    /// A survey was published, or opened again.
    PublishSurvey = "publish-survey",
    /// What is known of a contact was changed.
    PutContact = "put-contact",
    /// An instance of an app was set up or changed.
    PutInstance = "put-instance",
    /// A tenant was made, renamed, or its policy changed.
    PutTenant = "put-tenant",
    /// One alert was read, with what was answered.
    ReadAlert = "read-alert",
    /// What shows that an instance's alerts are ours was read.
    ReadAlertSecret = "read-alert-secret",
    /// One invitation of a respondent was read.
    ReadAsked = "read-asked",
    /// The audit log was read; one entry an hour.
    ReadAudit = "read-audit",
    /// What is known of a contact was read.
    ReadContact = "read-contact",
    /// One invitation was read, with what was answered.
    ReadOrder = "read-order",
    /// One response was read.
    ReadResponse = "read-response",
    /// A password was chosen anew with what a mail brought.
    RecoverPassword = "recover-password",
    /// Somebody's account was taken away.
    RemovePerson = "remove-person",
    /// Somebody who was suspended is let in again.
    RestorePerson = "restore-person",
    /// A second factor was taken away.
    RemoveFactor = "remove-factor",
    /// A passkey was taken away.
    RemovePasskey = "remove-passkey",
    /// A passkey was named anew.
    RenamePasskey = "rename-passkey",
    /// New recovery codes were made.
    RenewRecoveryCodes = "renew-recovery-codes",
    /// An API key was ended.
    RevokeApiKey = "revoke-api-key",
    /// A response counts again that was taken out of figures.
    CountAgain = "count-again",
    /// A response was taken out of figures.
    SetAside = "set-aside",
    /// A survey was made, or its draft replaced.
    SaveSurvey = "save-survey",
    /// The identity provider of an organisation was set or removed.
    SetProvider = "set-provider",
    /// What somebody may do was changed.
    SetGrants = "set-grants",
    /// A badge shows a comment.
    ShowComment = "show-comment",
    /// A badge does not show a comment, for a reason.
    HoldComment = "hold-comment",
    /// What was decided about a comment does not hold any more.
    UndecideComment = "undecide-comment",
    /// A tenant shares its figures of an app to be compared, or does no more.
    ShareFigures = "share-figures",
    /// Somebody is let in no more.
    SuspendPerson = "suspend-person",
    /// Somebody signed in, or was refused at the password, the code or the passkey.
    SignIn = "sign-in",
    /// What happened was told, for which somebody may be invited.
    TakeEvents = "take-events",
    /// A passkey counted backwards: there may be a copy of it.
    SuspectPasskey = "suspect-passkey",
    /// The audit log was verified; one entry an hour.
    VerifyAudit = "verify-audit",
    /// An invitation was taken back.
    WithdrawInvitation = "withdraw-invitation",
    /// A respondent took their response away.
    WithdrawResponse = "withdraw-response",
}

impl AuditAction {
    /// Whether one entry an hour is enough: what is done page by page to the log itself.
    #[must_use]
    pub const fn is_told_once_an_hour(self) -> bool {
        matches!(self, Self::ExportAudit | Self::ReadAudit | Self::VerifyAudit)
    }
}

impl fmt::Display for AuditAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`AuditAction`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("this action is not known")]
pub struct UnknownAction;

impl FromStr for AuditAction {
    type Err = UnknownAction;

    fn from_str(raw: &str) -> Result<Self, UnknownAction> {
        Self::ALL.iter().copied().find(|one| one.as_str() == raw).ok_or(UnknownAction)
    }
}

/// An entry, in the words in which it is hashed: what stands here was written by storage, or by
/// whoever altered it since.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuditEntry {
    /// Whose log it is in.
    pub tenant: String,
    /// Its number, from 1.
    pub sequence: u64,
    /// When, in RFC 3339: UTC, to the millisecond.
    pub time: String,
    /// Who: `user:<id>`, `api-key:<id>`, `respondent`, `function:<name>` or `operator`.
    pub actor: String,
    /// What: an [`AuditAction`].
    pub action: String,
    /// With what: a kind and a name, such as `survey:coffee`.
    pub object: String,
    /// From where: an [`Origin`](super::Origin), or `-`.
    pub origin: String,
    /// The id of the request.
    pub request: String,
    /// What became of it: `done` or `refused`.
    pub outcome: String,
    /// SHA-256 over the hash of the entry before it and this one, in hexadecimal.
    pub hash: String,
}

impl AuditEntry {
    /// The bytes that are hashed: the name of the format and each field, a line each. None of them
    /// holds a line feed, and there is none after the last.
    #[must_use]
    pub fn canonical(&self) -> String {
        let Self {
            tenant, sequence, time, actor, action, object, origin, request, outcome, ..
        } = self;
        format!(
            "nordsvar-audit-1\n{tenant}\n{sequence}\n{time}\n{actor}\n{action}\n{object}\n\
             {origin}\n{request}\n{outcome}"
        )
    }
}

/// Where a chain begins and ends, sealed with a key that storage alone has.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuditHead {
    /// Whose log it is of.
    pub tenant: String,
    /// The number of the newest entry.
    pub sequence: u64,
    /// Its hash.
    pub hash: String,
    /// The number of the last entry that was deleted for its age; 0 if none was.
    pub anchor_sequence: u64,
    /// Its hash; 64 zeros if none was.
    pub anchor_hash: String,
    /// HMAC-SHA-256 of all of this, in hexadecimal; empty once a seal from before was broken.
    pub seal: String,
}

impl AuditHead {
    /// The bytes that are sealed.
    #[must_use]
    pub fn canonical(&self) -> String {
        let Self { tenant, sequence, hash, anchor_sequence, anchor_hash, .. } = self;
        format!(
            "nordsvar-audit-head-1\n{tenant}\n{sequence}\n{hash}\n{anchor_sequence}\n{anchor_hash}"
        )
    }
}

/// A stretch of a tenant's log.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuditStretch {
    /// The entries.
    pub items: Vec<AuditEntry>,
    /// Where the next stretch begins; absent when nothing is left. A stretch may have fewer entries
    /// than were asked for, and still not be the last.
    pub next: Option<Cursor>,
    /// How the chain stands.
    pub head: Option<AuditHead>,
}

/// What does not fit.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditFaultKind {
    /// The entry is not what was hashed.
    Altered,
    /// An entry stands there, and it is another one of the chain.
    OutOfOrder,
    /// There is no entry of this number, and there are later ones.
    Missing,
    /// The log ends before its head says.
    CutOff,
    /// The log goes on after its head.
    BeyondHead,
    /// The head is not what storage sealed, or is not there.
    Head,
}

/// The first entry that does not fit.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuditFault {
    /// Its number.
    pub sequence: u64,
    /// What does not fit.
    pub kind: AuditFaultKind,
}

/// How far a chain was verified.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuditVerified {
    /// The number of the last entry up to which everything fits.
    pub verified_through: u64,
    /// The first entry that does not fit; absent if all of this stretch do.
    pub fault: Option<AuditFault>,
    /// Where to go on; absent at the end, and at a fault.
    pub next: Option<Cursor>,
    /// How the chain stands.
    pub head: Option<AuditHead>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_again() {
        for action in AuditAction::ALL {
            assert_eq!(action.as_str().parse(), Ok(*action));
        }
        assert_eq!("sign-out".parse::<AuditAction>(), Err(UnknownAction));
    }
}
