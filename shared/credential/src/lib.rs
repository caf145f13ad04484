#![doc = include_str!("../README.md")]

mod claims;
mod factor;
mod grant;
mod hand_over;
mod id;
mod key;
mod label;
mod master;
mod message;
mod named;
mod one_time;
mod party;
mod presented;
mod recovery;
mod ring;
mod role;
mod sealed;
mod shared_secret;
mod time;
mod token;
mod work;

pub use claims::{
    AccessClaims, ApiKeyClaims, CancelFlowClaims, Claims, HandOverClaims, InvitationClaims,
    JoinClaims, OrganisationClaims, Purpose, ReceiptClaims, RecoveryClaims, ResumeClaims,
    SecondFactorClaims, SessionClaims, UnsubscribeClaims,
};
pub use factor::{FactorCode, InvalidFactorCode};
pub use grant::{Grant, Grants, InvalidScope, Scope, TooManyGrants};
pub use hand_over::{HandOverMark, HandOverSecret, InvalidHandOver};
pub use id::{
    AlertId, ApiKeyId, AppName, FlowId, HookId, InstanceName, InvalidId, InvitationId, KeyId,
    MailId, TenantId, UserId, ZoneId,
};
pub use key::InvalidKeyRing;
pub use label::{
    KeyLabel, access_label, api_key_label, bounce_label, cancel_flow_label, factor_secret_label,
    fake_salt_label, function_label, hand_over_label, identity_secret_label, identity_state_label,
    invitation_label, join_label, organisation_label, outbox_label, personal_label, receipt_label,
    recovery_label, resume_label, second_factor_label, session_label, state_label,
    unsubscribe_label,
};
pub use master::MasterRing;
pub use message::{
    FunctionKeys, InvalidFunctionKeys, SIGNATURE_WINDOW_SECONDS, SignatureError, SigningError,
    sign_request,
};
pub use named::UnknownName;
pub use one_time::{InvalidOneTimeSecret, OneTimeCode, OneTimeSecret, STEP_SECONDS};
pub use party::{Audience, Function};
pub use presented::Presented;
pub use recovery::RecoveryCode;
pub use ring::KeyRing;
pub use role::{Permission, Role};
pub use sealed::{NONCE_BYTES, NotSealed};
pub use shared_secret::{InvalidSharedSecret, NotShared, SHARED_WINDOW_SECONDS, SharedSecret};
pub use time::UnixSeconds;
pub use token::{CredentialError, MAX_TOKEN_BYTES, UnsignableClaims};
pub use work::WORK_RANDOM_BYTES;
