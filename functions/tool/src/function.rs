//! The Survey Tool as a function.

use bytes::Bytes;
use contract::SiteUrl;
use credential::Audience;
use host::{Function, Host, Rule, SettingError, parsed};
use http::request::Parts;
use http::{Method, Request, Response};
use page::Place;
use problem::{Kind, Problem};
use room::{Entered, Keys, Room, enter};

use crate::route::{Inside, OfSurvey, Route};
use crate::visit::Visit;
use crate::{aside, edit, export, responses, surveys};

/// The Survey Tool.
pub struct Tool;

/// What it is among the rooms for staff.
static ROOM: Room = Room {
    place: Place::Tool,
    audience: Audience::Tool,
    function: credential::Function::Tool,
    session_cookie: "__Host-nordsvar_tool",
    way_cookie: "__Host-nordsvar_tool_way",
    keys: Keys {
        function: "tool_key",
        session: "session_tool_keys",
        hand_over: "hand_over_tool_keys",
    },
};

/// Its zone and keys, where the Customer Zone is, and where respondents answer.
#[derive(Debug)]
pub struct Settings {
    pub(crate) room: room::Settings,
    pub(crate) zone: SiteUrl,
    pub(crate) submit: SiteUrl,
}

impl Function for Tool {
    const NAME: &'static str = "tool";
    const INTERNAL: bool = false;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        Ok(Settings {
            room: room::Settings::read(host, &ROOM).await?,
            zone: parsed(host, "zone_url").await?,
            submit: parsed(host, "submit_url").await?,
        })
    }

    fn route(method: &Method, path: &str) -> Result<Route, Kind> {
        Route::read(method, path)
    }

    fn rule(route: &Route) -> Rule {
        route.rule()
    }

    async fn handle(
        host: &Host,
        settings: &Settings,
        route: Route,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        match route {
            Route::File(file) => Ok(room::file(file)),
            Route::ComeIn => room::come_in(host, &settings.room, request),
            Route::SignOut => room::sign_out(&settings.room, request),
            Route::Inside(inside) => answer(host, settings, inside, request).await,
        }
    }

    fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
        room::failure(ROOM.place, problem, request, request_id)
    }
}

/// Answers whoever is signed in; others are sent to sign in.
async fn answer(
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
        Inside::Surveys => surveys::list(&visit, query).await,
        Inside::AskMake => edit::ask_make(&visit),
        Inside::Make => edit::make(&visit, request).await,
        Inside::Of(survey, what) => match what {
            OfSurvey::Show => surveys::show(&visit, &survey, query).await,
            OfSurvey::AskReplace => edit::ask_replace(&visit, &survey).await,
            OfSurvey::Replace => edit::replace(&visit, &survey, request).await,
            OfSurvey::Download => surveys::download(&visit, &survey).await,
            OfSurvey::Publish => surveys::publish(&visit, &survey, request).await,
            OfSurvey::AskClose => surveys::ask_close(&visit, &survey).await,
            OfSurvey::Close => surveys::close(&visit, &survey, request).await,
            OfSurvey::Responses => responses::list(&visit, &survey, query).await,
            OfSurvey::Export => export::csv(&visit, &survey, query).await,
            OfSurvey::Response(response) => {
                responses::one(&visit, &survey, (response, query)).await
            }
            OfSurvey::SetAside(response) => aside::set(&visit, (&survey, response), request).await,
            OfSurvey::CountAgain(response) => {
                aside::count_again(&visit, (&survey, response), request).await
            }
            OfSurvey::File(response) => responses::file(&visit, &survey, response, query).await,
        },
    }
}
