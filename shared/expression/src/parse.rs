//! Reads expressions.

use winnow::ascii::Caseless;
use winnow::combinator::{alt, opt, preceded, repeat};
use winnow::error::{ContextError, ErrMode};
use winnow::prelude::*;
use winnow::stream::Stateful;
use winnow::token::{literal, take_while};

use crate::decimal::parse_number;
use crate::expression::InvalidExpression;
use crate::function::Function;
use crate::operator::{Arithmetic, Binary, Unary};
use crate::path::MAX_NAME_BYTES;
use crate::tree::{Conversion, Literal, MAX_DEPTH, Tree, Variable};

const MAX_BYTES: usize = 10_000;

/// What reading must remember beside what is left to read.
#[derive(Clone, Debug, Default)]
struct State {
    depth: usize,
    /// The least that was ever left, in bytes: where reading stopped for good.
    least: Option<usize>,
    too_large: bool,
    unknown: Option<Box<str>>,
}

type Input<'i> = Stateful<&'i str, State>;
type Result<T> = core::result::Result<T, ErrMode<ContextError>>;

/// Reads an expression.
pub(crate) fn tree(text: &str) -> core::result::Result<Tree, InvalidExpression> {
    if text.len() > MAX_BYTES {
        return Err(InvalidExpression::TooLarge);
    }
    let mut input = Stateful { input: text, state: State::default() };
    let read = (or, blank).parse_next(&mut input).map(|(tree, ())| tree);
    let left = input.input.len();
    let State { least, too_large, unknown, .. } = input.state;
    match read {
        _ if too_large => Err(InvalidExpression::TooLarge),
        Ok(tree) if left == 0 => match unknown {
            Some(name) => Err(InvalidExpression::UnknownFunction { name }),
            None => bounded(tree),
        },
        Ok(_) | Err(_) => {
            let end = text.len().saturating_sub(least.unwrap_or(left).min(left));
            let before = text.get(..end).unwrap_or_default();
            Err(InvalidExpression::Syntax { at: before.chars().count() + 1 })
        }
    }
}

fn bounded(tree: Tree) -> core::result::Result<Tree, InvalidExpression> {
    if tree.fits(MAX_DEPTH, &mut 0) { Ok(tree) } else { Err(InvalidExpression::TooLarge) }
}

fn backtrack<T>() -> Result<T> {
    Err(ErrMode::Backtrack(ContextError::new()))
}

fn blank(input: &mut Input<'_>) -> Result<()> {
    take_while(0.., [' ', '\t', '\n', '\r']).void().parse_next(input)
}

