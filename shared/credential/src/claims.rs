//! What tokens say, one type for each purpose.

mod cancel_flow;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use survey::{ResponseId, SurveyId, Version};

use crate::named::named;
use crate::{
    ApiKeyId, Audience, Grants, HandOverMark, HandOverSecret, InvitationId, TenantId, UnixSeconds,
    UserId, ZoneId,
};

pub use cancel_flow::CancelFlowClaims;

named! {
    /// What a token is for. It stands in the token's header, and in the label of its key.
    #[derive(Deserialize)]
    #[serde(try_from = "String")]
    Purpose {
        /// A person is signed in.
        Session = "session",
        /// A program may call the API for a tenant.
        ApiKey = "api-key",
        /// A respondent may answer one survey, once.
        Invitation = "invitation",
        /// A response was received.
        Receipt = "receipt",
        /// A respondent may go on with a response that is not complete.
        Resume = "resume",
        /// A respondent may see and withdraw a response that is complete.
        Access = "access",
        /// A person gave the right password, and has a second factor to show.
        SecondFactor = "second-factor",
        /// A person was invited by mail to become one of a tenant's.
        Join = "join",
        /// A person is signed in at login, and goes from there to another room.
        HandOver = "hand-over",
        /// A person was named by the identity provider of their organisation.
        Organisation = "organisation",
        /// A person forgot their password, and read the mail that was sent to them.
        Recovery = "recovery",
        /// Somebody who was written to wants no more messages.
        Unsubscribe = "unsubscribe",
        /// A subscriber is about to cancel, and may say why, once.
        CancelFlow = "cancel-flow",
    }
}

/// The claims of tokens for one purpose.
///
/// The members are a published format: they are only ever added to, under a new purpose.
pub trait Claims: Serialize + DeserializeOwned {
    /// What these tokens are for.
    const PURPOSE: Purpose;

    /// When the token ends: it holds while `now` is before this. `None` holds for ever.
    fn expires(&self) -> Option<UnixSeconds>;
}

/// A person is signed in, and may call one audience.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SessionClaims {
    /// Who.
    pub sub: UserId,
    /// The tenant they act for.
    pub ten: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// Whom the session is addressed to.
    pub aud: Audience,
    /// The account's epoch at sign-in; storage raises it to end all sessions at once.
    pub epoch: u32,
    /// What they may do.
    pub grants: Grants,
    /// When they last proved who they are; the session may be issued anew, this stays.
    pub auth: UnixSeconds,
    /// When this token was issued.
    pub iat: UnixSeconds,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl SessionClaims {
    /// Whether this session is for `audience` in `zone`.
    #[must_use]
    pub fn addressed_to(&self, zone: &ZoneId, audience: Audience) -> bool {
        self.zone == *zone && self.aud == audience
    }
}

