//! The audit log.

use bytes::Bytes;
use contract::message::{AuditEntry, AuditQuery, Cursor, Stretch};
use host::audit_query;
use http::Response;
use page::{AuditPage, AuditRow, AuditWalk};
use problem::Problem;

use crate::visit::Visit;

/// How many stretches of the chain are walked for one page. What is left goes on from there.
const STRETCHES: usize = 10;

pub(crate) async fn show(
    visit: &Visit<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    page(visit, &audit_query(query)?, None).await
}

async fn page(
    visit: &Visit<'_>,
    query: &AuditQuery,
    verified: Option<AuditWalk<'_>>,
) -> Result<Response<Bytes>, Problem> {
    let stretch = visit.storage.list_audit(query).await?;
    let older = stretch.next.as_ref().map(|next| format!("/zone/audit?cursor={next}"));
    let entries: Vec<_> = stretch.items.iter().map(row).collect();
    let styles = Visit::styles();
    let shown = AuditPage { entries: &entries, older: older.as_deref(), verified };
    visit.page(page::audit_page(&visit.view(&styles, None), &shown))
}

fn row(entry: &AuditEntry) -> AuditRow<'_> {
    AuditRow {
        time: &entry.time,
        actor: &entry.actor,
        action: &entry.action,
        object: &entry.object,
        origin: &entry.origin,
        is_refused: entry.outcome == "refused",
    }
}

/// `GET /zone/audit/verify`: walks the chain, from the beginning or from where the last page ended.
pub(crate) async fn verify(
    visit: &Visit<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let mut cursor = audit_query(query)?.stretch.cursor;
    let limit = "500".parse().unwrap_or_default();
    let mut through = 0;
    for _ in 0..STRETCHES {
        let stretch = Stretch { limit, cursor: cursor.take() };
        let walked = visit.storage.verify_audit(&stretch).await?;
        through = walked.verified_through;
        if let Some(fault) = walked.fault {
            return page(visit, &newest(), Some(AuditWalk::Broken(fault.sequence))).await;
        }
        cursor = walked.next;
        if cursor.is_none() {
            return page(visit, &newest(), Some(AuditWalk::Whole(through))).await;
        }
    }
    let rest = cursor.as_ref().map(Cursor::to_string).unwrap_or_default();
    let rest = format!("/zone/audit/verify?cursor={rest}");
    page(visit, &newest(), Some(AuditWalk::SoFar(through, &rest))).await
}

fn newest() -> AuditQuery {
    AuditQuery::default()
}
