use mail_parser::{HeaderName, MessageParser, MimeHeaders as _};
use serde_json::{Map, json};

use super::*;
use crate::{Asked, LANGUAGES, Look, Occasion, SHOP, Texts};

struct Case {
    occasion: Occasion,
    kind: MessageKind,
    texts: Filled,
    question: Option<FirstQuestion>,
    link: InvitationLink,
    unsubscribe: WebAddress,
    privacy: Option<WebAddress>,
    linked: bool,
    palettes: [Palette; 2],
}

fn filled(tag: &str, (occasion, kind): (Occasion, MessageKind)) -> Filled {
    let locale: Locale = tag.parse().unwrap();
    let chosen = Texts::default().choose((occasion, kind), &locale, &locale);
    chosen.template.fill(&chosen.language, &occasion.vocabulary().examples())
}

fn question(look: Look) -> FirstQuestion {
    let values: Vec<String> = match look {
        Look::Numbers => (0..=10).map(|value: u8| value.to_string()).collect(),
        Look::Stars | Look::Smileys => (1..=5).map(|value: u8| value.to_string()).collect(),
        Look::Thumbs => vec!["true".to_owned(), "false".to_owned()],
        Look::Reasons => vec!["late & wet".to_owned(), "<b>\"å\"".to_owned()],
    };
    let label = |value: &String| if look == Look::Thumbs { String::new() } else { value.clone() };
    FirstQuestion {
        name: "how was it".to_owned(),
        title: "How <was> it & why?".to_owned(),
        look,
        choices: values
            .iter()
            .map(|value| Asked { value: value.clone(), label: label(value) })
            .collect(),
        low: "Bad".to_owned(),
        high: "Good".to_owned(),
    }
}

impl Case {
    fn new(tag: &str, kind: MessageKind, look: Option<Look>) -> Self {
        Self::about(Occasion::ORDER, tag, kind, look)
    }

    fn about(occasion: Occasion, tag: &str, kind: MessageKind, look: Option<Look>) -> Self {
        Self {
            occasion,
            kind,
            texts: filled(tag, (occasion, kind)),
            question: look.map(question),
            link: format!("https://survey.example/s/shop/i/{}", "t".repeat(300)).parse().unwrap(),
            unsubscribe: format!("https://survey.example/u/{}", "u".repeat(300)).parse().unwrap(),
            privacy: Some("https://survey.example/privacy".parse().unwrap()),
            linked: false,
            palettes: survey::palettes(&Map::new(), "theme").unwrap(),
        }
    }

    fn letter(&self) -> Letter<'_> {
        Letter {
            occasion: self.occasion,
            kind: self.kind,
            texts: &self.texts,
            question: self.question.as_ref(),
            link: &self.link,
            unsubscribe: &self.unsubscribe,
            privacy: self.privacy.as_ref(),
            linked: self.linked,
            operator: "Nordsvar",
            palettes: &self.palettes,
        }
    }

    fn compose(&self) -> Result<Message, ComposeError> {
        let sending = Sending {
            mail: &"01932c07-209e-7cde-8c1d-3f2a1b4c5d6e".parse().unwrap(),
            from: &"invite@nordsvar.example".parse().unwrap(),
            to: &"anna@customer.example".parse().unwrap(),
            reply_to: Some(&"help@shop.example".parse().unwrap()),
            bounces: &"bounce.nordsvar.example".parse().unwrap(),
            at: "2026-11-27T20:15:30Z".parse().unwrap(),
        };
        self.letter().compose(&sending, |_| "k3j9x0ab12cd34ef".parse().unwrap())
    }
}

