//! HTTP connections from clients.

use crate::header::Peer;
use crate::log::{self, Level};
use anyhow::Context as _;
use http::uri::Scheme;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use wasmtime_wasi_http::WasiBody;

/// How long a client may take to send a request's head, and a connection to stay without one.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a client may take to agree on a TLS session.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// How long requests under way may take once the host is asked to stop.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);

/// Answers the requests of a listener.
pub(crate) trait Answer: Send + Sync + 'static {
    /// The answer to `request`, which `peer` sent.
    fn answer(
        &self,
        request: Request<Incoming>,
        peer: &Peer,
    ) -> impl Future<Output = Response<WasiBody>> + Send;
}

/// Binds `address`, or says in words why that cannot be.
pub(crate) async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            return anyhow::anyhow!(
                "{address} is in use by another program: stop it, or give another address"
            );
        }
        anyhow::Error::new(error).context(format!("cannot listen on {address}"))
    })
}

/// Answers connections until `stop` turns true, then lets requests under way end.
pub(crate) async fn serve<A: Answer>(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    answer: Arc<A>,
    mut stop: watch::Receiver<bool>,
) {
    let connections = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, address)) => {
                let answer = Arc::clone(&answer);
                let connection = connection(stream, address, tls.clone(), answer);
                let watcher = connections.watcher();
                tokio::spawn(async move {
                    // A connection that breaks is the client's affair.
                    let _ = connection.run(watcher).await;
                });
            }
            // Out of file descriptors, most likely: the next ones may be had again soon.
            Err(error) => {
                log::write(Level::Error, None, format_args!("no connection accepted: {error}"));
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(STOP_TIMEOUT, connections.shutdown()).await;
}

struct Connection<A> {
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    peer: Peer,
    answer: Arc<A>,
}

fn connection<A: Answer>(
    stream: TcpStream,
    address: SocketAddr,
    tls: Option<TlsAcceptor>,
    answer: Arc<A>,
) -> Connection<A> {
    let scheme = if tls.is_some() { Scheme::HTTPS } else { Scheme::HTTP };
    Connection { stream, tls, peer: Peer { address, scheme }, answer }
}

impl<A: Answer> Connection<A> {
    async fn run(self, watcher: Watcher) -> anyhow::Result<()> {
        // Without it a head and a body sent apart wait for each other's acknowledgement.
        self.stream.set_nodelay(true).context("TCP_NODELAY")?;
        match self.tls {
            None => http(self.stream, self.peer, self.answer, watcher).await,
            Some(tls) => {
                let agreed = tokio::time::timeout(HANDSHAKE_TIMEOUT, tls.accept(self.stream));
                http(agreed.await??, self.peer, self.answer, watcher).await
            }
        }
    }
}

async fn http<A: Answer>(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: Peer,
    answer: Arc<A>,
    watcher: Watcher,
) -> anyhow::Result<()> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    builder.http2().timer(TokioTimer::new());
    let service = service_fn(move |request| {
        let (answer, peer) = (Arc::clone(&answer), peer.clone());
        async move { Ok::<_, Infallible>(answer.answer(request, &peer).await) }
    });
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    watcher.watch(connection).await.map_err(|error| anyhow::anyhow!(error))
}
