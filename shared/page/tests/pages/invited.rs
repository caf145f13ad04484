//! What the page says where its respondent was invited.

use page::{Attempt, Invited, SurveyPage, UiLanguage, UnsubscribePage, UnsubscribeStep};
use page::{Embedding, Scope, survey_page, unsubscribe_page};
use serde_json::json;
use survey::{Interview, Version};

use crate::support::{ASSETS, attributes, circumstances, definition, response, survey_id};

fn known(locale: &str) -> survey::Circumstances {
    let pairs = [("who", "Åsa"), ("order", "7-1")];
    let known = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    circumstances(locale).with_known(known.into())
}

fn page((test, linked): (bool, bool)) -> String {
    let definition = definition(&json!({ "elements": [
        { "type": "rating", "name": "overall" },
        { "type": "text", "name": "who", "title": "Name, of {order}" },
        { "type": "text", "name": "order", "visible": false, "clearIfInvisible": "none" },
    ] }));
    let mut interview = Interview::start(&definition, known("en"));
    let chosen = interview.choose("overall", "4");
    survey_page(&SurveyPage {
        survey: &survey_id(),
        version: Version::FIRST,
        interview: &interview,
        response: response(),
        assets: ASSETS,
        embedding: Embedding::Standalone,
        attempt: Attempt::First,
        revision: None,
        scope: Scope::Asked,
        state: "sealed",
        work: None,
        invited: Some(Invited { invitation: "inv-1", token: "a.b.c", chosen, test, linked }),
    })
}

#[test]
fn it_sends_to_where_it_is() {
    let html = page((false, false));
    for (name, want) in [
        ("action", "/s/sus/i/a.b.c?lang=en"),
        ("data-responses", "/s/sus/i/a.b.c/responses"),
        ("data-chosen", "overall"),
        ("data-survey", "sus/i/inv-1"),
        ("data-survey", "sus"),
    ] {
        assert!(attributes(&html, name).any(|value| value == want), "{name}: {html}");
    }
}

#[test]
fn the_script_finds_words_of_invitations() {
    let html = page((false, false));
    for word in ["already", "cancelled", "expired"] {
        assert_eq!(attributes(&html, &format!("data-{word}")).count(), 1, "{word}");
    }
}

#[test]
fn it_has_what_is_known_and_what_the_link_has_chosen() {
    let html = page((false, false));
    assert_eq!(html.matches(" checked").count(), 1);
    assert!(html.contains("value=\"4\" data-json=\"4\" checked"), "{html}");
    assert!(html.contains("Name, of 7-1"), "{html}");
    assert!(attributes(&html, "value").any(|value| value == "Åsa"));
    assert!(attributes(&html, "name").all(|name| name != "order"));
    let logic = html.split_once("id=\"logic\"").unwrap().1;
    assert!(logic.contains("\"default\":\"7-1\""), "what is hidden is for logic: {logic}");
    assert!(!html.contains("test of an invitation"));
    assert!(page((true, false)).contains("This is a test of an invitation."));
}

#[test]
fn it_says_that_answers_are_linked_before_anything_is_asked() {
    let said = "Your answers are not anonymous.";
    assert!(!page((false, false)).contains(said));
    let html = page((false, true));
    let (before, _) = html.split_once("<form").unwrap();
    assert!(before.contains(said), "{html}");
}

#[test]
fn no_more_invitations_is_one_button() {
    for language in UiLanguage::all() {
        let shown =
            |step| unsubscribe_page(&UnsubscribePage { language, style: ASSETS.style, step });
        let asks = shown(UnsubscribeStep::Asks);
        let field = r#"<input type="hidden" name="List-Unsubscribe" value="One-Click">"#;
        assert!(asks.contains(field), "{language:?}");
        assert_eq!(asks.matches("<button").count(), 1, "{language:?}");
        for changed in [true, false] {
            let done = shown(UnsubscribeStep::Done { organisation: "<Bolaget>", changed });
            assert!(done.contains("<bdi>&lt;Bolaget&gt;</bdi>"), "{language:?}: {done}");
            assert!(!done.contains("<form"), "{language:?}");
        }
    }
}
