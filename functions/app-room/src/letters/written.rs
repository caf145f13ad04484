//! Texts as they are written in a form, and as JSON.

use letter::{Pattern, Template};
use page::LetterFields;
use serde_json::{Map, Value};

use crate::form::Fields;

/// Texts as they are written.
pub(super) fn written(template: &Template) -> LetterFields {
    let some =
        |pattern: &Option<Pattern>| pattern.as_ref().map(ToString::to_string).unwrap_or_default();
    let body: Vec<_> = template.body.iter().map(ToString::to_string).collect();
    LetterFields {
        sender: template.sender.to_string(),
        subject: template.subject.to_string(),
        preheader: some(&template.preheader),
        body: body.join("\n\n"),
        button: template.button.to_string(),
        sign_off: some(&template.sign_off),
        footer: some(&template.footer),
        sms: some(&template.sms),
    }
}

/// What was sent, as it was written.
pub(super) fn sent(fields: &Fields) -> LetterFields {
    // Browsers send ends of lines as networks have them.
    let value = |name| fields.value(name).replace("\r\n", "\n");
    LetterFields {
        sender: value("sender"),
        subject: value("subject"),
        preheader: value("preheader"),
        body: value("body"),
        button: value("button"),
        sign_off: value("sign_off"),
        footer: value("footer"),
        sms: value("sms"),
    }
}

/// The JSON of texts as they are written. A line within a paragraph goes on in it.
pub(super) fn as_json(fields: &LetterFields, before: Option<&Value>) -> Value {
    let line = |raw: &str| raw.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    let line = |raw: &str| line(raw).trim().to_owned();
    let paragraphs = fields.body.split("\n\n").map(line).filter(|one| !one.is_empty());
    let mut members = Map::new();
    for (name, value) in [
        ("sender", &fields.sender),
        ("subject", &fields.subject),
        ("preheader", &fields.preheader),
        ("button", &fields.button),
        ("sign_off", &fields.sign_off),
        ("footer", &fields.footer),
        ("sms", &fields.sms),
    ] {
        members.insert(name.to_owned(), Value::from(line(value)));
    }
    members.insert("body".to_owned(), paragraphs.collect());
    // What is said on the telephone has no field.
    if let Some(voice) = before.and_then(|before| before.get("voice")) {
        members.insert("voice".to_owned(), voice.clone());
    }
    Value::Object(members)
}

#[cfg(test)]
mod tests {
    use letter::{MessageKind, Occasion, Texts, Whose};
    use serde_json::json;
    use survey::Locale;

    use super::*;

    #[test]
    fn our_texts_are_read_again_as_they_are_shown() {
        let kinds = |of| MessageKind::ALL.into_iter().map(move |kind| (of, kind));
        for tag in letter::LANGUAGES {
            let locale: Locale = tag.parse().unwrap();
            for (occasion, kind) in Occasion::ALL.into_iter().flat_map(kinds) {
                let chosen = Texts::default().choose((occasion, kind), &locale, &locale);
                let json = as_json(&written(&chosen.template), None);
                let mut texts = json!({ kind.as_str(): {} });
                texts[kind.as_str()][*tag] = json;
                let again = Texts::read(&texts, occasion.vocabulary()).unwrap();
                let again = again.choose((occasion, kind), &locale, &locale);
                assert_eq!(again.whose, Whose::Own, "{tag} {kind}");
                let want = Template { voice: None, ..chosen.template };
                assert_eq!(again.template, want, "{tag} {kind}");
            }
        }
    }

    #[test]
    fn paragraphs_are_parted_by_blank_lines() {
        let fields = LetterFields {
            body: "One\ngoes on.\n\n\n Two. \n\n".to_owned(),
            ..LetterFields::default()
        };
        let json = as_json(&fields, Some(&json!({"voice": {"prompt": "x"}, "sms": "y"})));
        assert_eq!(json["body"], json!(["One goes on.", "Two."]));
        assert_eq!(json["voice"]["prompt"], "x");
        assert_eq!(json["sms"], "");
    }
}
