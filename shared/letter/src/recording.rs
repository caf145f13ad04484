//! What is played on the telephone: recordings, by language, at addresses of the customer's.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use survey::Locale;

use crate::fault::{Faults, TextFault, TextReason};
use crate::link::WebAddress;

/// The recordings of an instance's calls.
///
/// `{"default": "sv", "languages": {"sv": {"question": "https://..", "thanks": "https://..", "closed": "https://..",
/// "no_more": "https://.."}}}`. The default may be left out; then nobody is called whose language has none.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Recordings {
    default: Option<Locale>,
    languages: BTreeMap<Locale, Recording>,
}

/// The recordings of one language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recording {
    /// Who calls, what is asked, which keys there are.
    pub question: WebAddress,
    /// What is played when an answer is kept.
    pub thanks: WebAddress,
    /// What is played when none is: somebody has answered, or it is too late; may be absent.
    pub closed: Option<WebAddress>,
    /// What is played to whoever wants no more calls; may be absent.
    pub no_more: Option<WebAddress>,
}

const MEMBERS: &str = "question, thanks, closed and no_more";
const WHOLE: &str = "default and languages";
const MAX_LANGUAGES: usize = 40;
const ADDRESS: TextReason =
    TextReason::Type("an https:// address of at most 900 printable ASCII characters");

impl Recordings {
    /// Reads recordings from JSON.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, with its path, up to a hundred.
    pub fn read(json: &Value) -> Result<Self, Vec<TextFault>> {
        let mut faults = Faults::default();
        let mut recordings = Self::default();
        let Value::Object(members) = json else {
            faults.add("", TextReason::Type("an object with languages"));
            return faults.into_result(recordings);
        };
        only(&mut faults, "", members, WHOLE);
        match members.get("languages") {
            None => {}
            Some(Value::Object(languages)) => {
                recordings.languages = read_languages(&mut faults, languages);
            }
            Some(_) => faults.add("languages", TextReason::Type("an object by language")),
        }
        if let Some(default) = members.get("default") {
            let locale = default.as_str().and_then(|tag| tag.parse::<Locale>().ok());
            let named = members.get("languages").and_then(Value::as_object);
            let there = locale.as_ref().is_some_and(|locale| {
                named.is_some_and(|named| named.contains_key(locale.as_str()))
            });
            if !there {
                faults.add("default", TextReason::Type("one of the languages"));
            }
            recordings.default = locale;
        }
        faults.into_result(recordings)
    }

    /// The recordings for somebody of this language, ever wider, or of the default.
    #[must_use]
    pub fn choose(&self, wanted: Option<&Locale>) -> Option<(&Locale, &Recording)> {
        let known = |tag: &str| self.languages.iter().find(|(one, _)| one.as_str() == tag);
        let own = wanted
            .and_then(|wanted| wanted.lookup().chain([wanted.written_language()]).find_map(known));
        own.or_else(|| known(self.default.as_ref()?.as_str()))
    }

    /// Which language those hear whose own has none.
    #[must_use]
    pub const fn fallback(&self) -> Option<&Locale> {
        self.default.as_ref()
    }

    /// The recordings of one language.
    #[must_use]
    pub fn of(&self, language: &Locale) -> Option<&Recording> {
        self.languages.get(language)
    }

    /// The languages that there are recordings in.
    pub fn languages(&self) -> impl Iterator<Item = &Locale> {
        self.languages.keys()
    }
}

fn read_languages(faults: &mut Faults, raw: &Map<String, Value>) -> BTreeMap<Locale, Recording> {
    if raw.len() > MAX_LANGUAGES {
        faults.add("languages", TextReason::TooMany { max: MAX_LANGUAGES });
    }
    let mut languages = BTreeMap::new();
    for (tag, recording) in raw.iter().take(MAX_LANGUAGES) {
        match tag.parse::<Locale>() {
            // Another spelling of a language would be another name of the same.
            Ok(locale) if locale.as_str() == tag => {
                let read = read_one(faults, &format!("languages.{locale}"), recording);
                languages.extend(read.map(|read| (locale, read)));
            }
            Ok(_) | Err(_) => faults.add("languages", TextReason::Language),
        }
    }
    languages
}

