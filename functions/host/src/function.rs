//! What a function says of itself.

use bytes::Bytes;
use http::request::Parts;
use http::{Method, Request, Response};
use problem::{Kind, Problem};

use crate::{Host, SettingError};

/// How a route is treated before its handler sees a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Rule {
    /// The route's name in logs. Paths are not logged: people put things in them.
    pub name: &'static str,
    /// The largest body the route takes, in bytes; 0 for none.
    pub max_body_bytes: usize,
}

/// A deployed function.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait Function {
    /// Its name in logs.
    const NAME: &'static str;

    /// Whether its callers are our own functions, whose request ids it takes over.
    const INTERNAL: bool;

    /// What it reads from its configuration, once for each instance. It may also hold what an
    /// instance may keep: keys and immutable published definitions, never a request's data.
    type Settings;

    /// A route, with what its path names.
    type Route;

    /// Reads the configuration.
    ///
    /// # Errors
    ///
    /// [`SettingError`] if something is missing or unusable; every request fails until it is
    /// mended.
    async fn settings(host: &Host) -> Result<Self::Settings, SettingError>;

    /// Which route a method and a path are.
    ///
    /// # Errors
    ///
    /// [`Kind::NotFound`] or [`Kind::MethodNotAllowed`].
    fn route(method: &Method, path: &str) -> Result<Self::Route, Kind>;

    /// How that route is treated.
    fn rule(route: &Self::Route) -> Rule;

    /// Answers a request whose body is within its bound.
    ///
    /// # Errors
    ///
    /// The [`Problem`] the client is told.
    async fn handle(
        host: &Host,
        settings: &Self::Settings,
        route: Self::Route,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem>;

    /// The answer to a request that failed; `application/problem+json` unless the function has
    /// pages for people.
    fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
        let _ = request;
        problem.response(request_id)
    }
}
