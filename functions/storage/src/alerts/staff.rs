//! What staff see of alerts, and do about them.

use ::personal::SubjectKey;
use bytes::Bytes;
use contract::message::{
    ActOnAlert, AlertActed, AlertDetail, AlertItem, AlertsListed, AuditAction, Cursor, Email,
    ListAlerts, ResponseItem,
};
use credential::{AlertId, AppName, InstanceName, Permission, UserId};
use host::json;
use http::Response;
use invite::{AlertInput, AlertState};
use problem::{Kind, Problem};
use store::{
    AccountStore as _, AlertChange, AlertFilter, AlertMessageStore as _, AlertStore as _,
    AppStore as _, AuditActor, AuditObject, ResponseStore as _, StoredAlert,
};

use super::kept::Kept;
use crate::audit::{Acting, tell};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::{instance_key, moment, timestamp, whole};
use crate::{personal, responses};

/// How many alerts are listed, if it is not said.
const USUAL: u32 = 50;

/// An app's instance.
type Place<'a> = (&'a AppName, &'a InstanceName);

fn rejected(name: &'static str, reason: &'static str) -> Problem {
    Problem::new(Kind::ParameterRejected).with_invalid(name, reason)
}

/// The key of an instance that is the tenant's own.
async fn key(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Place<'_>,
) -> Result<SubjectKey, Problem> {
    let stored = context.store.read_instance(&acting.tenant, app, instance).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    instance_key(context, &stored).await
}

/// Who sees to alerts, by name: each is looked up once.
#[derive(Default)]
struct Names(Vec<(UserId, Option<Email>)>);

impl Names {
    async fn of(
        &mut self,
        context: &Context<'_>,
        acting: &Acting,
        user: &UserId,
    ) -> Result<Option<Email>, Problem> {
        if let Some((_, email)) = self.0.iter().find(|(known, _)| known == user) {
            return Ok(email.clone());
        }
        let found = context.store.find_user(&acting.tenant, user).await.map_err(store_failed)?;
        let email = found.map(|login| login.email);
        self.0.push((user.clone(), email.clone()));
        Ok(email)
    }
}

/// An alert in a list.
async fn item(
    context: &Context<'_>,
    acting: &Acting,
    (stored, kept): (&StoredAlert, Option<&Kept>),
    names: &mut Names,
) -> Result<AlertItem, Problem> {
    let whose = match kept.and_then(|kept| kept.alert.state().whose()) {
        Some(user) => names.of(context, acting, user).await?,
        None => None,
    };
    Ok(AlertItem {
        alert: stored.id.clone(),
        rule: stored.rule.clone(),
        state: stored.standing,
        whose,
        raised: stored.raised,
        score: kept.and_then(|kept| kept.score),
        test: stored.test,
    })
}

fn opened(key: &SubjectKey, stored: &StoredAlert) -> Result<Option<Kept>, Problem> {
    let rest = stored.rest.as_ref();
    rest.map(|rest| Kept::open(key, &stored.id, &rest.sealed)).transpose()
}

/// Where a stretch of a list begins: whether the last one before is over, and its place.
fn after(cursor: &Cursor) -> Option<(bool, u64)> {
    let (over, sequence) = cursor.key().split_once('-')?;
    let over = match over {
        "0" => false,
        "1" => true,
        _ => return None,
    };
    Some((over, sequence.parse().ok()?))
}

/// An instance's alerts, those first that are not over.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Place<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ListAlerts { state, cursor, limit } = serde_json::from_slice(body).map_err(unreadable)?;
    let limit = limit.unwrap_or(USUAL);
    if !(1..=ListAlerts::MOST).contains(&limit) {
        return Err(rejected("limit", "1 to 200 are listed at once"));
    }
    let wrong = || rejected("cursor", "not one that this listing gave");
    let after = cursor.map(|cursor| after(&cursor).ok_or_else(wrong)).transpose()?;
    let there = context.store.read_instance(&acting.tenant, app, instance).await;
    there.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    let filter = AlertFilter { app, instance, standing: state, after, limit };
    let listed = context.store.list_alerts(&acting.tenant, filter).await;
    let (stored, open) = listed.map_err(store_failed)?;
    let object = AuditObject::Instance(app.clone(), instance.clone());
    tell(context, acting.does(context, AuditAction::ListAlerts, object)).await?;
    let full = u32::try_from(stored.len()).is_ok_and(|count| count == limit);
    let next = stored.last().filter(|_| full).map(|last| {
        Cursor::after(&format!("{}-{}", u8::from(last.standing.is_over()), last.sequence))
    });
    let items = items(context, acting, (app, instance), &stored).await?;
    Ok(json(&AlertsListed { items, next, open }))
}

/// What an instance's alerts say in a list that are of one response.
pub(crate) async fn items(
    context: &Context<'_>,
    acting: &Acting,
    place: Place<'_>,
    stored: &[StoredAlert],
) -> Result<Vec<AlertItem>, Problem> {
    if stored.is_empty() {
        return Ok(Vec::new());
    }
    let key = key(context, acting, place).await?;
    let (mut items, mut names) = (Vec::with_capacity(stored.len()), Names::default());
    for stored in stored {
        let kept = opened(&key, stored)?;
        items.push(item(context, acting, (stored, kept.as_ref()), &mut names).await?);
    }
    Ok(items)
}

