//! Whether what buyers write may be shown: whoever writes something is asked.

#![expect(clippy::unwrap_used, reason = "what is not so ends the test")]

use app::{App, Stage};
use serde_json::Value;

/// Every question of a survey.
fn questions(survey: &Value) -> Vec<Value> {
    let pages = survey["pages"].as_array().unwrap().iter();
    pages.flat_map(|page| page["elements"].as_array().unwrap().clone()).collect()
}

/// Whoever has rated low is asked in the same words as whoever has not: nobody's comment is kept out by what they think of the
/// shop.
#[test]
fn all_are_asked_alike() {
    let mut asked = Vec::new();
    for stage in [Stage::Checkout, Stage::AfterDelivery] {
        let defaults = App::STORE_EVALUATOR.stage(stage).expect("it has this stage");
        let all = questions(&serde_json::from_str(defaults.survey).unwrap());
        let texts = all.iter().filter(|one| one["type"] == "comment");
        let written: Vec<_> =
            texts.map(|one| format!("{{{}}} notempty", one["name"].as_str().unwrap())).collect();
        let of = |one: &&Value| one.get("valueName").unwrap_or(&one["name"]) == "publish";
        let consent: Vec<_> = all.iter().filter(of).collect();
        let when: Vec<_> = consent.iter().map(|one| one["visibleIf"].as_str().unwrap()).collect();
        assert_eq!(when, written, "{}", stage.as_str());
        for one in consent {
            assert_eq!((&one["type"], one.get("isRequired")), (&"boolean".into(), None));
            asked.push((one["title"].clone(), one["description"].clone()));
        }
    }
    assert_eq!(asked.len(), 3);
    assert!(asked.iter().all(|words| *words == asked[0]));
}
