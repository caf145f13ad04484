//! What those ask who run a tenant.

use credential::{ApiKeyId, InvitationId, UserId};
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    ApiKey, ApiKeyItem, ApiKeys, InvitationItem, Invitations, InvitePerson, Listing, MakeApiKey,
    Person, PersonItem, Policy, SetGrants, Stretch, SurveyStanding,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Asks who is signed in, and what they may do by now.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CredentialRefused`] if the session has ended,
    /// [`problem::Kind::SecondFactorRequired`].
    pub async fn read_person(&self) -> Result<Person, Problem> {
        self.call(&Target::ReadPerson, None).await
    }

    /// Lists how the tenant's surveys stand, by name.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_standings(
        &self,
        stretch: Stretch,
    ) -> Result<Listing<SurveyStanding>, Problem> {
        self.call(&Target::ListStandings, Some(stretch.to_query())).await
    }

    /// Lists the tenant's API keys, the newest first.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_api_keys(&self) -> Result<ApiKeys, Problem> {
        self.call(&Target::ListApiKeys, None).await
    }

    /// Makes an API key for the tenant.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::ParameterRejected`] if its label is too long, it holds too long, or there are too many;
    /// [`problem::Kind::NotPermitted`] if it would do more than whoever makes it.
    pub async fn make_api_key(&self, message: &MakeApiKey) -> Result<ApiKey, Problem> {
        self.call_with(&Target::MakeApiKey, message).await
    }

    /// Ends an API key of the tenant. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if the tenant has no such key.
    pub async fn revoke_api_key(&self, key: &ApiKeyId) -> Result<ApiKeyItem, Problem> {
        self.call(&Target::RevokeApiKey(key.clone()), None).await
    }

    /// Reads what the tenant asks of its people.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn read_policy(&self) -> Result<Policy, Problem> {
        self.call(&Target::ReadPolicy, None).await
    }

    /// Changes what the tenant asks of its people.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn set_policy(&self, policy: &Policy) -> Result<Policy, Problem> {
        self.call_with(&Target::SetPolicy, policy).await
    }

    /// Lists the tenant's people, by name.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_people(&self, stretch: Stretch) -> Result<Listing<PersonItem>, Problem> {
        self.call(&Target::ListPeople, Some(stretch.to_query())).await
    }

    /// Says what somebody may do from now on.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::LastOwner`], [`problem::Kind::NotPermitted`] for one's
    /// own account, and if only an owner may.
    pub async fn set_grants(&self, user: &UserId, message: &SetGrants) -> Result<(), Problem> {
        let _: Nothing = self.call_with(&Target::SetGrants(user.clone()), message).await?;
        Ok(())
    }

    /// Lets somebody in no more. Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those of [`Self::set_grants`].
    pub async fn suspend_person(&self, user: &UserId) -> Result<(), Problem> {
        let _: Nothing = self.call(&Target::SuspendPerson(user.clone()), None).await?;
        Ok(())
    }

    /// Lets somebody in again. Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those of [`Self::set_grants`].
    pub async fn restore_person(&self, user: &UserId) -> Result<(), Problem> {
        let _: Nothing = self.call(&Target::RestorePerson(user.clone()), None).await?;
        Ok(())
    }

    /// Takes somebody's account away.
    ///
    /// # Errors
    ///
    /// Those of [`Self::set_grants`].
    pub async fn remove_person(&self, user: &UserId) -> Result<(), Problem> {
        let _: Nothing = self.call(&Target::RemovePerson(user.clone()), None).await?;
        Ok(())
    }

    /// Invites somebody by mail.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::ParameterRejected`] if they are one of the people, or too many are invited;
    /// [`problem::Kind::NotPermitted`] if they would do more than whoever invites.
    pub async fn invite_person(&self, message: &InvitePerson) -> Result<InvitationItem, Problem> {
        self.call_with(&Target::InvitePerson, message).await
    }

    /// Lists the open invitations, the newest first.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_invitations(&self) -> Result<Invitations, Problem> {
        self.call(&Target::ListInvitations, None).await
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if none of the name is open.
    pub async fn withdraw_invitation(&self, invitation: &InvitationId) -> Result<(), Problem> {
        let target = Target::WithdrawInvitation(invitation.clone());
        let _: Nothing = self.call(&target, None).await?;
        Ok(())
    }
}

/// An answer that says nothing but that it is done.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}
