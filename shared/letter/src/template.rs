//! The texts of one message in one language.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use survey::Locale;

use crate::fault::{Faults, TextReason};
use crate::pattern::Pattern;
use crate::plain::plain_line;
use crate::variable::{Values, Vocabulary};
use crate::voice::VoiceScript;

/// The texts of one message in one language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Template {
    /// Whom the mail is from, in words.
    pub sender: Pattern,
    /// The subject.
    pub subject: Pattern,
    /// What a list of mails shows behind the subject; may be absent.
    pub preheader: Option<Pattern>,
    /// The paragraphs.
    pub body: Vec<Pattern>,
    /// What stands on the button.
    pub button: Pattern,
    /// The last line, as "Kind regards"; may be absent.
    pub sign_off: Option<Pattern>,
    /// What the sender adds at the foot, such as its postal address; may be absent.
    pub footer: Option<Pattern>,
    /// The text message; may be absent.
    pub sms: Option<Pattern>,
    /// What is said on the telephone; may be absent.
    pub voice: Option<VoiceScript>,
}

/// The members of a template.
const MEMBERS: &str = "sender, subject, preheader, body, button, sign_off, footer, sms and voice";

/// The most characters of a sender's name.
pub(crate) const MAX_SENDER: usize = 60;
/// The most characters of a subject and of a preheader.
pub(crate) const MAX_SUBJECT: usize = 150;
const MAX_PARAGRAPHS: usize = 12;
const MAX_PARAGRAPH: usize = 1000;
/// The most characters of all paragraphs together.
const MAX_BODY: usize = 3000;
const MAX_BUTTON: usize = 40;
const MAX_SIGN_OFF: usize = 200;
const MAX_FOOTER: usize = 500;
const MAX_SMS: usize = 480;

/// A text, and where it stands.
pub(crate) struct Reading<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) faults: &'a mut Faults,
}

impl Reading<'_> {
    /// An optional text; an empty one is none.
    pub(crate) fn some(&mut self, at: &str, raw: Option<&Value>, max: usize) -> Option<Pattern> {
        let raw = match raw? {
            Value::String(raw) if raw.trim().is_empty() => return None,
            Value::String(raw) => raw,
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_) => {
                self.faults.add(at, TextReason::Type("a text"));
                return None;
            }
        };
        match Pattern::parse(raw.trim(), max, self.vocabulary) {
            Ok(pattern) => Some(pattern),
            Err(reasons) => {
                for reason in reasons {
                    self.faults.add(at, reason);
                }
                None
            }
        }
    }

    /// A text that there must be.
    pub(crate) fn must(&mut self, at: &str, raw: Option<&Value>, max: usize) -> Option<Pattern> {
        let empty = match raw {
            None => true,
            Some(value) => value.as_str().is_some_and(|text| text.trim().is_empty()),
        };
        if empty {
            self.faults.add(at, TextReason::Missing);
        }
        self.some(at, raw, max)
    }

    fn body(&mut self, at: &str, raw: Option<&Value>) -> Vec<Pattern> {
        let Some(raw) = raw else {
            self.faults.add(at, TextReason::Missing);
            return Vec::new();
        };
        let Value::Array(paragraphs) = raw else {
            self.faults.add(at, TextReason::Type("a list of paragraphs"));
            return Vec::new();
        };
        if paragraphs.is_empty() {
            self.faults.add(at, TextReason::Missing);
        }
        if paragraphs.len() > MAX_PARAGRAPHS {
            self.faults.add(at, TextReason::TooMany { max: MAX_PARAGRAPHS });
        }
        let together = paragraphs.iter().filter_map(Value::as_str);
        if together.map(|text| text.chars().take(MAX_BODY + 1).count()).sum::<usize>() > MAX_BODY {
            self.faults.add(at, TextReason::TooLong { max: MAX_BODY });
        }
        let mut patterns = Vec::new();
        for (index, paragraph) in paragraphs.iter().take(MAX_PARAGRAPHS).enumerate() {
            patterns.extend(self.must(&format!("{at}[{index}]"), Some(paragraph), MAX_PARAGRAPH));
        }
        patterns
    }

    /// Tells of members that there are not.
    pub(crate) fn only(&mut self, at: &str, members: &Map<String, Value>, known: &'static str) {
        let is_known = |name: &str| known.split([',', ' ']).any(|one| one == name && one != "and");
        for name in members.keys().filter(|name| !is_known(name)) {
            // A name that was sent is not repeated beyond what a name of ours could be.
            let name: String = name.chars().take(40).filter(|c| !c.is_control()).collect();
            let path = if at.is_empty() { name } else { [at, ".", &name].concat() };
            self.faults.add(&path, TextReason::Unknown(known));
        }
    }

    /// One message in one language.
    pub(crate) fn template(&mut self, at: &str, raw: &Value) -> Option<Template> {
        let Value::Object(members) = raw else {
            self.faults.add(at, TextReason::Type("an object of texts"));
            return None;
        };
        self.only(at, members, MEMBERS);
        let place = |name: &str| (format!("{at}.{name}"), members.get(name));
        let mut must = |name: &str, max| {
            let (at, raw) = place(name);
            self.must(&at, raw, max)
        };
        let sender = must("sender", MAX_SENDER);
        let subject = must("subject", MAX_SUBJECT);
        let button = must("button", MAX_BUTTON);
        let (at_body, body) = place("body");
        let body = self.body(&at_body, body);
        let mut some = |name: &str, max| {
            let (at, raw) = place(name);
            self.some(&at, raw, max)
        };
        let preheader = some("preheader", MAX_SUBJECT);
        let sign_off = some("sign_off", MAX_SIGN_OFF);
        let footer = some("footer", MAX_FOOTER);
        let sms = some("sms", MAX_SMS);
        let (at_sms, _) = place("sms");
        if sms.as_ref().is_some_and(|sms| !sms.names("link")) {
            self.faults.add(&at_sms, TextReason::Without("link"));
        }
        let (at_voice, voice) = place("voice");
        let voice = voice.and_then(|voice| VoiceScript::read(self, &at_voice, voice));
        Some(Template {
            sender: sender?,
            subject: subject?,
            preheader,
            body,
            button: button?,
            sign_off,
            footer,
            sms,
            voice,
        })
    }
}

