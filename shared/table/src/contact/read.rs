//! A row, as a person.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use personal::{Country, Email, PersonName, Phone};
use serde::{Deserialize, Serialize};
use survey::Locale;

use super::consent::{self, Consent, NotWhen, Source, When};
use super::{Contact, ContactKey, ExtraText, Group, language};
use crate::field::{ExtraName, Field};
use crate::mapping::{Bound, cell, number};
use crate::plan::Refusal;
use crate::row::{MAX_COLUMNS, Row};

/// The most groups that a person is in.
pub const MAX_GROUPS: usize = 50;

/// The first day on which anybody has agreed to mail.
const FIRST_DAY: Date = Date::constant(1990, 1, 1);

/// What holds for all rows of a file.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Of phone numbers without a country's code: whose they are.
    pub home: Option<Country>,
    /// The language of new people whose row names none.
    pub language: Option<Locale>,
    /// Groups that all of the people are in.
    pub groups: BTreeSet<Group>,
    /// Where people have agreed whose row says that they have, and not where.
    pub consent_source: Option<Source>,
    /// When they have agreed whose row says that they have, and not when.
    pub consent_at: Option<When>,
    /// The clock.
    pub now: Timestamp,
}

/// Why a row, or a cell of it, is refused.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It is no address.
    #[error("is no e-mail address")]
    NotAnEmail,
    /// It is no phone number.
    #[error("is no phone number; without a country's code, its country must be told")]
    NotAPhone,
    /// A spreadsheet has made a number of it and lost digits.
    #[error("has lost digits: format the column as text and write the numbers anew")]
    Rounded,
    /// It is what a spreadsheet shows where a formula fails.
    #[error("is the error of a formula")]
    FormulaError,
    /// It is no name.
    #[error("is no name: one line of at most 200 characters")]
    NotAName,
    /// It names no language.
    #[error("is no language")]
    NotALanguage,
    /// It is no group.
    #[error("has a group that is longer than 100 bytes, or not one line")]
    NotAGroup,
    /// There are too many groups.
    #[error("has more than {MAX_GROUPS} groups")]
    TooManyGroups,
    /// It is no key.
    #[error("is no key: one line of at most 128 bytes")]
    NotAKey,
    /// It is too long, or has control characters.
    #[error("has more than 2000 bytes, or control characters")]
    NotAField,
    /// It says neither yes nor no.
    #[error("says neither yes nor no")]
    NotYesOrNo,
    /// It is no source.
    #[error("is no source: one line of at most 200 bytes")]
    NotASource,
    /// It is no day and no moment.
    #[error("is no day and no moment: write 2026-11-27")]
    NotADay,
    /// The day and the month can be taken for each other.
    #[error("may be the day or the month: write 2026-11-27")]
    DayOrMonth,
    /// The day is not in the past, or too long ago to be right.
    #[error("is in the future, or before 1990")]
    FarAway,
    /// Whoever agrees has said so somewhere, and some time.
    #[error("says that somebody has agreed, and not where")]
    NoSource,
    /// Likewise.
    #[error("says that somebody has agreed, and not when")]
    NoTime,
    /// Nothing says whose row it is.
    #[error("has no e-mail address, no phone number and no key")]
    Nobody,
    /// Who is new must be reached.
    #[error("is of somebody who is new, and has no e-mail address and no phone number")]
    Unreachable,
    /// There are more cells than columns.
    #[error(
        "has more cells than there are columns; text with a separator in it needs quotation marks"
    )]
    TooManyCells,
    /// There would be too many fields of the customer's own.
    #[error("would have more than {MAX_COLUMNS} fields")]
    TooManyFields,
    /// Several people are known by what the row says.
    #[error("is of several people who are known")]
    SeveralPeople,
    /// Whoever is known by the address or the number has another key.
    #[error("has another key than whoever is known by the address or the number")]
    OtherKey,
}

/// What spreadsheets show where a formula fails.
const FORMULA_ERRORS: [&str; 8] =
    ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SAKNAS!"];

