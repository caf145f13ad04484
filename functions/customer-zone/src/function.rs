//! The Customer Zone as a function.

use bytes::Bytes;
use contract::SiteUrl;
use credential::Audience;
use host::{Function, Host, Rule, SettingError, parsed};
use http::request::Parts;
use http::{Method, Request, Response};
use page::Place;
use problem::{Kind, Problem};
use room::{Keys, Room};

use crate::rooms;
use crate::route::Route;

/// The Customer Zone.
pub struct CustomerZone;

/// What it is among the rooms for staff.
static ROOM: Room = Room {
    place: Place::Zone,
    audience: Audience::Zone,
    function: credential::Function::CustomerZone,
    session_cookie: "__Host-nordsvar_zone",
    way_cookie: "__Host-nordsvar_zone_way",
    keys: Keys {
        function: "customer_zone_key",
        session: "session_zone_keys",
        hand_over: "hand_over_zone_keys",
    },
};

/// Its zone and keys, and where the other rooms are.
#[derive(Debug)]
pub struct Settings {
    pub(crate) room: room::Settings,
    pub(crate) tool: SiteUrl,
    pub(crate) identity: SiteUrl,
}

impl Function for CustomerZone {
    const NAME: &'static str = "customer-zone";
    const INTERNAL: bool = false;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        let room = room::Settings::read(host, &ROOM).await?;
        let (tool, identity) =
            (parsed(host, "tool_url").await?, parsed(host, "identity_url").await?);
        Ok(Settings { room, tool, identity })
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
            Route::Inside(inside) => rooms::answer(host, settings, inside, request).await,
        }
    }

    fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
        room::failure(ROOM.place, problem, request, request_id)
    }
}
