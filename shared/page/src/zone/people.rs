//! People and invitations.

use maud::{Markup, html};

use super::keys::roles;
use super::{Room, ZonePage, ZoneView};
use crate::account::to_the_minute;
use crate::frame::{Confirm, Input, Table, confirm, input, moment, table};
use crate::words::PeopleTexts;

/// After how many days access may end.
pub const ACCESS_DAYS: [u32; 4] = [1, 7, 30, 365];

/// What [`people_page`] shows.
#[derive(Clone, Copy, Debug)]
pub struct PeoplePage<'a> {
    /// A stretch of the people.
    pub people: &'a [PersonRow<'a>],
    /// Where more of them are.
    pub more: Option<&'a str>,
    /// The open invitations.
    pub invitations: &'a [InvitationRow<'a>],
    /// Which roles whoever is there may give, by their names.
    pub roles: &'a [&'a str],
    /// What was typed before, and what is wrong with it.
    pub form: InviteForm<'a>,
}

/// Somebody.
#[derive(Clone, Copy, Debug)]
pub struct PersonRow<'a> {
    /// Their name.
    pub user: &'a str,
    /// How they sign in.
    pub email: &'a str,
    /// The name of their role, if they have one for the whole organisation and no other.
    pub role: Option<&'a str>,
    /// Whether they have a second factor.
    pub has_factor: bool,
    /// When they signed in last: RFC 3339, in UTC.
    pub signed_in: Option<&'a str>,
    /// Whether they are let in.
    pub access: PersonAccess<'a>,
    /// Whether it is whoever looks.
    pub is_reader: bool,
}

/// Whether somebody is let in; moments are RFC 3339, in UTC.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PersonAccess<'a> {
    /// They are.
    Lasting,
    /// They are, until then.
    Until(&'a str),
    /// They were, until then.
    Ended(&'a str),
    /// They are not, until somebody lets them in again.
    Suspended,
}

/// An invitation.
#[derive(Clone, Copy, Debug)]
pub struct InvitationRow<'a> {
    /// Its name.
    pub id: &'a str,
    /// Who is invited.
    pub email: &'a str,
    /// The name of their role.
    pub role: Option<&'a str>,
    /// Until when it can be taken up: RFC 3339, in UTC.
    pub open_until: &'a str,
    /// Until when they are let in then, if not for good: RFC 3339, in UTC.
    pub access_until: Option<&'a str>,
}

/// What was typed to invite somebody.
#[derive(Clone, Copy, Debug)]
pub struct InviteForm<'a> {
    /// Whom.
    pub email: &'a str,
    /// The role.
    pub role: &'a str,
    /// After how many days their access ends; nothing if it does not.
    pub ends: &'a str,
    /// What is wrong.
    pub fault: Option<InviteFault>,
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum InviteFault {
    /// It is no address.
    Email,
    /// It is that of one of the people.
    Already,
    /// Whoever invites may not give this role.
    Role,
    /// Their access may not end then.
    Ends,
    /// There are too many.
    TooMany,
}

/// Why somebody's account was not changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PersonFault {
    /// No owner would be left.
    LastOwner,
    /// Only an owner may.
    OwnersOnly,
    /// Their access may not end then.
    Ends,
}

/// The people, who is invited, and a form to invite. It posts `email` and `role`.
#[must_use]
pub fn people_page(view: &ZoneView<'_>, page: &PeoplePage<'_>) -> String {
    let texts = &view.language.texts().zone.people;
    let people: Vec<_> = page.people.iter().map(|person| row(view, person)).collect();
    let invited: Vec<_> = page.invitations.iter().map(|one| invited(view, one)).collect();
    let content = html! {
        p.lead { (texts.lead) }
        (table(&Table {
            id: "people",
            caption: texts.caption,
            headers: &texts.headers,
            rows: &people,
            empty: texts.none,
            next: page.more.map(|more| (more, texts.more)),
        }))
        (table(&Table {
            id: "invitations",
            caption: texts.invited,
            headers: &texts.invited_headers,
            rows: &invited,
            empty: texts.nobody_invited,
            next: None,
        }))
        (form(view, page))
    };
    view.around(ZonePage { room: Room::People, title: texts.title }, &content)
}

fn row(view: &ZoneView<'_>, person: &PersonRow<'_>) -> Vec<Markup> {
    let staff = view.language.texts();
    let texts = &staff.zone.people;
    let role = person.role.map_or(texts.several, |role| staff.zone.roles.name(role));
    vec![
        html! {
            (person.email)
            @if person.is_reader { " " span.mark { (texts.reader) } }
            (access(texts, person.access))
        },
        html! { (role) },
        html! { @if person.has_factor { (texts.has_factor) } @else { (texts.no_factor) } },
        person.signed_in.map_or_else(|| html! { (texts.never) }, moment),
        html! {
            @if !person.is_reader {
                a href=(format!("/zone/people/{}", person.user))
                    aria-label=(format!("{}: {}", texts.change, person.email)) { (texts.change) }
            }
        },
    ]
}

fn access(texts: &PeopleTexts, access: PersonAccess<'_>) -> Markup {
    html! {
        @match access {
            PersonAccess::Lasting => {}
            PersonAccess::Until(until) => {
                span.description { (texts.until) " " (moment(until)) }
            }
            PersonAccess::Ended(at) => {
                span.description { span.mark.bad { (texts.ended) } " " (moment(at)) }
            }
            PersonAccess::Suspended => { " " span.mark.bad { (texts.suspended) } }
        }
    }
}

