//! What columns are: guessed, as they were the last time, as they were posted.

use app::{EXTRA, Rows, is_extra_name};
use problem::Problem;
use serde_json::{Map, Value, json};
use survey::StrictJson;

use super::for_all::Typed;
use crate::form::Fields;
use crate::instance::strict;

/// The member of an instance's settings that has what columns are.
const COLUMNS: &str = "columns";

/// The most bytes of what is kept of columns.
const MAX_KEPT_BYTES: usize = 16 * 1024;

/// What columns were the last time, and what held for all rows.
#[derive(Debug, Default)]
pub(super) struct Kept(Map<String, Value>);

impl Kept {
    /// What an instance's settings have.
    pub(super) fn of(settings: &Value) -> Self {
        Self(settings.get(COLUMNS).and_then(Value::as_object).cloned().unwrap_or_default())
    }

    /// What is kept of a file. Where two columns are called the same, the first is.
    pub(super) fn new(headers: &[&str], columns: &[String], typed: &Typed) -> Self {
        let mut fields = Map::new();
        for (header, field) in headers.iter().zip(columns) {
            fields.entry(*header).or_insert_with(|| field.as_str().into());
        }
        let mut kept = Map::new();
        kept.insert("fields".to_owned(), Value::Object(fields));
        kept.insert("all".to_owned(), Value::Object(typed.kept()));
        Self(kept)
    }

    /// Settings with it, if they have not got it yet. What is too much is not kept.
    pub(super) fn put_into(self, settings: &Value) -> Result<Option<StrictJson>, Problem> {
        let kept = Value::Object(self.0);
        if settings.get(COLUMNS) == Some(&kept) || kept.to_string().len() > MAX_KEPT_BYTES {
            return Ok(None);
        }
        let mut settings = match settings {
            Value::Object(members) => members.clone(),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => Map::new(),
        };
        settings.insert(COLUMNS.to_owned(), kept);
        strict(&json!(settings)).map(Some)
    }

    /// What held for all rows, by name.
    pub(super) fn all(&self, name: &str) -> Option<&str> {
        self.0.get("all")?.get(name)?.as_str()
    }

    /// What columns with these headers are, and whether all of them were there the last time. Those that were not are
    /// guessed; nothing is two of them.
    pub(super) fn columns(&self, rows: &Rows, headers: &[&str]) -> (Vec<String>, bool) {
        let known = |header: &&str| self.0.get("fields")?.get(*header)?.as_str();
        let mut columns: Vec<String> = Vec::new();
        for header in headers {
            let field = known(header).or_else(|| (rows.guess)(header)).unwrap_or_default();
            let is_taken = columns.iter().any(|other| other == field);
            columns.push(if is_taken { String::new() } else { field.to_owned() });
        }
        (columns, headers.iter().all(|header| known(header).is_some()))
    }
}

/// What columns are, as it was posted. One that is a field of the customer's own is called as its header is.
pub(super) fn posted(fields: &Fields, headers: &[&str]) -> Vec<String> {
    let numbered = (1_usize..).zip(headers);
    numbered
        .map(|(number, header)| match fields.value(&format!("column-{number}")) {
            "extra" if is_extra_name(header) => format!("{EXTRA}{header}"),
            "extra" => format!("{EXTRA}column-{number}"),
            field => field.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use app::{Where, delivery_control};

    use super::*;

    static ROWS: Rows = Rows {
        fields: delivery_control::FIELDS,
        has_extra: true,
        key: "order",
        statuses: delivery_control::STATUSES,
        is_at: Where::Country,
        guess: delivery_control::guess_column,
        read: |_, _, _, _| Ok(Vec::new()),
    };

    #[test]
    fn columns_are_guessed_and_then_remembered() {
        let headers = ["Ordernr", "E-post", "Färg", "Order", "Butik"];
        let none = Kept::of(&json!({"stage": "after-delivery"}));
        let (guessed, is_known) = none.columns(&ROWS, &headers);
        assert_eq!(guessed, ["order", "email", "", "", ""]);
        assert!(!is_known);

        let fields = [("column-1", "order"), ("column-3", "tags"), ("column-5", "extra")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let chosen = posted(&Fields(fields.to_vec()), &headers);
        assert_eq!(chosen, ["order", "", "tags", "", "extra.Butik"]);
        let typed = Typed::default();
        let settings = json!({"stage": "after-delivery"});
        let kept = Kept::new(&headers, &chosen, &typed).put_into(&settings).unwrap().unwrap();
        assert_eq!(kept.value()["stage"], "after-delivery");
        let again = Kept::of(kept.value());
        assert_eq!(again.columns(&ROWS, &headers), (chosen.clone(), true));
        let other = again.columns(&ROWS, &["Färg", "Telefon", "Order"]);
        assert_eq!(other, (vec!["tags".to_owned(), "phone".to_owned(), String::new()], false));
        let same = Kept::new(&headers, &chosen, &typed).put_into(kept.value()).unwrap();
        assert!(same.is_none(), "what is kept already is not kept again");
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let headers = vec!["x".repeat(200); 200];
        let headers: Vec<_> =
            headers.iter().enumerate().map(|(at, header)| format!("{at}{header}")).collect();
        let headers: Vec<_> = headers.iter().map(String::as_str).collect();
        let columns = vec!["order".to_owned(); 200];
        let kept = Kept::new(&headers, &columns, &Typed::default());
        assert!(kept.put_into(&json!({})).unwrap().is_none());
        let odd = Kept::of(&json!({"columns": {"fields": ["x"], "all": 1}}));
        assert_eq!(odd.columns(&ROWS, &["Order"]), (vec!["order".to_owned()], false));
    }
}
