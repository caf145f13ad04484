//! The configuration of a platform of a test's own.

use std::net::SocketAddr;

use credential::{
    Audience, Function, FunctionKeys, KeyRing, access_label, bounce_label, cancel_flow_label,
    factor_secret_label, fake_salt_label, hand_over_label, identity_secret_label, invitation_label,
    join_label, organisation_label, outbox_label, personal_label, recovery_label, resume_label,
    second_factor_label, state_label, unsubscribe_label,
};

use super::SENDER;
use crate::Keys;

/// Every function's configuration, by the names that an environment gives it.
pub(super) fn variables(keys: &Keys, storage: SocketAddr) -> Vec<(String, String)> {
    let text = |ring: KeyRing| ring.to_config().to_string();
    let derived = |label| text(keys.master().derive(&label));
    let functions = FunctionKeys::derived(keys.master(), keys.zone());
    let all = [
        ("MAIL_FROM", SENDER.to_owned()),
        ("LOGIN_URL", "http://localhost".to_owned()),
        ("STORAGE_URL", format!("http://{storage}")),
        ("ZONE", keys.zone().to_string()),
        ("SUBMIT_KEY", text(keys.function(Function::Submit))),
        ("LOGIN_KEY", text(keys.function(Function::Login))),
        ("COURIER_KEY", text(keys.function(Function::Courier))),
        ("BOUNCE_KEY", derived(bounce_label(keys.zone()))),
        ("TIMER_KEY", text(keys.function(Function::Timer))),
        ("API_KEY", text(keys.function(Function::Api))),
        ("RECEIPT_KEYS", text(keys.receipt())),
        ("STATE_KEYS", derived(state_label(keys.zone()))),
        ("SESSION_LOGIN_KEYS", text(keys.session(Audience::Login))),
        ("SESSION_ZONE_KEYS", text(keys.session(Audience::Zone))),
        ("HAND_OVER_ZONE_KEYS", derived(hand_over_label(keys.zone(), Audience::Zone))),
        ("SESSION_TOOL_KEYS", text(keys.session(Audience::Tool))),
        ("HAND_OVER_TOOL_KEYS", derived(hand_over_label(keys.zone(), Audience::Tool))),
        ("SESSION_STORE_EVALUATOR_KEYS", text(keys.session(Audience::StoreEvaluator))),
        (
            "HAND_OVER_STORE_EVALUATOR_KEYS",
            derived(hand_over_label(keys.zone(), Audience::StoreEvaluator)),
        ),
        ("STORE_EVALUATOR_KEY", text(keys.function(Function::StoreEvaluator))),
        ("STORE_EVALUATOR_URL", "http://localhost".to_owned()),
        ("SESSION_DELIVERY_CONTROL_KEYS", text(keys.session(Audience::DeliveryControl))),
        (
            "HAND_OVER_DELIVERY_CONTROL_KEYS",
            derived(hand_over_label(keys.zone(), Audience::DeliveryControl)),
        ),
        ("DELIVERY_CONTROL_KEY", text(keys.function(Function::DeliveryControl))),
        ("DELIVERY_CONTROL_URL", "http://localhost".to_owned()),
        ("SESSION_STAY_EVALUATOR_KEYS", text(keys.session(Audience::StayEvaluator))),
        (
            "HAND_OVER_STAY_EVALUATOR_KEYS",
            derived(hand_over_label(keys.zone(), Audience::StayEvaluator)),
        ),
        ("STAY_EVALUATOR_KEY", text(keys.function(Function::StayEvaluator))),
        ("STAY_EVALUATOR_URL", "http://localhost".to_owned()),
        ("SESSION_WHY_CANCEL_KEYS", text(keys.session(Audience::WhyCancel))),
        ("HAND_OVER_WHY_CANCEL_KEYS", derived(hand_over_label(keys.zone(), Audience::WhyCancel))),
        ("WHY_CANCEL_KEY", text(keys.function(Function::WhyCancel))),
        ("WHY_CANCEL_URL", "http://localhost".to_owned()),
        ("LEVERANSKONTROLL_URL", "http://localhost".to_owned()),
        ("INVITATION_KEYS", derived(invitation_label(keys.zone()))),
        ("CANCEL_FLOW_KEYS", derived(cancel_flow_label(keys.zone()))),
        ("UNSUBSCRIBE_KEYS", derived(unsubscribe_label(keys.zone()))),
        ("TOOL_KEY", text(keys.function(Function::Tool))),
        ("TOOL_URL", "http://localhost".to_owned()),
        ("SUBMIT_URL", "http://localhost".to_owned()),
        ("CUSTOMER_ZONE_KEY", text(keys.function(Function::CustomerZone))),
        ("ZONE_URL", "http://localhost".to_owned()),
        ("IDENTITY_URL", "http://localhost".to_owned()),
        ("ORGANISATION_KEYS", derived(organisation_label(keys.zone()))),
        ("IDENTITY_SECRET_KEYS", derived(identity_secret_label(keys.zone()))),
        ("JOIN_KEYS", derived(join_label(keys.zone()))),
        ("SESSION_API_KEYS", text(keys.session(Audience::Api))),
        ("API_KEY_KEYS", text(keys.api_key())),
        ("FUNCTION_KEYS", functions.to_config().to_string()),
        ("FAKE_SALT_KEY", derived(fake_salt_label(keys.zone()))),
        ("RESUME_KEYS", derived(resume_label(keys.zone()))),
        ("ACCESS_KEYS", derived(access_label(keys.zone()))),
        ("SECOND_FACTOR_KEYS", derived(second_factor_label(keys.zone()))),
        ("RECOVERY_KEYS", derived(recovery_label(keys.zone()))),
        ("PERSONAL_KEYS", derived(personal_label(keys.zone()))),
        ("OUTBOX_KEYS", derived(outbox_label(keys.zone()))),
        ("FACTOR_SECRET_KEYS", derived(factor_secret_label(keys.zone()))),
    ];
    all.map(|(name, value)| (name.to_owned(), value)).into()
}

/// Variables that outlive what they were given as.
pub(super) fn owned<'a>(variables: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    variables.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}
