//! A person that somebody brings along.

mod consent;
mod language;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use personal::{Email, PersonName, Phone};
use serde::{Deserialize, Serialize};
use survey::Locale;

use crate::field::ExtraName;
use crate::line::line;
use crate::row::MAX_COLUMNS;

pub use consent::{Consent, InvalidSource, InvalidWhen, Source, When};
pub(crate) use read::contact;
pub use read::{MAX_GROUPS, Reason, Settings};

/// What is known of a person, or what a row says of one.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// The address, in the form in which people are found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// The phone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// The language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
    /// The groups.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<Group>,
    /// What the customer's own system calls the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<ContactKey>,
    /// Whether the person has agreed to be written to, if anything is known of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// Fields of the customer's own.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<ExtraName, ExtraText>,
}

impl Contact {
    /// What is wrong with somebody who is told otherwise than by a row, if anything is.
    #[must_use]
    pub fn fault(&self) -> Option<Reason> {
        let Self { email, phone, groups, consent, extra, .. } = self;
        let agreed = consent.as_ref().filter(|consent| consent.is_given);
        if email.is_none() && phone.is_none() {
            Some(Reason::Unreachable)
        } else if groups.len() > MAX_GROUPS {
            Some(Reason::TooManyGroups)
        } else if extra.len() > MAX_COLUMNS {
            Some(Reason::TooManyFields)
        } else if agreed.is_some_and(|consent| consent.source.is_none()) {
            Some(Reason::NoSource)
        } else if agreed.is_some_and(|consent| consent.at.is_none()) {
            Some(Reason::NoTime)
        } else {
            None
        }
    }
}

line!(
    /// A group that contacts are in.
    Group, InvalidGroup, 100, char::is_control, "a group is one line of 1 to 100 bytes"
);
line!(
    /// What the customer's own system calls a person.
    ContactKey, InvalidContactKey, 128, char::is_control, "a key is one line of 1 to 128 bytes"
);
line!(
    /// The value of a field of the customer's own. It may have several lines.
    ExtraText, InvalidExtraText, 2000,
    |letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'),
    "a field has 1 to 2000 bytes without control characters"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        assert_eq!(Group::try_from(" VIP ").unwrap().as_str(), "VIP");
        assert_eq!(Group::try_from("a\nb"), Err(InvalidGroup));
        assert_eq!(Group::try_from(""), Err(InvalidGroup));
        assert!(ContactKey::try_from("å".repeat(64).as_str()).is_ok());
        assert_eq!(ContactKey::try_from("å".repeat(65).as_str()), Err(InvalidContactKey));
        assert!(ExtraText::try_from("a\r\nb").is_ok());
        assert_eq!(ExtraText::try_from("a\u{1}"), Err(InvalidExtraText));
    }

    #[test]
    fn what_is_personal_is_not_printed() {
        let contact = Contact {
            email: "elsa@example.com".parse().ok(),
            phone: "+46701740605".parse().ok(),
            name: "Elsa".parse().ok(),
            groups: [Group::try_from("Elsa").unwrap()].into(),
            key: ContactKey::try_from("elsa").ok(),
            extra: [("x".to_owned().try_into().unwrap(), ExtraText::try_from("elsa").unwrap())]
                .into(),
            ..Contact::default()
        };
        let told = format!("{contact:?}").to_lowercase();
        assert!(!told.contains("elsa") && !told.contains("0605"), "{told}");
    }
}
