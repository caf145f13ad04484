//! Texts with answers in them, in the respondent's language.

use expression::Value as Computed;
use serde_json::Value;

use super::Interview;
use super::scope::{Reading, View};
use super::values::is_empty;
use crate::model::{DisplayStyle, Special};
use crate::{Locale, LocalizedText};

/// How far texts stand in texts.
const MAX_DEPTH: usize = 4;

/// How a number is shown.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    /// In which `{0}` is the number.
    pub format: &'a LocalizedText,
    pub style: DisplayStyle,
    pub currency: &'a str,
    pub max_digits: Option<u32>,
    pub min_digits: Option<u32>,
    pub grouping: bool,
}

impl Interview<'_> {
    /// A text in the respondent's language, with answers in place of names in braces. It is plain
    /// text: whoever makes it HTML escapes it.
    pub(super) fn text(&self, text: &LocalizedText, id: Option<usize>) -> String {
        self.process(text.pick(self.locale()), id, self.pipes_display(id))
    }

    fn pipes_display(&self, id: Option<usize>) -> bool {
        id.and_then(|id| self.question(id)).is_none_or(|question| question.piped_as_display)
    }

    /// The same for people to read, where what stands around an answer may be written in the other
    /// direction.
    pub(super) fn read_text(&self, text: &LocalizedText, id: Option<usize>) -> String {
        self.read(text.pick(self.locale()), id, self.pipes_display(id))
    }

    /// The same of a text that was picked.
    pub(super) fn read(&self, text: &str, id: Option<usize>, display: bool) -> String {
        let apart = |answer: &str| apart(answer, self.locale());
        self.replace(text, id, display, &apart)
    }

    /// A text with answers in place of names in braces; names that say nothing stay.
    pub(super) fn process(&self, text: &str, id: Option<usize>, display: bool) -> String {
        self.replace(text, id, display, &str::to_owned)
    }

    /// Markup with answers in place of names in braces. The answers are text: they are escaped.
    pub(super) fn markup(&self, html: &LocalizedText, id: Option<usize>) -> String {
        self.replace(html.pick(self.locale()), id, true, &escaped)
    }

    /// The survey's own markup and addresses, in which answers are escaped by `escape`.
    pub(super) fn replace(
        &self,
        text: &str,
        id: Option<usize>,
        display: bool,
        escape: &dyn Fn(&str) -> String,
    ) -> String {
        if !text.contains('{') || self.depth.get() >= MAX_DEPTH {
            return text.to_owned();
        }
        self.depth.set(self.depth.get() + 1);
        let mut done = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, name, after)) = next_name(rest) {
            done.push_str(before);
            if let Some(value) = self.piped(name.trim(), id, display) {
                done.push_str(&escape(&value));
            } else {
                done.push('{');
                done.push_str(name);
                done.push('}');
            }
            rest = after;
        }
        done.push_str(rest);
        self.depth.set(self.depth.get() - 1);
        done
    }

    /// What stands in a text in place of a name; nothing for a name that says nothing.
    fn piped(&self, name: &str, id: Option<usize>, display: bool) -> Option<String> {
        let view = View { interview: self, node: id, item: None };
        let found = view.find(name)?;
        if is_empty(&found.value) {
            return Some(String::new());
        }
        let value = match found.reading {
            Reading::Answer(id) if display => self.display_of(id, &found.value),
            Reading::Column(id) if display => self.column_of(id, &found.value),
            Reading::FromZero => Value::from(found.value.as_u64().map_or(0, |place| place + 1)),
            Reading::Answer(_) | Reading::Column(_) | Reading::Plain => found.value.into_owned(),
        };
        Some(Computed::from_json(&value).to_text())
    }

    /// What SurveyJS's own choices are called where the survey does not say.
    pub(crate) fn word_of(&self, special: Special) -> &'static str {
        let swedish = self.locale().language() == "sv";
        match special {
            Special::Other if swedish => "Annat",
            Special::None if swedish => "Ingen",
            Special::Refused if swedish => "Vill inte svara",
            Special::DontKnow if swedish => "Vet inte",
            Special::Other => "Other (describe)",
            Special::None => "None",
            Special::Refused => "Refuse to answer",
            Special::DontKnow => "Don't know",
        }
    }

    /// What yes and no are called where the survey does not say.
    pub(crate) fn words_of_truth(&self) -> (&'static str, &'static str) {
        let language = self.locale().written_language();
        let known = TRUTHS.iter().find(|(tag, ..)| *tag == language);
        known.map_or(("Yes", "No"), |(_, yes, no)| (yes, no))
    }
}

