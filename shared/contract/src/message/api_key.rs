//! API keys, and who made them.

use credential::{ApiKeyId, Grants, TenantId, UnixSeconds, UserId};
use serde::{Deserialize, Serialize};

use super::FactorRule;
use crate::Moment;

/// Makes an API key.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CreateApiKey {
    /// The key's name.
    pub id: ApiKeyId,
    /// The key's tenant; it must exist.
    pub tenant: TenantId,
    /// What it is for, in words of whoever makes it; at most 100 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What the key allows.
    pub grants: Grants,
    /// When it stops working.
    pub expires_at: UnixSeconds,
}

/// Makes an API key for one's own tenant. It may do no more than whoever makes it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MakeApiKey {
    /// What it is for; at most 100 characters.
    pub label: String,
    /// What the key allows.
    pub grants: Grants,
    /// After how many days it ends, 1 to [`Self::MOST_DAYS`].
    pub days: u32,
}

impl MakeApiKey {
    /// The longest that a key of a tenant's own holds, in days.
    pub const MOST_DAYS: u32 = 366;
}

/// What a tenant asks of its people.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Whether they must have a second factor.
    pub second_factor: FactorRule,
}

/// An API key, shown once.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ApiKey {
    /// The bearer token.
    pub key: String,
}

/// What is known of an API key; never the key itself.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyItem {
    /// The key's name.
    pub id: ApiKeyId,
    /// What it is for.
    pub label: String,
    /// What it allows, as far as who made it may do it too.
    pub grants: Grants,
    /// Who made it; nobody, if the operator did.
    pub made_by: Option<UserId>,
    /// When it was made.
    pub created_at: Moment,
    /// When it stops working.
    pub expires_at: UnixSeconds,
    /// When it was used last, to some minutes.
    pub last_used_at: Option<Moment>,
    /// When it was ended.
    pub revoked_at: Option<Moment>,
}

/// The API keys of a tenant, the newest first.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ApiKeys {
    /// The keys: the newest 500.
    pub items: Vec<ApiKeyItem>,
}

/// A tenant, as a list shows it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TenantItem {
    /// The tenant's name in addresses and commands.
    pub id: TenantId,
    /// The company's name.
    pub name: String,
    /// Whether its people must have a second factor.
    pub second_factor: FactorRule,
    /// When it was made.
    pub created_at: Moment,
}
