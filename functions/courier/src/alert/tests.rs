use contract::message::{Mail, MailText};
use mail_parser::MessageParser;
use serde_json::json;

use super::*;
use crate::sample::{notice, settings};

const NOW: Moment = Moment::from_unix_millis(1_795_463_400_123);
const LINK: &str = "https://apps.example/apps/store-evaluator/instances/shop/alerts/alert-1";

fn composed(language: MailLanguage, notice: &AlertNotice) -> (String, String, String) {
    let to = "staff@acme.example".parse().unwrap();
    let mail = Mail { to, language, text: MailText::Alert(notice.clone()) };
    let item = MailItem { id: "n-1".parse().unwrap(), attempt: 1, mail };
    let bytes = super::mail(&item, notice, &settings(), NOW).unwrap();
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(parsed.message_id(), Some("n-1@nordsvar.example"));
    let (text, html) = (parsed.body_text(0).unwrap(), parsed.body_html(0).unwrap());
    (parsed.subject().unwrap().to_owned(), text.into_owned(), html.into_owned())
}

#[test]
fn a_mail_says_which_rule_and_where_to_read_on() {
    let one = notice(&json!({}));
    for (language, subject, line) in [
        (MailLanguage::Sv, "Larm unhappy, Kaffe & Te", "2026-11-23 21:50 UTC, poäng 2"),
        (MailLanguage::En, "Alert unhappy, Kaffe & Te", "2026-11-23 21:50 UTC, score 2"),
    ] {
        let (told, text, html) = composed(language, &one);
        assert_eq!(told, subject);
        for part in [line, LINK, "shop-survey"] {
            assert!(text.contains(part), "{part}: {text}");
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(html.contains("Kaffe &amp; Te"), "{html}");
    }
}

#[test]
fn what_differs_is_said() {
    for (changes, subject) in [
        (json!({"test": true}), "[Test] Alert unhappy, Kaffe & Te"),
        (json!({"escalated": true}), "Not handled: Alert unhappy, Kaffe & Te"),
        (json!({"count": 25}), "25 alerts unhappy, Kaffe & Te"),
        (json!({"title": "A\r\nBcc: x@example.com"}), "Alert unhappy, A Bcc: x@example.com"),
    ] {
        let notice = notice(&changes);
        let (told, text, _) = composed(MailLanguage::En, &notice);
        assert_eq!(told, subject);
        assert_eq!(text.contains("And 24 more."), notice.count == 25, "{text}");
        assert_eq!(text.contains("Nobody has handled"), notice.escalated, "{text}");
    }
}

#[test]
fn a_text_message_is_short() {
    let one = notice(&json!({}));
    let text = super::text(&one, true, &settings());
    assert_eq!(text, format!("Larm unhappy, Kaffe & Te\n{LINK}"));
    let many = notice(&json!({"count": 2}));
    let text = super::text(&many, false, &settings());
    let list = LINK.strip_suffix("/alert-1").unwrap();
    assert_eq!(text, format!("2 alerts unhappy, Kaffe & Te\n{list}"));
}

/// Who reads Swedish goes to the pages with the Swedish name.
#[test]
fn each_app_is_linked_to_where_it_is() {
    for (app, swedish, want) in [
        ("store-evaluator", true, "https://apps.example/apps/store-evaluator/"),
        ("delivery-control", true, "https://leverans.example/apps/leveranskontroll/"),
        ("delivery-control", false, "https://delivery.example/apps/delivery-control/"),
        ("stay-evaluator", true, "https://stay.example/apps/stay-evaluator/"),
        ("why-cancel", false, "https://cancel.example/apps/why-cancel/"),
    ] {
        let said = super::text(&notice(&json!({"app": app})), swedish, &settings());
        assert!(said.contains(want), "{said}");
    }
}
