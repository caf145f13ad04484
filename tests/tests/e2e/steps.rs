//! Page by page, as a browser without script goes.

use serde_json::{Value, json};
use tests::{Answer, Platform, Sample, Upload, fields, inner_text, platform, stepped};

/// A survey of three pages, of which the second is skipped by some.
fn survey() -> (&'static Platform, Sample) {
    let platform = platform();
    let definition = json!({
        "title": "Trip", "showProgressBar": "top",
        "pages": [
            {"name": "p1", "elements": [
                {"type": "text", "name": "who", "isRequired": true},
                {"type": "boolean", "name": "drove"},
                {"type": "file", "name": "ticket", "acceptedTypes": "text/plain",
                 "maxSize": 2_500_000}
            ]},
            {"name": "p2", "visibleIf": "{drove} = true", "elements": [
                {"type": "text", "name": "car", "isRequired": true, "title": "Your car, {who}"}
            ]},
            {"name": "p3", "elements": [
                {"type": "ranking", "name": "order", "choices": ["rail", "road"]},
                {"type": "comment", "name": "more"}
            ]}
        ]
    });
    (platform, Sample::publish_as(&platform.site, &platform.ready.api_key, &definition))
}

/// A respondent who goes from page to page.
struct Walker<'a> {
    platform: &'a Platform,
    sample: &'a Sample,
    html: String,
}

impl<'a> Walker<'a> {
    fn new(platform: &'a Platform, sample: &'a Sample) -> Self {
        let first = platform.site.get(&sample.path("")).send().expect(200);
        Self { platform, sample, html: first.text().to_owned() }
    }

    fn send(&mut self, answers: &[(&str, &str)], step: &str, status: u16) {
        self.send_files(answers, &[], step, status);
    }

