//! What an app's texts may have in braces.

use crate::plain::plain_line;

/// A variable that an app's texts may name.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name, as it stands in braces.
    pub name: &'static str,
    /// The most characters of a value; a longer one is cut.
    pub max_chars: usize,
    /// Whether every invitation has a value for it. Where one may have none, a text says what
    /// stands there instead: `{first_name|there}`.
    pub always: bool,
    /// Whose words its values are.
    pub origin: Origin,
    /// What a preview shows.
    pub example: &'static str,
}

/// Whose words a variable's values are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Origin {
    /// The tenant's own, or ours.
    Tenant,
    /// An event's: somebody may have typed it into a shop's form, for us to send it on. A value
    /// that looks like an address of the web or of mail is taken for none.
    Event,
}

/// The variables of an app.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    own: &'static [Variable],
    /// What one kind of text has beside them.
    more: &'static [Variable],
}

impl Vocabulary {
    /// The vocabulary of these variables.
    #[must_use]
    pub const fn new(own: &'static [Variable]) -> Self {
        Self { own, more: &[] }
    }

    /// The vocabulary with others beside its own.
    pub(crate) const fn with(self, more: &'static [Variable]) -> Self {
        Self { own: self.own, more }
    }

    fn all(&self) -> impl Iterator<Item = &'static Variable> {
        self.own.iter().chain(self.more)
    }

    /// The variable with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'static Variable> {
        self.all().find(|variable| variable.name == name)
    }

    /// The names, for whoever wrote another.
    pub(crate) fn names(&self) -> String {
        self.all().map(|variable| variable.name).collect::<Vec<_>>().join(", ")
    }

    /// The variables that texts may name.
    pub fn variables(&self) -> impl Iterator<Item = &'static Variable> {
        self.all()
    }

    /// The values of a preview.
    #[must_use]
    pub fn examples(&self) -> Values {
        Values(self.all().map(|one| (one.name, one.example.to_owned())).collect())
    }
}

/// What texts about an order may name. `link`, the invitation's, is for text messages, which have
/// no button.
pub const SHOP: Vocabulary = Vocabulary::new(&[
    of_tenant("company", 60, "Nordic Coffee"),
    of_tenant("link", 900, "https://survey.example/s/shop/i/Abc123"),
    of_event("first_name", 40, "Anna"),
    of_event("name", 80, "Anna Berg"),
    of_event("order", 40, "10042"),
    of_event("order_date", 40, "2026-11-23"),
    of_event("product", 80, "Whole beans, 500 g"),
]);

/// What texts about a delivery may name.
pub const DELIVERY: Vocabulary = Vocabulary::new(&[
    of_tenant("company", 60, "Nordic Coffee"),
    of_tenant("link", 900, "https://survey.example/s/delivery/i/Abc123"),
    of_event("first_name", 40, "Anna"),
    of_event("name", 80, "Anna Berg"),
    of_event("order", 40, "10042"),
    of_event("carrier", 60, "Nordic Parcel"),
    of_event("delivered_on", 40, "2026-11-27"),
]);

/// What texts about a stay may name.
pub const STAY: Vocabulary = Vocabulary::new(&[
    of_tenant("company", 60, "Nordic Hotels"),
    of_tenant("link", 900, "https://survey.example/s/stay/i/Abc123"),
    of_event("first_name", 40, "Anna"),
    of_event("name", 80, "Anna Berg"),
    of_event("reservation", 40, "R-10042"),
    of_event("property", 80, "Hotel Norra Hamnen"),
    of_event("arrival", 40, "2026-11-24"),
    of_event("departure", 40, "2026-11-27"),
]);

/// What texts about a subscription may name.
pub const SUBSCRIPTION: Vocabulary = Vocabulary::new(&[
    of_tenant("company", 60, "Nordic News"),
    of_tenant("link", 900, "https://survey.example/s/cancelled/i/Abc123"),
    of_event("first_name", 40, "Anna"),
    of_event("name", 80, "Anna Berg"),
    of_event("subscription", 40, "S-10042"),
    of_event("plan", 80, "Weekend"),
    of_offer("offer", 420, "Half price for three months."),
    of_offer("offer_code", 200, "WELCOME50"),
    of_offer("offer_link", 900, "https://news.example/welcome-back"),
]);

