//! How deliveries went, by carrier, region, type and driver. Figures are made of counts alone.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Carriage, Outcome, Punctuality, Shipment};
use crate::report::share;
use crate::{Responses, Share, csat, response_rate, stars};

/// From how many answers on a driver's scores are told: of fewer, they say more of who answered than of
/// who drove.
pub const MIN_OF_A_DRIVER: u32 = 5;

/// The most groups that are told apart. What more there are come together.
const MAX_GROUPS: usize = 500;

/// The questions whose answers are counted, all of them choices and scales: nothing that is written freely is.
const COUNTED: &[&str] = &[
    "received",
    "damaged",
    "overall",
    "wrong",
    "better",
    "liked",
    "in-time",
    "right-goods",
    "papers",
    "help",
    "faults",
    "contact",
];

/// The most values of a question that are counted.
const MAX_VALUES: usize = 50;

/// By what figures are told.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum By {
    /// Who carried it.
    Carrier,
    /// The part of the country.
    Region,
    /// How it was handed over.
    Kind,
    /// Who drove it.
    Driver,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Carrier, Self::Region, Self::Kind, Self::Driver];

    /// What a delivery belongs to, if that was told.
    #[must_use]
    pub fn of(self, carriage: &Carriage) -> Option<&str> {
        match self {
            Self::Carrier => carriage.carrier.as_ref().map(crate::Text::as_str),
            Self::Region => carriage.region.as_ref().map(crate::Text::as_str),
            Self::Kind => carriage.kind.as_ref().map(crate::Text::as_str),
            Self::Driver => carriage.driver.as_ref().map(crate::Key::as_str),
        }
    }
}

/// What was counted of deliveries and of answers about them. Tests are not counted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// Reports that something came.
    pub delivered: u32,
    /// Reports that something was sent back.
    pub returned: u32,
    /// Reports that something did not come.
    pub failed: u32,
    /// Of what came: what came before it was promised.
    pub early: u32,
    /// What came as promised.
    pub within: u32,
    /// What came after.
    pub late: u32,
    /// How late that was, all together.
    pub late_minutes: u64,
    /// Whom we asked, and who answered.
    pub responses: Responses,
    /// How often each value of a question was answered.
    pub counts: BTreeMap<Box<str>, BTreeMap<Box<str>, u32>>,
}

impl Tally {
    /// Counts a report.
    pub fn shipment(&mut self, shipment: &Shipment) {
        if shipment.test {
            return;
        }
        match shipment.outcome {
            Outcome::Delivered => add(&mut self.delivered, 1),
            Outcome::Returned => add(&mut self.returned, 1),
            Outcome::Failed => add(&mut self.failed, 1),
        }
        match shipment.punctuality() {
            Some(Punctuality::Early(_)) => add(&mut self.early, 1),
            Some(Punctuality::Within) => add(&mut self.within, 1),
            Some(Punctuality::Late(minutes)) => {
                add(&mut self.late, 1);
                self.late_minutes = self.late_minutes.saturating_add(u64::from(minutes));
            }
            None => {}
        }
    }

    /// Counts somebody who was asked.
    pub fn reached(&mut self) {
        add(&mut self.responses.reached, 1);
    }

    /// Counts what somebody answered who was asked.
    pub fn answered(&mut self, answers: &Map<String, Value>) {
        add(&mut self.responses.answered, 1);
        for (question, answer) in answers {
            if !COUNTED.contains(&question.as_str()) {
                continue;
            }
            let counts = self.counts.entry(question.as_str().into()).or_default();
            let values = answer.as_array().map_or(core::slice::from_ref(answer), Vec::as_slice);
            for value in values.iter().filter_map(value) {
                if counts.len() < MAX_VALUES || counts.contains_key(&value) {
                    add(counts.entry(value).or_default(), 1);
                }
            }
        }
    }

    /// Counts all that another has counted.
    pub fn join(&mut self, other: &Self) {
        for (sum, more) in [
            (&mut self.delivered, other.delivered),
            (&mut self.returned, other.returned),
            (&mut self.failed, other.failed),
            (&mut self.early, other.early),
            (&mut self.within, other.within),
            (&mut self.late, other.late),
            (&mut self.responses.reached, other.responses.reached),
            (&mut self.responses.answered, other.responses.answered),
        ] {
            add(sum, more);
        }
        self.late_minutes = self.late_minutes.saturating_add(other.late_minutes);
        for (question, counts) in &other.counts {
            let sums = self.counts.entry(question.clone()).or_default();
            for (value, count) in counts {
                add(sums.entry(value.clone()).or_default(), *count);
            }
        }
    }

