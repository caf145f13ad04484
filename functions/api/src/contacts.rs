//! Contacts: listed, searched, read, changed, merged, erased, brought along.

use bytes::Bytes;
use contract::message::{
    ContactAsked, ContactDetail, ContactItem, ContactPut, ContactsMerged, ImportContacts,
    ListContacts, MergeContacts, OtherMarks, PutContact,
};
use contract::{StorageClient, Transport};
use credential::{AppName, InstanceName, InvitationId};
use host::{MediaType, json, media_type, with_status};
use http::{Request, Response, StatusCode};
use invite::{EventKey, State, SuppressionCause};
use personal::SubjectId;
use problem::{Kind, Problem};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use table::{Contact, Counts, Person, Report};

use crate::body::{Stretch, Timestamp};
use crate::route::Contacts;

/// What of a contact clients see.
#[derive(Serialize)]
struct Somebody {
    id: SubjectId,
    #[serde(flatten)]
    contact: Contact,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<Timestamp>,
}

impl From<ContactItem> for Somebody {
    fn from(item: ContactItem) -> Self {
        let ContactItem { id, contact, made_at, changed_at } = item;
        let (created_at, updated_at) = (Timestamp::from(made_at), changed_at.map(Timestamp::from));
        Self { id, contact, created_at, updated_at }
    }
}

#[derive(Serialize)]
struct Detail {
    #[serde(flatten)]
    somebody: Somebody,
    also: OtherMarks,
    suppressed: Vec<SuppressionCause>,
    invitations: Vec<Invitation>,
}

#[derive(Serialize)]
struct Invitation {
    app: AppName,
    instance: InstanceName,
    id: InvitationId,
    key: EventKey,
    state: State,
    created_at: Timestamp,
}

impl From<ContactAsked> for Invitation {
    fn from(asked: ContactAsked) -> Self {
        let ContactAsked { app, instance, invitation: id, key, state, made_at } = asked;
        Self { app, instance, id, key, state, created_at: Timestamp::from(made_at) }
    }
}

#[derive(Serialize)]
struct Merged {
    contact: Somebody,
    also: OtherMarks,
    invitations: u32,
}

/// What is brought along.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Import {
    #[serde(default)]
    dry_run: bool,
    #[serde(default)]
    language: Option<survey::Locale>,
    #[serde(default)]
    agreed: Option<Counts>,
    contacts: Vec<Contact>,
}

#[derive(Serialize)]
struct Imported {
    done: bool,
    #[serde(flatten)]
    report: Report,
}

/// Does what a route asks.
pub(crate) async fn answer(
    storage: &StorageClient<'_, impl Transport>,
    route: Contacts,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    match route {
        Contacts::List => list(storage, request.uri().query()).await,
        Contacts::Search => {
            Ok(json(&Stretch::<Somebody>::from(storage.list_contacts(&read(request)?).await?)))
        }
        Contacts::Groups => Ok(json(&storage.list_contact_groups().await?)),
        Contacts::Save => {
            let contact = read(request)?;
            Ok(told(storage.save_contact(&PutContact { contact }).await?))
        }
        Contacts::Put(id) => {
            let contact = read(request)?;
            Ok(told(storage.put_contact(id, &PutContact { contact }).await?))
        }
        Contacts::Read(id) => {
            let ContactDetail { item, others: also, suppressed, invitations } =
                storage.read_contact(id).await?;
            let (somebody, invitations) = (item.into(), invitations.into_iter());
            let invitations = invitations.map(Invitation::from).collect();
            Ok(json(&Detail { somebody, also, suppressed, invitations }))
        }
        Contacts::Remove(id) => Ok(json(&storage.remove_contact(id).await?)),
        Contacts::Merge(id) => {
            let asked: MergeContacts = read(request)?;
            let ContactsMerged { item, others: also, invitations } =
                storage.merge_contacts(id, asked).await?;
            Ok(json(&Merged { contact: item.into(), also, invitations }))
        }
        Contacts::Import => import(storage, read(request)?).await,
    }
}

fn read<T: DeserializeOwned>(request: &Request<Bytes>) -> Result<T, Problem> {
    if media_type(request.headers()) != Some(MediaType::Json) {
        return Err(Problem::new(Kind::UnsupportedMediaType)
            .with_detail("Contacts are sent as application/json."));
    }
    // What is wrong is said without what stands there: that may be personal.
    serde_json::from_slice(request.body()).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Problem::new(Kind::BodyUnreadable).with_detail(format!(
            "It is not what docs/contacts.md says: line {line}, column {column}."
        ))
    })
}

async fn list(
    storage: &StorageClient<'_, impl Transport>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let contract::message::Stretch { limit, cursor } = host::stretch(query)?;
    let most = u16::try_from(ListContacts::MOST).unwrap_or(u16::MAX);
    let limit = Some(u32::from(limit.at_most(most).number()));
    let asked = ListContacts { cursor, limit, ..ListContacts::default() };
    Ok(json(&Stretch::<Somebody>::from(storage.list_contacts(&asked).await?)))
}

fn told(put: ContactPut) -> Response<Bytes> {
    let status = if put.is_new { StatusCode::CREATED } else { StatusCode::OK };
    with_status(json(&Somebody::from(put.item)), status)
}

async fn import(
    storage: &StorageClient<'_, impl Transport>,
    asked: Import,
) -> Result<Response<Bytes>, Problem> {
    let Import { dry_run, language, agreed, contacts } = asked;
    let people = (1..).zip(contacts).map(|(line, contact)| Person { line, contact }).collect();
    let message = ImportContacts { dry_run, language, agreed, people };
    let imported = storage.import_contacts(&message).await?;
    Ok(json(&Imported { done: imported.done, report: imported.report }))
}
