//! The routes of one instance.

use credential::{AlertId, InvitationId};

use crate::flows::OfFlows;

use super::{AlertStep, FILE_FORM, FORM, LARGE_FORM, OfInstance, PLAN_FORM, Ways, platform};

impl OfInstance {
    pub(super) fn at(path: [Option<&str>; 4]) -> Option<Ways<Self>> {
        let [first, second, third, None] = path else { return None };
        let (get, post) = match (first, second, third) {
            (None, _, _) => (Some(Self::Show), None),
            (Some("pause"), None, _) => (None, Some(Self::Pause)),
            (Some("resume"), None, _) => (None, Some(Self::Resume)),
            (Some("settings"), None, _) => (Some(Self::Settings), Some(Self::SetSettings)),
            (Some("settings"), Some("json"), None) => (None, Some(Self::SetJson)),
            (Some("texts"), None, _) => (Some(Self::Letters), Some(Self::SetLetters)),
            (Some("texts"), Some("remove"), None) => (None, Some(Self::RemoveLetters)),
            (Some("texts"), Some("preview"), None) => (Some(Self::Preview), None),
            (Some("texts"), Some("test"), None) => (None, Some(Self::TryLetters)),
            (Some("calls"), None, _) => (Some(Self::Calls), Some(Self::SetCalls)),
            (Some("calls"), Some("remove"), None) => (None, Some(Self::RemoveCalls)),
            (Some("webhooks"), None, _) => (Some(Self::Hooks), None),
            (Some("webhooks"), Some(name), None) => (None, Some(Self::SetHook(platform(name)?))),
            (Some("webhooks"), Some(name), Some("remove")) => {
                (None, Some(Self::RemoveHook(platform(name)?)))
            }
            (Some("table"), None, _) => (Some(Self::AskRows), Some(Self::ReadRows)),
            (Some("table"), Some("plan"), None) => (None, Some(Self::PlanRows)),
            (Some("offers"), None, _) => (Some(Self::Offers), Some(Self::SetOffers)),
            (Some("flows"), None, _) => (Some(Self::Flows(OfFlows::Figures)), None),
            (Some("flows.csv"), None, _) => (Some(Self::Flows(OfFlows::ExportFigures)), None),
            (Some("leavers"), None, _) => (Some(Self::Flows(OfFlows::Leavers)), None),
            (Some("leavers.csv"), None, _) => (Some(Self::Flows(OfFlows::ExportLeavers)), None),
            (Some("invitations"), None, _) => (Some(Self::Invitations), Some(Self::Search)),
            (Some("invitations"), Some(id), step) => Self::of_invitation(id.parse().ok()?, step)?,
            (Some("report"), None, _) => (Some(Self::Report), None),
            (Some("badge"), None, _) => (Some(Self::AskBadge), Some(Self::SetBadge)),
            (Some("badge"), Some("comments"), None) => (Some(Self::Comments), Some(Self::Decide)),
            (Some("report.csv"), None, _) => (Some(Self::ExportReport), None),
            (Some("orders"), None, _) => (Some(Self::Orders), None),
            (Some("orders"), Some(id), None) => (Some(Self::Order(id.parse().ok()?)), None),
            (Some("alerts"), None, _) => (Some(Self::Alerts), None),
            (Some("alerts"), Some(id), step) => Self::of_alert(id.parse().ok()?, step)?,
            (Some("alert-rules"), None, _) => (Some(Self::AlertRules), Some(Self::SetAlertRules)),
            (Some(_), _, _) => return None,
        };
        Some((get, post))
    }

    /// What stands below an invitation.
    fn of_invitation(id: InvitationId, step: Option<&str>) -> Option<Ways<Self>> {
        Some(match step {
            None => (Some(Self::Invitation(id)), None),
            Some("send-now") => (None, Some(Self::SendNow(id))),
            Some("resend") => (None, Some(Self::Resend(id))),
            Some("cancel") => (Some(Self::AskCancel(id.clone())), Some(Self::Cancel(id))),
            Some(_) => return None,
        })
    }

    /// What stands below an alert.
    fn of_alert(id: AlertId, step: Option<&str>) -> Option<Ways<Self>> {
        let step = match step {
            None => return Some((Some(Self::Alert(id)), None)),
            Some("take") => AlertStep::Take,
            Some("assign") => AlertStep::Assign,
            Some("handle") => AlertStep::Handle,
            Some(_) => return None,
        };
        Some((None, Some(Self::ActOnAlert(id, step))))
    }

    pub(super) const fn rule(&self) -> (&'static str, usize) {
        match self {
            Self::Show => ("instance", 0),
            Self::Pause => ("pause", FORM),
            Self::Resume => ("resume", FORM),
            Self::Settings => ("settings", 0),
            Self::SetSettings => ("set-settings", FORM),
            Self::SetJson => ("set-json", LARGE_FORM),
            Self::Letters => ("texts", 0),
            Self::SetLetters => ("set-texts", LARGE_FORM),
            Self::RemoveLetters => ("remove-texts", FORM),
            Self::Preview => ("preview", 0),
            Self::TryLetters => ("try-texts", FORM),
            Self::Calls => ("calls", 0),
            Self::SetCalls => ("set-calls", FORM),
            Self::RemoveCalls => ("remove-calls", FORM),
            Self::Hooks => ("hooks", 0),
            Self::SetHook(_) => ("set-hook", FORM),
            Self::RemoveHook(_) => ("remove-hook", FORM),
            Self::AskRows => ("ask-rows", 0),
            Self::ReadRows => ("read-rows", FILE_FORM),
            Self::PlanRows => ("plan-rows", PLAN_FORM),
            Self::Offers => ("offers", 0),
            Self::SetOffers => ("set-offers", LARGE_FORM),
            Self::Flows(OfFlows::Figures) => ("flows", 0),
            Self::Flows(OfFlows::ExportFigures) => ("export-flows", 0),
            Self::Flows(OfFlows::Leavers) => ("leavers", 0),
            Self::Flows(OfFlows::ExportLeavers) => ("export-leavers", 0),
            Self::Invitations => ("invitations", 0),
            Self::Search => ("search", FORM),
            Self::Invitation(_) => ("invitation", 0),
            Self::SendNow(_) => ("send-now", FORM),
            Self::Resend(_) => ("resend", FORM),
            Self::AskCancel(_) => ("ask-cancel", 0),
            Self::Cancel(_) => ("cancel", FORM),
            Self::Report => ("report", 0),
            Self::ExportReport => ("export-report", 0),
            Self::AskBadge => ("ask-badge", 0),
            Self::SetBadge => ("set-badge", FORM),
            Self::Comments => ("comments", 0),
            Self::Decide => ("decide-comment", FORM),
            Self::Orders => ("orders", 0),
            Self::Order(_) => ("order", 0),
            Self::Alerts => ("alerts", 0),
            Self::Alert(_) => ("alert", 0),
            Self::ActOnAlert(..) => ("act-on-alert", FORM),
            Self::AlertRules => ("alert-rules", 0),
            Self::SetAlertRules => ("set-alert-rules", FORM),
        }
    }
}
