//! Leveranskontroll, and Delivery Control Survey: how deliveries went, asked a few hours after.
//!
//! It is one app with a name for each market.

mod intake;
mod market;
mod order;
mod parcels;
mod report;
mod rows;
mod shipment;

use crate::{AlertDefault, Brand, Defaults, DuplicateRule, Stage, StageDefaults, Variable, When};

pub use intake::read;
pub use market::Market;
pub use order::{Counted, OrderState, OrderTold};
pub use parcels::{Follows, Parcels, ParcelsTold, Why};
pub use report::{Lateness, MIN_OF_A_DRIVER, damaged, failed_attempts, in_time, lateness, missing};
pub use rows::{
    Columns, FIELDS, Field, InvalidColumns, MAX_CELL_BYTES, MAX_COLUMNS, RowDefaults, RowFault,
    STATUSES, UnknownField, guess_column, read_rows,
};
pub use shipment::{Carriage, MAX_PARCELS, Outcome, Punctuality, Shipment, Window};

/// How it stands until its owner says otherwise.
pub static DEFAULTS: Defaults = Defaults {
    brands: &[
        Brand { title: "Leveranskontroll", path: "leveranskontroll" },
        Brand { title: "Delivery Control Survey", path: "delivery-control" },
    ],
    stages: &[
        StageDefaults {
            stage: Stage::AfterDelivery,
            delay_minutes: 2 * 60,
            reminds: true,
            survey: include_str!("../surveys/delivery-control/after-delivery.json"),
            first_question: "received",
        },
        StageDefaults {
            stage: Stage::AfterBusinessDelivery,
            delay_minutes: 2 * 60,
            reminds: true,
            survey: include_str!("../surveys/delivery-control/after-business-delivery.json"),
            first_question: "received",
        },
    ],
    // Each delivery is looked at, so a buyer may be asked about the next one at once.
    duplicates: DuplicateRule { by_stage: false, same_buyer_days: 0, same_product_days: 0 },
    variables: &[Variable::Name, Variable::Reference],
    alerts: &[
        alert("missing", Stage::AfterDelivery, "received", When::OneOf(&["part", "no"])),
        alert("damaged", Stage::AfterDelivery, "damaged", When::OneOf(&["goods"])),
        alert("low-score", Stage::AfterDelivery, "overall", When::AtMost(2)),
        alert("contact", Stage::AfterDelivery, "contact", When::Yes),
        alert(
            "business-missing",
            Stage::AfterBusinessDelivery,
            "received",
            When::OneOf(&["part", "no"]),
        ),
        alert("business-damaged", Stage::AfterBusinessDelivery, "damaged", When::OneOf(&["goods"])),
        alert("business-low-score", Stage::AfterBusinessDelivery, "overall", When::AtMost(2)),
        alert("business-contact", Stage::AfterBusinessDelivery, "contact", When::Yes),
    ],
};

const fn alert(
    name: &'static str,
    stage: Stage,
    question: &'static str,
    when: When,
) -> AlertDefault {
    AlertDefault { name, stage, question, when }
}
