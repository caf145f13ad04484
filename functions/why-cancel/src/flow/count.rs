//! What has become of flows, in figures.

use std::collections::BTreeMap;

use app::why_cancel::{
    Age, Band, Counted, Figures, Flow, LossRow, Monthly, Parts, Split, Values, by_period, ranked,
    split_in_order,
};
use app::{Currency, Period, Text};
use app_room::{FlowFigures, FlowLine};
use contract::message::FlowItem;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// How many reasons are followed over time by themselves.
const FOLLOWED: usize = 5;

/// Counts flows. What cannot be read is none: nothing is guessed.
pub(crate) fn count(items: &[FlowItem], period: Period) -> FlowFigures {
    let rows = items.iter().filter_map(row);
    // Nobody has decided that a payment fails: it is no answer to who leaves, or why.
    let (lapsed, rows): (Vec<_>, Vec<_>) = rows.partition(|row| row.counted == Counted::Lapsed);
    let lapsed = Figures::of(&lapsed);
    let ranked = ranked(&rows);
    let mut reasons: Vec<_> =
        ranked.iter().map(|(name, _, figures)| line(Some(name), figures)).collect();
    let by = |by| split_in_order(&rows, by);
    let lines = |parts: Vec<(Option<Box<str>>, Figures)>| -> Vec<FlowLine> {
        parts.iter().map(|(name, figures)| line(name.as_deref(), figures)).collect()
    };
    let unsaid = by(Split::Reason).into_iter().filter(|(name, _)| name.is_none());
    reasons.extend(lines(unsaid.collect()));
    let left = ranked.iter().filter(|(_, _, figures)| figures.left() > 0);
    let followed: Vec<_> = left.take(FOLLOWED).map(|(name, ..)| name.to_string()).collect();
    let periods = by_period(&rows, period);
    FlowFigures {
        all: line(None, &Figures::of(&rows)),
        lapsed: (lapsed.lapsed, in_currencies(&lapsed.unpaid)),
        by: [
            reasons,
            lines(by(Split::Offer)),
            lines(by(Split::Plan)),
            lines(by(Split::Age)),
            lines(by(Split::Value)),
        ],
        told: told(&periods, &followed),
        periods: periods
            .iter()
            .map(|(from, (figures, _))| line(Some(&from.to_string()), figures))
            .collect(),
        reasons: followed,
    }
}

/// How often those who left in each period gave the reasons that are followed, and any other.
fn told(
    periods: &BTreeMap<Date, (Figures, Parts)>,
    followed: &[String],
) -> Vec<(String, Vec<u32>)> {
    let each = periods.iter().filter_map(|(from, (_, parts))| {
        let mut counts = vec![0_u32; followed.len() + 1];
        for (name, figures) in parts {
            let Some(name) = name else { continue };
            let place = followed.iter().position(|one| **one == **name);
            if let Some(count) = counts.get_mut(place.unwrap_or(followed.len())) {
                *count = count.saturating_add(figures.left());
            }
        }
        counts.iter().any(|count| *count > 0).then(|| (from.to_string(), counts))
    });
    each.collect()
}

/// A flow as figures count it; nothing if they do not.
fn row(item: &FlowItem) -> Option<LossRow> {
    let flow: Flow = serde_json::from_value(item.state.value().clone()).ok()?;
    let millis = i64::try_from(item.made_at.unix_millis()).ok()?;
    let facts = &item.facts;
    let currency = facts.currency.as_deref().and_then(|raw| Currency::try_from(raw).ok());
    let monthly = facts.monthly.map(Monthly::from_parts).unwrap_or_default();
    Some(LossRow {
        from: Timestamp::from_millisecond(millis).ok()?.to_zoned(TimeZone::UTC).date(),
        counted: flow.counted()?,
        reason: flow.reason().cloned(),
        offer: flow.offer().cloned(),
        plan: facts.plan.as_deref().and_then(|raw| Text::try_from(raw).ok()),
        age: Age::ALL.into_iter().find(|age| facts.age.as_deref() == Some(age.as_str())),
        band: currency.map(|currency| (currency, Band::of(monthly))),
        count: 1,
        monthly,
    })
}

fn line(name: Option<&str>, figures: &Figures) -> FlowLine {
    let Figures { saved, cancelled, booked, abandoned, bounced, .. } = *figures;
    let rate = &figures.save_rate;
    let interval = rate.interval.map(|interval| (interval.low, interval.high));
    FlowLine {
        name: name.map(str::to_owned),
        counts: [saved, cancelled, booked, abandoned, bounced],
        rate: rate.percent.zip(interval).map(|(percent, (low, high))| (percent, low, high)),
        values: [&figures.lost, &figures.kept].map(in_currencies),
    }
}

