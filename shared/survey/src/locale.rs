//! Languages: how one is named, and which one a respondent gets.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::Definition;

/// Names a language: a BCP 47 tag (RFC 5646) of at most 35 bytes, kept in lower case.
///
/// It begins with a language of two or three letters. The longer ones that BCP 47 leaves room for
/// do not exist, so what looks like one is a slip of the pen.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Locale(Box<str>);

/// The text is not a [`Locale`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a language is named by a BCP 47 tag")]
pub struct InvalidLocale;

impl Locale {
    const MAX_BYTES: usize = 35;

    /// English, the language of a SurveyJS text that names none.
    #[must_use]
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The tag, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, without script, region and what else may follow.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The language alone, where those who read one of Norway's are taken to read Bokmål: `no`, as
    /// SurveyJS calls it, and `nn` are `nb`.
    #[must_use]
    pub fn written_language(&self) -> &str {
        match self.language() {
            "no" | "nn" => "nb",
            other => other,
        }
    }

    /// Whether it is written from right to left: by its script, or by that which it is most often
    /// written in (Unicode CLDR, likely subtags).
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        let script = self.0.split('-').nth(1).filter(|subtag| subtag.len() == 4);
        match script {
            Some(script) => ["arab", "hebr", "nkoo", "rohg", "syrc", "thaa"].contains(&script),
            None => [
                "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "prs", "ps", "rhg", "sd", "syr",
                "ug", "ur", "yi",
            ]
            .contains(&self.language()),
        }
    }

    /// The tag, then the tag with ever less after the language (RFC 4647, section 3.4).
    pub fn lookup(&self) -> impl Iterator<Item = &str> {
        let mut rest = Some(self.as_str());
        core::iter::from_fn(move || {
            let tag = rest?;
            rest = tag.rsplit_once('-').map(|(shorter, _)| shorter);
            Some(tag)
        })
    }
}

impl FromStr for Locale {
    type Err = InvalidLocale;

    fn from_str(raw: &str) -> Result<Self, InvalidLocale> {
        let mut subtags = raw.split('-');
        let language = subtags.next().unwrap_or_default();
        let named = matches!(language.len(), 2 | 3)
            && language.bytes().all(|byte| byte.is_ascii_alphabetic());
        let rest = subtags.all(|tag| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if named && rest && raw.len() <= Self::MAX_BYTES {
            Ok(Self(raw.to_ascii_lowercase().into()))
        } else {
            Err(InvalidLocale)
        }
    }
}

impl TryFrom<String> for Locale {
    type Error = InvalidLocale;

    fn try_from(raw: String) -> Result<Self, InvalidLocale> {
        raw.parse()
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.0.into()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The languages of an `Accept-Language` header (RFC 9110, section 12.5.4), the most wanted first.
///
/// Refused ones (`q=0`), the wildcard and what is no language are left out. Only the first 32
/// members are read.
#[must_use]
pub fn accepted_languages(header: &str) -> Vec<Locale> {
    let mut wanted: Vec<(u16, Locale)> = Vec::new();
    for (weight, locale) in header.split(',').take(32).filter_map(accepted) {
        let less = wanted.iter().position(|(other, _)| *other < weight);
        wanted.insert(less.unwrap_or(wanted.len()), (weight, locale));
    }
    wanted.into_iter().map(|(_, locale)| locale).collect()
}

/// One member of the header, with its weight in thousandths.
fn accepted(member: &str) -> Option<(u16, Locale)> {
    let (tag, weight) = match member.split_once(';') {
        Some((tag, parameter)) => (tag, weight(parameter.trim())?),
        None => (member, 1000),
    };
    if weight == 0 { None } else { Some((weight, tag.trim().parse().ok()?)) }
}

fn weight(parameter: &str) -> Option<u16> {
    let value = parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q="))?;
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let digits = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    match whole {
        "1" => Some(1000),
        "0" if digits => format!("{part:0<3}").parse().ok(),
        _ => None,
    }
}

/// The language in which a respondent gets a survey: the one that a link or the respondent chose,
/// else the one that the browser wants most, else the survey's own first.
///
/// `requested` is a tag as it stands in an address; a tag that is none, or that the survey has no
/// texts for, is passed over. `accept_language` is the header of that name.
#[must_use]
pub fn choose_locale(
    definition: &Definition,
    requested: Option<&str>,
    accept_language: Option<&str>,
) -> Locale {
    let requested = requested.and_then(|tag| tag.parse().ok());
    let accepted = accept_language.map(accepted_languages).unwrap_or_default();
    let offered = definition.locales.as_slice();
    requested
        .into_iter()
        .chain(accepted)
        .find_map(|wanted: Locale| best(offered, &wanted))
        .or_else(|| offered.first())
        .cloned()
        .unwrap_or_else(Locale::english)
}

/// The offered language nearest to the wanted one: the same, a wider one, another region's, or the
/// other Norwegian.
fn best<'a>(offered: &'a [Locale], wanted: &Locale) -> Option<&'a Locale> {
    let wider = wanted.lookup().find_map(|tag| offered.iter().find(|one| one.as_str() == tag));
    let same = || offered.iter().find(|one| one.language() == wanted.language());
    let near = || offered.iter().find(|one| one.written_language() == wanted.written_language());
    wider.or_else(same).or_else(near)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tags() {
        for (raw, want) in [
            ("sv", Some("sv")),
            ("pt-BR", Some("pt-br")),
            ("sr-Latn-RS", Some("sr-latn-rs")),
            ("default", None),
            ("s", None),
            ("", None),
            ("sv_SE", None),
            ("sv-", None),
            ("sv-123456789", None),
        ] {
            let got = raw.parse::<Locale>().ok();
            assert_eq!(got.as_ref().map(Locale::as_str), want, "{raw}");
        }
    }

    #[test]
    fn headers() {
        for (name, header, want) in [
            ("plain", "sv", vec!["sv"]),
            ("weighed", "en;q=0.5, sv-SE, nb;q=0.8, da;q=0", vec!["sv-se", "nb", "en"]),
            ("equal ones keep their order", "de,fr", vec!["de", "fr"]),
            ("wildcard and nonsense", "*, x_y, sv;q=2, fi;q=0.1234, et;level=1", vec![]),
            ("empty", "", vec![]),
        ] {
            let got = accepted_languages(header);
            assert_eq!(got.iter().map(Locale::as_str).collect::<Vec<_>>(), want, "{name}");
        }
    }

    #[test]
    fn choices() {
        let definition = Definition::parse(&json!({
            "title": {"default": "Hello", "sv": "Hej", "pt-BR": "Olá", "no": "Hei"},
            "elements": [{"type": "text", "name": "a"}],
        }))
        .unwrap();
        for (name, requested, accepted, want) in [
            ("neither", None, None, "en"),
            ("link", Some("sv"), Some("en"), "sv"),
            ("link to none of ours", Some("fi"), Some("sv"), "sv"),
            ("nonsense", Some("<script>"), None, "en"),
            ("region falls to language", None, Some("sv-FI"), "sv"),
            ("language finds region", None, Some("pt"), "pt-br"),
            ("other region", None, Some("pt-PT"), "pt-br"),
            ("Bokmål by another name", None, Some("nb-NO"), "no"),
            ("the other Norwegian", Some("nn"), None, "no"),
            ("second wish", None, Some("fi, sv;q=0.1"), "sv"),
        ] {
            assert_eq!(choose_locale(&definition, requested, accepted).as_str(), want, "{name}");
        }
    }
}
