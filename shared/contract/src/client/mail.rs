//! What the courier asks.

use credential::MailId;
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{ClaimMail, MailFailure, MailSettled, MailsClaimed};

impl<T: Transport> StorageClient<'_, T> {
    /// Takes mails in hand to send them.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn claim_mail(&self, message: &ClaimMail) -> Result<MailsClaimed, Problem> {
        self.call_with(&Target::ClaimMail, message).await
    }

    /// Says that the relay has taken a mail.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn mail_sent(&self, mail: &MailId) -> Result<MailSettled, Problem> {
        self.call(&Target::MailSent(mail.clone()), None).await
    }

    /// Says that an attempt to send a mail has failed.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn mail_failed(
        &self,
        mail: &MailId,
        failure: &MailFailure,
    ) -> Result<MailSettled, Problem> {
        self.call_with(&Target::MailFailed(mail.clone()), failure).await
    }
}
