//! Which operation leaves which trace in the audit log: one table.

use crate::Operation;
use crate::message::AuditAction;

/// Whether an operation is told of in the audit log.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Audited {
    /// By an entry of this action, in the transaction that changes something; for what only reads,
    /// before anything is handed out.
    By(AuditAction),
    /// Not at all, for this reason.
    Not(&'static str),
}

impl Operation {
    /// Whether and how it is told of in the audit log.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one table, a row for each operation")]
    pub const fn audited(self) -> Audited {
        Audited::By(match self {
            Self::BeginFactor | Self::ConfirmFactor => AuditAction::AddFactor,
            Self::BeginPasskey | Self::ConfirmPasskey => AuditAction::AddPasskey,
            Self::ForgetProvider | Self::RemoveProvider | Self::PutProvider | Self::SetProvider => {
                AuditAction::SetProvider
            }
            Self::VerifyIdentity => AuditAction::BindIdentity,
            Self::ChangePassword => AuditAction::ChangePassword,
            Self::CloseSurvey => AuditAction::CloseSurvey,
            Self::CountAgain => AuditAction::CountAgain,
            Self::SetAside => AuditAction::SetAside,
            Self::CreateApiKey | Self::MakeApiKey => AuditAction::CreateApiKey,
            Self::CreateUser => AuditAction::CreateUser,
            Self::EndSessions => AuditAction::EndSessions,
            Self::ExportAudit => AuditAction::ExportAudit,
            Self::IssueRecovery => AuditAction::IssueRecovery,
            Self::InvitePerson => AuditAction::InvitePerson,
            Self::Join => AuditAction::Join,
            Self::ListAudit => AuditAction::ReadAudit,
            Self::ListInvitations | Self::ListPeople => AuditAction::ListPeople,
            Self::RemovePerson => AuditAction::RemovePerson,
            Self::RestorePerson => AuditAction::RestorePerson,
            Self::SetGrants => AuditAction::SetGrants,
            Self::SuspendPerson => AuditAction::SuspendPerson,
            Self::WithdrawInvitation => AuditAction::WithdrawInvitation,
            Self::ListResponses => AuditAction::ListResponses,
            Self::PublishSurvey => AuditAction::PublishSurvey,
            Self::PutTenant | Self::SetPolicy => AuditAction::PutTenant,
            Self::ReadFile | Self::ReadResponse => AuditAction::ReadResponse,
            Self::Recover => AuditAction::RecoverPassword,
            Self::RemoveFactor => AuditAction::RemoveFactor,
            Self::RemovePasskey => AuditAction::RemovePasskey,
            Self::RenamePasskey => AuditAction::RenamePasskey,
            Self::RenewRecoveryCodes => AuditAction::RenewRecoveryCodes,
            Self::RevokeApiKey | Self::RevokeTenantKey => AuditAction::RevokeApiKey,
            Self::SaveDraft => AuditAction::SaveSurvey,
            Self::ShareFigures => AuditAction::ShareFigures,
            Self::ListComments => AuditAction::ListComments,
            Self::ShowComment => AuditAction::ShowComment,
            Self::HoldComment => AuditAction::HoldComment,
            Self::UndecideComment => AuditAction::UndecideComment,
            Self::VerifyAudit => AuditAction::VerifyAudit,
            Self::ActOnAlert => AuditAction::ActOnAlert,
            Self::ListAlerts => AuditAction::ListAlerts,
            Self::ReadAlert => AuditAction::ReadAlert,
            Self::ReadAlertSecret => AuditAction::ReadAlertSecret,
            Self::ActOnAsked => AuditAction::ActOnAsked,
            Self::EraseContact | Self::RemoveContact => AuditAction::EraseContact,
            Self::ImportContacts => AuditAction::ImportContacts,
            Self::ListContactGroups | Self::ListContacts => AuditAction::ListContacts,
            Self::MergeContacts => AuditAction::MergeContacts,
            Self::PutContact | Self::SaveContact => AuditAction::PutContact,
            Self::ReadContact => AuditAction::ReadContact,
            Self::ListAsked => AuditAction::ListAsked,
            Self::ListLeavers => AuditAction::ListLeavers,
            Self::ListOrders => AuditAction::ListOrders,
            Self::ReadOrder => AuditAction::ReadOrder,
            Self::AnswerCall | Self::OptOut => AuditAction::OptOut,
            Self::PutHook | Self::PutInstance | Self::RemoveHook => AuditAction::PutInstance,
            Self::ReadAsked => AuditAction::ReadAsked,
            Self::TakeEvents | Self::TakeHooked => AuditAction::TakeEvents,
            Self::VerifyFactor
            | Self::VerifyLogin
            | Self::VerifyOrganisation
            | Self::VerifyPasskey => AuditAction::SignIn,
            Self::WithdrawResponse => AuditAction::WithdrawResponse,
            Self::AppendResponse | Self::PutFile => {
                return Audited::Not("a response is its own record");
            }
            Self::ListHooks
            | Self::ListInstances
            | Self::OpenHook
            | Self::ReadExample
            | Self::ReadInstance
            | Self::ReadIntake => {
                return Audited::Not("how an app is set up holds nothing of anybody who is asked");
            }
            Self::ReadBadge | Self::ReadBenchmarks | Self::ReadReport | Self::RebuildRollups => {
                return Audited::Not("figures are counts, and nobody's");
            }
            Self::ReadBadgeComments => {
                return Audited::Not(
                    "everybody may see it: its writer agreed, and somebody looked",
                );
            }
            Self::ActOnFlow
            | Self::ListFlows
            | Self::OpenFlow
            | Self::ReadFlow
            | Self::StartFlow => {
                return Audited::Not("a flow is its own record, and names nobody");
            }
            Self::OpenInvitation | Self::RunDue | Self::MailReturned => {
                return Audited::Not("an invitation has a history of its own");
            }
            Self::ClaimMail | Self::MailFailed | Self::MailSent => {
                return Audited::Not("what causes a mail is told of; the outbox keeps the rest");
            }
            Self::ListStandings | Self::ListSurveys | Self::ReadPublished | Self::ReadSurvey => {
                return Audited::Not("a survey holds nothing of anybody's");
            }
            Self::SealAnew
            | Self::SealPersonal
            | Self::SealPersonalAnew
            | Self::SealProvidersAnew => {
                return Audited::Not("what is sealed is the same as before");
            }
            Self::ListApiKeys | Self::ReadOwnProvider | Self::ReadPolicy => {
                return Audited::Not("whoever runs the tenant sees its rules");
            }
            Self::ListTenantKeys | Self::ListTenants | Self::ReadTenantProvider => {
                return Audited::Not("the operator sees what the operator has made");
            }
            Self::AskPasskey
            | Self::LoginParameters
            | Self::ReadJoin
            | Self::ReadProvider
            | Self::ReadRecovery
            | Self::RequestRecovery => {
                return Audited::Not("nobody is known yet, and what follows is told of");
            }
            Self::ReadAccount | Self::ReadPerson | Self::RenewSession => {
                return Audited::Not("who is signed in sees what is their own");
            }
            Self::ReadOwnFile | Self::ReadOwnResponse => {
                return Audited::Not("a respondent sees what is their own");
            }
        })
    }

    /// What else it is told of by, where something is wrong.
    #[must_use]
    pub fn warns_by(self) -> Option<AuditAction> {
        (self == Self::VerifyPasskey).then_some(AuditAction::SuspectPasskey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_belongs_to_an_operation() {
        for action in AuditAction::ALL {
            let by = |operation: &&Operation| {
                operation.audited() == Audited::By(*action) || operation.warns_by() == Some(*action)
            };
            assert!(Operation::ALL.iter().any(|operation| by(&operation)), "{action}");
        }
    }
}
