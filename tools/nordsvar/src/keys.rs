//! The keys of a zone, all from one random secret, and what each function is configured by.

mod apps;

use self::apps::{APPS, App, app_urls};
use crate::files::{Readers, write};
use anyhow::{Context as _, Result};
use credential::{Audience, Function, FunctionKeys, KeyLabel, KeyRing, MasterRing, ZoneId};
use credential::{
    access_label, api_key_label, bounce_label, cancel_flow_label, factor_secret_label,
    fake_salt_label, function_label, hand_over_label, identity_secret_label, identity_state_label,
    invitation_label, join_label, organisation_label, outbox_label, personal_label, receipt_label,
    recovery_label, resume_label, second_factor_label, session_label, state_label,
    unsubscribe_label,
};
use std::path::{Path, PathBuf};
use std::{fmt, fs};
use zeroize::Zeroizing;

/// The name of the first key.
const FIRST: &str = "k1";

/// A variable of a component and its value.
pub type Variable = (&'static str, Zeroizing<String>);

/// A function that runs, with what it is configured by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Component {
    /// The respondent's page and submissions.
    Submit,
    /// What pages load.
    Assets,
    /// Signing in.
    Login,
    /// Surveys and responses for staff.
    Api,
    /// The Customer Zone.
    CustomerZone,
    /// The Survey Tool.
    Tool,
    /// What shops tell of their orders, and the room for it.
    StoreEvaluator,
    /// What is told of deliveries, and the rooms for it.
    DeliveryControl,
    /// What hotels tell of stays, and the room for it.
    StayEvaluator,
    /// What is told of subscriptions, and the room for it.
    WhyCancel,
    /// Signing in through the identity providers of organisations.
    Identity,
    /// Sending mail.
    Courier,
    /// What is stored.
    Storage,
}

impl Component {
    /// Those at the edge.
    pub const EDGE: [Self; 9] = [
        Self::Submit,
        Self::Assets,
        Self::Login,
        Self::Api,
        Self::CustomerZone,
        Self::StoreEvaluator,
        Self::DeliveryControl,
        Self::StayEvaluator,
        Self::WhyCancel,
    ];

    /// Its name in spin.toml, which is its crate's.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Assets => "assets",
            Self::Login => "login",
            Self::Api => "api",
            Self::CustomerZone => "customer-zone",
            Self::Tool => "tool",
            Self::StoreEvaluator => "store-evaluator",
            Self::DeliveryControl => "delivery-control",
            Self::StayEvaluator => "stay-evaluator",
            Self::WhyCancel => "why-cancel",
            Self::Identity => "identity",
            Self::Courier => "courier",
            Self::Storage => "storage",
        }
    }

    /// Where it says that it is well.
    #[must_use]
    pub const fn health(self) -> &'static str {
        match self {
            Self::Submit => "/healthz",
            Self::Assets => "/assets/healthz",
            Self::Login => "/login/healthz",
            Self::Api => "/api/healthz",
            Self::CustomerZone => "/zone/healthz",
            Self::Tool => "/tool/healthz",
            Self::StoreEvaluator => "/apps/store-evaluator/healthz",
            Self::DeliveryControl => "/apps/delivery-control/healthz",
            Self::StayEvaluator => "/apps/stay-evaluator/healthz",
            Self::WhyCancel => "/apps/why-cancel/healthz",
            Self::Identity => "/identity/healthz",
            Self::Courier => "/courier/healthz",
            Self::Storage => "/v1/healthz",
        }
    }
}

/// Every key of a zone.
pub struct Keys {
    master: MasterRing,
    zone: ZoneId,
    /// What makes up salts and seals the heads of audit logs: it stays when the others are rotated.
    /// Another salt would tell which addresses have no account, and a head is sealed when its log grows.
    lasting: KeyRing,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(..)")
    }
}

