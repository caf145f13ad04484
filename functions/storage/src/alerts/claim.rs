//! Messages of alerts that a courier takes in hand.

use contract::message::{
    AlertHook, AlertNotice, AlertText, AlertTold, AlertWay, Mail, MailFailure, MailItem,
    MailLanguage, MailStatus, MailText,
};
use credential::MailId;
use invite::Target;
use problem::{Kind, Problem};
use store::{AlertMessageStore as _, AlertStore as _, ClaimedAlertMessage, StoredAlert};

use super::kept::{self, Kept};
use super::secret::secret;
use crate::context::Context;
use crate::failure::store_failed;
use crate::invitations::{Setup, Setups, instance_key};

/// Where staff read Swedish.
const SWEDEN: &str = "SE";

/// An address that no relay and no gateway would take (RFC 3463, X.1.3).
const NO_ADDRESS: &str = "5.1.3";

/// What a courier gets of alerts.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) mails: Vec<MailItem>,
    pub(crate) texts: Vec<AlertText>,
    pub(crate) hooks: Vec<AlertHook>,
}

/// Takes messages in hand: up to so many mails, text messages, and alerts for programs.
pub(crate) async fn claim(
    context: &Context<'_>,
    (mails, texts, hooks): (u32, u32, u32),
) -> Result<Told, Problem> {
    let (mut told, mut setups) = (Told::default(), Setups::default());
    let ways = [(AlertWay::Mail, mails), (AlertWay::Sms, texts), (AlertWay::Webhook, hooks)];
    for (way, limit) in ways.into_iter().filter(|(_, limit)| *limit > 0) {
        let claimed = context.store.claim_alert_messages(way, limit, context.now).await;
        for message in claimed.map_err(store_failed)? {
            match take(context, &mut setups, &message, &mut told).await {
                // One that nobody can read holds up no other; it is tried again once its lease is over.
                Err(problem) if problem.kind() == Kind::Internal => {}
                taken => taken?,
            }
        }
    }
    Ok(told)
}

async fn take(
    context: &Context<'_>,
    setups: &mut Setups,
    message: &ClaimedAlertMessage,
    told: &mut Told,
) -> Result<(), Problem> {
    let mut all = Vec::with_capacity(message.alerts.len());
    for id in &message.alerts {
        all.extend(context.store.find_alert(id).await.map_err(store_failed)?);
    }
    // Those of one message are of one instance.
    let Some(first) = all.first() else { return Ok(()) };
    let place = (&first.app, &first.instance);
    let setup = setups.find(context, &first.tenant, place).await?;
    let setup = setup.ok_or_else(|| Problem::new(Kind::Internal).with_cause("no instance"))?;
    let key = instance_key(context, &setup.stored).await?;
    let target = kept::open_target(&key, &message.id, &message.sealed)?;
    let mut alerts = Vec::with_capacity(all.len());
    for one in &all {
        let Some(rest) = &one.rest else { continue };
        let score = Kept::open(&key, &one.id, &rest.sealed)?.score;
        let (alert, response, raised) = (one.id.clone(), rest.response, one.raised);
        alerts.push(AlertTold { alert, response, raised, score });
    }
    let notice = notice(&setup, first, message, alerts);
    let swedish = setup.policy.country.as_str() == SWEDEN;
    let (id, attempt) = (message.id.clone(), message.attempt);
    match target {
        Target::Mail(to) => {
            let Ok(to) = to.as_str().parse() else {
                return no_address(context, &id, attempt).await;
            };
            let language = if swedish { MailLanguage::Sv } else { MailLanguage::En };
            let mail = Mail { to, language, text: MailText::Alert(notice) };
            told.mails.push(MailItem { id, attempt, mail });
        }
        Target::Sms(to) => {
            let Ok(to) = to.as_str().to_owned().try_into() else {
                return no_address(context, &id, attempt).await;
            };
            told.texts.push(AlertText { id, attempt, to, swedish, notice });
        }
        Target::Webhook(to) => {
            let secret = secret(context, &first.tenant, place).await?;
            told.hooks.push(AlertHook { id, attempt, to, secret, notice });
        }
    }
    Ok(())
}

fn notice(
    setup: &Setup,
    first: &StoredAlert,
    message: &ClaimedAlertMessage,
    alerts: Vec<AlertTold>,
) -> AlertNotice {
    AlertNotice {
        app: first.app.clone(),
        instance: first.instance.clone(),
        title: setup.stored.title.clone(),
        survey: first.survey.clone(),
        rule: first.rule.clone(),
        escalated: message.escalated,
        test: first.test,
        count: message.count,
        alerts,
    }
}

/// Gives a message up that goes nowhere.
async fn no_address(context: &Context<'_>, id: &MailId, attempt: u32) -> Result<(), Problem> {
    let status = NO_ADDRESS.parse().unwrap_or(MailStatus::refused());
    let (failure, now) = (MailFailure { attempt, status }, context.now);
    let given_up = context.store.alert_message_failed(id, failure, now, now).await;
    given_up.map(|_| ()).map_err(store_failed)
}