fn read_one(faults: &mut Faults, at: &str, raw: &Value) -> Option<Recording> {
    let Value::Object(members) = raw else {
        faults.add(at, TextReason::Type("an object of addresses"));
        return None;
    };
    only(faults, at, members, MEMBERS);
    let mut some = |name: &str, is_needed: bool| {
        let path = format!("{at}.{name}");
        match members.get(name) {
            None => {
                if is_needed {
                    faults.add(&path, TextReason::Missing);
                }
                None
            }
            Some(raw) => {
                let address = raw.as_str().filter(|raw| raw.starts_with("https://"));
                let address = address.and_then(|raw| raw.parse().ok());
                if address.is_none() {
                    faults.add(&path, ADDRESS);
                }
                address
            }
        }
    };
    let (question, thanks) = (some("question", true), some("thanks", true));
    let (closed, no_more) = (some("closed", false), some("no_more", false));
    Some(Recording { question: question?, thanks: thanks?, closed, no_more })
}

fn only(faults: &mut Faults, at: &str, members: &Map<String, Value>, known: &'static str) {
    let is_known = |name: &str| known.split([',', ' ']).any(|one| one == name && one != "and");
    if members.keys().any(|name| !is_known(name)) {
        faults.add(at, TextReason::Unknown(known));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const QUESTION: &str = "https://shop.example/calls/question-sv.wav";
    const THANKS: &str = "https://shop.example/calls/thanks-sv.wav";

    fn both() -> Value {
        json!({"question": QUESTION, "thanks": THANKS})
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let long = format!("https://a.example/{}", "a".repeat(900));
        for (raw, want) in [
            (json!({}), ""),
            (json!({"languages": {}}), ""),
            (json!({"languages": {"sv": both()}}), ""),
            (json!({"default": "sv", "languages": {"sv": both()}}), ""),
            (json!([]), " "),
            (json!({"language": {}}), " "),
            (json!({"languages": []}), "languages"),
            (json!({"default": "en", "languages": {"sv": both()}}), "default"),
            (json!({"default": 1}), "default"),
            (json!({"languages": {"": both()}}), "languages"),
            (json!({"languages": {"sv": []}}), "languages.sv"),
            (
                json!({"languages": {"sv": {"thanks": "http://shop.example/a.wav"}}}),
                "languages.sv.question languages.sv.thanks",
            ),
            (
                json!({"languages": {"sv": {"question": long, "thanks": THANKS, "closed": ""}}}),
                "languages.sv.question languages.sv.closed",
            ),
            (
                json!({"languages": {"sv": {"question": "http://localhost/a", "thanks": THANKS}}}),
                "languages.sv.question",
            ),
            (
                json!({"languages": {"sv": {"question": QUESTION, "thanks": THANKS, "other": "x"}}}),
                "languages.sv",
            ),
        ] {
            let faults = Recordings::read(&raw).err().unwrap_or_default();
            let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
            assert_eq!(paths.join(" "), want.trim(), "{raw}");
            assert_eq!(faults.is_empty(), want.is_empty(), "{raw}");
        }
    }

    #[test]
    fn everybody_hears_their_language_or_the_default() {
        let en = json!({"question": "https://a.example/q", "thanks": "https://a.example/t"});
        let with = |default: Option<&str>| {
            let mut raw = json!({"languages": {"sv": both(), "en": en}});
            if let Some(default) = default {
                raw["default"] = json!(default);
            }
            Recordings::read(&raw).unwrap()
        };
        for (default, wanted, want) in [
            (None, Some("sv"), Some("sv")),
            (None, Some("sv-fi"), Some("sv")),
            (None, Some("de"), None),
            (None, None, None),
            (Some("en"), Some("sv"), Some("sv")),
            (Some("en"), Some("de"), Some("en")),
            (Some("en"), None, Some("en")),
        ] {
            let recordings = with(default);
            let wanted: Option<Locale> = wanted.map(|tag| tag.parse().unwrap());
            let got = recordings.choose(wanted.as_ref()).map(|(locale, _)| locale.as_str());
            assert_eq!(got, want, "{default:?} {wanted:?}");
        }
        assert_eq!(Recordings::default().choose(None), None);
    }
}
