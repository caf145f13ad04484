//! What a tick does: what is due is written, and what is written is sent, one after the other.

use std::time::Duration;

use contract::Moment;
use contract::message::{
    AskedAbout, AskedMail, CallItem, ClaimMail, MailFailure, MailItem, MailStatus, MailText,
    MailsClaimed, RunDue, TextItem,
};
use credential::MailId;
use problem::Problem;
use serde::Serialize;

use crate::asked::{About, Asked};
use crate::world::{World, storage};
use crate::{Settings, alert, called, hook, notice, texted};

/// How many mails are taken in hand at once, and how many text messages.
const AT_ONCE: u32 = 20;

/// After how long nothing more is taken in hand. The next round goes on.
const ENOUGH: Duration = Duration::from_secs(20);

/// After how long no further message is begun. What is left is tried again, well before the lease of it ends.
const BUDGET: Duration = Duration::from_mins(1);

/// How many invitations are looked at by one call, and how often one is made in a round.
const DUE_AT_ONCE: u32 = 20;
const DUE_CALLS: usize = 10;

/// The round was over before the message's turn came (RFC 3463, X.3.2).
const OUT_OF_TIME: MailStatus = MailStatus::passing(3, 2);

/// What became of the messages of a round.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub(crate) struct Round {
    /// The relay or the gateway has taken so many.
    pub(crate) sent: u32,
    /// So many are tried again.
    pub(crate) waiting: u32,
    /// So many are given up.
    pub(crate) failed: u32,
}

/// Sends what is written, has what is due written, and sends that. What was written before goes first: who waits for
/// a link to sign in shall not wait for a thousand invitations.
pub(crate) async fn run<W: World>(world: &mut W, settings: &Settings) -> Result<Round, Problem> {
    let mut rounds = Rounds { begun: world.now(), settings, round: Round::default() };
    rounds.send_written(world).await?;
    let due = rounds.write_due(world).await;
    // What could be written is sent, also if something else could not be.
    if !matches!(due, Ok(false)) {
        rounds.send_written(world).await?;
    }
    due.map(|_| rounds.round)
}

struct Rounds<'a> {
    begun: Moment,
    settings: &'a Settings,
    round: Round,
}

