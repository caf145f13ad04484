//! Who was invited: their link, their one answer, and the way to get no more messages.

use contract::{Moment, Target};
use credential::InvitationClaims;
use serde_json::{Value, json};
use tests::{
    Answer, Invited, Inviting, Platform, Sample, fields, now, platform, response_id, stepped,
};

fn definition() -> Value {
    json!({
        "title": {"default": "Your order", "sv": "Din beställning"}, "partialSendEnabled": true,
        "pages": [
            {"elements": [
                {"type": "rating", "name": "overall", "rateMax": 5, "isRequired": true},
                {"type": "text", "name": "who"},
                {"type": "text", "name": "order", "visible": false, "clearIfInvisible": "none"}
            ]},
            {"elements": [{"type": "comment", "name": "more", "title": "More of {order}"}]}
        ]
    })
}

fn known() -> Value {
    json!({"known": {"who": "Åsa", "order": "7-1", "unknown": "x"}})
}

/// A survey that somebody is invited to.
fn asked() -> (&'static Platform, Sample, Inviting<'static>) {
    let platform = platform();
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition());
    let inviting = Inviting::new(platform, &sample.id);
    (platform, sample, inviting)
}

fn page(platform: &Platform, path: &str) -> Answer {
    platform.site.get(path).header("accept", "text/html").send()
}

/// What stands in a page's fields of a name, or is chosen there.
fn held(html: &str, name: &str) -> Vec<String> {
    let of_name = fields(html).into_iter().filter(|field| field.name == name);
    of_name.map(|field| field.value).collect()
}

fn answers(sample: &Sample) -> Vec<Value> {
    sample.responses(10).into_iter().map(|row| row["answers"].clone()).collect()
}

#[test]
fn a_link_opens_the_survey_and_answers_nothing() {
    let (platform, sample, inviting) = asked();
    let guest = inviting.invite(&known());
    for query in ["", "?q=overall&v=4", "?q=overall&v=9", "?q=who&v=Bo", "?q=x&v=", "?v=4&q"] {
        let html = page(platform, &format!("{}{query}", guest.link)).expect(200).text().to_owned();
        assert!(html.contains("lang=\"en\""), "{query}");
        assert_eq!(held(&html, "who"), ["Åsa"], "{query}");
        assert_eq!(html.matches(" checked").count(), usize::from(query.ends_with("=4")), "{query}");
        assert!(!html.contains("7-1\""), "what is hidden stands in no field: {query}");
    }
    let other = page(platform, &format!("{}?lang=sv", guest.link)).expect(200);
    assert!(other.text().contains("Din beställning"));
    assert_eq!(sample.responses_in("all", 10), Vec::<Value>::new());
    assert_ne!(guest.state(), "answered");
}

#[test]
fn what_is_known_goes_along_and_one_response_is_taken() {
    let (platform, sample, inviting) = asked();
    let guest = inviting.invite(&known());
    // What nobody can see is not theirs to say.
    let sent = json!({"overall": 4, "who": "Bo", "order": "8-8"});
    let submission = Sample::submission(response_id(), &sent);
    let told = guest.submit(&submission).expect(201).json();
    assert_eq!(answers(&sample), [json!({"overall": 4, "who": "Bo", "order": "7-1"})]);
    assert_eq!(guest.state(), "answered");
    assert_eq!(guest.submit(&submission).expect(200).json()["receipt"], told["receipt"]);
    let second = guest.answer(&json!({"overall": 1})).expect(409);
    assert_eq!(second.problem().0, "invitation-answered");
    let partial = partial(1, &json!({"overall": 2}));
    assert_eq!(guest.submit(&partial).expect(409).problem().0, "invitation-answered");
    let shown = page(platform, &guest.link).expect(409);
    assert!(shown.text().contains("This invitation was answered before"), "{}", shown.text());
    assert_eq!(answers(&sample).len(), 1);
    let another = inviting.invite(&json!({}));
    let _ = another.answer(&json!({"overall": 5})).expect(201);
    assert_eq!(answers(&sample).len(), 2);
}