    /// The figures, with scores if at least so many have answered.
    #[must_use]
    pub fn figures(&self, at_least: u32) -> Figures {
        let tried = self.delivered.saturating_add(self.failed);
        let promised = self.early.saturating_add(self.within).saturating_add(self.late);
        // Both are far below 2^53, where numbers of this kind have gaps.
        #[expect(clippy::cast_precision_loss, reason = "a mean of minutes is not told so exactly")]
        let late_minutes = self.late_minutes as f64;
        Figures {
            failed: share(self.failed, tried),
            in_time: share(self.early.saturating_add(self.within), promised),
            late: share(self.late, promised),
            mean_late_minutes: (self.late > 0).then(|| late_minutes / f64::from(self.late)),
            response_rate: response_rate(self.responses),
            unanswered: self.responses.reached.saturating_sub(self.responses.answered),
            scores: (self.responses.answered >= at_least).then(|| self.scores()),
        }
    }

    fn scores(&self) -> Scores {
        let none = BTreeMap::new();
        let of = |question| self.counts.get(question).unwrap_or(&none);
        Scores {
            overall: stars(of("overall")).mean,
            satisfied: csat(of("overall")),
            missing: missing(of("received")),
            damaged: damaged(of("damaged")),
        }
    }
}

/// What is told of deliveries. Each share says of how many it is: of those who did not answer nothing is
/// supposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The share of attempts that failed.
    pub failed: Share,
    /// Of what came and was promised: the share that came not later than that.
    pub in_time: Share,
    /// The share that came later.
    pub late: Share,
    /// How late these were.
    pub mean_late_minutes: Option<f64>,
    /// The share that has answered.
    pub response_rate: Share,
    /// How many have not answered, and are in no score.
    pub unanswered: u32,
    /// What they answered; nothing where too few have.
    pub scores: Option<Scores>,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// The mean of the stars; nothing if nobody gave any.
    pub overall: Option<f64>,
    /// The share of 4 and 5 stars, of those who gave some.
    pub satisfied: Share,
    /// The share that lacks something or all, of those who said.
    pub missing: Share,
    /// The share whose goods were damaged, of those who said.
    pub damaged: Share,
}

/// What was counted for each carrier, region, type or driver.
#[derive(Clone, Debug)]
pub struct Tallies {
    by: By,
    groups: BTreeMap<Box<str>, Tally>,
    /// Of which it was not told.
    unnamed: Tally,
    /// Of those that were too many to be told apart.
    others: Tally,
}

impl Tallies {
    /// Nothing yet.
    #[must_use]
    pub fn new(by: By) -> Self {
        Self { by, groups: BTreeMap::new(), unnamed: Tally::default(), others: Tally::default() }
    }

    /// Where what belongs to a delivery is counted.
    pub fn of(&mut self, carriage: &Carriage) -> &mut Tally {
        let Some(name) = self.by.of(carriage) else { return &mut self.unnamed };
        if self.groups.len() >= MAX_GROUPS && !self.groups.contains_key(name) {
            return &mut self.others;
        }
        self.groups.entry(name.into()).or_default()
    }

    /// The figures of each that has a name, by the name.
    pub fn figures(&self) -> impl Iterator<Item = (&str, Figures)> {
        let at_least = self.at_least();
        self.groups.iter().map(move |(name, tally)| (&**name, tally.figures(at_least)))
    }

    /// The figures of those that have none, and of those that were too many to be told apart.
    #[must_use]
    pub fn rest(&self) -> (Figures, Figures) {
        (self.unnamed.figures(0), self.others.figures(0))
    }

    /// All together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = self.unnamed.clone();
        for tally in self.groups.values().chain([&self.others]) {
            total.join(tally);
        }
        total
    }

    const fn at_least(&self) -> u32 {
        match self.by {
            By::Driver => MIN_OF_A_DRIVER,
            By::Carrier | By::Region | By::Kind => 0,
        }
    }
}

fn add(sum: &mut u32, more: u32) {
    *sum = sum.saturating_add(more);
}

/// A value as it is counted; nothing of what is no choice and no whole number.
fn value(answer: &Value) -> Option<Box<str>> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    match answer {
        Value::String(text) => {
            let good = (1..=64).contains(&text.len()) && text.bytes().all(plain);
            good.then(|| text.as_str().into())
        }
        Value::Number(number) => number.as_u64().map(|number| number.to_string().into()),
        Value::Bool(flag) => Some(if *flag { "true".into() } else { "false".into() }),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The share that lacks something or all, of a question whether it has come.
#[must_use]
pub fn missing(counts: &BTreeMap<Box<str>, u32>) -> Share {
    among(counts, &["part", "no"], &["yes", "part", "no"])
}

/// The share whose goods were damaged, of a question whether anything was.
#[must_use]
pub fn damaged(counts: &BTreeMap<Box<str>, u32>) -> Share {
    among(counts, &["goods"], &["no", "packaging", "goods"])
}

fn among(counts: &BTreeMap<Box<str>, u32>, yes: &[&str], all: &[&str]) -> Share {
    let sum = |values: &[&str]| {
        let counts = values.iter().filter_map(|value| counts.get(*value));
        counts.copied().fold(0, u32::saturating_add)
    };
    share(sum(yes), sum(all))
}

#[cfg(test)]
mod tests;
