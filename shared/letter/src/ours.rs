//! Our own texts and words, in every language that `texts/` has a file for.

use serde::Deserialize;
use serde_json::Value;
use survey::Locale;

use crate::fault::Faults;
use crate::kind::MessageKind;
use crate::template::{Reading, Template};
use crate::variable::SHOP;

macro_rules! texts {
    ($($tag:literal),*) => {
        /// The languages, by tag.
        pub const LANGUAGES: &[&str] = &[$($tag),*];
        const TEXTS: &[&str] = &[$(include_str!(concat!("../texts/", $tag, ".json"))),*];
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
    /// Why somebody gets the mail: `{company}`.
    pub why: String,
    /// Who sends it: `{company}`, `{operator}`.
    pub sent_by: String,
    /// The link to get no more.
    pub unsubscribe: String,
    /// The link to how data is handled.
    pub privacy: String,
}

/// A file, as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    invitation: Value,
    reminder: Value,
    words: Words,
}

fn place(locale: &Locale) -> Option<usize> {
    LANGUAGES.iter().position(|tag| *tag == locale.written_language())
}

fn file(tag: &str) -> Option<File> {
    let at = LANGUAGES.iter().position(|known| *known == tag)?;
    serde_json::from_str(TEXTS.get(at)?).ok()
}

/// The words in a language, and in English where we have none in it.
#[must_use]
pub fn words(locale: &Locale) -> Words {
    let tag = place(locale).and_then(|at| LANGUAGES.get(at)).copied().unwrap_or("en");
    file(tag).map(|file| file.words).unwrap_or_default()
}

/// Our texts of a message in a language, and in English where we have none in it.
pub(crate) fn template(kind: MessageKind, wanted: &Locale) -> (Locale, Template) {
    let tag = place(wanted).and_then(|at| LANGUAGES.get(at)).copied().unwrap_or("en");
    let file = file(tag);
    let raw = file.map(|file| match kind {
        MessageKind::Invitation | MessageKind::Test => file.invitation,
        MessageKind::Reminder1 | MessageKind::Reminder2 | MessageKind::Reminder3 => file.reminder,
    });
    let mut faults = Faults::default();
    let mut reading = Reading { vocabulary: &SHOP, faults: &mut faults };
    let template = raw.and_then(|raw| reading.template(kind.as_str(), &raw));
    let locale = tag.parse().unwrap_or_else(|_| Locale::english());
    (locale, template.unwrap_or_else(Template::nothing))
}

#[cfg(test)]
mod tests;
