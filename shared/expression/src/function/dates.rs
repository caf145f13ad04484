//! Functions of moments. All of them are in UTC.

use super::functions;
use crate::date::{self, DAY, Parts};
use crate::value::Value;

functions! {
    /// Functions of moments.
    OfMoments {
        GetDate "getDate",
        Age "age",
        DateDiff "dateDiff",
        DateAdd "dateAdd",
        DiffDays "diffDays",
        CurrentDate "currentDate",
        Today "today",
        CurrentYear "currentYear",
        GetYear "getYear",
        Year "year",
        Month "month",
        Day "day",
        Weekday "weekday",
    }
}

/// What a call comes to; nothing if what is given is no moment.
pub(super) fn call(function: OfMoments, given: &[Value], now: f64) -> Option<Value> {
    let today = (now / DAY).floor() * DAY;
    let first = || given.first().filter(|value| value.is_true()).map(moment);
    Some(match function {
        OfMoments::CurrentDate => Value::Moment(now),
        OfMoments::Today => {
            let days = given.first().map_or(0.0, Value::to_number);
            Value::Moment(date::bounded(today + days.trunc() * DAY))
        }
        OfMoments::GetDate => Value::Moment(first()?),
        OfMoments::CurrentYear => whole(date::parts(now)?.year),
        OfMoments::GetYear => whole(date::parts(first()?)?.year),
        OfMoments::Year => whole(date::parts(first().unwrap_or(today))?.year),
        OfMoments::Month => whole(date::parts(first().unwrap_or(today))?.month),
        OfMoments::Day => whole(date::parts(first().unwrap_or(today))?.day),
        OfMoments::Weekday => {
            let at = first().unwrap_or(today);
            date::parts(at)?;
            whole(date::weekday(at))
        }
        OfMoments::Age => difference(first()?, now, &unit(given.get(1), "years"))?,
        OfMoments::DiffDays => match (first(), given.get(1).filter(|value| value.is_true())) {
            (Some(a), Some(b)) => difference(a, moment(b), "days")?,
            _ => Value::Number(0.0),
        },
        OfMoments::DateDiff => {
            let second = given.get(1).filter(|value| value.is_true()).map(moment)?;
            difference(first()?, second, &unit(given.get(2), "days"))?
        }
        OfMoments::DateAdd => {
            Value::Moment(add(first()?, given.get(1)?.to_number(), &unit(given.get(2), "days"))?)
        }
    })
}

fn moment(value: &Value) -> f64 {
    match value {
        Value::Moment(at) => *at,
        Value::Number(at) => date::bounded(*at),
        Value::Text(text) => date::read(text),
        Value::Null | Value::Boolean(_) | Value::List(_) | Value::Object(_) => f64::NAN,
    }
}

fn unit(given: Option<&Value>, default: &str) -> String {
    given.filter(|value| !value.is_empty()).map_or_else(|| default.to_owned(), Value::to_text)
}

#[expect(clippy::cast_precision_loss, reason = "years and days are far below 2^53")]
const fn whole(number: i64) -> Value {
    Value::Number(number as f64)
}

/// Days, hours, minutes and seconds are counted either way; months and years from the first on.
fn difference(a: f64, b: f64, unit: &str) -> Option<Value> {
    let (from, to) = (date::parts(a)?, date::parts(b)?);
    let days = |at: f64| (at / DAY).floor();
    let months = || {
        let months = (to.year - from.year) * 12 + to.month - from.month;
        months - i64::from(to.day < from.day)
    };
    let apart = (b - a).abs();
    Some(match unit {
        "days" => Value::Number((days(b) - days(a)).abs()),
        "hours" => Value::Number((apart / 3_600_000.0).ceil()),
        "minutes" => Value::Number((apart / 60_000.0).ceil()),
        "seconds" => Value::Number((apart / 1000.0).ceil()),
        "months" => whole(months()),
        _ => whole(months() / 12),
    })
}

/// A moment so much later. The end of a month runs on into the next.
#[expect(clippy::cast_possible_truncation, reason = "clamped to what a moment can hold")]
fn add(at: f64, count: f64, unit: &str) -> Option<f64> {
    if !count.is_finite() {
        return None;
    }
    let count = count.trunc();
    let parts = date::parts(at)?;
    let whole = count.clamp(-1e9, 1e9) as i64;
    Some(match unit {
        "months" => date::moment(Parts { month: parts.month + whole, ..parts }),
        "years" => date::moment(Parts { year: parts.year + whole, ..parts }),
        "hours" => date::bounded(at + count * 3_600_000.0),
        "minutes" => date::bounded(at + count * 60_000.0),
        "seconds" => date::bounded(at + count * 1000.0),
        "days" => date::bounded(at + count * DAY),
        _ => at,
    })
}
