//! The port of what was asked about together with what was answered.

use ::survey::{Number, ResponseId, SurveyId};
use contract::Moment;
use contract::message::{OrderAlert, OrdersWhich};
use credential::{AppName, InstanceName, InvitationId, TenantId};

use crate::{StoreError, StoredAlert, StoredAsked};

/// That an invitation's answer is known: its respondent was told that it would be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LinkedAnswer {
    /// The invitation.
    pub asked: InvitationId,
    /// The survey that was answered.
    pub survey: SurveyId,
    /// The response.
    pub response: ResponseId,
}

/// An invitation, and what is known of its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredOrder {
    /// The invitation.
    pub asked: StoredAsked,
    /// Its answer, if one is linked to it and still there.
    pub answer: Option<OrderAnswered>,
}

/// What is known of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderAnswered {
    /// The survey that was answered.
    pub survey: SurveyId,
    /// The response.
    pub response: ResponseId,
    /// When it was kept.
    pub at: Moment,
    /// What it scores.
    pub score: Option<Number>,
    /// Whether staff were alerted to it, and whether all of that is over.
    pub alert: Option<OrderAlert>,
}

/// Which invitations of an instance are listed, the newest first.
#[derive(Clone, Copy, Debug)]
pub struct OrderFilter<'a> {
    /// The app.
    pub app: &'a AppName,
    /// The instance.
    pub instance: &'a InstanceName,
    /// Which of them.
    pub which: OrdersWhich,
    /// Those before this place.
    pub before: Option<u64>,
    /// How many at most.
    pub limit: u32,
}

/// Reads invitations together with the answers that are linked to them. A link is kept by
/// [`PersonChange::linked`](crate::PersonChange::linked); it goes with the response, and with the person.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait OrderStore {
    /// An instance's invitations.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_orders(
        &self,
        tenant: &TenantId,
        filter: OrderFilter<'_>,
    ) -> Result<Vec<StoredOrder>, StoreError>;

    /// The invitation of this name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_order(&self, id: &InvitationId) -> Result<Option<StoredOrder>, StoreError>;

    /// The alerts that a response has raised, the first first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn alerts_of(
        &self,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<Vec<StoredAlert>, StoreError>;
}
