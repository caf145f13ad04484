//! Who may go on with a flow.

use credential::{CancelFlowClaims, InstanceName, TenantId, ZoneId};

use super::{Flow, State};

/// A signed link leads to no flow.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum NotAdmitted {
    /// It is of something else that is set up, of another tenant or another zone. Told like a forged one.
    #[error("the link is not of this flow")]
    Elsewhere,
    /// The flow has come to its outcome: it does not begin again.
    #[error("the flow has come to an outcome already")]
    Over,
}

/// Checks that the claims of a link whose signature and time are good lead to this flow, and that the flow is not over. Loading the
/// page anew is not an outcome: the link is used up by the outcome alone.
///
/// # Errors
///
/// [`NotAdmitted`] if they do not.
pub fn admit(
    claims: &CancelFlowClaims,
    (zone, tenant, instance): (&ZoneId, &TenantId, &InstanceName),
    flow: &Flow,
) -> Result<(), NotAdmitted> {
    if !claims.is_of(zone, tenant, instance) {
        return Err(NotAdmitted::Elsewhere);
    }
    match flow.state() {
        State::Open => Ok(()),
        State::Over { .. } => Err(NotAdmitted::Over),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::why_cancel::Input;

    #[test]
    fn a_link_leads_to_one_flow_once() {
        let claims = CancelFlowClaims {
            jti: "flow-1".parse().unwrap(),
            ten: "demo".parse().unwrap(),
            zone: "se".parse().unwrap(),
            instance: "cancel".parse().unwrap(),
            exp: credential::UnixSeconds::new(1_764_003_600),
        };
        let (zone, tenant) = ("se".parse().unwrap(), "demo".parse().unwrap());
        let (here, other) = ("cancel".parse().unwrap(), "other".parse().unwrap());
        let start: jiff::Timestamp = "2026-11-27T12:00:00Z".parse().unwrap();
        let mut flow = Flow::new("2026-11-27T13:00:00Z".parse().unwrap(), false);
        assert_eq!(admit(&claims, (&zone, &tenant, &here), &flow), Ok(()));
        let elsewhere = admit(&claims, (&zone, &tenant, &other), &flow);
        assert_eq!(elsewhere, Err(NotAdmitted::Elsewhere));
        flow.apply(&Input::Seen, start).unwrap();
        assert_eq!(admit(&claims, (&zone, &tenant, &here), &flow), Ok(()), "loaded anew");
        flow.apply(&Input::Kept, start).unwrap();
        assert_eq!(admit(&claims, (&zone, &tenant, &here), &flow), Err(NotAdmitted::Over));
    }
}
