//! How apps are set up.

use std::collections::BTreeMap;

use ::personal::Place;
use bytes::Bytes;
use contract::message::{
    AuditAction, BadgeSetup, CommentsSetup, InstanceItem, InstanceSummary, Instances, Intake,
    IntakeItem, PutInstance, ReadIntake,
};
use credential::{AppName, InstanceName};
use host::json;
use http::Response;
use invite::{AlertRules, Fault, Policy, State};
use letter::Recordings;
use problem::{InvalidParam, Kind, Problem};
use store::{
    AppStore as _, AuditObject, BadgeStore as _, NewInstance, PutInstance as Put, StoredInstance,
};
use survey::StrictJson;
use zeroize::Zeroizing;

use super::setup::{opened, place, subject};
use super::whole::whole;
use crate::audit::Acting;
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::personal::{Known, sealing_key, secrets};
use crate::second_factor::random;

/// Sets an instance up, or changes how it is.
pub(crate) async fn put(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): (&AppName, &InstanceName),
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let mut setup: PutInstance = serde_json::from_slice(body).map_err(unreadable)?;
    let seen = setup.seen.take();
    check(&setup)?;
    let text = serde_json::to_vec(&setup).map(Zeroizing::new).map_err(|_| Kind::Internal)?;
    // Before the transaction: keys that an instance remembers are kept, whatever becomes of it.
    let secrets = secrets(context, &acting.tenant).await?;
    let own = subject(&secrets, app, instance);
    whole(context, async || {
        let (key, subject) = sealing_key(context, &secrets, own, Known::Perhaps).await?;
        let place = place(app, instance);
        let sealed = key.seal(Place::Contact(&place), random(context)?, &text);
        let sealed = sealed.map_err(|_| Kind::Internal)?;
        let new = NewInstance {
            app,
            instance,
            survey: &setup.survey,
            title: &setup.title,
            paused: setup.paused,
            sealed: &sealed,
            subject: &subject,
            seen,
        };
        let most = u32::try_from(PutInstance::MOST).unwrap_or(u32::MAX);
        let put = context.store.put_instance(&acting.tenant, new, most, context.now).await;
        match put.map_err(store_failed)? {
            Put::Done => {}
            Put::Changed => return Err(Problem::new(Kind::InstanceChanged)),
            Put::NoSurvey => return Err(Problem::new(Kind::NotFound)),
            Put::TooMany => {
                let told = format!("a tenant has at most {most} of an app");
                return Err(Problem::new(Kind::InstanceRejected).with_invalid("instance", told));
            }
            Put::KeyChanged => return Err(Problem::new(Kind::StorageUnavailable)),
        }
        let badge = setup.badge.as_ref().map(|badge| &badge.id);
        let put = context.store.put_badge(&acting.tenant, (app, instance), badge).await;
        if !put.map_err(store_failed)? {
            let told = "another instance has a badge of this name";
            return Err(Problem::new(Kind::InstanceRejected).with_invalid("$.badge.id", told));
        }
        let object = AuditObject::Instance(app.clone(), instance.clone());
        Ok(((), Some(acting.does(context, AuditAction::PutInstance, object))))
    })
    .await?;
    read(context, acting, (app, instance)).await
}

/// What is wrong with a set-up, all at once, by JSON path.
fn check(setup: &PutInstance) -> Result<(), Problem> {
    let mut wrong = Vec::new();
    let mut told = |within: &str, faults: Vec<Fault>| {
        wrong.extend(faults.into_iter().map(|Fault { path, reason }| InvalidParam {
            name: path.replacen('$', within, 1),
            reason: reason.to_string(),
        }));
    };
    if let Err(faults) = Policy::parse(setup.policy.value()) {
        told("$.policy", faults);
    }
    if let Err(faults) = AlertRules::parse(setup.alerts.value()) {
        told("$.alerts", faults);
    }
    let calls = setup.calls.as_ref().map(StrictJson::value);
    if let Some(Err(faults)) = calls.map(Recordings::read) {
        wrong.extend(faults.into_iter().map(|fault| InvalidParam {
            name: ["$.calls.", &fault.path].concat().trim_end_matches('.').to_owned(),
            reason: fault.reason.to_string(),
        }));
    }
    let mut bounded = |name: &str, length: usize, most: usize, of: &str| {
        if length > most {
            wrong.push(InvalidParam {
                name: name.to_owned(),
                reason: format!("at most {most} {of}"),
            });
        }
    };
    let texts = setup.texts.value().to_string().len();
    bounded("$.texts", texts, PutInstance::MAX_TEXTS_BYTES, "bytes");
    let calls = calls.map_or(0, |calls| calls.to_string().len());
    bounded("$.calls", calls, PutInstance::MAX_CALLS_BYTES, "bytes");
    let settings = setup.settings.value().to_string().len();
    bounded("$.settings", settings, PutInstance::MAX_SETTINGS_BYTES, "bytes");
    if let Some(badge) = &setup.badge {
        let most = BadgeSetup::MAX_NAME_BYTES;
        bounded("$.badge.question", badge.question.len(), most, "bytes");
        bounded("$.badge.shop", badge.shop.len(), most, "bytes");
        let texts = badge.comments.iter().flat_map(|comments| &comments.questions);
        let longest = texts.clone().map(String::len).max().unwrap_or_default();
        let questions = CommentsSetup::MOST_QUESTIONS;
        bounded("$.badge.comments.questions", longest, most, "bytes");
        bounded("$.badge.comments.questions", texts.count(), questions, "questions");
        bounded("$.badge.page", badge.page.len(), BadgeSetup::MAX_PAGE_BYTES, "bytes");
    }
    let title = &setup.title;
    let length = title.chars().count();
    bounded("$.title", length, PutInstance::MAX_TITLE_CHARS, "characters");
    if title.trim().is_empty() || title.contains(char::is_control) {
        let (name, reason) = ("$.title".to_owned(), "one line that is not empty".to_owned());
        wrong.push(InvalidParam { name, reason });
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Problem::new(Kind::InstanceRejected).with_invalid_params(wrong))
}