/// When somebody's access ends: after one of the numbers of days, or not; or as it is.
fn ends(texts: &PeopleTexts, now: Option<&str>, chosen: &str) -> Markup {
    html! {
        div.field {
            label for="ends" { (texts.ends) }
            p.description #ends-help { (texts.ends_help) }
            select #ends name="ends" aria-describedby="ends-help" {
                @if let Some(now) = now {
                    option value="keep" selected { (texts.until) " " (to_the_minute(now)) }
                }
                option value="" selected[now.is_none() && chosen.is_empty()] { (texts.no_end) }
                @for days in ACCESS_DAYS {
                    option value=(days) selected[days.to_string() == chosen] {
                        (texts.after) " " (days) " " @if days == 1 { (texts.day) } @else { (texts.days) }
                    }
                }
            }
        }
    }
}

fn invited(view: &ZoneView<'_>, invitation: &InvitationRow<'_>) -> Vec<Markup> {
    let staff = view.language.texts();
    let texts = &staff.zone.people;
    let role = invitation.role.map_or(texts.several, |role| staff.zone.roles.name(role));
    vec![
        html! {
            (invitation.email)
            @if let Some(until) = invitation.access_until { (access(texts, PersonAccess::Until(until))) }
        },
        html! { (role) },
        moment(invitation.open_until),
        html! {
            form method="post" action=(format!("/zone/people/invitations/{}/withdraw", invitation.id)) {
                button.secondary type="submit"
                    aria-label=(format!("{}: {}", texts.withdraw, invitation.email)) { (texts.withdraw) }
            }
        },
    ]
}

fn form(view: &ZoneView<'_>, page: &PeoplePage<'_>) -> Markup {
    let staff = view.language.texts();
    let (texts, form) = (&staff.zone.people, &page.form);
    let of_email = match form.fault {
        Some(InviteFault::Email) => Some(texts.email_fault),
        Some(InviteFault::Already) => Some(texts.already),
        Some(InviteFault::Role | InviteFault::Ends | InviteFault::TooMany) | None => None,
    };
    let refused = match form.fault {
        Some(InviteFault::Role) => Some(texts.role_fault),
        Some(InviteFault::Ends) => Some(texts.ends_fault),
        Some(InviteFault::TooMany) => Some(texts.too_many),
        Some(InviteFault::Email | InviteFault::Already) | None => None,
    };
    let email = Input {
        name: "email",
        label: texts.email,
        kind: "email",
        value: form.email,
        autocomplete: "off",
        help: Some(texts.email_help),
        fault: of_email,
        is_required: true,
    };
    html! {
        h2 #invite { (texts.invite) }
        @if let Some(refused) = refused {
            div.notice.error role="alert" { p { (refused) } }
        }
        form.card method="post" action=(Room::People.path()) {
            (input(&email))
            (roles(&staff.zone.roles, texts.role, page.roles, form.role))
            (ends(texts, None, form.ends))
            div.actions { button type="submit" { (texts.send) } }
        }
    }
}

/// Somebody's page: what they may do, and whether they are let in. The forms post `role` to the page's own
/// address, with `ends`, and nothing to `suspend` and `restore` below it.
#[must_use]
pub fn person_page(
    view: &ZoneView<'_>,
    person: &PersonRow<'_>,
    (given, fault): (&[&str], Option<PersonFault>),
) -> String {
    let staff = view.language.texts();
    let texts = &staff.zone.people;
    let place = format!("/zone/people/{}", person.user);
    let until = match person.access {
        PersonAccess::Until(until) => Some(until),
        PersonAccess::Lasting | PersonAccess::Ended(_) | PersonAccess::Suspended => None,
    };
    let content = html! {
        @if let Some(fault) = fault {
            div.notice.error role="alert" { p { (why(texts, fault)) } }
        }
        form.card method="post" action=(place) {
            (roles(&staff.zone.roles, texts.role, given, person.role.unwrap_or_default()))
            (ends(texts, until, ""))
            div.actions { button type="submit" { (texts.save) } }
        }
        @if person.access == PersonAccess::Suspended {
            (act(&format!("{place}/restore"), texts.restore, texts.restore_help))
        } @else {
            (act(&format!("{place}/suspend"), texts.suspend, texts.suspend_help))
        }
        div.card {
            p { (texts.remove_help) }
            div.actions { a.button.secondary href=(format!("{place}/remove")) { (texts.remove) } }
        }
    };
    view.around(ZonePage { room: Room::People, title: person.email }, &content)
}

const fn why(texts: &PeopleTexts, fault: PersonFault) -> &'static str {
    match fault {
        PersonFault::LastOwner => texts.last_owner,
        PersonFault::OwnersOnly => texts.owners_only,
        PersonFault::Ends => texts.ends_fault,
    }
}

fn act(action: &str, button: &str, help: &str) -> Markup {
    html! {
        form.card method="post" action=(action) {
            p { (help) }
            div.actions { button.secondary type="submit" { (button) } }
        }
    }
}

/// Asks whether somebody is to be removed.
#[must_use]
pub fn remove_person_page(view: &ZoneView<'_>, person: &PersonRow<'_>) -> String {
    let texts = &view.language.texts().zone.people;
    let place = format!("/zone/people/{}", person.user);
    let content = confirm(&Confirm {
        text: &format!("{} {}", texts.remove_ask, person.email),
        action: &format!("{place}/remove"),
        button: texts.remove,
        back: &place,
        back_label: view.language.texts().zone.back,
    });
    view.around(ZonePage { room: Room::People, title: texts.remove_title }, &content)
}
