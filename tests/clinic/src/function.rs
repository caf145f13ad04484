//! The clinic's app as a function.

use app::{AlertDefault, App, AppEntry, Brand, Defaults, DuplicateRule, StageDefaults, When};
use app_room::{AppRoom, Figure, Route, Settings};
use bytes::Bytes;
use credential::Audience;
use host::{Function, Host, Rule, SettingError};
use http::request::Parts;
use http::{Method, Request, Response};
use page::{AppPlace, AppTexts, FigureKind, FurtherPlace, Place, PlaceTexts};
use problem::{Kind, Problem};
use room::{Keys, Room};

use crate::visit::{self, AFTER_VISIT};

/// The clinic's app.
pub struct Clinic;

static APP: AppEntry = AppEntry {
    name: "clinic",
    defaults: &Defaults {
        brands: &[Brand { title: "Clinic", path: "clinic" }],
        stages: &[StageDefaults {
            stage: AFTER_VISIT,
            delay_minutes: 24 * 60,
            reminds: true,
            survey: include_str!("../surveys/after-visit.json"),
            first_question: "overall",
        }],
        duplicates: DuplicateRule { by_stage: false, same_buyer_days: 30, same_product_days: 0 },
        variables: &[],
        alerts: &[AlertDefault {
            name: "poor",
            stage: AFTER_VISIT,
            question: "overall",
            when: When::AtMost(2),
        }],
    },
    standard: &[],
};

static PLACE: FurtherPlace = FurtherPlace {
    home: "/apps/clinic",
    name: "clinic",
    texts: AppTexts {
        place: PlaceTexts { name: "Clinic", go_in: "Go to Clinic", to_home: "To Clinic" },
        lead: "For clinics: how a visit was, asked the day after.",
        points: [
            ("Asked once", "A patient is asked once a month at most."),
            ("Told at once", "A poor visit is told of while it can be put right."),
            ("Nobody is pestered", "One click and no more messages come."),
        ],
        stages: &[("after-visit", "After the visit", "How it was. Asked a day after.")],
        things: "Visits",
        connect_lead: "Tell of each visit once it is over, and if it is cancelled.",
        own: None,
    },
};

/// What is its own.
static OWN: AppRoom = AppRoom {
    app: App::further(&APP),
    place: AppPlace::Further(&PLACE),
    room: Room {
        place: Place::App(AppPlace::Further(&PLACE)),
        audience: Audience::Api,
        function: credential::Function::Clinic,
        session_cookie: "__Host-nordsvar_clinic",
        way_cookie: "__Host-nordsvar_clinic_way",
        keys: Keys {
            function: "clinic_key",
            session: "session_clinic_keys",
            hand_over: "hand_over_clinic_keys",
        },
    },
    events: "/api/v1/apps/clinic/events",
    offers: None,
    flows: None,
    webhooks: None,
    url: "clinic_url",
    read: visit::read,
    about: letter::Occasion::of_order,
    rows: &visit::ROWS,
    example: visit::example,
    figures: &[Figure { kind: FigureKind::Satisfied, questions: &["overall"] }],
    parts: &[],
    own: None,
    badge: None,
    look: None,
};

impl Function for Clinic {
    const NAME: &'static str = "clinic";
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
