//! What is asked about passkeys.

use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    AskPasskey, BeginPasskey, ConfirmPasskey, PasskeyAdded, PasskeyAsked, PasskeyBegun,
    PasskeyRenamed, RemovePasskey, RenamePasskey, SignedIn, VerifyPasskey,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Asks what a browser needs to make a passkey for whoever is signed in.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::SignInRefused`] if the password is another,
    /// [`problem::Kind::TooManyAttempts`],
    /// [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn begin_passkey(&self, message: &BeginPasskey) -> Result<PasskeyBegun, Problem> {
        self.call_with(&Target::BeginPasskey, message).await
    }

    /// Adds a passkey of whoever is signed in.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::PasskeyRefused`], [`problem::Kind::FactorState`] if it is there, there are too many,
    /// or it was begun too long ago, [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn confirm_passkey(&self, message: &ConfirmPasskey) -> Result<PasskeyAdded, Problem> {
        self.call_with(&Target::ConfirmPasskey, message).await
    }

    /// Names a passkey of whoever is signed in anew.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::FactorState`] if it is not there,
    /// [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn rename_passkey(&self, message: &RenamePasskey) -> Result<PasskeyRenamed, Problem> {
        self.call_with(&Target::RenamePasskey, message).await
    }

    /// Takes a passkey of whoever is signed in away.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::SignInRefused`] if the password is another, [`problem::Kind::TooManyAttempts`],
    /// [`problem::Kind::FactorState`] if it is not there,
    /// [`problem::Kind::CredentialRefused`] if the session has ended.
    pub async fn remove_passkey(&self, message: &RemovePasskey) -> Result<SignedIn, Problem> {
        self.call_with(&Target::RemovePasskey, message).await
    }

    /// Asks what a browser needs to use a passkey.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::CredentialExpired`] or [`problem::Kind::CredentialRefused`] if the password
    /// was too long ago, or is another by now.
    pub async fn ask_passkey(&self, message: &AskPasskey) -> Result<PasskeyAsked, Problem> {
        self.call_with(&Target::AskPasskey, message).await
    }

    /// Asks whose a passkey is.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::PasskeyRefused`], [`problem::Kind::TooManyAttempts`], and those of
    /// [`Self::ask_passkey`].
    pub async fn verify_passkey(&self, message: &VerifyPasskey) -> Result<SignedIn, Problem> {
        self.call_with(&Target::VerifyPasskey, message).await
    }
}
