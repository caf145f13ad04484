//! Reads what a customer sets up, strictly.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Exclusions, PropertyGroup, Rules, Score, Thresholds, Whom};
use crate::read::{Findings, Object};
use crate::{Fault, InvalidValue, Key, Marks, Reason, Text};

/// The most things that are excluded of one kind.
const MAX_EXCLUDED: usize = 100;

/// The most properties with thresholds of their own.
const MAX_PROPERTIES: usize = 500;

/// The most groups of properties.
const MAX_GROUPS: usize = 50;

pub(super) fn rules(json: &Value) -> Result<Rules, Vec<Fault>> {
    let mut findings = Findings::new(0);
    let found = &mut findings;
    let read = found.object(Some(json), "$").map(|told| whole(found, told));
    findings.or_faults(read)
}

const KNOWN: [&str; 8] = [
    "guests",
    "from_nights",
    "close_hours",
    "exclude",
    "thresholds",
    "properties",
    "groups",
    "marks",
];

fn whole(found: &mut Findings, told: Object<'_>) -> Rules {
    found.refuse_unknown(told, &KNOWN);
    let default = Rules::default();
    let nights = InvalidValue("a whole number from 1 to 60");
    let hours = InvalidValue("a whole number from 0 to 240");
    Rules {
        whom: whom(found, told).unwrap_or(default.whom),
        from_nights: number(found, told, "from_nights", (1, 60), nights)
            .unwrap_or(default.from_nights),
        close_hours: number(found, told, "close_hours", (0, 240), hours)
            .unwrap_or(default.close_hours),
        exclude: exclusions(found, told),
        thresholds: found
            .object(told.member("thresholds"), "$.thresholds")
            .and_then(|own| thresholds(found, own))
            .unwrap_or(default.thresholds),
        properties: properties(found, told),
        groups: groups(found, told),
        marks: found
            .object(told.member("marks"), "$.marks")
            .and_then(|own| Marks::read(found, own))
            .unwrap_or(default.marks),
    }
}

fn whom(found: &mut Findings, told: Object<'_>) -> Option<Whom> {
    match found.text(told, "guests")? {
        "main" => Some(Whom::Main),
        "each" => Some(Whom::Each),
        _ => {
            found.add("$.guests", InvalidValue("main or each").into());
            None
        }
    }
}

fn number(
    found: &mut Findings,
    told: Object<'_>,
    name: &str,
    (least, most): (u64, u64),
    wanted: InvalidValue,
) -> Option<u16> {
    let number = told.member(name)?.as_u64().filter(|number| (least..=most).contains(number));
    let number = number.and_then(|number| u16::try_from(number).ok());
    if number.is_none() {
        found.add(told.path_of(name), wanted.into());
    }
    number
}

fn exclusions(found: &mut Findings, told: Object<'_>) -> Exclusions {
    let Some(told) = found.object(told.member("exclude"), "$.exclude") else {
        return Exclusions::default();
    };
    let known = ["channels", "rates", "rooms", "room_types", "groups", "countries", "domains"];
    found.refuse_unknown(told, &known);
    Exclusions {
        channels: set(found, told, "channels").into_iter().collect(),
        rates: set(found, told, "rates").into_iter().collect(),
        rooms: set(found, told, "rooms").into_iter().collect(),
        room_types: set(found, told, "room_types").into_iter().collect(),
        groups: set(found, told, "groups").into_iter().collect(),
        countries: set(found, told, "countries"),
        domains: set(found, told, "domains"),
    }
}

/// A list of texts, none of them twice.
fn set<'a, T: Ord + TryFrom<&'a str, Error = InvalidValue>>(
    found: &mut Findings,
    told: Object<'a>,
    name: &str,
) -> BTreeSet<T> {
    let too_many = InvalidValue("a list of at most 100");
    let mut set = BTreeSet::new();
    let items = found.list(told, name, MAX_EXCLUDED, too_many.into());
    for (at, item) in items.iter().enumerate() {
        let path = format!("{}[{at}]", told.path_of(name));
        match item.as_str().map(T::try_from) {
            None => found.add(path, Reason::NotAText),
            Some(Err(error)) => found.add(path, error.into()),
            Some(Ok(value)) => {
                if !set.insert(value) {
                    found.add(path, Reason::Twice);
                }
            }
        }
    }
    set
}

fn thresholds(found: &mut Findings, told: Object<'_>) -> Option<Thresholds> {
    found.refuse_unknown(told, &["minimum", "critical"]);
    let minimum = score(found, told, "minimum");
    let critical = score(found, told, "critical");
    let thresholds = Thresholds::new(minimum?, critical?);
    if thresholds.is_none() {
        found.add(told.path, InvalidValue("such that critical is not above minimum").into());
    }
    thresholds
}

fn score(found: &mut Findings, told: Object<'_>, name: &str) -> Option<Score> {
    let Some(value) = told.member(name) else {
        found.add(told.path_of(name), Reason::Missing);
        return None;
    };
    Score::from_json(value).map_err(|error| found.add(told.path_of(name), error.into())).ok()
}

/// Thresholds by property. Its names are the customer's own: paths end before them.
fn properties(found: &mut Findings, told: Object<'_>) -> BTreeMap<Key, Thresholds> {
    let mut properties = BTreeMap::new();
    let path = "$.properties";
    let Some(all) = found.object(told.member("properties"), path) else { return properties };
    if all.members.len() > MAX_PROPERTIES {
        found.add(path, InvalidValue("an object of at most 500 properties").into());
        return properties;
    }
    for (name, value) in all.members {
        let id = Key::try_from(name.as_str()).map_err(|error| found.add(path, error.into()));
        let own = found.object(Some(value), path).and_then(|own| thresholds(found, own));
        if let (Ok(id), Some(own)) = (id, own) {
            properties.insert(id, own);
        }
    }
    properties
}

/// Groups of properties, by name. Names of both are the customer's own: paths end before them.
fn groups(found: &mut Findings, told: Object<'_>) -> Vec<PropertyGroup> {
    let path = "$.groups";
    let Some(all) = found.object(told.member("groups"), path) else { return Vec::new() };
    // A property counts in each group that it is in.
    let each = all.members.values().map(|listed| listed.as_array().map_or(0, Vec::len));
    if all.members.len() > MAX_GROUPS || each.sum::<usize>() > MAX_PROPERTIES {
        let wanted = "an object of at most 50 groups, with at most 500 properties together";
        found.add(path, InvalidValue(wanted).into());
        return Vec::new();
    }
    all.members.iter().filter_map(|(name, listed)| group(found, path, (name, listed))).collect()
}

fn group(
    found: &mut Findings,
    path: &str,
    (name, listed): (&str, &Value),
) -> Option<PropertyGroup> {
    let Some(listed) = listed.as_array().filter(|listed| !listed.is_empty()) else {
        found.add(path, InvalidValue("an object of lists of one property at least").into());
        return None;
    };
    let name = Text::try_from(name).map_err(|error| found.add(path, error.into())).ok();
    let mut properties = BTreeSet::new();
    for item in listed {
        match item.as_str().map(Key::try_from) {
            None => found.add(path, Reason::NotAText),
            Some(Err(error)) => found.add(path, error.into()),
            Some(Ok(id)) => {
                if !properties.insert(id.as_str().into()) {
                    found.add(path, Reason::Twice);
                }
            }
        }
    }
    Some(PropertyGroup { name: name?.as_str().into(), properties })
}