/// What a relay that signs must be able to pass on as it is.
fn assert_fit_to_sign(bytes: &[u8], name: &str) {
    assert!(bytes.len() <= MAX_MESSAGE_BYTES, "{name}: {}", bytes.len());
    assert!(bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n' | b' '..=b'~' | b'\t')), "{name}");
    assert!(bytes.ends_with(b"\r\n"), "{name}");
    let text = core::str::from_utf8(bytes).unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}: bare LF");
    assert_eq!(text.matches('\r').count(), text.matches("\r\n").count(), "{name}: bare CR");
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.split("\r\n").all(|line| line.len() <= 998), "{name}");
    assert!(body.split("\r\n").all(|line| line.len() <= 78), "{name}");
    assert!(text.split("\r\n").all(|line| !line.ends_with([' ', '\t'])), "{name}: trailing space");
}

#[test]
fn every_language_and_question_is_read_back_as_it_was_written() {
    let looks = [
        None,
        Some(Look::Numbers),
        Some(Look::Stars),
        Some(Look::Smileys),
        Some(Look::Thumbs),
        Some(Look::Reasons),
    ];
    for tag in LANGUAGES {
        for (look, kind) in looks.into_iter().zip(MessageKind::ALL.into_iter().cycle()) {
            let name = format!("{tag} {look:?} {kind}");
            let case = Case::new(tag, kind, look);
            let letter = case.letter();
            let message = case.compose().unwrap();
            assert_fit_to_sign(&message.bytes, &name);
            let read = MessageParser::new().parse(&message.bytes).unwrap();
            assert_eq!(read.subject(), Some(&*letter.subject()), "{name}");
            let from = read.from().unwrap().first().unwrap();
            assert_eq!(from.name(), Some("Nordic Coffee"), "{name}");
            assert_eq!(from.address(), Some("invite@nordsvar.example"));
            assert_eq!(
                read.to().unwrap().first().unwrap().address(),
                Some("anna@customer.example")
            );
            assert_eq!(
                read.reply_to().unwrap().first().unwrap().address(),
                Some("help@shop.example")
            );
            assert_eq!(read.message_id(), Some(&*message.message_id));
            assert_eq!(read.date().unwrap().to_rfc3339(), "2026-11-27T20:15:30Z");
            assert_eq!(read.text_body_count(), 1);
            assert_eq!(read.body_text(0).unwrap(), letter.text(), "{name}");
            assert_eq!(read.body_html(0).unwrap(), letter.html(), "{name}");
            assert!(read.content_type().unwrap().subtype() == Some("alternative"));
            for header in read.headers().iter().map(|header| &header.name) {
                assert!(
                    !matches!(header, HeaderName::Other(other) if other.eq_ignore_ascii_case("precedence"))
                );
            }
            let direction = if *tag == "ar" { "dir=\"rtl\"" } else { "dir=\"ltr\"" };
            assert!(
                letter.html().contains(&format!("<html lang=\"{tag}\" {direction}>")),
                "{name}"
            );
        }
    }
}

#[test]
fn a_mail_says_where_answers_are_linked() {
    for tag in LANGUAGES {
        let mut case = Case::new(tag, MessageKind::Invitation, None);
        let said = |case: &Case| {
            let words = crate::ours::words(&case.texts.language);
            let said = survey::filled(&words.linked, &[("company", &case.texts.company)]);
            assert!(said.contains(&*case.texts.company), "{tag}");
            let letter = case.letter();
            [letter.text().contains(&said), letter.html().contains(&said)]
        };
        assert_eq!(said(&case), [false; 2], "{tag}");
        case.linked = true;
        assert_eq!(said(&case), [true; 2], "{tag}");
        assert_fit_to_sign(&case.compose().unwrap().bytes, tag);
    }
}

