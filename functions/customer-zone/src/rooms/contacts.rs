//! Contacts.

use bytes::Bytes;
use contract::message::{
    ContactAsked, ContactDetail, ContactItem, Cursor, ListContacts, MergeContacts, OtherMarks,
    PutContact,
};
use credential::Permission;
use host::{own_fields, with_status};
use http::{Request, Response, StatusCode};
use invite::SuppressionCause;
use page::{
    ContactFacts, ContactPage, ContactRow, ContactSearch, ContactsPage, MergePreview, ZoneDone,
};
use personal::{Email, PersonName, Phone, SubjectId};
use problem::{Kind, Problem};
use survey::Locale;
use table::{Contact, ContactKey};

use super::contact_form::Typed;
use super::contact_import;
use crate::route::Contacts;
use crate::visit::Visit;

/// How many are on a page.
const LISTED: u32 = 50;

pub(crate) async fn answer(
    visit: &Visit<'_>,
    route: Contacts,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    match route {
        Contacts::List => list(visit, request.uri().query()).await,
        Contacts::Find => find(visit, request).await,
        Contacts::New => {
            let empty = Typed::default();
            visit.room.page(page::contact_form_page(&visit.view(None), None, &empty.form(None)))
        }
        Contacts::Add => add(visit, request).await,
        Contacts::Import => visit.room.page(page::import_page(&visit.view(None), None)),
        Contacts::Upload => contact_import::upload(visit, request),
        Contacts::Plan => contact_import::plan(visit, request).await,
        Contacts::One(id) => one(visit, id, request.uri().query()).await,
        Contacts::Edit(id) => edit(visit, id).await,
        Contacts::Change(id) => change(visit, id, request).await,
        Contacts::AskMerge(id) => ask_merge(visit, id, ("", false)).await,
        Contacts::Merge(id) => merge(visit, id, request).await,
        Contacts::AskErase(id) => {
            let detail = visit.room.storage.read_contact(id).await?;
            let (id, name) = (id.to_string(), detail.item.contact.name);
            let name = name.as_ref().map(PersonName::as_str);
            visit.room.page(page::erase_contact_page(&visit.view(None), &id, name))
        }
        Contacts::Erase(id) => {
            let (_, []) = own_fields(request, [])?;
            let _ = visit.room.storage.remove_contact(id).await?;
            visit.room.to("/zone/contacts?erased")
        }
    }
}

/// Whether whoever looks may do this with contacts.
fn may(visit: &Visit<'_>, permission: Permission) -> bool {
    visit.room.may(permission, None)
}

async fn list(visit: &Visit<'_>, query: Option<&str>) -> Result<Response<Bytes>, Problem> {
    let done = (query == Some("erased")).then_some(ZoneDone::ContactErased);
    let asked = ListContacts { limit: Some(LISTED), ..ListContacts::default() };
    let page = listed(visit, Some(&asked), ContactSearch::default(), done).await?;
    visit.room.page(page)
}