impl Keys {
    /// Where the secret is in `folder`.
    #[must_use]
    pub fn path(folder: &Path) -> PathBuf {
        folder.join("master.key")
    }

    /// The keys of `zone` whose secret is in `folder`; makes it on the first run.
    ///
    /// # Errors
    ///
    /// If the file is there and is no key ring: what it signed would stop working.
    pub fn open(folder: &Path, zone: ZoneId) -> Result<Self> {
        let path = Self::path(folder);
        if !path.exists() {
            let mut random = [0; 32];
            getrandom::fill(&mut random).context("the system gives no random bytes")?;
            let master = MasterRing::generate(FIRST.parse().context("not a key's name")?, random);
            write(&path, Readers::Owner, master.to_config().as_bytes())?;
        }
        let damaged = || format!("{} is damaged; put your copy of it back", path.display());
        let master = MasterRing::parse(text(&path)?.trim()).with_context(damaged)?;
        let path = lasting_path(folder);
        let lasting = if path.exists() {
            let damaged = || format!("{} is damaged; put your copy of it back", path.display());
            KeyRing::parse(text(&path)?.trim()).with_context(damaged)?
        } else {
            master.derive(&fake_salt_label(&zone))
        };
        Ok(Self { master, zone, lasting })
    }

    /// The secret.
    #[must_use]
    pub const fn master(&self) -> &MasterRing {
        &self.master
    }

    /// Keeps another secret in `folder`. What is to outlast it is written down before.
    ///
    /// # Errors
    ///
    /// If it cannot be written; the one that was there stays.
    pub fn replace(&mut self, folder: &Path, master: MasterRing) -> Result<()> {
        let path = lasting_path(folder);
        if !path.exists() {
            write(&path, Readers::Owner, self.lasting.to_config().as_bytes())?;
        }
        write(&Self::path(folder), Readers::Owner, master.to_config().as_bytes())?;
        self.master = master;
        Ok(())
    }

    /// The zone.
    #[must_use]
    pub fn zone(&self) -> &ZoneId {
        &self.zone
    }

    /// The keys that sign what `function` asks of storage.
    #[must_use]
    pub fn function(&self, function: Function) -> KeyRing {
        self.master.derive(&function_label(&self.zone, function))
    }

