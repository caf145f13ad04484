//! TLS towards clients: the versions, the ciphers.

use crate::support::{Host, PLAIN, folder};
use http_body_util::{BodyExt as _, Empty};
use hyper_util::rt::TokioIo;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::ServerName;
use rustls::{
    CipherSuite, ClientConfig, ProtocolVersion, RootCertStore, SupportedProtocolVersion, version,
};
use std::fs;
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// A host with a certificate of its own, and the roots that trust it.
async fn host() -> (Host, RootCertStore) {
    let folder = folder("tls-files");
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
    fs::write(&certificate, made.cert.pem()).expect("a file");
    fs::write(&key, made.signing_key.serialize_pem()).expect("a file");
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).expect("a root");
    let [certificate, key] = [certificate, key].map(|path| path.display().to_string());
    let arguments = ["--tls-cert", &certificate, "--tls-key", &key];
    (Host::start("tls", PLAIN, &arguments).await, roots)
}

async fn connect(
    host: &Host,
    roots: &RootCertStore,
    version: &'static SupportedProtocolVersion,
    suites: impl Fn(CipherSuite) -> bool,
) -> anyhow::Result<TlsStream<TcpStream>> {
    let provider = ring::default_provider();
    let kept = provider.cipher_suites.iter().filter(|kept| suites(kept.suite())).copied();
    let provider = CryptoProvider { cipher_suites: kept.collect(), ..provider };
    let config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[version])?
        .with_root_certificates(roots.clone())
        .with_no_client_auth();
    let stream = TcpStream::connect(host.running.listen()).await?;
    let name = ServerName::try_from("localhost")?;
    Ok(TlsConnector::from(Arc::new(config)).connect(name, stream).await?)
}

fn name(suite: CipherSuite) -> String {
    format!("{suite:?}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_ciphers_of_256_bits_are_agreed_on() {
    let (host, roots) = host().await;
    for (version, wanted) in
        [(&version::TLS13, ProtocolVersion::TLSv1_3), (&version::TLS12, ProtocolVersion::TLSv1_2)]
    {
        for cipher in ["AES_256_GCM", "CHACHA20_POLY1305"] {
            let agreed = connect(&host, &roots, version, |suite| name(suite).contains(cipher));
            let stream = agreed.await.expect("a session");
            let session = stream.get_ref().1;
            assert_eq!(session.protocol_version(), Some(wanted));
            let suite = session.negotiated_cipher_suite().map(|suite| name(suite.suite()));
            assert!(suite.is_some_and(|suite| suite.contains(cipher)), "{cipher}");
        }
        let weaker = connect(&host, &roots, version, |suite| name(suite).contains("AES_128"));
        assert!(weaker.await.is_err(), "{wanted:?} with a cipher of 128 bits");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_component_is_told_the_scheme() {
    let (host, roots) = host().await;
    let stream = connect(&host, &roots, &version::TLS13, |_| true).await.expect("a session");
    let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream));
    let (mut sender, connection) = handshake.await.expect("a connection");
    tokio::spawn(connection);
    let request = http::Request::get("/headers").header("host", "localhost:1");
    let request = request.body(Empty::<bytes::Bytes>::new()).expect("a request");
    let body = sender.send_request(request).await.expect("an answer").into_body();
    let seen = body.collect().await.expect("a body").to_bytes();
    let seen = String::from_utf8_lossy(&seen);
    assert!(seen.contains("spin-full-url: https://localhost:1/headers"), "{seen}");
}
