//! How an instance's messages look before anybody gets one, and a test that is sent.

use credential::Role;
use tests::{Mail, Person, platform, response_id};

use crate::room::{STORE_EVALUATOR, Visitor};
use crate::store_evaluator::{made, place};
use crate::tool::says;

fn owner() -> Visitor {
    STORE_EVALUATOR.visitor(&Person::new(platform()))
}

/// The link that a page has, from what it begins with to its end.
fn link(text: &str, begins: &str) -> String {
    let from = text.find(begins).unwrap_or_else(|| panic!("no {begins}"));
    let rest = &text[from..];
    rest[..rest.find('"').unwrap()].replace("&amp;", "&")
}

/// A mail without what its links end with.
fn without_tokens(html: &str) -> String {
    let mut plain = String::new();
    for (place, part) in
        html.replace("\r\n", "\n").trim().split_inclusive(['/', '"', '?']).enumerate()
    {
        let token = place > 0 && (plain.ends_with("/i/") || plain.ends_with("/u/"));
        let kept = if token { &part[part.len() - 1..] } else { part };
        plain.push_str(kept);
    }
    plain
}

#[test]
fn a_mail_is_shown_as_it_is_sent() {
    let visitor = owner();
    let name = made(&visitor, "checkout");
    let shown = visitor.get(&place(&name, "/texts?kind=invitation&language=sv")).expect(200);
    says(&shown, &["<iframe", "sandbox=\"\"", "/texts/preview?kind=invitation", "Messages: "]);
    let policy = shown.header("content-security-policy");
    assert!(policy.contains("frame-src 'self'"), "{policy}");
    // The survey's first question stands in it, as text and as choices that are links.
    says(&shown, &["?q=overall"]);
    let mail = visitor.get(&place(&name, "/texts/preview?kind=invitation&language=sv")).expect(200);
    for value in 1..=5 {
        says(&mail, &[&format!("?q=overall&amp;v={value}")]);
    }
    let policy = mail.header("content-security-policy");
    assert!(policy.contains("sandbox") && policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
    // What it leads to is there for nobody.
    let link = link(&mail.text(), &format!("{}/s/", platform().ready.site));
    let path = link.strip_prefix(&platform().ready.site).unwrap().split('?').next().unwrap();
    assert!(path.contains("/i/"), "{path}");
    assert!((400..500).contains(&platform().site.get(path).send().status), "{path}");
}

#[test]
fn a_test_mail_goes_the_way_of_every_other() {
    let visitor = owner();
    let name = made(&visitor, "checkout");
    let path = place(&name, "/texts/test");
    let wrong = visitor.post(&path, &[("language", "sv"), ("to", "elsa")]).expect(422);
    says(&wrong, &["no e-mail address", "value=\"elsa\""]);
    let to = format!("{}@example.com", response_id());
    let sent = visitor.post(&path, &[("language", "sv"), ("to", &to)]).expect(303);
    let location = sent.header("location");
    assert!(location.ends_with("?tested"), "{location}");
    says(&visitor.get(location).expect(200), &["The test mail is queued", &to, "test-"]);
    // It is what was shown, but for where its links lead.
    let mail = Mail::wait(&platform().ready.mail, &to, 1);
    assert!(mail.subject.starts_with('['), "{}", mail.subject);
    let shown = visitor.get(&place(&name, "/texts/preview?kind=test&language=sv")).expect(200);
    assert_eq!(without_tokens(&mail.html), without_tokens(shown.text()));
    let _ = visitor.post(&place(&name, "/pause"), &[]).expect(303);
    let sent = visitor.post(&path, &[("language", "sv"), ("to", &to)]).expect(303);
    assert!(sent.header("location").ends_with("/texts#test"));
    says(&visitor.get(&place(&name, "/texts")).expect(200), &["no longer paused"]);
    let viewer = Person::as_role(platform(), &platform().ready.company, Role::Viewer);
    let viewer = STORE_EVALUATOR.visitor(&viewer);
    let _ = viewer.post(&path, &[("language", "sv"), ("to", &to)]).expect(403);
}
