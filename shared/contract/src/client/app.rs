//! What the external apps ask, and what is asked about invitations.

use credential::{AppName, InstanceName, InvitationId};
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    ActOnAsked, AnswerCall, AskedActed, AskedDetail, AskedExample, AskedItem, CallAnswered,
    ContactErased, DueRun, EraseContact, EventsTaken, InstanceItem, Instances, Intake,
    InvitationOpened, ListAsked, Listing, MailReturned, MailSettled, OpenInvitation, OptOut,
    OptedOut, PutInstance, ReadExample, ReadIntake, RunDue, TakeEvents,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Sets an instance up, or changes how it is. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::InstanceRejected`], with the path of everything that is wrong,
    /// [`problem::Kind::NotFound`] if the tenant has no such survey.
    pub async fn put_instance(
        &self,
        app: &AppName,
        instance: &InstanceName,
        message: &PutInstance,
    ) -> Result<InstanceItem, Problem> {
        self.call_with(&Target::PutInstance(app.clone(), instance.clone()), message).await
    }

    /// Reads how an instance is set up.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn read_instance(
        &self,
        app: &AppName,
        instance: &InstanceName,
    ) -> Result<InstanceItem, Problem> {
        self.call(&Target::ReadInstance(app.clone(), instance.clone()), None).await
    }

    /// What an instance's messages are made of now.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`]; [`problem::Kind::SurveyState`] while its survey takes no answers, so that there
    /// are none.
    pub async fn read_example(
        &self,
        app: &AppName,
        instance: &InstanceName,
        message: &ReadExample,
    ) -> Result<AskedExample, Problem> {
        self.call_with(&Target::ReadExample(app.clone(), instance.clone()), message).await
    }

    /// Lists the tenant's instances of an app, by name.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn list_instances(&self, app: &AppName) -> Result<Instances, Problem> {
        self.call(&Target::ListInstances(app.clone()), None).await
    }

    /// What is needed of instances to take events for them.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::ParameterRejected`] if too many are named.
    pub async fn read_intake(
        &self,
        app: &AppName,
        message: &ReadIntake,
    ) -> Result<Intake, Problem> {
        self.call_with(&Target::ReadIntake(app.clone()), message).await
    }

    /// Tells what happened. Safe to repeat: the same is known again.
    ///
    /// # Errors
    ///
    /// Those every operation has; what is wrong with one item stands in its result.
    pub async fn take_events(
        &self,
        app: &AppName,
        message: &TakeEvents,
    ) -> Result<EventsTaken, Problem> {
        self.call_with(&Target::TakeEvents(app.clone()), message).await
    }

    /// Lists an instance's invitations, the newest first.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn list_asked(
        &self,
        app: &AppName,
        instance: &InstanceName,
        message: &ListAsked,
    ) -> Result<Listing<AskedItem>, Problem> {
        self.call_with(&Target::ListAsked(app.clone(), instance.clone()), message).await
    }

    /// Reads one invitation, with its history and whom it is for.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn read_asked(
        &self,
        (app, instance): (&AppName, &InstanceName),
        invitation: &InvitationId,
    ) -> Result<AskedDetail, Problem> {
        let target = Target::ReadAsked(app.clone(), instance.clone(), invitation.clone());
        self.call(&target, None).await
    }

    /// Sends an invitation at once or again, or cancels it.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn act_on_asked(
        &self,
        (app, instance): (&AppName, &InstanceName),
        invitation: &InvitationId,
        message: ActOnAsked,
    ) -> Result<AskedActed, Problem> {
        let target = Target::ActOnAsked(app.clone(), instance.clone(), invitation.clone());
        self.call_with(&target, &message).await
    }

    /// Erases what is kept of somebody who was asked. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::ParameterRejected`] if nobody is named.
    pub async fn erase_contact(&self, message: &EraseContact) -> Result<ContactErased, Problem> {
        self.call_with(&Target::EraseContact, message).await
    }

    /// What an invitation leads to. A link whose time is up is answered, too.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::InvitationRefused`].
    pub async fn open_invitation(
        &self,
        message: &OpenInvitation,
    ) -> Result<InvitationOpened, Problem> {
        self.call_with(&Target::OpenInvitation, message).await
    }

    /// Sends somebody no more messages. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::InvitationRefused`].
    pub async fn opt_out(&self, message: &OptOut) -> Result<OptedOut, Problem> {
        self.call_with(&Target::OptOut, message).await
    }

    /// Says what somebody has pressed who was called. Safe to repeat.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`] if there is no such call, or nothing of it any more.
    pub async fn answer_call(&self, message: &AnswerCall) -> Result<CallAnswered, Problem> {
        self.call_with(&Target::AnswerCall, message).await
    }

    /// Looks at invitations whose time has come.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn run_due(&self, message: RunDue) -> Result<DueRun, Problem> {
        self.call_with(&Target::RunDue, &message).await
    }

    /// Says what became of a mail after it was taken.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn mail_returned(&self, message: &MailReturned) -> Result<MailSettled, Problem> {
        self.call_with(&Target::MailReturned, message).await
    }
}
