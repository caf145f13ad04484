use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::*;

fn counts(of: &[(&str, u32)]) -> BTreeMap<Box<str>, u32> {
    of.iter().map(|(value, count)| ((*value).into(), *count)).collect()
}

/// Rounded to tenths, so that the tables can be read.
fn tenths(figure: Option<f64>) -> Option<String> {
    figure.map(|figure| format!("{figure:.1}"))
}

fn ends(interval: Option<Interval>) -> Option<String> {
    interval.map(|interval| format!("{:.1} {:.1}", interval.low, interval.high))
}

#[test]
fn net_promoter_scores() {
    for (name, given, groups, score, interval) in [
        ("nobody", &[][..], (0, 0, 0), None, None),
        ("one promoter", &[("10", 1)], (1, 0, 0), Some("100.0"), Some("-48.5 100.0")),
        ("one detractor", &[("0", 1)], (0, 0, 1), Some("-100.0"), Some("-100.0 48.5")),
        ("one passive", &[("8", 1)], (0, 1, 0), Some("0.0"), Some("-60.0 60.0")),
        (
            "borders",
            &[("9", 1), ("8", 1), ("7", 1), ("6", 1)],
            (1, 2, 1),
            Some("0.0"),
            Some("-52.4 52.4"),
        ),
        (
            "many",
            &[("10", 500), ("7", 300), ("3", 200)],
            (500, 300, 200),
            Some("30.0"),
            Some("25.1 34.7"),
        ),
        ("others", &[("11", 5), ("-1", 5), ("x", 5), ("9.5", 5)], (0, 0, 0), None, None),
    ] {
        let nps = nps(&counts(given));
        assert_eq!((nps.promoters, nps.passives, nps.detractors), groups, "{name}");
        assert_eq!(tenths(nps.score).as_deref(), score, "{name}");
        assert_eq!(ends(nps.interval).as_deref(), interval, "{name}");
    }
}

#[test]
fn shares() {
    for (name, share, parts, percent, interval) in [
        ("nobody", csat(&counts(&[])), (0, 0), None, None),
        ("one", csat(&counts(&[("5", 1)])), (1, 1), Some("100.0"), Some("20.7 100.0")),
        ("one who is not", csat(&counts(&[("3", 1)])), (0, 1), Some("0.0"), Some("0.0 79.3")),
        (
            "several",
            csat(&counts(&[("5", 60), ("4", 20), ("3", 10), ("1", 10), ("x", 3)])),
            (80, 100),
            Some("80.0"),
            Some("71.1 86.7"),
        ),
        (
            "again",
            buy_again(&counts(&[("yes", 80), ("maybe", 15), ("no", 5), ("other", 9)])),
            (80, 100),
            Some("80.0"),
            Some("71.1 86.7"),
        ),
        ("nobody again", buy_again(&counts(&[])), (0, 0), None, None),
        (
            "answered",
            response_rate(Responses { reached: 100, answered: 80 }),
            (80, 100),
            Some("80.0"),
            Some("71.1 86.7"),
        ),
        (
            "more than were reached",
            response_rate(Responses { reached: 1, answered: 2 }),
            (1, 1),
            Some("100.0"),
            Some("20.7 100.0"),
        ),
        ("nobody was asked", response_rate(Responses::default()), (0, 0), None, None),
    ] {
        assert_eq!((share.yes, share.n), parts, "{name}");
        assert_eq!(tenths(share.percent).as_deref(), percent, "{name}");
        assert_eq!(ends(share.interval).as_deref(), interval, "{name}");
    }
}

fn row(from: Date, of: &[(&str, u32)]) -> RollupRow {
    RollupRow { question: "overall".into(), from, counts: counts(of) }
}

#[test]
fn trends() {
    let november = |day| date(2026, 11, day);
    let rows = [
        row(november(30), &[("4", 1)]),
        row(november(2), &[("5", 1), ("2", 1)]),
        row(november(8), &[("5", 2)]),
        row(november(18), &[("later", 2)]),
        RollupRow { question: "again".into(), from: november(3), counts: counts(&[("yes", 1)]) },
    ];
    let told = |period| -> Vec<_> {
        let points = trend(&rows, "overall", period).into_iter();
        points.map(|p| format!("{} {} {:?}", p.from, p.n, tenths(p.mean))).collect()
    };
    assert_eq!(
        told(Period::Week),
        [
            "2026-11-02 4 Some(\"4.2\")",
            "2026-11-09 0 None",
            "2026-11-16 2 None",
            "2026-11-23 0 None",
            "2026-11-30 1 Some(\"4.0\")",
        ]
    );
    assert_eq!(told(Period::Month), ["2026-11-01 7 Some(\"4.2\")"]);
    assert_eq!(told(Period::Day).len(), 29);
    assert_eq!(trend(&rows, "nobody", Period::Day), []);
    assert_eq!(trend(&[], "overall", Period::Month), []);
}

#[test]
fn a_single_answer_is_a_point() {
    let points = trend(&[row(date(2026, 2, 28), &[("3", 1)])], "overall", Period::Month);
    let want = Point { from: date(2026, 2, 1), n: 1, mean: Some(3.0), counts: counts(&[("3", 1)]) };
    assert_eq!(points, [want]);
}

#[test]
fn a_trend_is_bounded() {
    let rows = [row(date(1000, 1, 1), &[("1", 1)]), row(date(2026, 1, 15), &[("5", 1)])];
    for period in [Period::Day, Period::Week, Period::Month] {
        let points = trend(&rows, "overall", period);
        assert_eq!(points.len(), 1000, "{period:?}");
        assert_eq!(points.last().map(|point| point.n), Some(1), "{period:?}");
    }
}
