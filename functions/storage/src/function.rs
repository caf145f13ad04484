//! Storage as a function.

use bytes::Bytes;
use contract::{ORIGIN_HEADER, Refusal, Target};
use host::{Function, Host, Rule, SettingError};
use http::{Method, Request, Response};
use problem::{Kind, Problem};
use store::{SqlStore, migrate};

use crate::Settings;
use crate::access::{Call, admit_function};
use crate::backend;
use crate::context::Context;
use crate::failure::store_failed;
use crate::routes::answer;

/// The storage function.
pub struct Storage;

impl Function for Storage {
    const NAME: &'static str = "storage";
    const INTERNAL: bool = true;

    type Settings = Settings;
    type Route = Target;

    /// Reads the keys and brings the database's schema up to date.
    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        let settings = Settings::read(host).await?;
        let not_ready = |error: store::StoreError| SettingError::NotReady(error.to_string());
        let connection = backend::prepare(host).await.map_err(not_ready)?;
        migrate(&connection).await.map_err(not_ready)?;
        Ok(settings)
    }

    fn route(method: &Method, path: &str) -> Result<Target, Kind> {
        Target::read(method, path).map_err(|refusal| match refusal {
            Refusal::Method => Kind::MethodNotAllowed,
            Refusal::Path => Kind::NotFound,
        })
    }

    fn rule(target: &Target) -> Rule {
        let operation = target.operation();
        Rule { name: operation.as_str(), max_body_bytes: operation.max_body_bytes() }
    }

    async fn handle(
        host: &Host,
        settings: &Settings,
        target: Target,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        let operation = target.operation();
        let now = host.now();
        let (function, request) = admit_function(settings, operation, request, now)?;
        // The function of one app speaks for no other.
        if let (Some(own), Some(app)) = (function.app(), target.app())
            && app.as_str() != own
        {
            let why = "This function is another app's.";
            return Err(Problem::new(Kind::NotPermitted).with_detail(why));
        }
        let store = SqlStore::new(backend::open(host).await.map_err(store_failed)?);
        let origin = request.headers().get(ORIGIN_HEADER).and_then(|value| value.to_str().ok());
        let origin = origin.and_then(|text| text.parse().ok());
        let context = Context { host, settings, store: &store, now, origin };
        let call = Call { context: &context, function, operation, request: &request };
        // What it holds while it waits is large: it is not copied about.
        Box::pin(answer(&call, target)).await
    }
}