async fn find(visit: &Visit<'_>, request: Request<Bytes>) -> Result<Response<Bytes>, Problem> {
    let (_, fields) = own_fields(request, ["who", "name", "group", "cursor"])?;
    let [who, name, group, cursor] = fields.each_ref().map(|field| field.trim());
    let search = ContactSearch { who, name, group, is_wrong: false };
    let asked = asked(search, cursor);
    let (search, status) = match &asked {
        Some(_) => (search, StatusCode::OK),
        None => (ContactSearch { is_wrong: true, ..search }, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let answer = match listed(visit, asked.as_ref(), search, None).await {
        Err(problem) if problem.kind() == Kind::ParameterRejected => {
            let search = ContactSearch { is_wrong: true, ..search };
            let page = listed(visit, None, search, None).await?;
            return Ok(with_status(visit.room.page(page)?, StatusCode::UNPROCESSABLE_ENTITY));
        }
        answer => answer?,
    };
    Ok(with_status(visit.room.page(answer)?, status))
}

/// What was typed, as a question for storage.
fn asked(search: ContactSearch<'_>, cursor: &str) -> Option<ListContacts> {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut asked = ListContacts {
        name: said(search.name),
        group: said(search.group).map(|group| group.try_into().ok()).map_or(Ok(None), keep).ok()?,
        cursor: said(cursor)
            .map(|cursor| cursor.parse::<Cursor>().ok())
            .map_or(Ok(None), keep)
            .ok()?,
        limit: Some(LISTED),
        ..ListContacts::default()
    };
    mark(search.who, &mut asked)?;
    Some(asked)
}

/// What was said must be read.
fn keep<T>(read: Option<T>) -> Result<Option<T>, ()> {
    read.map(Some).ok_or(())
}

/// Says by what somebody is looked for: an address, a number or a key, whichever it is.
fn mark(who: &str, asked: &mut ListContacts) -> Option<()> {
    if who.is_empty() {
        return Some(());
    }
    let digits =
        who.strip_prefix('+').is_some_and(|rest| rest.starts_with(|d: char| d.is_ascii_digit()));
    if let Ok(email) = who.parse() {
        asked.email = Some(email);
    } else if let Some(phone) = digits.then(|| who.parse().ok()).flatten() {
        asked.phone = Some(phone);
    } else {
        asked.key = Some(ContactKey::try_from(who).ok()?);
    }
    Some(())
}

async fn listed(
    visit: &Visit<'_>,
    asked: Option<&ListContacts>,
    search: ContactSearch<'_>,
    done: Option<ZoneDone>,
) -> Result<String, Problem> {
    let storage = &visit.room.storage;
    let (items, next) = match asked {
        Some(asked) => {
            let listing = storage.list_contacts(asked).await?;
            (listing.items, listing.next)
        }
        None => (Vec::new(), None),
    };
    let groups = storage.list_contact_groups().await?.items;
    let groups: Vec<_> = groups.iter().map(|one| one.group.as_str()).collect();
    let texts: Vec<_> = items.iter().map(Texts::of).collect();
    let rows: Vec<_> = items.iter().zip(&texts).map(|(item, texts)| row(item, texts)).collect();
    let next = next.as_ref().map(Cursor::to_string);
    let shown = ContactsPage {
        search,
        groups: &groups,
        rows: &rows,
        next: next.as_deref(),
        may_change: may(visit, Permission::ManageContacts),
    };
    Ok(page::contacts_page(&visit.view(done), &shown))
}

/// What of somebody must be put together to be read.
struct Texts {
    id: String,
    groups: String,
    made: String,
    consent: String,
    extra: Vec<(String, String)>,
}

impl Texts {
    fn of(item: &ContactItem) -> Self {
        let Contact { groups, consent, extra, .. } = &item.contact;
        let groups: Vec<_> = groups.iter().map(table::Group::as_str).collect();
        let said = consent.as_ref().map(|consent| {
            let source = consent.source.as_ref().map(|source| source.as_str().to_owned());
            let at = consent.at.map(|at| at.to_string());
            [source, at].into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        let pairs = extra.iter().map(|(name, text)| (name.to_string(), text.as_str().to_owned()));
        Self {
            id: item.id.to_string(),
            groups: groups.join(", "),
            made: item.made_at.rfc3339(),
            consent: said.unwrap_or_default(),
            extra: pairs.collect(),
        }
    }

    fn extra(&self) -> Vec<(&str, &str)> {
        self.extra.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }
}

fn row<'a>(item: &'a ContactItem, texts: &'a Texts) -> ContactRow<'a> {
    let Contact { name, email, phone, .. } = &item.contact;
    ContactRow {
        id: &texts.id,
        name: name.as_ref().map(PersonName::as_str),
        email: email.as_ref().map(Email::as_str),
        phone: phone.as_ref().map(Phone::as_str),
        groups: &texts.groups,
        made: &texts.made,
    }
}

fn facts<'a>(
    contact: &'a Contact,
    texts: &'a Texts,
    (others, extra): (&'a str, &'a [(&'a str, &'a str)]),
) -> ContactFacts<'a> {
    ContactFacts {
        email: contact.email.as_ref().map(Email::as_str),
        phone: contact.phone.as_ref().map(Phone::as_str),
        name: contact.name.as_ref().map(PersonName::as_str),
        language: contact.language.as_ref().map(Locale::as_str),
        groups: &texts.groups,
        key: contact.key.as_ref().map(ContactKey::as_str),
        consent: contact.consent.as_ref().map(|consent| (consent.is_given, &*texts.consent)),
        others,
        extra,
    }
}

fn also(others: &OtherMarks) -> String {
    let emails = others.emails.iter().map(Email::as_str);
    let phones = others.phones.iter().map(Phone::as_str);
    let keys = others.keys.iter().map(ContactKey::as_str);
    emails.chain(phones).chain(keys).collect::<Vec<_>>().join(", ")
}

const fn cause(cause: SuppressionCause) -> &'static str {
    match cause {
        SuppressionCause::Erased => "erased",
        SuppressionCause::OptedOut => "opted-out",
        SuppressionCause::Complained => "complained",
        SuppressionCause::Bounced => "bounced",
    }
}

async fn one(
    visit: &Visit<'_>,
    id: SubjectId,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = match query {
        Some("saved") => Some(ZoneDone::ContactSaved),
        Some("merged") => Some(ZoneDone::ContactMerged),
        Some(_) | None => None,
    };
    let ContactDetail { item, others, suppressed, invitations } =
        visit.room.storage.read_contact(id).await?;
    let (texts, others) = (Texts::of(&item), also(&others));
    let extra = texts.extra();
    let causes: Vec<_> = suppressed.into_iter().map(cause).collect();
    let at: Vec<_> = invitations.iter().map(|asked| asked.made_at.rfc3339()).collect();
    let row = |(asked, at): (&'_ ContactAsked, &'_ String)| {
        let (key, instance) = (asked.key.as_str().to_owned(), asked.instance.to_string());
        (key, instance, asked.state.name(), at.clone())
    };
    let asked: Vec<_> = invitations.iter().zip(&at).map(row).collect();
    let asked: Vec<_> = asked
        .iter()
        .map(|(key, instance, state, at)| (key.as_str(), instance.as_str(), *state, at.as_str()))
        .collect();
    let shown = ContactPage {
        id: &texts.id,
        facts: &facts(&item.contact, &texts, (&others, &extra)),
        made: &texts.made,
        by_events: item.changed_at.is_none(),
        causes: &causes,
        asked: &asked,
        may_change: may(visit, Permission::ManageContacts),
        may_erase: may(visit, Permission::ErasePersons),
    };
    visit.room.page(page::contact_page(&visit.view(done), &shown))
}

