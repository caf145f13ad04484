//! People and invitations.

use bytes::Bytes;
use contract::Moment;
use contract::message::{
    InvitationItem, InvitePerson, MailLanguage, PersonItem, SetGrants, Stretch,
};
use credential::{Grant, Grants, InvitationId, Role, Scope, UserId};
use host::{own_fields, with_status};
use http::{Request, Response, StatusCode};
use page::{
    ACCESS_DAYS, InvitationRow, InviteFault, InviteForm, PeoplePage, PersonAccess, PersonFault,
    PersonRow, StaffLanguage, ZoneDone,
};
use problem::{Kind, Problem};

use crate::visit::Visit;

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What the form holds before anybody has typed.
const EMPTY: InviteForm<'static> = InviteForm { email: "", role: "editor", ends: "", fault: None };

/// What was done, as an address says it.
const DONE: [(&str, ZoneDone); 6] = [
    ("invited", ZoneDone::Invited),
    ("withdrawn", ZoneDone::Withdrawn),
    ("changed", ZoneDone::PersonChanged),
    ("suspended", ZoneDone::PersonSuspended),
    ("restored", ZoneDone::PersonRestored),
    ("removed", ZoneDone::PersonRemoved),
];

pub(crate) async fn show(
    visit: &Visit<'_>,
    query: Option<&str>,
) -> Result<Response<Bytes>, Problem> {
    let said = query.and_then(|query| DONE.iter().find(|(word, _)| *word == query));
    let stretch = match said {
        Some(_) => Stretch::default(),
        None => host::stretch(query)?,
    };
    visit.page(page(visit, stretch, EMPTY, said.map(|(_, done)| *done)).await?)
}

async fn page(
    visit: &Visit<'_>,
    stretch: Stretch,
    form: InviteForm<'_>,
    done: Option<ZoneDone>,
) -> Result<String, Problem> {
    let people = visit.storage.list_people(stretch).await?;
    let invitations = visit.storage.list_invitations().await?.items;
    let moments: Vec<_> = people.items.iter().map(Moments::of).collect();
    let rows = people.items.iter().zip(&moments).map(|(item, at)| row(visit, item, at));
    let rows: Vec<_> = rows.collect();
    let until: Vec<_> = invitations.iter().map(until).collect();
    let invited = invitations.iter().zip(&until).map(|(item, until)| InvitationRow {
        id: item.id.as_str(),
        email: item.email.as_str(),
        role: role_of(&item.grants),
        open_until: &until.0,
        access_until: until.1.as_deref(),
    });
    let invited: Vec<_> = invited.collect();
    let more = people.next.as_ref().map(|next| format!("/zone/people?cursor={next}"));
    let styles = Visit::styles();
    let roles = visit.roles();
    let shown = PeoplePage {
        people: &rows,
        more: more.as_deref(),
        invitations: &invited,
        roles: &roles,
        form,
    };
    Ok(page::people_page(&visit.view(&styles, done), &shown))
}

/// When somebody signed in last, and when their access ends.
struct Moments {
    signed_in: Option<String>,
    until: Option<String>,
}

impl Moments {
    fn of(item: &PersonItem) -> Self {
        Self {
            signed_in: item.signed_in_at.map(Moment::rfc3339),
            until: item.until.map(Moment::rfc3339),
        }
    }
}

/// Until when an invitation is open, and until when the access is that it gives.
fn until(item: &InvitationItem) -> (String, Option<String>) {
    let open = Moment::from_unix_millis(item.expires_at.get().saturating_mul(1000));
    (open.rfc3339(), item.until.map(Moment::rfc3339))
}

fn row<'a>(visit: &Visit<'_>, item: &'a PersonItem, moments: &'a Moments) -> PersonRow<'a> {
    let is_over = item.until.is_some_and(|until| until <= visit.now());
    let access = match moments.until.as_deref() {
        _ if item.suspended_at.is_some() => PersonAccess::Suspended,
        None => PersonAccess::Lasting,
        Some(at) if is_over => PersonAccess::Ended(at),
        Some(until) => PersonAccess::Until(until),
    };
    PersonRow {
        user: item.user.as_str(),
        email: item.email.as_str(),
        role: role_of(&item.grants),
        has_factor: item.has_factor,
        signed_in: moments.signed_in.as_deref(),
        access,
        is_reader: item.user == visit.person.who.user,
    }
}

/// The name of a role for the whole organisation, if that is all.
fn role_of(grants: &Grants) -> Option<&'static str> {
    match grants.as_slice() {
        [Grant { role, scope: Scope::Tenant }] => Some(role.as_str()),
        _ => None,
    }
}

/// `POST /zone/people`: invites somebody, in the language of whoever does.
pub(crate) async fn invite(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, [email, role, ends]) = own_fields(request, ["email", "role", "ends"])?;
    let form = InviteForm { email: email.trim(), role: &role, ends: &ends, fault: None };
    let Ok(email) = form.email.parse() else { return again(visit, form, InviteFault::Email).await };
    let Ok(role) = form.role.parse::<Role>() else {
        return again(visit, form, InviteFault::Role).await;
    };
    let language = match visit.language {
        StaffLanguage::En => MailLanguage::En,
        StaffLanguage::Sv => MailLanguage::Sv,
    };
    let grants = Grants::from(Grant { role, scope: Scope::Tenant });
    let until = after(visit, form.ends)?;
    match visit.storage.invite_person(&InvitePerson { email, grants, language, until }).await {
        Ok(_) => visit.to("/zone/people?invited"),
        Err(problem) => {
            let fault = fault(&problem).ok_or(problem)?;
            again(visit, form, fault).await
        }
    }
}