impl Claims for SessionClaims {
    const PURPOSE: Purpose = Purpose::Session;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// A program may call the API for a tenant.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyClaims {
    /// The key's name, by which storage knows whether it was revoked.
    pub jti: ApiKeyId,
    /// The tenant it acts for.
    pub ten: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// What it may do.
    pub grants: Grants,
    /// When it was issued.
    pub iat: UnixSeconds,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl Claims for ApiKeyClaims {
    const PURPOSE: Purpose = Purpose::ApiKey;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// A respondent may answer one survey, once.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InvitationClaims {
    /// The invitation's name, of which storage takes one response.
    pub jti: InvitationId,
    /// The survey it invites to.
    pub survey: SurveyId,
    /// The zone that keeps the survey.
    pub zone: ZoneId,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl Claims for InvitationClaims {
    const PURPOSE: Purpose = Purpose::Invitation;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// Somebody who was written to wants no more messages of the tenant. Storage alone makes it; it goes with each message, and
/// reads nothing.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct UnsubscribeClaims {
    /// The invitation that the message was of.
    pub jti: InvitationId,
    /// Whose messages they are.
    pub ten: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// When it ends: long after the message.
    pub exp: UnixSeconds,
}

impl Claims for UnsubscribeClaims {
    const PURPOSE: Purpose = Purpose::Unsubscribe;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// A response was received and is durably kept. It proves so, and opens nothing.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptClaims {
    /// The response.
    pub response: ResponseId,
    /// The survey it answers.
    pub survey: SurveyId,
    /// The version of the survey it answers.
    pub version: Version,
    /// When it was received.
    pub at: UnixSeconds,
    /// The zone that keeps it.
    pub zone: ZoneId,
}

impl Claims for ReceiptClaims {
    const PURPOSE: Purpose = Purpose::Receipt;

    fn expires(&self) -> Option<UnixSeconds> {
        None
    }
}

/// A respondent may go on with their response, which is not complete yet.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ResumeClaims {
    /// The response.
    pub response: ResponseId,
    /// The survey it answers.
    pub survey: SurveyId,
    /// The zone that keeps it.
    pub zone: ZoneId,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl Claims for ResumeClaims {
    const PURPOSE: Purpose = Purpose::Resume;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// A respondent may see and withdraw their response, which is complete.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AccessClaims {
    /// The response.
    pub response: ResponseId,
    /// The survey it answers.
    pub survey: SurveyId,
    /// The zone that keeps it.
    pub zone: ZoneId,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl Claims for AccessClaims {
    const PURPOSE: Purpose = Purpose::Access;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// A person gave the right password, and has a second factor to show. Storage alone makes it and
/// takes it; it opens nothing by itself.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SecondFactorClaims {
    /// Who.
    pub sub: UserId,
    /// Their tenant.
    pub ten: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// The account's epoch when the password was right: once it is raised, this is worth nothing.
    pub epoch: u32,
    /// Whether it was not the password that was right: their organisation has named them.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub org: bool,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl Claims for SecondFactorClaims {
    const PURPOSE: Purpose = Purpose::SecondFactor;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// A person who forgot their password may choose another. Storage alone makes it and takes it; it goes to
/// the account's address by mail.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryClaims {
    /// Who.
    pub sub: UserId,
    /// Their tenant.
    pub ten: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// The account's epoch when it was asked for: the new password raises it, and so does every other way
    /// to end sessions. Then this is worth nothing.
    pub epoch: u32,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl Claims for RecoveryClaims {
    const PURPOSE: Purpose = Purpose::Recovery;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// A person is signed in at login, and goes from there to another audience, in the browser that asked for it. Login makes
/// it, and that audience alone takes it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HandOverClaims {
    /// Who.
    pub sub: UserId,
    /// The tenant they act for.
    pub ten: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// Where they go.
    pub aud: Audience,
    /// The account's epoch at login.
    pub epoch: u32,
    /// What they may do.
    pub grants: Grants,
    /// When they last proved who they are.
    pub auth: UnixSeconds,
    /// What the audience gave that browser to bring back: in another one this is worth nothing.
    pub mark: HandOverMark,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl HandOverClaims {
    /// Whether this is for `audience` in `zone`, brought by the browser that was given `secret`.
    #[must_use]
    pub fn is_for(&self, (zone, audience): (&ZoneId, Audience), secret: &HandOverSecret) -> bool {
        self.zone == *zone && self.aud == audience && self.mark == secret.mark()
    }
}

impl Claims for HandOverClaims {
    const PURPOSE: Purpose = Purpose::HandOver;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// A person was named by their organisation's identity provider, and goes from there to login, in the browser that asked for
/// it. Storage alone makes it and takes it; it opens nothing by itself.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationClaims {
    /// Who.
    pub sub: UserId,
    /// Their tenant.
    pub ten: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// The account's epoch when they were named: once it is raised, this is worth nothing.
    pub epoch: u32,
    /// What login gave that browser to bring back: in another one this is worth nothing.
    pub mark: HandOverMark,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl Claims for OrganisationClaims {
    const PURPOSE: Purpose = Purpose::Organisation;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}

/// A person was invited to become one of a tenant's. Storage alone makes it and takes it; it goes to the invited address by
/// mail, and is worth nothing once the invitation is taken, withdrawn or sent anew.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct JoinClaims {
    /// The invitation's name.
    pub jti: InvitationId,
    /// The tenant.
    pub ten: TenantId,
    /// The tenant's home zone.
    pub zone: ZoneId,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl Claims for JoinClaims {
    const PURPOSE: Purpose = Purpose::Join;

    fn expires(&self) -> Option<UnixSeconds> {
        Some(self.exp)
    }
}
