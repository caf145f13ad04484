//! The keys of a development platform, all from one random secret.

use super::files::{Readers, write};
use anyhow::{Context as _, Result};
use credential::{Audience, Function, FunctionKeys, KeyLabel, KeyRing, MasterRing, ZoneId};
use credential::{
    access_label, api_key_label, factor_secret_label, fake_salt_label, function_label,
    outbox_label, receipt_label, recovery_label, resume_label, second_factor_label, session_label,
    state_label,
};
use std::fs;
use std::path::Path;
use zeroize::Zeroizing;

/// The zone that a development platform serves.
const ZONE: &str = "se";

/// The name of the first key.
const FIRST: &str = "k1";

/// A variable of a component and its value.
pub(crate) type Variable = (&'static str, Zeroizing<String>);

/// A function that runs, with what it is configured by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Component {
    /// The respondent's page and submissions.
    Submit,
    /// What pages load.
    Assets,
    /// Signing in.
    Login,
    /// Surveys and responses for staff.
    Api,
    /// Sending mail.
    Courier,
    /// What is stored.
    Storage,
}

impl Component {
    /// Those at the edge.
    pub(crate) const EDGE: [Self; 4] = [Self::Submit, Self::Assets, Self::Login, Self::Api];

    /// Its name in spin.toml, which is its crate's.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Assets => "assets",
            Self::Login => "login",
            Self::Api => "api",
            Self::Courier => "courier",
            Self::Storage => "storage",
        }
    }

    /// Where it says that it is well.
    pub(crate) const fn health(self) -> &'static str {
        match self {
            Self::Submit => "/healthz",
            Self::Assets => "/assets/healthz",
            Self::Login => "/login/healthz",
            Self::Api => "/api/healthz",
            Self::Courier => "/courier/healthz",
            Self::Storage => "/v1/healthz",
        }
    }
}

/// Every key of a zone.
pub(crate) struct Keys {
    master: MasterRing,
    zone: ZoneId,
}

impl Keys {
    /// The keys whose secret is in `folder`; makes it on the first run.
    ///
    /// # Errors
    ///
    /// If the file is there and is no key ring: what it signed would stop working.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let path = folder.join("master.key");
        let zone = ZONE.parse().context("the zone's name is not one")?;
        if !path.exists() {
            let mut random = [0; 32];
            getrandom::fill(&mut random).context("the system gives no random bytes")?;
            let master = MasterRing::generate(FIRST.parse().context("not a key's name")?, random);
            write(&path, Readers::Owner, master.to_config().as_bytes())?;
            return Ok(Self { master, zone });
        }
        let text = fs::read_to_string(&path).map(Zeroizing::new);
        let text = text.with_context(|| format!("cannot read {}", path.display()))?;
        let master = MasterRing::parse(text.trim()).with_context(|| {
            format!("{} is damaged; remove {} to begin anew", path.display(), folder.display())
        })?;
        Ok(Self { master, zone })
    }

    /// The zone.
    pub(crate) fn zone(&self) -> &ZoneId {
        &self.zone
    }

    /// The keys that sign what `function` asks of storage.
    pub(crate) fn function(&self, function: Function) -> KeyRing {
        self.master.derive(&function_label(&self.zone, function))
    }

    /// What `component` is configured by: its own keys and no others.
    pub(crate) fn variables(&self, component: Component, storage_url: &str) -> Vec<Variable> {
        let zone = &self.zone;
        let ring = |name, label: KeyLabel| (name, self.master.derive(&label).to_config());
        let key = |name, function| ring(name, function_label(zone, function));
        let session_login = || ring("session_login_keys", session_label(zone, Audience::Login));
        let session_api = || ring("session_api_keys", session_label(zone, Audience::Api));
        let api_keys = || ring("api_key_keys", api_key_label(zone));
        let storage = ("storage_url", Zeroizing::new(storage_url.to_owned()));
        let zone_name = ("zone", Zeroizing::new(zone.to_string()));
        match component {
            Component::Submit => vec![
                zone_name,
                storage,
                key("submit_key", Function::Submit),
                ring("receipt_keys", receipt_label(zone)),
                ring("state_keys", state_label(zone)),
            ],
            Component::Assets => Vec::new(),
            Component::Login => vec![
                zone_name,
                storage,
                key("login_key", Function::Login),
                session_login(),
                session_api(),
            ],
            Component::Api => {
                vec![zone_name, storage, key("api_key", Function::Api), session_api(), api_keys()]
            }
            Component::Courier => {
                vec![
                    storage,
                    key("courier_key", Function::Courier),
                    key("timer_key", Function::Timer),
                ]
            }
            Component::Storage => vec![
                zone_name,
                ("function_keys", FunctionKeys::derived(&self.master, zone).to_config()),
                session_login(),
                session_api(),
                api_keys(),
                ring("fake_salt_key", fake_salt_label(zone)),
                ring("resume_keys", resume_label(zone)),
                ring("access_keys", access_label(zone)),
                ring("second_factor_keys", second_factor_label(zone)),
                ring("factor_secret_keys", factor_secret_label(zone)),
                ring("outbox_keys", outbox_label(zone)),
                ring("recovery_keys", recovery_label(zone)),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::{make_folder, remove};

    fn names(keys: &Keys, component: Component) -> Vec<&'static str> {
        let variables = keys.variables(component, "http://127.0.0.1:1");
        variables.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn the_secret_is_made_once_and_each_component_gets_its_own_part() {
        let folder = std::env::temp_dir().join(format!("xtask-keys-{}", std::process::id()));
        make_folder(&folder).unwrap();
        let first = Keys::open(&folder).unwrap();
        let again = Keys::open(&folder).unwrap();
        assert_eq!(
            *first.function(Function::Api).to_config(),
            *again.function(Function::Api).to_config()
        );
        let submit = ["zone", "storage_url", "submit_key", "receipt_keys", "state_keys"];
        assert_eq!(names(&first, Component::Submit), submit);
        assert!(!names(&first, Component::Storage).contains(&"storage_url"));
        for component in Component::EDGE {
            for kept in [
                "function_keys",
                "resume_keys",
                "access_keys",
                "second_factor_keys",
                "factor_secret_keys",
                "outbox_keys",
                "recovery_keys",
            ] {
                assert!(!names(&first, component).contains(&kept), "{}", component.name());
            }
        }
        fs::write(folder.join("master.key"), "k1:short").unwrap();
        let damaged = Keys::open(&folder).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(damaged.contains("is damaged; remove"), "{damaged}");
        assert!(!damaged.contains("short"), "{damaged}");
        remove(&folder).unwrap();
    }
}
