//! The vocabulary as a JSON Schema (draft 2020-12).

use serde_json::{Map, Value, json};

use super::MAX_NAME_BYTES;
use super::vocabulary::{CELL_TYPES, Class, ELEMENT_TYPES, Kind, Property, SURVEY, Status};

/// The JSON Schema of definitions.
///
/// It takes every definition that compiles. What it cannot say, such as that names are unique or
/// that an expression can be read, is left to [`crate::model::Definition::compile`].
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = Schema::default();
    shared(&mut schema.definitions);
    schema.add("Elements", elements);
    for (word, _) in CELL_TYPES {
        schema.add(&["columns of ", word].concat(), |schema| columns(schema, word));
    }
    let mut survey = schema.class(&SURVEY, None);
    survey.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    survey.insert("title".to_owned(), json!("Survey definition"));
    survey.insert("$defs".to_owned(), Value::Object(schema.definitions));
    at_most_one(&mut survey, &["pages", "elements", "questions"]);
    Value::Object(survey)
}

/// The JSON Schema of definitions as it is published: each of its definitions on one line.
#[must_use]
pub fn json_schema_text() -> String {
    let mut schema = json_schema();
    let definitions = schema.as_object_mut().and_then(|members| members.remove("$defs"));
    let mut text = "{\n  \"$defs\": {".to_owned();
    let mut before = "\n    ";
    for (name, definition) in definitions.as_ref().and_then(Value::as_object).into_iter().flatten()
    {
        let name = Value::from(name.as_str()).to_string();
        text.push_str(&[before, &name, ": ", &definition.to_string()].concat());
        before = ",\n    ";
    }
    text.push_str("\n  }");
    for (name, value) in schema.as_object().into_iter().flatten() {
        let name = Value::from(name.as_str()).to_string();
        text.push_str(&[",\n  ", &name, ": ", &value.to_string()].concat());
    }
    text.push_str("\n}\n");
    text
}

#[derive(Default)]
struct Schema {
    definitions: Map<String, Value>,
}

fn reference(name: &str) -> Value {
    let reference = ["#/$defs/", &name.replace(' ', "%20")].concat();
    json!({ "$ref": reference })
}

