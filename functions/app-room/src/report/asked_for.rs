//! Which days somebody asks for.

use bytes::Bytes;
use contract::message::{Day, PartName, ReadReport, ReportPeriod};
use page::ReportPart;

/// What somebody asks for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct AskedFor {
    pub(super) message: ReadReport,
    /// What the figures are told apart by.
    pub(super) part: Option<ReportPart>,
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

/// A part, as storage is asked for it: groups are made of what is told apart.
fn named(part: ReportPart) -> Option<PartName> {
    let told = match part {
        ReportPart::Group => ReportPart::GROUPED,
        ReportPart::Carrier
        | ReportPart::Region
        | ReportPart::DeliveryType
        | ReportPart::Driver
        | ReportPart::Promise
        | ReportPart::Property
        | ReportPart::RoomType
        | ReportPart::Channel
        | ReportPart::Nights
        | ReportPart::Plan
        | ReportPart::CameBack => part,
    };
    told.name().parse().ok()
}

impl AskedFor {
    /// The same as a query.
    pub(super) fn query(&self) -> String {
        let ReadReport { from, to, period, .. } = &self.message;
        let part = self.part.map(|part| format!("&part={}", part.name())).unwrap_or_default();
        format!("from={from}&to={to}&by={}{part}", word(*period))
    }

    /// Stretches that are offered: how many days, and by what.
    pub(super) const STRETCHES: [(u32, ReportPeriod); 3] =
        [(30, ReportPeriod::Day), (90, ReportPeriod::Week), (365, ReportPeriod::Month)];

    /// The stretch of so many days that ends today.
    pub(super) fn last(
        (days, period): (u32, ReportPeriod),
        (today, part): (Day, Option<ReportPart>),
    ) -> Self {
        let from = Day::from_number(today.number().saturating_sub(days - 1));
        let by = part.and_then(named);
        Self { message: ReadReport { from, to: today, period, by }, part, is_wrong: false }
    }

    /// What a query asks for; without one, the middle stretch.
    pub(super) fn read(query: Option<&str>, today: Day, parts: &[ReportPart]) -> Self {
        let [_, usual, _] = Self::STRETCHES;
        let usual = Self::last(usual, (today, None));
        match query.filter(|query| !query.is_empty()) {
            None => usual,
            Some(query) => parsed(query, parts).unwrap_or(Self { is_wrong: true, ..usual }),
        }
    }
}

fn parsed(query: &str, parts: &[ReportPart]) -> Option<AskedFor> {
    let fields = host::form_fields(&Bytes::copy_from_slice(query.as_bytes())).ok()?;
    let of = |name| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let all = [ReportPeriod::Day, ReportPeriod::Week, ReportPeriod::Month];
    let by = of("by")?;
    let part = match of("part").filter(|name| !name.is_empty()) {
        Some(name) => Some(*parts.iter().find(|part| part.name() == name)?),
        None => None,
    };
    let message = ReadReport {
        from: of("from")?.parse().ok()?,
        to: of("to")?.parse().ok()?,
        period: all.into_iter().find(|period| word(*period) == by)?,
        by: part.and_then(named),
    };
    message.is_bounded().then_some(AskedFor { message, part, is_wrong: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERED: [ReportPart; 3] = [ReportPart::Carrier, ReportPart::Driver, ReportPart::Group];

    #[test]
    fn groups_are_made_of_what_is_told_apart() {
        let today: Day = "2026-11-28".parse().unwrap();
        let group = "from=2026-11-01&to=2026-11-01&by=week&part=group";
        let got = AskedFor::read(Some(group), today, &OFFERED);
        assert_eq!(got.message.by.unwrap().as_str(), "property");
    }

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
            (
                Some("from=2026-11-01&to=2026-11-01&by=week&part="),
                "from=2026-11-01&to=2026-11-01&by=week",
                false,
            ),
            (
                Some("from=2026-11-01&to=2026-11-01&by=week&part=driver"),
                "from=2026-11-01&to=2026-11-01&by=week&part=driver",
                false,
            ),
            (
                Some("from=2026-11-01&to=2026-11-01&by=week&part=plan"),
                "from=2026-08-31&to=2026-11-28&by=week",
                true,
            ),
            (
                Some("from=2026-11-01&to=2026-11-01&by=week&part=group"),
                "from=2026-11-01&to=2026-11-01&by=week&part=group",
                false,
            ),
            (Some("made"), "from=2026-08-31&to=2026-11-28&by=week", true),
        ] {
            let got = AskedFor::read(asked, today, &OFFERED);
            assert_eq!((&*got.query(), got.is_wrong), (want, is_wrong), "{asked:?}");
        }
    }
}