/// The person of a row, or all that is wrong with it.
pub(crate) fn contact(
    bound: &Bound,
    row: &Row,
    settings: &Settings,
) -> Result<Contact, Vec<Refusal>> {
    let mut cells = Cells { bound, row, refused: Vec::new() };
    cells.check();
    let contact = Contact {
        email: cells.one(&Field::Email, |raw| raw.parse::<Email>().map_err(|_| Reason::NotAnEmail)),
        phone: cells.one(&Field::Phone, |raw| phone(raw, settings.home)),
        name: cells.name(),
        language: cells
            .one(&Field::Language, |raw| language::read(raw).ok_or(Reason::NotALanguage)),
        groups: cells.groups(&settings.groups),
        key: cells.one(&Field::Key, |raw| ContactKey::try_from(raw).map_err(|_| Reason::NotAKey)),
        consent: cells.consent(settings),
        extra: cells.extra(),
    };
    let nobody = contact.email.is_none() && contact.phone.is_none() && contact.key.is_none();
    if cells.refused.is_empty() && nobody {
        cells.refuse(None, Reason::Nobody);
    }
    if cells.refused.is_empty() { Ok(contact) } else { Err(cells.refused) }
}

/// The cells of a row, and what is wrong with them.
struct Cells<'a> {
    bound: &'a Bound,
    row: &'a Row,
    refused: Vec<Refusal>,
}

impl Cells<'_> {
    fn refuse(&mut self, column: Option<u32>, reason: Reason) {
        self.refused.push(Refusal { line: self.row.line, column, reason });
    }

    /// What can be wrong with any cell.
    fn check(&mut self) {
        let width = self.bound.width;
        if self.row.cells.len() > width {
            self.refuse(Some(number(width)), Reason::TooManyCells);
        }
        for (at, _) in self.bound.columns() {
            if FORMULA_ERRORS.contains(&self.row.cell(at)) {
                self.refuse(Some(number(at)), Reason::FormulaError);
            }
        }
    }

    /// The value of a field that one column holds.
    fn one<T>(&mut self, field: &Field, read: impl FnOnce(&str) -> Result<T, Reason>) -> Option<T> {
        let (column, cell) = self.bound.first(self.row, field)?;
        if FORMULA_ERRORS.contains(&cell) {
            return None;
        }
        match read(cell) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.refuse(Some(column), reason);
                None
            }
        }
    }

    fn name(&mut self) -> Option<PersonName> {
        let read = |raw: &str| raw.parse::<PersonName>().map_err(|_| Reason::NotAName);
        let first = self.one(&Field::FirstName, read);
        let last = self.one(&Field::LastName, read);
        match (first, last) {
            (None, None) => self.one(&Field::Name, read),
            (Some(only), None) | (None, Some(only)) => Some(only),
            (Some(first), Some(last)) => {
                let whole = [first.as_str(), " ", last.as_str()].concat();
                let name = whole.parse().ok();
                if name.is_none() {
                    let column = self.bound.first(self.row, &Field::LastName);
                    let column = column.map(|(column, _)| column);
                    self.refuse(column, Reason::NotAName);
                }
                name
            }
        }
    }

    fn groups(&mut self, all: &BTreeSet<Group>) -> BTreeSet<Group> {
        let (bound, row) = (self.bound, self.row);
        let mut groups = all.clone();
        for (column, cell) in bound.cells(row, &Field::Groups) {
            let names = cell.split([',', ';', '|', '\n']).map(str::trim);
            for name in names.filter(|name| !name.is_empty()) {
                let Ok(group) = Group::try_from(name) else {
                    self.refuse(Some(column), Reason::NotAGroup);
                    break;
                };
                groups.insert(group);
                if groups.len() > MAX_GROUPS {
                    self.refuse(Some(column), Reason::TooManyGroups);
                    return groups;
                }
            }
        }
        groups
    }

    fn extra(&mut self) -> BTreeMap<ExtraName, ExtraText> {
        let (bound, row) = (self.bound, self.row);
        let mut found = BTreeMap::new();
        for (at, field) in bound.columns() {
            let Field::Extra(name) = field else { continue };
            let text = cell(row, at);
            if text.is_empty() || FORMULA_ERRORS.contains(&text) {
                continue;
            }
            match ExtraText::try_from(text) {
                Ok(text) => {
                    found.insert(name.clone(), text);
                }
                Err(_) => self.refuse(Some(number(at)), Reason::NotAField),
            }
        }
        found
    }

    /// Whether the person has agreed: what the row says, and where it says only that, when and where
    /// the file's people have. A row with a time and without a column for yes and no says yes.
    fn consent(&mut self, settings: &Settings) -> Option<Consent> {
        let said =
            self.one(&Field::Consent, |raw| consent::yes_or_no(raw).ok_or(Reason::NotYesOrNo));
        let source = self.one(&Field::ConsentSource, |raw| {
            Source::try_from(raw).map_err(|_| Reason::NotASource)
        });
        let at = self.one(&Field::ConsentTime, |raw| when(raw, settings.now));
        let asks = self.bound.columns().any(|(_, field)| *field == Field::Consent);
        let is_given = said.or_else(|| at.filter(|_| !asks).map(|_| true))?;
        if !is_given {
            // Without a time it is what holds now.
            let at = at.or(Some(When::Moment(settings.now)));
            return Some(Consent { is_given, source, at });
        }
        let source = source.or_else(|| settings.consent_source.clone());
        let at = at.or(settings.consent_at);
        if self.refused.is_empty() {
            let column = self.bound.columns().find(|(_, field)| {
                matches!(field, Field::Consent) || (!asks && matches!(field, Field::ConsentTime))
            });
            let column = column.map(|(at, _)| number(at));
            if source.is_none() {
                self.refuse(column, Reason::NoSource);
            }
            if at.is_none() {
                self.refuse(column, Reason::NoTime);
            }
        }
        Some(Consent { is_given, source, at })
    }
}

