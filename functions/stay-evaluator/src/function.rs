//! Stay Evaluator as a function.

use app::App;
use app_room::{AppRoom, Figure, OwnSettings, Route, Settings};
use bytes::Bytes;
use credential::Audience;
use host::{Function, Host, Rule, SettingError};
use http::request::Parts;
use http::{Method, Request, Response};
use page::{AppPlace, FigureKind, Place};
use problem::{Kind, Problem};
use room::{Keys, Room};

use crate::stay;

/// Stay Evaluator.
pub struct StayEvaluator;

/// What is its own.
static OWN: AppRoom = AppRoom {
    app: App::StayEvaluator,
    place: AppPlace::StayEvaluator,
    room: Room {
        place: Place::App(AppPlace::StayEvaluator),
        audience: Audience::StayEvaluator,
        function: credential::Function::StayEvaluator,
        session_cookie: "__Host-nordsvar_stay_evaluator",
        way_cookie: "__Host-nordsvar_stay_evaluator_way",
        keys: Keys {
            function: "stay_evaluator_key",
            session: "session_stay_evaluator_keys",
            hand_over: "hand_over_stay_evaluator_keys",
        },
    },
    events: "/api/v1/apps/stay-evaluator/events",
    offers: None,
    flows: None,
    webhooks: None,
    url: "stay_evaluator_url",
    read: stay::read,
    vocabulary: &letter::SHOP,
    example: stay::example,
    figures: &[
        Figure { kind: FigureKind::Satisfied, question: "overall" },
        Figure { kind: FigureKind::Promoters, question: "recommend" },
    ],
    own: Some(OwnSettings {
        member: stay::RULES,
        default: stay::default_rules,
        faults: stay::faults_of_rules,
    }),
    badge: None,
};

impl Function for StayEvaluator {
    const NAME: &'static str = "stay-evaluator";
    const INTERNAL: bool = false;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        Settings::read(host, &OWN).await
    }

    fn route(method: &Method, path: &str) -> Result<Route, Kind> {
        Route::read(&OWN, method, path)
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
        app_room::answer(host, (&OWN, settings), route, request).await
    }

    fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
        app_room::failure(&OWN, problem, request, request_id)
    }
}
