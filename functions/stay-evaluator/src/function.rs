//! Stay Evaluator as a function.

use app::App;
use app_room::{AppRoom, Figure, OwnSettings, Route, Settings};
use bytes::Bytes;
use credential::Audience;
use host::{Function, Host, Rule, SettingError};
use http::request::Parts;
use http::{Method, Request, Response};
use page::{AppPlace, FigureKind, Place, ReportPart};
use problem::{Kind, Problem};
use room::{Keys, Room};

use crate::stay;

/// Stay Evaluator.
pub struct StayEvaluator;

/// What is its own.
static OWN: AppRoom = AppRoom {
    app: App::STAY_EVALUATOR,
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
    about: letter::Occasion::of_stay,
    rows: &stay::ROWS,
    example: stay::example,
    figures: &[
        Figure { kind: FigureKind::Satisfied, questions: &["overall"] },
        Figure { kind: FigureKind::Promoters, questions: &["recommend"] },
        Figure { kind: FigureKind::ComeAgain, questions: &["again"] },
        Figure { kind: FigureKind::Stay, questions: &["overall"] },
        Figure { kind: FigureKind::FrontDesk, questions: &["reception", "staff"] },
        Figure { kind: FigureKind::Housekeeping, questions: &["cleanliness", "room"] },
        Figure { kind: FigureKind::Food, questions: &["food"] },
        Figure { kind: FigureKind::Facilities, questions: &["facilities"] },
    ],
    parts: &[ReportPart::Property, ReportPart::RoomType, ReportPart::Channel, ReportPart::Nights],
    own: Some(OwnSettings {
        member: stay::RULES,
        default: stay::default_rules,
        faults: stay::faults_of_rules,
    }),
    look: Some(stay::look),
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

#[cfg(test)]
mod tests {
    use app::stay_evaluator::DEPARTMENTS;

    use super::*;

    #[test]
    fn departments_are_figures() {
        for department in DEPARTMENTS {
            let figure = OWN.figures.iter().find(|figure| figure.kind.name() == department.name);
            let questions = figure.map(|figure| figure.questions);
            assert_eq!(questions, Some(department.questions), "{}", department.name);
        }
    }

    #[test]
    fn figures_are_told_apart_by_what_stays_have() {
        let stay = serde_json::json!({
            "reservation": "7", "status": "departed", "property": {"id": "hotel", "name": "Hotel"},
            "arrival": "2026-11-24", "departure": "2026-11-28", "room_type": "double",
            "channel": "Web", "guests": [{"email": "elsa@example.com"}]
        });
        let when = "2026-11-28T12:00:00Z".parse().unwrap();
        let read = stay::read(stay.to_string().as_bytes(), when).unwrap().remove(0).unwrap();
        let at = app::At {
            stage: app::Stage::PostStay,
            settings: &serde_json::Value::Null,
            delay_minutes: 24 * 60,
        };
        let app::Follows::Ask(asks) = read.follows(at) else { panic!("somebody is asked") };
        let told: Vec<_> = asks[0].parts.iter().map(|(name, _)| *name).collect();
        assert_eq!(told, OWN.parts.iter().map(|part| part.name()).collect::<Vec<_>>());
    }
}
