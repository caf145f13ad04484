//! Stay Evaluator: how it is to stay at a hotel, while the guest is there and when they have left.

mod intake;
mod list;
mod read;
mod report;
mod rules;
mod score;
mod stay;
#[cfg(test)]
mod tests;

use crate::{AlertDefault, Brand, Defaults, DuplicateRule, Stage, StageDefaults, Variable, When};

pub use intake::read;
pub use list::{
    Column, FIELDS, ListDefaults, Listed, MAX_ROWS, STATUSES, StayOfRows, TooManyRows,
    guess_column, read_list, read_rows,
};
pub use report::{
    DEPARTMENTS, Department, GroupScores, Mean, PropertyGroup, Scores, Source, StayRow, by_group,
    by_property, mean_score, scores,
};
pub use rules::{Asking, Exclusion, Exclusions, Passed, Rules, Verdict, Whom, Words};
pub use score::{Level, Scale, Score, Thresholds};
pub use stay::{Domain, Guest, MAX_GUESTS, Property, Reservation, Status, Stay};

const MINUTES_A_DAY: u32 = 24 * 60;

/// What an invitation is about.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum StayStage {
    /// The stay so far.
    InStay,
    /// The stay as a whole.
    PostStay,
}

impl StayStage {
    /// Both.
    pub const ALL: [Self; 2] = [Self::InStay, Self::PostStay];

    /// The same among the stages of all apps.
    #[must_use]
    pub const fn stage(self) -> Stage {
        match self {
            Self::InStay => Stage::InStay,
            Self::PostStay => Stage::PostStay,
        }
    }
}

/// How it stands until its owner says otherwise.
pub static DEFAULTS: Defaults = Defaults {
    brands: &[Brand { title: "Stay Evaluator", path: "stay-evaluator" }],
    stages: &[
        StageDefaults {
            stage: Stage::InStay,
            delay_minutes: MINUTES_A_DAY,
            reminds: true,
            survey: include_str!("../surveys/stay-evaluator/in-stay.json"),
            first_question: "overall",
        },
        StageDefaults {
            stage: Stage::PostStay,
            delay_minutes: MINUTES_A_DAY,
            reminds: true,
            survey: include_str!("../surveys/stay-evaluator/post-stay.json"),
            first_question: "overall",
        },
    ],
    // Families share an address, and regular guests come often: they are asked once a month.
    duplicates: DuplicateRule { by_stage: true, same_buyer_days: 30, same_product_days: 0 },
    variables: &[Variable::Name, Variable::Reference],
    // The numbers are those that the default thresholds have on a scale from 1 to 5.
    alerts: &[
        AlertDefault {
            name: "in-stay-minimum",
            stage: Stage::InStay,
            question: "overall",
            when: When::AtMost(3),
        },
        AlertDefault {
            name: "in-stay-critical",
            stage: Stage::InStay,
            question: "overall",
            when: When::AtMost(2),
        },
        AlertDefault {
            name: "in-stay-contact",
            stage: Stage::InStay,
            question: "contact",
            when: When::OneOf(&["phone", "writing", "reception"]),
        },
        AlertDefault {
            name: "minimum",
            stage: Stage::PostStay,
            question: "overall",
            when: When::AtMost(3),
        },
        AlertDefault {
            name: "critical",
            stage: Stage::PostStay,
            question: "overall",
            when: When::AtMost(2),
        },
        AlertDefault {
            name: "contact",
            stage: Stage::PostStay,
            question: "contact",
            when: When::Yes,
        },
    ],
};
