//! When messages may be sent.

mod day;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, AmbiguousTimestamp, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use day::{HolidaysOf, InvalidDayOff, InvalidTimeOfDay, OwnDayOff, TimeOfDay, Weekday};

use crate::{Calendar, MovedBecause, Skip};

/// The hours of the days on which messages may be sent, in the recipient's time.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Window {
    /// From when on, each day.
    pub from: TimeOfDay,
    /// Until when; it is later than `from`.
    pub to: TimeOfDay,
    /// On which days of the week.
    pub days: Vec<Weekday>,
    /// Whose public holidays are off.
    pub holidays: Vec<HolidaysOf>,
    /// Further days that are off.
    pub own_days_off: Vec<OwnDayOff>,
}

impl Default for Window {
    /// Every day but public holidays, from 8 to 20 o'clock.
    fn default() -> Self {
        Self {
            from: TimeOfDay::from_hour(8),
            to: TimeOfDay::from_hour(20),
            days: Weekday::ALL.to_vec(),
            holidays: vec![HolidaysOf::Recipient],
            own_days_off: Vec::new(),
        }
    }
}

/// A time in which a message may be sent: from `opens` on, before `closes`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Slot {
    /// The first moment.
    pub opens: Timestamp,
    /// The first moment after it.
    pub closes: Timestamp,
}

impl Slot {
    /// Whether the moment lies in it.
    #[must_use]
    pub fn has(self, moment: Timestamp) -> bool {
        self.opens <= moment && moment < self.closes
    }
}

/// How many days are looked through for one on which something may be sent.
const MAX_DAYS: u16 = 400;

/// How many reasons are told for which a moment was moved.
const MAX_REASONS: usize = 16;

/// A window where the recipient is.
pub(crate) struct Hours<'a> {
    pub(crate) window: &'a Window,
    pub(crate) zone: TimeZone,
    pub(crate) calendars: Vec<Calendar>,
    /// From when on nothing is sent, if there is such a moment.
    pub(crate) latest: Option<Timestamp>,
}

impl Hours<'_> {
    /// The first time from `moment` on in which a message may be sent, and why it is not `moment`
    /// itself, if it is not.
    pub(crate) fn slot(&self, moment: Timestamp) -> Result<(Slot, Vec<MovedBecause>), Skip> {
        let (slot, because) = self.open(moment).ok_or(Skip::NoTime)?;
        let Some(latest) = self.latest else { return Ok((slot, because)) };
        if latest <= slot.opens {
            return Err(Skip::NoLonger { latest });
        }
        Ok((Slot { closes: slot.closes.min(latest), ..slot }, because))
    }

    /// The first time from `moment` on in which the window is open. None if there is none for more than a year.
    fn open(&self, moment: Timestamp) -> Option<(Slot, Vec<MovedBecause>)> {
        let mut because = Vec::new();
        let mut tell = |reason| {
            if because.len() < MAX_REASONS && !because.contains(&reason) {
                because.push(reason);
            }
        };
        let mut day = self.zone.to_datetime(moment).date();
        for _ in 0..MAX_DAYS {
            match (self.off(day), self.span(day)) {
                (Some(reason), _) => tell(reason),
                (None, Some(span)) if moment < span.opens => {
                    if self.zone.to_datetime(moment).date() == day {
                        tell(MovedBecause::Hours);
                    }
                    return Some((span, because));
                }
                (None, Some(span)) if moment < span.closes => {
                    return Some((Slot { opens: moment, closes: span.closes }, because));
                }
                (None, _) => tell(MovedBecause::Hours),
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// The window's hours of a day, by a clock on the wall at every moment of them. None if the clock
    /// jumps over all of them.
    fn span(&self, day: Date) -> Option<Slot> {
        let opens = self.moment(self.window.from.on(day)?, AmbiguousTimestamp::later)?;
        let closes = self.moment(self.window.to.on(day)?, AmbiguousTimestamp::earlier)?;
        (opens < closes).then_some(Slot { opens, closes })
    }

    /// The moment at which the clock shows a time: of two the one that `choose` takes, and the moment of
    /// the jump if the clock jumps over it.
    fn moment(
        &self,
        time: DateTime,
        choose: fn(AmbiguousTimestamp) -> Result<Timestamp, jiff::Error>,
    ) -> Option<Timestamp> {
        let shown = self.zone.to_ambiguous_timestamp(time);
        match shown.offset() {
            AmbiguousOffset::Gap { .. } => {
                let before = shown.earlier().ok()?;
                self.zone.following(before).next().map(|jump| jump.timestamp())
            }
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
                choose(shown).ok()
            }
        }
    }

    /// Why nothing is sent on a day, if nothing is.
    fn off(&self, day: Date) -> Option<MovedBecause> {
        if !self.window.days.iter().any(|weekday| weekday.is(day)) {
            Some(MovedBecause::Weekday)
        } else if self.window.own_days_off.iter().any(|off| off.is(day)) {
            Some(MovedBecause::OwnDayOff { day })
        } else if self.calendars.iter().any(|calendar| calendar.is_holiday(day)) {
            Some(MovedBecause::Holiday { day })
        } else {
            None
        }
    }
}

/// A moment later by so many seconds; the last one there is, if that is past the end of the calendar.
pub(crate) fn later_by_seconds(moment: Timestamp, seconds: i64) -> Timestamp {
    moment.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

/// A moment later by so many days of 24 hours.
pub(crate) fn later_by_days(moment: Timestamp, days: u16) -> Timestamp {
    later_by_seconds(moment, i64::from(days) * 24 * 60 * 60)
}

#[cfg(test)]
mod tests;
