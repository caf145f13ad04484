//! Which days somebody asks for.

use bytes::Bytes;
use contract::message::{Day, ReadReport, ReportPeriod};

/// What somebody asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct AskedFor {
    pub(super) message: ReadReport,
    /// Whether it could not be read, and this is what is shown instead.
    pub(super) is_wrong: bool,
}

/// What a period is called in a query.
pub(super) const fn word(period: ReportPeriod) -> &'static str {
    match period {
        ReportPeriod::Day => "day",
        ReportPeriod::Week => "week",
        ReportPeriod::Month => "month",
    }
}

/// A stretch of days as a query.
pub(super) fn query(message: ReadReport) -> String {
    let ReadReport { from, to, period } = message;
    format!("from={from}&to={to}&by={}", word(period))
}

impl AskedFor {
    /// Stretches that are offered: how many days, and by what.
    pub(super) const STRETCHES: [(u32, ReportPeriod); 3] =
        [(30, ReportPeriod::Day), (90, ReportPeriod::Week), (365, ReportPeriod::Month)];

    /// The stretch of so many days that ends today.
    pub(super) fn last((days, period): (u32, ReportPeriod), today: Day) -> Self {
        let from = Day::from_number(today.number().saturating_sub(days - 1));
        Self { message: ReadReport { from, to: today, period }, is_wrong: false }
    }

    /// What a query asks for; without one, the middle stretch.
    pub(super) fn read(query: Option<&str>, today: Day) -> Self {
        let [_, usual, _] = Self::STRETCHES;
        let usual = Self::last(usual, today);
        match query.filter(|query| !query.is_empty()) {
            None => usual,
            Some(query) => parsed(query).map_or(Self { is_wrong: true, ..usual }, |message| Self {
                message,
                is_wrong: false,
            }),
        }
    }
}

fn parsed(query: &str) -> Option<ReadReport> {
    let fields = host::form_fields(&Bytes::copy_from_slice(query.as_bytes())).ok()?;
    let of = |name| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let all = [ReportPeriod::Day, ReportPeriod::Week, ReportPeriod::Month];
    let by = of("by")?;
    let message = ReadReport {
        from: of("from")?.parse().ok()?,
        to: of("to")?.parse().ok()?,
        period: all.into_iter().find(|period| word(*period) == by)?,
    };
    message.is_bounded().then_some(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_read() {
        let today: Day = "2026-11-28".parse().unwrap();
        for (asked, want, is_wrong) in [
            (None, "from=2026-08-31&to=2026-11-28&by=week", false),
            (Some(""), "from=2026-08-31&to=2026-11-28&by=week", false),
            (
                Some("by=month&from=2026-01-01&to=2026-02-01"),
                "from=2026-01-01&to=2026-02-01&by=month",
                false,
            ),
            (
                Some("from=2026-02-01&to=2026-01-01&by=month"),
                "from=2026-08-31&to=2026-11-28&by=week",
                true,
            ),
            (
                Some("from=2026-01-01&to=2026-11-01&by=day"),
                "from=2026-08-31&to=2026-11-28&by=week",
                true,
            ),
            (Some("from=x&to=2026-11-01&by=week"), "from=2026-08-31&to=2026-11-28&by=week", true),
            (Some("made"), "from=2026-08-31&to=2026-11-28&by=week", true),
        ] {
            let got = AskedFor::read(asked, today);
            assert_eq!((&*query(got.message), got.is_wrong), (want, is_wrong), "{asked:?}");
        }
    }
}
