//! Logic of the survey as a whole, and validators.

use super::reader::Reader;
use crate::model::{Calculated, ConditionalText, Effect, Quota, Trigger, Validator, ValidatorRule};

pub(super) fn calculated(reader: &Reader<'_>) -> Option<Calculated> {
    Some(Calculated {
        name: reader.string("name")?,
        expression: reader.expression("expression")?,
        kept: reader.flag("includeIntoResult"),
    })
}

pub(super) fn trigger(reader: &Reader<'_>) -> Option<Trigger> {
    let effect = match reader.word("type") {
        "complete" => Effect::Complete,
        "setvalue" => Effect::SetValue {
            to: reader.string("setToName")?,
            value: reader.value("setValue"),
            variable: reader.flag("isVariable"),
        },
        "copyvalue" => {
            Effect::CopyValue { to: reader.string("setToName")?, from: reader.string("fromName")? }
        }
        "skip" => Effect::Skip { to: reader.string("gotoName")? },
        "runexpression" => Effect::RunExpression {
            expression: reader.expression("runExpression"),
            to: reader.string("setToName"),
        },
        "visible" => Effect::Visible {
            pages: reader.strings("pages"),
            questions: reader.strings("questions"),
        },
        _ => return None,
    };
    Some(Trigger { condition: reader.expression("expression")?, effect })
}

pub(super) fn validator(reader: &Reader<'_>) -> Option<Validator> {
    let rule = match reader.word("type") {
        "numeric" => ValidatorRule::Numeric {
            min: reader.number("minValue"),
            max: reader.number("maxValue"),
        },
        "text" => ValidatorRule::Text {
            min_units: reader.count("minLength").unwrap_or(0),
            max_units: reader.count("maxLength").unwrap_or(0),
            digits: reader.unless_off("allowDigits"),
        },
        "email" => ValidatorRule::Email,
        "regex" => ValidatorRule::Regex {
            pattern: reader.word("regex").into(),
            ignore_case: reader.flag("caseInsensitive"),
        },
        "answercount" => ValidatorRule::AnswerCount {
            min: reader.count("minCount"),
            max: reader.count("maxCount"),
        },
        "expression" => ValidatorRule::Expression(reader.expression("expression")?),
        _ => return None,
    };
    Some(Validator { text: reader.text("text"), rule })
}

pub(super) fn quota(reader: &Reader<'_>) -> Quota {
    Quota {
        name: reader.word("name").into(),
        limit: reader.count("limit").unwrap_or(0),
        condition: reader.expression("if"),
    }
}

/// The texts of a list, each with its condition; `name` is the text's property.
pub(super) fn conditional(reader: &Reader<'_>, list: &str, name: &str) -> Vec<ConditionalText> {
    let mut texts = Vec::new();
    for item in reader.list(list) {
        if let Some(condition) = item.expression("expression") {
            texts.push(ConditionalText { condition, text: item.text(name) });
        }
    }
    texts
}
