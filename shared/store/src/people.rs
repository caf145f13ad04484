//! The port of a tenant's people, and of who is invited.

use contract::Moment;
use contract::message::{Email, InvitationItem, Limit, PersonItem};
use credential::{Grants, InvitationId, TenantId, UnixSeconds, UserId};

use crate::{NewMail, NewPassword, StoreError};

/// How many invitations of a tenant may be open.
pub const MAX_INVITATIONS: u32 = 100;

/// How many a tenant may make in a day, with those that were taken back: each is a mail to somebody.
pub const MAX_INVITATIONS_A_DAY: u32 = 200;

/// Who changes somebody's account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Changer {
    /// An owner, who may change everybody's.
    Owner,
    /// Somebody else, who may neither make owners nor change theirs.
    Other,
}

/// What became of a wish to change somebody's account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PersonChanged {
    /// It is done, or was so before.
    Done,
    /// The tenant has nobody of this name.
    NotFound,
    /// Only an owner may do this.
    OwnersOnly,
    /// It would leave the tenant without an owner who can sign in.
    LastOwner,
}

/// An invitation to be made.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Its name.
    pub id: InvitationId,
    /// The tenant.
    pub tenant: TenantId,
    /// Who is invited.
    pub email: Email,
    /// What they may do then.
    pub grants: Grants,
    /// Who invites.
    pub invited_by: UserId,
    /// Until when.
    pub expires_at: UnixSeconds,
    /// When the access that it gives ends by itself, if it does.
    pub until: Option<Moment>,
}

/// What became of a wish to invite somebody.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Invited {
    /// The mail is written. An earlier invitation to the same address is worth nothing any more.
    Now,
    /// The address is that of somebody who is the tenant's already.
    Already,
    /// There are [`MAX_INVITATIONS`], or were [`MAX_INVITATIONS_A_DAY`] in a day.
    TooMany,
}

/// An invitation that is open, with its tenant's name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OpenInvitation {
    /// Who is invited.
    pub email: Email,
    /// The company's name.
    pub organisation: String,
}

/// What became of a wish to take an invitation up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Joined {
    /// The account is there.
    Now,
    /// The invitation is not open any more.
    NotOpen,
    /// The address has an account by now.
    HasAccount,
}

/// Keeps a tenant's people and invitations. However many change them at once, a tenant that has an owner
/// who can sign in keeps one.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait PeopleStore {
    /// A tenant's people, by name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_people(
        &self,
        tenant: &TenantId,
        limit: Limit,
        after: Option<&str>,
    ) -> Result<Vec<PersonItem>, StoreError>;

    /// Says what somebody may do from now on.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn set_grants(
        &self,
        who: (&TenantId, &UserId),
        access: (&Grants, Option<Moment>),
        by: Changer,
    ) -> Result<PersonChanged, StoreError>;

    /// Lets somebody in no more, and ends their sessions.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn suspend(
        &self,
        who: (&TenantId, &UserId),
        by: Changer,
        now: Moment,
    ) -> Result<PersonChanged, StoreError>;

    /// Lets somebody in again.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn restore(
        &self,
        who: (&TenantId, &UserId),
        by: Changer,
    ) -> Result<PersonChanged, StoreError>;

    /// Takes somebody's account away, with all that is theirs. What they made stays their tenant's; the
    /// API keys that they made work no more.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn remove(
        &self,
        who: (&TenantId, &UserId),
        by: Changer,
    ) -> Result<PersonChanged, StoreError>;

    /// Writes an invitation and its mail.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn invite(
        &self,
        invitation: &NewInvitation,
        mail: (&NewMail, Moment),
    ) -> Result<Invited, StoreError>;

    /// A tenant's open invitations, the newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_invitations(
        &self,
        tenant: &TenantId,
        now: Moment,
    ) -> Result<Vec<InvitationItem>, StoreError>;

    /// Takes an invitation back: `false` if there is none of the name that is open.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn withdraw_invitation(
        &self,
        tenant: &TenantId,
        invitation: &InvitationId,
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// An invitation, if it is open.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_invitation(
        &self,
        tenant: &TenantId,
        invitation: &InvitationId,
        now: Moment,
    ) -> Result<Option<OpenInvitation>, StoreError>;

    /// Makes the account that an invitation is for, named `user`. Of two that take it up one does.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn join(
        &self,
        invitation: (&TenantId, &InvitationId),
        user: &UserId,
        password: &NewPassword,
        now: Moment,
    ) -> Result<Joined, StoreError>;
}