#[test]
fn the_form_goes_from_page_to_page_by_the_invitation() {
    let (platform, sample, inviting) = asked();
    let guest = inviting.invite(&known());
    let chosen = format!("{}?q=overall&v=4", guest.link);
    let first = page(platform, &chosen).expect(200);
    let post = |html: &str, answers: &[(&str, &str)]| {
        let call = platform.site.post(&format!("{}?lang=en", guest.link));
        call.header("accept", "text/html").form(&stepped(html, answers)).send()
    };
    let all = post(first.text(), &[("overall", "4"), ("nordsvar.step", "all")]).expect(200);
    assert!(all.text().contains("7-1"), "the script is told what is hidden");
    let second = post(first.text(), &[("overall", "4"), ("who", "Åsa Ö")]).expect(200);
    assert!(second.text().contains("More of 7-1"), "{}", second.text());
    // The form of another invitation, or of none, is not this one's.
    let other = inviting.invite(&json!({}));
    for path in [format!("{}?lang=en", other.link), sample.path("?lang=en")] {
        let call = platform.site.post(&path).form(&stepped(second.text(), &[("more", "x")]));
        assert_eq!(call.send().expect(400).problem().0, "state-refused");
    }
    let done = post(second.text(), &[("more", "Thanks")]).expect(201);
    assert!(done.text().contains("id=\"thanks\""));
    let want = json!({"overall": 4, "who": "Åsa Ö", "order": "7-1", "more": "Thanks"});
    assert_eq!(answers(&sample), [want]);
    assert_eq!(guest.state(), "answered");
    let late = post(second.text(), &[("more", "Again")]).expect(409);
    assert_eq!(late.header("content-type"), "text/html; charset=utf-8");
}

fn partial(revision: u32, answers: &Value) -> Value {
    let mut sent = Sample::submission(response_id(), answers);
    sent["complete"] = json!(false);
    sent["revision"] = json!(revision);
    sent
}

#[test]
fn who_goes_on_elsewhere_answers_the_same_invitation() {
    let (platform, sample, inviting) = asked();
    let guest = inviting.invite(&known());
    let told = guest.submit(&partial(1, &json!({"overall": 3}))).expect(201).json();
    assert_ne!(guest.state(), "answered");
    let link = told["links"]["resume"].as_str().unwrap();
    let opened = platform.site.post(&sample.path("/response")).form(&[("token", link)]);
    let html = opened.header("accept", "text/html").send().expect(200).text().to_owned();
    assert!(html.contains(&format!("action=\"{}?lang=en\"", guest.link)), "{html}");
    let call = platform.site.post(&format!("{}?lang=en", guest.link));
    let second = call.form(&stepped(&html, &[("overall", "3")])).send().expect(200);
    let call = platform.site.post(&format!("{}?lang=en", guest.link));
    let _ = call.form(&stepped(second.text(), &[])).send().expect(201);
    assert_eq!(answers(&sample), [json!({"overall": 3, "order": "7-1"})]);
    assert_eq!(guest.state(), "answered");
}

