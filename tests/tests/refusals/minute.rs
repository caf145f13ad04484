//! So many responses a minute, exactly: the others come later, and none is lost or doubled.

use std::thread;

use serde_json::{Value, json};
use tests::{Answer, Sample, fields, inner_text, platform, response_id, stepped};

use crate::alone;

fn rated(per_minute: u32) -> Sample {
    let definition = json!({
        "title": {"default": "Busy", "sv": "Mycket att göra"},
        "pages": [
            {"name": "p1", "elements": [{"type": "text", "name": "who"}]},
            {"name": "p2", "elements": [{"type": "comment", "name": "why"}]}
        ],
        "nordsvar": {"perMinute": per_minute}
    });
    let platform = platform();
    Sample::publish_as(&platform.site, &platform.ready.api_key, &definition)
}

/// Sends all of them at the same time, each twice.
fn at_once(sample: &Sample, all: &[Value]) -> Vec<(Answer, Answer)> {
    thread::scope(|scope| {
        let clients: Vec<_> = all
            .iter()
            .map(|sent| scope.spawn(move || (sample.submit(sent), sample.submit(sent))))
            .collect();
        clients.into_iter().map(|client| client.join().unwrap()).collect()
    })
}

/// How many of them were new, and how many had been kept; the others are told when to come again.
fn counted(answers: &[(Answer, Answer)]) -> (usize, usize) {
    let count = |wanted: (u16, u16)| {
        answers.iter().filter(|(first, again)| (first.status, again.status) == wanted).count()
    };
    let (new, kept, late) = (count((201, 200)), count((200, 200)), count((429, 429)));
    assert_eq!(new + kept + late, answers.len(), "{answers:?}");
    for (first, again) in answers.iter().filter(|(first, _)| first.status == 429) {
        for answer in [first, again] {
            assert_eq!(answer.problem().0, "too-many-responses");
            let seconds: u32 = answer.header("retry-after").parse().unwrap();
            assert!((1..=60).contains(&seconds), "{seconds}");
        }
    }
    (new, kept)
}

#[test]
fn a_minute_takes_ten_of_twenty_and_the_next_one_the_rest() {
    let _alone = alone();
    let (platform, sample) = (platform(), rated(10));
    let clock = platform.clock();
    clock.set(-30);
    let who = |number| Sample::submission(response_id(), &json!({"who": format!("{number}")}));
    let all: Vec<_> = (0..20).map(who).collect();
    assert_eq!(counted(&at_once(&sample, &all)), (10, 0));
    assert_eq!(sample.responses(100).len(), 10);
    clock.set(31);
    assert_eq!(counted(&at_once(&sample, &all)), (10, 10));
    assert_eq!(counted(&at_once(&sample, &all)), (0, 20));
    let listed = sample.responses(100);
    let mut kept: Vec<u32> = listed
        .iter()
        .map(|response| response["answers"]["who"].as_str().unwrap().parse().unwrap())
        .collect();
    kept.sort_unstable();
    assert_eq!(kept, (0..20).collect::<Vec<_>>());
    let one_more = sample.submit(&who(20));
    assert_eq!(one_more.expect(429).problem().0, "too-many-responses");
}

#[test]
fn without_a_script_the_form_comes_back_and_is_taken_later() {
    let _alone = alone();
    let (platform, sample) = (platform(), rated(1));
    let clock = platform.clock();
    clock.set(-30);
    let post = |fields: &[(String, String)]| {
        let call = platform.site.post(&sample.path("?lang=sv")).form(fields);
        call.header("accept", "text/html").send()
    };
    let first = platform.site.get(&sample.path("?lang=sv")).send().expect(200);
    let second = post(&stepped(first.text(), &[("who", "Åsa")])).expect(200);
    let other = Sample::submission(response_id(), &json!({"who": "First"}));
    let _ = sample.submit(&other).expect(201);

    let busy = post(&stepped(second.text(), &[("why", "For <b>\nreasons")])).expect(429);
    let seconds: u32 = busy.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
    let html = busy.text();
    assert!(html.contains("skicka dem igen om en minut"), "{html}");
    assert_eq!(inner_text(html, "textarea").unwrap().trim_start(), "For &lt;b&gt;\nreasons");
    assert!(fields(html).iter().all(|field| field.name != "who"), "it is the page that was sent");
    // In another language it is the same page, and nothing of it is lost.
    let answers = [("why", "For <b>\nreasons"), ("nordsvar.switch", "en")];
    let switched = post(&stepped(html, &answers)).expect(200);
    assert!(switched.text().contains("reasons"), "{}", switched.text());

    clock.set(31);
    let fields = stepped(html, &[("why", "For <b>\nreasons")]);
    let thanks = post(&fields).expect(201);
    assert!(thanks.text().contains("id=\"thanks\""), "{}", thanks.text());
    let _ = post(&fields).expect(200);
    let kept = sample.responses(10);
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[1]["answers"], json!({"who": "Åsa", "why": "For <b>\nreasons"}));
}
