//! Surveys that are made by the vocabulary, and so are often good.

use serde_json::{Map, Value, json};
use survey::vocabulary::{CELL_TYPES, Class, ELEMENT_TYPES, Kind, Property, Status};

/// A survey that a seed comes to. Of the properties that are not needed, one in `rarity` is there.
pub(super) fn survey(seed: u64, rarity: u64) -> Value {
    let mut maker = Maker { state: seed ^ 0x9e37_79b9_7f4a_7c15, rarity, names: 0 };
    let elements: Vec<_> = (0..=maker.below(4)).map(|_| maker.element(0)).collect();
    let mut survey = maker.object(&survey::vocabulary::SURVEY, 0);
    survey.remove("pages");
    survey.remove("questions");
    survey.insert("elements".to_owned(), Value::Array(elements));
    Value::Object(survey)
}

struct Maker {
    state: u64,
    rarity: u64,
    names: u64,
}

impl Maker {
    /// A number below `end` (splitmix64).
    fn below(&mut self, end: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        let index = usize::try_from(self.below(items.len() as u64)).unwrap();
        *items.get(index).unwrap()
    }

    fn element(&mut self, depth: u64) -> Value {
        let (word, class) = self.pick(ELEMENT_TYPES);
        let mut members = self.object(class, depth + 1);
        members.insert("type".to_owned(), json!(word));
        let offers = class.all().any(|property| property.name == "choices");
        if offers && !members.contains_key("choices") {
            members.insert("choices".to_owned(), json!([1, "b", { "value": "c" }]));
        }
        Value::Object(members)
    }

    fn object(&mut self, class: &Class, depth: u64) -> Map<String, Value> {
        let mut members = Map::new();
        for property in class.all() {
            let rarity = match property.status {
                Status::Meant | Status::Ignored => self.rarity,
                Status::NotSupported | Status::ThirdParty => self.rarity * 100,
            };
            if property.needed || self.below(rarity) == 0 {
                let names: Vec<_> = property.names().collect();
                let name = self.pick(&names);
                members.insert(name.to_owned(), self.value(property, depth));
            }
        }
        members
    }

    fn value(&mut self, property: &Property, depth: u64) -> Value {
        match property.kind {
            Kind::Flag => Value::from(self.below(2) == 0),
            Kind::Number | Kind::Any | Kind::Answer => Value::from(self.below(12)),
            Kind::Count { min, max } => {
                let most = u64::try_from(max - min).unwrap().min(12);
                Value::from(i64::from(min) + i64::try_from(self.below(most + 1)).unwrap())
            }
            Kind::Word(words) => Value::from(self.pick(words)),
            Kind::Words(words) => json!([self.pick(words)]),
            Kind::OneOf(values) => self.pick(values).0.to_json(),
            Kind::Only(values) => self.pick(values).to_json(),
            Kind::Scalar | Kind::String => {
                let scalars = [json!(3), json!("7"), json!("x"), json!("2026-11-23")];
                let index = usize::try_from(self.below(4)).unwrap();
                scalars.get(index).cloned().unwrap()
            }
            Kind::ChoiceValue => Value::from(self.below(100)),
            Kind::Moment => json!("2026-11-23T19:50:00+01:00"),
            Kind::Locale => json!(self.pick(&["sv", "en", "pt-BR", ""])),
            Kind::Text => match self.below(3) {
                0 => json!({ "default": "x {a}", "SV": "y" }),
                1 => json!({ "default": "z" }),
                _ => json!("x"),
            },
            Kind::Texts => json!(["x", "y"]),
            Kind::Markup => json!({ "en": "<b>x</b> {a}" }),
            Kind::Link | Kind::Picture => json!("https://example.se/x"),
            Kind::Colour => json!(self.pick(&["#0c5c63", "#FFCC00", "#777777"])),
            Kind::Name => {
                self.names += 1;
                Value::from(format!("n{}", self.names))
            }
            Kind::Reference => Value::from(format!("n{}", self.below(6))),
            Kind::References => json!([format!("n{}", self.below(6))]),
            Kind::Expression => {
                let expressions =
                    ["{a} = 1", "{n1} + {n2}", "sum({n3})", "{panel.n4} notempty", "", "{n9"];
                Value::from(self.pick(&expressions))
            }
            Kind::Choices(class) => self.list(|maker| maker.object(class, depth + 1)),
            Kind::Object(class) => Value::Object(self.object(class, depth + 1)),
            Kind::List(class) => self.list(|maker| maker.object(class, depth + 1)),
            Kind::Typed(types, _) => self.list(|maker| {
                let (word, class) = maker.pick(types);
                let mut members = maker.object(class, depth + 1);
                members.insert("type".to_owned(), json!(word));
                members
            }),
            Kind::Elements if depth > 4 => json!([]),
            Kind::Elements => (0..=self.below(2)).map(|_| self.element(depth + 1)).collect(),
            Kind::Columns => self.list(|maker| {
                let (word, class) = maker.pick(CELL_TYPES);
                let mut members = maker.object(class, depth + 1);
                members.insert("cellType".to_owned(), json!(word));
                members
            }),
        }
    }

    fn list(&mut self, mut make: impl FnMut(&mut Self) -> Map<String, Value>) -> Value {
        (0..=self.below(2)).map(|_| Value::Object(make(self))).collect()
    }
}
