//! Leveranskontroll, and Delivery Control Survey, as a function.

use app::App;
use app_room::{AppRoom, Figure, Route, Settings};
use bytes::Bytes;
use credential::Audience;
use host::{Function, Host, Rule, SettingError};
use http::request::Parts;
use http::{Method, Request, Response};
use page::{AppPlace, FigureKind, Place, ReportPart};
use problem::{Kind, Problem};
use room::{Keys, Room};

use crate::shipment;

/// Leveranskontroll, and Delivery Control Survey.
pub struct DeliveryControl;

/// What is its own, as pages of a name have it.
const fn own(place: AppPlace, url: &'static str) -> AppRoom {
    AppRoom {
        app: App::DELIVERY_CONTROL,
        place,
        room: Room {
            place: Place::App(place),
            audience: Audience::DeliveryControl,
            function: credential::Function::DeliveryControl,
            session_cookie: "__Host-nordsvar_delivery_control",
            way_cookie: "__Host-nordsvar_delivery_control_way",
            keys: Keys {
                function: "delivery_control_key",
                session: "session_delivery_control_keys",
                hand_over: "hand_over_delivery_control_keys",
            },
        },
        events: "/api/v1/apps/delivery-control/events",
        offers: None,
        flows: None,
        webhooks: Some(("/api/v1/apps/delivery-control/webhooks", shipment::of_webhook)),
        url,
        read: shipment::read,
        about: letter::Occasion::of_delivery,
        rows: &shipment::ROWS,
        example: shipment::example,
        figures: &[
            Figure { kind: FigureKind::Satisfied, questions: &["overall"] },
            Figure { kind: FigureKind::Stars, questions: &["overall"] },
            Figure { kind: FigureKind::Missing, questions: &["received"] },
            Figure { kind: FigureKind::Damaged, questions: &["damaged"] },
            Figure { kind: FigureKind::InTime, questions: &[Figure::DELIVERIES] },
            Figure { kind: FigureKind::Lateness, questions: &[Figure::DELIVERIES] },
            Figure { kind: FigureKind::FailedAttempts, questions: &[Figure::DELIVERIES] },
        ],
        parts: &[
            ReportPart::Carrier,
            ReportPart::Region,
            ReportPart::DeliveryType,
            ReportPart::Driver,
            ReportPart::Promise,
        ],
        own: None,
        look: None,
        badge: None,
    }
}

static SWEDISH: AppRoom = own(AppPlace::Leveranskontroll, "leveranskontroll_url");
static OTHERS: AppRoom = own(AppPlace::DeliveryControl, "delivery_control_url");

/// By which of its names it was asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Name {
    /// Leveranskontroll.
    Leveranskontroll,
    /// Delivery Control Survey.
    DeliveryControl,
}

impl Name {
    const fn own(self) -> &'static AppRoom {
        match self {
            Self::Leveranskontroll => &SWEDISH,
            Self::DeliveryControl => &OTHERS,
        }
    }

    /// Whose pages a path is one of. What programs send is the same to both.
    fn of(path: &str) -> Self {
        let rest = path.strip_prefix(AppPlace::Leveranskontroll.home());
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
            Self::Leveranskontroll
        } else {
            Self::DeliveryControl
        }
    }
}

/// What is configured for each name.
#[derive(Debug)]
pub struct Both {
    leveranskontroll: Settings,
    delivery_control: Settings,
}

impl Function for DeliveryControl {
    const NAME: &'static str = "delivery-control";
    const INTERNAL: bool = false;

    type Settings = Both;
    type Route = (Name, Route);

    async fn settings(host: &Host) -> Result<Both, SettingError> {
        Ok(Both {
            leveranskontroll: Settings::read(host, &SWEDISH).await?,
            delivery_control: Settings::read(host, &OTHERS).await?,
        })
    }

    fn route(method: &Method, path: &str) -> Result<Self::Route, Kind> {
        let name = Name::of(path);
        Ok((name, Route::read(name.own(), method, path)?))
    }

    fn rule((_, route): &Self::Route) -> Rule {
        route.rule()
    }

    async fn handle(
        host: &Host,
        settings: &Both,
        (name, route): Self::Route,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        let settings = match name {
            Name::Leveranskontroll => &settings.leveranskontroll,
            Name::DeliveryControl => &settings.delivery_control,
        };
        app_room::answer(host, (name.own(), settings), route, request).await
    }

    fn failure(problem: &Problem, request: &Parts, request_id: &str) -> Response<Bytes> {
        app_room::failure(Name::of(request.uri.path()).own(), problem, request, request_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_its_pages_and_programs_have_one_address() {
        let (get, post) = (Method::GET, Method::POST);
        for (method, path, want) in [
            (&get, "/apps/leveranskontroll", Ok((Name::Leveranskontroll, Route::Home))),
            (&get, "/apps/leveranskontroll/", Ok((Name::Leveranskontroll, Route::Home))),
            (&post, "/apps/leveranskontroll/session", Ok((Name::Leveranskontroll, Route::ComeIn))),
            (&get, "/apps/delivery-control", Ok((Name::DeliveryControl, Route::Home))),
            (&get, "/apps/leveranskontrollen", Err(Kind::NotFound)),
            (
                &post,
                "/api/v1/apps/delivery-control/events",
                Ok((Name::DeliveryControl, Route::Events)),
            ),
            (&post, "/api/v1/apps/leveranskontroll/events", Err(Kind::NotFound)),
        ] {
            assert_eq!(DeliveryControl::route(method, path), want, "{method} {path}");
        }
    }

    #[test]
    fn figures_are_told_apart_by_what_deliveries_have() {
        let delivery = serde_json::json!({
            "order": "7", "status": "delivered", "recipient": {"email": "elsa@example.com"},
            "carrier": "PostNord", "region": "Skåne", "delivery_type": "home", "driver": "F-1",
            "at": "2026-11-27T11:00:00Z", "promised": {"until": "2026-11-27T10:00:00Z"},
        });
        let when = "2026-11-27T12:00:00Z".parse().unwrap();
        let read =
            shipment::read(delivery.to_string().as_bytes(), when).unwrap().remove(0).unwrap();
        let at = app::At {
            stage: app::Stage::AfterDelivery,
            settings: &serde_json::Value::Null,
            delay_minutes: 120,
        };
        let app::Follows::Parcels(of) = read.follows(at) else { panic!("something came") };
        let told: Vec<_> = of.ask.unwrap().parts.iter().map(|(name, _)| *name).collect();
        assert_eq!(told, SWEDISH.parts.iter().map(|part| part.name()).collect::<Vec<_>>());
    }
}
