//! What keys are for.

use core::fmt;

use crate::{Audience, Function, ZoneId};

/// Says what a key is for: the zone it counts in, its purpose, and who checks with it.
///
/// Keys are derived per label, so a token made under one label never verifies under another.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct KeyLabel(String);

impl KeyLabel {
    /// The label as it enters the derivation, after `nordsvar/1/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// For sessions addressed to `audience`: `<zone>/session/<audience>`.
#[must_use]
pub fn session_label(zone: &ZoneId, audience: Audience) -> KeyLabel {
    KeyLabel(format!("{zone}/session/{audience}"))
}

/// For API keys: `<zone>/api-key/api`.
#[must_use]
pub fn api_key_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/api-key/api"))
}

/// For links that invite a respondent: `<zone>/invitation/submit`.
#[must_use]
pub fn invitation_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/invitation/submit"))
}

/// For links by which somebody wants no more messages: `<zone>/unsubscribe/submit`.
#[must_use]
pub fn unsubscribe_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/unsubscribe/submit"))
}

/// For those who are about to cancel a subscription: `<zone>/cancel-flow/why-cancel`.
#[must_use]
pub fn cancel_flow_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/cancel-flow/why-cancel"))
}

/// For receipts of responses: `<zone>/receipt/submit`.
#[must_use]
pub fn receipt_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/receipt/submit"))
}

/// For what a respondent's page carries from one page of the survey to the next:
/// `<zone>/state/submit`.
#[must_use]
pub fn state_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/state/submit"))
}

/// For the requests that `function` signs: `<zone>/function/<function>`.
#[must_use]
pub fn function_label(zone: &ZoneId, function: Function) -> KeyLabel {
    KeyLabel(format!("{zone}/function/{function}"))
}

/// For the salts that storage makes up for unknown accounts: `<zone>/fake-salt/storage`.
#[must_use]
pub fn fake_salt_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/fake-salt/storage"))
}

/// For links that lead on with a response that is not complete: `<zone>/resume/storage`.
#[must_use]
pub fn resume_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/resume/storage"))
}

/// For links to a respondent's own complete response: `<zone>/access/storage`.
#[must_use]
pub fn access_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/access/storage"))
}

/// For those who gave the right password and have a second factor to show:
/// `<zone>/second-factor/storage`.
#[must_use]
pub fn second_factor_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/second-factor/storage"))
}

/// For colleagues who are invited by mail: `<zone>/join/storage`.
#[must_use]
pub fn join_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/join/storage"))
}

/// For those who go from login to `audience`: `<zone>/hand-over/<audience>`.
#[must_use]
pub fn hand_over_label(zone: &ZoneId, audience: Audience) -> KeyLabel {
    KeyLabel(format!("{zone}/hand-over/{audience}"))
}

/// For those whom their organisation's identity provider has named: `<zone>/organisation/storage`.
#[must_use]
pub fn organisation_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/organisation/storage"))
}

/// For what identity providers know us by, which storage keeps sealed: `<zone>/identity-secret/storage`.
#[must_use]
pub fn identity_secret_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/identity-secret/storage"))
}

/// For what a browser carries to an identity provider and back: `<zone>/identity-state/identity`.
#[must_use]
pub fn identity_state_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/identity-state/identity"))
}

/// For the return paths of mails that may come back: `<zone>/bounce/courier`.
#[must_use]
pub fn bounce_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/bounce/courier"))
}

/// For those who forgot their password: `<zone>/recovery/storage`.
#[must_use]
pub fn recovery_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/recovery/storage"))
}

/// For mails that are to be sent, which storage keeps sealed: `<zone>/outbox/storage`.
#[must_use]
pub fn outbox_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/outbox/storage"))
}

/// For the secrets of second factors, which storage keeps sealed: `<zone>/factor-secret/storage`.
#[must_use]
pub fn factor_secret_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/factor-secret/storage"))
}

/// For the keys of tenants, under which personal data is sealed: `<zone>/personal/storage`.
#[must_use]
pub fn personal_label(zone: &ZoneId) -> KeyLabel {
    KeyLabel(format!("{zone}/personal/storage"))
}
