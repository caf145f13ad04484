//! Rows on their way from the thread that runs a statement to the component that asked.
//!
//! A short answer, which most are, goes over in one piece; what follows the first batch comes
//! through a channel of a few batches, so a long answer never stands in memory whole.

use super::value;
use crate::binding::sqlite::{Error, RowResult};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::{mpsc, oneshot};
use wasmtime::StoreContextMut;
use wasmtime::component::{Destination, StreamProducer, StreamResult, VecBuffer};

/// A batch goes over when it has so many rows, or so many bytes.
const BATCH_ROWS: usize = 128;
const BATCH_BYTES: usize = 256 << 10;

/// Batches that may wait for the component before the statement does.
const BATCHES: usize = 4;

/// The beginning of an answer.
pub(super) struct Answer {
    pub(super) columns: Vec<String>,
    pub(super) first: Vec<RowResult>,
    /// The rows after the first, unless those are all.
    pub(super) rest: Option<mpsc::Receiver<Vec<RowResult>>>,
    pub(super) outcome: Outcome,
}

/// How the statement ended, if it has.
pub(super) enum Outcome {
    Known(Result<(), Error>),
    Awaited(oneshot::Receiver<Result<(), Error>>),
}

/// Takes the rows as the statement gives them.
pub(super) struct Sender {
    columns: Vec<String>,
    batch: Vec<RowResult>,
    batch_bytes: usize,
    state: State,
}

enum State {
    /// Nothing has gone over yet.
    First(oneshot::Sender<Answer>),
    Rest {
        rows: mpsc::Sender<Vec<RowResult>>,
        outcome: oneshot::Sender<Result<(), Error>>,
    },
    Done,
}

/// The component is gone.
pub(super) struct Unread;

/// A sender, and the answer to come. Drop the sender unfinished and no answer comes.
pub(super) fn channel() -> (Sender, oneshot::Receiver<Answer>) {
    let (answer, receiver) = oneshot::channel();
    let state = State::First(answer);
    (Sender { columns: Vec::new(), batch: Vec::new(), batch_bytes: 0, state }, receiver)
}

impl Sender {
    /// Names the columns; before the first row.
    pub(super) fn columns(&mut self, columns: Vec<String>) {
        self.columns = columns;
    }

    /// Takes one row. Blocks while enough batches wait.
    pub(super) fn row(&mut self, row: RowResult) -> Result<(), Unread> {
        self.batch_bytes += value::size(&row);
        self.batch.push(row);
        if self.batch.len() < BATCH_ROWS && self.batch_bytes < BATCH_BYTES {
            return Ok(());
        }
        self.hand_over()
    }

    /// Ends the answer.
    pub(super) fn finish(mut self, ended: Result<(), Error>) {
        match mem::replace(&mut self.state, State::Done) {
            State::First(answer) => {
                let outcome = Outcome::Known(ended);
                let (columns, first) = (self.columns, self.batch);
                let _ = answer.send(Answer { columns, first, rest: None, outcome });
            }
            State::Rest { rows, outcome } => {
                if !self.batch.is_empty() {
                    let _ = rows.blocking_send(self.batch);
                }
                let _ = outcome.send(ended);
            }
            State::Done => {}
        }
    }

    fn hand_over(&mut self) -> Result<(), Unread> {
        let batch = mem::take(&mut self.batch);
        self.batch_bytes = 0;
        match mem::replace(&mut self.state, State::Done) {
            State::First(answer) => {
                let (rows, rest) = mpsc::channel(BATCHES);
                let (outcome, awaited) = oneshot::channel();
                let columns = mem::take(&mut self.columns);
                let outcome_to_come = Outcome::Awaited(awaited);
                self.state = State::Rest { rows, outcome };
                let begun =
                    Answer { columns, first: batch, rest: Some(rest), outcome: outcome_to_come };
                answer.send(begun).map_err(|_| Unread)
            }
            State::Rest { rows, outcome } => {
                let sent = rows.blocking_send(batch).map_err(|_| Unread);
                self.state = State::Rest { rows, outcome };
                sent
            }
            State::Done => Err(Unread),
        }
    }
}

/// Gives a component the batches of a long answer.
pub(super) struct Batches {
    first: Vec<RowResult>,
    rest: mpsc::Receiver<Vec<RowResult>>,
}

impl Batches {
    pub(super) fn new(first: Vec<RowResult>, rest: mpsc::Receiver<Vec<RowResult>>) -> Self {
        Self { first, rest }
    }
}

impl<D> StreamProducer<D> for Batches {
    type Item = RowResult;
    type Buffer = VecBuffer<RowResult>;

    fn poll_produce<'a>(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut store: StoreContextMut<'a, D>,
        mut destination: Destination<'a, RowResult, Self::Buffer>,
        finish: bool,
    ) -> Poll<wasmtime::Result<StreamResult>> {
        if destination.remaining(&mut store) == Some(0) {
            return Poll::Ready(Ok(StreamResult::Completed));
        }
        let batch = if self.first.is_empty() {
            match self.rest.poll_recv(context) {
                Poll::Ready(Some(batch)) => batch,
                Poll::Ready(None) => return Poll::Ready(Ok(StreamResult::Dropped)),
                Poll::Pending if finish => return Poll::Ready(Ok(StreamResult::Cancelled)),
                Poll::Pending => return Poll::Pending,
            }
        } else {
            mem::take(&mut self.first)
        };
        destination.set_buffer(batch.into());
        Poll::Ready(Ok(StreamResult::Completed))
    }
}
