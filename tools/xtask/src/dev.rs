//! `cargo xtask dev`: everything, on this machine.

mod account;
mod address;
mod certificate;
pub(crate) mod demo;
mod mail;
mod node;
mod platform;
mod prepare;
mod process;
mod provider;
mod ready;
mod seed;
mod worker;

use crate::checkout::{Checkout, make_folder, remove};
use crate::progress::Plan;
use anyhow::{Context as _, Result};
use node::Program;
use provider::Provider;
use ready::{Control, Ready};
use std::fs::File;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

pub(crate) use account::{Account, MEMORY_KIB};
pub(crate) use address::free;
pub(crate) use mail::{Beside, Mail, TickOptions, tick_once as tick};
pub(crate) use nordsvar::{Client, Component, Keys, Readers, Variable, write};
pub(crate) use platform::{Layout, Platform};
pub(crate) use prepare::{Built, run as prepare};
pub(crate) use process::Processes;
pub(crate) use seed::SURVEY;
pub(crate) use worker::{deployed_configuration, development};

/// The zone that a development platform serves.
const ZONE: &str = "se";

/// How often we look whether to stop.
const GLANCE: Duration = Duration::from_millis(100);

/// What `dev` can be told.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Port of the site.
    #[arg(long, default_value_t = 3000)]
    port: u16,

    /// Port of storage. Without it, the one after the site's.
    #[arg(long)]
    storage_port: Option<u16>,

    /// Port of the pages that show the widget. Without it, the one after storage's, or a free one.
    #[arg(long)]
    demo_port: Option<u16>,

    /// Port of the page with the mails that were sent. Without it, a free one.
    #[arg(long)]
    mail_port: Option<u16>,

    /// Start an identity provider, which takes whoever says who they are, at this port; 0 for a free one.
    #[arg(long, value_name = "PORT")]
    identity_provider: Option<u16>,

    /// Folder for the database, the keys and the logs. Without it, .nordsvar in the checkout.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,

    /// File to write once everything answers: addresses and the demo's credentials, as JSON.
    #[arg(long, value_name = "F")]
    ready_file: Option<PathBuf>,

    /// Serve the functions at the edge from workerd, as on Cloudflare, instead of as components.
    #[arg(long)]
    workers: bool,

    /// Serve the site over TLS, with a certificate made here (RSA 2048).
    #[arg(long)]
    tls: bool,

    /// Print the addresses of the hosts' control ports. Spin has none, so our own host serves even
    /// where Spin is installed.
    #[arg(long)]
    control: bool,

    /// How many passwords are hashed in a second, in all. Without it, as many as where it is deployed.
    #[arg(long, value_name = "N")]
    hashes_per_second: Option<NonZeroU32>,
}

/// What serves the functions at the edge.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum EdgeHost {
    Components,
    Workers,
}

/// Runs the platform until it is asked to end.
///
/// # Errors
///
/// A sentence that says what to do; also if a program of the platform ends by itself.
pub(crate) fn run(checkout: &Checkout, options: &Options) -> Result<()> {
    let mut layout = options.layout(checkout)?;
    if let Some(file) = &options.ready_file {
        remove(file)?;
    }
    make_folder(&layout.data)?;
    let lock = lock(&layout.data)?;
    let keys = open_keys(&layout.data)?;
    let mut account = Account::open(&layout.data)?;

    let built = prepare::run_on(checkout, layout.edge_host, options.spin())?;
    // Until here ctrl-c ends us and the compiler alike; from here on there is something to end.
    let stop = stop_signal()?;
    let (mut platform, mut mail, mut provider) = (None, None, None);
    let mut plan = Plan::default();
    plan.add("starting the platform and the demo", || {
        if let Some(port) = options.identity_provider {
            make_folder(&layout.logs())?;
            let started = Provider::start(checkout, &layout.logs(), port, &layout.site())?;
            layout.providers = Some(started.issuer().to_owned());
            provider = Some(started);
        }
        let mut started = Platform::start(checkout, &layout, &built, &keys)?;
        started.wait(&stop)?;
        if !stop.load(Ordering::Relaxed) {
            started.seed(&keys, &mut account)?;
            let (data, site, storage) = (&layout.data, started.site(), started.storage());
            let beside = Beside { checkout, built: &built, keys: &keys, data, site, storage };
            mail = Some(Mail::start(&beside, options.mail_port)?);
        }
        platform = Some(started);
        Ok(())
    });
    plan.run()?;
    let mut platform = platform.context("the platform did not start")?;
    if let Some(mail) = &mail
        && !stop.load(Ordering::Relaxed)
    {
        let demo = demo::serve(options.demo_port, layout.storage.port(), platform.site())?;
        let issuer = provider.as_ref().map(Provider::issuer);
        options.announce(&platform, mail, (&account, &demo, issuer))?;
    }
    let ended = until_stopped(&mut platform, (mail.as_mut(), provider.as_mut()), &stop);
    // Nobody should find addresses there that no longer answer.
    options.ready_file.iter().try_for_each(|file| remove(file))?;
    drop((mail, platform, provider));
    lock.unlock()?;
    ended
}

