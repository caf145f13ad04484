//! What surveys are called.

use serde_json::Value;
use survey::SurveyId;

/// What a survey is called in a language: by its title, a text or texts by language, else by its name.
pub(crate) fn title_of<'a>(title: Option<&'a Value>, survey: &'a SurveyId, tag: &str) -> &'a str {
    let text = match title {
        Some(Value::String(text)) => Some(text.as_str()),
        Some(Value::Object(texts)) => {
            let named = [tag, "default", "en"].iter().find_map(|tag| texts.get(*tag));
            named.or_else(|| texts.values().next()).and_then(Value::as_str)
        }
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_)) | None => None,
    };
    text.map(str::trim).filter(|text| !text.is_empty()).unwrap_or(survey.as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn titles() {
        let sus: SurveyId = "sus".parse().unwrap();
        for (name, title, want) in [
            ("a text", json!("Tea"), "Tea"),
            ("texts", json!({"en": "Tea", "sv": "Te"}), "Te"),
            ("default", json!({"default": "Tea", "de": "Tee"}), "Tea"),
            ("another", json!({"de": "Tee"}), "Tee"),
            ("blank", json!(" "), "sus"),
            ("no text", json!(7), "sus"),
        ] {
            assert_eq!(title_of(Some(&title), &sus, "sv"), want, "{name}");
        }
        assert_eq!(title_of(None, &sus, "sv"), "sus");
    }
}
