//! What each route comes to.

use bytes::Bytes;
use host::Host;
use http::header::{HeaderValue, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{Request, Response, StatusCode};
use page::{AppAboutPage, Place};
use problem::Problem;
use room::{Entered, enter};

use crate::route::{Inside, OfInstance, Route};
use crate::visit::Visit;
use crate::{
    AppRoom, Settings, alert_rules, alerts, asked, badge, benchmarks, erase, events, flows, hooks,
    instance, letters, make, offers, orders, report, rows, setup,
};

/// Answers a request.
///
/// # Errors
///
/// What [`failure`] tells.
pub async fn answer(
    host: &Host,
    (own, settings): (&'static AppRoom, &Settings),
    route: Route,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    match route {
        Route::File(file) => Ok(room::file(file)),
        Route::ComeIn => room::come_in(host, &settings.room, request),
        Route::SignOut => room::sign_out(&settings.room, request),
        Route::Events => events::take(host, (own, settings), &request).await,
        Route::Webhook(platform, hook) => {
            events::take_hooked(host, (own, settings), (platform, &hook), &request).await
        }
        Route::Home => home(host, (own, settings), &request).await,
        Route::BadgeScript => Ok(badge::script()),
        Route::Badge(id, form) => badge::show(host, settings, (&id, form), &request).await,
        Route::Inside(inside) => within(host, (own, settings), inside, request).await,
    }
}

/// What went wrong: for programs as a problem, for people as a page.
#[must_use]
pub fn failure(
    own: &AppRoom,
    problem: &Problem,
    request: &Parts,
    request_id: &str,
) -> Response<Bytes> {
    let path = request.uri.path();
    let rest = path.strip_prefix(own.place.home()).unwrap_or_default();
    let is_for_programs =
        path == own.events || own.webhooks.is_some_and(|(at, _)| path.starts_with(at));
    if !is_for_programs && !rest.starts_with("/badge/") {
        return room::failure(Place::App(own.place), problem, request, request_id);
    }
    told_to_programs(problem, request_id)
}

/// What went wrong, as programs are told it.
#[must_use]
pub fn told_to_programs(problem: &Problem, request_id: &str) -> Response<Bytes> {
    let mut response = problem.response(request_id);
    if response.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// `GET {home}`: the instances, and for whoever is not signed in what the app is.
async fn home(
    host: &Host,
    (own, settings): (&'static AppRoom, &Settings),
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let headers = request.headers();
    match enter(host, &settings.room, (request.uri().path(), headers)).await? {
        Entered::In(visit) => {
            instance::list(&Visit::new((own, settings), *visit), request.uri().query()).await
        }
        Entered::Out(_) => {
            let (style, _) = room::styles(Place::App(own.place));
            Ok(room::plain(page::app_about_page(&AppAboutPage {
                place: own.place,
                language: room::language(headers),
                style: &style,
                enter: &format!("{}/instances", own.place.home()),
            })))
        }
    }
}

/// Answers whoever is signed in; others are sent to sign in.
async fn within(
    host: &Host,
    (own, settings): (&'static AppRoom, &Settings),
    inside: Inside,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, body) = request.into_parts();
    let entered = enter(host, &settings.room, (parts.uri.path(), &parts.headers)).await?;
    let visit = match entered {
        Entered::In(visit) => Visit::new((own, settings), *visit),
        Entered::Out(answer) => return Ok(answer),
    };
    let request = Request::from_parts(parts.clone(), body);
    let query = parts.uri.query();
    match inside {
        Inside::Instances => instance::list(&visit, query).await,
        Inside::AskMake => make::ask(&visit),
        Inside::Make => make::make(&visit, request).await,
        Inside::AskErase => erase::ask(&visit, query),
        Inside::Erase => erase::erase(&visit, request).await,
        Inside::Benchmarks => benchmarks::show(&visit, query).await,
        Inside::ShareFigures(shared) => benchmarks::share(&visit, shared, request).await,
        Inside::Of(name, what) => match what {
            OfInstance::Show => instance::show(&visit, &name, query).await,
            OfInstance::Pause => instance::set_paused(&visit, &name, true, request).await,
            OfInstance::Resume => instance::set_paused(&visit, &name, false, request).await,
            OfInstance::Settings => setup::show(&visit, &name, query).await,
            OfInstance::SetSettings => setup::set(&visit, &name, request).await,
            OfInstance::SetJson => setup::set_json(&visit, &name, request).await,
            OfInstance::Letters => letters::show(&visit, &name, query).await,
            OfInstance::SetLetters => letters::set(&visit, &name, request).await,
            OfInstance::RemoveLetters => letters::remove(&visit, &name, request).await,
            OfInstance::Preview => letters::preview(&visit, &name, query).await,
            OfInstance::TryLetters => letters::send_trial(&visit, &name, request).await,
            OfInstance::Calls => letters::show_calls(&visit, &name, query).await,
            OfInstance::SetCalls => letters::set_calls(&visit, &name, request).await,
            OfInstance::RemoveCalls => letters::remove_calls(&visit, &name, request).await,
            OfInstance::Hooks => hooks::show(&visit, &name, query).await,
            OfInstance::SetHook(platform) => hooks::set(&visit, &name, platform, request).await,
            OfInstance::RemoveHook(platform) => {
                hooks::remove(&visit, &name, platform, request).await
            }
            OfInstance::AskRows => rows::ask(&visit, &name).await,
            OfInstance::ReadRows => rows::read(&visit, &name, request).await,
            OfInstance::PlanRows => rows::plan(&visit, &name, request).await,
            OfInstance::Offers => offers::show(&visit, &name, query).await,
            OfInstance::SetOffers => offers::set(&visit, &name, request).await,
            OfInstance::Flows(page) => flows::answer(&visit, &name, (page, query)).await,
            OfInstance::Invitations => asked::list(&visit, &name).await,
            OfInstance::Search => asked::search(&visit, &name, request).await,
            OfInstance::Invitation(id) => asked::show(&visit, (&name, &id), query).await,
            OfInstance::SendNow(id) => {
                asked::act(&visit, (&name, &id), page::AskedStep::SendNow, request).await
            }
            OfInstance::Resend(id) => {
                asked::act(&visit, (&name, &id), page::AskedStep::Resend, request).await
            }
            OfInstance::AskCancel(id) => asked::ask_cancel(&visit, (&name, &id)).await,
            OfInstance::Cancel(id) => {
                asked::act(&visit, (&name, &id), page::AskedStep::Cancel, request).await
            }
            OfInstance::AskBadge => badge::ask(&visit, &name, query).await,
            OfInstance::SetBadge => badge::set(&visit, &name, request).await,
            OfInstance::Comments => badge::comments(&visit, &name, query).await,
            OfInstance::Decide => badge::decide(&visit, &name, request).await,
            OfInstance::Report => report::show(&visit, &name, query).await,
            OfInstance::ExportReport => report::export(&visit, &name, query).await,
            OfInstance::Orders => orders::list(&visit, &name, query).await,
            OfInstance::Order(id) => orders::show(&visit, (&name, &id)).await,
            OfInstance::Alerts => alerts::list(&visit, &name, query).await,
            OfInstance::Alert(id) => alerts::show(&visit, (&name, &id), query).await,
            OfInstance::ActOnAlert(id, step) => {
                alerts::act(&visit, (&name, &id), step, request).await
            }
            OfInstance::AlertRules => alert_rules::show(&visit, &name, query).await,
            OfInstance::SetAlertRules => alert_rules::set(&visit, &name, request).await,
        },
    }
}
