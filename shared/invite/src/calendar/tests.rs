use super::*;

#[test]
fn easter_sundays() {
    // As published; 2008 and 2038 are the earliest and the latest of living memory.
    for (year, month, day) in [
        (1961, 4, 2),
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2038, 4, 25),
        (2049, 4, 18),
        (2076, 4, 19),
    ] {
        assert_eq!(easter(year), (month, day), "{year}");
    }
    for year in 1900..2200 {
        let (month, day) = easter(year);
        let sunday = date(year, month, i8::try_from(day).unwrap());
        assert_eq!(sunday.weekday(), Weekday::Sunday, "{year}");
        assert!((date(year, 3, 22)..=date(year, 4, 25)).contains(&sunday), "{year}");
        assert_eq!(days_after_easter(sunday), 0, "{year}");
    }
}

/// The holidays of a year, as month and day.
fn holidays(country: &str, year: i16) -> String {
    let calendar = Calendar::of(country.parse().unwrap()).unwrap();
    let days = date(year, 1, 1).series(1.day()).take_while(|day| day.year() == year);
    let days = days.filter(|day| calendar.is_holiday(*day));
    days.map(|day| format!("{:02}-{:02}", day.month(), day.day())).collect::<Vec<_>>().join(" ")
}

#[test]
fn whole_years() {
    for (country, year, want) in [
        (
            "SE",
            2026,
            "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-19 06-20 10-31 12-24 12-25 12-26 12-31",
        ),
        (
            "SE",
            2027,
            "01-01 01-06 03-26 03-28 03-29 05-01 05-06 05-16 06-06 06-25 06-26 11-06 12-24 12-25 12-26 12-31",
        ),
        ("NO", 2026, "01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26"),
        ("DK", 2026, "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26"),
        (
            "FI",
            2026,
            "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-19 06-20 10-31 12-06 12-24 12-25 12-26",
        ),
        (
            "IS",
            2026,
            "01-01 04-02 04-03 04-05 04-06 04-23 05-01 05-14 05-24 05-25 06-17 08-03 12-25 12-26",
        ),
        ("DE", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26"),
        ("NL", 2025, "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26"),
        ("NL", 2026, "01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26"),
        ("FR", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25"),
        ("GB", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28"),
        ("GB", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28"),
        ("GB", 2022, "01-01 01-03 04-15 04-18 05-02 05-30 08-29 12-25 12-26 12-27"),
        ("GB", 2023, "01-01 01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26"),
    ] {
        assert_eq!(holidays(country, year), want, "{country} {year}");
    }
    assert_eq!(Calendar::of("US".parse().unwrap()), None);
}