/// One of an instance's alerts.
async fn find(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Place<'_>,
    id: &AlertId,
) -> Result<StoredAlert, Problem> {
    let found = context.store.find_alert(id).await.map_err(store_failed)?;
    let own = |one: &StoredAlert| {
        (&one.tenant, &one.app, &one.instance) == (&acting.tenant, app, instance)
    };
    found.filter(own).ok_or_else(|| Problem::new(Kind::NotFound))
}

/// One alert, with what was answered.
pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
    place: Place<'_>,
    id: &AlertId,
) -> Result<Response<Bytes>, Problem> {
    let stored = find(context, acting, place, id).await?;
    let note = acting.does(context, AuditAction::ReadAlert, AuditObject::Alert(id.clone()));
    tell(context, note).await?;
    let kept = opened(&key(context, acting, place).await?, &stored)?;
    let item = item(context, acting, (&stored, kept.as_ref()), &mut Names::default()).await?;
    let note = kept.and_then(|kept| match kept.alert.state() {
        AlertState::Handled { note, .. } => Some(note.clone()),
        AlertState::Open
        | AlertState::Assigned { .. }
        | AlertState::Escalated { .. }
        | AlertState::Gone => None,
    });
    let response = answers(context, acting, &stored).await?;
    let messages = context.store.messages_of_alert(id).await.map_err(store_failed)?;
    let survey = stored.survey.clone();
    Ok(json(&AlertDetail { item, survey, response, note, messages }))
}

/// What was answered, as whoever may read responses of the survey reads it.
async fn answers(
    context: &Context<'_>,
    acting: &Acting,
    stored: &StoredAlert,
) -> Result<Option<ResponseItem>, Problem> {
    let StoredAlert { tenant, survey, .. } = stored;
    let may = acting.grants.allows(Permission::ReadResponses, Some(survey));
    let Some(rest) = stored.rest.as_ref().filter(|_| may) else { return Ok(None) };
    let found = context.store.read_response(tenant, survey, rest.response).await;
    let Some(found) = found.map_err(store_failed)? else { return Ok(None) };
    responses::item(personal::answers(context, survey, found).await?).map(Some)
}

/// Has somebody see to an alert, or says that it is handled.
pub(crate) async fn act(
    context: &Context<'_>,
    acting: &Acting,
    place: Place<'_>,
    id: &AlertId,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let act: ActOnAlert = serde_json::from_slice(body).map_err(unreadable)?;
    let key = key(context, acting, place).await?;
    let input = input(context, acting, act).await?;
    let mut names = Names::default();
    let acted = whole(context, async || {
        let stored = find(context, acting, place, id).await?;
        let Some(mut kept) = opened(&key, &stored)? else {
            let item = item(context, acting, (&stored, None), &mut names).await?;
            return Ok((AlertActed { why: Some(invite::AlertUnchanged::Over), item }, None));
        };
        let why = kept.alert.apply(&input, timestamp(context.now)).err();
        let mut now = stored;
        now.standing = kept.alert.state().standing();
        if why.is_none() {
            let change = AlertChange {
                id: id.clone(),
                revision: now.revision,
                standing: now.standing,
                next_due: kept.alert.next_due().map(moment),
                sealed: kept.seal(context, &key, id)?,
                messages: Vec::new(),
            };
            let done = context.store.change_alert(&change).await.map_err(store_failed)?;
            done.then_some(()).ok_or(Kind::StorageUnavailable)?;
        }
        let item = item(context, acting, (&now, Some(&kept)), &mut names).await?;
        let object = AuditObject::Alert(id.clone());
        let note = acting.does(context, AuditAction::ActOnAlert, object);
        Ok((AlertActed { why, item }, why.is_none().then_some(note)))
    });
    Ok(json(&acted.await?))
}

/// What an alert is told. A program may have somebody see to one; it sees to none itself.
async fn input(
    context: &Context<'_>,
    acting: &Acting,
    act: ActOnAlert,
) -> Result<AlertInput, Problem> {
    let own = || match &acting.actor {
        AuditActor::User(user) => Ok(user.clone()),
        AuditActor::ApiKey(_) | AuditActor::Respondent | AuditActor::Function(_) => {
            Err(rejected("act", "it takes somebody who is signed in"))
        }
    };
    Ok(match act {
        ActOnAlert::Take => AlertInput::Assign(own()?),
        ActOnAlert::Handle { note } => AlertInput::Handle(own()?, note),
        ActOnAlert::Assign { to } => {
            let found = context.store.find_login(&to).await.map_err(store_failed)?;
            let colleague =
                found.filter(|login| login.tenant == acting.tenant && login.is_let_in(context.now));
            let nobody = || rejected("to", "nobody of the organisation signs in so");
            AlertInput::Assign(colleague.ok_or_else(nobody)?.user)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_list() {
        for (key, want) in [
            ("0-7", Some((false, 7))),
            ("1-18446744073709551615", Some((true, u64::MAX))),
            ("2-7", None),
            ("7", None),
            ("0-x", None),
            ("-7", None),
        ] {
            assert_eq!(after(&Cursor::after(key)), want, "{key}");
        }
    }
}
