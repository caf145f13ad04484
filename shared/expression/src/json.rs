//! Trees as JSON, and back.
//!
//! A list is an operation: its word, then what it is done to. All else stands for itself.

use serde_json::{Value as Json, json};

use crate::decimal::parse_number;
use crate::function::Function;
use crate::number;
use crate::operator::{Binary, Unary};
use crate::path::MAX_NAME_BYTES;
use crate::tree::{Conversion, Literal, MAX_DEPTH, MAX_PARTS, Tree, Variable};

pub(crate) fn write(tree: &Tree) -> Json {
    match tree {
        Tree::Literal(literal) => write_literal(literal),
        Tree::Variable(Variable { name, conversion }) => {
            Json::Array(vec![json!(conversion.word()), json!(name)])
        }
        Tree::List(items) => operation("list", None, items),
        Tree::Unary(unary, inner) => operation(unary.word(), None, core::slice::from_ref(inner)),
        Tree::Chain(binary, operands) => operation(binary.word(), None, operands),
        Tree::Call(function, parameters) => operation("call", Some(function.word()), parameters),
    }
}

fn operation(word: &str, name: Option<&str>, parts: &[Tree]) -> Json {
    let words = core::iter::once(word).chain(name).map(|word| json!(word));
    Json::Array(words.chain(parts.iter().map(write)).collect())
}

fn write_literal(literal: &Literal) -> Json {
    match literal {
        Literal::Null => Json::Null,
        Literal::Boolean(truth) => Json::Bool(*truth),
        Literal::Number(number) if number::is_exact_in_json(*number) => number::to_json(*number),
        Literal::Number(number) => json!(["number", number::to_text(*number)]),
        Literal::Text(text) => json!(text),
    }
}

/// The tree that [`write`] wrote; nothing if it wrote no such JSON.
pub(crate) fn read(json: &Json) -> Option<Tree> {
    read_part(json, MAX_DEPTH, &mut 0)
}

fn read_part(json: &Json, depth: usize, parts: &mut usize) -> Option<Tree> {
    *parts += 1;
    let below = depth.checked_sub(1).filter(|_| *parts <= MAX_PARTS)?;
    let Json::Array(operation) = json else { return read_literal(json).map(Tree::Literal) };
    let [word, rest @ ..] = operation.as_slice() else { return None };
    let mut all = |rest: &[Json]| -> Option<Vec<Tree>> {
        rest.iter().map(|part| read_part(part, below, parts)).collect()
    };
    match (word.as_str()?, rest) {
        ("list", rest) => all(rest).map(Tree::List),
        ("call", [function, rest @ ..]) => {
            Some(Tree::Call(Function::from_word(function.as_str()?)?, all(rest)?))
        }
        ("number", [text]) => read_number(text.as_str()?).map(Tree::Literal),
        (word, [only]) => match (Conversion::from_word(word), Unary::from_word(word)) {
            (Some(conversion), _) => {
                let name = only.as_str().filter(|name| name.len() <= MAX_NAME_BYTES)?;
                Some(Tree::Variable(Variable { name: name.into(), conversion }))
            }
            (None, Some(unary)) => {
                Some(Tree::Unary(unary, Box::new(read_part(only, below, parts)?)))
            }
            (None, None) => None,
        },
        (word, rest @ [_, _, ..]) => Some(Tree::Chain(Binary::from_word(word)?, all(rest)?)),
        (_, []) => None,
    }
}

fn read_literal(json: &Json) -> Option<Literal> {
    match json {
        Json::Null => Some(Literal::Null),
        Json::Bool(truth) => Some(Literal::Boolean(*truth)),
        Json::Number(number) => number.as_f64().map(Literal::Number),
        Json::String(text) => Some(Literal::Text(text.as_str().into())),
        Json::Array(_) | Json::Object(_) => None,
    }
}

fn read_number(text: &str) -> Option<Literal> {
    parse_number(text).filter(|number| number.is_finite()).map(Literal::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Expression;

    #[test]
    fn only_what_was_written_is_read() {
        let deep = |levels: usize| (1..levels).fold(json!(1), |inner, _| json!(["not", inner]));
        let long = |parts: usize| Json::Array(vec![json!("list"); parts]);
        for (name, json, want) in [
            ("a text", json!("a"), true),
            ("a list of nothing", json!(["list"]), true),
            ("a variable", json!(["var", "a"]), true),
            ("a chain", json!(["+", 1, 2, 3]), true),
            ("a number of many digits", json!(["number", "0.12345678901234566"]), true),
            ("a call of nothing", json!(["call", "today"]), true),
            ("as deep as may be", deep(MAX_DEPTH), true),
            ("too deep", deep(MAX_DEPTH + 1), false),
            ("as long as may be", long(MAX_PARTS), true),
            ("too long", long(MAX_PARTS + 1), false),
            ("an object", json!({}), false),
            ("a list of no word", json!([]), false),
            ("a word that there is not", json!(["nosuch", 1]), false),
            ("a chain of one", json!(["+", 1]), false),
            ("a sign of two", json!(["not", 1, 2]), false),
            ("a variable with no name", json!(["var", 1]), false),
            ("a function that there is not", json!(["call", "nosuch"]), false),
            ("a number that is none", json!(["number", "inf"]), false),
        ] {
            let read = Expression::from_json("text", &json);
            assert_eq!(read.is_some(), want, "{name}");
            if let Some(read) = read {
                assert_eq!((read.text(), read.to_json()), ("text", json), "{name}");
            }
        }
    }

    #[test]
    fn numbers_survive() {
        for text in ["0.12345678901234567", "9007199254740993", "123456789012345678901234567890"] {
            let Ok(read) = Expression::parse(text) else { panic!("{text}") };
            let written = serde_json::from_str(&read.to_json().to_string()).unwrap_or_default();
            assert_eq!(Expression::from_json(text, &written), Some(read), "{text}");
        }
    }
}
