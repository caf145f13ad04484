//! Why Cancel as a function.

use app::App;
use app_room::{AppRoom, FlowPages, Offers, Settings};
use bytes::Bytes;
use credential::Audience;
use host::{Function, Host, Rule, SettingError};
use http::request::Parts;
use http::{Method, Request, Response};
use page::{AppPlace, Place, ReportPart};
use problem::{Kind, Problem};
use room::{Keys, Room};

use crate::route::{FLOW, FLOWS, Route};
use crate::{flow, subscription};

/// Why Cancel.
pub struct WhyCancel;

/// What is its own.
pub(crate) static OWN: AppRoom = AppRoom {
    app: App::WHY_CANCEL,
    place: AppPlace::WhyCancel,
    room: Room {
        place: Place::App(AppPlace::WhyCancel),
        audience: Audience::WhyCancel,
        function: credential::Function::WhyCancel,
        session_cookie: "__Host-nordsvar_why_cancel",
        way_cookie: "__Host-nordsvar_why_cancel_way",
        keys: Keys {
            function: "why_cancel_key",
            session: "session_why_cancel_keys",
            hand_over: "hand_over_why_cancel_keys",
        },
    },
    events: "/api/v1/apps/why-cancel/events",
    offers: Some(Offers { member: flow::SETUP, read: flow::lines }),
    flows: Some(FlowPages::new(flow::count)),
    webhooks: None,
    url: "why_cancel_url",
    read: subscription::read,
    about: letter::Occasion::of_subscription,
    rows: &subscription::ROWS,
    example: subscription::example,
    figures: &[],
    parts: &[ReportPart::Plan, ReportPart::CameBack],
    own: None,
    look: None,
    badge: None,
};

impl Function for WhyCancel {
    const NAME: &'static str = "why-cancel";
    const INTERNAL: bool = false;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        Settings::read(host, &OWN).await
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
        let own = (&OWN, settings);
        match route {
            Route::Room(route) => app_room::answer(host, own, route, request).await,
            Route::Start => flow::start(host, own, &request).await,
            Route::Read(id) => flow::read(host, own, &id, &request).await,
            Route::Show(token) => flow::show(host, settings, &token, &request).await,
            Route::Act(token) => flow::act(host, settings, &token, request).await,
            Route::Script => Ok(flow::script()),
        }
    }

    fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
        let path = request.uri.path();
        if path.starts_with(FLOWS) {
            return app_room::told_to_programs(problem, request_id);
        }
        if path.starts_with(FLOW) {
            return flow::failed((request.uri.query(), &request.headers), problem);
        }
        app_room::failure(&OWN, problem, request, request_id)
    }
}
