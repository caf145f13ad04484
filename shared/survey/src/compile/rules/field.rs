//! Rules of questions with a field.

use serde_json::Value;

use super::super::compiler::Compiler;
use super::super::problem::DefinitionReason;
use super::super::value::number;
use super::Object;
use crate::answers::Format;
use crate::moment::is_moment;
use crate::scalar::{Number, Scalar};

pub(super) fn text(compiler: &mut Compiler, object: &mut Object<'_>) {
    let format = match object.word("inputType") {
        "number" | "range" => None,
        "date" => Some(Format::Date),
        "time" => Some(Format::Time),
        "datetime-local" => Some(Format::DateTime),
        "month" => Some(Format::Month),
        "week" => Some(Format::Week),
        _ => return line(compiler, object),
    };
    match format {
        None => numbers(compiler, object),
        Some(format) => moments(compiler, object, format),
    }
    autocomplete(compiler, object);
}

/// A line has no bounds but its length.
fn line(compiler: &mut Compiler, object: &Object<'_>) {
    for name in ["min", "max", "step", "minValueExpression", "maxValueExpression"] {
        if object.has(name) {
            object.refuse(compiler, name, DefinitionReason::UnknownProperty);
        }
    }
    autocomplete(compiler, object);
}

fn numbers(compiler: &mut Compiler, object: &mut Object<'_>) {
    for name in ["min", "max", "step"] {
        let Some(value) = object.get(name) else { continue };
        if let Some(number) = number(value) {
            object.set(name, number.to_json());
        } else {
            let wanted = "a number";
            object.refuse(compiler, name, DefinitionReason::WrongType { wanted });
        }
    }
    let whole = |name, otherwise: f64| object.number(name).or_else(|| Number::new(otherwise));
    let bounds = if object.word("inputType") == "range" {
        whole("min", 0.0).zip(whole("max", 100.0))
    } else {
        object.number("min").zip(object.number("max"))
    };
    if bounds.is_some_and(|(min, max)| min > max) {
        let name = if object.has("min") { "min" } else { "max" };
        object.refuse(compiler, name, DefinitionReason::AboveMaximum { other: "max" });
    }
    object.stepping(compiler, "step");
}

fn moments(compiler: &mut Compiler, object: &Object<'_>, format: Format) {
    for name in ["min", "max"] {
        let Some(value) = object.get(name) else { continue };
        let reason = match value.as_str() {
            Some(text) if is_moment(format, text) => continue,
            Some(_) => DefinitionReason::NotAMoment { wanted: format.words() },
            None => DefinitionReason::WrongType { wanted: "a text" },
        };
        object.refuse(compiler, name, reason);
    }
    let (min, max) = (object.word("min"), object.word("max"));
    if min > max && !max.is_empty() {
        object.refuse(compiler, "min", DefinitionReason::AboveMaximum { other: "max" });
    }
    if object.has("step") {
        object.refuse(compiler, "step", DefinitionReason::NotSupported);
    }
}

/// What a field may ask for, of HTML's words for it. Passwords are not there, as no survey asks for
/// them.
const AUTOFILL: &str = " name honorific-prefix given-name additional-name family-name \
     honorific-suffix nickname username organization-title organization street-address \
     address-line1 address-line2 address-line3 address-level4 address-level3 address-level2 \
     address-level1 country country-name postal-code cc-name cc-given-name cc-additional-name \
     cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency \
     transaction-amount language bday bday-day bday-month bday-year sex url photo tel \
     tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix \
     tel-extension email impp ";

/// HTML's `autocomplete`: what the field asks for, and before it for which part of the form, which
/// address and which kind of contact: `email`, `shipping postal-code`. What browsers do not know
/// helps nobody (WCAG 1.3.5).
fn autocomplete(compiler: &mut Compiler, object: &Object<'_>) {
    let all: Vec<_> = object.word("autocomplete").split(' ').collect();
    let (Some(last), before) = (all.last(), all.len().saturating_sub(1)) else { return };
    let mut rest = all.iter().take(before).peekable();
    rest.next_if(|word| word.starts_with("section-"));
    rest.next_if(|word| matches!(**word, "shipping" | "billing"));
    rest.next_if(|word| matches!(**word, "home" | "work" | "mobile" | "fax" | "pager"));
    let alone = all.len() == 1 && matches!(*last, "" | "on" | "off");
    let known = AUTOFILL.contains(&[" ", last, " "].concat()) && !last.is_empty();
    if !(alone || (known && rest.next().is_none())) {
        let wanted = "a word of HTML's autocomplete";
        object.refuse(compiler, "autocomplete", DefinitionReason::WrongType { wanted });
    }
}

pub(super) fn boolean(compiler: &mut Compiler, object: &Object<'_>) {
    let value = |name, otherwise| {
        let value = object.get(name).and_then(Scalar::from_json);
        value.unwrap_or(Scalar::Boolean(otherwise)).to_string()
    };
    if value("valueTrue", true) == value("valueFalse", false) {
        object.refuse(compiler, "valueFalse", DefinitionReason::ValueTwice);
    }
}

/// `acceptedTypes` are media types and endings of files: `image/*`, `.pdf`.
pub(super) fn file(compiler: &mut Compiler, object: &Object<'_>) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-+._*".contains(&byte);
    let good = |word: &str| {
        let ending = word.strip_prefix('.').is_some_and(|ending| !ending.is_empty());
        let parts = word.split_once('/');
        let media = parts.is_some_and(|(kind, inner)| !kind.is_empty() && !inner.is_empty());
        (ending || media) && word.bytes().filter(|byte| *byte != b'/').all(plain)
    };
    let types = object.word("acceptedTypes").split(',').map(str::trim);
    if types.filter(|word| !word.is_empty()).any(|word| !good(word)) {
        let wanted = "media types and endings such as image/* and .pdf, with commas";
        object.refuse(compiler, "acceptedTypes", DefinitionReason::WrongType { wanted });
    }
}

pub(super) fn computed(compiler: &mut Compiler, object: &Object<'_>) {
    currency(compiler, object, "currency");
    object.ordered(compiler, "minimumFractionDigits", "maximumFractionDigits");
}

/// A currency is three capital letters (ISO 4217).
pub(super) fn currency(compiler: &mut Compiler, object: &Object<'_>, name: &str) {
    let Some(code) = object.get(name).and_then(Value::as_str) else { return };
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let wanted = "a currency's code of three capital letters";
        object.refuse(compiler, name, DefinitionReason::WrongType { wanted });
    }
}
