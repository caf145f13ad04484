//! The courier as a function.

use bytes::Bytes;
use host::{Function, Host, Rule, SettingError, json, with_status};
use http::{Method, Request, Response, StatusCode};
use problem::{Kind, Problem};

use crate::world::Outside;
use crate::{Settings, called, returned, round, texted};

/// The courier.
pub struct Courier;

/// The courier's routes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Route {
    /// `POST /courier/tick`: it is time to look for mail.
    Tick,
    /// `POST /courier/returned`: what became of mails that were sent.
    Returned,
    /// `POST /courier/texts/{message}/{tag}`: what became of a text message.
    Texted,
    /// `POST /courier/calls/{token}`: what was pressed in a call, or how it ended.
    Called,
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
            (&Method::POST, "/courier/returned") => Ok(Route::Returned),
            (_, "/courier/tick" | "/courier/returned") => Err(Kind::MethodNotAllowed),
            (method, path) if path.starts_with(texted::PATH) => match *method {
                Method::POST => Ok(Route::Texted),
                _ => Err(Kind::MethodNotAllowed),
            },
            (method, path) if path.starts_with(called::PATH) => match *method {
                Method::POST => Ok(Route::Called),
                _ => Err(Kind::MethodNotAllowed),
            },
            _ => Err(Kind::NotFound),
        }
    }

    fn rule(route: &Route) -> Rule {
        match route {
            Route::Tick => Rule { name: "tick", max_body_bytes: 0 },
            Route::Returned => Rule { name: "returned", max_body_bytes: returned::MAX_BYTES },
            Route::Texted => Rule { name: "texts", max_body_bytes: texted::MAX_BYTES },
            Route::Called => Rule { name: "calls", max_body_bytes: called::MAX_BYTES },
        }
    }

    async fn handle(
        host: &Host,
        settings: &Settings,
        route: Route,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        let (parts, body) = request.into_parts();
        let mut world = Outside::new(host, settings);
        match route {
            Route::Tick => {
                settings
                    .timer
                    .verify_request(&parts, &body, host.now().seconds())
                    .map_err(|error| Problem::new(Kind::SignatureRefused).with_cause(error))?;
                let round = round::run(&mut world, settings).await;
                world.leave();
                Ok(json(&round?))
            }
            Route::Returned => Ok(json(&returned::take(&world, settings, &parts, &body).await?)),
            Route::Texted => {
                texted::take(&world, settings, &parts, &body).await?;
                Ok(with_status(Response::default(), StatusCode::NO_CONTENT))
            }
            Route::Called => match called::take(&world, settings, &parts, &body).await? {
                Some(action) => Ok(json(&action)),
                None => Ok(with_status(Response::default(), StatusCode::NO_CONTENT)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        for (method, path, want) in [
            (Method::POST, "/courier/tick", Ok(Route::Tick)),
            (Method::GET, "/courier/tick", Err(Kind::MethodNotAllowed)),
            (Method::POST, "/courier/returned", Ok(Route::Returned)),
            (Method::GET, "/courier/returned", Err(Kind::MethodNotAllowed)),
            (Method::POST, "/courier/returned/", Err(Kind::NotFound)),
            (Method::POST, "/courier/texts/a/b", Ok(Route::Texted)),
            (Method::GET, "/courier/texts/a/b", Err(Kind::MethodNotAllowed)),
            (Method::POST, "/courier/calls/a", Ok(Route::Called)),
            (Method::GET, "/courier/calls/a", Err(Kind::MethodNotAllowed)),
            (Method::POST, "/courier", Err(Kind::NotFound)),
        ] {
            assert_eq!(Courier::route(&method, path), want, "{method} {path}");
        }
        assert_eq!(Courier::rule(&Route::Tick).max_body_bytes, 0);
        assert_eq!(Courier::rule(&Route::Returned).max_body_bytes, 64 << 10);
        assert_eq!(Courier::rule(&Route::Texted).max_body_bytes, 4 << 10);
        assert_eq!(Courier::rule(&Route::Called).max_body_bytes, 4 << 10);
    }
}
