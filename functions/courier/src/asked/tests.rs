use letter::{ReturnPath, read_report};
use mail_parser::{Message as Read, MessageParser};
use serde_json::json;

use super::*;
use crate::sample::{self, settings};

const MAIL: &str = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e";
const ELSA: &str = "elsa@customer.example";

fn now() -> Moment {
    Moment::from_unix_millis(1_795_463_400_123)
}

fn mail(about: &Value, asked: &Value, to: &str) -> Result<Message, MailStatus> {
    let about = About::read(&sample::about(about))?;
    Asked::read(&about, &sample::asked(asked))?.mail(&settings(), (MAIL, to), now())
}

fn text(about: &Value, asked: &Value) -> Result<String, MailStatus> {
    let about = About::read(&sample::about(about))?;
    Asked::read(&about, &sample::asked(asked))?.text()
}

fn read(message: &Message) -> Read<'_> {
    MessageParser::new().parse(&message.bytes).unwrap()
}

#[test]
fn an_invitation_is_a_mail_in_the_surveys_language_and_colours() {
    let message = mail(&json!({}), &json!({}), ELSA).unwrap();
    let read = read(&message);
    assert_eq!(read.to().unwrap().first().unwrap().address(), Some(ELSA));
    let from = read.from().unwrap().first().unwrap();
    assert_eq!(from.address(), Some("noreply@nordsvar.example"));
    assert_eq!(from.name(), Some("Kaffe & Te AB"));
    assert_eq!(read.message_id(), Some(&*format!("{MAIL}@nordsvar.example")));
    assert_eq!(read.header_raw("Content-Language").map(str::trim), Some("sv"));
    let unsubscribe = read.header_raw("List-Unsubscribe").unwrap();
    assert_eq!(unsubscribe.trim(), "<https://survey.example/u/unsubscribe.token>");
    let post = read.header_raw("List-Unsubscribe-Post").unwrap();
    assert_eq!(post.trim(), "List-Unsubscribe=One-Click");
    let (text, html) = (read.body_text(0).unwrap(), read.body_html(0).unwrap());
    assert!(text.contains("https://survey.example/s/shop/i/link.token"), "{text}");
    assert!(html.contains("Hur gick det?") && html.contains("?q=overall&amp;v=10"), "{html}");
    assert!(html.contains("#7a1fa2"), "{html}");
}

#[test]
fn it_comes_back_as_ours() {
    let message = mail(&json!({}), &json!({}), ELSA).unwrap();
    let domain = settings().bounces;
    let path = ReturnPath::read(&message.return_path, &domain).unwrap();
    assert_eq!(path.mail.as_str(), MAIL);
    assert!(bounce::is_ours(&settings().bounce_keys, &path));
    let report = format!(
        "To: <{}>\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\
         Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Action: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n",
        message.return_path
    );
    assert_eq!(read_report(report.as_bytes(), None, &domain).unwrap().path, path);
}

#[test]
fn whose_texts_and_which() {
    let own = json!({ "invitation": { "sv": {
        "sender": "{company}", "subject": "Hej {first_name|du}: {order|din order}", "body": ["Hur gick det?"],
        "button": "Svara", "sms": "Svara {first_name|du}: {link}",
    } } });
    for (name, about, asked, subject) in [
        ("own texts", json!({ "texts": own }), json!({}), "Hej Elsa: 10023"),
        ("no values", json!({ "texts": own }), json!({ "values": {} }), "Hej du: din order"),
        (
            "values that there are not, and what is ours to say",
            json!({ "texts": own }),
            json!({ "values": { "colour": "red", "company": "Evil", "link": "https://evil.example" } }),
            "Hej du: din order",
        ),
        (
            "a value that is an address",
            json!({ "texts": own }),
            json!({ "values": { "first_name": "evil.example/now" } }),
            "Hej du: din order",
        ),
        (
            "once more",
            json!({ "texts": own }),
            json!({ "step": { "resend": 1 } }),
            "Hej Elsa: 10023",
        ),
        ("a test", json!({ "texts": own }), json!({ "test": true }), "[Test] Hej Elsa: 10023"),
    ] {
        let message = mail(&about, &asked, ELSA).unwrap();
        assert_eq!(read(&message).subject(), Some(subject), "{name}");
    }
    let text = text(&json!({ "texts": own }), &json!({})).unwrap();
    assert_eq!(text, "Svara Elsa: https://survey.example/s/shop/i/link.token");
}

