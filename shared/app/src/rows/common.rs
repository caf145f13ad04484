//! Columns that tables of several apps have.

use super::{Cell, Known};

/// What columns are called.
#[expect(clippy::indexing_slicing, reason = "both have as many; iterators are not const")]
pub(crate) const fn names<const N: usize>(known: &[Known; N]) -> [&'static str; N] {
    let (mut names, mut at) = ([""; N], 0);
    while at < N {
        names[at] = known[at].name;
        at += 1;
    }
    names
}

/// Where mail reaches somebody, who is called so in the JSON.
pub(crate) const fn email(person: &'static str) -> Known {
    Known {
        name: "email",
        place: (person, Some("email")),
        cell: Cell::Text,
        headers: &["email", "e mail", "email address", "e post", "epost", "e postadress", "mejl"],
    }
}

/// Where a telephone reaches somebody, who is called so in the JSON.
pub(crate) const fn phone(person: &'static str) -> Known {
    Known {
        name: "phone",
        place: (person, Some("phone")),
        cell: Cell::Text,
        headers: &[
            "phone",
            "phone number",
            "mobile",
            "telefon",
            "telefonnummer",
            "mobil",
            "mobilnummer",
        ],
    }
}

/// In what an amount is.
pub(crate) const CURRENCY: Known = Known {
    name: "currency",
    place: ("amount", Some("currency")),
    cell: Cell::Upper,
    headers: &["currency", "valuta"],
};

/// In which language somebody is asked.
pub(crate) const LANGUAGE: Known = of("language", Cell::Text, &["language", "locale", "språk"]);

/// Where somebody is.
pub(crate) const COUNTRY: Known =
    of("country", Cell::Upper, &["country", "country code", "land", "landskod"]);

/// Whose clock is meant.
pub(crate) const TIME_ZONE: Known =
    of("time_zone", Cell::Text, &["time zone", "timezone", "tidszon"]);

/// When somebody is asked, if the instance is not to reckon it.
pub(crate) const SEND_AT: Known = of("send_at", Cell::Moment, &["send at", "skickas"]);

/// The customer's own marks.
pub(crate) const TAGS: Known = of("tags", Cell::List, &["tags", "taggar", "etiketter"]);

/// Whether somebody may be asked.
pub(crate) const CONSENT: Known = of("consent", Cell::Flag, &["consent", "samtycke"]);

/// Whether somebody only tries out how it goes.
pub(crate) const TEST: Known = of("test", Cell::Flag, &["test"]);

/// A column whose cells stand in the JSON under its own name.
const fn of(name: &'static str, cell: Cell, headers: &'static [&'static str]) -> Known {
    Known { name, place: (name, None), cell, headers }
}
