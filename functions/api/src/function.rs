//! The API as a function.

use bytes::Bytes;
use contract::{Caller, StorageClient, StorageUrl};
use credential::{KeyRing, ZoneId};
use host::{Function, Host, Rule, SettingError, key_ring, parsed};
use http::header::{HeaderValue, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{Method, Request, Response, StatusCode};
use problem::{Kind, Problem};

use crate::access::admit;
use crate::route::Route;
use crate::{audit, contacts, responses, schema, surveys};

/// The API function.
pub struct Api;

/// The API's zone and keys.
#[derive(Debug)]
pub struct Settings {
    pub(crate) zone: ZoneId,
    pub(crate) session_keys: KeyRing,
    pub(crate) api_key_keys: KeyRing,
    storage: StorageUrl,
    keys: KeyRing,
}

impl Function for Api {
    const NAME: &'static str = "api";
    const INTERNAL: bool = false;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        Ok(Settings {
            zone: parsed(host, "zone").await?,
            session_keys: key_ring(host, "session_api_keys").await?,
            api_key_keys: key_ring(host, "api_key_keys").await?,
            storage: parsed(host, "storage_url").await?,
            keys: key_ring(host, "api_key").await?,
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
        let Some(operation) = route.operation() else { return Ok(schema::response()) };
        let token = admit(settings, (&route, operation), request.headers(), host.now())?;
        let caller = Caller {
            function: credential::Function::Api,
            keys: &settings.keys,
            now: host.now(),
            request_id: host.request_id(),
            credential: Some(token),
        };
        let storage =
            StorageClient::new(host, &settings.storage, caller).seen_from(host.client_address());
        let query = request.uri().query();
        match route {
            Route::Schema => Ok(schema::response()),
            Route::Audit => audit::list(&storage, query).await,
            Route::AuditExport => audit::export(&storage, query).await,
            Route::AuditVerify => audit::verify(&storage, query).await,
            Route::Create => surveys::create(host, &storage, &request).await,
            Route::Save(survey) => surveys::save(&storage, &survey, &request).await,
            Route::List => surveys::list(&storage, query).await,
            Route::Read(survey) => surveys::read(&storage, &survey).await,
            Route::Publish(survey) => surveys::publish(&storage, &survey).await,
            Route::Close(survey) => surveys::close(&storage, &survey).await,
            Route::Responses(survey) => responses::list(&storage, &survey, query).await,
            Route::File(survey, response, file) => {
                responses::file(&storage, &survey, (response, file)).await
            }
            Route::Contacts(route) => contacts::answer(&storage, route, &request).await,
            Route::Response(survey, response) => responses::read(&storage, &survey, response).await,
        }
    }

    fn failure(problem: &Problem, _request: &Parts, request_id: &str) -> Response<Bytes> {
        let mut response = problem.response(request_id);
        if response.status() == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
