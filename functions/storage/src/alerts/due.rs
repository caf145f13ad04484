//! Looks at alerts whose time has come: what is to be told of them is written.

use ::personal::SubjectKey;
use contract::Moment;
use contract::message::AlertWay;
use credential::{AlertId, MailId};
use invite::{AlertEffect, AlertInput, AlertRule, AlertRules, Target};
use problem::{Kind, Problem};
use store::{AlertChange, AlertStore as _, NewAlertMessage, StoredAlert};

use super::kept::{self, Kept};
use crate::context::Context;
use crate::failure::store_failed;
use crate::invitations::{AFTER_FAILURE_SECONDS, Setups, instance_key, moment, timestamp, whole};
use crate::second_factor::random;

/// With what the name of each message of alerts begins.
const PREFIX: &str = "n-";

/// How long a message is worth sending, in seconds: three days.
const WORTH_SECONDS: i64 = 3 * 24 * 60 * 60;

/// How long a message waits for the others that go with it, in seconds: they are looked at one by one.
const GATHER_SECONDS: i64 = 60;

/// Whether a mail's name is one of these messages.
pub(crate) fn is_ours(id: &MailId) -> bool {
    id.as_str().starts_with(PREFIX)
}

/// Looks at some of them, each in a transaction of its own. Says how many, and the first failure: one that fails
/// holds up no other, now or the next time.
pub(crate) async fn run(
    context: &Context<'_>,
    limit: u32,
) -> Result<(u32, Option<Problem>), Problem> {
    let due = context.store.due_alerts(limit, context.now).await.map_err(store_failed)?;
    let looked_at = u32::try_from(due.len()).unwrap_or(u32::MAX);
    let (mut setups, mut failed) = (Setups::default(), None);
    for stored in due {
        let looked =
            whole(context, async || Ok((look_at(context, &mut setups, &stored.id).await?, None)));
        let Err(problem) = looked.await else { continue };
        // What only changed meanwhile is there for the next run.
        if problem.kind() != Kind::StorageUnavailable {
            let later = context.now.moved_by_seconds(AFTER_FAILURE_SECONDS);
            context.store.look_at_alert_later(&stored.id, later).await.map_err(store_failed)?;
        }
        failed = failed.or(Some(problem));
    }
    Ok((looked_at, failed))
}

async fn look_at(context: &Context<'_>, setups: &mut Setups, id: &AlertId) -> Result<(), Problem> {
    // Read again within the transaction: it may have changed meanwhile.
    let stored = context.store.find_alert(id).await.map_err(store_failed)?;
    let Some(stored) = stored.filter(|one| one.next_due.is_some_and(|due| due <= context.now))
    else {
        return Ok(());
    };
    let Some(rest) = &stored.rest else { return Ok(()) };
    let setup = setups.find(context, &stored.tenant, (&stored.app, &stored.instance)).await?;
    let setup = setup.ok_or_else(|| Problem::new(Kind::Internal).with_cause("no instance"))?;
    let key = instance_key(context, &setup.stored).await?;
    let mut kept = Kept::open(&key, id, &rest.sealed)?;
    let broken = |_| Problem::new(Kind::Internal).with_cause("alert rules that were taken");
    let rules = AlertRules::parse(setup.config.alerts.value()).map_err(broken)?;
    let due = stored.next_due.unwrap_or(context.now);
    let not_yet = |why| Problem::new(Kind::Internal).with_cause(why);
    let changed = kept.alert.apply(&AlertInput::Due, timestamp(context.now)).map_err(not_yet)?;
    // Of a rule that is there no more nobody is told.
    let rule = rules.named(&stored.rule);
    let mut messages = Vec::new();
    for effect in changed.effects {
        let Some(rule) = rule else { continue };
        let writing = Writing { context, key: &key, stored: &stored, effect, due };
        messages.extend(writing.all(rule)?);
    }
    let change = AlertChange {
        id: id.clone(),
        revision: stored.revision,
        standing: kept.alert.state().standing(),
        next_due: kept.alert.next_due().map(moment),
        sealed: kept.seal(context, &key, id)?,
        messages,
    };
    let done = context.store.change_alert(&change).await.map_err(store_failed)?;
    done.then_some(()).ok_or_else(|| Problem::new(Kind::StorageUnavailable))
}

/// What is written of an alert.
struct Writing<'a> {
    context: &'a Context<'a>,
    key: &'a SubjectKey,
    stored: &'a StoredAlert,
    effect: AlertEffect,
    /// When it was to be told.
    due: Moment,
}

impl Writing<'_> {
    fn all(&self, rule: &AlertRule) -> Result<Vec<NewAlertMessage>, Problem> {
        let to = match self.effect {
            AlertEffect::Tell { .. } => &rule.to[..],
            AlertEffect::Escalate => rule.escalate.as_ref().map_or(&[][..], |next| &next.to),
        };
        (0..).zip(to).map(|(place, target)| self.one(place, target)).collect()
    }

    /// A message to one of those who are told, the `place`th.
    fn one(&self, place: u32, target: &Target) -> Result<NewAlertMessage, Problem> {
        let Self { context, key, stored, effect, due } = self;
        let way = match target {
            Target::Mail(_) => AlertWay::Mail,
            Target::Sms(_) => AlertWay::Sms,
            Target::Webhook(_) => AlertWay::Webhook,
        };
        // Programs are told of each by itself.
        let together = *effect == AlertEffect::Tell { digest: true } && way != AlertWay::Webhook;
        let StoredAlert { tenant, app, instance, rule, test, .. } = stored;
        let bundle = together.then(|| {
            let (rule, due) = (rule.as_str(), due.unix_millis());
            format!("{tenant} {app} {instance} {rule} {due} {place} {test}")
        });
        let drawn = u128::from_be_bytes(random(context)?);
        let id = format!("{PREFIX}{drawn:032x}").parse();
        let id: MailId = id.map_err(|_| Problem::new(Kind::Internal))?;
        let wait = if together { GATHER_SECONDS } else { 0 };
        Ok(NewAlertMessage {
            sealed: kept::seal_target(context, key, (&id, target))?,
            id,
            way,
            escalated: *effect == AlertEffect::Escalate,
            bundle,
            made_at: context.now,
            opens: context.now.moved_by_seconds(wait),
            closes: context.now.moved_by_seconds(WORTH_SECONDS),
        })
    }
}