async fn edit(visit: &Visit<'_>, id: SubjectId) -> Result<Response<Bytes>, Problem> {
    let detail = visit.room.storage.read_contact(id).await?;
    let typed = Typed::of(&detail.item.contact);
    let id = id.to_string();
    visit.room.page(page::contact_form_page(&visit.view(None), Some(&id), &typed.form(None)))
}

async fn change(
    visit: &Visit<'_>,
    id: SubjectId,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let typed = Typed::read(request)?;
    let message = match typed.contact() {
        Ok(contact) => PutContact { contact },
        Err(fault) => return again(visit, Some(id), &typed, fault),
    };
    match visit.room.storage.put_contact(id, &message).await {
        Ok(_) => visit.room.to(&format!("/zone/contacts/{id}?saved")),
        Err(problem) if problem.kind() == Kind::ParameterRejected => {
            again(visit, Some(id), &typed, "taken")
        }
        Err(problem) => Err(problem),
    }
}

/// Adds somebody who is new: an import of one, for which nobody may be known.
async fn add(visit: &Visit<'_>, request: Request<Bytes>) -> Result<Response<Bytes>, Problem> {
    let typed = Typed::read(request)?;
    let contact = match typed.contact() {
        Ok(contact) => contact,
        Err(fault) => return again(visit, None, &typed, fault),
    };
    if contact_import::add(visit, contact).await? {
        visit.room.to("/zone/contacts")
    } else {
        again(visit, None, &typed, "taken")
    }
}

fn again(
    visit: &Visit<'_>,
    id: Option<SubjectId>,
    typed: &Typed,
    fault: &str,
) -> Result<Response<Bytes>, Problem> {
    let id = id.map(|id| id.to_string());
    let form = typed.form(Some(fault));
    let page = page::contact_form_page(&visit.view(None), id.as_deref(), &form);
    Ok(with_status(visit.room.page(page)?, StatusCode::UNPROCESSABLE_ENTITY))
}

async fn ask_merge(
    visit: &Visit<'_>,
    id: SubjectId,
    (who, is_wrong): (&str, bool),
) -> Result<Response<Bytes>, Problem> {
    let detail = visit.room.storage.read_contact(id).await?;
    let (id, name) = (id.to_string(), detail.item.contact.name);
    let name = name.as_ref().map(PersonName::as_str);
    let page = page::merge_contact_page(&visit.view(None), (&id, name), (who, is_wrong), None);
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(with_status(visit.room.page(page)?, status))
}

async fn merge(
    visit: &Visit<'_>,
    id: SubjectId,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, [who, from, confirm]) = own_fields(request, ["who", "from", "confirm"])?;
    let (who, storage) = (who.trim(), &visit.room.storage);
    if confirm == "yes" {
        let from = from.parse().map_err(|_| Kind::BodyUnreadable)?;
        let _ = storage.merge_contacts(id, MergeContacts { from, dry_run: false }).await?;
        return visit.room.to(&format!("/zone/contacts/{id}?merged"));
    }
    let mut asked = ListContacts::default();
    if who.is_empty() || mark(who, &mut asked).is_none() {
        return ask_merge(visit, id, (who, true)).await;
    }
    let found = storage.list_contacts(&asked).await?.items;
    let mut others = found.into_iter().filter(|other| other.id != id);
    let (Some(other), None) = (others.next(), others.next()) else {
        return ask_merge(visit, id, (who, true)).await;
    };
    let merging = MergeContacts { from: other.id, dry_run: true };
    let merged = match storage.merge_contacts(id, merging).await {
        Ok(merged) => merged,
        Err(problem) if problem.kind() == Kind::ParameterRejected => {
            return ask_merge(visit, id, (who, true)).await;
        }
        Err(problem) => return Err(problem),
    };
    let (texts, others) = (Texts::of(&merged.item), also(&merged.others));
    let extra = texts.extra();
    let from = other.id.to_string();
    let preview = MergePreview {
        from: &from,
        invitations: merged.invitations,
        facts: &facts(&merged.item.contact, &texts, (&others, &extra)),
    };
    let name = merged.item.contact.name.as_ref().map(PersonName::as_str);
    let who = (who, false);
    let page = page::merge_contact_page(&visit.view(None), (&texts.id, name), who, Some(&preview));
    visit.room.page(page)
}
