//! What the page carries for its script: the survey's logic, rules, lists.

use page::Attempt;
use serde_json::{Value, json};

use super::support::{definition, page};

/// The block of data of a page, if it has one.
fn block(html: &str) -> Option<Value> {
    let (_, rest) = html.split_once(r#"<script id="logic" type="application/json""#)?;
    let (_, rest) = rest.split_once('>')?;
    let (data, _) = rest.split_once("</script>")?;
    assert!(!data.contains('<'), "a text could end the block");
    Some(serde_json::from_str(data).unwrap())
}

#[test]
fn a_survey_without_logic_carries_none() {
    let definition = definition(&json!({ "elements": [
        { "type": "text", "name": "a", "isRequired": true, "defaultValue": "x" },
        { "type": "radiogroup", "name": "b", "choices": [1, 2] },
        { "type": "paneldynamic", "name": "c", "templateElements": [
            { "type": "text", "name": "d" }] },
    ] }));
    let html = page(&definition, "en", Attempt::First);
    assert!(block(&html).is_none(), "{html}");
    assert!(!html.contains("logic"), "{html}");
}

#[test]
fn logic_is_carried_once_and_in_one_language() {
    let definition = definition(&json!({
        "locale": "en",
        "nordsvar": { "quotas": [{ "name": "rich", "limit": 3, "if": "{income} > 1000" }] },
        "completedHtmlOnCondition": [{ "expression": "{a} = 'secret end'", "html": "Bye" }],
        "elements": [
            { "type": "text", "name": "a", "title": { "en": "One</script>", "sv": "Ett" } },
            { "type": "text", "name": "b", "visibleIf": "{a} = 1",
              "title": { "en": "Why {a}</script>?", "sv": "Varför {a}?" } },
            { "type": "text", "name": "c", "visibleIf": "{a} = 1" },
            { "type": "text", "name": "income", "inputType": "number" },
        ],
    }));
    let html = page(&definition, "en", Attempt::First);
    let logic = block(&html).unwrap();
    assert_eq!(logic["trees"], json!([["=", ["var", "a"], 1]]));
    let elements = &logic["pages"][0]["elements"];
    assert_eq!(elements[1]["visibleIf"], elements[2]["visibleIf"]);
    assert_eq!(elements[1]["title"], json!("Why {a}</script>?"));
    assert_eq!(logic["mark"], json!(["*", "required"]));
    let text = logic.to_string();
    assert!(!text.contains("Varför") && !text.contains("rich") && !text.contains("secret"));
    assert!(html.contains(r#"<link rel="modulepreload" href="/assets/logic.js">"#));
    let swedish = block(&page(&definition, "sv", Attempt::First)).unwrap();
    assert_eq!(swedish["pages"][0]["elements"][1]["title"], json!("Varför {a}?"));
    assert_eq!(swedish["yes"], json!("Ja"));
}

#[test]
fn rules_come_with_what_is_said_of_them() {
    let definition = definition(&json!({ "elements": [
        { "type": "checkbox", "name": "a", "choices": [1, 2, 3], "minSelectedChoices": 2 },
        { "type": "text", "name": "b", "validators": [
            { "type": "regex", "regex": "^x$", "text": "An x, please." },
            { "type": "text", "minLength": 2, "maxLength": 3 }] },
    ] }));
    let html = page(&definition, "en", Attempt::First).replace("&quot;", "\"");
    for rule in [
        r#"data-rules="[["count",2,null,"Choose at least 2 options.",""]]""#,
        r#"["match","^x$","","An x, please."]"#,
        r#"["length",2,3,"Write at least 2 characters.","Write at most 3 characters."]"#,
    ] {
        assert!(html.contains(rule), "{rule}\nin {html}");
    }
}

#[test]
fn lists_say_how_they_grow() {
    let definition = definition(&json!({ "elements": [
        { "type": "paneldynamic", "name": "p", "panelCount": 1, "maxPanelCount": 4,
          "templateTitle": "Person {panelIndex}", "addPanelText": "One more",
          "templateElements": [{ "type": "text", "name": "n" }] },
        { "type": "matrixdynamic", "name": "m", "rowCount": 2, "allowAddRows": false,
          "allowRemoveRows": false, "columns": [{ "name": "c", "cellType": "text" }] },
    ] }));
    let html = page(&definition, "en", Attempt::First);
    for part in [
        r#"data-there="1" data-max="4" data-title="Person {number}" data-add="One more" data-remove="Remove" data-removed="Removed." data-undo="Undo""#,
        r#"data-kind="entries" data-there="2" data-max="1000""#,
    ] {
        assert!(html.contains(part), "{part}\nin {html}");
    }
    assert_eq!(html.matches("data-add=").count(), 1);
}
