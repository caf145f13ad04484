//! What storage reads from its configuration.

use core::num::NonZeroU32;
use core::str::FromStr;

use contract::message::SmsPrice;
use contract::{Moment, SiteUrl};
use credential::{Audience, FunctionKeys, KeyRing, ZoneId};
use host::{Host, SettingError, key_ring, parsed};
use passkey::RelyingParty;

/// Storage's zone and keys.
#[derive(Debug)]
pub struct Settings {
    pub(crate) zone: ZoneId,
    pub(crate) function_keys: FunctionKeys,
    pub(crate) api_key_keys: KeyRing,
    pub(crate) fake_salt_key: KeyRing,
    pub(crate) resume_keys: KeyRing,
    pub(crate) access_keys: KeyRing,
    pub(crate) second_factor_keys: KeyRing,
    pub(crate) factor_secret_keys: KeyRing,
    pub(crate) outbox_keys: KeyRing,
    /// Seals the keys of tenants, under which personal data is.
    pub(crate) personal_keys: KeyRing,
    pub(crate) recovery_keys: KeyRing,
    pub(crate) join_keys: KeyRing,
    /// How many passwords are hashed in a second, of the usual cost, by whoever signs in.
    pub(crate) hashes_per_second: NonZeroU32,
    /// For how long invitations that are over are kept.
    pub(crate) keep_invitations: KeepDays,
    pub(crate) organisation_keys: KeyRing,
    pub(crate) identity_secret_keys: KeyRing,
    /// Sign what leads a respondent to a survey that they are invited to.
    pub(crate) invitation_keys: KeyRing,
    pub(crate) unsubscribe_keys: KeyRing,
    /// Sign what leads those who are about to cancel a subscription to their flow.
    pub(crate) cancel_flow_keys: KeyRing,
    /// Where respondents answer, for the links of messages.
    pub(crate) submit_url: SiteUrl,
    /// What a text message costs, for whoever writes one; nobody is told if it is not said.
    pub(crate) sms_price: Option<SmsPrice>,
    /// Where people sign in, if that is a site that passkeys can be for.
    pub(crate) relying_party: Option<RelyingParty>,
    session_login_keys: KeyRing,
    session_zone_keys: KeyRing,
    session_tool_keys: KeyRing,
    session_store_evaluator_keys: KeyRing,
    session_delivery_control_keys: KeyRing,
    session_stay_evaluator_keys: KeyRing,
    session_why_cancel_keys: KeyRing,
    session_api_keys: KeyRing,
}

/// For how many days something is kept that is over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct KeepDays(u16);

/// Not a number of days for which it may be kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a number from 800 to 36500")]
pub(crate) struct NoKeepDays;

impl KeepDays {
    /// No fewer: a message's link by which somebody opts out is good for two years.
    const LEAST: u16 = 800;
    const MOST: u16 = 36_500;

    /// What came before this moment, and is over, is kept no longer.
    pub(crate) fn before(self, now: Moment) -> Moment {
        now.moved_by_seconds(-i64::from(self.0) * 86_400)
    }
}

impl FromStr for KeepDays {
    type Err = NoKeepDays;

    fn from_str(text: &str) -> Result<Self, NoKeepDays> {
        let days = text.parse().map_err(|_| NoKeepDays)?;
        (Self::LEAST..=Self::MOST).contains(&days).then_some(Self(days)).ok_or(NoKeepDays)
    }
}

impl Settings {
    pub(crate) async fn read(host: &Host) -> Result<Self, SettingError> {
        const FUNCTION_KEYS: &str = "function_keys";
        const SMS_PRICE: &str = "sms_price";
        // Without it, or where it is an address and no name, there are no passkeys; all else works.
        let login_url = host.setting("login_url").await;
        let relying_party = login_url.and_then(|url| url.trim_end_matches('/').parse().ok());
        let function_keys =
            host.setting(FUNCTION_KEYS).await.ok_or(SettingError::Missing(FUNCTION_KEYS))?;
        let sms_price = host.setting(SMS_PRICE).await.map(|raw| raw.parse()).transpose();
        Ok(Self {
            zone: parsed(host, "zone").await?,
            function_keys: FunctionKeys::parse(&function_keys)
                .map_err(|_| SettingError::Unusable(FUNCTION_KEYS))?,
            api_key_keys: key_ring(host, "api_key_keys").await?,
            fake_salt_key: key_ring(host, "fake_salt_key").await?,
            resume_keys: key_ring(host, "resume_keys").await?,
            access_keys: key_ring(host, "access_keys").await?,
            second_factor_keys: key_ring(host, "second_factor_keys").await?,
            factor_secret_keys: key_ring(host, "factor_secret_keys").await?,
            outbox_keys: key_ring(host, "outbox_keys").await?,
            personal_keys: key_ring(host, "personal_keys").await?,
            recovery_keys: key_ring(host, "recovery_keys").await?,
            join_keys: key_ring(host, "join_keys").await?,
            hashes_per_second: parsed(host, "hashes_per_second").await?,
            keep_invitations: parsed(host, "keep_invitations_days").await?,
            organisation_keys: key_ring(host, "organisation_keys").await?,
            identity_secret_keys: key_ring(host, "identity_secret_keys").await?,
            invitation_keys: key_ring(host, "invitation_keys").await?,
            unsubscribe_keys: key_ring(host, "unsubscribe_keys").await?,
            cancel_flow_keys: key_ring(host, "cancel_flow_keys").await?,
            submit_url: parsed(host, "submit_url").await?,
            sms_price: sms_price.map_err(|_| SettingError::Unusable(SMS_PRICE))?,
            relying_party,
            session_login_keys: key_ring(host, "session_login_keys").await?,
            session_zone_keys: key_ring(host, "session_zone_keys").await?,
            session_tool_keys: key_ring(host, "session_tool_keys").await?,
            session_store_evaluator_keys: key_ring(host, "session_store_evaluator_keys").await?,
            session_delivery_control_keys: key_ring(host, "session_delivery_control_keys").await?,
            session_stay_evaluator_keys: key_ring(host, "session_stay_evaluator_keys").await?,
            session_why_cancel_keys: key_ring(host, "session_why_cancel_keys").await?,
            session_api_keys: key_ring(host, "session_api_keys").await?,
        })
    }

    /// The keys of the sessions addressed to `audience`.
    pub(crate) const fn session_keys(&self, audience: Audience) -> &KeyRing {
        match audience {
            Audience::Login => &self.session_login_keys,
            Audience::Zone => &self.session_zone_keys,
            Audience::Tool => &self.session_tool_keys,
            Audience::StoreEvaluator => &self.session_store_evaluator_keys,
            Audience::DeliveryControl => &self.session_delivery_control_keys,
            Audience::StayEvaluator => &self.session_stay_evaluator_keys,
            Audience::WhyCancel => &self.session_why_cancel_keys,
            Audience::Api => &self.session_api_keys,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_is_kept_for_a_while() {
        for (text, want) in [
            ("800", Ok(KeepDays(800))),
            ("36500", Ok(KeepDays(36_500))),
            ("799", Err(NoKeepDays)),
            ("36501", Err(NoKeepDays)),
            ("-1", Err(NoKeepDays)),
            ("", Err(NoKeepDays)),
            ("800.5", Err(NoKeepDays)),
        ] {
            assert_eq!(text.parse::<KeepDays>(), want, "{text}");
        }
        let now = Moment::from_unix_millis(1000 * 86_400_000);
        assert_eq!(KeepDays(800).before(now), Moment::from_unix_millis(200 * 86_400_000));
    }
}
