//! What the survey's page shows of definitions and answers.

use crate::support::{attributes, definition, page, pairs, refused};
use ::survey::Upload;
use page::Attempt;
use serde_json::json;

#[test]
fn a_form_that_comes_back_holds_what_was_entered() {
    let definition = definition(&json!({ "elements": [
        { "type": "text", "name": "a", "isRequired": true },
        { "type": "comment", "name": "b" },
        { "type": "checkbox", "name": "c", "choices": [1, 2, 3] },
        { "type": "dropdown", "name": "d", "choices": ["x", "y"] },
        { "type": "ranking", "name": "e", "choices": ["x", "y"] },
        { "type": "matrix", "name": "f", "columns": [1, 2], "rows": ["r"] },
    ] }));
    let fields = pairs(&[
        ("b", "\nfirst\r\n<second>"),
        ("c", "1"),
        ("c", "3"),
        ("d", "y"),
        ("e[x]", "2"),
        ("f[r]", "2"),
        ("unknown", "z"),
    ]);
    let (named, html) = refused(&definition, &fields, &[]);
    assert_eq!(named, ["a", "e", "unknown"]);
    for (name, part) in [
        ("line break kept", ">\n\nfirst\r\n&lt;second&gt;</textarea>"),
        ("first box", r#"value="1" data-json="1" checked"#),
        ("second box", r#"value="2" data-json="2"><span>2"#),
        ("third box", r#"value="3" data-json="3" checked"#),
        ("option", r#"<option value="y" data-json="&quot;y&quot;" selected>y</option>"#),
        ("place", "<option selected>2</option>"),
        ("row", r#"name="f[r]" value="2" data-row="r" data-json="2" checked"#),
        ("summary", r##"<a href="#q-0">a – This question needs an answer.</a>"##),
        ("summary of no question", "<li><bdi>unknown</bdi>: This is not asked for here.</li>"),
        ("mark", r#"aria-invalid="true" aria-describedby="e-0""#),
        ("reason", r#"<p class="error" id="e-0">This question needs an answer.</p>"#),
        ("no reason", r#"<p class="error" id="e-1" hidden></p>"#),
    ] {
        assert!(html.contains(part), "{name}: {part}\nin {html}");
    }
}

#[test]
fn a_field_says_what_a_browser_may_fill_in() {
    let definition = definition(&json!({ "elements": [
        { "type": "text", "name": "a", "inputType": "email", "autocomplete": "email" },
        { "type": "text", "name": "b" },
    ] }));
    let html = page(&definition, "en", Attempt::First);
    assert_eq!(html.matches("autocomplete=\"email\"").count(), 1);
}

#[test]
fn a_page_with_faults_says_so_in_its_title() {
    let definition = definition(&json!({ "title": "Coffee", "elements": [
        { "type": "text", "name": "a", "isRequired": true },
    ] }));
    let whole = page(&definition, "en", Attempt::First);
    assert!(whole.contains("<title>Coffee</title>"));
    let (_, html) = refused(&definition, &[], &[]);
    assert!(html.contains("<title>Please correct this first – Coffee</title>"), "{html}");
}

#[test]
fn a_theme_adds_a_sheet_and_a_logo() {
    let elements = json!([{ "type": "text", "name": "a" }]);
    let themed = |theme: serde_json::Value| {
        let survey = json!({ "elements": elements, "nordsvar": { "theme": theme } });
        page(&definition(&survey), "sv", Attempt::First)
    };
    let sheet = "<link rel=\"stylesheet\" href=\"/s/sus/theme-1.css\">";
    for (name, theme, with_sheet, with_logo) in [
        ("nothing", json!({}), false, false),
        ("colours", json!({ "accent": "#7a1f5c" }), true, false),
        (
            "a logo alone",
            json!({ "logo": "https://example.com/a.svg", "logoAlt": { "en": "A & B", "sv": "A & C" } }),
            false,
            true,
        ),
    ] {
        let html = themed(theme);
        assert_eq!(html.contains(sheet), with_sheet, "{name}");
        let logo = "<img src=\"https://example.com/a.svg\" alt=\"A &amp; C\"";
        assert_eq!(html.contains(logo), with_logo, "{name}: {html}");
    }
}

#[test]
fn what_may_apply_is_marked_and_what_never_does_is_not_there() {
    let definition = definition(&json!({
        "pages": [
            { "name": "p1", "elements": [
                { "type": "text", "name": "a" },
                { "type": "text", "name": "b", "isRequired": true, "visibleIf": "{a} = 1" },
                { "type": "text", "name": "c", "visible": false },
                { "type": "text", "name": "d", "visible": false },
                { "type": "panel", "name": "e", "visible": false, "elements": [
                    { "type": "text", "name": "f" }] },
                { "type": "panel", "name": "g", "visibleIf": "{a} = 2", "elements": [
                    { "type": "text", "name": "h", "isRequired": true }] },
                { "type": "radiogroup", "name": "i", "choices": ["x",
                    { "value": "y", "visibleIf": "{a} = 3" }] },
            ] },
            { "name": "p2", "visible": false, "elements": [{ "type": "text", "name": "j" }] },
            { "name": "p3", "visibleIf": "{a} = 4", "elements": [{ "type": "text", "name": "k" }] },
        ],
        "triggers": [{ "type": "visible", "expression": "{a} = 5", "questions": ["d"] }],
    }));
    let html = page(&definition, "en", Attempt::First);
    let names: Vec<_> = attributes(&html, "data-name").collect();
    assert_eq!(names, ["a", "b", "d", "g", "h", "i", "k"]);
    for part in [
        r#"data-name="b" data-type="text" data-kind="text" data-if="" data-required="">"#,
        r#"data-name="d" data-type="text" data-kind="text" data-if="">"#,
        r#"data-name="g" data-if=""><p class="applies">Only if it applies</p>"#,
        r#"<label class="option" data-if=""><input type="radio" name="i" value="y""#,
        r#"data-page="p3" data-if="">"#,
    ] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
    assert!(!html.contains(" required"), "a browser insists on what may not apply");
}

#[test]
fn lists_come_back_without_the_entries_that_held_nothing() {
    let definition = definition(&json!({ "elements": [
        { "type": "paneldynamic", "name": "people", "panelCount": 1, "maxPanelCount": 6,
          "templateTitle": "Person {panelIndex}", "templateElements": [
            { "type": "text", "name": "name", "isRequired": true },
            { "type": "checkbox", "name": "pets", "choices": ["cat", "dog"] }] },
        { "type": "matrixdynamic", "name": "trips", "rowCount": 1, "minRowCount": 1,
          "columns": [{ "name": "to", "cellType": "text" }] },
    ] }));
    let fields = pairs(&[
        ("people[0][name]", ""),
        ("people[2][pets]", "dog"),
        ("people[4][name]", "Eva"),
        ("trips[0][to]", ""),
        ("trips[1][to]", "Lund"),
    ]);
    let (named, html) = refused(&definition, &fields, &[]);
    assert_eq!(named, ["people[0].name"]);
    for part in [
        r##"<a href="#q-1">Person 1: name – This question needs an answer.</a>"##,
        r#"name="people[0][pets]" value="dog" data-json="&quot;dog&quot;" checked"#,
        r#"name="people[1][name]" value="Eva""#,
        r#"data-name="people[4].name" data-key="name""#,
        r#"name="trips[1][to]" value="Lund""#,
    ] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
    assert!(!html.contains("people[5]"), "there are more than held something, and three");
}

#[test]
fn what_is_there_from_the_start_is_filled_in() {
    let definition = definition(&json!({ "elements": [
        { "type": "text", "name": "a", "defaultValue": "x" },
        { "type": "checkbox", "name": "b", "choices": [1, 2], "defaultValue": [2] },
        { "type": "ranking", "name": "c", "choices": ["x", "y"], "defaultValue": ["y", "x"] },
        { "type": "slider", "name": "d", "sliderType": "range", "defaultValue": [10, 20] },
        { "type": "matrix", "name": "e", "columns": [1, 2], "rows": ["r"],
          "defaultValue": { "r": 2 } },
        { "type": "radiogroup", "name": "f", "choices": ["x", "y"], "defaultValue": "y",
          "readOnly": true },
        { "type": "expression", "name": "g", "expression": "{a} + '!'" },
        { "type": "html", "name": "h", "html": "<p>{a}</p>" },
        { "type": "paneldynamic", "name": "i", "defaultValue": [{ "j": "z" }],
          "templateElements": [{ "type": "text", "name": "j", "title": "{panel.j}?" }] },
    ] }));
    let html = page(&definition, "en", Attempt::First);
    for part in [
        r#"name="a" value="x""#,
        r#"value="2" data-json="2" checked"#,
        r#"<select name="c[y]" data-choice="&quot;y&quot;"><option value="">Place</option><option selected>1<"#,
        r#"name="d[1]" value="20""#,
        r#"name="e[r]" value="2" data-row="r" data-json="2" checked"#,
        r#"value="y" data-json="&quot;y&quot;" checked disabled>"#,
        r#"<input type="hidden" name="f" value="y" data-json="&quot;y&quot;">"#,
        r#"<output id="f-6">x!</output>"#,
        "<p>x</p>",
        r#"name="i[0][j]" value="z""#,
        "z?</label>",
    ] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
}

#[test]
fn files_that_came_need_not_be_chosen_again() {
    let definition = definition(&json!({ "elements": [
        { "type": "text", "name": "a", "isRequired": true },
        { "type": "file", "name": "b", "isRequired": true },
    ] }));
    let [field, name, media_type, base64] = ["b", "x.txt", "text/plain", "aGVq"].map(str::to_owned);
    let (named, html) =
        refused(&definition, &[], &[Upload::from_base64(field, name, media_type, &base64)]);
    assert_eq!(named, ["a"]);
    let value = r#"{"content":"data:text/plain;base64,aGVq","name":"x.txt","type":"text/plain"}"#;
    let value = value.replace('"', "&quot;");
    let kept = format!(r#"name="nordsvar.kept.b" value="{value}" data-kept checked"#);
    assert!(html.contains(&kept), "{html}");
    assert!(!html.contains(r#"type="file" name="b" required"#));
}
