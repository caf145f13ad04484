//! Our own texts and words, in every language that `texts/` has a file for.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use survey::Locale;

use crate::fault::Faults;
use crate::kind::MessageKind;
use crate::occasion::Occasion;
use crate::template::{Reading, Template};

macro_rules! texts {
    ($($tag:literal),*) => {
        /// The languages, by tag.
        pub const LANGUAGES: &[&str] = &[$($tag),*];

        /// What all messages have in common.
        const COMMON: &[&str] = &[$(include_str!(concat!("../texts/", $tag, ".json"))),*];

        /// What those about orders say.
        pub(crate) const ORDER: &[&str] =
            &[$(include_str!(concat!("../texts/order/", $tag, ".json"))),*];

        /// What those about deliveries say.
        pub(crate) const DELIVERY: &[&str] =
            &[$(include_str!(concat!("../texts/delivery/", $tag, ".json"))),*];

        /// What those about deliveries to companies say.
        pub(crate) const BUSINESS_DELIVERY: &[&str] =
            &[$(include_str!(concat!("../texts/business-delivery/", $tag, ".json"))),*];

        /// What those about stays, as long as they last say.
        pub(crate) const IN_STAY: &[&str] =
            &[$(include_str!(concat!("../texts/in-stay/", $tag, ".json"))),*];

        /// What those about stays, after them say.
        pub(crate) const POST_STAY: &[&str] =
            &[$(include_str!(concat!("../texts/post-stay/", $tag, ".json"))),*];

        /// What those about subscriptions that are over say.
        pub(crate) const CANCELLED: &[&str] =
            &[$(include_str!(concat!("../texts/cancelled/", $tag, ".json"))),*];

        /// What those about coming back say.
        pub(crate) const WIN_BACK: &[&str] =
            &[$(include_str!(concat!("../texts/win-back/", $tag, ".json"))),*];
    };
}

texts!(
    "ar", "da", "de", "en", "es", "et", "fi", "fr", "is", "it", "lt", "lv", "nb", "nl", "pl", "pt",
    "sv"
);

/// What we add to texts of others. Each may have names in braces; [`Words`] says which.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// What stands before the subject of a test.
    pub test: String,
    /// Under the choices: they are sent from the page.
    pub choose: String,
    /// A place on a scale: `{value}`, `{low}`, `{high}`.
    pub scale: String,
    /// Stars: `{value}`, `{count}`.
    pub stars: String,
    /// Five faces, from sad to happy, between bars.
    pub faces: String,
    /// A thumb up.
    pub yes: String,
    /// A thumb down.
    pub no: String,
    /// Who sends it: `{company}`, `{operator}`.
    pub sent_by: String,
    /// That answers are linked to what they are about: `{company}`.
    pub linked: String,
    /// The link to get no more.
    pub unsubscribe: String,
    /// The link to how data is handled.
    pub privacy: String,
}

/// What all messages have in common, as a file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    invitation: Value,
    reminder: Value,
    words: Words,
}

/// What those about one thing say, as a file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    invitation: Value,
    reminder: Value,
    /// Why somebody gets the mail: `{company}`.
    why: String,
}

/// The place of a language, and of English where we have none in it.
fn place(locale: &Locale) -> usize {
    let at = |wanted: &str| LANGUAGES.iter().position(|tag| *tag == wanted);
    at(locale.written_language()).or_else(|| at("en")).unwrap_or_default()
}

fn file<T: DeserializeOwned>(files: &[&str], locale: &Locale) -> Option<T> {
    serde_json::from_str(files.get(place(locale))?).ok()
}

/// The words in a language, and in English where we have none in it.
#[must_use]
pub fn words(locale: &Locale) -> Words {
    file(COMMON, locale).map(|common: Common| common.words).unwrap_or_default()
}

/// Why somebody gets a mail about something, in the same language as [`words`]: `{company}`.
pub(crate) fn why(occasion: Occasion, locale: &Locale) -> String {
    file(occasion.texts(), locale).map(|own: Own| own.why).unwrap_or_default()
}

/// Our texts of a message in a language, and in English where we have none in it.
pub(crate) fn template(
    (occasion, kind): (Occasion, MessageKind),
    wanted: &Locale,
) -> (Locale, Template) {
    let mut faults = Faults::default();
    let mut reading = Reading { vocabulary: occasion.vocabulary(), faults: &mut faults };
    let raw = message((occasion, kind), wanted);
    let template = raw.and_then(|raw| reading.template(kind.as_str(), &raw));
    let tag = LANGUAGES.get(place(wanted)).and_then(|tag| tag.parse().ok());
    (tag.unwrap_or_else(Locale::english), template.unwrap_or_else(Template::nothing))
}

/// A message as anybody may write it: what all have in common, with what is its own.
fn message((occasion, kind): (Occasion, MessageKind), wanted: &Locale) -> Option<Value> {
    let common: Common = file(COMMON, wanted)?;
    let own: Own = file(occasion.texts(), wanted)?;
    let (mut message, more) = match kind {
        MessageKind::Invitation | MessageKind::Test => (common.invitation, own.invitation),
        MessageKind::Reminder1 | MessageKind::Reminder2 | MessageKind::Reminder3 => {
            (common.reminder, own.reminder)
        }
    };
    lay_over(&mut message, more);
    Some(message)
}

/// Adds the members of one object to another's, and so on within those that both have.
fn lay_over(below: &mut Value, above: Value) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (name, value) in above {
                lay_over(below.entry(name).or_insert(Value::Null), value);
            }
        }
        (below, above) => *below = above,
    }
}

#[cfg(test)]
mod tests;