#[test]
fn headers_are_those_of_mail_that_nobody_wrote_by_hand() {
    let message = Case::new("sv", MessageKind::Invitation, None).compose().unwrap();
    let text = String::from_utf8(message.bytes).unwrap();
    let unsubscribe =
        format!("List-Unsubscribe: <https://survey.example/u/{}>\r\n", "u".repeat(300));
    let unfolded = text.replace("\r\n <", " <");
    for line in [
        "Content-Language: sv\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        "Date: Fri, 27 Nov 2026 20:15:30 +0000\r\n",
        &unsubscribe,
    ] {
        assert_eq!(unfolded.matches(line).count(), 1, "{line}");
    }
    assert_eq!(
        message.return_path,
        "bounce+01932c07-209e-7cde-8c1d-3f2a1b4c5d6e.k3j9x0ab12cd34ef@bounce.nordsvar.example"
    );
    assert_eq!(message.message_id, "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e@nordsvar.example");
    // The same mail is the same bytes: no clock and no chance within.
    let again = Case::new("sv", MessageKind::Invitation, None).compose().unwrap();
    assert_eq!(again.bytes, text.as_bytes());
}

#[test]
fn nothing_that_is_put_in_becomes_a_header_or_markup() {
    for (name, spoil) in [
        (
            "line feed in the sender",
            (|texts| texts.sender = "A\nBcc: x@y.example".to_owned()) as fn(&mut Filled),
        ),
        ("return in the subject", |texts| texts.subject = "A\rBcc: x@y.example".to_owned()),
        ("both", |texts| texts.subject = "A\r\n\r\n<html>".to_owned()),
        ("null", |texts| texts.sender = "A\0".to_owned()),
        ("override", |texts| texts.sender = "A\u{202e}B".to_owned()),
        ("separator", |texts| texts.subject = "A\u{2028}Bcc: x".to_owned()),
        ("no sender", |texts| texts.sender = " ".to_owned()),
        ("no subject", |texts| texts.subject.clear()),
        ("endless subject", |texts| texts.subject = "a".repeat(601)),
    ] {
        let mut case = Case::new("en", MessageKind::Invitation, None);
        spoil(&mut case.texts);
        assert_eq!(case.compose(), Err(ComposeError::Header), "{name}");
    }
    let mut case = Case::new("en", MessageKind::Invitation, Some(Look::Reasons));
    "\"A\" <evil@x.example>, B".clone_into(&mut case.texts.sender);
    let markup = "</p><script>alert(1)</script><a href=\"https://evil.example\">x</a> & 'y'";
    for part in [
        &mut case.texts.preheader,
        &mut case.texts.sign_off,
        &mut case.texts.footer,
        &mut case.texts.button,
        &mut case.texts.company,
        &mut case.texts.subject,
    ] {
        markup.clone_into(part);
    }
    case.texts.body =
        vec![markup.to_owned(), "--=_01932c07-209e-7cde-8c1d-3f2a1b4c5d6e--".to_owned()];
    let html = case.letter().html();
    assert!(!html.contains("<script") && !html.contains("href=\"https://evil"));
    assert_eq!(html.matches("&lt;script&gt;").count(), 8);
    let message = case.compose().unwrap();
    assert_fit_to_sign(&message.bytes, "markup");
    let read = MessageParser::new().parse(&message.bytes).unwrap();
    let from = read.from().unwrap();
    assert_eq!(from.iter().count(), 1);
    assert_eq!(from.first().unwrap().address(), Some("invite@nordsvar.example"));
    assert_eq!(from.first().unwrap().name(), Some("\"A\" <evil@x.example>, B"));
    assert_eq!(read.subject(), Some(markup));
    assert_eq!(read.body_html(0).unwrap(), html);
}

