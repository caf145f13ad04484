//! The port of app instances.

use ::survey::SurveyId;
use contract::Moment;
use credential::{AppName, InstanceName, TenantId};
use invite::State;

use crate::{Locked, StoreError, SubjectUse};

/// An instance of an app, as it is set up.
#[derive(Clone, Copy)]
pub struct NewInstance<'a> {
    /// The app.
    pub app: &'a AppName,
    /// Its name.
    pub instance: &'a InstanceName,
    /// The survey that it invites to.
    pub survey: &'a SurveyId,
    /// What staff call it.
    pub title: &'a str,
    /// Whether nothing is sent for now.
    pub paused: bool,
    /// All of its set-up, sealed: there are addresses in it.
    pub sealed: &'a [u8],
    /// Under whose key.
    pub subject: &'a SubjectUse,
    /// When it was changed last, for whoever changes it only as it was then.
    pub seen: Option<Moment>,
}

/// What became of setting an instance up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PutInstance {
    /// It is so.
    Done,
    /// It was changed, or first set up, since it was seen; nothing is changed.
    Changed,
    /// The tenant has no such survey.
    NoSurvey,
    /// The tenant has as many instances of the app as it may have.
    TooMany,
    /// The key that it is sealed under is another by now; nothing is changed.
    KeyChanged,
}

/// An instance of an app, as it is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredInstance {
    /// The app.
    pub app: AppName,
    /// Its name.
    pub instance: InstanceName,
    /// The survey that it invites to.
    pub survey: SurveyId,
    /// What staff call it.
    pub title: String,
    /// Whether nothing is sent for now.
    pub paused: bool,
    /// When it was set up first.
    pub made_at: Moment,
    /// When it was changed last.
    pub changed_at: Moment,
    /// Whose it is, in words.
    pub organisation: String,
    /// All of its set-up, sealed.
    pub locked: Locked<Vec<u8>>,
}

/// Keeps how apps are set up.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait AppStore {
    /// Sets an instance up, or changes how it is; a tenant has `most` of an app.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn put_instance(
        &self,
        tenant: &TenantId,
        instance: NewInstance<'_>,
        most: u32,
        now: Moment,
    ) -> Result<PutInstance, StoreError>;

    /// A tenant's instance of an app.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn read_instance(
        &self,
        tenant: &TenantId,
        app: &AppName,
        instance: &InstanceName,
    ) -> Result<Option<StoredInstance>, StoreError>;

    /// A tenant's instances of an app, by name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_instances(
        &self,
        tenant: &TenantId,
        app: &AppName,
    ) -> Result<Vec<StoredInstance>, StoreError>;

    /// How many invitations of each of a tenant's instances of an app stand how, or of one of them, without tests.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn count_asked(
        &self,
        tenant: &TenantId,
        app: &AppName,
        instance: Option<&InstanceName>,
    ) -> Result<Vec<(InstanceName, State, u64)>, StoreError>;
}
