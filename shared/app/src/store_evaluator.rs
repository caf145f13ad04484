//! Store Evaluator: how it was to buy in a web shop, when the order was placed and when the goods
//! should be there.

pub(crate) mod intake;
mod rows;

use crate::{AlertDefault, Brand, Defaults, DuplicateRule, Stage, StageDefaults, Variable, When};

pub use intake::read;
pub use rows::{FIELDS, STATUSES, guess_column, read_rows};

const MINUTES_A_DAY: u32 = 24 * 60;

/// How it stands until its owner says otherwise.
pub(crate) static DEFAULTS: Defaults = Defaults {
    brands: &[Brand { title: "Store Evaluator", path: "store-evaluator" }],
    stages: &[
        StageDefaults {
            stage: Stage::Checkout,
            delay_minutes: 0,
            reminds: true,
            survey: include_str!("../surveys/store-evaluator/checkout.json"),
            first_question: "overall",
        },
        StageDefaults {
            stage: Stage::AfterDelivery,
            delay_minutes: 7 * MINUTES_A_DAY,
            reminds: true,
            survey: include_str!("../surveys/store-evaluator/after-delivery.json"),
            first_question: "received",
        },
    ],
    duplicates: DuplicateRule { by_stage: true, same_buyer_days: 14, same_product_days: 90 },
    variables: &[Variable::Name, Variable::Reference, Variable::Products, Variable::PurchasedOn],
    alerts: &[
        AlertDefault {
            name: "not-received",
            stage: Stage::AfterDelivery,
            question: "received",
            when: When::OneOf(&["part", "no"]),
        },
        AlertDefault {
            name: "low-score",
            stage: Stage::AfterDelivery,
            question: "overall",
            when: When::AtMost(2),
        },
        AlertDefault {
            name: "contact",
            stage: Stage::AfterDelivery,
            question: "contact",
            when: When::Yes,
        },
        AlertDefault {
            name: "checkout-low-score",
            stage: Stage::Checkout,
            question: "overall",
            when: When::AtMost(2),
        },
    ],
};