/// When access ends that ends after so many days; nothing stands for none.
fn after(visit: &Visit<'_>, days: &str) -> Result<Option<Moment>, Problem> {
    if days.is_empty() {
        return Ok(None);
    }
    let days: u32 = days.parse().map_err(|_| Kind::BodyUnreadable)?;
    if !ACCESS_DAYS.contains(&days) {
        return Err(Problem::new(Kind::BodyUnreadable));
    }
    Ok(Some(visit.now().moved_by_seconds(i64::from(days) * DAY_SECONDS)))
}

fn is_about(problem: &Problem, field: &str) -> bool {
    problem.invalid_params().iter().any(|one| one.name == field)
}

/// What is wrong, where whoever filled the form in can mend it.
fn fault(problem: &Problem) -> Option<InviteFault> {
    let kind = problem.kind();
    if kind == Kind::NotPermitted {
        Some(InviteFault::Role)
    } else if kind != Kind::ParameterRejected {
        None
    } else if is_about(problem, "email") {
        Some(InviteFault::Already)
    } else if is_about(problem, "until") {
        Some(InviteFault::Ends)
    } else {
        Some(InviteFault::TooMany)
    }
}

async fn again(
    visit: &Visit<'_>,
    form: InviteForm<'_>,
    fault: InviteFault,
) -> Result<Response<Bytes>, Problem> {
    let form = InviteForm { fault: Some(fault), ..form };
    let answer = visit.page(page(visit, Stretch::default(), form, None).await?)?;
    Ok(with_status(answer, StatusCode::UNPROCESSABLE_ENTITY))
}

pub(crate) async fn withdraw(
    visit: &Visit<'_>,
    invitation: &InvitationId,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    visit.storage.withdraw_invitation(invitation).await?;
    visit.to("/zone/people?withdrawn")
}

/// Somebody, by their name.
async fn find(visit: &Visit<'_>, user: &UserId) -> Result<PersonItem, Problem> {
    // The list is in the order of names: the one after what stands just before it is theirs.
    let mut stretch = Stretch { limit: "500".parse().unwrap_or_default(), cursor: None };
    loop {
        let people = visit.storage.list_people(stretch.clone()).await?;
        if let Some(found) = people.items.into_iter().find(|item| item.user == *user) {
            return Ok(found);
        }
        stretch.cursor = Some(people.next.ok_or(Kind::NotFound)?);
    }
}

pub(crate) async fn person(visit: &Visit<'_>, user: &UserId) -> Result<Response<Bytes>, Problem> {
    visit.page(person_page(visit, user, None).await?)
}

async fn person_page(
    visit: &Visit<'_>,
    user: &UserId,
    fault: Option<PersonFault>,
) -> Result<String, Problem> {
    let item = find(visit, user).await?;
    let moments = Moments::of(&item);
    let (styles, roles) = (Visit::styles(), visit.roles());
    let row = row(visit, &item, &moments);
    Ok(page::person_page(&visit.view(&styles, None), &row, (&roles, fault)))
}

pub(crate) async fn set_role(
    visit: &Visit<'_>,
    user: &UserId,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, [role, ends]) = own_fields(request, ["role", "ends"])?;
    let role: Role = role.parse().map_err(|_| Kind::BodyUnreadable)?;
    let grants = Grants::from(Grant { role, scope: Scope::Tenant });
    let until = match ends.as_str() {
        "keep" => find(visit, user).await?.until,
        days => after(visit, days)?,
    };
    match visit.storage.set_grants(user, &SetGrants { grants, until }).await {
        Ok(()) => visit.to("/zone/people?changed"),
        Err(problem) => unchanged(visit, user, problem).await,
    }
}

/// What is done with somebody.
#[derive(Clone, Copy)]
pub(crate) enum Change {
    Suspend,
    Restore,
    Remove,
}

pub(crate) async fn change(
    visit: &Visit<'_>,
    user: &UserId,
    change: Change,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (_, []) = own_fields(request, [])?;
    let (changed, onward) = match change {
        Change::Suspend => (visit.storage.suspend_person(user).await, "/zone/people?suspended"),
        Change::Restore => (visit.storage.restore_person(user).await, "/zone/people?restored"),
        Change::Remove => (visit.storage.remove_person(user).await, "/zone/people?removed"),
    };
    match changed {
        Ok(()) => visit.to(onward),
        Err(problem) => unchanged(visit, user, problem).await,
    }
}

/// Somebody's page with why nothing was changed, if that can be said there.
async fn unchanged(
    visit: &Visit<'_>,
    user: &UserId,
    problem: Problem,
) -> Result<Response<Bytes>, Problem> {
    let kind = problem.kind();
    let (fault, status) = if kind == Kind::LastOwner {
        (PersonFault::LastOwner, kind.status())
    } else if kind == Kind::NotPermitted {
        (PersonFault::OwnersOnly, kind.status())
    } else if kind == Kind::ParameterRejected && is_about(&problem, "until") {
        (PersonFault::Ends, StatusCode::UNPROCESSABLE_ENTITY)
    } else {
        return Err(problem);
    };
    let answer = visit.page(person_page(visit, user, Some(fault)).await?)?;
    Ok(with_status(answer, status))
}

pub(crate) async fn ask_remove(
    visit: &Visit<'_>,
    user: &UserId,
) -> Result<Response<Bytes>, Problem> {
    let item = find(visit, user).await?;
    let styles = Visit::styles();
    let moments = Moments::of(&item);
    let row = row(visit, &item, &moments);
    visit.page(page::remove_person_page(&visit.view(&styles, None), &row))
}
