//! All texts of an instance of an app.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use survey::{Locale, StrictJson};

use crate::fault::{Faults, TextFault, TextReason};
use crate::kind::MessageKind;
use crate::occasion::Occasion;
use crate::ours;
use crate::template::{Reading, Template};
use crate::variable::{Values, Vocabulary};

/// The most bytes of an instance's texts.
pub const MAX_TEXTS_BYTES: usize = 256 * 1024;

/// In how many languages an instance may have texts of its own.
const MAX_LANGUAGES: usize = 40;

/// The kinds, for whoever names another.
const KINDS: &str = "invitation, reminder-1, reminder-2, reminder-3 and test";

/// The texts that an instance of an app has of its own, by message and language. Where it has
/// none, ours are there, in seventeen languages.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Texts(BTreeMap<MessageKind, BTreeMap<Locale, Template>>);

/// The texts that a recipient gets.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chosen {
    /// The texts.
    pub template: Template,
    /// Their language.
    pub language: Locale,
    /// Whose they are.
    pub whose: Whose,
    /// Whether they are in another language than the recipient's. A region's are not: `sv` for
    /// `sv-fi`.
    pub falls_back: bool,
}

/// Whose texts they are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Whose {
    /// The instance's own.
    Own,
    /// Ours.
    Ours,
}

/// A language in which a message is not, with what is sent instead.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FallsBack {
    /// The message.
    pub kind: MessageKind,
    /// The language that it is not in.
    pub wanted: Locale,
    /// The language of what is sent.
    pub got: Locale,
    /// Whose texts are sent.
    pub whose: Whose,
}

impl Texts {
    /// Reads texts from the bytes of a JSON object: by message, by language, the parts.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, with its path, up to a hundred.
    pub fn from_slice(bytes: &[u8], vocabulary: &Vocabulary) -> Result<Self, Vec<TextFault>> {
        let whole = |reason| Err(vec![TextFault { path: String::new(), reason }]);
        if bytes.len() > MAX_TEXTS_BYTES {
            return whole(TextReason::TooLong { max: MAX_TEXTS_BYTES });
        }
        match StrictJson::from_slice(bytes) {
            Ok(json) => Self::read(json.value(), vocabulary),
            Err(_) => whole(TextReason::Type("JSON in which no object names a member twice")),
        }
    }

    /// Reads texts from JSON; see [`Self::from_slice`].
    ///
    /// # Errors
    ///
    /// Everything that is wrong, with its path, up to a hundred.
    pub fn read(json: &Value, vocabulary: &Vocabulary) -> Result<Self, Vec<TextFault>> {
        let mut faults = Faults::default();
        let mut reading = Reading { vocabulary, faults: &mut faults };
        let mut texts = Self::default();
        let Value::Object(kinds) = json else {
            reading.faults.add("", TextReason::Type("an object by message"));
            return faults.into_result(texts);
        };
        reading.only("", kinds, KINDS);
        for kind in MessageKind::ALL {
            match kinds.get(kind.as_str()) {
                None => {}
                Some(Value::Object(languages)) => {
                    texts.0.insert(kind, reading.languages(kind.as_str(), languages));
                }
                Some(_) => {
                    reading.faults.add(kind.as_str(), TextReason::Type("an object by language"));
                }
            }
        }
        faults.into_result(texts)
    }

    /// The texts for a recipient, in the first of these languages that there are any in: theirs,
    /// ever wider, the instance's own, English; at last ours, in theirs or in English. In each, a
    /// reminder without texts has those of the one before, and a test those of the invitation.
    #[must_use]
    pub fn choose(
        &self,
        (occasion, kind): (Occasion, MessageKind),
        wanted: &Locale,
        instance: &Locale,
    ) -> Chosen {
        let english = Locale::english();
        let own = [wanted, instance, &english].into_iter().find_map(|locale| {
            locale.lookup().chain([locale.written_language()]).find_map(|tag| self.own(kind, tag))
        });
        let own = own.map(|(language, own)| (own.clone(), language.clone(), Whose::Own));
        let (template, language, whose) = own.unwrap_or_else(|| {
            let (language, ours) = ours::template((occasion, kind), wanted);
            (ours, language, Whose::Ours)
        });
        let falls_back = language.written_language() != wanted.written_language();
        Chosen { template, language, whose, falls_back }
    }

    /// The text message for a recipient. Where texts of the instance's own have none, it is ours.
    #[must_use]
    pub fn sms(
        &self,
        message: (Occasion, MessageKind),
        (wanted, instance): (&Locale, &Locale),
        values: &Values,
    ) -> Option<String> {
        let filled = |texts: &Self| {
            let sms = texts.choose(message, wanted, instance).template.sms?;
            Some(sms.fill(values).trim().to_owned())
        };
        filled(self).or_else(|| filled(&Self::default()))
    }

    /// Which messages are not in which of some languages, and what is sent instead.
    #[must_use]
    pub fn falling_back(
        &self,
        occasion: Occasion,
        languages: &[Locale],
        instance: &Locale,
    ) -> Vec<FallsBack> {
        let mut found = Vec::new();
        for kind in MessageKind::ALL {
            for wanted in languages {
                let Chosen { language, whose, falls_back, .. } =
                    self.choose((occasion, kind), wanted, instance);
                if falls_back {
                    found.push(FallsBack { kind, wanted: wanted.clone(), got: language, whose });
                }
            }
        }
        found
    }

    /// The languages of own texts, of whatever message.
    #[must_use]
    pub fn languages(&self) -> Vec<&Locale> {
        let mut languages: Vec<_> = self.0.values().flat_map(BTreeMap::keys).collect();
        languages.sort_unstable();
        languages.dedup();
        languages
    }

    fn own(&self, kind: MessageKind, tag: &str) -> Option<(&Locale, &Template)> {
        let languages = kind.chain().iter().filter_map(|kind| self.0.get(kind));
        languages.flatten().find(|(language, _)| language.as_str() == tag)
    }
}

impl Reading<'_> {
    fn languages(&mut self, at: &str, raw: &Map<String, Value>) -> BTreeMap<Locale, Template> {
        let mut languages = BTreeMap::new();
        if raw.len() > MAX_LANGUAGES {
            self.faults.add(at, TextReason::TooMany { max: MAX_LANGUAGES });
        }
        for (tag, template) in raw.iter().take(MAX_LANGUAGES) {
            let Ok(locale) = tag.parse::<Locale>() else {
                self.faults.add(at, TextReason::Language);
                continue;
            };
            let at = format!("{at}.{locale}");
            let template = self.template(&at, template);
            if languages.contains_key(&locale) {
                self.faults.add(&at, TextReason::Language);
            }
            languages.extend(template.map(|template| (locale, template)));
        }
        languages
    }
}

#[cfg(test)]
mod tests;
