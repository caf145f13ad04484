//! The ports of alerts and of their messages.

use ::survey::{ResponseId, SurveyId};
use contract::Moment;
use contract::message::{AlertMessageItem, AlertWay, MailFailure};
use credential::{AlertId, AppName, InstanceName, MailId, TenantId};
use invite::{AlertStanding, RuleName};

use crate::StoreError;

/// An alert that is raised.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewAlert {
    /// Its name.
    pub id: AlertId,
    /// Whose it is.
    pub tenant: TenantId,
    /// The app.
    pub app: AppName,
    /// The instance.
    pub instance: InstanceName,
    /// The rule that raised it.
    pub rule: RuleName,
    /// The survey that was answered.
    pub survey: SurveyId,
    /// The response.
    pub response: ResponseId,
    /// Whether somebody only tries out how it goes.
    pub test: bool,
    /// When it is raised.
    pub raised: Moment,
    /// When it is looked at next.
    pub next_due: Option<Moment>,
    /// How it stands, sealed.
    pub sealed: Vec<u8>,
}

/// An alert, as it is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredAlert {
    /// Its place in the order in which alerts were raised.
    pub sequence: u64,
    /// Its name.
    pub id: AlertId,
    /// Whose it is.
    pub tenant: TenantId,
    /// The app.
    pub app: AppName,
    /// The instance.
    pub instance: InstanceName,
    /// The rule that raised it.
    pub rule: RuleName,
    /// The survey that was answered.
    pub survey: SurveyId,
    /// Whether somebody only tries out how it goes.
    pub test: bool,
    /// When it was raised.
    pub raised: Moment,
    /// How it stands.
    pub standing: AlertStanding,
    /// When it is looked at next.
    pub next_due: Option<Moment>,
    /// Goes up with every change.
    pub revision: u32,
    /// What only one has whose response is there.
    pub rest: Option<AlertRest>,
}

/// What only an alert has whose response is there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AlertRest {
    /// The response.
    pub response: ResponseId,
    /// How it stands, sealed.
    pub sealed: Vec<u8>,
}

/// How an alert is from now on: all of it, or nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AlertChange {
    /// Which one.
    pub id: AlertId,
    /// The revision that was read: with another, nothing changes.
    pub revision: u32,
    /// How it stands.
    pub standing: AlertStanding,
    /// When it is looked at next.
    pub next_due: Option<Moment>,
    /// How it stands, sealed.
    pub sealed: Vec<u8>,
    /// What is written of it.
    pub messages: Vec<NewAlertMessage>,
}

/// A message of an alert.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewAlertMessage {
    /// Its name.
    pub id: MailId,
    /// How it goes.
    pub way: AlertWay,
    /// Whether it is to those to whom it escalates.
    pub escalated: bool,
    /// To whom, sealed for this message.
    pub sealed: Vec<u8>,
    /// If it goes with others: of messages with the same there is one, until somebody has it in hand.
    pub bundle: Option<String>,
    /// When it is written.
    pub made_at: Moment,
    /// From when on it may be handed over.
    pub opens: Moment,
    /// Until when it is worth handing over.
    pub closes: Moment,
}

/// A message of alerts that a courier has in hand.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClaimedAlertMessage {
    /// Its name.
    pub id: MailId,
    /// The how manieth attempt this is, from 1 on.
    pub attempt: u32,
    /// How it goes.
    pub way: AlertWay,
    /// Whether it is to those to whom it escalates.
    pub escalated: bool,
    /// To whom, sealed.
    pub sealed: Vec<u8>,
    /// Its alerts that are not over, the first raised first, at most so many as
    /// [`AlertMessageStore::MOST`].
    pub alerts: Vec<AlertId>,
    /// How many they are in all.
    pub count: u32,
}

/// Which alerts of an instance are listed: those first that are not over, of each the newest first.
#[derive(Clone, Copy, Debug)]
pub struct AlertFilter<'a> {
    /// The app.
    pub app: &'a AppName,
    /// The instance.
    pub instance: &'a InstanceName,
    /// Those that stand so.
    pub standing: Option<AlertStanding>,
    /// Those behind this one: whether it is over, and its place.
    pub after: Option<(bool, u64)>,
    /// How many at most.
    pub limit: u32,
}

/// Keeps alerts.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait AlertStore {
    /// Keeps alerts that are raised.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; nothing is kept then.
    async fn raise(&self, alerts: &[NewAlert]) -> Result<(), StoreError>;

    /// The alert of this name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_alert(&self, id: &AlertId) -> Result<Option<StoredAlert>, StoreError>;

    /// An instance's alerts, and how many of all of them are not over.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_alerts(
        &self,
        tenant: &TenantId,
        filter: AlertFilter<'_>,
    ) -> Result<(Vec<StoredAlert>, u64), StoreError>;

    /// The alerts whose time has come, those first that have waited longest.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn due_alerts(&self, limit: u32, now: Moment) -> Result<Vec<StoredAlert>, StoreError>;

    /// Changes an alert, unless it has another revision by now: then nothing changes, which it says.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn change_alert(&self, change: &AlertChange) -> Result<bool, StoreError>;

    /// Has an alert that waits be looked at no earlier than at this moment, though nothing else of it can
    /// be changed.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn look_at_alert_later(&self, id: &AlertId, at: Moment) -> Result<(), StoreError>;
}

/// Keeps messages of alerts until they are handed over. To whom one goes is forgotten then.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait AlertMessageStore {
    /// How many alerts of a message are told one by one.
    const MOST: u32 = 20;

    /// Takes up to `limit` messages in hand that go one way and whose time it is. Each belongs to this caller
    /// alone for [`Resend::LEASE_MS`](crate::Resend::LEASE_MS). What is worth nothing any more or was tried
    /// too often ends first, and what has no alert that is not over is dropped.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn claim_alert_messages(
        &self,
        way: AlertWay,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<ClaimedAlertMessage>, StoreError>;

    /// A message was handed over. Says whether it was not over before.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn alert_message_sent(&self, id: &MailId, now: Moment) -> Result<bool, StoreError>;

    /// An attempt to hand a message over has failed: for good, or until `again_at`. Says whether that was
    /// the attempt that was under way.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn alert_message_failed(
        &self,
        id: &MailId,
        failure: MailFailure,
        again_at: Moment,
        now: Moment,
    ) -> Result<bool, StoreError>;

    /// The messages of an alert, the first written first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn messages_of_alert(&self, id: &AlertId) -> Result<Vec<AlertMessageItem>, StoreError>;
}
