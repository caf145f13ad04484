//! The form of what is known of somebody.

use bytes::Bytes;
use host::own_fields;
use http::Request;
use page::ContactForm;
use personal::{Email, PersonName, Phone};
use problem::Problem;
use survey::Locale;
use table::{Consent, Contact, ContactKey, ExtraName, ExtraText, Group, Reason, Source, When};

/// The fields of the form, in the order in which they are kept.
const FIELDS: [&str; 10] = [
    "email",
    "phone",
    "name",
    "language",
    "groups",
    "key",
    "consent",
    "consent_source",
    "consent_at",
    "extra",
];

/// What was typed.
#[derive(Default)]
pub(super) struct Typed([String; FIELDS.len()]);

impl Typed {
    /// Reads what one of our own pages has sent.
    pub(super) fn read(request: Request<Bytes>) -> Result<Self, Problem> {
        let (_, fields) = own_fields(request, FIELDS)?;
        Ok(Self(fields.map(|field| field.trim().to_owned())))
    }

    /// What is known of somebody, as it is typed.
    pub(super) fn of(contact: &Contact) -> Self {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let groups: Vec<_> = contact.groups.iter().map(Group::as_str).collect();
        let consent = contact.consent.as_ref();
        let said = |consent: &Consent| if consent.is_given { "yes" } else { "no" };
        // A field has one line here, for a form takes one a line.
        let line = |(name, text): (&ExtraName, &ExtraText)| {
            format!("{name}: {}", text.as_str().replace(['\r', '\n'], " "))
        };
        Self([
            text(contact.email.as_ref().map(Email::as_str)),
            text(contact.phone.as_ref().map(Phone::as_str)),
            text(contact.name.as_ref().map(PersonName::as_str)),
            text(contact.language.as_ref().map(Locale::as_str)),
            groups.join(", "),
            text(contact.key.as_ref().map(ContactKey::as_str)),
            text(consent.map(said)),
            text(consent.and_then(|consent| consent.source.as_ref()).map(Source::as_str)),
            consent.and_then(|consent| consent.at).map(String::from).unwrap_or_default(),
            contact.extra.iter().map(line).collect::<Vec<_>>().join("\n"),
        ])
    }

    /// The form with what was typed, and with what is wrong with it.
    pub(super) fn form<'a>(&'a self, fault: Option<&'a str>) -> ContactForm<'a> {
        let [email, phone, name, language, groups, key, consent, consent_source, consent_at, extra] =
            self.0.each_ref().map(String::as_str);
        ContactForm {
            email,
            phone,
            name,
            language,
            groups,
            key,
            consent,
            consent_source,
            consent_at,
            extra,
            fault,
        }
    }

    /// What it says, or the name of what is wrong with it.
    pub(super) fn contact(&self) -> Result<Contact, &'static str> {
        let form = self.form(None);
        let groups = form.groups.split(',').map(str::trim).filter(|group| !group.is_empty());
        let contact = Contact {
            email: read(form.email, "email", |raw| raw.parse().ok())?,
            phone: read(form.phone, "phone", |raw| raw.parse().ok())?,
            name: read(form.name, "name", |raw| raw.parse().ok())?,
            language: read(form.language, "language", |raw| raw.parse().ok())?,
            groups: groups.map(Group::try_from).collect::<Result<_, _>>().map_err(|_| "groups")?,
            key: read(form.key, "key", |raw| ContactKey::try_from(raw).ok())?,
            consent: consent(&form)?,
            extra: form
                .extra
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(field)
                .collect::<Option<_>>()
                .ok_or("extra")?,
        };
        match contact.fault() {
            None => Ok(contact),
            Some(Reason::Unreachable) => Err("nobody"),
            Some(Reason::TooManyGroups) => Err("groups"),
            Some(Reason::NoSource | Reason::NoTime) => Err("consent"),
            Some(_) => Err("extra"),
        }
    }
}

/// What a field says; nothing if there is nothing in it.
fn read<T>(
    raw: &str,
    name: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, &'static str> {
    if raw.is_empty() { Ok(None) } else { parse(raw).map(Some).ok_or(name) }
}

fn consent(form: &ContactForm<'_>) -> Result<Option<Consent>, &'static str> {
    let is_given = match form.consent {
        "yes" => true,
        "no" => false,
        _ => return Ok(None),
    };
    let source = read(form.consent_source, "consent", |raw| Source::try_from(raw).ok())?;
    let at = read(form.consent_at, "consent_at", |raw| When::try_from(raw.to_owned()).ok())?;
    Ok(Some(Consent { is_given, source, at }))
}

fn field(line: &str) -> Option<(ExtraName, ExtraText)> {
    let (name, text) = line.split_once(':')?;
    let name = ExtraName::try_from(name.trim().to_owned()).ok()?;
    Some((name, ExtraText::try_from(text).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: [&str; FIELDS.len()] = [
        "anna@example.com",
        "+46701740605",
        "Anna Ek",
        "sv",
        "Klubben, VIP",
        "K-1",
        "yes",
        "kassan",
        "2026-02-01",
        "size: L\nstore: Umeå",
    ];

    fn typed(change: Option<(usize, &str)>) -> Typed {
        let mut all = WHOLE.map(str::to_owned);
        if let Some((place, text)) = change {
            text.clone_into(&mut all[place]);
        }
        Typed(all)
    }

    #[test]
    fn what_is_typed_is_what_is_known() {
        let contact = typed(None).contact().unwrap();
        assert_eq!(Typed::of(&contact).0, WHOLE.map(str::to_owned));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (place, text, want) in [
            (0, "anna", "email"),
            (1, "070", "phone"),
            (3, "språk", "language"),
            (5, &"k".repeat(129), "key"),
            (7, "", "consent"),
            (8, "", "consent"),
            (8, "02/01", "consent_at"),
            (9, "store", "extra"),
        ] {
            assert_eq!(typed(Some((place, text))).contact().err(), Some(want), "{place} {text}");
        }
        assert_eq!(Typed::default().contact().err(), Some("nobody"));
    }
}
