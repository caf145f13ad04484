//! Who is about to cancel a subscription.

use serde::{Deserialize, Serialize};

use crate::{Claims, FlowId, InstanceName, Purpose, TenantId, UnixSeconds, ZoneId};

/// A subscriber is about to cancel, and may say why, once. It names no subscription and nobody: what the flow is about
/// is kept where it was started.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CancelFlowClaims {
    /// The flow's name, which comes to one outcome.
    pub jti: FlowId,
    /// Whose subscriber it is.
    pub ten: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// What the tenant has set up, of which the flow is.
    pub instance: InstanceName,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl CancelFlowClaims {
    /// How long a flow lasts from its start, in seconds: an hour. Whoever comes later cancels as they did before, and may
    /// start anew.
    pub const LASTS_SECONDS: u64 = 3600;

    /// Whether this is of what a tenant has set up, in its zone.
    #[must_use]
    pub fn is_of(&self, zone: &ZoneId, tenant: &TenantId, instance: &InstanceName) -> bool {
        self.zone == *zone && self.ten == *tenant && self.instance == *instance
    }
}

impl Claims for CancelFlowClaims {
    const PURPOSE: Purpose = Purpose::CancelFlow;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_is_of_one_place() {
        let claims: CancelFlowClaims = serde_json::from_str(
            r#"{"jti":"flow-1","ten":"demo","zone":"se","instance":"cancel","exp":1764003600}"#,
        )
        .unwrap();
        for (zone, tenant, instance, want) in [
            ("se", "demo", "cancel", true),
            ("fr", "demo", "cancel", false),
            ("se", "other", "cancel", false),
            ("se", "demo", "other", false),
        ] {
            let (zone, tenant) = (zone.parse().unwrap(), tenant.parse().unwrap());
            let is_of = claims.is_of(&zone, &tenant, &instance.parse().unwrap());
            assert_eq!(is_of, want, "{zone} {tenant} {instance}");
        }
    }
}
