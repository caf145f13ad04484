//! Rules across the properties of an object.

mod field;
mod hold;
mod logic;
mod question;
mod scale;
mod select;
mod whole;

use serde_json::{Map, Value};

use super::compiler::Compiler;
use super::problem::DefinitionReason;
use super::value::number;
use super::vocabulary::Class;
use super::walk::member;
use crate::scalar::Number;

/// An object whose properties were read one by one.
pub(super) struct Object<'a> {
    pub(super) class: &'static Class,
    /// As it was written.
    pub(super) source: &'a Map<String, Value>,
    pub(super) at: &'a str,
    /// What was read.
    pub(super) members: &'a mut Map<String, Value>,
}

impl Object<'_> {
    /// The path of a property, under the name that it has in the source.
    pub(super) fn path(&self, name: &str) -> String {
        let property = self.class.all().find(|property| property.name == name);
        let used = property
            .and_then(|property| property.names().find(|name| self.source.contains_key(*name)));
        member(self.at, used.unwrap_or(name))
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.members.get(name)
    }

    fn flag(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool) == Some(true)
    }

    fn word(&self, name: &str) -> &str {
        self.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn number(&self, name: &str) -> Option<Number> {
        self.get(name).and_then(number)
    }

    fn list(&self, name: &str) -> &[Value] {
        self.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// Whether the property is there in the source, under any of its names.
    fn was_there(&self, name: &str) -> bool {
        let property = self.class.all().find(|property| property.name == name);
        property.is_some_and(|property| property.names().any(|name| self.source.contains_key(name)))
    }

    fn set(&mut self, name: &str, value: Value) {
        self.members.insert(name.to_owned(), value);
    }

    fn refuse(&self, compiler: &mut Compiler, name: &str, reason: DefinitionReason) {
        compiler.refuse(&self.path(name), reason);
    }

    /// Refuses a minimum above its maximum.
    fn ordered(&self, compiler: &mut Compiler, min: &str, max: &'static str) {
        if self.number(min).zip(self.number(max)).is_some_and(|(min, max)| min > max) {
            self.refuse(compiler, min, DefinitionReason::AboveMaximum { other: max });
        }
    }

    /// Refuses a step that leads nowhere.
    fn stepping(&self, compiler: &mut Compiler, name: &str) {
        if self.number(name).is_some_and(|step| step.value() <= 0.0) {
            self.refuse(compiler, name, DefinitionReason::WrongType { wanted: "a number above 0" });
        }
    }

    /// Refuses a list that has nothing in it.
    fn filled(&self, compiler: &mut Compiler, name: &str) {
        if self.get(name).and_then(Value::as_array).is_some_and(Vec::is_empty)
            && self.source_is_empty(name)
        {
            self.refuse(compiler, name, DefinitionReason::Empty);
        }
    }

    fn source_is_empty(&self, name: &str) -> bool {
        let property = self.class.all().find(|property| property.name == name);
        let value = property.and_then(|p| p.names().find_map(|name| self.source.get(name)));
        value.and_then(Value::as_array).is_some_and(Vec::is_empty)
    }
}

/// Checks the rules of an object's class, and puts what it has into its normal form.
pub(super) fn check(compiler: &mut Compiler, object: &mut Object<'_>) {
    match object.class.name {
        "survey" => whole::survey(compiler, object),
        "nordsvar of a survey" => whole::additions(compiler, object),
        "quota" => whole::quota(compiler, object),
        "theme" => whole::theme(compiler, object),
        "calculatedvalue" => logic::calculated(compiler, object),
        "completetrigger"
        | "setvaluetrigger"
        | "copyvaluetrigger"
        | "skiptrigger"
        | "runexpressiontrigger"
        | "visibletrigger" => logic::trigger(compiler, object),
        "numericvalidator" => object.ordered(compiler, "minValue", "maxValue"),
        "textvalidator" => logic::length(compiler, object),
        "answercountvalidator" => object.ordered(compiler, "minCount", "maxCount"),
        "regexvalidator" => logic::regex(compiler, object),
        _ => {}
    }
    if !object.class.all().any(|property| property.name == "name" && property.needed)
        || object.class.name == "calculatedvalue"
    {
        return;
    }
    match object.class.name {
        "text" | "multipletextitem" => field::text(compiler, object),
        "multipletext" => object.filled(compiler, "items"),
        "boolean" => field::boolean(compiler, object),
        "rating" => scale::rating(compiler, object),
        "slider" => scale::slider(compiler, object),
        "radiogroup" | "checkbox" | "dropdown" | "tagbox" | "buttongroup" | "ranking"
        | "imagepicker" => select::offering(compiler, object),
        "matrix" => hold::matrix(compiler, object),
        "matrixdropdown" | "matrixdynamic" => hold::cells(compiler, object),
        "paneldynamic" => hold::panels(compiler, object),
        "file" => field::file(compiler, object),
        "expression" => field::computed(compiler, object),
        _ => {}
    }
    question::question(compiler, object);
}