/// Values with their currencies.
fn in_currencies(values: &Values) -> Vec<(String, String)> {
    values
        .iter()
        .map(|(currency, value)| (value.to_string(), currency.as_str().to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use app::why_cancel::Input;
    use contract::Moment;
    use contract::message::FlowFacts;

    use super::*;

    fn item(inputs: &[Input], test: bool) -> FlowItem {
        let now = Timestamp::UNIX_EPOCH;
        let mut flow = Flow::new("1970-01-01T01:00:00Z".parse().unwrap(), test);
        for input in inputs {
            assert!(flow.apply(input, now).is_ok());
        }
        let state = serde_json::to_vec(&flow).unwrap();
        FlowItem {
            flow: "f".parse().unwrap(),
            instance: "cancel".parse().unwrap(),
            state: survey::StrictJson::from_slice(&state).unwrap(),
            facts: FlowFacts {
                plan: Some("Plus".to_owned()),
                age: Some("over-2-years".to_owned()),
                currency: Some("SEK".to_owned()),
                monthly: Some(990_000),
            },
            made_at: Moment::from_unix_millis(0),
            changed_at: Moment::from_unix_millis(0),
        }
    }

    fn says(reason: &str) -> Input {
        Input::Told { reason: reason.try_into().unwrap(), offer: None }
    }

    #[test]
    fn flows_are_counted_by_what_they_came_to() {
        let figures = count(
            &[
                item(&[says("service"), Input::Cancelled], false),
                item(&[says("service"), Input::Kept], false),
                item(&[says("technical"), Input::Cancelled], false),
                item(&[says("service"), Input::Cancelled], false),
                item(&[Input::SellerCancelled], false),
                item(&[Input::Seen], false),
                item(&[says("service"), Input::Cancelled], true),
            ],
            Period::Week,
        );
        assert_eq!(figures.all.counts, [1, 3, 1, 0, 0], "what is open and what is a test is not");
        let sek = |value: &str| vec![(value.to_owned(), "SEK".to_owned())];
        assert_eq!(figures.all.values, [sek("396.00"), sek("99.00")]);
        let (percent, low, high) = figures.all.rate.unwrap();
        assert!((percent - 25.0).abs() < 0.01 && low < percent && percent < high);
        let [reasons, offers, plans, ages, values] = &figures.by;
        let names: Vec<_> =
            reasons.iter().map(|line| (line.name.as_deref(), line.counts)).collect();
        assert_eq!(
            names,
            [
                (Some("service"), [1, 2, 0, 0, 0]),
                (Some("technical"), [0, 1, 0, 0, 0]),
                (None, [0, 0, 1, 0, 0]),
            ]
        );
        assert_eq!((offers.len(), plans.len()), (1, 1));
        for (lines, want) in [(plans, "Plus"), (ages, "over-2-years"), (values, "SEK 50-100")] {
            let called: Vec<_> = lines.iter().map(|line| line.name.as_deref()).collect();
            assert_eq!(called, [Some(want)]);
        }
    }

    #[test]
    fn parts_stand_in_the_order_that_people_expect() {
        let of = |age: Option<&str>, monthly: u64| {
            let mut item = item(&[says("service"), Input::Cancelled], false);
            item.facts.age = age.map(str::to_owned);
            item.facts.monthly = Some(monthly * 10_000);
            item
        };
        let items = [
            of(Some("over-2-years"), 150),
            of(None, 60),
            of(Some("1-to-3-months"), 7),
            of(Some("under-1-month"), 60),
        ];
        let [_, _, _, ages, values] = count(&items, Period::Day).by;
        let names = |lines: Vec<FlowLine>| {
            lines.into_iter().map(|line| line.name.unwrap_or_default()).collect::<Vec<_>>()
        };
        assert_eq!(names(ages), ["under-1-month", "1-to-3-months", "over-2-years", ""]);
        assert_eq!(names(values), ["SEK 5-10", "SEK 50-100", "SEK 100-200"]);
    }

    #[test]
    fn reasons_are_followed_over_time() {
        let left = |reason: &str, day: u64| {
            let mut item = item(&[says(reason), Input::Cancelled], false);
            item.made_at = Moment::from_unix_millis(day * 86_400_000);
            item
        };
        let mut items: Vec<_> = ["a", "b", "c", "d", "e"]
            .into_iter()
            .flat_map(|one| [left(one, 0), left(one, 40)])
            .collect();
        items.extend([left("f", 0), left("a", 40)]);
        // Who stayed has not left for a reason, and who said none has given none.
        let mut stays = item(&[says("a"), Input::Kept], false);
        stays.made_at = Moment::from_unix_millis(80 * 86_400_000);
        let figures = count(&[items, vec![stays]].concat(), Period::Month);
        assert_eq!(figures.reasons, ["a", "b", "c", "d", "e"]);
        let months = |day: &str, counts: [u32; 6]| (day.to_owned(), counts.to_vec());
        assert_eq!(
            figures.told,
            [months("1970-01-01", [1, 1, 1, 1, 1, 1]), months("1970-02-01", [2, 1, 1, 1, 1, 0])]
        );
        let periods: Vec<_> =
            figures.periods.iter().map(|one| (one.name.as_deref(), one.counts)).collect();
        assert_eq!(
            periods,
            [
                (Some("1970-01-01"), [0, 6, 0, 0, 0]),
                (Some("1970-02-01"), [0, 6, 0, 0, 0]),
                (Some("1970-03-01"), [1, 0, 0, 0, 0]),
            ]
        );
    }
}
