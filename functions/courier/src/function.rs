//! The courier as a function.

use bytes::Bytes;
use host::{Function, Host, Rule, SettingError, json};
use http::{Method, Request, Response};
use problem::{Kind, Problem};

use crate::{Settings, round};

/// The courier.
pub struct Courier;

/// The courier's routes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Route {
    /// `POST /courier/tick`: it is time to look for mail.
    Tick,
}

impl Function for Courier {
    const NAME: &'static str = "courier";
    const INTERNAL: bool = true;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        Settings::read(host).await
    }

    fn route(method: &Method, path: &str) -> Result<Route, Kind> {
        match (method, path) {
            (&Method::POST, "/courier/tick") => Ok(Route::Tick),
            (_, "/courier/tick") => Err(Kind::MethodNotAllowed),
            _ => Err(Kind::NotFound),
        }
    }

    fn rule(route: &Route) -> Rule {
        match route {
            Route::Tick => Rule { name: "tick", max_body_bytes: 0 },
        }
    }

    async fn handle(
        host: &Host,
        settings: &Settings,
        route: Route,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        match route {
            Route::Tick => {
                let (parts, body) = request.into_parts();
                settings
                    .timer
                    .verify_request(&parts, &body, host.now().seconds())
                    .map_err(|error| Problem::new(Kind::SignatureRefused).with_cause(error))?;
                Ok(json(&round::run(host, settings).await?))
            }
        }
    }
}
