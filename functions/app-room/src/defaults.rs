//! How an instance stands from the start, made of the app's table.

use app::{Defaults, StageDefaults, When};
use serde_json::{Map, Value, json};
use survey::Locale;

/// The languages that an app's surveys are in: what whoever sets one up reads first, then English, then the others.
pub(crate) fn languages(reader: &str) -> Vec<Locale> {
    let mut tags: Vec<&str> = letter::LANGUAGES.to_vec();
    tags.sort_by_key(|tag| (*tag != reader, *tag != "en"));
    tags.iter().filter_map(|tag| tag.parse().ok()).collect()
}

/// A stage's survey in some of its languages, of which the first stands for all others.
pub(crate) fn survey(
    stage: &StageDefaults,
    languages: &[Locale],
    organisation: &str,
) -> Option<Value> {
    let mut survey: Value = serde_json::from_str(stage.survey).ok()?;
    keep(&mut survey, languages);
    let members = survey.as_object_mut()?;
    members.insert("locale".to_owned(), Value::from(languages.first()?.as_str()));
    // Several of them stand in one list: what the survey is about, and of whom.
    if let Some(Value::Object(texts)) = members.get_mut("title") {
        for text in texts.values_mut() {
            let title = text.as_str().unwrap_or_default();
            *text = Value::from(format!("{title} – {organisation}"));
        }
    }
    Some(survey)
}

/// Leaves texts in these languages alone.
fn keep(value: &mut Value, languages: &[Locale]) {
    match value {
        Value::Object(members) if is_texts(members) => {
            members.retain(|tag, _| languages.iter().any(|kept| kept.as_str() == tag));
        }
        Value::Object(members) => members.values_mut().for_each(|one| keep(one, languages)),
        Value::Array(items) => items.iter_mut().for_each(|one| keep(one, languages)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether an object is one text in several languages.
fn is_texts(members: &Map<String, Value>) -> bool {
    let text = |(tag, text): (&String, &Value)| {
        letter::LANGUAGES.contains(&tag.as_str()) && text.is_string()
    };
    members.len() > 1 && members.iter().all(text)
}

/// The policy of a stage.
pub(crate) fn policy(own: &Defaults, stage: &StageDefaults) -> Value {
    let duplicates = if own.duplicates.by_stage { "key-and-stage" } else { "key" };
    let mut policy = json!({
        "delay-minutes": stage.delay_minutes,
        "duplicates": duplicates,
        "same-buyer-days": own.duplicates.same_buyer_days,
        "same-product-days": own.duplicates.same_product_days,
    });
    if let Some(members) = policy.as_object_mut().filter(|_| !stage.reminds) {
        members.insert("reminders".to_owned(), json!([]));
    }
    policy
}

/// The alerts of a stage, told to whoever sets it up.
pub(crate) fn alerts(own: &Defaults, stage: &StageDefaults, mail: &str) -> Value {
    let of_stage = own.alerts.iter().filter(|alert| alert.stage == stage.stage);
    let rules = of_stage.flat_map(|alert| {
        let question = alert.question;
        let conditions = match alert.when {
            When::AtMost(most) => {
                vec![(
                    String::new(),
                    json!({"number": {"question": question, "from": 0, "to": most}}),
                )]
            }
            When::OneOf(values) => values
                .iter()
                .map(|value| {
                    (format!("-{value}"), json!({"equals": {"question": question, "value": value}}))
                })
                .collect(),
            When::Yes => {
                vec![(String::new(), json!({"equals": {"question": question, "value": true}}))]
            }
        };
        conditions.into_iter().map(move |(which, when)| {
            json!({
                "name": format!("{}{which}", alert.name),
                "when": when,
                "to": [{"mail": mail}],
                "tell": "at-once",
            })
        })
    });
    rules.collect()
}

#[cfg(test)]
mod tests {
    use app::App;
    use invite::{AlertRules, Policy};
    use survey::model::Definition;

    use super::*;

    #[test]
    fn every_stage_of_every_app_begins_with_what_is_taken() {
        for app in App::ALL {
            let own = app.defaults();
            for stage in own.stages {
                let name = stage.stage.as_str();
                let policy = Policy::parse(&policy(own, stage)).unwrap();
                assert_eq!(policy.delay_minutes, stage.delay_minutes, "{name}");
                assert_eq!(policy.reminders.is_empty(), !stage.reminds, "{name}");
                let rules = AlertRules::parse(&alerts(own, stage, "a@shop.example")).unwrap();
                assert!(!rules.as_slice().is_empty(), "{name}");
            }
        }
    }

    #[test]
    fn surveys_are_in_the_languages_that_were_chosen() {
        let all = languages("sv");
        assert_eq!(all.len(), letter::LANGUAGES.len());
        assert_eq!(all.iter().take(2).map(Locale::as_str).collect::<Vec<_>>(), ["sv", "en"]);
        for app in App::ALL {
            for stage in app.defaults().stages {
                for chosen in [&all[..1], &all[..2], &all[4..7], &all[..]] {
                    let made = survey(stage, chosen, "Kaffe & Co").unwrap();
                    let review = Definition::review(&made).unwrap();
                    assert!(review.untranslated.is_empty(), "{:?}", review.untranslated);
                    assert!(review.faint.is_empty());
                    let mut want: Vec<_> = chosen.to_vec();
                    let mut got = crate::letters::languages_of(&made);
                    want.sort();
                    got.sort();
                    assert_eq!(got, want);
                }
            }
        }
    }
}
