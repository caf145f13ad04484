//! Pages in every language: our own words, directions, the switch, numbers and dates.

use page::{Attempt, UiLanguage};
use serde_json::{Value, json};
use survey::{Interview, Upload};

use crate::support::{attributes, circumstances, definition, page, page_of, pairs, refused_in};

/// A survey in several languages.
fn several() -> Value {
    json!({
        "title": { "default": "Hello", "sv": "Hej", "ar": "مرحبا", "zh": "你好", "nn": "Hei" },
        "elements": [
            { "type": "text", "name": "free" },
            { "type": "comment", "name": "story" },
            { "type": "text", "name": "mail", "inputType": "email" },
            { "type": "text", "name": "size", "inputType": "number", "min": 1.5, "max": 20_000 },
            { "type": "text", "name": "day", "inputType": "date", "min": "2026-03-08" },
            { "type": "checkbox", "name": "some", "choices": ["a", "b", "c"],
              "minSelectedChoices": 2, "showNoneItem": true, "isRequired": true },
            { "type": "file", "name": "papers", "maxSize": 1_500_000 },
        ],
    })
}

#[test]
fn every_language_has_pages_of_its_own() {
    for language in UiLanguage::all() {
        let tag = language.tag();
        let definition = definition(&json!({
            "locale": tag, "title": "x", "elements": [{ "type": "boolean", "name": "a" }],
        }));
        let html = page(&definition, tag, Attempt::First);
        let dir = if tag == "ar" { "rtl" } else { "ltr" };
        assert!(html.contains(&format!("<html lang=\"{tag}\" dir=\"{dir}\">")), "{tag}");
        assert_eq!(html.contains("<span>Yes</span>"), tag == "en", "{tag}");
        // Nothing is in another language than the page, so nothing is marked.
        assert_eq!(attributes(&html, "lang").count(), 1, "{tag}");
    }
}

#[test]
fn our_words_are_marked_where_the_survey_is_in_a_language_that_we_have_none_in() {
    let definition = definition(&several());
    let html = page(&definition, "zh", Attempt::First);
    for part in [
        "<html lang=\"zh\" dir=\"ltr\">",
        "<h1>你好</h1>",
        "<span lang=\"en\" dir=\"ltr\">Send answers</span>",
        "<span lang=\"en\" dir=\"ltr\">Choose at least 2 options.</span>",
        "<span lang=\"en\" dir=\"ltr\">None</span>",
        "<template id=\"texts\" lang=\"en\" dir=\"ltr\"",
        "<nav aria-label=\"Language\" lang=\"en\">",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let nynorsk = page(&definition, "nn", Attempt::First);
    assert!(nynorsk.contains("<span lang=\"nb\" dir=\"ltr\">Send svarene</span>"));
}

#[test]
fn fields_are_written_in_their_own_direction() {
    let definition = definition(&several());
    for (locale, fixed) in [("ar", " dir=\"ltr\""), ("sv", "")] {
        let html = page(&definition, locale, Attempt::First);
        for (name, kind, dir) in [
            ("free", "text", " dir=\"auto\""),
            ("mail", "email", fixed),
            ("size", "number", fixed),
            ("day", "date", fixed),
        ] {
            let begin = format!("type=\"{kind}\" name=\"{name}\"");
            let field = html.split(&begin).nth(1).and_then(|rest| rest.split('>').next()).unwrap();
            assert!(field.ends_with(dir), "{locale}: {name} has {field}");
            assert_eq!(field.contains(" dir="), !dir.is_empty(), "{locale}: {name}");
        }
        assert!(html.contains("rows=\"4\" dir=\"auto\">"), "{locale}");
    }
}

#[test]
fn the_switch_sends_the_form_and_the_page_comes_back_filled_in() {
    let definition = definition(&several());
    let html = page(&definition, "sv", Attempt::First);
    let button = "<button class=\"plain\" type=\"submit\" form=\"survey\" formnovalidate \
                  formaction=\"/s/sus?lang=ar\" name=\"nordsvar.switch\" value=\"ar\" \
                  lang=\"ar\" dir=\"rtl\">العربية</button>";
    assert!(html.contains(button), "{html}");
    assert!(html.contains("lang=\"sv\" dir=\"ltr\" aria-current=\"true\">Svenska</button>"));
    // Enter in a field presses the first button of the form: one that sends it.
    let first = html.find("<button").and_then(|at| html.get(at..)).unwrap();
    assert!(first.starts_with("<button class=\"unseen\" type=\"submit\" form=\"survey\""));

    let fields = pairs(&[("free", "svar"), ("some", "b"), ("nordsvar.switch", "ar")]);
    let [field, name, media_type, base64] =
        ["papers", "a.txt", "text/plain", "aGVq"].map(str::to_owned);
    let uploads = [Upload::from_base64(field, name, media_type, &base64)];
    let answers = definition.answers_from_form(&fields, &uploads);
    let interview = Interview::resume(&definition, circumstances("ar"), answers.members());
    let attempt = Attempt::Switched { fields: &fields, uploads: &uploads };
    let html = page_of(&interview, attempt);
    for part in [
        "<h1>مرحبا</h1>",
        " value=\"svar\"",
        "value=\"b\" data-json=\"&quot;b&quot;\" checked",
        "<bdi>a.txt</bdi>",
        "name=\"nordsvar.language\" value=\"ar\"",
        "aria-current=\"true\" autofocus>العربية</button>",
        "id=\"errors\" role=\"alert\" tabindex=\"-1\" hidden",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("aria-invalid"), "nothing is checked");
}

#[test]
fn answers_in_texts_do_not_turn_them_around() {
    let definition = definition(&json!({
        "title": { "default": "Hello {name}.", "ar": "مرحبا {name}." },
        "elements": [{ "type": "text", "name": "name", "defaultValue": "Åsa (1)" }],
    }));
    let arabic = page(&definition, "ar", Attempt::First);
    assert!(arabic.contains("<h1>مرحبا \u{2068}Åsa (1)\u{2069}.</h1>"), "{arabic}");
    assert!(page(&definition, "en", Attempt::First).contains("<h1>Hello Åsa (1).</h1>"));
}

#[test]
fn numbers_dates_and_sizes_are_those_of_the_language() {
    let definition = definition(&several());
    let fields = pairs(&[("size", "0.5"), ("day", "2026-03-07"), ("some", "a")]);
    for (locale, parts) in [
        (
            "sv",
            [
                "Måste vara minst 1,5.",
                "Får inte vara före 2026-03-08.",
                "Högst 1,5\u{a0}MB per fil.",
            ],
        ),
        (
            "de",
            [
                "Muss mindestens 1,5 sein.",
                "Darf nicht vor 8.3.2026 liegen.",
                "Höchstens 1,5\u{a0}MB je Datei.",
            ],
        ),
        ("ar", ["يجب ألا تقل القيمة عن 1.5.", "قبل 8\u{200f}/3\u{200f}/2026.", "1.5\u{a0}ميغابايت"]),
        (
            "fr",
            [
                "Doit être d’au moins 1,5.",
                "avant 08/03/2026.",
                "Au plus 1,5\u{202f}Mo par fichier.",
            ],
        ),
    ] {
        let html = refused_in(locale, &definition, &fields);
        for part in parts {
            assert!(html.contains(part), "{locale}: {part}");
        }
    }
    let html = refused_in("sv", &definition, &pairs(&[("size", "20001"), ("some", "a")]));
    assert!(html.contains("Får vara högst 20\u{a0}000."));
}