/// The keys of the platform in `folder`; makes them on the first run.
pub(crate) fn open_keys(folder: &Path) -> Result<Keys> {
    Keys::open(folder, ZONE.parse().context("not a zone's name")?)
}

/// Two platforms must not write to one folder.
fn lock(data: &Path) -> Result<File> {
    let file = File::create(data.join("lock"))?;
    file.try_lock().with_context(|| {
        format!("another `cargo xtask dev` uses {}; choose another with --data", data.display())
    })?;
    Ok(file)
}

fn until_stopped(
    platform: &mut Platform,
    (mut mail, mut provider): (Option<&mut Mail>, Option<&mut Provider>),
    stop: &AtomicBool,
) -> Result<()> {
    while !stop.load(Ordering::Relaxed) {
        platform.check()?;
        mail.as_mut().map_or(Ok(()), |mail| mail.check())?;
        provider.as_mut().map_or(Ok(()), |provider| provider.check())?;
        thread::sleep(GLANCE);
    }
    println!("Stopping.");
    Ok(())
}

/// Becomes true on ctrl-c, or when the process is asked to end.
fn stop_signal() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    ctrlc::set_handler(move || told.store(true, Ordering::Relaxed))
        .context("cannot listen for ctrl-c")?;
    Ok(stop)
}

impl Options {
    fn layout(&self, checkout: &Checkout) -> Result<Layout> {
        let next = self.port.checked_add(1).context("--port is too high");
        let storage_port = self.storage_port.map_or(next, Ok)?;
        let edge = address::local(self.port, "--port")?;
        let storage = address::local(storage_port, "--storage-port")?;
        let data = match &self.data {
            None => checkout.path(".nordsvar"),
            Some(data) => absolute(data).context("--data is no folder")?,
        };
        let edge_host = if self.workers { EdgeHost::Workers } else { EdgeHost::Components };
        let (tls, hashes_per_second) = (self.tls, self.hashes_per_second);
        Ok(Layout { edge, storage, data, edge_host, providers: None, tls, hashes_per_second })
    }

    /// Spin, where it is installed and can do what is asked.
    fn spin(&self) -> Option<Program> {
        if self.workers || self.control { None } else { Program::installed_spin() }
    }

    /// Says where everything is: to people, and in the ready file.
    fn announce(
        &self,
        platform: &Platform,
        mail: &Mail,
        (account, demo, issuer): (&Account, &str, Option<&str>),
    ) -> Result<()> {
        let (site, storage) = (platform.site(), platform.storage());
        let survey = seed::SURVEY;
        let Account { owner_email, owner_password, api_key, .. } = account;
        let token = api_key.as_ref().map(|key| key.token.as_str()).unwrap_or_default();
        if let Some(file) = &self.ready_file {
            let ready = Ready {
                site,
                storage,
                demo,
                mail: mail.page(),
                survey,
                company: seed::TENANT,
                api_key: token,
                owner_email,
                owner_password,
                control: Control {
                    courier: mail.control().map(str::to_owned),
                    ..platform.control().clone()
                },
                identity_provider: issuer,
                data: platform.data(),
            };
            ready.write(file)?;
        }
        println!("\nNordsvar runs. Answer the demo survey:");
        println!("  {site}/s/{survey}");
        println!("See it on another site's pages, inline, as popup, slide-in and side tab:");
        println!("  {demo}/");
        println!("Sign in as the demo company's owner:");
        println!("  {site}/login");
        println!("  {owner_email}");
        println!("  {owner_password}");
        if let Some(issuer) = issuer {
            println!("Have an organisation sign in at the identity provider:");
            println!("  {issuer} (client nordsvar-public, without a secret)");
        }
        println!("See the mails that it sends:");
        println!("  {}/", mail.page());
        println!("Read what was answered:");
        let credentials = platform.data().join("demo.json");
        println!("  {site}/api/v1/surveys/{survey}/responses");
        println!("  with Authorization: Bearer and the api_key in {}", credentials.display());
        println!("Storage is at {storage}, logs in {}.", platform.logs().display());
        if self.control {
            let control = platform.control();
            let port = |port: &Option<String>| port.clone().unwrap_or_else(|| "none".to_owned());
            println!("Control ports: storage {}", port(&control.storage));
            println!("               edge {}", port(&control.edge));
        }
        println!("\nctrl-c ends it; what was answered stays.");
        Ok(())
    }
}