    /// What `component` is configured by: its own keys and no others. Storage is called at
    /// `storage_url`, and people find the edge at `site`, as far as it asks.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "one table, a row for each component")]
    pub fn variables(
        &self,
        component: Component,
        (storage_url, site): (&str, &str),
    ) -> Vec<Variable> {
        let zone = &self.zone;
        let ring = |name, label: KeyLabel| (name, self.master.derive(&label).to_config());
        let key = |name, function| ring(name, function_label(zone, function));
        let session_login = || ring("session_login_keys", session_label(zone, Audience::Login));
        let session_api = || ring("session_api_keys", session_label(zone, Audience::Api));
        let session_zone = || ring("session_zone_keys", session_label(zone, Audience::Zone));
        let session_tool = || ring("session_tool_keys", session_label(zone, Audience::Tool));
        let session_in = |own: &App| ring(own.session, session_label(zone, own.audience));
        let handed_over = |own: &App| ring(own.hand_over, hand_over_label(zone, own.audience));
        let invitations = || ring("invitation_keys", invitation_label(zone));
        let unsubscribe = || ring("unsubscribe_keys", unsubscribe_label(zone));
        let to_zone = || ring("hand_over_zone_keys", hand_over_label(zone, Audience::Zone));
        let to_tool = || ring("hand_over_tool_keys", hand_over_label(zone, Audience::Tool));
        let at_site = |name| (name, Zeroizing::new(site.trim_end_matches('/').to_owned()));
        let api_keys = || ring("api_key_keys", api_key_label(zone));
        let storage = ("storage_url", Zeroizing::new(storage_url.to_owned()));
        let zone_name = ("zone", Zeroizing::new(zone.to_string()));
        match component {
            Component::Submit => vec![
                zone_name,
                storage,
                key("submit_key", Function::Submit),
                ring("receipt_keys", receipt_label(zone)),
                invitations(),
                unsubscribe(),
                ring("state_keys", state_label(zone)),
            ],
            Component::Assets => Vec::new(),
            Component::Login => vec![
                zone_name,
                storage,
                key("login_key", Function::Login),
                session_login(),
                session_api(),
                to_zone(),
                to_tool(),
                at_site("zone_url"),
                at_site("tool_url"),
                at_site("identity_url"),
            ]
            .into_iter()
            .chain(APPS.iter().map(handed_over))
            .chain(app_urls().map(at_site))
            .collect(),
            Component::Api => {
                vec![zone_name, storage, key("api_key", Function::Api), session_api(), api_keys()]
            }
            Component::CustomerZone => vec![
                zone_name,
                storage,
                key("customer_zone_key", Function::CustomerZone),
                session_zone(),
                to_zone(),
                at_site("login_url"),
                at_site("tool_url"),
                at_site("identity_url"),
            ],
            Component::Tool => vec![
                zone_name,
                storage,
                key("tool_key", Function::Tool),
                session_tool(),
                to_tool(),
                at_site("login_url"),
                at_site("zone_url"),
                at_site("submit_url"),
            ],
            Component::StoreEvaluator
            | Component::DeliveryControl
            | Component::StayEvaluator
            | Component::WhyCancel => {
                let own = APPS.iter().filter(|own| own.component == component);
                let keys = own.clone().flat_map(|own| {
                    [key(own.key, own.function), session_in(own), handed_over(own)]
                });
                let urls = own.flat_map(|own| own.urls).copied().map(at_site);
                let all = [
                    zone_name,
                    storage,
                    api_keys(),
                    at_site("login_url"),
                    at_site("zone_url"),
                    at_site("tool_url"),
                ];
                all.into_iter().chain(keys).chain(urls).collect()
            }
            Component::Identity => vec![
                storage,
                at_site("login_url"),
                at_site("identity_url"),
                key("identity_key", Function::Identity),
                ring("identity_state_keys", identity_state_label(zone)),
            ],
            Component::Courier => vec![
                storage,
                at_site("login_url"),
                key("courier_key", Function::Courier),
                key("timer_key", Function::Timer),
                ring("bounce_key", bounce_label(zone)),
            ]
            .into_iter()
            .chain(app_urls().map(at_site))
            .collect(),
            Component::Storage => vec![
                zone_name,
                ("function_keys", FunctionKeys::derived(&self.master, zone).to_config()),
                session_login(),
                session_zone(),
                session_tool(),
                session_api(),
                api_keys(),
                invitations(),
                unsubscribe(),
                ring("cancel_flow_keys", cancel_flow_label(zone)),
                ("fake_salt_key", self.lasting.to_config()),
                ring("resume_keys", resume_label(zone)),
                ring("access_keys", access_label(zone)),
                ring("second_factor_keys", second_factor_label(zone)),
                ring("factor_secret_keys", factor_secret_label(zone)),
                ring("outbox_keys", outbox_label(zone)),
                ring("personal_keys", personal_label(zone)),
                ring("recovery_keys", recovery_label(zone)),
                ring("join_keys", join_label(zone)),
                ring("organisation_keys", organisation_label(zone)),
                ring("identity_secret_keys", identity_secret_label(zone)),
                at_site("login_url"),
                at_site("submit_url"),
            ]
            .into_iter()
            .chain(APPS.iter().map(session_in))
            .collect(),
        }
    }
}

fn lasting_path(folder: &Path) -> PathBuf {
    folder.join("lasting.key")
}

fn text(path: &Path) -> Result<Zeroizing<String>> {
    let text = fs::read_to_string(path).map(Zeroizing::new);
    text.with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests;