#[test]
fn links_that_do_not_hold() {
    let (platform, sample, inviting) = asked();
    let guest = inviting.invite(&json!({}));
    let cancelled = inviting.invite(&json!({}));
    cancelled.cancel();
    let other = Sample::publish(&platform.site, &platform.ready.api_key);
    let token = guest.link.rsplit('/').next().unwrap();
    let forged = format!("{}x", guest.link);
    let over = InvitationClaims {
        jti: guest.id.parse().unwrap(),
        survey: sample.id.parse().unwrap(),
        zone: platform.keys.zone().clone(),
        exp: now(),
    };
    let over = sample.path(&format!("/i/{}", inviting.signed(&over)));
    for (name, path, status, slug) in [
        ("forged", forged, 404, "invitation-refused"),
        ("another survey's", other.path(&format!("/i/{token}")), 404, "invitation-refused"),
        ("no token", other.path("/i/x"), 404, "invitation-refused"),
        ("over", over, 410, "invitation-expired"),
        ("cancelled", cancelled.link.clone(), 410, "invitation-cancelled"),
    ] {
        let submission = Sample::submission(response_id(), &json!({"overall": 4, "who": "A"}));
        let sent = platform.site.post(&format!("{path}/responses")).json(&submission).send();
        assert_eq!(sent.expect(status).problem().0, slug, "{name}");
        let shown = page(platform, &path).expect(status);
        assert_eq!(shown.header("content-type"), "text/html; charset=utf-8", "{name}");
    }
}

fn unsubscribe(platform: &Platform, guest: &Invited<'_>, fields: &[(&str, &str)]) -> Answer {
    platform.site.post(&guest.unsubscribe).form(fields).send()
}

#[test]
fn one_click_ends_messages_and_takes_no_answer_away() {
    let (platform, sample, inviting) = asked();
    let guest = inviting.invite(&json!({}));
    let ask = page(platform, &guest.unsubscribe).expect(200);
    assert!(ask.text().contains("No more invitations?"), "{}", ask.text());
    assert_eq!(ask.text().matches("<form").count(), 1);
    assert_ne!(guest.state(), "opted-out");
    let _ = unsubscribe(platform, &guest, &[("x", "y")]).expect(400);
    assert_ne!(guest.state(), "opted-out");
    let click = [("List-Unsubscribe", "One-Click")];
    let done = unsubscribe(platform, &guest, &click).expect(200);
    assert!(done.text().contains("id=\"unsubscribed\""), "{}", done.text());
    assert!(!done.text().contains("It was so already"));
    assert_eq!(guest.state(), "opted-out");
    let pairs = click.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let again = platform.site.post(&guest.unsubscribe).multipart(&pairs, &[]).send().expect(200);
    assert!(again.text().contains("It was so already"), "{}", again.text());
    let _ = page(platform, &guest.link).expect(200);
    let _ = guest.answer(&json!({"overall": 2})).expect(201);
    assert_eq!(answers(&sample), [json!({"overall": 2})]);
    // One link's token is not another's.
    let token = guest.link.rsplit('/').next().unwrap();
    let wrong = platform.site.post(&format!("/u/{token}")).form(&click).send().expect(404);
    assert_eq!(wrong.problem().0, "invitation-refused");
}

/// What the customer wants no more by the time that it could be sent is not sent, and says since when.
#[test]
fn nobody_is_invited_when_it_is_not_wanted_any_more() {
    let (_, _, inviting) = asked();
    let moment = |seconds: u64| Moment::from_unix_millis(seconds * 1000).rfc3339();
    let take = |latest: u64| {
        let key = response_id().to_string();
        let event = json!({
            "app": "store-evaluator", "instance": inviting.name(), "key": key, "stage": "checkout",
            "happened": moment(now().get() - 60), "latest": moment(latest), "channels": ["mail"]
        });
        let recipient = json!({"email": format!("{key}@example.com")});
        let item = json!({"ask": {"event": event, "recipient": recipient}});
        let app = "store-evaluator".parse().unwrap();
        let taken = inviting.tell(Target::TakeEvents(app), &json!({ "items": [item] }));
        taken.expect(200).json()["items"][0].clone()
    };
    let passed = now().get() - 30;
    let skipped = take(passed);
    assert_eq!(skipped.pointer("/skipped/reason/reason"), Some(&json!("no-longer")), "{skipped}");
    let latest = skipped.pointer("/skipped/reason/latest").and_then(Value::as_str).unwrap();
    assert_eq!(latest[..19], moment(passed)[..19]);
    let scheduled = take(now().get() + 600);
    assert!(scheduled.get("scheduled").is_some(), "{scheduled}");
}
