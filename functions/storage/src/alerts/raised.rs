//! Looks at a response that is kept for what staff want to be told of.

use invite::{Alert, AlertRules};
use problem::{Kind, Problem};
use serde_json::{Map, Value};
use store::{NewAlert, Record};
use survey::SurveyId;

use super::kept::Kept;
use crate::context::Context;
use crate::invitations::{Setup, instance_key, moment, timestamp};
use crate::second_factor::random;

/// What a complete response to a survey raises by the rules of the instance that asked for it.
pub(crate) async fn raised(
    context: &Context<'_>,
    setup: &Setup,
    survey: &SurveyId,
    record: &Record,
    test: bool,
) -> Result<Vec<NewAlert>, Problem> {
    let broken = |_| Problem::new(Kind::Internal).with_cause("alert rules that were taken");
    let rules = AlertRules::parse(setup.config.alerts.value()).map_err(broken)?;
    if rules.as_slice().is_empty() {
        return Ok(Vec::new());
    }
    let unreadable = |_| Problem::new(Kind::Internal).with_cause("answers that are no object");
    let answers: Map<String, Value> = serde_json::from_str(&record.answers).map_err(unreadable)?;
    let raised = rules.raised(&answers, record.score);
    if raised.is_empty() {
        return Ok(Vec::new());
    }
    let key = instance_key(context, &setup.stored).await?;
    let now = timestamp(context.now);
    let mut alerts = Vec::with_capacity(raised.len());
    for rule in raised {
        let alert = Alert::new(rule, record.id, now, &setup.policy.zone);
        let drawn = u128::from_be_bytes(random(context)?);
        let id = format!("{drawn:032x}").parse().map_err(|_| Problem::new(Kind::Internal))?;
        let next_due = alert.next_due().map(moment);
        let sealed = Kept { alert, score: record.score }.seal(context, &key, &id)?;
        alerts.push(NewAlert {
            id,
            tenant: setup.tenant.clone(),
            app: setup.stored.app.clone(),
            instance: setup.stored.instance.clone(),
            rule: rule.name.clone(),
            survey: survey.clone(),
            response: record.id,
            test,
            raised: context.now,
            next_due,
            sealed,
        });
    }
    Ok(alerts)
}
