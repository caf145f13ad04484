//! Operations on the audit log itself.

use core::cmp::Ordering;

use bytes::Bytes;
use contract::message::{
    AuditAction, AuditFault, AuditFaultKind, AuditHead, AuditName, AuditStretch, AuditVerified,
    Cursor, Stretch,
};
use credential::KeyRing;
use host::json;
use http::Response;
use problem::{Kind, Problem};
use store::{
    AuditListed, AuditMark, AuditObject, AuditOrder, AuditPiece, AuditStore as _, head_fits,
    response_name, walk,
};
use survey::ResponseId;

use crate::audit::{Acting, tell};
use crate::context::Context;
use crate::failure::store_failed;

/// Some entries of the log, the newest or the oldest first.
pub(crate) async fn list(
    context: &Context<'_>,
    acting: &Acting,
    (action, order): (AuditAction, AuditOrder),
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let mut query = host::audit_query(query)?;
    query.object = query.object.map(named);
    let after = place(&query.stretch)?;
    tell(context, acting.does(context, action, AuditObject::Audit)).await?;
    let listed = context.store.list_audit(&acting.tenant, &query, order, after).await;
    let AuditListed { entries: items, next } = listed.map_err(store_failed)?;
    let head = context.store.read_audit_head(&acting.tenant).await.map_err(store_failed)?;
    Ok(json(&AuditStretch { items, next: next.map(cursor), head }))
}

/// A response may be asked for by its id; in the log it is named by a hash.
fn named(object: AuditName) -> AuditName {
    let response = object.as_str().strip_prefix("response:").map(str::parse::<ResponseId>);
    match response {
        Some(Ok(response)) => response_name(response).parse().unwrap_or(object),
        Some(Err(_)) | None => object,
    }
}

fn cursor(sequence: u64) -> Cursor {
    Cursor::after(&sequence.to_string())
}

fn place(stretch: &Stretch) -> Result<Option<u64>, Problem> {
    let place = stretch.cursor.as_ref().map(|cursor| cursor.key().parse());
    place.transpose().map_err(|_| {
        Problem::new(Kind::ParameterRejected)
            .with_invalid("cursor", "cursor is not one that this listing gave")
    })
}

/// Walks one stretch of the chain. The stretch and the head are of one moment.
pub(crate) async fn verify(
    context: &Context<'_>,
    acting: &Acting,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let stretch = host::stretch(query)?;
    let after = place(&stretch)?;
    tell(context, acting.does(context, AuditAction::VerifyAudit, AuditObject::Audit)).await?;
    let keys = &context.settings.fake_salt_key;
    let read = context.store.recorded(keys, async || {
        let piece = context.store.read_audit_piece(&acting.tenant, after, stretch.limit).await?;
        Ok((piece, None))
    });
    let piece = read.await.map_err(store_failed)?;
    let is_full = piece.entries.len() == usize::from(stretch.limit.number());
    Ok(json(&verdict(piece, after.unwrap_or(0), is_full, keys)))
}

/// How far a piece after the entry `after` fits, and at its end the head.
fn verdict(piece: AuditPiece, after: u64, is_full: bool, keys: &KeyRing) -> AuditVerified {
    let AuditPiece { head, before, entries } = piece;
    let missing = AuditFault { sequence: after, kind: AuditFaultKind::Missing };
    let walked = before.ok_or(missing).and_then(|before| walk(before, &entries));
    let (verified_through, fault) = match walked {
        Err(fault) => (fault.sequence.saturating_sub(1), Some(fault)),
        Ok(last) if is_full => {
            let (verified_through, next) = (last.sequence, Some(cursor(last.sequence)));
            return AuditVerified { verified_through, fault: None, next, head };
        }
        Ok(last) => (last.sequence, ends(&last, head.as_ref(), keys)),
    };
    AuditVerified { verified_through, fault, next: None, head }
}

/// What does not fit where a chain ends that fits in itself.
fn ends(last: &AuditMark, head: Option<&AuditHead>, keys: &KeyRing) -> Option<AuditFault> {
    let not_ours = AuditFault { sequence: last.sequence, kind: AuditFaultKind::Head };
    let Some(head) = head.filter(|head| head_fits(head, keys)) else { return Some(not_ours) };
    let after = last.sequence.saturating_add(1);
    match last.sequence.cmp(&head.sequence) {
        Ordering::Less => Some(AuditFault { sequence: after, kind: AuditFaultKind::CutOff }),
        Ordering::Greater => {
            let sequence = head.sequence.saturating_add(1);
            Some(AuditFault { sequence, kind: AuditFaultKind::BeyondHead })
        }
        Ordering::Equal => (last.hash != head.hash).then_some(not_ours),
    }
}