#[test]
fn languages_senders_and_questions() {
    let subjects = |asked| {
        let message = mail(&json!({}), &asked, ELSA).unwrap();
        let read = read(&message);
        let language = read.header_raw("Content-Language").unwrap().trim().to_owned();
        (language, read.subject().unwrap().to_owned())
    };
    let (swedish, first) = subjects(json!({}));
    let (finnish, _) = subjects(json!({ "language": "fi" }));
    let (english, _) = subjects(json!({ "language": "he" }));
    assert_eq!([&*swedish, &*finnish, &*english], ["sv", "fi", "en"]);
    for number in [1, 2, 3, 9] {
        let (_, reminder) = subjects(json!({ "step": { "reminder": number } }));
        assert_ne!(reminder, first, "{number}");
    }

    let about = json!({ "sender": "Butiken\u{202e}", "reply_to": "hej@shop.example", "first_question": null });
    let message = mail(&about, &json!({}), ELSA).unwrap();
    let read = read(&message);
    assert_eq!(read.from().unwrap().first().unwrap().name(), Some("Butiken"));
    assert_eq!(read.reply_to().unwrap().first().unwrap().address(), Some("hej@shop.example"));
    assert!(!read.body_html(0).unwrap().contains("?q="));
    // A question that is not the first one is not asked.
    let message = mail(&json!({ "first_question": "more" }), &json!({}), ELSA).unwrap();
    assert!(!self::read(&message).body_html(0).unwrap().contains("?q="));
}

#[test]
fn each_stage_of_an_app_has_its_own_texts_and_values() {
    let own = json!({ "invitation": { "sv": {
        "sender": "{company}", "subject": "{property|Hotellet} {arrival|}", "body": ["Hej"], "button": "Svara",
    } } });
    let values = json!({ "property": "Norra Hamnen", "arrival": "2026-11-24", "order": "7" });
    for (app, stage, about, want) in [
        (
            "store-evaluator",
            "checkout",
            json!({}),
            "Hur gick det med din beställning från Kaffe & Te AB?",
        ),
        (
            "delivery-control",
            "after-delivery",
            json!({}),
            "Hur gick leveransen från Kaffe & Te AB?",
        ),
        (
            "delivery-control",
            "after-business-delivery",
            json!({}),
            "Hur gick leveransen från Kaffe & Te AB till ert företag?",
        ),
        ("stay-evaluator", "in-stay", json!({}), "Hur är din vistelse hos Kaffe & Te AB?"),
        ("stay-evaluator", "post-stay", json!({}), "Hur var din vistelse hos Kaffe & Te AB?"),
        ("stay-evaluator", "post-stay", json!({ "texts": own }), "Norra Hamnen 2026-11-24"),
        ("why-cancel", "cancelled", json!({}), "Varför lämnade du Kaffe & Te AB?"),
        ("why-cancel", "win-back", json!({}), "Vad skulle få dig tillbaka till Kaffe & Te AB?"),
    ] {
        let mut about = about;
        about["app"] = app.into();
        let asked = json!({ "stage": stage, "values": values });
        let message = mail(&about, &asked, ELSA).unwrap();
        assert_eq!(read(&message).subject(), Some(want), "{app} {stage}");
    }
    // Texts that name what there is not in their app were never taken.
    let refused = mail(&json!({ "app": "why-cancel", "texts": own }), &json!({}), ELSA);
    assert_eq!(refused.map(|_| ()).unwrap_err().to_string(), "5.6.0");
}

#[test]
fn what_cannot_be_written_is_given_up() {
    for (name, about, asked, to, want) in [
        ("no address", json!({}), json!({}), "a..b@customer.example", "5.1.3"),
        ("an address that is not ASCII", json!({}), json!({}), "åsa@customer.example", "5.6.7"),
        ("no definition", json!({ "definition": {} }), json!({}), ELSA, "5.6.0"),
        ("texts that are none", json!({ "texts": { "invitation": 1 } }), json!({}), ELSA, "5.6.0"),
        ("no site", json!({ "submit_url": "javascript:x" }), json!({}), ELSA, "5.6.0"),
        ("a token that is none", json!({}), json!({ "link_token": "a b" }), ELSA, "5.6.0"),
        ("another token", json!({}), json!({ "unsubscribe_token": "a\r\nBcc: x" }), ELSA, "5.6.0"),
        ("a token with a query", json!({}), json!({ "link_token": "a?b" }), ELSA, "5.6.0"),
        ("nobody asks", json!({ "organisation": "\u{202e}" }), json!({}), ELSA, "5.6.0"),
    ] {
        let status = mail(&about, &asked, to).map(|_| ()).unwrap_err();
        assert!(status.is_final(), "{name}");
        assert_eq!(status.to_string(), want, "{name}");
    }
}

#[test]
fn text_messages_have_a_link_and_an_end() {
    let ours = text(&json!({}), &json!({ "language": "en" })).unwrap();
    assert!(ours.contains("https://survey.example/s/shop/i/link.token"), "{ours}");
    assert!(!ours.contains('\n') && !ours.contains('{'), "{ours}");
    // Own texts without one.
    let own = json!({ "invitation": { "en": {
        "sender": "{company}", "subject": "S", "body": ["B"], "button": "K",
    } } });
    assert_eq!(text(&json!({ "texts": own }), &json!({ "language": "en" })).unwrap(), ours);
    let own = json!({ "invitation": { "en": {
        "sender": "{company}", "subject": "S", "body": ["B"], "button": "K",
        "sms": format!("{}{{link}}", "ж".repeat(400)),
    } } });
    let long = json!({ "language": "en", "link_token": "a".repeat(800) });
    let got = text(&json!({ "texts": own }), &long);
    assert_eq!(got.unwrap_err().to_string(), "5.2.3");
}
