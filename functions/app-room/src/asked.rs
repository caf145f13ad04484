//! The invitations of an instance.

use bytes::Bytes;
use contract::Moment;
use contract::message::{
    ActOnAsked, AskedAct, AskedDetail, AskedItem, ListAsked, Listing, Recipient,
};
use credential::{InstanceName, InvitationId};
use host::{own_fields, with_status};
use http::{Request, Response, StatusCode};
use invite::{EventKey, State};
use page::{AppDone, AskedListPage, AskedPage, AskedRow, AskedSearch, AskedStep};
use problem::{Kind, Problem};

use crate::erase::Who;
use crate::form::Fields;
use crate::instance::Known;
use crate::visit::Visit;
use crate::words;

/// How many invitations a page of the list has.
const PER_PAGE: u32 = 50;

const EVERYTHING: AskedSearch<'static> =
    AskedSearch { state: "", key: "", who: "", is_wrong: false };

/// `GET /invitations`: the newest.
pub(crate) async fn list(
    visit: &Visit<'_>,
    name: &InstanceName,
) -> Result<Response<Bytes>, Problem> {
    let known = Known::read(visit, name).await?;
    let message = ListAsked { limit: Some(PER_PAGE), ..ListAsked::default() };
    let found = visit.room.storage.list_asked(&visit.app()?, name, &message).await?;
    visit.room.page(page(visit, &known, EVERYTHING, &found))
}