pub(crate) const fn of_tenant(
    name: &'static str,
    max_chars: usize,
    example: &'static str,
) -> Variable {
    Variable { name, max_chars, always: true, origin: Origin::Tenant, example }
}

/// What the tenant offers, where they offer something.
const fn of_offer(name: &'static str, max_chars: usize, example: &'static str) -> Variable {
    Variable { name, max_chars, always: false, origin: Origin::Tenant, example }
}

const fn of_event(name: &'static str, max_chars: usize, example: &'static str) -> Variable {
    Variable { name, max_chars, always: false, origin: Origin::Event, example }
}

/// The values of one invitation's variables, each one plain line.
#[derive(Clone, Debug)]
pub struct Values(Vec<(&'static str, String)>);

/// Values do not go with the vocabulary.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum InvalidValue {
    /// There is no such variable.
    #[error("a value is of a variable that there is not")]
    Unknown,
    /// A variable that always has a value has none.
    #[error("{0} has no value")]
    Missing(&'static str),
}

impl Values {
    /// Values by name. Line feeds, controls and what turns the direction are taken out; what is
    /// empty then is none.
    ///
    /// # Errors
    ///
    /// [`InvalidValue`], which says nothing of a value.
    pub fn new<'a>(
        vocabulary: &Vocabulary,
        given: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, InvalidValue> {
        let mut values = Vec::new();
        for (name, raw) in given {
            let variable = vocabulary.get(name).ok_or(InvalidValue::Unknown)?;
            let line = plain_line(raw, variable.max_chars);
            let foreign = variable.origin == Origin::Event && is_address(&line);
            if !line.is_empty() && !foreign {
                values.push((variable.name, line));
            }
        }
        let values = Self(values);
        let missing = vocabulary.all().find(|one| one.always && values.get(one.name).is_none());
        missing.map_or(Ok(values), |one| Err(InvalidValue::Missing(one.name)))
    }

    /// The values, with one more.
    pub(crate) fn and(&self, name: &'static str, value: String) -> Self {
        Self(self.0.iter().cloned().chain([(name, value)]).collect())
    }

    /// A variable's value, if there is one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rfind(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Whether a mail program might make a link of it.
fn is_address(line: &str) -> bool {
    let lower = line.to_lowercase();
    let dotted = |word: &str| {
        let mut labels = word.trim_matches(|c: char| !c.is_alphanumeric()).rsplit('.');
        let last = labels.next().unwrap_or_default();
        let named = labels.next().is_some_and(|label| label.chars().count() > 1);
        named && last.len() >= 2 && last.chars().all(char::is_alphabetic)
    };
    lower.contains("://")
        || lower.contains("www.")
        || lower.contains('@')
        || lower.split([' ', '/', '\u{a0}']).any(dotted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_plain_and_known() {
        let given = [("company", "Shop\r\nBcc: a@b"), ("link", "https://a.example/s/b/i/c")];
        let with = |more: &[(&'static str, &'static str)]| {
            Values::new(&SHOP, given.iter().chain(more).copied())
        };
        let values = with(&[("first_name", "\u{202e}Anna\n"), ("order", " ")]).unwrap();
        assert_eq!(values.get("company"), Some("Shop Bcc: a@b"));
        assert_eq!(values.get("first_name"), Some("Anna"));
        assert_eq!(values.get("order"), None);
        assert_eq!(with(&[("password", "x")]).unwrap_err(), InvalidValue::Unknown);
        let nothing = Values::new(&SHOP, [("company", "\u{7}")]).unwrap_err();
        assert_eq!(nothing, InvalidValue::Missing("company"));
        for (name, kept) in [
            ("Anna", true),
            ("J. R. R. Tolkien", true),
            ("St. Clair", true),
            ("Dr.Anna", false),
            ("2.5", true),
            ("You won, see evil.example/now", false),
            ("https://evil.example", false),
            ("WWW.evil", false),
            ("a@evil", false),
        ] {
            let values = with(&[("first_name", name)]).unwrap();
            assert_eq!(values.get("first_name").is_some(), kept, "{name}");
        }
    }
}
