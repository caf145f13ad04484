//! What the courier reads from its configuration.

use core::str::FromStr;

use contract::StorageUrl;
use credential::{Function, FunctionKeys, KeyRing, SharedSecret};
use host::{Host, SettingError, key_ring, parsed};
use letter::{Domain, MailAddress};
use zeroize::Zeroizing;

use crate::gateway::{Calls, Gateway, GatewayUrl};
use crate::hook::HookHosts;
use crate::relay::{Login, LoginUrl, Relay, Sender};
use crate::sites::AppSites;
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
    /// The same address, as invitations have it.
    pub(crate) from: MailAddress,
    /// Where invitations that cannot be delivered come back to.
    pub(crate) bounces: Domain,
    /// What shows that one that comes back was ours.
    pub(crate) bounce_keys: KeyRing,
    /// Who may say what became of mails.
    pub(crate) returned: Option<SharedSecret>,
    /// Where text messages go, if anywhere.
    pub(crate) gateway: Option<Gateway>,
    /// Where that gateway reaches us, to say what became of them.
    pub(crate) texted: Option<GatewayUrl>,
    /// Whom calls are from, and where that gateway reaches us in them, if any are made.
    pub(crate) calls: Option<Calls>,
    /// Where programs of customers may be told of alerts.
    pub(crate) hook_hosts: HookHosts,
    /// Where people sign in.
    pub(crate) login_url: LoginUrl,
    /// Where the rooms of the external apps are.
    pub(crate) apps: AppSites,
}

impl Settings {
    pub(crate) async fn read(host: &Host) -> Result<Self, SettingError> {
        const SENDER: &str = "mail_from";
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
        let sender: Sender = parsed(host, SENDER).await?;
        let from: MailAddress =
            sender.address().parse().map_err(|_| SettingError::Unusable(SENDER))?;
        let bounces = optional(host, "bounce_domain").await?;
        let gateway = gateway(host).await?;
        let calls = calls(host, gateway.is_some()).await?;
        Ok(Self {
            storage: parsed(host, "storage_url").await?,
            keys: key_ring(host, "courier_key").await?,
            timer: FunctionKeys::of_one(Function::Timer, key_ring(host, "timer_key").await?),
            relay,
            login,
            sender,
            bounces: bounces.unwrap_or_else(|| from.domain().clone()),
            from,
            bounce_keys: key_ring(host, "bounce_key").await?,
            returned: optional(host, "returned_secret").await?,
            gateway,
            calls,
            texted: optional(host, "sms_reports_url").await?,
            hook_hosts: optional(host, "webhook_hosts").await?.unwrap_or_default(),
            login_url: parsed(host, "login_url").await?,
            apps: AppSites::read(host).await?,
        })
    }
}

/// A setting that may be absent.
async fn optional<T: FromStr>(host: &Host, name: &'static str) -> Result<Option<T>, SettingError> {
    let text = host.setting(name).await;
    text.map(|text| text.parse().map_err(|_| SettingError::Unusable(name))).transpose()
}

/// Whom TLS is spoken with, if the relay has a name.
async fn tls(host: &Host) -> Result<Option<Tls>, SettingError> {
    let authorities = optional(host, "relay_ca").await?;
    match (optional(host, "relay_name").await?, authorities) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(SettingError::Missing("relay_name")),
        (Some(name), authorities) => {
            Ok(Some(Tls { name, authorities: authorities.unwrap_or_else(Authorities::public) }))
        }
    }
}

/// The gateway for text messages: all of its settings, or none.
async fn gateway(host: &Host) -> Result<Option<Gateway>, SettingError> {
    let url = optional(host, "sms_url").await?;
    let user = host.setting("sms_user").await;
    let password = host.setting("sms_password").await.map(Zeroizing::new);
    let from = optional(host, "sms_from").await?;
    if url.is_none() && user.is_none() && password.is_none() && from.is_none() {
        return Ok(None);
    }
    let missing = SettingError::Missing;
    let password = password.ok_or(missing("sms_password"))?;
    Ok(Some(Gateway::new(
        url.ok_or(missing("sms_url"))?,
        &user.ok_or(missing("sms_user"))?,
        &password,
        from.ok_or(missing("sms_from"))?,
    )))
}

/// The calls that are made by the gateway: both of their settings, or none.
async fn calls(host: &Host, has_gateway: bool) -> Result<Option<Calls>, SettingError> {
    let (from, site) = (optional(host, "calls_from").await?, optional(host, "calls_url").await?);
    match (from, site) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) if !has_gateway => Err(SettingError::Missing("sms_url")),
        (Some(from), Some(site)) => Ok(Some(Calls { from, site })),
        (Some(_), None) => Err(SettingError::Missing("calls_url")),
        (None, Some(_)) => Err(SettingError::Missing("calls_from")),
    }
}
