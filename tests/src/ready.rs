//! The file that says what runs where.

use std::path::PathBuf;
use std::{env, fs};

use serde::Deserialize;

/// What `cargo xtask dev --ready-file` writes once everything answers.
#[derive(Clone, Debug, Deserialize)]
pub struct Ready {
    /// The address of the edge.
    pub site: String,
    /// The address of storage.
    pub storage: String,
    /// The page with the mails that were sent.
    pub mail: String,
    /// The demo survey.
    pub survey: String,
    /// The demo tenant.
    pub company: String,
    /// An API key of the demo tenant.
    pub api_key: String,
    /// Who signs in.
    pub owner_email: String,
    /// With which password.
    pub owner_password: String,
    /// The identity provider, as its issuer.
    pub identity_provider: Option<String>,
    /// The folder of the database and the master key.
    pub data: PathBuf,
    /// The control ports.
    pub control: Control,
}

/// The control ports of the hosts.
#[derive(Clone, Debug, Deserialize)]
pub struct Control {
    /// The edge's; none if the edge is not served by `node`.
    pub edge: Option<String>,
    /// Storage's.
    pub storage: String,
}

impl Ready {
    /// Reads the file that the environment names.
    ///
    /// # Panics
    ///
    /// With a sentence that says what to run, if it names none.
    #[must_use]
    pub fn read() -> Self {
        let path = env::var("NORDSVAR_READY_FILE").unwrap_or_else(|_| {
            panic!(
                "this suite tests a platform that runs, and none was named: run `cargo xtask test`, \
                 or `cargo xtask dev --ready-file F` and set NORDSVAR_READY_FILE to F"
            )
        });
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}
