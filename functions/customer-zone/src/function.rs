//! The Customer Zone as a function.

use bytes::Bytes;
use contract::{SiteUrl, StorageUrl};
use credential::{KeyRing, ZoneId};
use host::{Function, Host, Rule, SettingError, key_ring, parsed};
use http::request::Parts;
use http::{Method, Request, Response};
use problem::{Kind, Problem};

use crate::route::Route;
use crate::{pages, rooms, session};

/// The Customer Zone.
pub struct CustomerZone;

/// Its zone and keys, and where login is.
#[derive(Debug)]
pub struct Settings {
    pub(crate) zone: ZoneId,
    pub(crate) session_keys: KeyRing,
    pub(crate) hand_over_keys: KeyRing,
    pub(crate) storage: StorageUrl,
    pub(crate) keys: KeyRing,
    pub(crate) login: SiteUrl,
    pub(crate) identity: SiteUrl,
}

impl Function for CustomerZone {
    const NAME: &'static str = "customer-zone";
    const INTERNAL: bool = false;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        Ok(Settings {
            zone: parsed(host, "zone").await?,
            session_keys: key_ring(host, "session_zone_keys").await?,
            hand_over_keys: key_ring(host, "hand_over_zone_keys").await?,
            storage: parsed(host, "storage_url").await?,
            keys: key_ring(host, "customer_zone_key").await?,
            login: parsed(host, "login_url").await?,
            identity: parsed(host, "identity_url").await?,
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
            Route::File(file) => Ok(pages::file(file)),
            Route::ComeIn => session::come_in(host, settings, request),
            Route::SignOut => session::sign_out(settings, request),
            Route::Inside(inside) => rooms::answer(host, settings, inside, request).await,
        }
    }

    fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
        pages::failure(problem, request, request_id)
    }
}
