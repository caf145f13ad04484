//! The systems that are measured, each started anew in a folder of its own.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::bench::bundle::bundle;
use crate::bench::invited::Asking;
use crate::bench::large::{Api, Survey};
use crate::bench::measure::System;
use crate::bench::report::{Invited, Large};
use crate::checkout::{Checkout, make_folder, remove};
use crate::dev::{
    Account, Beside, Built, Client, Component, EdgeHost, Keys, Layout, MEMORY_KIB, Platform,
    Processes, free,
};

/// The longest wait for a system to answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// So many passwords a second that hashing waits for nothing.
const FREELY: NonZeroU32 = NonZeroU32::new(100_000).expect("not zero");

/// The native process's name in the report.
pub(crate) const BASELINE: &str = "native baseline";

/// What starting a system needs.
pub(crate) struct Ground<'a> {
    pub(crate) checkout: &'a Checkout,
    /// The built platform.
    pub(crate) built: &'a Built,
    /// The built baseline.
    pub(crate) baseline: &'a Path,
    /// The survey's definition.
    pub(crate) definition: &'a Path,
    /// Where each system gets a folder.
    pub(crate) folder: &'a Path,
}

/// A system that runs. When it is dropped, its processes end.
pub(crate) struct Running {
    pub(crate) system: System,
    /// How to sign in, where signing in is part of the system: as the owner, and as a user whose
    /// password takes half the memory to hash.
    pub(crate) accounts: Option<(Account, Account)>,
    /// Where surveys are put, where that is possible.
    api: Option<Api>,
    _programs: (Option<Platform>, Processes),
}

impl Running {
    /// A large survey on this system, if surveys can be put into it.
    pub(crate) fn large(&self, survey: &Survey) -> anyhow::Result<Option<Large>> {
        self.api.as_ref().map(|api| survey.measure(&self.system, api)).transpose()
    }
}

impl Ground<'_> {
    /// The edge and storage as components, two processes of our host, as `cargo xtask dev` runs
    /// them.
    pub(crate) fn spin(&self) -> anyhow::Result<Running> {
        self.components(Some(FREELY))
    }

    /// The same, where no more is hashed than where it is deployed.
    pub(crate) fn as_deployed(&self) -> anyhow::Result<Running> {
        self.components(None)
    }

    fn components(&self, hashes: Option<NonZeroU32>) -> anyhow::Result<Running> {
        let (platform, keys, account, edge) = self.platform("spin", hashes)?;
        let half = account.at("half@demo.example");
        platform.add_user(&keys, ("half", &half), MEMORY_KIB / 2)?;
        let system = System {
            name: "tools/node",
            origin: format!("http://{edge}"),
            database: database_of(&platform),
            processes: platform.processes(),
        };
        let programs = (Some(platform), Processes::default());
        let api = api_of(&account, &system.origin);
        Ok(Running { system, accounts: Some((account, half)), api, _programs: programs })
    }

    /// Submit as a Worker on workerd itself, with storage as above. The platform's own edge, which
    /// put the survey in, stays and has nothing to do.
    pub(crate) fn workerd(&self) -> anyhow::Result<Running> {
        let (platform, keys, account, edge) = self.platform("workerd", Some(FREELY))?;
        let [listen] = free()?;
        let variables = keys.variables(Component::Submit, (platform.storage(), platform.site()));
        let folder = platform.data().join("worker");
        make_folder(&folder)?;
        let bundle = bundle(self.checkout, Component::Submit, &variables, listen, &folder)?;
        let mut command = Command::new(self.checkout.npm_package("workerd/bin/workerd"));
        command.arg("serve").arg(bundle).current_dir(&folder);
        for (name, value) in &variables {
            command.env(name.to_uppercase(), value.as_str());
        }
        let mut workerd = Processes::default();
        workerd.start("workerd", command, &folder.join("workerd.log"))?;
        let origin = format!("http://{listen}");
        wait_for(&format!("{origin}/healthz"), &mut workerd)?;
        let storage = platform.processes().into_iter().filter(|(name, _)| name == "storage");
        let system = System {
            name: "workerd",
            origin,
            database: database_of(&platform),
            processes: storage.chain(workerd.ids()).collect(),
        };
        let api = api_of(&account, &format!("http://{edge}"));
        Ok(Running { system, accounts: None, api, _programs: (Some(platform), workerd) })
    }

    /// The native process.
    pub(crate) fn native(&self) -> anyhow::Result<Running> {
        let folder = self.fresh("baseline")?;
        let [listen] = free()?;
        let mut command = Command::new(self.baseline);
        command.args(["serve", "--listen", &listen.to_string(), "--data"]).arg(&folder);
        command.arg("--definition").arg(self.definition);
        let mut processes = Processes::default();
        processes.start("baseline", command, &folder.join("baseline.log"))?;
        let origin = format!("http://{listen}");
        wait_for(&format!("{origin}/healthz"), &mut processes)?;
        let system = System {
            name: BASELINE,
            origin,
            database: folder.join("baseline.db"),
            processes: processes.ids().collect(),
        };
        Ok(Running { system, accounts: None, api: None, _programs: (None, processes) })
    }

    /// How fast events are taken, and sent as mails: so many batches of events.
    pub(crate) fn invited(&self, batches: u32) -> anyhow::Result<Invited> {
        let (platform, keys, account, _) = self.platform("invited", Some(FREELY))?;
        let token = account.api_key.as_ref().context("the demo tenant has no API key")?;
        let beside = Beside {
            checkout: self.checkout,
            built: self.built,
            keys: &keys,
            data: platform.data(),
            site: platform.site(),
            storage: platform.storage(),
        };
        let (platform, token, keys) = (&platform, token.token.as_str(), &keys);
        Asking { platform, keys, token, beside: &beside, batches }.measure()
    }

    /// A platform with the demo survey in it, its keys, its account and where its edge is.
    fn platform(
        &self,
        name: &str,
        hashes_per_second: Option<NonZeroU32>,
    ) -> anyhow::Result<(Platform, Keys, Account, SocketAddr)> {
        let data = self.fresh(name)?;
        let [edge, storage] = free()?;
        let (keys, mut account) = (crate::dev::open_keys(&data)?, Account::open(&data)?);
        let edge_host = EdgeHost::Components;
        let (providers, tls) = (None, false);
        let layout = Layout { edge, storage, data, edge_host, providers, tls, hashes_per_second };
        let mut platform = Platform::start(self.checkout, &layout, self.built, &keys)?;
        platform.wait(&AtomicBool::new(false))?;
        platform.seed(&keys, &mut account)?;
        Ok((platform, keys, account, edge))
    }

    /// An empty folder.
    fn fresh(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = self.folder.join(name);
        remove(&folder)?;
        make_folder(&folder)?;
        Ok(folder)
    }
}

/// The API at `origin`, with the account's key.
fn api_of(account: &Account, origin: &str) -> Option<Api> {
    let token = account.api_key.as_ref()?.token.clone();
    Some(Api { origin: origin.to_owned(), token })
}

/// Where storage's host keeps the database.
fn database_of(platform: &Platform) -> PathBuf {
    platform.data().join("storage/sqlite_db.db")
}

fn wait_for(address: &str, processes: &mut Processes) -> anyhow::Result<()> {
    let client = Client::new(None)?;
    let begun = Instant::now();
    while !client.answers(address) {
        processes.check()?;
        if begun.elapsed() > PATIENCE {
            bail!("{address} does not answer after {} s", PATIENCE.as_secs());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
