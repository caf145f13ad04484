//! Identity as a function.

use bytes::Bytes;
use contract::{Caller, SiteUrl, StorageClient, StorageUrl};
use credential::{KeyRing, TenantId};
use host::{Function, Host, Rule, SettingError, key_ring, parsed, see_other};
use http::request::Parts;
use http::{Method, Request, Response};
use openid::Called;
use problem::{Kind, Problem};

use crate::{back, begin, pages};

/// The identity function.
pub struct Identity;

/// Its keys, and where others are.
#[derive(Debug)]
pub struct Settings {
    pub(crate) storage: StorageUrl,
    pub(crate) keys: KeyRing,
    pub(crate) state_keys: KeyRing,
    /// Where browsers find this function.
    pub(crate) own: SiteUrl,
    /// Where people sign in.
    pub(crate) login: SiteUrl,
    /// Which providers may be called.
    pub(crate) called: Called,
}

impl Settings {
    /// Storage, for nobody who is signed in.
    pub(crate) fn storage<'a>(&'a self, host: &'a Host) -> StorageClient<'a, Host> {
        let caller = Caller {
            function: credential::Function::Identity,
            keys: &self.keys,
            now: host.now(),
            request_id: host.request_id(),
            credential: None,
        };
        StorageClient::new(host, &self.storage, caller).seen_from(host.client_address())
    }

    /// Where a provider sends browsers back to.
    pub(crate) fn redirect_uri(&self) -> String {
        format!("{}/identity/back", self.own.as_str())
    }
}

/// Its routes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// `GET /identity/assets/..`: the pages' style.
    Style,
    /// `GET /identity/begin/{tenant}`: to the tenant's provider.
    Begin(TenantId),
    /// `GET /identity/back`: from there.
    Back,
    /// `GET /identity/organisation` and `GET /identity/login`: to login, to start again or to sign in another way.
    Leave(&'static str),
}

impl Function for Identity {
    const NAME: &'static str = "identity";
    const INTERNAL: bool = false;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        let granted = host.setting("identity_providers").await.unwrap_or_default();
        Ok(Settings {
            storage: parsed(host, "storage_url").await?,
            keys: key_ring(host, "identity_key").await?,
            state_keys: key_ring(host, "identity_state_keys").await?,
            own: parsed(host, "identity_url").await?,
            login: parsed(host, "login_url").await?,
            called: Called::granted(&granted),
        })
    }

    fn route(method: &Method, path: &str) -> Result<Route, Kind> {
        let rest = path.strip_prefix("/identity/").ok_or(Kind::NotFound)?;
        let route = match rest.split_once('/') {
            None if rest == "back" => Route::Back,
            None if rest == "organisation" => Route::Leave("/login/organisation"),
            None if rest == "login" => Route::Leave("/login"),
            Some(("begin", tenant)) => Route::Begin(tenant.parse().map_err(|_| Kind::NotFound)?),
            _ if pages::is_style(path) => Route::Style,
            _ => return Err(Kind::NotFound),
        };
        if *method == Method::GET { Ok(route) } else { Err(Kind::MethodNotAllowed) }
    }

    fn rule(route: &Route) -> Rule {
        let name = match route {
            Route::Style => "style",
            Route::Begin(_) => "begin",
            Route::Back => "back",
            Route::Leave(_) => "leave",
        };
        Rule { name, max_body_bytes: 0 }
    }

    async fn handle(
        host: &Host,
        settings: &Settings,
        route: Route,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        match route {
            Route::Style => Ok(pages::style()),
            Route::Begin(tenant) => begin::answer(host, settings, &tenant, &request).await,
            Route::Back => back::answer(host, settings, &request).await,
            Route::Leave(path) => see_other(&format!("{}{path}", settings.login.as_str())),
        }
    }

    fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
        pages::failure(problem, request, request_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes() {
        let acme: TenantId = "acme".parse().unwrap();
        for (method, path, want) in [
            (Method::GET, "/identity/begin/acme", Ok(Route::Begin(acme))),
            (Method::GET, "/identity/back", Ok(Route::Back)),
            (Method::GET, "/identity/organisation", Ok(Route::Leave("/login/organisation"))),
            (Method::GET, "/identity/login", Ok(Route::Leave("/login"))),
            (Method::POST, "/identity/back", Err(Kind::MethodNotAllowed)),
            (Method::GET, "/identity/begin/", Err(Kind::NotFound)),
            (Method::GET, "/identity/begin/Acme", Err(Kind::NotFound)),
            (Method::GET, "/identity/begin/acme/x", Err(Kind::NotFound)),
            (Method::GET, "/identity/assets/none.css", Err(Kind::NotFound)),
            (Method::GET, "/identity", Err(Kind::NotFound)),
            (Method::GET, "/identities/back", Err(Kind::NotFound)),
        ] {
            assert_eq!(Identity::route(&method, path), want, "{method} {path}");
        }
    }
}