#[test]
fn the_longest_texts_fit_or_are_refused() {
    for letter in ["a", "å", "م"] {
        let texts = json!({ "invitation": { "ar": {
            "sender": letter.repeat(60), "subject": letter.repeat(150), "preheader": letter.repeat(150),
            "body": vec![letter.repeat(1000); 3], "button": letter.repeat(40),
            "sign_off": letter.repeat(200), "footer": letter.repeat(500),
        } } });
        let locale: Locale = "ar".parse().unwrap();
        let texts = Texts::read(&texts, &SHOP).unwrap();
        let chosen = texts.choose((Occasion::ORDER, MessageKind::Invitation), &locale, &locale);
        let mut case = Case::new("ar", MessageKind::Invitation, None);
        case.texts = chosen.template.fill(&locale, &SHOP.examples());
        let message = case.compose().unwrap_or_else(|error| panic!("{letter}: {error}"));
        assert_fit_to_sign(&message.bytes, letter);
    }
    let mut case = Case::new("en", MessageKind::Invitation, None);
    case.texts.body = vec!["a".repeat(30_000)];
    assert_eq!(case.compose(), Err(ComposeError::TooLarge));
}

#[test]
fn choices_are_links_with_names() {
    for (look, links, name) in [
        (Look::Numbers, 11, "aria-label=\"10 on a scale from 0 to 10\""),
        (Look::Stars, 5, "aria-label=\"3 of 5 stars\""),
        (Look::Smileys, 5, "aria-label=\"Neither good nor bad\""),
        (Look::Thumbs, 2, "\u{a0}Yes</a>"),
        (Look::Reasons, 2, ">&lt;b&gt;&quot;å&quot;</a>"),
    ] {
        let case = Case::new("en", MessageKind::Invitation, Some(look));
        let (html, text) = (case.letter().html(), case.letter().text());
        assert_eq!(html.matches("?q=how%20was%20it&amp;v=").count(), links, "{look:?}");
        assert!(html.contains(name), "{look:?}: {html}");
        assert!(
            !html.contains("<img") && !html.contains("<script") && !html.contains("url("),
            "{look:?}"
        );
        let listed = text.matches("?q=how%20was%20it&v=").count();
        assert_eq!(listed, if links <= 5 { links } else { 0 }, "{look:?}");
        assert!(text.contains("How <was> it & why?") && text.contains("https://survey.example/u/"));
    }
    let case = Case::new("en", MessageKind::Invitation, Some(Look::Reasons));
    assert!(case.letter().html().contains("&amp;v=late%20%26%20wet\""));
}

#[test]
fn each_says_why_somebody_gets_it() {
    for (occasion, why) in [
        (Occasion::ORDER, "because you ordered from Nordic Coffee."),
        (Occasion::DELIVERY, "because you have had a delivery from Nordic Coffee."),
        (Occasion::IN_STAY, "because you are staying with Nordic Hotels."),
        (Occasion::CANCELLED, "because you have had a subscription with Nordic News."),
    ] {
        let case = Case::about(occasion, "en", MessageKind::Invitation, None);
        assert!(case.letter().text().contains(why), "{occasion:?}: {}", case.letter().text());
        assert!(case.letter().html().contains(why), "{occasion:?}");
        case.compose().unwrap();
    }
}

#[test]
fn a_language_that_we_have_no_words_in_has_english_ones_marked_as_such() {
    let mut case = Case::new("en", MessageKind::Test, None);
    case.texts.language = "he".parse().unwrap();
    let html = case.letter().html();
    assert!(html.contains("<html lang=\"he\" dir=\"rtl\">"));
    assert!(html.contains("<div lang=\"en\" dir=\"ltr\">"));
    assert!(case.letter().subject().starts_with("[Test] "));
}

#[test]
fn colours_that_cannot_be_read_make_no_palette() {
    let theme = |accent: &str| Map::from_iter([("accent".to_owned(), json!(accent))]);
    let faint = survey::palettes(&theme("#ffe000"), "theme").unwrap_err();
    assert_eq!(faint.first().unwrap().path, "theme.accent");
    let mut case = Case::new("en", MessageKind::Invitation, None);
    case.palettes = survey::palettes(&theme("#7a1fa2"), "theme").unwrap();
    let html = case.letter().html();
    assert!(html.contains("background:#7a1fa2;color:#ffffff"));
    assert!(html.contains("prefers-color-scheme:dark"));
}
