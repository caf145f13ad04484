//! Rules of validators, triggers and calculated values.

use serde_json::Value;

use super::super::compiler::Compiler;
use super::super::problem::DefinitionReason;
use super::super::targets::Wanted;
use super::super::walk::item;
use super::Object;
use super::question::{node, target, target_at};

/// The longest regular expression, in bytes.
const MAX_PATTERN_BYTES: usize = 1000;

/// What JavaScript has and is not linear in the length of what it is held against.
const NOT_REGULAR: [(&str, &str); 6] = [
    ("(?=", "it looks ahead"),
    ("(?!", "it looks ahead"),
    ("(?<=", "it looks back"),
    ("(?<!", "it looks back"),
    ("\\k<", "it refers back to what it matched"),
    ("\\c", "it names a control character"),
];

pub(super) fn calculated(compiler: &mut Compiler, object: &Object<'_>) {
    node(compiler, object, "expression");
}

/// `maxLength` 0 is no bound.
pub(super) fn length(compiler: &mut Compiler, object: &Object<'_>) {
    if object.has("maxLength") {
        object.ordered(compiler, "minLength", "maxLength");
    }
}

pub(super) fn regex(compiler: &mut Compiler, object: &Object<'_>) {
    let pattern = object.word("regex");
    if let Some(why) = irregular(pattern, object.flag("caseInsensitive")) {
        object.refuse(compiler, "regex", DefinitionReason::Pattern { why });
    }
}

/// Why a pattern is not taken.
fn irregular(pattern: &str, ignore_case: bool) -> Option<String> {
    if pattern.len() > MAX_PATTERN_BYTES {
        return Some("it is longer than 1000 bytes".to_owned());
    }
    let regular = pattern.replace("\\\\", "");
    let back =
        regular.split('\\').skip(1).any(|rest| rest.starts_with(|c| ('1'..='9').contains(&c)));
    if back {
        return Some("it refers back to what it matched".to_owned());
    }
    let found = NOT_REGULAR.iter().find(|(part, _)| regular.contains(part));
    if let Some((_, why)) = found {
        return Some((*why).to_owned());
    }
    crate::judge::pattern(pattern, ignore_case).err().map(|error| error.to_string())
}

pub(super) fn trigger(compiler: &mut Compiler, object: &mut Object<'_>) {
    condition(compiler, object);
    let variable = object.flag("isVariable");
    for (name, wanted) in [
        ("setToName", Wanted::Valued),
        ("fromName", Wanted::Valued),
        ("gotoName", Wanted::Question),
    ] {
        let to = object.word(name).to_owned();
        if variable && !to.is_empty() {
            compiler.name_form(&to, &object.path(name));
        } else if !to.is_empty() {
            target(compiler, object, name, &to, wanted);
        } else if object.was_there(name) {
            object.refuse(compiler, name, DefinitionReason::NotATarget { wanted: "a question" });
        }
    }
    for (list, wanted) in [("pages", Wanted::Page), ("questions", Wanted::Question)] {
        for (index, name) in object.list(list).iter().enumerate() {
            let at = item(&object.path(list), index);
            target_at(compiler, at, name.as_str().unwrap_or_default(), wanted);
        }
    }
}

/// What SurveyJS's triggers had before there were expressions becomes one.
fn condition(compiler: &mut Compiler, object: &mut Object<'_>) {
    let there = object.was_there("expression");
    if !there && !object.has("name") {
        object.refuse(compiler, "expression", DefinitionReason::Missing);
    } else if there && object.has("name") {
        object.refuse(compiler, "name", DefinitionReason::Disagrees { other: "expression" });
    } else if !there {
        let at = object.path("name");
        match older(object) {
            Some(text) => {
                if compiler.expression(&text, &at).is_some() {
                    object.set("expression", Value::from(text));
                }
            }
            None => compiler.refuse(&at, DefinitionReason::Disagrees { other: "value" }),
        }
    } else if !object.has("expression") && object.source.get("expression") == Some(&Value::from(""))
    {
        object.refuse(compiler, "expression", DefinitionReason::Missing);
    }
    for name in ["name", "operator", "value"] {
        object.members.remove(name);
    }
}

/// The expression of a name, an operator and a value; none for a value with a quote in it.
fn older(object: &Object<'_>) -> Option<String> {
    let operator = match object.word("operator") {
        "" | "equal" => "=",
        "notequal" => "!=",
        "greater" => ">",
        "less" => "<",
        "greaterorequal" => ">=",
        "lessorequal" => "<=",
        word => word,
    };
    let value = match object.get("value") {
        _ if matches!(operator, "empty" | "notempty") => String::new(),
        Some(Value::String(text)) if text.contains(['\'', '\\']) => return None,
        Some(Value::String(text)) => [" '", text, "'"].concat(),
        Some(value) => [" ", value.to_string().as_str()].concat(),
        None => return None,
    };
    Some(["{", object.word("name"), "} ", operator, &value].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, good) in [
            ("^[A-Z]{2}\\d+$", true),
            ("^\\d{3}-\\d{2}\\/x$", true),
            ("a|b", true),
            ("\\\\1", true),
            ("(a)\\1", false),
            ("(?=a)b", false),
            ("(?<!a)b", false),
            ("(", false),
            ("a{1000}{1000}", false),
        ] {
            let why = irregular(pattern, false);
            assert_eq!(why.is_none(), good, "{pattern}: {why:?}");
        }
    }
}
