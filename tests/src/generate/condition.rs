//! Random conditions and expressions over the questions that there are.

use super::known::{Answers, Known, constant};
use super::random::Random;

/// A condition over some of `known`; none where there is nothing to speak of.
pub(super) fn condition(random: &mut Random, known: &[&Known]) -> Option<String> {
    if known.is_empty() {
        return None;
    }
    let first = term(random, known);
    Some(match random.below(10) {
        0 => format!("{first} and {}", term(random, known)),
        1 => format!("{first} or {}", term(random, known)),
        2 => format!("!({first})"),
        3 => format!("({first} or {}) and {}", term(random, known), term(random, known)),
        _ => first,
    })
}

fn term(random: &mut Random, known: &[&Known]) -> String {
    let question = *random.pick(known);
    let name = format!("{{{}}}", question.name);
    if random.chance(15) {
        return format!("{name} {}", random.pick(&["empty", "notempty"]));
    }
    match &question.answers {
        Answers::Text => match random.below(4) {
            0 => format!("{name} = '{}'", random.pick(&["a", "Anna", "10"])),
            1 => format!("{name} <> '{}'", random.pick(&["b", "ANNA", "2"])),
            2 => format!("{name} contains '{}'", random.pick(&["a", "n", "x"])),
            _ => format!("{name} > {}", random.below(12)),
        },
        Answers::Number => compared(random, &name),
        Answers::Date => match random.below(3) {
            0 => format!("{name} > today()"),
            1 => format!("age({name}) >= {}", random.below(3)),
            _ => format!("{name} < '2028-0{}-15'", 1 + random.below(9)),
        },
        Answers::Truth => format!("{name} = {}", random.pick(&["true", "false"])),
        Answers::One(values) => {
            let value = constant(random.pick(values));
            match random.below(3) {
                0 => format!("{name} anyof [{value}, {}]", constant(random.pick(values))),
                1 => format!("{name} <> {value}"),
                _ => format!("{name} = {value}"),
            }
        }
        Answers::Several(values) => {
            let value = constant(random.pick(values));
            match random.below(4) {
                0 => format!("{name} notcontains {value}"),
                1 => format!("{name} allof [{value}, {}]", constant(random.pick(values))),
                _ => format!("{name} contains {value}"),
            }
        }
        Answers::Something => format!("{name} notempty"),
        Answers::Entries(fields) => entries(random, question, fields),
    }
}

fn compared(random: &mut Random, name: &str) -> String {
    let operator = random.pick(&[">", "<", ">=", "<=", "=", "<>"]);
    match random.below(4) {
        0 => format!("{name} * 2 {operator} {}", random.below(12)),
        1 => format!("{name} + 1 {operator} {}", random.below(12)),
        _ => format!("{name} {operator} {}", random.below(8)),
    }
}

fn entries(random: &mut Random, question: &Known, fields: &[Known]) -> String {
    let name = &question.name;
    let Some(field) = fields.first().map(|_| random.pick(fields)) else {
        return format!("{{{name}}} notempty");
    };
    match random.below(3) {
        0 => format!("{{{name}.length}} > 1"),
        1 => format!("countInArray({{{name}}}, '{}') > 1", field.name),
        _ => format!("{{{name}[0].{}}} notempty", field.name),
    }
}

/// An expression that comes to a number.
pub(super) fn number(random: &mut Random, known: &[&Known]) -> String {
    let numbers: Vec<&str> = known
        .iter()
        .filter(|each| matches!(each.answers, Answers::Number))
        .map(|each| each.name.as_str())
        .collect();
    let one = |random: &mut Random| match numbers.first() {
        Some(_) if random.chance(80) => format!("{{{}}}", random.pick(&numbers)),
        _ => random.below(9).to_string(),
    };
    let (left, right) = (one(random), one(random));
    match random.below(7) {
        0 => format!("{left} * {right}"),
        1 => format!("{left} - {right}"),
        2 => format!("sum({left}, {right})"),
        3 => format!("max({left}, {right}, 1)"),
        4 => match condition(random, known) {
            Some(condition) => format!("iif({condition}, {left}, {right})"),
            None => left,
        },
        5 => format!("round({left} / 3, 1)"),
        _ => format!("{left} + {right}"),
    }
}

/// An expression that comes to a text.
pub(super) fn text(random: &mut Random, known: &[&Known]) -> String {
    match (random.below(3), condition(random, known)) {
        (0, Some(condition)) => format!("iif({condition}, 'yes', 'no')"),
        (1, Some(_)) => match plain(random, known) {
            Some(name) => format!("'t: ' + {{{name}}}"),
            None => "'t: '".to_owned(),
        },
        _ => format!("'{}'", random.pick(&["a", "b", "set"])),
    }
}

/// The name of a question whose answer is one text or number.
fn plain(random: &mut Random, known: &[&Known]) -> Option<String> {
    let plain = known.iter().filter(|each| matches!(each.answers, Answers::Text | Answers::Number));
    let names: Vec<&str> = plain.map(|each| each.name.as_str()).collect();
    names.first().map(|_| (*random.pick(&names)).to_owned())
}
