//! Events that are taken, and the mails that they become, through a courier to a relay on this machine.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use bytes::Bytes;
use contract::message::PutInstance;
use contract::{Caller, StorageClient, StorageUrl};
use credential::{AppName, Function, InstanceName};
use http::Request;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use nordsvar::now;
use serde_json::{Value, json};

use crate::bench::report::Invited;
use crate::dev::{Beside, Client, Keys, Mail, Platform, SURVEY};

const APP: &str = "store-evaluator";

const INSTANCE: &str = "bench";

/// How many events are told at once: as many as may be.
const BATCH: u32 = 500;

/// The longest that all mails may take.
const PATIENCE: Duration = Duration::from_mins(10);

/// How often it is looked whether all mails are there.
const GLANCE: Duration = Duration::from_millis(20);

/// A platform that invites.
pub(crate) struct Asking<'a> {
    pub(crate) platform: &'a Platform,
    pub(crate) keys: &'a Keys,
    /// An API key of the demo tenant.
    pub(crate) token: &'a str,
    /// Where it mails from.
    pub(crate) beside: &'a Beside<'a>,
    /// How many batches are measured; one more goes ahead of them.
    pub(crate) batches: u32,
}

impl Asking<'_> {
    /// Measures how many events a second are taken, one batch after the other, and how many mails a second a courier
    /// then sends.
    pub(crate) fn measure(&self) -> anyhow::Result<Invited> {
        self.set_up()?;
        let client = Client::new(None)?;
        // The first one also starts the instances.
        self.tell(&client, 0)?;
        let begun = Instant::now();
        for batch in 1..=self.batches {
            self.tell(&client, batch)?;
        }
        let taken = begun.elapsed();
        let (events, all) = (self.batches * BATCH, (self.batches + 1) * BATCH);
        let mut mail = Mail::start(self.beside, None)?;
        wait(&mut mail, 1)?;
        let (first, begun) = (mail.caught(), Instant::now());
        wait(&mut mail, u64::from(all))?;
        let sent = begun.elapsed();
        let mails = u32::try_from(mail.caught().saturating_sub(first))?;
        Ok(Invited {
            batch: BATCH,
            events,
            events_rate: f64::from(events) / taken.as_secs_f64(),
            mails,
            mails_rate: f64::from(mails) / sent.as_secs_f64(),
        })
    }

    /// Sets up an instance that asks by mail, at any hour, as soon as it hears of an order.
    fn set_up(&self) -> anyhow::Result<()> {
        let window = json!({"from": "00:00", "to": "24:00", "holidays": []});
        let policy = json!({
            "delay-minutes": 0, "window": window, "same-buyer-days": 0, "quarantine": [],
            "channels": ["mail"], "reminders": []
        });
        let setup: PutInstance = serde_json::from_value(json!({
            "survey": SURVEY, "title": "Bench", "policy": policy, "texts": {}, "alerts": [],
            "settings": {"stage": "checkout"}
        }))?;
        let (app, instance): (AppName, InstanceName) = (APP.parse()?, INSTANCE.parse()?);
        let keys = self.keys.function(Function::StoreEvaluator);
        let url: StorageUrl = self.platform.storage().parse()?;
        let caller = Caller {
            function: Function::StoreEvaluator,
            keys: &keys,
            now: now()?,
            request_id: "bench",
            credential: Some(self.token),
        };
        let client = Client::new(None)?;
        let storage = StorageClient::new(&client, &url, caller);
        pollster::block_on(storage.put_instance(&app, &instance, &setup)).map_err(|problem| {
            anyhow::anyhow!("storage did not set it up: {:?}", problem.kind())
        })?;
        Ok(())
    }

    /// Tells of one batch of orders, each of a buyer of its own.
    fn tell(&self, client: &Client, batch: u32) -> anyhow::Result<()> {
        let from = batch * BATCH;
        let orders: Vec<_> = (from..from + BATCH)
            .map(|number| {
                let email = format!("buyer{number}@customer.example");
                let buyer = json!({"email": email, "name": "Elsa Exempel"});
                json!({"order": number.to_string(), "stage": "checkout", "buyer": buyer})
            })
            .collect();
        let url = format!("{}/api/v1/apps/{APP}/events?instance={INSTANCE}", self.platform.site());
        let request = Request::post(&url).header(CONTENT_TYPE, "application/json");
        let request = request.header(AUTHORIZATION, format!("Bearer {}", self.token));
        let answer = client.send(request.body(Bytes::from(Value::Array(orders).to_string()))?)?;
        let said: Value = serde_json::from_slice(answer.body()).context("no JSON was answered")?;
        let items = said.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let is = |item: &&Value| item.get("result").and_then(Value::as_str) == Some("scheduled");
        let scheduled = u32::try_from(items.iter().filter(is).count())?;
        ensure!(
            scheduled == BATCH,
            "{scheduled} of {BATCH} events were taken: {}",
            answer.status()
        );
        Ok(())
    }
}

/// Waits until so many mails came.
fn wait(mail: &mut Mail, count: u64) -> anyhow::Result<()> {
    let begun = Instant::now();
    while mail.caught() < count {
        mail.check()?;
        ensure!(begun.elapsed() < PATIENCE, "{} of {count} mails came", mail.caught());
        thread::sleep(GLANCE);
    }
    Ok(())
}
