//! What is asked about webhooks of shops' platforms.

use credential::{AppName, HookId, InstanceName};
use problem::Problem;

use super::{StorageClient, Transport};
use crate::Target;
use crate::message::{
    EventsTaken, HookItem, HookOpened, HookPlatform, HookRemoved, Hooks, PutHook, SignedHook,
    TakeHooked,
};

impl<T: Transport> StorageClient<'_, T> {
    /// Lists an instance's webhooks, with what they are signed with.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`].
    pub async fn list_hooks(
        &self,
        app: &AppName,
        instance: &InstanceName,
    ) -> Result<Hooks, Problem> {
        self.call(&Target::ListHooks(app.clone(), instance.clone()), None).await
    }

    /// Sets a platform's webhook up, or changes what it is signed with.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::ParameterRejected`] if the secret is none.
    pub async fn put_hook(
        &self,
        (app, instance): (&AppName, &InstanceName),
        platform: HookPlatform,
        message: &PutHook,
    ) -> Result<HookItem, Problem> {
        self.call_with(&Target::PutHook(app.clone(), instance.clone(), platform), message).await
    }

    /// Takes no more webhooks of a platform. Safe to repeat.
    ///
    /// # Errors
    ///
    /// Those every operation has.
    pub async fn remove_hook(
        &self,
        (app, instance): (&AppName, &InstanceName),
        platform: HookPlatform,
    ) -> Result<HookRemoved, Problem> {
        self.call(&Target::RemoveHook(app.clone(), instance.clone(), platform), None).await
    }

    /// What a webhook is for, if it is signed.
    ///
    /// # Errors
    ///
    /// [`problem::Kind::NotFound`], [`problem::Kind::CredentialRefused`] if it is not.
    pub async fn open_hook(
        &self,
        hook: &HookId,
        message: &SignedHook,
    ) -> Result<HookOpened, Problem> {
        self.call_with(&Target::OpenHook(hook.clone()), message).await
    }

    /// Takes what a webhook comes to. Safe to repeat: the same is known again.
    ///
    /// # Errors
    ///
    /// As [`Self::open_hook`].
    pub async fn take_hooked(
        &self,
        hook: &HookId,
        message: &TakeHooked,
    ) -> Result<EventsTaken, Problem> {
        self.call_with(&Target::TakeHooked(hook.clone()), message).await
    }
}
