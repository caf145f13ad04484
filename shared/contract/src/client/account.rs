//! What is asked about accounts and signing in.

use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    ApiKey, ChangePassword, CreateApiKey, CreateUser, LoginParameters, OwnAccount,
    PasswordParameters, PutTenant, SessionsEnded, SignedIn, UserCreated, VerifyLogin,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Asks how a password is to be hashed.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::TooManyAttempts`]; never whether the account exists.
    pub async fn login_parameters(
        &self,
        message: &LoginParameters,
    ) -> Result<PasswordParameters, Problem> {
        self.call_with(&Target::LoginParameters, message).await
    }

    /// Asks whose a hashed password is.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::SignInRefused`].
    pub async fn verify_login(&self, message: &VerifyLogin) -> Result<SignedIn, Problem> {
        self.call_with(&Target::VerifyLogin, message).await
    }

    /// Reads the account of whoever is signed in.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn read_account(&self) -> Result<OwnAccount, Problem> {
        self.call(&Target::ReadAccount, None).await
    }

    /// Asks what whoever is signed in may do by now.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn renew_session(&self) -> Result<SignedIn, Problem> {
        self.call(&Target::RenewSession, None).await
    }

    /// Ends all sessions of whoever is signed in.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CredentialRefused`] if this one has ended.
    pub async fn end_sessions(&self) -> Result<SessionsEnded, Problem> {
        self.call(&Target::EndSessions, None).await
    }

    /// Changes the password of whoever is signed in.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::SignInRefused`] if the one that holds now is another, [`problem::Kind::TooManyAttempts`],
    /// [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn change_password(&self, message: &ChangePassword) -> Result<SignedIn, Problem> {
        self.call_with(&Target::ChangePassword, message).await
    }

    /// Makes a tenant, or renames it.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::ParameterRejected`] if its home is another zone.
    pub async fn put_tenant(
        &self,
        tenant: &credential::TenantId,
        message: &PutTenant,
    ) -> Result<PutTenant, Problem> {
        self.call_with(&Target::PutTenant(tenant.clone()), message).await
    }

    /// Makes a user, or finds the account the address has.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if there is no such tenant.
    pub async fn create_user(&self, message: &CreateUser) -> Result<UserCreated, Problem> {
        self.call_with(&Target::CreateUser, message).await
    }

    /// Makes an API key.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if there is no such tenant.
    pub async fn create_api_key(&self, message: &CreateApiKey) -> Result<ApiKey, Problem> {
        self.call_with(&Target::CreateApiKey, message).await
    }
}