    fn send_files(
        &mut self,
        answers: &[(&str, &str)],
        files: &[(&str, Upload<'_>)],
        step: &str,
        status: u16,
    ) {
        let mut fields = stepped(&self.html, answers);
        if !step.is_empty() {
            fields.push(("nordsvar.step".to_owned(), step.to_owned()));
        }
        fields.extend(self.kept());
        let call = self.platform.site.post(&self.sample.path(""));
        let answer = call.multipart(&fields, files).send();
        assert_eq!(answer.status, status, "{}", answer.text());
        answer.text().clone_into(&mut self.html);
    }

    /// The boxes that keep files that came before; a browser has them ticked.
    fn kept(&self) -> Vec<(String, String)> {
        let boxes = fields(&self.html).into_iter();
        let boxes = boxes.filter(|field| field.name.starts_with("nordsvar.kept."));
        boxes.map(|field| (field.name, field.value)).collect()
    }

    /// The names of the page's own fields, without ours.
    fn asks(&self) -> Vec<String> {
        let mut names: Vec<_> = fields(&self.html).into_iter().map(|field| field.name).collect();
        names.retain(|name| !name.is_empty() && !name.starts_with("nordsvar."));
        names.dedup();
        names
    }

    fn value(&self, name: &str) -> String {
        let found = fields(&self.html).into_iter().find(|field| field.name == name);
        found.unwrap_or_else(|| panic!("{name} is not on the page")).value
    }
}

/// The one response that is kept.
#[track_caller]
fn kept(sample: &Sample) -> Value {
    let all = sample.responses(10);
    assert_eq!(all.len(), 1);
    all[0]["answers"].clone()
}

#[test]
fn three_pages_are_one_response() {
    let (platform, sample) = survey();
    let mut walker = Walker::new(platform, &sample);
    assert_eq!(walker.asks(), ["who", "drove", "ticket"]);
    assert_eq!(inner_text(&walker.html, "title"), Some("Part 1 of 2 – Trip"));
    walker.send(&[("who", "")], "next", 422);
    assert!(walker.html.contains("aria-invalid=\"true\""));
    walker.send(&[("who", "<Bo>"), ("drove", "true")], "next", 200);
    assert_eq!(walker.asks(), ["car"]);
    assert_eq!(inner_text(&walker.html, "title"), Some("Part 2 of 3 – Trip"));
    assert!(walker.html.contains("Your car, &lt;Bo&gt;"));
    // A field of another page is not taken.
    walker.send(&[("car", "Volvo"), ("who", "Eva")], "", 200);
    assert_eq!(walker.asks(), ["order[rail]", "order[road]", "more"]);
    let last = stepped(&walker.html, &[("order[rail]", "1"), ("order[road]", "2")]);
    let send = || platform.site.post(&sample.path("")).form(&last).send();
    let (first, second): (Answer, Answer) = (send(), send());
    assert_eq!((first.status, second.status), (201, 200), "{}", first.text());
    let answers = json!({"who": "<Bo>", "drove": true, "car": "Volvo", "order": ["rail", "road"]});
    assert_eq!(kept(&sample), answers);
}

#[test]
fn a_page_that_does_not_apply_is_passed_over() {
    let (platform, sample) = survey();
    let mut walker = Walker::new(platform, &sample);
    walker.send(&[("who", "Bo"), ("drove", "false")], "next", 200);
    assert_eq!(walker.asks(), ["order[rail]", "order[road]", "more"]);
    assert_eq!(inner_text(&walker.html, "title"), Some("Part 2 of 2 – Trip"));
    walker.send(&[("more", "fine")], "send", 201);
    assert_eq!(kept(&sample), json!({"who": "Bo", "drove": false, "more": "fine"}));
}

#[test]
fn going_back_and_forth_keeps_everything() {
    let (platform, sample) = survey();
    let mut walker = Walker::new(platform, &sample);
    walker.send(&[("who", "Bo"), ("drove", "true")], "next", 200);
    walker.send(&[("car", "Saab")], "next", 200);
    // Two places that are the same are no ranking; they are there still when one comes back.
    walker.send(&[("order[rail]", "1"), ("order[road]", "1"), ("more", "x\r\ny")], "back", 200);
    assert_eq!((walker.asks(), walker.value("car")), (vec!["car".to_owned()], "Saab".to_owned()));
    walker.send(&[("car", "")], "back", 200);
    assert_eq!(walker.value("who"), "Bo");
    walker.send(&[("who", "Bo"), ("drove", "true")], "next", 200);
    assert_eq!(walker.value("car"), "");
    walker.send(&[("car", "")], "next", 422);
    walker.send(&[("car", "Fiat")], "next", 200);
    assert_eq!(walker.html.matches("<option selected>1</option>").count(), 2);
    assert!(walker.html.contains("x\r\ny</textarea>"), "{}", walker.html);
    walker.send(&[("order[rail]", "1"), ("order[road]", "1")], "send", 422);
    walker.send(&[("order[rail]", "2"), ("order[road]", "1")], "send", 201);
    let answers = json!({"who": "Bo", "drove": true, "car": "Fiat", "order": ["road", "rail"]});
    assert_eq!(kept(&sample), answers);
}

#[test]
fn an_older_page_goes_on_from_there() {
    let (platform, sample) = survey();
    let mut walker = Walker::new(platform, &sample);
    let first = walker.html.clone();
    walker.send(&[("who", "Bo"), ("drove", "true")], "next", 200);
    walker.send(&[("car", "Saab")], "next", 200);
    // The browser's Back, twice, and another answer.
    walker.html = first;
    walker.send(&[("who", "Eva"), ("drove", "false")], "next", 200);
    walker.send(&[], "send", 201);
    assert_eq!(kept(&sample), json!({"who": "Eva", "drove": false}));
}

#[test]
fn files_go_along_from_page_to_page() {
    let (platform, sample) = survey();
    let mut walker = Walker::new(platform, &sample);
    let file = || Upload { name: "t.txt", media_type: "text/plain", content: b"hej" };
    walker.send_files(&[("who", "")], &[("ticket", file())], "next", 422);
    walker.send(&[("who", "Bo")], "next", 200);
    assert!(walker.kept().is_empty(), "it is in the state");
    walker.send(&[], "back", 200);
    assert_eq!(walker.kept().len(), 1);
    walker.send(&[("who", "Bo")], "next", 200);
    walker.send(&[], "send", 201);
    let kept = kept(&sample);
    let content = kept["ticket"][0]["content"].as_str().unwrap();
    assert!(content.starts_with("file:"), "{content}");
    let ticket = json!([
        {"name": "t.txt", "type": "text/plain", "size": 3, "content": content}
    ]);
    assert_eq!(kept, json!({"who": "Bo", "ticket": ticket}));
}

#[test]
fn large_files_go_along_and_what_is_wrong_with_others_is_told() {
    let (platform, sample) = survey();
    let mut walker = Walker::new(platform, &sample);
    let content = vec![b'x'; 3_000_000];
    let file = |name, bytes: usize| Upload {
        name,
        media_type: if name == "t.png" { "image/png" } else { "text/plain" },
        content: &content[..bytes],
    };
    for (name, bytes, said) in [
        ("t.txt", 2_500_001, "At most 2.5\u{a0}MB a file."),
        ("t.png", 10, "Files of this type are not taken."),
    ] {
        let files = [("ticket", file(name, bytes))];
        walker.send_files(&[("who", "Bo")], &files, "next", 422);
        assert!(walker.html.contains(said), "{}", walker.html);
        assert_eq!(walker.asks(), ["who", "drove", "ticket"]);
        assert!(walker.kept().is_empty(), "what is refused is not kept");
    }
    let good = [("ticket", file("t.txt", 2_500_000))];
    walker.send_files(&[("who", "Bo")], &good, "next", 200);
    assert!(walker.html.len() < 50_000, "the page carries no file");
    walker.send(&[], "back", 200);
    walker.send_files(&[("who", "Bo")], &[("ticket", file("u.txt", 5))], "next", 422);
    assert!(walker.html.contains("At most 1 file."), "{}", walker.html);
    walker.send(&[("who", "Bo")], "next", 200);
    walker.send(&[], "send", 201);
    assert_eq!(kept(&sample)["ticket"][0]["size"], json!(2_500_000));
}

#[test]
fn the_language_can_be_changed_on_any_page() {
    let platform = platform();
    let definition = json!({"title": {"default": "Trip", "sv": "Resa"}, "pages": [
        {"elements": [{"type": "text", "name": "a"}]},
        {"elements": [{"type": "text", "name": "b", "title": {"default": "B?", "sv": "Bé?"}}]}
    ]});
    let sample = Sample::publish_as(&platform.site, &platform.ready.api_key, &definition);
    let mut walker = Walker::new(platform, &sample);
    walker.send(&[("a", "1")], "next", 200);
    walker.send(&[("b", "half"), ("nordsvar.switch", "sv")], "", 200);
    assert!(walker.html.contains("Bé?") && walker.html.contains("<html lang=\"sv\""));
    assert_eq!(walker.value("b"), "half");
    walker.send(&[("b", "2")], "", 201);
    assert_eq!(kept(&sample), json!({"a": "1", "b": "2"}));
}

#[test]
fn all_pages_come_at_once_for_the_script() {
    let (platform, sample) = survey();
    let mut walker = Walker::new(platform, &sample);
    walker.send(&[("who", "Bo"), ("drove", "true")], "next", 200);
    walker.send(&[("car", "Saab")], "all", 200);
    assert!(walker.html.contains(" data-at=\"p2\"") && !walker.html.contains("data-more"));
    assert_eq!((&*walker.value("who"), &*walker.value("car")), ("Bo", "Saab"));
    // Sent as it is, it is a whole response.
    walker.send(&[("who", "Bo"), ("car", "")], "send", 201);
    assert_eq!(kept(&sample), json!({"who": "Bo"}));
}

#[test]
fn states_that_are_not_ours_are_refused() {
    let (platform, sample) = survey();
    let (_, other) = survey();
    let walker = Walker::new(platform, &sample);
    let own = stepped(&walker.html, &[("who", "Bo")]);
    let foreign = Walker::new(platform, &other).value("nordsvar.state");
    let another = Walker::new(platform, &sample).value("nordsvar.state");
    let state = walker.value("nordsvar.state");
    let middle = state.len() / 2;
    let flipped = if state[middle..].starts_with('A') { "B" } else { "A" };
    let flipped = [&state[..middle], flipped, &state[middle + 1..]].concat();
    for (name, field, value) in [
        ("flipped", "nordsvar.state", flipped),
        ("of another survey", "nordsvar.state", foreign),
        ("of another response", "nordsvar.state", another),
        ("cut", "nordsvar.state", state[..state.len() - 4].to_owned()),
        ("none", "nordsvar.state", String::new()),
        ("of another version", "nordsvar.version", "2".to_owned()),
    ] {
        let mut fields = own.clone();
        fields.iter_mut().filter(|own| own.0 == field).for_each(|own| own.1.clone_from(&value));
        let call = platform.site.post(&sample.path("")).form(&fields);
        let answer = call.header("accept", "text/html").send().expect(400);
        let again = format!("href=\"{}?lang=en\"", sample.path(""));
        assert!(answer.text().contains("start anew") && answer.text().contains(&again), "{name}");
        let call = platform.site.post(&sample.path("")).form(&fields);
        assert_eq!(call.send().expect(400).problem().0, "state-refused", "{name}");
    }
    assert_eq!(sample.responses(10).len(), 0);
}
