//! Store Evaluator as a function.

use app::App;
use app_room::{AppRoom, BadgeOf, Figure, Route, Settings};
use bytes::Bytes;
use credential::Audience;
use host::{Function, Host, Rule, SettingError};
use http::request::Parts;
use http::{Method, Request, Response};
use page::{AppPlace, FigureKind, Place};
use problem::{Kind, Problem};
use room::{Keys, Room};

use crate::order;

/// Store Evaluator.
pub struct StoreEvaluator;

/// What is its own.
static OWN: AppRoom = AppRoom {
    app: App::STORE_EVALUATOR,
    place: AppPlace::StoreEvaluator,
    room: Room {
        place: Place::App(AppPlace::StoreEvaluator),
        audience: Audience::StoreEvaluator,
        function: credential::Function::StoreEvaluator,
        session_cookie: "__Host-nordsvar_store_evaluator",
        way_cookie: "__Host-nordsvar_store_evaluator_way",
        keys: Keys {
            function: "store_evaluator_key",
            session: "session_store_evaluator_keys",
            hand_over: "hand_over_store_evaluator_keys",
        },
    },
    events: "/api/v1/apps/store-evaluator/events",
    offers: None,
    flows: None,
    webhooks: Some(("/api/v1/apps/store-evaluator/webhooks", order::of_webhook)),
    url: "store_evaluator_url",
    read: order::read,
    rows: &order::ROWS,
    about: letter::Occasion::of_order,
    example: order::example,
    figures: &[
        Figure { kind: FigureKind::Satisfied, questions: &["overall"] },
        Figure { kind: FigureKind::BuyAgain, questions: &["again"] },
        Figure { kind: FigureKind::Promoters, questions: &["recommend"] },
    ],
    parts: &[],
    own: None,
    look: None,
    badge: Some(BadgeOf { question: "overall", texts: &["comment", "liked"] }),
};

impl Function for StoreEvaluator {
    const NAME: &'static str = "store-evaluator";
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
    use app_room::{BadgeForm, Inside, OfInstance};

    use super::*;

    #[test]
    fn routes() {
        let id = || "i-1".parse().unwrap();
        let of = |what| Ok(Route::Inside(Inside::Of("shop".parse().unwrap(), what)));
        let (get, post) = (Method::GET, Method::POST);
        for (method, path, want) in [
            (&post, "/api/v1/apps/store-evaluator/events", Ok(Route::Events)),
            (&get, "/api/v1/apps/store-evaluator/events", Err(Kind::MethodNotAllowed)),
            (&post, "/api/v1/apps/store-evaluator", Err(Kind::NotFound)),
            (
                &post,
                "/api/v1/apps/store-evaluator/webhooks/shopify/h-1",
                Ok(Route::Webhook(app::Platform::Shopify, "h-1".parse().unwrap())),
            ),
            (
                &get,
                "/api/v1/apps/store-evaluator/webhooks/shopify/h-1",
                Err(Kind::MethodNotAllowed),
            ),
            (&post, "/api/v1/apps/store-evaluator/webhooks/magento/h-1", Err(Kind::NotFound)),
            (&post, "/api/v1/apps/store-evaluator/webhooks/shopify", Err(Kind::NotFound)),
            (&post, "/api/v1/apps/store-evaluator/webhooks/shopify/h-1/x", Err(Kind::NotFound)),
            (&get, "/apps/store-evaluator/instances/shop/webhooks", of(OfInstance::Hooks)),
            (
                &post,
                "/apps/store-evaluator/instances/shop/webhooks/woocommerce",
                of(OfInstance::SetHook(app::Platform::WooCommerce)),
            ),
            (
                &post,
                "/apps/store-evaluator/instances/shop/webhooks/woocommerce/remove",
                of(OfInstance::RemoveHook(app::Platform::WooCommerce)),
            ),
            (&get, "/apps/store-evaluator/instances/shop/table", of(OfInstance::AskRows)),
            (&post, "/apps/store-evaluator/instances/shop/table", of(OfInstance::ReadRows)),
            (&post, "/apps/store-evaluator/instances/shop/table/plan", of(OfInstance::PlanRows)),
            (&get, "/apps/store-evaluator/instances/shop/table/plan", Err(Kind::MethodNotAllowed)),
            (&get, "/apps/store-evaluator", Ok(Route::Home)),
            (&get, "/apps/store-evaluator/", Ok(Route::Home)),
            (&post, "/apps/store-evaluator", Err(Kind::MethodNotAllowed)),
            (&post, "/apps/store-evaluator/session", Ok(Route::ComeIn)),
            (&get, "/apps/store-evaluator/session", Err(Kind::MethodNotAllowed)),
            (&post, "/apps/store-evaluator/sign-out", Ok(Route::SignOut)),
            (&get, "/apps/store-evaluator/new", Ok(Route::Inside(Inside::AskMake))),
            (&post, "/apps/store-evaluator/erase", Ok(Route::Inside(Inside::Erase))),
            (&get, "/apps/store-evaluator/instances", Ok(Route::Inside(Inside::Instances))),
            (&get, "/apps/store-evaluator/instances/shop", of(OfInstance::Show)),
            (&get, "/apps/store-evaluator/instances/SHOP", Err(Kind::NotFound)),
            (&post, "/apps/store-evaluator/instances/shop/settings", of(OfInstance::SetSettings)),
            (&post, "/apps/store-evaluator/instances/shop/settings/json", of(OfInstance::SetJson)),
            (&get, "/apps/store-evaluator/instances/shop/texts/preview", of(OfInstance::Preview)),
            (&post, "/apps/store-evaluator/instances/shop/invitations", of(OfInstance::Search)),
            (&post, "/apps/store-evaluator/instances/shop/badge", of(OfInstance::SetBadge)),
            (&get, "/apps/store-evaluator/instances/shop/badge/comments", of(OfInstance::Comments)),
            (&post, "/apps/store-evaluator/instances/shop/badge/comments", of(OfInstance::Decide)),
            (&get, "/apps/store-evaluator/instances/shop/badge/comments/1", Err(Kind::NotFound)),
            (
                &get,
                "/apps/store-evaluator/badge/abcdefgh01234567.svg",
                Ok(Route::Badge("abcdefgh01234567".parse().unwrap(), BadgeForm::Picture)),
            ),
            (&get, "/apps/store-evaluator/badge.js", Ok(Route::BadgeScript)),
            (&post, "/apps/store-evaluator/badge.js", Err(Kind::MethodNotAllowed)),
            (&get, "/apps/store-evaluator/badge/abcdefgh01234567", Err(Kind::NotFound)),
            (&get, "/apps/store-evaluator/instances/shop/report", of(OfInstance::Report)),
            (&get, "/apps/store-evaluator/instances/shop/report.csv", of(OfInstance::ExportReport)),
            (
                &get,
                "/apps/store-evaluator/instances/shop/invitations/i-1",
                of(OfInstance::Invitation(id())),
            ),
            (
                &post,
                "/apps/store-evaluator/instances/shop/invitations/i-1/resend",
                of(OfInstance::Resend(id())),
            ),
            (
                &get,
                "/apps/store-evaluator/instances/shop/invitations/i-1/resend",
                Err(Kind::MethodNotAllowed),
            ),
            (
                &get,
                "/apps/store-evaluator/instances/shop/invitations/i-1/cancel/x",
                Err(Kind::NotFound),
            ),
            (&get, "/apps/other", Err(Kind::NotFound)),
            (&get, "/apps/store-evaluators", Err(Kind::NotFound)),
        ] {
            assert_eq!(Route::read(&OWN, method, path), want, "{method} {path}");
        }
    }
}
