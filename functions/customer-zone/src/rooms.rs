//! The rooms: what each route comes to for somebody who is signed in.

mod audit;
mod contact_form;
mod contact_import;
mod contacts;
mod keys;
mod people;
mod provider;
mod security;

use bytes::Bytes;
use host::Host;
use http::{Request, Response};
use problem::Problem;
use room::{Entered, enter};

use self::people::Change;
use crate::Settings;
use crate::route::Inside;
use crate::visit::Visit;

/// Answers whoever is signed in; others are sent to sign in.
pub(crate) async fn answer(
    host: &Host,
    settings: &Settings,
    inside: Inside,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, body) = request.into_parts();
    let entered = enter(host, &settings.room, (parts.uri.path(), &parts.headers)).await?;
    let visit = match entered {
        Entered::In(visit) => Visit::new(settings, *visit),
        Entered::Out(answer) => return Ok(answer),
    };
    let request = Request::from_parts(parts.clone(), body);
    let query = parts.uri.query();
    match inside {
        Inside::Home => visit.room.page(page::home_page(&visit.view(None))),
        Inside::Keys => keys::show(&visit, query).await,
        Inside::MakeKey => keys::make(&visit, request).await,
        Inside::AskEndKey(key) => keys::ask_end(&visit, &key),
        Inside::EndKey(key) => keys::end(&visit, &key, request).await,
        Inside::Contacts(route) => contacts::answer(&visit, route, request).await,
        Inside::People => people::show(&visit, query).await,
        Inside::Invite => people::invite(&visit, request).await,
        Inside::Withdraw(invitation) => people::withdraw(&visit, &invitation, request).await,
        Inside::Person(user) => people::person(&visit, &user).await,
        Inside::SetRole(user) => people::set_role(&visit, &user, request).await,
        Inside::Suspend(user) => people::change(&visit, &user, Change::Suspend, request).await,
        Inside::Restore(user) => people::change(&visit, &user, Change::Restore, request).await,
        Inside::AskRemove(user) => people::ask_remove(&visit, &user).await,
        Inside::Remove(user) => people::change(&visit, &user, Change::Remove, request).await,
        Inside::Security => security::show(&visit, query).await,
        Inside::SetSecurity => security::set(&visit, request).await,
        Inside::SetProvider => provider::set(&visit, request).await,
        Inside::AskRemoveProvider => provider::ask_remove(&visit),
        Inside::RemoveProvider => provider::remove(&visit, request).await,
        Inside::Audit => audit::show(&visit, query).await,
        Inside::VerifyAudit => audit::verify(&visit, query).await,
    }
}