/// The fewest digits that are read as a country's own code and a number before they are read as a
/// number alone.
const WITH_CODE: usize = 10;

/// The country whose numbers have ten digits without a zero before them, and may begin as its code.
const ITALY: &str = "IT";

/// A phone number as spreadsheets leave it: without its zeros and its `+`, where they have taken it for
/// a number.
fn phone(raw: &str, home: Option<Country>) -> Result<Phone, Reason> {
    if is_rounded(raw) {
        return Err(Reason::Rounded);
    }
    let bare = raw.bytes().all(|byte| byte.is_ascii_digit()) && !raw.starts_with('0');
    let with_code = || if bare { with_code(raw, home) } else { None };
    let least = if home == ITALY.parse().ok() { WITH_CODE + 1 } else { WITH_CODE };
    let long = if raw.len() >= least { with_code() } else { None };
    let read = long.or_else(|| Phone::read(raw, home).ok()).or_else(with_code);
    read.ok_or(Reason::NotAPhone)
}

/// The number that digits are if only the `+` before the country's own code is lost. Of other
/// countries' numbers that cannot be told from digits that are too few.
fn with_code(digits: &str, home: Option<Country>) -> Option<Phone> {
    let whole = Phone::read(&["+", digits].concat(), None).ok()?;
    let behind_code = |code: usize| Phone::read(digits.get(code..)?, home).ok();
    (1..=3).filter_map(behind_code).any(|phone| phone == whole).then_some(whole)
}

/// Whether it is written with an exponent: `4,67E+10`.
fn is_rounded(raw: &str) -> bool {
    let Some((number, exponent)) = raw.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(exponent.trim_start_matches('+')) && digits(&number.replacen([',', '.'], "", 1))
}

fn when(raw: &str, now: Timestamp) -> Result<When, Reason> {
    let when = When::read(raw).map_err(|fault| match fault {
        NotWhen::NoDay => Reason::NotADay,
        NotWhen::Ambiguous => Reason::DayOrMonth,
    })?;
    // East of Greenwich it is tomorrow already.
    let last = When::Moment(now).day().tomorrow().map_err(|_| Reason::FarAway)?;
    if (FIRST_DAY..=last).contains(&when.day()) { Ok(when) } else { Err(Reason::FarAway) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_that_spreadsheets_have_altered() {
        for (home, raw, want) in [
            ("SE", "070-174 06 05", Ok("+46701740605")),
            ("SE", "701740605", Ok("+46701740605")),
            ("SE", "46701740605", Ok("+46701740605")),
            ("SE", "46812345", Ok("+4646812345")),
            ("SE", "+46 70 174 06 05", Ok("+46701740605")),
            ("SE", "4,67E+10", Err(Reason::Rounded)),
            ("SE", "4.67E10", Err(Reason::Rounded)),
            ("SE", "12", Err(Reason::NotAPhone)),
            ("SE", "saknas", Err(Reason::NotAPhone)),
            ("NO", "4790123456", Ok("+4790123456")),
            ("IT", "3912345678", Ok("+393912345678")),
            ("DE", "15112345678", Ok("+4915112345678")),
            ("DE", "4915112345678", Ok("+4915112345678")),
            ("", "46701740605", Err(Reason::NotAPhone)),
        ] {
            let read = phone(raw, home.parse().ok());
            assert_eq!(read.as_ref().map(Phone::as_str).map_err(|e| *e), want, "{raw}");
        }
    }
}
