//! A mail relay of another make, and certificates for it.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use serde::Deserialize;
use serde_json::Value;

use crate::address::free_address;
use crate::process::{Process, root};
use crate::{Mail, Temporary, eventually};

/// Who may come in.
pub const LOGIN: (&str, &str) = ("nordsvar", "a password: of tests & no others");

/// Says whose a certificate is.
#[derive(Debug)]
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    /// One that nobody else trusts.
    #[must_use]
    pub fn new() -> Self {
        let mut params = params("An authority of tests");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("a certificate"))
    }

    /// Its certificate, in PEM.
    #[must_use]
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate for the host `name`, which ends with the year `until`.
    #[must_use]
    pub fn certify(&self, name: &str, until: i32) -> Identity {
        let mut params = params(name);
        params.not_after = date_time_ymd(until, 12, 31);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.0).expect("a certificate");
        Identity { certificate: certificate.pem(), key: key.serialize_pem() }
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new([name.to_owned()]).expect("a name");
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params
}

/// What a server shows who it is with, in PEM.
#[derive(Debug)]
pub struct Identity {
    certificate: String,
    key: String,
}

/// How a [`MailServer`] is set up.
#[derive(Debug, Default)]
pub struct MailServing<'a> {
    /// What it shows; none for a server without TLS.
    pub identity: Option<&'a Identity>,
    /// Whether only who signs in as [`LOGIN`] may send.
    pub login: bool,
    /// The highest version of TLS that it speaks, such as `TLSv1.2`; the highest there is if empty.
    pub max_tls: &'a str,
    /// Whether it signs each mail (DKIM, RFC 6376), and passes it on.
    pub signs: bool,
}

/// npm's `smtp-server`, which keeps what comes until this is dropped.
#[derive(Debug)]
pub struct MailServer {
    /// Where it listens.
    pub address: SocketAddr,
    log: PathBuf,
    _process: Process,
    _folder: Temporary,
}

/// A mail as it came.
#[derive(Clone, Debug, Deserialize)]
pub struct Received {
    /// The mail.
    #[serde(flatten)]
    pub mail: Mail,
    /// Whom the envelope is from.
    pub from: String,
    /// Whether it came over TLS.
    pub secure: bool,
    /// With what it was enciphered, as OpenSSL calls it.
    pub cipher: String,
    /// The version of TLS.
    pub protocol: String,
    /// Who signed in.
    pub user: String,
    /// What became of it where it was passed on to.
    pub signed: Option<PassedOn>,
}

/// A mail that was signed and passed on, as the next server has it.
#[derive(Clone, Debug, Deserialize)]
pub struct PassedOn {
    /// What each signature comes to there, such as `pass`.
    pub verdict: Vec<String>,
    /// Whether the mail is the same, byte for byte.
    pub same: bool,
    /// The names of the headers that are signed, in small letters.
    pub headers: Vec<String>,
    /// What the signatures would come to had a letter been changed on the way.
    pub changed: Vec<String>,
}

impl MailServer {
    /// Starts one.
    #[must_use]
    pub fn start(serving: &MailServing<'_>) -> Self {
        let (folder, address) = (Temporary::new(), free_address());
        let here = root().join("tests/smtp");
        let mut command = Command::new(root().join("tools/web/node_modules/node/bin/node"));
        command.arg("server.mjs").current_dir(&here).env("PORT", address.port().to_string());
        if let Some(Identity { certificate, key }) = serving.identity {
            let file = |name: &str, pem: &str| {
                let path = folder.path().join(name);
                fs::write(&path, pem).expect("a file of tests can be written");
                path
            };
            command.env("CERTIFICATE", file("certificate.pem", certificate));
            command.env("KEY", file("key.pem", key)).env("MAX_TLS", serving.max_tls);
        }
        if serving.login {
            let (user, password) = LOGIN;
            command.env("USER", user).env("PASSWORD", password);
        } else {
            command.env_remove("USER").env_remove("PASSWORD");
        }
        if serving.signs {
            command.env("SIGNS", "1");
        }
        let log = folder.path().join("mail.log");
        let process = Process::start(command, &log);
        let server = Self { address, log, _process: process, _folder: folder };
        let what = format!("npm's smtp-server (does {} hold its packages?)", here.display());
        eventually(&what, || server.said("listening").pop());
        server
    }

    /// The mails that came, in their order.
    #[must_use]
    pub fn mails(&self) -> Vec<Received> {
        let mails = self.said("raw").into_iter();
        mails.map(|line| serde_json::from_value(line).expect("a mail")).collect()
    }

    /// What it has said of `what`: `connected`, `signed_in` or `error`.
    #[must_use]
    pub fn said(&self, what: &str) -> Vec<Value> {
        let lines = lines(&self.log).into_iter();
        lines.filter(|line| line.get(what).is_some()).collect()
    }
}

fn lines(log: &Path) -> Vec<Value> {
    let text = fs::read_to_string(log).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}
