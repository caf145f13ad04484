//! Comments that a badge shows: those that their writers agreed to, once somebody has looked. They are opened when they are
//! asked for, so that what is withdrawn, erased or set aside is shown no more.

mod text;

use bytes::Bytes;
use contract::Moment;
use contract::message::{
    AuditAction, BadgeComments, BadgeId, BadgeSetup, CommentCounts, CommentDecision, CommentItem,
    CommentsListed, CommentsSetup, CommentsWhich, Cursor, HoldComment, ListComments, PublicComment,
};
use credential::{AppName, InstanceName, Permission, TenantId};
use host::json;
use http::Response;
use problem::{Kind, Problem};
use serde_json::Value;
use store::{
    AppStore as _, AuditObject, CommentFilter, CommentStore as _, CommentsOf, StoredComment,
    StoredInstance,
};
use survey::{ResponseId, SurveyId};

use super::badge;
use crate::audit::{Acting, tell, told};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::invitations::opened_instance;
use crate::personal;

/// Of what comments are made, and what with.
#[derive(Clone, Copy)]
struct Shown<'a> {
    of: CommentsOf<'a>,
    comments: &'a CommentsSetup,
    badge: &'a BadgeSetup,
}

impl<'a> Shown<'a> {
    /// None where the instance's badge shows no comments.
    fn of(tenant: &'a TenantId, stored: &'a StoredInstance, badge: &'a BadgeSetup) -> Option<Self> {
        let StoredInstance { app, instance, survey, .. } = stored;
        let of = CommentsOf { tenant, app, instance, survey };
        badge.comments.as_ref().map(|comments| Self { of, comments, badge })
    }

    async fn list(
        self,
        context: &Context<'_>,
        filter: CommentFilter,
    ) -> Result<Vec<StoredComment>, Problem> {
        context.store.list_comments(self.of, filter).await.map_err(store_failed)
    }

    async fn counts(self, context: &Context<'_>, since: Moment) -> Result<CommentCounts, Problem> {
        context.store.count_comments(self.of, since).await.map_err(store_failed)
    }

    /// A response as everybody may see it.
    async fn opened(
        self,
        context: &Context<'_>,
        stored: StoredComment,
    ) -> Result<Option<PublicComment>, Problem> {
        let response = personal::answers(context, self.of.survey, stored.response).await?;
        let answers: Value = serde_json::from_str(&response.answers).unwrap_or_default();
        let Some(answers) = answers.as_object() else { return Ok(None) };
        let by = (self.comments, self.badge.question.as_str());
        Ok(text::comment(answers, by, response.submitted_at))
    }
}

/// From when on comments are shown.
fn since(context: &Context<'_>) -> Moment {
    Moment::from_unix_millis(u64::from(badge::year(context).from.number()) * 86_400_000)
}

/// What everybody may see.
pub(crate) async fn shown(context: &Context<'_>, id: &BadgeId) -> Result<Response<Bytes>, Problem> {
    let (tenant, stored, badge) = badge::found(context, id).await?;
    let shown = Shown::of(&tenant, &stored, &badge).ok_or(Kind::NotFound)?;
    let since = since(context);
    let (which, limit) = (CommentsWhich::Shown, PublicComment::MOST);
    let mut items = Vec::new();
    for one in shown.list(context, CommentFilter { which, since, before: None, limit }).await? {
        items.extend(shown.opened(context, one).await?);
    }
    let CommentCounts { shown, held_back, .. } = shown.counts(context, since).await?;
    Ok(json(&BadgeComments { shown, held_back, items }))
}

/// An app's instance.
type Place<'a> = (&'a AppName, &'a InstanceName);

/// The instance, for whoever may read responses to its survey.
async fn instance(
    context: &Context<'_>,
    acting: &Acting,
    (app, instance): Place<'_>,
) -> Result<StoredInstance, Problem> {
    let stored = context.store.read_instance(&acting.tenant, app, instance).await;
    let stored = stored.map_err(store_failed)?.ok_or(Kind::NotFound)?;
    if acting.grants.allows(Permission::ReadResponses, Some(&stored.survey)) {
        return Ok(stored);
    }
    Err(Problem::new(Kind::NotPermitted))
}

