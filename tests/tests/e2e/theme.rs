//! A brand on the respondent's pages: what is refused, what is served.

use serde_json::{Value, json};
use tests::{platform, response_id};

fn survey(theme: &Value) -> Value {
    json!({ "title": "Branded", "elements": [{ "type": "text", "name": "a" }],
        "nordsvar": { "theme": theme } })
}

#[test]
fn a_theme_that_cannot_be_read_is_saved_and_not_published() {
    let platform = platform();
    let key = &platform.ready.api_key;
    let faint = json!({ "accent": "#ffcc00", "background": "#ffffff", "surface": "#ffffff" });
    let saved = platform.site.post("/api/v1/surveys").bearer(key).json(&survey(&faint)).send();
    let saved = saved.expect(201).json();
    let told = json!([
        { "name": "$.nordsvar.theme.accent",
          "reason": "accent on background has a contrast of 1.51:1 in light; 4.5:1 is needed" },
        { "name": "$.nordsvar.theme.accent",
          "reason": "accent on surface has a contrast of 1.51:1 in light; 4.5:1 is needed" },
    ]);
    assert_eq!(saved["faint"], told);
    let path = format!("/api/v1/surveys/{}", saved["id"].as_str().unwrap());
    let publish = || platform.site.post(&format!("{path}/publish")).bearer(key).send();
    let refused = publish().expect(422);
    assert_eq!(
        (refused.problem().0, &refused.json()["invalid_params"]),
        ("definition-rejected".to_owned(), &told)
    );
    let read = platform.site.get(&path).bearer(key).send().expect(200).json();
    assert_eq!(read["state"], "draft");

    let mended = survey(&json!({ "accent": "#7a4a00", "background": "#ffffff" }));
    let saved = platform.site.put(&path).bearer(key).json(&mended).send().expect(200).json();
    assert_eq!(saved.get("faint"), None);
    assert_eq!(publish().expect(200).json()["published_version"], 1);
}

#[test]
fn each_version_has_a_sheet_of_its_own_for_good() {
    let platform = platform();
    let key = &platform.ready.api_key;
    let path = format!("/api/v1/surveys/brand-{}", response_id());
    let publish = |theme: &Value| {
        let saved = platform.site.put(&path).bearer(key).json(&survey(theme)).send();
        assert!(matches!(saved.status, 200 | 201), "{}", saved.status);
        let call = platform.site.post(&format!("{path}/publish")).bearer(key);
        call.send().expect(200).json()["id"].as_str().unwrap().to_owned()
    };
    let id = publish(&json!({ "accent": "#7A1F5C", "logo": "https://example.com/logo.svg",
        "logoAlt": "Acme" }));
    let page = platform.site.get(&format!("/s/{id}")).send().expect(200);
    let sheet = format!("/s/{id}/theme-1.css");
    assert!(page.text().contains(&format!("<link rel=\"stylesheet\" href=\"{sheet}\">")));
    assert!(page.text().contains("<img src=\"https://example.com/logo.svg\" alt=\"Acme\""));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("style-src 'self';"), "{policy}");
    assert!(policy.contains("img-src 'self' data: https:;"), "{policy}");

    let first = platform.site.get(&sheet).send().expect(200);
    assert_eq!(first.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(first.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(first.header("cross-origin-resource-policy"), "cross-origin");
    assert!(first.text().contains("--accent:#7a1f5c;"), "{}", first.text());

    publish(&json!({ "accent": "#003a70" }));
    let second = platform.site.get(&format!("/s/{id}/theme-2.css")).send().expect(200);
    assert!(second.text().contains("--accent:#003a70;"));
    assert_eq!(platform.site.get(&sheet).send().expect(200).text(), first.text());
    for none in ["theme-3.css", "theme-0.css", "theme-01.css", "theme-1.js"] {
        assert_eq!(platform.site.get(&format!("/s/{id}/{none}")).send().status, 404, "{none}");
    }

    // A version without a theme has no sheet, and its page asks for none.
    publish(&json!({}));
    let plain = platform.site.get(&format!("/s/{id}")).send().expect(200);
    assert!(!plain.text().contains("theme-"), "{}", plain.text());
    assert_eq!(platform.site.get(&format!("/s/{id}/theme-3.css")).send().status, 404);
}
