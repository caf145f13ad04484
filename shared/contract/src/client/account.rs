//! What is asked about accounts and signing in.

use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    BeginFactor, ChangeFactor, ChangePassword, ConfirmFactor, FactorAdded, FactorBegun, Join,
    JoinOpen, Joined, LoginParameters, LoginVerified, OwnAccount, ReadJoin, ReadRecovery, Recover,
    Recovered, RecoveryCodes, RecoveryOpen, RecoveryRequested, RequestRecovery, SessionsEnded,
    SignedIn, ToHash, VerifyFactor, VerifyLogin,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Asks how a password is to be hashed.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::TooManyAttempts`]; never whether the account exists.
    pub async fn login_parameters(&self, message: &LoginParameters) -> Result<ToHash, Problem> {
        self.call_with(&Target::LoginParameters, message).await
    }

    /// Asks whose a hashed password is.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::SignInRefused`].
    pub async fn verify_login(&self, message: &VerifyLogin) -> Result<LoginVerified, Problem> {
        self.call_with(&Target::VerifyLogin, message).await
    }

    /// Asks whose a second factor is.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CodeRefused`], [`problem::Kind::TooManyAttempts`],
    /// [`problem::Kind::CredentialExpired`] or [`problem::Kind::CredentialRefused`] if the password
    /// was too long ago, or is another by now.
    pub async fn verify_factor(&self, message: &VerifyFactor) -> Result<SignedIn, Problem> {
        self.call_with(&Target::VerifyFactor, message).await
    }

    /// Asks for a mail that leads to a new password.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::TooManyAttempts`]; never whether the account exists.
    pub async fn request_recovery(
        &self,
        message: &RequestRecovery,
    ) -> Result<RecoveryRequested, Problem> {
        self.call_with(&Target::RequestRecovery, message).await
    }

    /// Asks whose account a mail was for.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CredentialExpired`] or [`problem::Kind::CredentialRefused`] if it is worth
    /// nothing any more.
    pub async fn read_recovery(&self, message: &ReadRecovery) -> Result<RecoveryOpen, Problem> {
        self.call_with(&Target::ReadRecovery, message).await
    }

    /// Sets a new password.
    ///
    /// # Errors
    ///
    /// Those of [`Self::read_recovery`].
    pub async fn recover(&self, message: &Recover) -> Result<Recovered, Problem> {
        self.call_with(&Target::Recover, message).await
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

    /// Asks for the secret of a second factor for whoever is signed in.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::SignInRefused`] if the password is another,
    /// [`problem::Kind::TooManyAttempts`], [`problem::Kind::FactorState`] if there is one,
    /// [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn begin_factor(&self, message: &BeginFactor) -> Result<FactorBegun, Problem> {
        self.call_with(&Target::BeginFactor, message).await
    }

    /// Adds the second factor of whoever is signed in.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CodeRefused`], [`problem::Kind::TooManyAttempts`],
    /// [`problem::Kind::FactorState`] if there is one, or the secret was given too long ago,
    /// [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn confirm_factor(&self, message: &ConfirmFactor) -> Result<FactorAdded, Problem> {
        self.call_with(&Target::ConfirmFactor, message).await
    }

    /// Makes new recovery codes for whoever is signed in.
    ///
    /// # Errors
    ///
    /// Those of [`Self::remove_factor`].
    pub async fn renew_recovery_codes(
        &self,
        message: &ChangeFactor,
    ) -> Result<RecoveryCodes, Problem> {
        self.call_with(&Target::RenewRecoveryCodes, message).await
    }

    /// Takes the second factor of whoever is signed in away.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::SignInRefused`] if the password is another,
    /// [`problem::Kind::CodeRefused`], [`problem::Kind::TooManyAttempts`],
    /// [`problem::Kind::FactorState`] if there is none,
    /// [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn remove_factor(&self, message: &ChangeFactor) -> Result<SignedIn, Problem> {
        self.call_with(&Target::RemoveFactor, message).await
    }

    /// Asks whom a mail has invited.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CredentialRefused`], [`problem::Kind::CredentialExpired`].
    pub async fn read_join(&self, message: &ReadJoin) -> Result<JoinOpen, Problem> {
        self.call_with(&Target::ReadJoin, message).await
    }

    /// Takes an invitation up.
    ///
    /// # Errors
    ///
    /// Those of [`Self::read_join`], and [`problem::Kind::AddressTaken`].
    pub async fn join(&self, message: &Join) -> Result<Joined, Problem> {
        self.call_with(&Target::Join, message).await
    }
}
