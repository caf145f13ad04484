//! What storage reads from its configuration.

use core::num::NonZeroU32;

use contract::SiteUrl;
use contract::message::SmsPrice;
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
    pub(crate) organisation_keys: KeyRing,
    pub(crate) identity_secret_keys: KeyRing,
    /// Sign what leads a respondent to a survey that they are invited to.
    pub(crate) invitation_keys: KeyRing,
    pub(crate) unsubscribe_keys: KeyRing,
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
    session_api_keys: KeyRing,
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
            organisation_keys: key_ring(host, "organisation_keys").await?,
            identity_secret_keys: key_ring(host, "identity_secret_keys").await?,
            invitation_keys: key_ring(host, "invitation_keys").await?,
            unsubscribe_keys: key_ring(host, "unsubscribe_keys").await?,
            submit_url: parsed(host, "submit_url").await?,
            sms_price: sms_price.map_err(|_| SettingError::Unusable(SMS_PRICE))?,
            relying_party,
            session_login_keys: key_ring(host, "session_login_keys").await?,
            session_zone_keys: key_ring(host, "session_zone_keys").await?,
            session_tool_keys: key_ring(host, "session_tool_keys").await?,
            session_store_evaluator_keys: key_ring(host, "session_store_evaluator_keys").await?,
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
            Audience::Api => &self.session_api_keys,
        }
    }
}
