use proptest::prelude::*;

use super::*;
use crate::App;

fn counts(of: &[(&str, u32)]) -> Counts {
    of.iter().map(|(value, count)| ((*value).into(), *count)).collect()
}

#[test]
fn figures_are_made_of_counts() {
    let figure = |hundredths, n| Some(Figure { hundredths, n });
    for (name, measure, given, want) in [
        ("nobody", Measure::Stars, &[][..], None),
        ("stars", Measure::Stars, &[("5", 2), ("4", 1)], figure(467, 3)),
        ("another scale", Measure::Stars, &[("5", 2), ("10", 1)], None),
        ("a word", Measure::Stars, &[("5", 2), ("other", 1)], None),
        ("promoters", Measure::Promoters, &[("10", 3), ("8", 1), ("0", 2)], figure(1667, 6)),
        ("detractors", Measure::Promoters, &[("6", 1)], figure(-10_000, 1)),
        ("a third less", Measure::Promoters, &[("9", 1), ("1", 2)], figure(-3333, 3)),
        ("again", Measure::Again, &[("yes", 3), ("maybe", 1)], figure(7500, 4)),
        ("again, or what else", Measure::Again, &[("yes", 3), ("perhaps", 1)], None),
    ] {
        assert_eq!(measure.figure(&counts(given)), want, "{name}");
    }
}

/// Customers by number, each with a mean of so many tenths of stars, of a hundred answers.
fn stars(tenths: &[u32]) -> BTreeMap<usize, Counts> {
    let of = |tenths: u32| {
        let fives = (tenths - 10) * 100 / 40;
        counts(&[("5", fives), ("1", 100 - fives)])
    };
    tenths.iter().map(|tenths| of(*tenths)).enumerate().collect()
}

#[test]
fn nobody_is_compared_with_few() {
    let all = stars(&[30; 10]);
    let compared =
        |customers: &BTreeMap<usize, Counts>, own| compare(Measure::Stars, customers, &own, [0, 0]);
    assert!(compared(&all, 0).is_some());
    assert_eq!(compared(&stars(&[30; 9]), 0), None, "nine are too few");
    assert_eq!(compared(&all, 10), None, "whoever gives nothing");
    let mut few = all.clone();
    few.insert(9, counts(&[("5", 29)]));
    assert_eq!(compared(&few, 0), None, "one of ten has too few answers");
    let mut own = stars(&[30; 11]);
    own.insert(10, counts(&[("5", 29)]));
    assert_eq!(compared(&own, 10), None, "whoever asks has too few");
    assert!(compared(&own, 0).is_some(), "ten others are enough");
    let mut other = all;
    other.insert(9, counts(&[("5", 40), ("10", 1)]));
    assert_eq!(compared(&other, 0), None, "one of ten asks something else");
}

#[test]
fn bands_are_told() {
    let all = stars(&[20, 22, 24, 26, 28, 30, 32, 34, 36, 38]);
    let band = |own| compare(Measure::Stars, &all, &own, [0, 0]).map(|told| told.band);
    let told: Vec<_> = (0..10).map(band).collect();
    let [lower, middle, upper] = [Band::Lower, Band::Middle, Band::Upper].map(Some);
    assert_eq!(told, [lower, lower, middle, middle, middle, middle, middle, middle, upper, upper]);
    let alike: BTreeMap<_, _> = (0..10).map(|one| (one, counts(&[("5", 20), ("4", 10)]))).collect();
    let told = compare(Measure::Stars, &alike, &0, [0, 0]).unwrap();
    assert_eq!((told.limits, told.band), ([460, 460], Band::Middle), "all are alike");
    let limits = |chance| compare(Measure::Stars, &all, &0, chance).unwrap().limits;
    assert_eq!(limits([0, 0]), [240, 340]);
    assert_eq!(limits([100, -100]), [260, 320]);
    assert_eq!(limits([-100, 100]), [220, 360]);
}

#[test]
fn standard_questions_are_asked_by_our_surveys() {
    for app in App::ALL {
        for Standard { question, .. } in app.standard() {
            let named = format!("\"name\": \"{question}\"");
            let asks = app.defaults().stages.iter().filter(|one| one.survey.contains(&named));
            let once = app == App::DELIVERY_CONTROL || asks.clone().count() == 1;
            assert!(asks.count() > 0 && once, "{app}: {question}");
        }
    }
}

fn measures() -> impl Strategy<Value = Measure> {
    prop_oneof![Just(Measure::Promoters), Just(Measure::Again), Just(Measure::Stars)]
}

/// Figures of a measure, of at least ten customers.
fn figures() -> impl Strategy<Value = (Measure, Vec<i64>)> {
    measures().prop_flat_map(|measure| {
        let [least, most] = measure.scale();
        (Just(measure), prop::collection::vec(least..=most, MIN_CUSTOMERS..60))
    })
}

proptest! {
    #[test]
    fn limits_are_coarse_and_in_order(
        (measure, figures) in figures(),
        first in -100_i8..=100,
        second in -100_i8..=100,
    ) {
        let [least, most] = measure.scale();
        let [lower, upper] = limits(measure, figures, [first, second]).unwrap();
        prop_assert!(least <= lower && lower <= upper && upper <= most);
        for limit in [lower, upper] {
            prop_assert_eq!((limit - least) % measure.step(), 0);
        }
    }

    #[test]
    fn fewer_than_ten_are_nothing(
        measure in measures(),
        figures in prop::collection::vec(0_i64..400, 0..MIN_CUSTOMERS),
    ) {
        prop_assert_eq!(limits(measure, figures, [0, 0]), None);
    }

    /// Whatever one customer's figure becomes: a limit stays between the figures next to it, but for a step.
    #[test]
    fn one_customer_moves_a_limit_to_its_neighbours_at_most(
        (measure, mut figures) in figures(),
        at in 0_usize..60,
        part in 0_i64..=100,
        chance in -100_i8..=100,
    ) {
        figures.sort_unstable();
        let [least, most] = measure.scale();
        let mut changed = figures.clone();
        let at = at % changed.len();
        changed[at] = least + (most - least) * part / 100;
        let told = limits(measure, changed, [chance; 2]).unwrap();
        let place = (figures.len() + 1) / 4;
        let reversed: Vec<_> = figures.iter().rev().copied().collect();
        let ends = |sorted: &[i64]| {
            let one = super::told(measure, sorted[place.saturating_sub(2)], chance);
            let other = super::told(measure, sorted[place + 2], chance);
            (one.min(other), one.max(other))
        };
        let (low, high) = (ends(&figures), ends(&reversed));
        prop_assert!((low.0..=low.1.max(high.1)).contains(&told[0]));
        prop_assert!((low.0.min(high.0)..=high.1).contains(&told[1]));
    }

    /// What others are is told alike whoever asks: asking as another tells nothing more.
    #[test]
    fn limits_do_not_depend_on_who_asks(
        tenths in prop::collection::vec(10_u32..=50, MIN_CUSTOMERS..30),
        chance in -100_i8..=100,
    ) {
        let all = stars(&tenths);
        let told: Vec<_> = all
            .keys()
            .map(|own| compare(Measure::Stars, &all, own, [chance; 2]).unwrap().limits)
            .collect();
        prop_assert!(told.windows(2).all(|pair| pair[0] == pair[1]));
    }
}