/// Schemas that have no class.
fn shared(definitions: &mut Map<String, Value>) {
    const TAG: &str = "^(default|[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)$";
    let texts = |text: Value| {
        json!({ "anyOf": [text, { "type": "object", "minProperties": 1,
            "propertyNames": { "pattern": TAG }, "additionalProperties": text }] })
    };
    for (name, schema) in [
        ("Text", texts(json!({ "type": "string" }))),
        ("Link", texts(json!({ "type": "string", "pattern": "^(https://.*)?$" }))),
        ("Picture", texts(json!({ "type": "string", "pattern": "^(https://.*|data:image/.*)?$" }))),
        ("Colour", json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" })),
        (
            "Number",
            json!({ "anyOf": [{ "type": "number" }, { "type": "string",
                "pattern": "^\\s*-?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?\\s*$" }] }),
        ),
        ("Scalar", json!({ "type": ["string", "number", "boolean", "null"] })),
        (
            "ChoiceValue",
            json!({ "anyOf": [{ "type": ["number", "boolean"] }, { "type": "string",
                "maxLength": 1000,
                "pattern": "^[^|\\x00-\\x1f\\x7f-\\x9f]*[^|\\s\\x00-\\x1f\\x7f-\\x9f]\
                            [^|\\x00-\\x1f\\x7f-\\x9f]*$" }] }),
        ),
        (
            "Name",
            json!({ "type": "string", "maxLength": MAX_NAME_BYTES,
                "pattern": "^[^{}\\[\\]\\x00-\\x1f\\x7f-\\x9f]*[^{}\\[\\]\\s\\x00-\\x1f\\x7f-\\x9f]\
                            [^{}\\[\\]\\x00-\\x1f\\x7f-\\x9f]*$",
                "not": { "pattern": "^nordsvar\\." } }),
        ),
        (
            "Language",
            json!({ "type": "string", "pattern": "^(default|[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$" }),
        ),
        ("Expression", json!({ "type": "string", "maxLength": 10_000 })),
    ] {
        definitions.insert(name.to_owned(), schema);
    }
}

impl Schema {
    /// Adds a definition, unless it is there; what it refers to may refer to it.
    fn add(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Value) {
        if !self.definitions.contains_key(name) {
            self.definitions.insert(name.to_owned(), Value::Null);
            let schema = make(self);
            self.definitions.insert(name.to_owned(), schema);
        }
    }

    /// A reference to a class.
    fn of(&mut self, class: &Class) -> Value {
        self.add(class.name, |schema| Value::Object(schema.class(class, None)));
        reference(class.name)
    }

    /// A class of objects; `typed` are the words that stand behind `type`.
    fn class(&mut self, class: &Class, typed: Option<Value>) -> Map<String, Value> {
        let mut members = Map::new();
        let mut properties = Map::new();
        let mut required = Vec::new();
        members.insert("type".to_owned(), json!("object"));
        members.insert("additionalProperties".to_owned(), json!(false));
        if let Some(words) = typed {
            properties.insert("type".to_owned(), words);
            required.push("type");
        }
        for property in class.all() {
            if matches!(property.status, Status::NotSupported | Status::ThirdParty) {
                continue;
            }
            let names: Vec<_> = property.names().collect();
            let schema = self.property(property);
            for name in &names {
                properties.insert((*name).to_owned(), schema.clone());
            }
            at_most_one(&mut members, &names);
            if property.needed {
                required.push(property.name);
            }
        }
        members.insert("properties".to_owned(), Value::Object(properties));
        if !required.is_empty() {
            members.insert("required".to_owned(), json!(required));
        }
        if class.all().any(|property| matches!(property.kind, Kind::Columns)) {
            by_cell_type(&mut members);
        }
        members
    }

    fn property(&mut self, property: &Property) -> Value {
        let mut schema = self.kind(property.kind);
        if let (Some(default), Value::Object(members)) = (property.default, &mut schema) {
            members.insert("default".to_owned(), default.to_json());
        }
        schema
    }

    fn kind(&mut self, kind: Kind) -> Value {
        match kind {
            Kind::Flag => json!({ "type": "boolean" }),
            Kind::Number => reference("Number"),
            Kind::Count { min, max } => {
                json!({ "type": "integer", "minimum": min, "maximum": max })
            }
            Kind::Word(words) => json!({ "enum": words }),
            Kind::OneOf(values) => {
                let given: Vec<_> = values.iter().map(|(given, _)| given.to_json()).collect();
                json!({ "enum": given })
            }
            Kind::Only(values) => {
                let values: Vec<_> = values.iter().map(|value| value.to_json()).collect();
                json!({ "enum": values })
            }
            Kind::Words(words) => json!({ "type": "array", "items": { "enum": words } }),
            Kind::Scalar => reference("Scalar"),
            Kind::Any | Kind::Answer => json!({}),
            Kind::ChoiceValue => reference("ChoiceValue"),
            Kind::String | Kind::Reference => json!({ "type": "string" }),
            Kind::Locale => reference("Language"),
            Kind::Moment => json!({ "type": "string", "format": "date-time" }),
            Kind::Text | Kind::Markup => reference("Text"),
            Kind::Texts => json!({ "type": "array", "items": reference("Text") }),
            Kind::Link => reference("Link"),
            Kind::Picture => reference("Picture"),
            Kind::Colour => reference("Colour"),
            Kind::Name => reference("Name"),
            Kind::References => json!({ "type": "array", "items": { "type": "string" } }),
            Kind::Expression => reference("Expression"),
            Kind::Choices(class) => {
                let choice = self.of(class);
                let items = json!({ "anyOf": [reference("ChoiceValue"), choice] });
                json!({ "type": "array", "items": items })
            }
            Kind::Object(class) => self.of(class),
            Kind::List(class) => {
                let items = self.of(class);
                json!({ "type": "array", "items": items })
            }
            Kind::Typed(types, suffix) => {
                let items = self.typed(types, suffix);
                json!({ "type": "array", "items": items })
            }
            Kind::Elements => reference("Elements"),
            // What a column can be depends on more: see `by_cell_type`.
            Kind::Columns => json!({ "type": "array", "items": { "type": "object" } }),
        }
    }

    /// Objects whose `type` says of which class they are.
    fn typed(&mut self, types: &'static [(&str, &Class)], suffix: &str) -> Value {
        let mut words = Vec::new();
        let mut cases = Vec::new();
        for (word, class) in types {
            let mut own = vec![json!(word)];
            if !suffix.is_empty() {
                own.push(Value::from([word, suffix].concat()));
            }
            let given = json!({ "enum": own });
            self.add(class.name, |schema| Value::Object(schema.class(class, Some(given.clone()))));
            let condition = json!({ "properties": { "type": given }, "required": ["type"] });
            cases.push(json!({ "if": condition, "then": reference(class.name) }));
            words.extend(own);
        }
        json!({ "type": "object", "properties": { "type": { "enum": words } },
            "required": ["type"], "allOf": cases })
    }
}

fn elements(schema: &mut Schema) -> Value {
    let items = schema.typed(ELEMENT_TYPES, "");
    json!({ "type": "array", "items": items })
}

/// The columns of a matrix whose cells are of a type, where a column does not say.
fn columns(schema: &mut Schema, inherited: &str) -> Value {
    let mut cases = Vec::new();
    let of = |word: &str| ["cell ", word].concat();
    for (word, class) in CELL_TYPES {
        schema.add(&of(word), |schema| Value::Object(schema.class(class, None)));
        let own = json!({ "properties": { "cellType": { "const": word } },
            "required": ["cellType"] });
        cases.push(json!({ "if": own, "then": reference(&of(word)) }));
    }
    let none = json!({ "properties": { "cellType": { "const": "default" } } });
    cases.push(json!({ "if": none, "then": reference(&of(inherited)) }));
    let words: Vec<_> =
        CELL_TYPES.iter().map(|(word, _)| *word).chain(core::iter::once("default")).collect();
    let items = json!({ "type": "object", "properties": { "cellType": { "enum": words } },
        "allOf": cases });
    json!({ "type": "array", "items": items })
}

/// Adds to a matrix that its own `cellType` is that of the columns that do not say.
fn by_cell_type(matrix: &mut Map<String, Value>) {
    for (word, _) in CELL_TYPES {
        let condition = if *word == "dropdown" {
            json!({ "properties": { "cellType": { "const": word } } })
        } else {
            json!({ "properties": { "cellType": { "const": word } }, "required": ["cellType"] })
        };
        let name = ["columns of ", word].concat();
        let then = json!({ "properties": { "columns": reference(&name) } });
        all_of(matrix, json!({ "if": condition, "then": then }));
    }
}

/// Adds that of some names of the same thing there is at most one.
fn at_most_one(members: &mut Map<String, Value>, names: &[&str]) {
    for (index, name) in names.iter().enumerate() {
        for other in names.iter().skip(index + 1) {
            all_of(members, json!({ "not": { "required": [name, other] } }));
        }
    }
}

fn all_of(members: &mut Map<String, Value>, schema: Value) {
    let all = members.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        all.push(schema);
    }
}