/// Those that an instance's badge shows or may show, the newest first.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    place: Place<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let ListComments { which, cursor } = serde_json::from_slice(body).map_err(unreadable)?;
    let before = cursor.map(|cursor| cursor.key().parse::<u64>()).transpose().map_err(|_| {
        let told = "not one that this listing gave";
        Problem::new(Kind::ParameterRejected).with_invalid("cursor", told)
    })?;
    let stored = instance(context, acting, place).await?;
    let object = AuditObject::Instance(place.0.clone(), place.1.clone());
    tell(context, acting.does(context, AuditAction::ListComments, object)).await?;
    let setup = opened_instance(context, &stored).await?;
    let shown = setup.badge.as_ref().and_then(|badge| Shown::of(&acting.tenant, &stored, badge));
    let mut listed = CommentsListed {
        survey: stored.survey.clone(),
        on: shown.is_some(),
        counts: CommentCounts::default(),
        items: Vec::new(),
        next: None,
    };
    let Some(shown) = shown else { return Ok(json(&listed)) };
    let (since, limit) = (since(context), ListComments::A_PAGE);
    listed.counts = shown.counts(context, since).await?;
    let found = shown.list(context, CommentFilter { which, since, before, limit }).await?;
    let full = u32::try_from(found.len()).is_ok_and(|count| count == limit);
    let last = found.last().filter(|_| full);
    listed.next = last.map(|last| Cursor::after(&last.response.sequence.to_string()));
    for one in found {
        let (response, decision) = (one.response.id, one.decision);
        let shown = shown.opened(context, one).await?;
        listed.items.push(CommentItem { response, shown, decision });
    }
    Ok(json(&listed))
}

/// Has a comment shown.
pub(crate) async fn show(
    context: &Context<'_>,
    acting: &Acting,
    place: Place<'_>,
    response: ResponseId,
) -> Result<Response<Bytes>, Problem> {
    decide(context, acting, (place, response), Some(CommentDecision::Shown)).await
}

/// Holds one back.
pub(crate) async fn hold(
    context: &Context<'_>,
    acting: &Acting,
    (place, response): (Place<'_>, ResponseId),
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let HoldComment { reason } = serde_json::from_slice(body).map_err(unreadable)?;
    decide(context, acting, (place, response), Some(CommentDecision::Held(reason))).await
}

/// Takes back what was decided.
pub(crate) async fn undecide(
    context: &Context<'_>,
    acting: &Acting,
    place: Place<'_>,
    response: ResponseId,
) -> Result<Response<Bytes>, Problem> {
    decide(context, acting, (place, response), None).await
}

/// Whoever decides about what was written has to be somebody who may read it.
async fn decide(
    context: &Context<'_>,
    acting: &Acting,
    (place, response): (Place<'_>, ResponseId),
    decision: Option<CommentDecision>,
) -> Result<Response<Bytes>, Problem> {
    let StoredInstance { survey, .. } = instance(context, acting, place).await?;
    let action = match decision {
        Some(CommentDecision::Shown) => AuditAction::ShowComment,
        Some(CommentDecision::Held(_)) => AuditAction::HoldComment,
        None => AuditAction::UndecideComment,
    };
    let note = acting.does(context, action, AuditObject::Response(response));
    let of = of(acting, place, &survey);
    let deciding = context.store.decide_comment(of, response, decision, context.now);
    if told(context, note, deciding, |done| *done).await? {
        return Ok(json(&serde_json::json!({})));
    }
    Err(Problem::new(Kind::NotFound))
}

const fn of<'a>(
    acting: &'a Acting,
    (app, instance): Place<'a>,
    survey: &'a SurveyId,
) -> CommentsOf<'a> {
    CommentsOf { tenant: &acting.tenant, app, instance, survey }
}
