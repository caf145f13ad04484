//! A certificate for this machine, so that TLS can be tried and measured.

use crate::checkout::{make_folder, program};
use crate::run::Run;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};

const WEEK_SECONDS: &str = "604800";

const REQUEST: &str = "\
[req]
prompt = no
distinguished_name = subject
x509_extensions = extensions
[subject]
CN = localhost
[extensions]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost,IP:127.0.0.1
";

/// A certificate and its private key, as PEM files.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    /// The certificate.
    pub(crate) chain: PathBuf,
    /// Its key.
    pub(crate) key: PathBuf,
}

impl Certificate {
    /// The certificate in `folder`; makes one of RSA 2048 if there is none or it is about to end.
    ///
    /// # Errors
    ///
    /// If there is no openssl.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let this = Self { chain: folder.join("certificate.pem"), key: folder.join("key.pem") };
        program("openssl").context("install openssl: --tls makes a certificate with it")?;
        if this.key.exists() && this.lasts() {
            return Ok(this);
        }
        make_folder(folder)?;
        let request = folder.join("request.cnf");
        fs::write(&request, REQUEST)?;
        Run::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-sha256", "-nodes", "-days", "90"])
            .arg("-config")
            .arg(&request)
            .arg("-keyout")
            .arg(&this.key)
            .arg("-out")
            .arg(&this.chain)
            .quiet()
            .context("openssl did not make a certificate")?;
        Ok(this)
    }

    fn lasts(&self) -> bool {
        let check = Run::new("openssl").args(["x509", "-noout", "-checkend", WEEK_SECONDS, "-in"]);
        check.arg(&self.chain).quiet().is_ok()
    }
}
