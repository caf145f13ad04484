//! Settings: named values from the platform's configuration.

use core::str::FromStr;

use credential::KeyRing;

use crate::Host;

/// A setting is missing or unusable. Its value is not told: most settings are secrets.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SettingError {
    /// It is not there, or empty.
    #[error("setting {0} is missing")]
    Missing(&'static str),
    /// It cannot be used.
    #[error("setting {0} is not usable")]
    Unusable(&'static str),
    /// What stands behind the settings is not ready.
    #[error("not ready: {0}")]
    NotReady(String),
}

/// A setting, parsed.
///
/// # Errors
///
/// [`SettingError::Missing`] or [`SettingError::Unusable`].
pub async fn parsed<T: FromStr>(host: &Host, name: &'static str) -> Result<T, SettingError> {
    let text = host.setting(name).await.ok_or(SettingError::Missing(name))?;
    text.parse().map_err(|_| SettingError::Unusable(name))
}

/// A setting that is a key ring.
///
/// # Errors
///
/// [`SettingError::Missing`] or [`SettingError::Unusable`].
pub async fn key_ring(host: &Host, name: &'static str) -> Result<KeyRing, SettingError> {
    let text = host.setting(name).await.ok_or(SettingError::Missing(name))?;
    KeyRing::parse(&text).map_err(|_| SettingError::Unusable(name))
}