/// Yes and no, by language.
const TRUTHS: [(&str, &str, &str); 16] = [
    ("sv", "Ja", "Nej"),
    ("da", "Ja", "Nej"),
    ("nb", "Ja", "Nei"),
    ("fi", "Kyllä", "Ei"),
    ("is", "Já", "Nei"),
    ("de", "Ja", "Nein"),
    ("fr", "Oui", "Non"),
    ("es", "Sí", "No"),
    ("it", "Sì", "No"),
    ("nl", "Ja", "Nee"),
    ("pl", "Tak", "Nie"),
    ("pt", "Sim", "Não"),
    ("et", "Jah", "Ei"),
    ("lv", "Jā", "Nē"),
    ("lt", "Taip", "Ne"),
    ("ar", "نعم", "لا"),
];

/// The next name in braces: what is before it, the name, and what is after it. Braces within
/// braces begin anew; a name has no colon, so that no style rule is one.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let close = from + text.get(from..)?.find('}')?;
        let before = text.get(..close)?;
        let open = before.get(from..)?.rfind('{').map(|open| from + open);
        if let Some(open) = open {
            let name = before.get(open + 1..)?;
            if !name.trim().is_empty() && !name.contains(':') {
                return Some((text.get(..open)?, name, text.get(close + 1..)?));
            }
        }
        from = close + 1;
    }
}

/// An answer as it stands in a text, kept from turning what is around it (UAX 9, section 2.4): it
/// has letters that are written from right to left where the text is not, or may have others.
fn apart(answer: &str, locale: &Locale) -> String {
    let turned = |character| matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    let whole = answer.chars().all(turned);
    let apart = if locale.is_right_to_left() { !whole } else { answer.chars().any(turned) };
    if apart { ["\u{2068}", answer, "\u{2069}"].concat() } else { answer.to_owned() }
}

/// A text as it stands in HTML, in attributes too.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A text as it stands in an address: all but letters, digits and `-_.~` in percent signs
/// (RFC 3986, section 2.1).
pub(super) fn in_address(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |half: u8| DIGITS.get(usize::from(half)).map_or('0', |digit| char::from(*digit));
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push('%');
            written.push(digit(byte >> 4));
            written.push(digit(byte & 15));
        }
    }
    written
}

/// A value as it is shown.
pub(super) fn shown(look: Look<'_>, value: &Value, locale: &Locale) -> String {
    let plain = || Computed::from_json(value).to_text();
    let number = match (look.style, value.as_f64()) {
        (DisplayStyle::Date, _) => {
            let day = value.as_str().and_then(|text| super::figures::day(text, locale));
            day.unwrap_or_else(plain)
        }
        (DisplayStyle::None, _) | (_, None) => plain(),
        (_, Some(number)) => super::figures::written(look, number, locale),
    };
    match look.format.pick_some(locale) {
        Some(format) => format.replace("{0}", &number),
        None => number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_texts() {
        for (text, want) in [
            ("a {b} c", Some(("a ", "b", " c"))),
            ("a {{b} c", Some(("a {", "b", " c"))),
            ("a {b c", None),
            ("{} {b}", Some(("{} ", "b", ""))),
            ("{a:b} {c}", Some(("{a:b} ", "c", ""))),
            ("} {c}", Some(("} ", "c", ""))),
        ] {
            assert_eq!(next_name(text), want, "{text}");
        }
    }

    #[test]
    fn answers_do_not_turn_what_is_around_them() {
        for (language, answer, want) in [
            ("sv", "Åsa", "Åsa"),
            ("sv", "نور", "\u{2068}نور\u{2069}"),
            ("ar", "نور", "نور"),
            ("ar", "Åsa", "\u{2068}Åsa\u{2069}"),
            ("ar", "+46 8", "\u{2068}+46 8\u{2069}"),
            ("ar", "", ""),
        ] {
            assert_eq!(apart(answer, &language.parse().unwrap()), want, "{language} {answer}");
        }
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("<a b='\"'>&"), "&lt;a b=&#39;&quot;&#39;&gt;&amp;");
        assert_eq!(in_address("a b/å~"), "a%20b%2F%C3%A5~");
    }
}
