//! What the courier reads from its configuration.

use contract::StorageUrl;
use credential::{Function, FunctionKeys, KeyRing};
use host::{Host, SettingError, key_ring, parsed};
use zeroize::Zeroizing;

use crate::relay::{Login, LoginUrl, Relay, Sender};
use crate::tls::{Authorities, Tls};

/// The courier's keys, and where mail goes.
#[derive(Debug)]
pub struct Settings {
    pub(crate) storage: StorageUrl,
    pub(crate) keys: KeyRing,
    /// Who may say that it is time.
    pub(crate) timer: FunctionKeys,
    pub(crate) relay: Relay,
    pub(crate) login: Option<Login>,
    pub(crate) sender: Sender,
    /// Where people sign in.
    pub(crate) login_url: LoginUrl,
}

impl Settings {
    pub(crate) async fn read(host: &Host) -> Result<Self, SettingError> {
        let relay = Relay::new(parsed(host, "relay_url").await?, tls(host).await?)
            .map_err(|error| SettingError::NotReady(error.to_string()))?;
        let user = host.setting("relay_user").await;
        let password = host.setting("relay_password").await.map(Zeroizing::new);
        let login = match (user, password) {
            (None, None) => None,
            (Some(user), Some(password)) => Some(Login { user, password }),
            (Some(_), None) => return Err(SettingError::Missing("relay_password")),
            (None, Some(_)) => return Err(SettingError::Missing("relay_user")),
        };
        Ok(Self {
            storage: parsed(host, "storage_url").await?,
            keys: key_ring(host, "courier_key").await?,
            timer: FunctionKeys::of_one(Function::Timer, key_ring(host, "timer_key").await?),
            relay,
            login,
            sender: parsed(host, "mail_from").await?,
            login_url: parsed(host, "login_url").await?,
        })
    }
}

/// Whom TLS is spoken with, if the relay has a name.
async fn tls(host: &Host) -> Result<Option<Tls>, SettingError> {
    const NAME: &str = "relay_name";
    const AUTHORITIES: &str = "relay_ca";
    let name = host.setting(NAME).await;
    let authorities = host.setting(AUTHORITIES).await;
    let name = match (name, &authorities) {
        (None, None) => return Ok(None),
        (None, Some(_)) => return Err(SettingError::Missing(NAME)),
        (Some(name), _) => name.parse().map_err(|_| SettingError::Unusable(NAME))?,
    };
    let authorities = match authorities {
        None => Authorities::public(),
        Some(pem) => pem.parse().map_err(|_| SettingError::Unusable(AUTHORITIES))?,
    };
    Ok(Some(Tls { name, authorities }))
}
