//! What happened, in the one form in which all apps have it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use survey::Locale;

use crate::{Address, Amount, Country, Gtin, Key, PhoneNumber, Scalar, Stage, Text, Url, ZoneName};

/// Something that happened, for which somebody may be invited.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What the customer's own system calls it: of Store Evaluator the order.
    pub key: Key,
    /// What happened.
    pub happening: Happening,
    /// When.
    pub happened: Timestamp,
    /// When the customer wants the invitation to be sent, instead of the app's delay.
    pub send_at: Option<Timestamp>,
    /// Whom it happened to.
    pub recipient: Recipient,
    /// What was bought: at most 100, no two with the same key.
    pub products: Vec<Product>,
    /// For how much.
    pub amount: Option<Amount>,
    /// When it was bought, if that was told.
    pub purchased_at: Option<Timestamp>,
    /// When it was shipped, if that was told.
    pub shipped_at: Option<Timestamp>,
    /// When it was delivered, if that was told.
    pub delivered_at: Option<Timestamp>,
    /// What is the matter with it.
    pub flags: BTreeSet<Flag>,
    /// What the customer sorts events by: at most 20.
    pub tags: BTreeSet<Text>,
    /// What else the customer sends along: at most 50.
    pub extra: BTreeMap<Box<str>, Scalar>,
    /// Whether somebody tries out how it goes: it is kept out of all numbers.
    pub test: bool,
}

/// What happened.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Happening {
    /// What one of the app's stages begins with: somebody is to be invited.
    Begun(Stage),
    /// It was called off: whoever was to be invited is not.
    Cancelled,
    /// It was sent back: whoever was to be invited is not.
    Returned,
}

/// Something that is the matter with an event, for which most would not invite.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Flag {
    /// The buyer is a reseller.
    Wholesale,
    /// The person does not want to be asked.
    NoConsent,
}

/// Whom something happened to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recipient {
    /// Their name.
    pub name: Option<Text>,
    /// Their e-mail address.
    pub email: Option<Address>,
    /// Their telephone number.
    pub phone: Option<PhoneNumber>,
    /// The language in which they are written to.
    pub language: Option<Locale>,
    /// Their country.
    pub country: Option<Country>,
    /// Their time zone.
    pub time_zone: Option<ZoneName>,
}

impl Recipient {
    /// Whether they can be written to at all.
    #[must_use]
    pub const fn is_reachable(&self) -> bool {
        self.email.is_some() || self.phone.is_some()
    }
}

/// Something that was bought.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// What the customer's own system calls it.
    pub id: Key,
    /// Its name.
    pub name: Text,
    /// Its page.
    pub url: Option<Url>,
    /// A picture of it.
    pub image: Option<Url>,
    /// Its trade item number.
    pub gtin: Option<Gtin>,
}
