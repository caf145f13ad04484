//! The port of tenants and users.

use contract::Moment;
use contract::message::{Email, FactorRule, Limit, PasswordParameters, Secret, SignIn, TenantItem};
use credential::{Grants, TenantId, UserId};

use crate::{NewMail, StoreError};

/// How many of a user's sign-ins are kept.
pub const MAX_SIGN_INS: u32 = 20;

/// A user to be made.
#[derive(Clone)]
pub struct NewUser {
    /// The user's name.
    pub user: UserId,
    /// The user's tenant.
    pub tenant: TenantId,
    /// How the user signs in.
    pub email: Email,
    /// How the password was hashed.
    pub parameters: PasswordParameters,
    /// SHA-256 of what Argon2id made of the password.
    pub verifier: Secret<32>,
    /// What the user may do.
    pub grants: Grants,
}

/// What became of a wish to make a user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum UserMade {
    /// The user is new.
    Now,
    /// The address has this account; nothing is changed.
    Already(UserId),
    /// There is no such tenant.
    NoTenant,
}

/// How a password is to be checked from now on.
#[derive(Clone)]
pub struct NewPassword {
    /// How it was hashed.
    pub parameters: PasswordParameters,
    /// SHA-256 of what Argon2id made of it.
    pub verifier: Secret<32>,
}

/// How an account stands while somebody acts for it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Standing {
    /// The account's epoch.
    pub epoch: u32,
    /// Whether its tenant wants a second factor of it, and it has none.
    pub lacks_factor: bool,
    /// When their access ends by itself, if it does.
    pub until: Option<Moment>,
    /// What its user may do by now.
    pub grants: Grants,
}

/// What signing in needs to know of an account.
#[derive(Clone)]
pub struct Login {
    /// How the user signs in.
    pub email: Email,
    /// The name of the user's tenant.
    pub organisation: String,
    /// Whether that tenant wants a second factor of its people.
    pub factor_required: bool,
    /// Whether they are let in no more.
    pub is_suspended: bool,
    /// When their access ends by itself, if it does.
    pub until: Option<Moment>,
    /// The user.
    pub user: UserId,
    /// The user's tenant.
    pub tenant: TenantId,
    /// The account's epoch.
    pub epoch: u32,
    /// What the user may do.
    pub grants: Grants,
    /// How the password was hashed.
    pub parameters: PasswordParameters,
    /// SHA-256 of what Argon2id made of the password.
    pub verifier: Secret<32>,
}

impl Login {
    /// Whether whoever it is of is let in at a moment: not suspended, and before their access ends.
    #[must_use]
    pub fn is_let_in(&self, now: Moment) -> bool {
        !self.is_suspended && self.until.is_none_or(|until| now < until)
    }
}

/// Keeps tenants and users.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait AccountStore {
    /// Makes a tenant, or renames it; `rule` says whether its people must have a second factor, and
    /// without it that stays as it is.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn put_tenant(
        &self,
        tenant: &TenantId,
        name: &str,
        rule: Option<FactorRule>,
        now: Moment,
    ) -> Result<(), StoreError>;

    /// Makes a user unless the address has an account.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn create_user(&self, user: &NewUser, now: Moment) -> Result<UserMade, StoreError>;

    /// The account of an address.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_login(&self, email: &Email) -> Result<Option<Login>, StoreError>;

    /// The account of a tenant's user.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_user(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<Login>, StoreError>;

    /// Ends all sessions of a tenant's user: gives the account's new epoch.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn end_sessions(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<u32>, StoreError>;

    /// Changes the password of a tenant's user, and ends all their sessions: gives the account's
    /// new epoch. `None` if the account's epoch is not `epoch`: somebody else was quicker. With it, and
    /// only with it, `notice` is written.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn change_password(
        &self,
        who: (&TenantId, &UserId),
        epoch: u32,
        password: &NewPassword,
        notice: (&NewMail, Moment),
    ) -> Result<Option<u32>, StoreError>;

    /// Writes down that a user has signed in. The newest [`MAX_SIGN_INS`] are kept.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn record_sign_in(&self, user: &UserId, sign_in: &SignIn) -> Result<(), StoreError>;

    /// When a user has signed in, the newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_sign_ins(&self, user: &UserId) -> Result<Vec<SignIn>, StoreError>;

    /// How the account of a tenant's user stands now; `None` if the tenant has no such user, or lets
    /// them in no more.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_standing(
        &self,
        tenant: &TenantId,
        user: &UserId,
    ) -> Result<Option<Standing>, StoreError>;

    /// Whether a tenant's people must have a second factor; `None` if there is no such tenant.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_rule(&self, tenant: &TenantId) -> Result<Option<FactorRule>, StoreError>;

    /// Says whether a tenant's people must have a second factor; `false` if there is no such tenant.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn set_rule(&self, tenant: &TenantId, rule: FactorRule) -> Result<bool, StoreError>;

    /// The tenants, by name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_tenants(
        &self,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<TenantItem>, StoreError>;
}