/// How an instance is set up.
pub(crate) async fn read(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): (&AppName, &InstanceName),
) -> Result<Response<Bytes>, Problem> {
    let stored = context.store.read_instance(&acting.tenant, app, instance).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    let setup = opened(context, &stored).await?;
    let counts = Counts::read(context, acting, app, Some(instance)).await?.of(instance);
    let StoredInstance { app, instance, made_at, changed_at, .. } = stored;
    Ok(json(&InstanceItem { app, instance, made_at, changed_at, counts, setup }))
}

/// Whether the tenant has the instance: if not, nothing is found.
pub(crate) async fn is_there(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): (&AppName, &InstanceName),
) -> Result<(), Problem> {
    let there = context.store.read_instance(&acting.tenant, app, instance).await;
    there.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    Ok(())
}

/// A tenant's instances of an app.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    app: &AppName,
) -> Result<Response<Bytes>, Problem> {
    let stored = context.store.list_instances(&acting.tenant, app).await.map_err(store_failed)?;
    let counts = Counts::read(context, acting, app, None).await?;
    let items = stored.into_iter().map(|stored| {
        let StoredInstance { instance, title, survey, paused, made_at, .. } = stored;
        let counts = counts.of(&instance);
        InstanceSummary { instance, title, survey, paused, made_at, counts }
    });
    Ok(json(&Instances { items: items.collect() }))
}

/// What an app must know of its instances to take events for them. It counts nothing, and opens no text.
pub(crate) async fn intake(
    context: &Context<'_>,
    acting: &Acting,
    app: &AppName,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ReadIntake { instances } = serde_json::from_slice(body).map_err(unreadable)?;
    if instances.len() > ReadIntake::MOST {
        let most = ReadIntake::MOST;
        let told = format!("events are for {most} at most at once");
        return Err(Problem::new(Kind::ParameterRejected).with_invalid("instances", told));
    }
    let tenant = &acting.tenant;
    let mut stored = Vec::new();
    for instance in &instances {
        let read = context.store.read_instance(tenant, app, instance).await;
        stored.extend(read.map_err(store_failed)?);
    }
    if instances.is_empty() {
        stored = context.store.list_instances(tenant, app).await.map_err(store_failed)?;
    }
    let more = stored.len() > ReadIntake::MOST;
    let mut items = Vec::new();
    for stored in stored.into_iter().take(ReadIntake::MOST) {
        let setup = opened(context, &stored).await?;
        let (instance, policy, settings) = (stored.instance, setup.policy, setup.settings);
        items.push(IntakeItem { instance, policy, settings });
    }
    Ok(json(&Intake { items, more }))
}

/// How many invitations of which instance stand how.
struct Counts(Vec<(InstanceName, State, u64)>);

impl Counts {
    async fn read(
        context: &Context<'_>,
        acting: &Acting,
        app: &AppName,
        instance: Option<&InstanceName>,
    ) -> Result<Self, Problem> {
        let counted = context.store.count_asked(&acting.tenant, app, instance).await;
        counted.map(Self).map_err(store_failed)
    }

    fn of(&self, instance: &InstanceName) -> BTreeMap<State, u64> {
        let own = self.0.iter().filter(|(of, ..)| of == instance);
        own.map(|(_, state, count)| (*state, *count)).collect()
    }
}
