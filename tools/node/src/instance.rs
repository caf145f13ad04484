//! Instances of a component: when one is made, how many requests it answers, when it ends.

use crate::component::{Component, Loaded};
use crate::guest::Guest;
use crate::log::{self, Level};
use crate::options::Options;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::time::{Sleep, sleep_until};
use wasmtime::component::GuestTaskId;
use wasmtime::{Engine, Store, StoreContextMut};
use wasmtime_wasi_http::WasiHttpView as _;
use wasmtime_wasi_http::handler::{
    HandlerState, Instance, ProxyPre, ShouldAccept, WorkerExpiration, WorkerState, WorkerStatus,
};

/// How long one instance is used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lifetime {
    max_requests: usize,
    max_concurrent: usize,
    idle: Duration,
    request: Option<Duration>,
}

/// Makes the instances of one component.
pub(crate) struct Instances {
    engine: Engine,
    component: Arc<Component>,
    code: ProxyPre<Guest>,
    lifetime: Lifetime,
    stopping: Stopping,
}

/// Tells whether the host is being stopped, which ends instances in the midst of things.
pub(crate) type Stopping = watch::Receiver<bool>;

/// One instance's rules for taking requests.
pub(crate) struct Rules {
    component: Arc<Component>,
    lifetime: Lifetime,
    stopping: Stopping,
}

/// When one instance's time is up.
pub(crate) struct Expiration {
    lifetime: Lifetime,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Lifetime {
    pub(crate) fn of(options: &Options) -> Self {
        Self {
            max_requests: options.max_instance_reuse_count.get(),
            max_concurrent: options.max_instance_concurrent_reuse_count.get(),
            idle: options.idle_instance_timeout,
            request: options.request_timeout,
        }
    }

    /// As Spin, WASI 0.2 components get a new instance for each request.
    fn for_code(self, code: &ProxyPre<Guest>) -> Self {
        match code {
            ProxyPre::P2(_) => Self { max_requests: 1, max_concurrent: 1, ..self },
            ProxyPre::P3(_) => self,
        }
    }

    /// How long an instance may be in `status`, if there is a limit. What a component does after
    /// its answer has the time of a request.
    fn limit(self, status: WorkerStatus) -> Option<Duration> {
        match status {
            WorkerStatus::Idle => Some(self.idle),
            WorkerStatus::Requests | WorkerStatus::PostReturn => self.request,
        }
    }
}

impl Instances {
    pub(crate) fn new(
        engine: Engine,
        loaded: Loaded,
        lifetime: Lifetime,
        stopping: Stopping,
    ) -> Self {
        let Loaded { component, code } = loaded;
        let lifetime = lifetime.for_code(&code);
        Self { engine, component, code, lifetime, stopping }
    }
}

impl HandlerState for Instances {
    type StoreData = Guest;
    type WorkerExpiration = Expiration;
    type WorkerState = Rules;

    async fn instantiate(&self) -> wasmtime::Result<Instance<Guest, Expiration, Rules>> {
        let lifetime = self.lifetime;
        let mut store = Store::new(&self.engine, Guest::new(Arc::clone(&self.component)));
        store.set_epoch_deadline(1);
        store.epoch_deadline_async_yield_and_update(1);
        let proxy = self.code.instantiate_async(&mut store).await?;
        Ok(Instance {
            store,
            proxy,
            view: Guest::http,
            expiration: Expiration { lifetime, alarm: None },
            state: Rules {
                component: Arc::clone(&self.component),
                lifetime,
                stopping: self.stopping.clone(),
            },
        })
    }
}

impl WorkerState for Rules {
    type StoreData = Guest;
    type RequestData = ();

    fn should_accept_request(&self, concurrent: usize, total: usize) -> ShouldAccept {
        if total >= self.lifetime.max_requests {
            ShouldAccept::Never
        } else if concurrent >= self.lifetime.max_concurrent {
            ShouldAccept::No
        } else {
            ShouldAccept::Yes
        }
    }

    fn on_request_start(
        &self,
        _: StoreContextMut<'_, Guest>,
        (): (),
        _: GuestTaskId,
    ) -> Pin<Box<dyn Future<Output = ()> + 'static + Send + Sync>> {
        match self.lifetime.request {
            Some(limit) => Box::pin(tokio::time::sleep(limit)),
            None => Box::pin(std::future::pending()),
        }
    }

    fn drop(&self, store: Store<Guest>, result: wasmtime::Result<()>) {
        // Its sender is gone when the host was dropped without being stopped.
        let stopping = *self.stopping.borrow() || self.stopping.has_changed().is_err();
        if let Err(error) = result
            && !stopping
        {
            let message = format_args!("instance ended: {error:#}");
            log::write(Level::Error, Some(self.component.id()), message);
        }
        drop(store);
    }
}

impl WorkerExpiration for Expiration {
    /// The alarm is left alone while it would ring too early: it is set again when it has rung.
    /// So a request that begins and ends in time does not touch the timer.
    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        status: WorkerStatus,
        start: Instant,
    ) -> Poll<()> {
        let Some(end) = self.lifetime.limit(status).and_then(|limit| start.checked_add(limit))
        else {
            return Poll::Pending;
        };
        let end = tokio::time::Instant::from_std(end);
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(end)));
        if alarm.deadline() > end {
            alarm.as_mut().reset(end);
        }
        while alarm.as_mut().poll(context).is_ready() {
            if alarm.deadline() >= end {
                return Poll::Ready(());
            }
            alarm.as_mut().reset(end);
        }
        Poll::Pending
    }
}
