//! The port of figures: counts that go up and down with what they count.

use std::collections::BTreeMap;

use ::survey::{ResponseId, SurveyId, Version};
use contract::message::{AsideReason, Day, PartName};
use credential::{AppName, InstanceName, TenantId};
use invite::State;

use crate::StoreError;

/// The days that are asked about, both among them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Days {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

/// How many responses of a day have a value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rollup {
    /// When they were kept, in UTC.
    pub day: Day,
    /// The question's name.
    pub question: String,
    /// The value, as text.
    pub value: String,
    /// How many: one at least.
    pub count: u32,
}

/// How many invitations of a day stand in some way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AskedDay {
    /// When they were made, in UTC.
    pub day: Day,
    /// How they stand.
    pub state: State,
    /// How many: one at least.
    pub count: u32,
}

/// What figures are told apart by, and whose they are.
#[derive(Clone, Copy, Debug)]
pub struct PartOf<'a> {
    /// Whose invitations.
    pub tenant: &'a TenantId,
    /// Of which app.
    pub app: &'a AppName,
    /// Of which of its instances.
    pub instance: &'a InstanceName,
    /// The survey that is answered.
    pub survey: &'a SurveyId,
    /// By what.
    pub part: &'a PartName,
}

/// What is counted of one value of a part.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PartFigures {
    /// The value.
    pub value: String,
    /// How many responses have each value of each question.
    pub counts: BTreeMap<String, BTreeMap<String, u32>>,
    /// How many invitations stand how.
    pub asked: BTreeMap<State, u32>,
}

/// A complete response of which nobody knows what it counts to: one from before there were figures.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Uncounted {
    /// Its place in the order in which responses were kept.
    pub sequence: u64,
    /// Its survey.
    pub survey: SurveyId,
    /// The version that was answered.
    pub version: Version,
    /// Its answers as JSON; of what is sealed those that may be read without a key.
    pub answers: String,
}

/// Keeps figures. They change in the transaction that changes what they count, whoever does that.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait ReportStore {
    /// How a survey's questions with few values were answered, by day, question and value.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_rollups(&self, survey: &SurveyId, days: Days) -> Result<Vec<Rollup>, StoreError>;

    /// How the invitations of an instance stand, by the day on which they were made. Tests are not among them.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_asked_days(
        &self,
        tenant: &TenantId,
        place: (&AppName, &InstanceName),
        days: Days,
    ) -> Result<Vec<AskedDay>, StoreError>;

    /// What is counted of each value of a part, those first of which most is counted; of more than `most` values those.
    /// Tests are not among them.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_part(
        &self,
        of: PartOf<'_>,
        days: Days,
        most: u32,
    ) -> Result<Vec<PartFigures>, StoreError>;

    /// Takes a response of a tenant's survey out of all figures but one: how many were, and why. Whether it was in any
    /// till now. It stays in listings, and may be withdrawn.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn set_aside(
        &self,
        tenant: &TenantId,
        response: (&SurveyId, ResponseId),
        reason: AsideReason,
    ) -> Result<bool, StoreError>;

    /// Has it count again to what it did before. Whether it did not till now.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn count_again(
        &self,
        tenant: &TenantId,
        response: (&SurveyId, ResponseId),
    ) -> Result<bool, StoreError>;

    /// Responses from before there were figures, as many as `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn uncounted(&self, limit: u32) -> Result<Vec<Uncounted>, StoreError>;

    /// Says what one of them counts to, if nobody has, and it is as it was.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn count_response(
        &self,
        response: &Uncounted,
        tally: &[(String, String)],
    ) -> Result<(), StoreError>;

    /// Makes all figures anew of what each response and invitation counts to.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn recount(&self) -> Result<(), StoreError>;
}
