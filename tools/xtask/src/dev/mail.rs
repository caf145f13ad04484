//! Mail in development: a relay that keeps everything, the courier, and who tells it the time.

mod catcher;
mod caught;
mod page;

use super::Client;
use super::address::free;
use super::node::Node;
use super::platform::StartNode;
use super::prepare::Built;
use super::process::Processes;
use super::{Component, Keys, Variable};
use crate::checkout::Checkout;
use anyhow::{Context as _, Result};
use bytes::Bytes;
use credential::{Function, KeyRing};
use http::Request;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use zeroize::Zeroizing;

/// How often the courier is told to look for mail: development's stand-in for a timer of the system.
const EVERY: Duration = Duration::from_secs(1);

/// Where everything of mail answers, until this is dropped.
pub(crate) struct Mail {
    processes: Processes,
    page: String,
    control: Option<String>,
    caught: caught::Caught,
}

/// What mail is started beside.
pub(crate) struct Beside<'a> {
    pub(crate) checkout: &'a Checkout,
    pub(crate) built: &'a Built,
    pub(crate) keys: &'a Keys,
    pub(crate) data: &'a Path,
    /// The edge, where people sign in.
    pub(crate) site: &'a str,
    /// Storage.
    pub(crate) storage: &'a str,
}

impl Mail {
    /// Starts the relay, whose page is at `port` or a free one, and the courier.
    pub(crate) fn start(beside: &Beside<'_>, port: Option<u16>) -> Result<Self> {
        let caught = caught::Caught::default();
        let relay = catcher::serve(&caught)?;
        let page = page::serve(port, caught.clone())?;
        let [listen] = free()?;
        let Beside { checkout, built, keys, data, site, storage } = *beside;
        let mut variables = keys.variables(Component::Courier, (storage, site));
        let plain = |name, value: String| -> Variable { (name, Zeroizing::new(value)) };
        variables.extend([
            plain("relay_url", format!("tcp://{relay}")),
            plain("mail_from", "noreply@nordsvar.example".to_owned()),
        ]);
        let node = Node {
            program: &built.program,
            components: &[Component::Courier],
            listen,
            folder: data.join("courier"),
            variables: &variables,
            certificate: None,
            forwards: &[],
        };
        let mut processes = Processes::default();
        let logs = data.join("logs");
        let control =
            StartNode { checkout, logs: &logs, processes: &mut processes }.run("courier", &node)?;
        let address = format!("http://{listen}/courier/tick");
        let ring = keys.function(Function::Timer);
        let client = Client::new(None)?;
        thread::spawn(move || {
            loop {
                thread::sleep(EVERY);
                // The courier's log says what is wrong; the next time may be better.
                let _ = tick(&client, &ring, &address);
            }
        });
        Ok(Self { processes, page, control, caught })
    }

    /// Sees to it that the courier still runs.
    pub(crate) fn check(&mut self) -> Result<()> {
        self.processes.check()
    }

    /// The page with the mails, as a URL.
    pub(crate) fn page(&self) -> &str {
        &self.page
    }

    /// How many mails came so far.
    pub(crate) fn caught(&self) -> u64 {
        self.caught.count()
    }

    /// The control port of the courier's host.
    pub(crate) fn control(&self) -> Option<&str> {
        self.control.as_deref()
    }
}

/// What `tick` is told.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct TickOptions {
    /// Where the courier is: scheme, host and port.
    #[arg(long, value_name = "URL")]
    courier: String,

    /// File with the ring that signs: the timer's, which the courier has too.
    #[arg(long, value_name = "FILE")]
    key_file: PathBuf,
}

/// Tells a courier once that it is time, and prints what it did.
///
/// # Errors
///
/// The file holds no ring, or the courier did not answer well.
pub(crate) fn tick_once(options: &TickOptions) -> Result<()> {
    let TickOptions { courier, key_file } = options;
    let text = fs::read_to_string(key_file).map(Zeroizing::new);
    let text = text.with_context(|| format!("cannot read {}", key_file.display()))?;
    let ring = KeyRing::parse(text.trim()).context("the file holds no key ring")?;
    let address = format!("{}/courier/tick", courier.trim_end_matches('/'));
    println!("{}", tick(&Client::new(None)?, &ring, &address)?);
    Ok(())
}

/// Tells a courier that it is time; gives what it did, in its own words.
///
/// # Errors
///
/// It did not answer, or not well.
fn tick(client: &Client, ring: &KeyRing, address: &str) -> Result<String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?;
    let now = credential::UnixSeconds::new(since.as_secs());
    let (mut parts, body) = Request::post(address).body(Bytes::new())?.into_parts();
    credential::sign_request(Function::Timer, ring, &mut parts, &body, now)
        .context("the request cannot be signed")?;
    let answer = client.send(Request::from_parts(parts, body))?;
    let said = String::from_utf8_lossy(answer.body()).into_owned();
    anyhow::ensure!(answer.status().is_success(), "{address} answered {}: {said}", answer.status());
    Ok(said)
}
