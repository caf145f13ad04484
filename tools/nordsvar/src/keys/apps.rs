//! What the external apps are configured by.

use super::Component;
use credential::{Audience, Function};

/// What an external app is configured by, beside what all of them are.
pub(super) struct App {
    pub(super) component: Component,
    pub(super) audience: Audience,
    pub(super) function: Function,
    pub(super) key: &'static str,
    pub(super) session: &'static str,
    pub(super) hand_over: &'static str,
    /// Where its rooms are: one for each of its names.
    pub(super) urls: &'static [&'static str],
}

pub(super) const APPS: [App; 4] = [
    App {
        component: Component::StoreEvaluator,
        audience: Audience::StoreEvaluator,
        function: Function::StoreEvaluator,
        key: "store_evaluator_key",
        session: "session_store_evaluator_keys",
        hand_over: "hand_over_store_evaluator_keys",
        urls: &["store_evaluator_url"],
    },
    App {
        component: Component::DeliveryControl,
        audience: Audience::DeliveryControl,
        function: Function::DeliveryControl,
        key: "delivery_control_key",
        session: "session_delivery_control_keys",
        hand_over: "hand_over_delivery_control_keys",
        urls: &["delivery_control_url", "leveranskontroll_url"],
    },
    App {
        component: Component::StayEvaluator,
        audience: Audience::StayEvaluator,
        function: Function::StayEvaluator,
        key: "stay_evaluator_key",
        session: "session_stay_evaluator_keys",
        hand_over: "hand_over_stay_evaluator_keys",
        urls: &["stay_evaluator_url"],
    },
    App {
        component: Component::WhyCancel,
        audience: Audience::WhyCancel,
        function: Function::WhyCancel,
        key: "why_cancel_key",
        session: "session_why_cancel_keys",
        hand_over: "hand_over_why_cancel_keys",
        urls: &["why_cancel_url"],
    },
];

/// Where all of their rooms are.
pub(super) fn app_urls() -> impl Iterator<Item = &'static str> {
    APPS.iter().flat_map(|own| own.urls).copied()
}
