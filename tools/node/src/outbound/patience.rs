//! A response body that must keep coming.

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep};
use wasmtime_wasi_http::Error;

/// A body that fails if it pauses for longer than a limit.
pub(super) struct Patience {
    body: Incoming,
    limit: Duration,
    /// Runs while the body has nothing to give.
    pause: Option<Pin<Box<Sleep>>>,
}

impl Patience {
    pub(super) fn new(body: Incoming, limit: Duration) -> Self {
        Self { body, limit, pause: None }
    }
}

impl Body for Patience {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.pause = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(Error::Hyper)));
        }
        let limit = self.limit;
        let pause = self.pause.get_or_insert_with(|| Box::pin(pause(limit)));
        ready!(pause.as_mut().poll(context));
        Poll::Ready(Some(Err(Error::ConnectionReadTimeout)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

fn pause(limit: Duration) -> Sleep {
    match Instant::now().checked_add(limit) {
        Some(end) => tokio::time::sleep_until(end),
        None => tokio::time::sleep(Duration::MAX),
    }
}
