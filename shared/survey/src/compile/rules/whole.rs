//! Rules of the survey as a whole.

use serde_json::{Map, Value};

use super::super::compiler::Compiler;
use super::super::problem::DefinitionReason;
use super::super::theme::Theme;
use super::super::walk::{item, member};
use super::Object;
use crate::moment::unix_millis;
use crate::text_set::TextSet;

/// The longest `questionStartIndex` and `requiredMark`, in bytes.
const MAX_MARK_BYTES: usize = 32;

/// Elements without a page are those of a page.
pub(super) fn survey(compiler: &mut Compiler, object: &mut Object<'_>) {
    for name in ["questionStartIndex", "requiredMark"] {
        if object.word(name).len() > MAX_MARK_BYTES {
            let reason = DefinitionReason::WrongType { wanted: "a text of at most 32 bytes" };
            object.refuse(compiler, name, reason);
        }
    }
    if object.was_there("pages") {
        if object.was_there("elements") {
            let reason = DefinitionReason::SameProperty { other: "pages" };
            object.refuse(compiler, "elements", reason);
        }
    } else if let Some(elements) = object.members.remove("elements") {
        let page = Map::from_iter([("elements".to_owned(), elements)]);
        object.set("pages", Value::Array(vec![Value::Object(page)]));
    }
}

pub(super) fn additions(compiler: &mut Compiler, object: &Object<'_>) {
    let at = |name| object.get(name).and_then(Value::as_str).and_then(unix_millis);
    if at("opens").zip(at("closes")).is_some_and(|(opens, closes)| opens >= closes) {
        object.refuse(compiler, "opens", DefinitionReason::NotBefore { other: "closes" });
    }
    let mut names = TextSet::default();
    for (index, quota) in object.list("quotas").iter().enumerate() {
        let Some(name) = quota.get("name").and_then(Value::as_str) else { continue };
        if !names.insert(name.to_owned()) {
            let at = member(&item(&object.path("quotas"), index), "name");
            compiler.refuse(&at, DefinitionReason::NameTwice);
        }
    }
}

pub(super) fn quota(compiler: &mut Compiler, object: &Object<'_>) {
    let Some(name) = object.get("name").and_then(Value::as_str) else { return };
    let plain = name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if !plain || !(1..=64).contains(&name.len()) {
        let wanted = "a text of 1 to 64 small letters a to z, digits and hyphens";
        object.refuse(compiler, "name", DefinitionReason::WrongType { wanted });
    }
}

/// A picture that stands for a name needs the name.
pub(super) fn theme(compiler: &mut Compiler, object: &Object<'_>) {
    let says = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    let named = object.get("logoAlt").is_some_and(|text| {
        says(text) || text.as_object().is_some_and(|texts| texts.values().any(says))
    });
    if object.has("logo") && !named {
        object.refuse(compiler, "logoAlt", DefinitionReason::Missing);
    }
    let looks = object.members.keys().any(|name| !name.starts_with("logo"));
    compiler.theme = looks.then(|| Theme::of(object.members, object.at));
}