/// `POST /invitations`: those that are looked for. Nothing of that stands in an address.
pub(crate) async fn search(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    let known = Known::read(visit, name).await?;
    let [state, key, who] = ["state", "key", "who"].map(|name| fields.value(name));
    let shown = AskedSearch { state, key, who, is_wrong: false };
    match wanted(&fields) {
        Ok(message) => {
            let found = visit.room.storage.list_asked(&visit.app()?, name, &message).await?;
            visit.room.page(page(visit, &known, shown, &found))
        }
        Err(Unread::Who) => {
            let shown = AskedSearch { is_wrong: true, ..shown };
            let nothing = Listing { items: Vec::new(), next: None };
            let answer = visit.room.page(page(visit, &known, shown, &nothing))?;
            Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(Unread::Form) => Err(Problem::new(Kind::BodyUnreadable)),
    }
}

/// What cannot be looked for.
#[derive(Debug, Eq, PartialEq)]
enum Unread {
    /// Whoever searches mistyped an address.
    Who,
    /// No page of ours sends this.
    Form,
}

fn wanted(fields: &Fields) -> Result<ListAsked, Unread> {
    let given = |name| Some(fields.value(name)).filter(|value| !value.is_empty());
    let state = given("state")
        .map(|raw| State::ALL.into_iter().find(|state| state.name() == raw).ok_or(Unread::Form));
    let key = given("key").map(|raw| EventKey::try_from(raw.to_owned()).map_err(|_| Unread::Form));
    let cursor = given("cursor").map(|raw| raw.parse().map_err(|_| Unread::Form));
    let (email, phone) = match given("who").map(|raw| Who::read(raw).ok_or(Unread::Who)) {
        None => (None, None),
        Some(who) => match who? {
            Who::Email(email) => (Some(email), None),
            Who::Phone(phone) => (None, Some(phone)),
        },
    };
    Ok(ListAsked {
        state: state.transpose()?,
        key: key.transpose()?,
        email,
        phone,
        cursor: cursor.transpose()?,
        limit: Some(PER_PAGE),
    })
}

fn page(
    visit: &Visit<'_>,
    known: &Known,
    search: AskedSearch<'_>,
    found: &Listing<AskedItem>,
) -> String {
    let moments: Vec<_> = found
        .items
        .iter()
        .map(|one| (one.made_at.rfc3339(), one.next_due.map(Moment::rfc3339)))
        .collect();
    let rows = found.items.iter().zip(&moments).map(|(one, (made, next))| AskedRow {
        id: one.invitation.as_str(),
        key: one.key.as_ref().map(EventKey::as_str),
        state: one.state.name(),
        test: one.test,
        made,
        next: next.as_deref(),
    });
    let rows: Vec<_> = rows.collect();
    let next = found.next.as_ref().map(ToString::to_string);
    page::asked_list_page(
        &visit.view(None),
        &AskedListPage { instance: known.named(), search, rows: &rows, next: next.as_deref() },
    )
}

/// `GET /invitations/{invitation}`.
pub(crate) async fn show(
    visit: &Visit<'_>,
    (name, id): (&InstanceName, &InvitationId),
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let done = match query {
        Some("send-now") => Some(AppDone::SentNow),
        Some("resend") => Some(AppDone::Resent),
        Some("cancel") => Some(AppDone::Cancelled),
        Some("tested") => Some(AppDone::Tested),
        Some(_) | None => None,
    };
    let known = Known::read(visit, name).await?;
    let detail = visit.room.storage.read_asked((&visit.app()?, name), id).await?;
    visit.room.page(one(visit, &known, &detail, (done, None)))
}

fn one(
    visit: &Visit<'_>,
    known: &Known,
    detail: &AskedDetail,
    (done, unchanged): (Option<AppDone>, Option<&str>),
) -> String {
    let AskedDetail { item, recipient, history, .. } = detail;
    let told = words::of(visit.room.language);
    let history: Vec<_> =
        history.iter().map(|entry| (entry.at.to_string(), told.what(&entry.what))).collect();
    let history: Vec<_> = history.iter().map(|(at, what)| (at.as_str(), what.as_str())).collect();
    let next = item.next_due.map(Moment::rfc3339);
    let recipient = recipient.as_ref().map(line);
    let steps = if visit.view(None).may.manage { steps(item.state) } else { &[] };
    page::asked_page(
        &visit.view(done),
        &AskedPage {
            instance: known.named(),
            id: item.invitation.as_str(),
            key: item.key.as_ref().map(EventKey::as_str),
            state: item.state.name(),
            recipient: recipient.as_deref(),
            next: next.as_deref(),
            history: &history,
            steps,
            unchanged,
        },
    )
}

/// Somebody in a line.
fn line(recipient: &Recipient) -> String {
    let name = recipient.name.as_ref().map(personal::PersonName::as_str);
    let email = recipient.email.as_ref().map(personal::Email::as_str);
    let phone = recipient.phone.as_ref().map(personal::Phone::as_str);
    [name, email, phone].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What may be worth trying with an invitation that stands so. Storage has the last word.
const fn steps(state: State) -> &'static [AskedStep] {
    match state {
        State::Scheduled => &[AskedStep::SendNow, AskedStep::Cancel],
        State::Sending => &[AskedStep::Cancel],
        State::Sent | State::Delivered | State::Opened | State::Clicked => {
            &[AskedStep::Resend, AskedStep::Cancel]
        }
        State::Bounced | State::Refused => &[AskedStep::Resend],
        State::Answered
        | State::Skipped
        | State::Cancelled
        | State::OptedOut
        | State::Complained
        | State::Erased
        | State::Expired => &[],
    }
}

/// `POST /send-now`, `/resend` and `/cancel` below an invitation. If nothing changes, it is said why.
pub(crate) async fn act(
    visit: &Visit<'_>,
    (name, id): (&InstanceName, &InvitationId),
    step: AskedStep,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    visit.must(|may| may.manage)?;
    let act = match step {
        AskedStep::SendNow => AskedAct::SendNow,
        AskedStep::Resend => AskedAct::Resend,
        AskedStep::Cancel => AskedAct::Cancel,
    };
    let app = visit.app()?;
    let storage = &visit.room.storage;
    let acted = storage.act_on_asked((&app, name), id, ActOnAsked { act }).await?;
    let Some(why) = acted.why else {
        let path = format!("/instances/{name}/invitations/{id}?{}", step.path());
        return visit.room.to(&visit.path(&path));
    };
    let known = Known::read(visit, name).await?;
    let detail = storage.read_asked((&app, name), id).await?;
    let why = words::of(visit.room.language).unchanged(why);
    let answer = visit.room.page(one(visit, &known, &detail, (None, Some(why))))?;
    Ok(with_status(answer, StatusCode::CONFLICT))
}

/// `GET /cancel` below an invitation.
pub(crate) async fn ask_cancel(
    visit: &Visit<'_>,
    (name, id): (&InstanceName, &InvitationId),
) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.manage)?;
    let known = Known::read(visit, name).await?;
    visit.room.page(page::cancel_asked_page(&visit.view(None), known.named(), id.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_read() {
        for (pairs, want) in [
            (&[("state", ""), ("key", ""), ("who", ""), ("cursor", "")][..], None),
            (&[("state", "opted-out"), ("key", "#1001/å")], None),
            (&[("state", "gone")], Some(Unread::Form)),
            (&[("who", "elsa")], Some(Unread::Who)),
            (&[("who", "elsa@example.com")], None),
            (&[("key", "a\u{7}")], Some(Unread::Form)),
        ] {
            let owned = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let got = wanted(&Fields(owned.collect()));
            assert_eq!(got.err(), want, "{pairs:?}");
        }
    }
}
