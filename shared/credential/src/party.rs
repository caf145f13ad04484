//! Who credentials are addressed to, and who signs requests.

use serde::{Deserialize, Serialize};

use crate::named::named;

named! {
    /// Whom a session is addressed to. Each audience has its own key, so a function can verify,
    /// and so at worst forge, only what is addressed to itself.
    #[derive(Deserialize, Serialize)]
    #[serde(try_from = "String", into = "String")]
    Audience {
        /// The sign-in pages.
        Login = "login",
        /// The Customer Zone.
        Zone = "zone",
        /// The Survey Tool.
        Tool = "tool",
        /// The public API.
        Api = "api",
        /// The room of Store Evaluator.
        StoreEvaluator = "store-evaluator",
        /// The rooms of Leveranskontroll and Delivery Control Survey.
        DeliveryControl = "delivery-control",
        /// The room of Stay Evaluator.
        StayEvaluator = "stay-evaluator",
        /// The room of Why Cancel.
        WhyCancel = "why-cancel",
    }
}

named! {
    /// A function that signs its calls to storage.
    Function {
        /// Serves surveys to respondents and takes their answers.
        Submit = "submit",
        /// Signs people in.
        Login = "login",
        /// Serves the public API.
        Api = "api",
        /// Serves the Customer Zone.
        CustomerZone = "customer-zone",
        /// Serves the Survey Tool, beside the data.
        Tool = "tool",
        /// Takes what shops tell of their orders, and serves staff the room of Store Evaluator.
        StoreEvaluator = "store-evaluator",
        /// Takes what is told of deliveries, and serves staff the rooms of Leveranskontroll and Delivery Control Survey.
        DeliveryControl = "delivery-control",
        /// Takes what hotels tell of stays, and serves staff the room of Stay Evaluator.
        StayEvaluator = "stay-evaluator",
        /// Takes what is told of subscriptions, and serves staff the room of Why Cancel.
        WhyCancel = "why-cancel",
        /// Sends the mail that storage has written.
        Courier = "courier",
        /// Asks the identity providers that organisations bring.
        Identity = "identity",
        /// What says that it is time to do something: it may ask nothing of storage.
        Timer = "timer",
        /// The operator's command line.
        Operator = "operator",
        /// An app that is in no catalogue, of the tests: nothing that is deployed has its key.
        Clinic = "clinic",
    }
}

impl Function {
    /// Those of the external apps.
    pub const APPS: [Self; 4] =
        [Self::StoreEvaluator, Self::DeliveryControl, Self::StayEvaluator, Self::WhyCancel];

    /// Those that are deployed. Storage takes no call of another: it has no key of it.
    pub fn deployed() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|function| *function != Self::Clinic)
    }

    /// The app whose function it is, by the app's name; nothing if it is no app's.
    #[must_use]
    pub const fn app(self) -> Option<&'static str> {
        match self {
            Self::StoreEvaluator
            | Self::DeliveryControl
            | Self::StayEvaluator
            | Self::WhyCancel
            | Self::Clinic => Some(self.as_str()),
            Self::Submit
            | Self::Login
            | Self::Api
            | Self::CustomerZone
            | Self::Tool
            | Self::Courier
            | Self::Identity
            | Self::Timer
            | Self::Operator => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_again() {
        for audience in Audience::ALL {
            assert_eq!(audience.as_str().parse(), Ok(*audience));
            let json = serde_json::to_string(audience).unwrap();
            assert_eq!(json, format!("\"{audience}\""));
            assert_eq!(serde_json::from_str::<Audience>(&json).unwrap(), *audience);
        }
        for function in Function::ALL {
            assert_eq!(function.as_str().parse(), Ok(*function));
        }
        for unknown in ["", "Login", "login ", "storage"] {
            assert!(unknown.parse::<Audience>().is_err(), "{unknown:?}");
            assert!(unknown.parse::<Function>().is_err(), "{unknown:?}");
        }
    }
}