/// Operators of one rank, from the left: their signs are tried in order.
fn chain(
    input: &mut Input<'_>,
    signs: &[(&'static str, Binary)],
    operand: fn(&mut Input<'_>) -> Result<Tree>,
) -> Result<Tree> {
    let mut left = operand(input)?;
    loop {
        let before = input.input;
        blank(input)?;
        let found = signs.iter().find(|(sign, _)| {
            let head = input.input.get(..sign.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(sign))
        });
        let Some((sign, binary)) = found else {
            input.input = before;
            return Ok(left);
        };
        input.input = input.input.get(sign.len()..).unwrap_or_default();
        let right = preceded(blank, operand).parse_next(input);
        let Ok(right) = right else {
            let left_over = input.input.len();
            let least = input.state.least.map_or(left_over, |least| least.min(left_over));
            input.state.least = Some(least);
            input.input = before;
            return Ok(left);
        };
        if let Tree::Chain(same, operands) = &mut left
            && same == binary
        {
            operands.push(right);
        } else {
            left = Tree::Chain(*binary, vec![left, right]);
        }
    }
}

fn or(input: &mut Input<'_>) -> Result<Tree> {
    blank(input)?;
    input.state.depth += 1;
    if input.state.depth > MAX_DEPTH {
        input.state.too_large = true;
        return Err(ErrMode::Cut(ContextError::new()));
    }
    let read = chain(input, &[("||", Binary::Or), ("or", Binary::Or)], and);
    input.state.depth -= 1;
    read
}

fn and(input: &mut Input<'_>) -> Result<Tree> {
    chain(input, &[("&&", Binary::And), ("and", Binary::And)], compare)
}

fn compare(input: &mut Input<'_>) -> Result<Tree> {
    const SIGNS: [(&str, Binary); 15] = [
        ("<=", Binary::LessOrEqual),
        ("lessorequal", Binary::LessOrEqual),
        (">=", Binary::GreaterOrEqual),
        ("=>", Binary::GreaterOrEqual),
        ("greaterorequal", Binary::GreaterOrEqual),
        ("==", Binary::Equal),
        ("equal", Binary::Equal),
        ("=", Binary::Equal),
        ("!=", Binary::NotEqual),
        ("<>", Binary::NotEqual),
        ("notequal", Binary::NotEqual),
        ("<", Binary::Less),
        ("less", Binary::Less),
        (">", Binary::Greater),
        ("greater", Binary::Greater),
    ];
    chain(input, &SIGNS, plus_minus)
}

fn plus_minus(input: &mut Input<'_>) -> Result<Tree> {
    chain(
        input,
        &[
            ("+", Binary::Arithmetic(Arithmetic::Plus)),
            ("-", Binary::Arithmetic(Arithmetic::Minus)),
        ],
        times_over,
    )
}

fn times_over(input: &mut Input<'_>) -> Result<Tree> {
    // `*=` contains; it stands closer than `*`.
    const SIGNS: [(&str, Binary); 3] = [
        ("*", Binary::Arithmetic(Arithmetic::Times)),
        ("/", Binary::Arithmetic(Arithmetic::Over)),
        ("%", Binary::Arithmetic(Arithmetic::Modulo)),
    ];
    chain(input, &SIGNS, power)
}

fn power(input: &mut Input<'_>) -> Result<Tree> {
    chain(
        input,
        &[
            ("^", Binary::Arithmetic(Arithmetic::Power)),
            ("power", Binary::Arithmetic(Arithmetic::Power)),
        ],
        contains,
    )
}

fn contains(input: &mut Input<'_>) -> Result<Tree> {
    const SIGNS: [(&str, Binary); 8] = [
        ("*=", Binary::Contains),
        ("contains", Binary::Contains),
        ("contain", Binary::Contains),
        ("notcontains", Binary::NotContains),
        ("notcontain", Binary::NotContains),
        ("anyof", Binary::AnyOf),
        ("allof", Binary::AllOf),
        ("noneof", Binary::NoneOf),
    ];
    chain(input, &SIGNS, unary)
}

fn unary(input: &mut Input<'_>) -> Result<Tree> {
    let nots: Vec<()> = repeat(
        0..=MAX_DEPTH,
        (alt((literal("!").void(), (literal(Caseless("negate")), blank_after_word).void())), blank)
            .void(),
    )
    .parse_next(input)?;
    let mut tree = suffixed(input)?;
    for () in nots {
        tree = Tree::Unary(Unary::Not, Box::new(tree));
    }
    Ok(tree)
}

/// `negate` is a sign where something that is no operator follows; else it is a word.
fn blank_after_word(input: &mut Input<'_>) -> Result<()> {
    blank(input)?;
    let rest = input.input;
    if rest.starts_with(['{', '(', '!', '[', '\'']) { Ok(()) } else { backtrack() }
}

fn suffixed(input: &mut Input<'_>) -> Result<Tree> {
    let inner = factor(input)?;
    let suffix = alt((
        literal(Caseless("notempty")).value(Unary::NotEmpty),
        literal(Caseless("empty")).value(Unary::Empty),
    ));
    let suffix = opt(preceded(blank, suffix)).parse_next(input)?;
    Ok(match suffix {
        Some(suffix) => Tree::Unary(suffix, Box::new(inner)),
        None => inner,
    })
}

fn factor(input: &mut Input<'_>) -> Result<Tree> {
    alt((group, call, variable, list, quoted, number, word)).parse_next(input)
}

/// `(a)`; the last brackets of an expression may be left open.
fn group(input: &mut Input<'_>) -> Result<Tree> {
    literal("(").parse_next(input)?;
    let inner = or(input)?;
    opt((blank, literal(")"))).parse_next(input)?;
    Ok(inner)
}

fn call(input: &mut Input<'_>) -> Result<Tree> {
    let name = name(input)?;
    literal("(").parse_next(input)?;
    let mut parameters = items(input)?;
    opt((blank, literal(")"))).parse_next(input)?;
    let Some(function) = Function::from_word(name) else {
        input.state.unknown = Some(name.into());
        return Ok(Tree::List(parameters));
    };
    if function.takes_condition() {
        read_condition(&mut parameters)?;
    }
    Ok(Tree::Call(function, parameters))
}

/// A condition on rows may stand in quotes: as the fourth parameter, or as the third if it has a
/// sign that no name of a column has.
fn read_condition(parameters: &mut [Tree]) -> Result<()> {
    let has_sign = |text: &str| text.contains(['{', '}', '>', '<', '=', '!']);
    let condition = match parameters {
        [_, _, Tree::Literal(Literal::Text(column)), rest @ ..] if !has_sign(column) => {
            rest.first_mut()
        }
        [_, _, rest @ ..] => rest.first_mut(),
        _ => None,
    };
    if let Some(condition) = condition
        && let Tree::Literal(Literal::Text(text)) = condition
        && !text.is_empty()
    {
        let Ok(read) = tree(text) else { return backtrack() };
        *condition = read;
    }
    Ok(())
}

fn name<'i>(input: &mut Input<'i>) -> Result<&'i str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name: &'i str = take_while(1.., plain).parse_next(input)?;
    if name.starts_with(|c: char| c.is_ascii_digit()) { backtrack() } else { Ok(name) }
}

/// What stands between brackets, with commas.
fn items(input: &mut Input<'_>) -> Result<Vec<Tree>> {
    let Some(first) = opt(or).parse_next(input)? else {
        blank(input)?;
        return Ok(Vec::new());
    };
    let mut items = vec![first];
    while opt((blank, literal(","))).parse_next(input)?.is_some() {
        items.push(or(input)?);
    }
    blank(input)?;
    Ok(items)
}

fn list(input: &mut Input<'_>) -> Result<Tree> {
    literal("[").parse_next(input)?;
    let items = items(input)?;
    literal("]").parse_next(input)?;
    Ok(Tree::List(items))
}

fn variable(input: &mut Input<'_>) -> Result<Tree> {
    literal("{").parse_next(input)?;
    let name: &str = take_while(1.., |c| c != '{' && c != '}').parse_next(input)?;
    literal("}").parse_next(input)?;
    if name.len() > MAX_NAME_BYTES {
        input.state.too_large = true;
    }
    let raw = name.strip_prefix('#').filter(|rest| !rest.is_empty());
    let conversion = if raw.is_some() { Conversion::AsItIs } else { Conversion::Converted };
    Ok(Tree::Variable(Variable { name: raw.unwrap_or(name).into(), conversion }))
}

/// A text in quotes of either kind, in which a backslash keeps a quote.
fn quoted(input: &mut Input<'_>) -> Result<Tree> {
    let quote = alt(('\'', '"')).parse_next(input)?;
    let mut text = String::new();
    loop {
        let part: &str = take_while(0.., |c| c != '\'' && c != '"').parse_next(input)?;
        text.push_str(part);
        let ends: char = alt(('\'', '"')).parse_next(input)?;
        if text.ends_with('\\') {
            text.pop();
            text.push(ends);
        } else if ends == quote {
            return Ok(Tree::Literal(Literal::Text(text.into())));
        } else {
            return backtrack();
        }
    }
}

fn number(input: &mut Input<'_>) -> Result<Tree> {
    let sign = opt('-').parse_next(input)?;
    let digits = |input: &mut Input<'_>| -> Result<String> {
        let digits: &str = take_while(1.., |c: char| c.is_ascii_digit()).parse_next(input)?;
        Ok(digits.to_owned())
    };
    let whole = digits(input)?;
    if whole.len() > 1 && whole.starts_with('0') {
        return backtrack();
    }
    let fraction = opt(preceded('.', digits)).parse_next(input)?;
    let text = format!("{whole}.{}", fraction.as_deref().unwrap_or("0"));
    let Some(number) = parse_number(&text).filter(|number| number.is_finite()) else {
        return backtrack();
    };
    // There is no negative zero.
    let number = if sign.is_some() && number != 0.0 { -number } else { number };
    Ok(Tree::Literal(Literal::Number(number)))
}

/// `null`, `true`, or a text without quotes.
fn word(input: &mut Input<'_>) -> Result<Tree> {
    let word = name(input)?;
    let lower = word.to_ascii_lowercase();
    Ok(Tree::Literal(match lower.as_str() {
        _ if word == "null" || word == "undefined" => Literal::Null,
        "true" => Literal::Boolean(true),
        "false" => Literal::Boolean(false),
        // So begins no other word in SurveyJS, and what it would mean here nobody could tell.
        _ if ["true", "false"].iter().any(|taken| lower.starts_with(taken)) => return backtrack(),
        _ if ["null", "undefined"].iter().any(|taken| word.starts_with(taken)) => {
            return backtrack();
        }
        _ => Literal::Text(word.into()),
    }))
}
