//! Assets as a function.

use bytes::Bytes;
use host::{Function, Host, Rule, SettingError, file, offer_to_all_sites};
use http::{Method, Request, Response};
use page::Asset;
use problem::{Kind, Problem};

/// The assets function.
pub struct Assets;

/// `GET /widget.js`, `GET /assets/..`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Route(Asset);

impl Function for Assets {
    const NAME: &'static str = "assets";
    const INTERNAL: bool = false;

    type Settings = ();
    type Route = Route;

    async fn settings(_: &Host) -> Result<(), SettingError> {
        Ok(())
    }

    fn route(method: &Method, path: &str) -> Result<Route, Kind> {
        let asset = Asset::at(path).ok_or(Kind::NotFound)?;
        if *method == Method::GET { Ok(Route(asset)) } else { Err(Kind::MethodNotAllowed) }
    }

    fn rule(_: &Route) -> Rule {
        Rule { name: "asset", max_body_bytes: 0 }
    }

    async fn handle(
        _: &Host,
        (): &(),
        Route(asset): Route,
        _: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        let content = Bytes::from_static(asset.bytes());
        let mut response = file(content, asset.media_type(), asset.cache_control());
        offer_to_all_sites(&mut response);
        Ok(response)
    }
}
