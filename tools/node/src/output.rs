//! Components' standard output and error, passed on a whole line at a time.

use bytes::Bytes;
use std::io::{self, Write as _};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::io::AsyncWrite;
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};
use wasmtime_wasi::p2::{OutputStream, Pollable, StreamError, StreamResult};

/// A line longer than this is passed on in pieces.
const MAX_LINE_BYTES: usize = 64 << 10;

/// Writes to the host's standard error what it is given, unchanged, but never half a line, so that
/// lines of several instances do not run into each other.
#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<Unfinished>>);

/// What has come of a line whose end has not.
#[derive(Default)]
struct Unfinished(Vec<u8>);

impl Lines {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    fn pass_on(&self, bytes: &[u8]) -> io::Result<()> {
        let whole = self.0.lock().unwrap_or_else(PoisonError::into_inner).take(bytes);
        if whole.is_empty() { Ok(()) } else { io::stderr().lock().write_all(&whole) }
    }
}

impl Unfinished {
    /// Takes `bytes` in and gives back what can be written now: all up to the last line's end.
    fn take(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.extend_from_slice(bytes);
        let end = match self.0.iter().rposition(|byte| *byte == b'\n') {
            Some(last) => last + 1,
            None if self.0.len() > MAX_LINE_BYTES => self.0.len(),
            None => 0,
        };
        self.0.drain(..end).collect()
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.0.is_empty() {
            self.0.push(b'\n');
            let _ = io::stderr().lock().write_all(&self.0);
        }
    }
}

impl AsyncWrite for Lines {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(self.pass_on(bytes).map(|()| bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl IsTerminal for Lines {
    /// Whatever standard error is, lines are to be the same.
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for Lines {
    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        Box::new(self.clone())
    }

    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(self.clone())
    }
}

#[wasmtime_wasi::async_trait]
impl Pollable for Lines {
    async fn ready(&mut self) {}
}

impl OutputStream for Lines {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        self.pass_on(&bytes).map_err(|error| StreamError::LastOperationFailed(error.into()))
    }

    fn flush(&mut self) -> StreamResult<()> {
        Ok(())
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(MAX_LINE_BYTES)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_are_passed_on() {
        let mut unfinished = Unfinished::default();
        for (name, given, want) in [
            ("a part", "{\"a\":", ""),
            ("its end", "1}\n", "{\"a\":1}\n"),
            ("two and a part", "b\nc\nd", "b\nc\n"),
            ("nothing", "", ""),
            ("an end alone", "\n", "d\n"),
        ] {
            assert_eq!(unfinished.take(given.as_bytes()), want.as_bytes(), "{name}");
        }
        let long = vec![b'x'; MAX_LINE_BYTES + 1];
        assert_eq!(unfinished.take(&long).len(), long.len(), "too long to wait for");
    }
}