impl Rounds<'_> {
    fn is_after(&self, now: Moment, limit: Duration) -> bool {
        let passed = now.unix_millis().saturating_sub(self.begun.unix_millis());
        u128::from(passed) >= limit.as_millis()
    }

    /// Has invitations looked at whose time has come; whether there were any.
    async fn write_due<W: World>(&self, world: &W) -> Result<bool, Problem> {
        let mut any = false;
        for _ in 0..DUE_CALLS {
            if self.is_after(world.now(), ENOUGH) {
                break;
            }
            let due = storage(world, self.settings).run_due(RunDue { limit: DUE_AT_ONCE }).await?;
            any |= due.looked_at > 0;
            if !due.more {
                break;
            }
        }
        Ok(any)
    }

    /// Takes messages in hand and sends them, until there are no more or it is enough.
    async fn send_written<W: World>(&mut self, world: &mut W) -> Result<(), Problem> {
        let texts = if self.settings.gateway.is_some() { AT_ONCE } else { 0 };
        let calls = if self.settings.calls.is_some() { texts } else { 0 };
        while !self.is_after(world.now(), ENOUGH) {
            let claim = ClaimMail { limit: AT_ONCE, texts, calls, hooks: AT_ONCE };
            let claimed = storage(world, self.settings).claim_mail(&claim).await?;
            let full = |count: usize| u32::try_from(count).is_ok_and(|count| count >= AT_ONCE);
            let texts = claimed.texts.len() + claimed.alert_texts.len();
            let more = full(claimed.items.len())
                || full(texts)
                || full(claimed.calls.len())
                || full(claimed.hooks.len());
            self.send(world, claimed).await?;
            if !more {
                break;
            }
        }
        Ok(())
    }

    async fn send<W: World>(
        &mut self,
        world: &mut W,
        MailsClaimed { mut items, asked_about, texts, calls, alert_texts, hooks }: MailsClaimed,
    ) -> Result<(), Problem> {
        let abouts = Abouts::new(&asked_about);
        // Who signs in waits for it, and who is asked something does not.
        items.sort_by_key(|item| matches!(item.mail.text, MailText::Asked(_)));
        for item in items {
            let late = self.is_after(world.now(), BUDGET);
            let outcome = if late { Err(OUT_OF_TIME) } else { self.mail(world, &abouts, &item) };
            self.settle(world, (&item.id, item.attempt), outcome).await?;
        }
        for item in alert_texts {
            let late = self.is_after(world.now(), BUDGET);
            let text = alert::text(&item.notice, item.swedish, self.settings);
            let outcome = if late {
                Err(OUT_OF_TIME)
            } else {
                world.text(item.to.as_str(), &text, None).await
            };
            self.settle(world, (&item.id, item.attempt), outcome).await?;
        }
        for item in texts {
            let late = self.is_after(world.now(), BUDGET);
            let outcome =
                if late { Err(OUT_OF_TIME) } else { self.text(world, &abouts, &item).await };
            self.settle(world, (&item.id, item.attempt), outcome).await?;
        }
        for item in calls {
            let late = self.is_after(world.now(), BUDGET);
            let outcome = if late { Err(OUT_OF_TIME) } else { self.call(world, &item).await };
            self.settle(world, (&item.id, item.attempt), outcome).await?;
        }
        // Those who take longest come last: they are nobody of ours.
        for item in hooks {
            let late = self.is_after(world.now(), BUDGET);
            let outcome = match hook::request(&item, self.settings, world.now()) {
                _ if late => Err(OUT_OF_TIME),
                Ok(request) => world.hook(request).await,
                Err(status) => Err(status),
            };
            self.settle(world, (&item.id, item.attempt), outcome).await?;
        }
        Ok(())
    }

    fn mail<W: World>(
        &self,
        world: &mut W,
        abouts: &Abouts,
        item: &MailItem,
    ) -> Result<(), MailStatus> {
        let (settings, now, to) = (self.settings, world.now(), item.mail.to.as_str());
        if let MailText::Asked(asked) = &item.mail.text {
            let message = abouts.asked(asked)?.mail(settings, (item.id.as_str(), to), now)?;
            return world.mail((&message.return_path, to), &message.bytes);
        }
        if let MailText::Alert(told) = &item.mail.text {
            let letter = alert::mail(item, told, settings, now)?;
            return world.mail((settings.sender.address(), to), &letter);
        }
        let letter = notice::of(item, settings, now).ok_or(MailStatus::UNWRITABLE)?;
        world.mail((settings.sender.address(), to), &letter)
    }

    async fn text<W: World>(
        &self,
        world: &W,
        abouts: &Abouts,
        item: &TextItem,
    ) -> Result<(), MailStatus> {
        let text = abouts.asked(&item.asked)?.text()?;
        let report_to = texted::address(self.settings, &item.id);
        world.text(item.to.as_str(), &text, report_to.as_deref()).await
    }

    async fn call<W: World>(&self, world: &W, item: &CallItem) -> Result<(), MailStatus> {
        let now = world.now().seconds();
        let call = called::Begun::of(self.settings, item, now).ok_or(MailStatus::UNWRITABLE)?;
        world.call(call.request(item.to.as_str())).await
    }

    /// Tells storage what became of a message. Should it not hear of it, the lease ends and the message is sent again.
    async fn settle<W: World>(
        &mut self,
        world: &W,
        (id, attempt): (&MailId, u32),
        outcome: Result<(), MailStatus>,
    ) -> Result<(), Problem> {
        let storage = storage(world, self.settings);
        match outcome {
            Ok(()) => {
                storage.mail_sent(id).await?;
                self.round.sent += 1;
            }
            Err(status) => {
                storage.mail_failed(id, &MailFailure { attempt, status }).await?;
                if status.is_final() { self.round.failed += 1 } else { self.round.waiting += 1 }
            }
        }
        Ok(())
    }
}

/// What the messages of one claim are about.
struct Abouts(Vec<Result<About, MailStatus>>);

impl Abouts {
    fn new(about: &[AskedAbout]) -> Self {
        Self(about.iter().map(About::read).collect())
    }

    fn asked(&self, asked: &AskedMail) -> Result<Asked<'_>, MailStatus> {
        let at = usize::try_from(asked.about).unwrap_or(usize::MAX);
        let about = self.0.get(at).ok_or(MailStatus::UNWRITABLE)?;
        Asked::read(about.as_ref().map_err(|status| *status)?, asked)
    }
}

#[cfg(test)]
mod tests;
