//! Random questions that hold others.

use serde_json::{Map, Value, json};

use super::element::{Made, Maker, made};
use super::known::{Answers, Known, Trait};
use super::values::text;

/// The kinds of questions that stand in cells.
const CELLS: [usize; 10] = [0, 0, 2, 3, 5, 7, 9, 10, 13, 4];

impl Maker {
    pub(super) fn panels(&mut self) -> Made {
        let mut element = made("paneldynamic");
        let (elements, fields) = self.within("panel.", Self::template);
        element.insert("templateElements".to_owned(), json!(elements));
        if self.random.chance(50) {
            let known: Vec<&Known> = self.known.iter().chain(&fields).collect();
            element.insert("templateTitle".to_owned(), text(&mut self.random, &known, "Panel"));
        }
        self.repeats(&mut element, "Panel", &fields);
        (element, Answers::Entries(local(&fields)))
    }

    pub(super) fn rows(&mut self) -> Made {
        let mut element = made("matrixdynamic");
        let (columns, fields) = self.within("row.", Self::columns);
        element.insert("columns".to_owned(), json!(columns));
        self.repeats(&mut element, "Row", &fields);
        (element, Answers::Entries(local(&fields)))
    }

    pub(super) fn table(&mut self) -> Made {
        let mut element = made("matrixdropdown");
        let (columns, _) = self.within("row.", Self::columns);
        element.insert("columns".to_owned(), json!(columns));
        element.insert("rows".to_owned(), json!(["r1", "r2"]));
        (element, Answers::Something)
    }

    pub(super) fn lines(&mut self) -> Made {
        let mut element = made("multipletext");
        let mut item = |name: &str| {
            let mut item = Map::new();
            item.insert("name".to_owned(), json!(name));
            if self.random.chance(30) {
                item.insert("isRequired".to_owned(), json!(true));
            }
            if self.random.chance(30) {
                item.insert("inputType".to_owned(), json!("number"));
            }
            item
        };
        element.insert("items".to_owned(), json!([item("i"), item("j")]));
        (element, Answers::Something)
    }

    fn template(&mut self) -> Value {
        let kind = self.random.below(18);
        let (element, answers) = self.plain(kind);
        self.finish(element, answers)
    }

    fn columns(&mut self) -> Value {
        let kind = *self.random.pick(&CELLS);
        let (element, answers) = self.plain(kind);
        let type_of = element.get("type").cloned();
        let mut column = self.finish(element, answers);
        if let (Value::Object(members), Some(kind)) = (&mut column, type_of) {
            members.remove("type");
            for name in ["clearIfInvisible", "showCommentArea", "choicesFromQuestion"] {
                members.remove(name);
            }
            // A column's title stands above all rows.
            if members.get("title").is_some_and(|title| title.to_string().contains("{row.")) {
                members.remove("title");
            }
            let total = kind == "expression"
                && !members.contains_key("visibleIf")
                && !members.contains_key("visible")
                && !members
                    .get("expression")
                    .is_some_and(|text| text.to_string().contains("{row."))
                && self.random.chance(40);
            members.insert("cellType".to_owned(), kind);
            if total {
                members.insert("totalType".to_owned(), json!("sum"));
            }
            // Of what is hidden survey-core asks for it too.
            let hides = members.contains_key("visibleIf") || members.contains_key("visible");
            if !hides && self.random.chance(8) {
                members.insert("isUnique".to_owned(), json!(true));
            }
        }
        column
    }

    /// A few questions that stand in another one, and what they are to each other.
    fn within(
        &mut self,
        scope: &'static str,
        one: fn(&mut Self) -> Value,
    ) -> (Vec<Value>, Vec<Known>) {
        let outside = self.known.len();
        let before = std::mem::replace(&mut self.scope, scope);
        let count = 1 + self.random.below(3);
        let made = (0..count).map(|_| one(self)).collect();
        self.scope = before;
        (made, self.known.split_off(outside))
    }

    fn repeats(&mut self, element: &mut Map<String, Value>, what: &str, fields: &[Known]) {
        let lower = what.to_lowercase();
        // The fewest rows with the default of their count come to what depends on the order of members.
        let min = if what == "Panel" && !self.clears { self.random.below(2) } else { 0 };
        let more = if self.clears { 0 } else { self.random.below(2) };
        element.insert(format!("{lower}Count"), json!(min + more));
        if min > 0 {
            element.insert(format!("min{what}Count"), json!(min));
        }
        element.insert(format!("max{what}Count"), json!(3));
        let is_key = |each: &&Known| {
            matches!(each.answers, Answers::Text)
                && !each.is(Trait::Follows)
                && !each.is(Trait::Hides)
        };
        let key = fields.iter().find(is_key);
        if let Some(key) = key
            && self.random.chance(25)
        {
            element.insert("keyName".to_owned(), json!(inner(key)));
        }
    }
}

/// A name without its scope.
fn inner(known: &Known) -> &str {
    known.name.split_once('.').map_or(known.name.as_str(), |(_, name)| name)
}

/// The questions as they are called within what holds them.
fn local(fields: &[Known]) -> Vec<Known> {
    let named = |each: &Known| Known { name: inner(each).to_owned(), ..each.clone() };
    fields.iter().map(named).collect()
}
