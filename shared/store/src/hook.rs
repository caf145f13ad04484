//! The port of webhooks that shops' platforms send.

use contract::Moment;
use contract::message::{HookPlatform, HookRefusal};
use credential::{AppName, HookId, InstanceName, TenantId};

use crate::{Locked, StoreError, SubjectUse};

/// The webhook of an instance, for one platform.
#[derive(Clone, Copy)]
pub struct NewHook<'a> {
    /// Its name, which is public; if there is one, it stays.
    pub id: &'a HookId,
    /// The app.
    pub app: &'a AppName,
    /// The instance.
    pub instance: &'a InstanceName,
    /// Who sends it.
    pub platform: HookPlatform,
    /// What it is signed with, sealed.
    pub sealed: &'a [u8],
    /// Under whose key.
    pub subject: &'a SubjectUse,
}

/// What became of setting a webhook up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PutHook {
    /// It is so.
    Done,
    /// There is no such instance.
    NoInstance,
    /// The key that it is sealed under is another by now; nothing is changed.
    KeyChanged,
}

/// A webhook, as it is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredHook {
    /// Its name.
    pub id: HookId,
    /// The app.
    pub app: AppName,
    /// The instance.
    pub instance: InstanceName,
    /// Who sends it.
    pub platform: HookPlatform,
    /// What it is signed with, sealed.
    pub locked: Locked<Vec<u8>>,
    /// When it was set up first.
    pub made_at: Moment,
    /// When one was taken last, or was in order and nothing followed from it.
    pub taken_at: Option<Moment>,
    /// How many were refused, when the last of them, and why.
    pub refused: Option<(u64, Moment, HookRefusal)>,
}

/// Keeps webhooks.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait HookStore {
    /// Sets a webhook up, or changes what it is signed with.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say; the caller may repeat the call.
    async fn put_hook(
        &self,
        tenant: &TenantId,
        hook: NewHook<'_>,
        now: Moment,
    ) -> Result<PutHook, StoreError>;

    /// The webhook of this name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_hook(&self, id: &HookId) -> Result<Option<StoredHook>, StoreError>;

    /// An instance's webhooks.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_hooks(
        &self,
        tenant: &TenantId,
        app: &AppName,
        instance: &InstanceName,
    ) -> Result<Vec<StoredHook>, StoreError>;

    /// Takes no more webhooks of a platform for an instance. Says whether there was one.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn remove_hook(
        &self,
        tenant: &TenantId,
        of: (&AppName, &InstanceName),
        platform: HookPlatform,
    ) -> Result<bool, StoreError>;

    /// Remembers that a webhook was in order, or why it was refused.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn note_hook(
        &self,
        id: &HookId,
        refusal: Option<HookRefusal>,
        now: Moment,
    ) -> Result<(), StoreError>;
}
