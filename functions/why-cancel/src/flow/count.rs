//! What has become of flows, in figures.

use app::why_cancel::{
    Age, Band, Figures, Flow, LossRow, Monthly, Parts, Split, Values, ranked, split,
};
use app::{Currency, Text};
use app_room::{FlowFigures, FlowLine};
use contract::message::FlowItem;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Counts flows. What cannot be read is none: nothing is guessed.
pub(crate) fn count(items: &[FlowItem]) -> FlowFigures {
    let rows: Vec<_> = items.iter().filter_map(row).collect();
    let mut reasons: Vec<_> =
        ranked(&rows).into_iter().map(|(name, _, figures)| line(Some(&name), &figures)).collect();
    let unsaid = split(&rows, Split::Reason).remove(&None);
    reasons.extend(unsaid.map(|figures| line(None, &figures)));
    FlowFigures {
        all: line(None, &Figures::of(&rows)),
        by: [reasons, lines(&split(&rows, Split::Offer)), lines(&split(&rows, Split::Plan))],
    }
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

fn lines(parts: &Parts) -> Vec<FlowLine> {
    parts.iter().map(|(name, figures)| line(name.as_deref(), figures)).collect()
}

fn line(name: Option<&str>, figures: &Figures) -> FlowLine {
    let Figures { saved, cancelled, abandoned, bounced, .. } = *figures;
    let rate = &figures.save_rate;
    let interval = rate.interval.map(|interval| (interval.low, interval.high));
    FlowLine {
        name: name.map(str::to_owned),
        // Who never saw the page and was told to have cancelled has cancelled, too.
        counts: [saved, cancelled + figures.booked, abandoned, bounced],
        rate: rate.percent.zip(interval).map(|(percent, (low, high))| (percent, low, high)),
        values: [&figures.lost, &figures.kept].map(told),
    }
}

/// Values in their currencies.
fn told(values: &Values) -> String {
    let each = values.iter().map(|(currency, value)| format!("{value} {}", currency.as_str()));
    each.collect::<Vec<_>>().join(", ")
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
        let figures = count(&[
            item(&[says("service"), Input::Cancelled], false),
            item(&[says("service"), Input::Kept], false),
            item(&[says("technical"), Input::Cancelled], false),
            item(&[says("service"), Input::Cancelled], false),
            item(&[Input::SellerCancelled], false),
            item(&[Input::Seen], false),
            item(&[says("service"), Input::Cancelled], true),
        ]);
        assert_eq!(figures.all.counts, [1, 4, 0, 0], "what is open and what is a test is not");
        assert_eq!(figures.all.values, ["396.00 SEK".to_owned(), "99.00 SEK".to_owned()]);
        let (percent, low, high) = figures.all.rate.unwrap();
        assert!((percent - 25.0).abs() < 0.01 && low < percent && percent < high);
        let [reasons, offers, plans] = &figures.by;
        let names: Vec<_> =
            reasons.iter().map(|line| (line.name.as_deref(), line.counts)).collect();
        assert_eq!(
            names,
            [
                (Some("service"), [1, 2, 0, 0]),
                (Some("technical"), [0, 1, 0, 0]),
                (None, [0, 1, 0, 0]),
            ]
        );
        assert_eq!((offers.len(), plans.len()), (1, 1));
        assert_eq!(plans[0].name.as_deref(), Some("Plus"));
    }
}
