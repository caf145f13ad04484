//! What Why Cancel reports, made of counts. Nothing in it is anybody's.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Age, Band, Monthly, OfferId, ReasonId, Values};
use crate::report::share;
use crate::{Currency, Period, Share, Text};

/// As what somebody is counted. Tests are not.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Counted {
    /// They stayed.
    Saved,
    /// They cancelled, in the flow.
    Cancelled,
    /// They said why, went away, and said neither.
    Abandoned,
    /// They saw the page and did nothing. They are told apart, and in no rate.
    Bounced,
    /// They cancelled, and no flow was seen: the seller told so.
    Booked,
    /// A payment failed, and no flow was seen. Nobody has decided anything: they are told apart, and in no other figure.
    Lapsed,
}

/// How many are alike, and what they are worth.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LossRow {
    /// The period's first day.
    pub from: Date,
    /// As what they are counted.
    pub counted: Counted,
    /// Why, if they said so.
    pub reason: Option<ReasonId>,
    /// What was offered to them last.
    pub offer: Option<OfferId>,
    /// What they subscribed to.
    pub plan: Option<Text>,
    /// How old their subscriptions were.
    pub age: Option<Age>,
    /// What each is worth a month, and in which currency.
    pub band: Option<(Currency, Band)>,
    /// How many.
    pub count: u32,
    /// What they are worth a month together.
    pub monthly: Monthly,
}

/// Figures of some rows together.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// How many stayed.
    pub saved: u32,
    /// How many cancelled in the flow.
    pub cancelled: u32,
    /// How many said why and went away.
    pub abandoned: u32,
    /// How many saw the page and did nothing.
    pub bounced: u32,
    /// How many cancelled without a flow.
    pub booked: u32,
    /// How many lost their subscription to a payment that failed.
    pub lapsed: u32,
    /// The share that stayed, of those who stayed, cancelled in the flow or went away. Who said neither has not been saved.
    pub save_rate: Share,
    /// What a month is lost with those who cancelled, in the flow or without.
    pub lost: Values,
    /// What a month is kept with those who stayed.
    pub kept: Values,
    /// What a month is lost with payments that failed.
    pub unpaid: Values,
}

/// By what figures are split.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Split {
    /// By reason.
    Reason,
    /// By what was offered.
    Offer,
    /// By plan.
    Plan,
    /// By the subscription's age.
    Age,
    /// By what it is worth a month.
    Value,
}

impl Figures {
    /// The figures of rows.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a LossRow>) -> Self {
        let mut figures = Self::none();
        for row in rows {
            let (count, values) = match row.counted {
                Counted::Saved => (&mut figures.saved, Some(&mut figures.kept)),
                Counted::Cancelled => (&mut figures.cancelled, Some(&mut figures.lost)),
                Counted::Booked => (&mut figures.booked, Some(&mut figures.lost)),
                Counted::Lapsed => (&mut figures.lapsed, Some(&mut figures.unpaid)),
                Counted::Abandoned => (&mut figures.abandoned, None),
                Counted::Bounced => (&mut figures.bounced, None),
            };
            *count = count.saturating_add(row.count);
            if let (Some(values), Some((currency, _))) = (values, &row.band) {
                values.add(currency, row.monthly);
            }
        }
        let left = figures.cancelled.saturating_add(figures.abandoned);
        figures.save_rate = share(figures.saved, figures.saved.saturating_add(left));
        figures
    }

    /// How many have left, in the flow or without.
    #[must_use]
    pub const fn left(&self) -> u32 {
        self.cancelled.saturating_add(self.booked)
    }

    fn none() -> Self {
        Self {
            saved: 0,
            cancelled: 0,
            abandoned: 0,
            bounced: 0,
            booked: 0,
            lapsed: 0,
            save_rate: share(0, 0),
            lost: Values::default(),
            kept: Values::default(),
            unpaid: Values::default(),
        }
    }
}

/// Figures of each part, by its name; under no name those of which it is not known.
pub type Parts = BTreeMap<Option<Box<str>>, Figures>;

/// The figures of each part, by its name; those of which it is not known are apart.
#[must_use]
pub fn split<'a>(rows: impl IntoIterator<Item = &'a LossRow>, by: Split) -> Parts {
    let mut parts: BTreeMap<Option<Box<str>>, Vec<&LossRow>> = BTreeMap::new();
    for row in rows {
        parts.entry(by.name_of(row)).or_default().push(row);
    }
    parts.into_iter().map(|(name, rows)| (name, Figures::of(rows))).collect()
}

/// The same, in an order that people expect: the youngest and the least valuable first, all else by name, and last those of
/// which it is not known.
#[must_use]
pub fn split_in_order(rows: &[LossRow], by: Split) -> Vec<(Option<Box<str>>, Figures)> {
    let mut parts: Vec<_> = split(rows, by).into_iter().collect();
    parts.sort_by_key(|(name, _)| {
        let first = rows.iter().find(|row| by.name_of(row) == *name);
        (name.is_none(), first.map(|row| by.place_of(row)))
    });
    parts
}

impl Split {
    /// Where a part stands among those whose names say nothing of it.
    fn place_of(self, row: &LossRow) -> (Option<Age>, Option<&(Currency, Band)>) {
        match self {
            Self::Reason | Self::Offer | Self::Plan => (None, None),
            Self::Age => (row.age, None),
            Self::Value => (None, row.band.as_ref()),
        }
    }

    fn name_of(self, row: &LossRow) -> Option<Box<str>> {
        match self {
            Self::Reason => row.reason.as_ref().map(|reason| reason.as_str().into()),
            Self::Offer => row.offer.as_ref().map(|offer| offer.as_str().into()),
            Self::Plan => row.plan.as_ref().map(|plan| plan.as_str().into()),
            Self::Age => row.age.map(|age| age.as_str().into()),
            Self::Value => row.band.as_ref().map(|(currency, band)| {
                let (from, to) = band.ends();
                let to = to.map(|to| to.to_string()).unwrap_or_default();
                format!("{} {from}-{to}", currency.as_str()).into()
            }),
        }
    }
}

/// The reasons of those who left, most given first, each with its share of those who gave one. Of two that are given as often the one
/// whose name comes first is first.
#[must_use]
pub fn ranked(rows: &[LossRow]) -> Vec<(Box<str>, Share, Figures)> {
    let parts = split(rows, Split::Reason).into_iter();
    let mut told: Vec<_> = parts.filter_map(|(name, figures)| Some((name?, figures))).collect();
    let all = told.iter().map(|(_, figures)| figures.left()).fold(0, u32::saturating_add);
    told.sort_by_key(|(_, figures)| core::cmp::Reverse(figures.left()));
    told.into_iter().map(|(name, figures)| (name, share(figures.left(), all), figures)).collect()
}

/// The figures of each period that has any, and in it of each reason.
#[must_use]
pub fn by_period(rows: &[LossRow], period: Period) -> BTreeMap<Date, (Figures, Parts)> {
    let mut periods: BTreeMap<Date, Vec<&LossRow>> = BTreeMap::new();
    for row in rows {
        periods.entry(period.start(row.from)).or_default().push(row);
    }
    let figures = |rows: &[&LossRow]| {
        let rows = || rows.iter().copied();
        (Figures::of(rows()), split(rows(), Split::Reason))
    };
    periods.into_iter().map(|(from, rows)| (from, figures(&rows))).collect()
}
