//! The file that says what runs where, once everything answers.

use super::{Readers, write};
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::path::Path;

/// What tests and scripts need to know. Members are added, never renamed.
#[derive(Serialize)]
pub(crate) struct Ready<'a> {
    /// The edge, as a URL.
    pub(crate) site: &'a str,
    /// Storage, as a URL.
    pub(crate) storage: &'a str,
    /// Another site's pages with the widget in them, as a URL.
    pub(crate) demo: &'a str,
    /// The page with the mails that were sent, as a URL; `/messages` below it lists them as JSON.
    pub(crate) mail: &'a str,
    /// The demo survey.
    pub(crate) survey: &'a str,
    /// The demo tenant.
    pub(crate) company: &'a str,
    /// An API key of the demo tenant.
    pub(crate) api_key: &'a str,
    /// Who signs in.
    pub(crate) owner_email: &'a str,
    /// With which password.
    pub(crate) owner_password: &'a str,
    /// The control ports.
    pub(crate) control: Control,
    /// The identity provider, as its issuer, where one was asked for.
    pub(crate) identity_provider: Option<&'a str>,
    /// The folder of the database and the keys.
    pub(crate) data: &'a Path,
}

/// The control ports of the hosts, as URLs; Spin has none.
#[derive(Clone, Serialize)]
pub(crate) struct Control {
    /// The edge's; none if the functions there are not served by our host.
    pub(crate) edge: Option<String>,
    /// Storage's.
    pub(crate) storage: Option<String>,
    /// The courier's.
    pub(crate) courier: Option<String>,
}

impl Ready<'_> {
    /// Writes it to `path`. It holds secrets of the demo tenant.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self).context("the ready file does not print")?;
        write(path, Readers::Owner, &text)
    }
}
