//! The audit log: read, exported, verified.

use bytes::Bytes;
use contract::{StorageClient, Transport};
use host::json;
use http::Response;
use http::header::{CONTENT_TYPE, HeaderValue, LINK};
use problem::{Kind, Problem};
use serde::Serialize;
use serde_json::json as value;

/// Newline-delimited JSON.
const NDJSON: HeaderValue = HeaderValue::from_static("application/x-ndjson");

pub(crate) async fn list(
    storage: &StorageClient<'_, impl Transport>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    Ok(json(&storage.list_audit(&host::audit_query(query)?).await?))
}

pub(crate) async fn verify(
    storage: &StorageClient<'_, impl Transport>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    Ok(json(&storage.verify_audit(&host::stretch(query)?).await?))
}

/// One entry a line, and a last line that says how the chain stands and where to go on. So a file of
/// several stretches is one of lines, too.
pub(crate) async fn export(
    storage: &StorageClient<'_, impl Transport>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let mut query = host::audit_query(query)?;
    let stretch = storage.export_audit(&query).await?;
    let mut lines = Vec::new();
    for entry in &stretch.items {
        line(&mut lines, entry)?;
    }
    line(&mut lines, &value!({ "head": stretch.head, "next": stretch.next }))?;
    let mut response = Response::new(Bytes::from(lines));
    response.headers_mut().insert(CONTENT_TYPE, NDJSON);
    if let Some(next) = stretch.next {
        query.stretch.cursor = Some(next);
        let link = format!("</api/v1/audit/export?{}>; rel=\"next\"", query.to_query());
        let link = HeaderValue::try_from(link).map_err(|_| Kind::Internal)?;
        response.headers_mut().insert(LINK, link);
    }
    Ok(response)
}

fn line(lines: &mut Vec<u8>, item: &impl Serialize) -> Result<(), Problem> {
    serde_json::to_writer(&mut *lines, item).map_err(|_| Problem::new(Kind::Internal))?;
    lines.push(b'\n');
    Ok(())
}
