//! Answering with the page's form, as a browser without script does.

use serde_json::json;
use tests::{Field, Sample, fields, filled, inner_text, platform, stepped};

use crate::fresh;

fn page(sample: &Sample, language: &str) -> String {
    let call = platform().site.get(&sample.path("")).header("accept-language", language);
    let page = call.send().expect(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    page.text().to_owned()
}

fn named<'a>(fields: &'a [Field], name: &str) -> Vec<&'a Field> {
    fields.iter().filter(|field| field.name == name).collect()
}

#[test]
fn the_page_has_one_form_with_the_questions_names() {
    let (_, sample) = fresh();
    let first = page(&sample, "en");
    let all = stepped(&first, &[("nordsvar.step", "all")]);
    let all = fresh().0.site.post(&sample.path("")).form(&all).send().expect(200);
    let html = all.text();
    assert_eq!(html.matches("<form").count(), 1);
    let form = html.split("<form").nth(1).and_then(|form| form.split('>').next()).unwrap();
    assert!(form.contains(r#"method="post""#), "{form}");
    let controls = fields(html);
    for (name, count) in [("who", 1), ("colour", 2), ("fruit", 3), ("score", 11), ("more", 1)] {
        let found = named(&controls, name).len();
        assert!(found >= count, "{name} has {found} controls");
    }
    let values: Vec<_> = named(&controls, "colour").iter().map(|f| f.value.as_str()).collect();
    assert!(values.contains(&"red") && values.contains(&"green"), "{values:?}");
    for name in ["nordsvar.id", "nordsvar.version", "nordsvar.language", "nordsvar.state"] {
        assert_eq!(named(&controls, name).len(), 1, "{name}");
    }
}

#[test]
fn the_page_has_nothing_inline_and_nothing_of_others() {
    let (platform, sample) = fresh();
    let html = page(&sample, "en");
    assert!(!html.contains("<style") && !html.contains(" style="), "inline style");
    assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "inline script");
    for script in html.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap();
        assert!(tag.contains("src=") || tag.contains("application/json"), "{tag}");
    }
    for mark in ["src=\"", "action=\"", "<link href=\""] {
        for address in html.split(mark).skip(1) {
            let address = address.split('"').next().unwrap();
            let own = !address.contains("://") || address.starts_with(platform.site.base());
            assert!(own && !address.starts_with("//"), "{address}");
        }
    }
}

#[test]
fn an_answer_by_form_is_kept() {
    let (platform, sample) = fresh();
    let html = page(&sample, "en");
    let answers = [
        ("who", "Åsa & Ö"),
        ("colour", "green"),
        ("fruit", "pear"),
        ("fruit", "plum"),
        ("day", "mon"),
        ("score", "0"),
        ("again", "false"),
        ("order[salad]", "1"),
        ("order[soup]", "2"),
        ("grid[food]", "good"),
        ("more", "Line one\r\nline two"),
    ];
    let call = platform.site.post(&sample.path("")).form(&filled(&html, &answers));
    let thanks = call.header("origin", platform.site.base()).send();
    assert!(matches!(thanks.status, 200 | 201 | 303), "{}: {}", thanks.status, thanks.text());
    let kept = sample.responses(10);
    assert_eq!(kept.len(), 1);
    assert_eq!(
        kept[0]["answers"],
        json!({"who": "Åsa & Ö", "colour": "green", "fruit": ["pear", "plum"], "day": "mon",
               "score": 0, "again": false, "order": ["salad", "soup"], "grid": {"food": "good"},
               "more": "Line one\nline two"})
    );
}

#[test]
fn a_form_that_is_sent_twice_is_one_response() {
    let (platform, sample) = fresh();
    let fields = filled(&page(&sample, "en"), &[("who", "Bo")]);
    let send = || platform.site.post(&sample.path("")).form(&fields).send();
    let (first, second) = (send(), send());
    assert!(first.status < 400 && second.status < 400, "{} {}", first.status, second.status);
    assert_eq!(sample.responses(10).len(), 1);
}

#[test]
fn a_form_with_faults_comes_back_with_what_was_typed() {
    let (platform, sample) = fresh();
    let sent = filled(&page(&sample, "en"), &[("who", ""), ("colour", "green")]);
    let again = platform.site.post(&sample.path("")).form(&sent).send().expect(422);
    assert_eq!(again.header("content-type"), "text/html; charset=utf-8");
    assert!(again.text().contains("value=\"green\" data-json=\"&quot;green&quot;\" checked"));
    assert!(again.text().contains("aria-invalid=\"true\""), "no field is marked");
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn a_form_that_asks_for_another_language_comes_back_in_it_and_is_not_kept() {
    let (platform, sample) = fresh();
    let html = page(&sample, "en");
    let sent = stepped(&html, &[("who", "Keep <me>"), ("nordsvar.switch", "sv")]);
    let again = platform.site.post(&sample.path("?lang=sv")).form(&sent).send().expect(200);
    let html = again.text();
    assert!(html.contains("<html lang=\"sv\""), "it is in the other language");
    assert!(html.contains("Keep &lt;me&gt;"), "what was typed is lost");
    assert!(!html.contains("aria-invalid=\"true\""), "nothing was to be checked");
    let (before, after) = (&sent, fields(html));
    assert!(
        before.contains(&("nordsvar.id".to_owned(), named(&after, "nordsvar.id")[0].value.clone()))
    );
    assert_eq!(sample.responses(10).len(), 0);
}

#[test]
fn the_page_speaks_the_languages_it_has() {
    let (platform, sample) = fresh();
    for (accepted, query, title, language) in [
        ("sv-SE,sv;q=0.9,en;q=0.5", "", "Matsalen", "sv"),
        ("en", "", "Canteen", "en"),
        ("en", "?lang=sv", "Matsalen", "sv"),
    ] {
        let call = platform.site.get(&sample.path(query)).header("accept-language", accepted);
        let html = call.send().expect(200).text().to_owned();
        assert_eq!(inner_text(&html, "h1").map(str::trim), Some(title), "{accepted} {query}");
        assert!(html.contains(&format!("<html lang=\"{language}\"")), "{accepted} {query}");
        let fields = fields(&html);
        assert_eq!(named(&fields, "nordsvar.language")[0].value, language);
    }
}