/// The texts of one mail to one recipient: what storage keeps, sealed, until it is sent.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    /// The language of the texts.
    pub language: Locale,
    /// Whom it is from, in words.
    pub sender: String,
    /// The subject.
    pub subject: String,
    /// What a list of mails shows behind the subject; may be empty.
    pub preheader: String,
    /// The paragraphs.
    pub body: Vec<String>,
    /// What stands on the button.
    pub button: String,
    /// The last line; may be empty.
    pub sign_off: String,
    /// What the sender adds at the foot; may be empty.
    pub footer: String,
    /// The tenant's name, for the words that we add at the foot.
    pub company: String,
}

impl Filled {
    /// The same, from somebody of this name, if there is one.
    #[must_use]
    pub fn sent_by(mut self, sender: Option<&str>) -> Self {
        if let Some(sender) = sender {
            self.sender = plain_line(sender, MAX_SENDER);
        }
        self
    }
}

impl Template {
    /// The texts with one invitation's values in them.
    #[must_use]
    pub fn fill(&self, language: &Locale, values: &Values) -> Filled {
        let of = |pattern: &Pattern| pattern.fill(values).trim().to_owned();
        let some = |pattern: &Option<Pattern>| pattern.as_ref().map(of).unwrap_or_default();
        Filled {
            language: language.clone(),
            sender: of(&self.sender),
            subject: of(&self.subject),
            preheader: some(&self.preheader),
            // A paragraph that was nothing but a value may be empty.
            body: self.body.iter().map(of).filter(|text| !text.is_empty()).collect(),
            button: of(&self.button),
            sign_off: some(&self.sign_off),
            footer: some(&self.footer),
            company: values.get("company").unwrap_or_default().to_owned(),
        }
    }
}

impl Template {
    /// What there is where our own texts could not be read, which a test rules out.
    pub(crate) const fn nothing() -> Self {
        Self {
            sender: Pattern::empty(),
            subject: Pattern::empty(),
            preheader: None,
            body: Vec::new(),
            button: Pattern::empty(),
            sign_off: None,
            footer: None,
            sms: None,
            voice: None,
        }
    }
}
