//! Reads alert rules.

use serde_json::Value;
use survey::Number;

use super::condition::Plain;
use super::{AlertRule, AlertRules, Condition, Escalation, Keyword, Place, QuestionName, Target};
use crate::check::{At, Faults, Members};
use crate::{Fault, FaultReason};

const NAME: &str = "a rule's name: 1 to 64 of a-z, 0-9 and -";
const CONDITION: &str = "one of {\"score\": ..}, {\"number\": ..}, {\"keyword\": ..}, {\"equals\": ..}, {\"contains\": ..}";
const NUMBER: &str = "a number";
const BAND: &str = "not less than \"from\"";
const QUESTION: &str = "a name of 1 to 128 bytes";
const KEYWORD: &str = "a keyword of 1 to 64 bytes";
const PLAIN: &str = "a text, a number, true or false";
const TARGET: &str = "{\"mail\": an address}, {\"sms\": +46..} or {\"webhook\": https://..}";
const TELLING: &str =
    "\"at-once\", {\"daily\": \"08:00\"} or {\"weekly\": {\"on\": \"monday\", \"at\": \"08:00\"}}";

pub(super) fn rules(json: &Value) -> Result<AlertRules, Vec<Fault>> {
    let mut faults = Faults::default();
    let rules = faults.list(&At::root(json), (0, 20), rule).unwrap_or_default();
    for (index, rule) in rules.iter().enumerate() {
        let before = rules.get(..index).unwrap_or_default();
        if before.iter().any(|other| other.name == rule.name) {
            faults.add(format!("$[{index}].name"), FaultReason::Twice);
        }
    }
    faults.or(AlertRules(rules))
}

fn rule(faults: &mut Faults, at: &At<'_>) -> Option<AlertRule> {
    let mut members = faults.object(at)?;
    let name = members.need(faults, "name").and_then(|at| faults.read(&at, NAME));
    let when = members.need(faults, "when").and_then(|at| condition(faults, &at));
    let to = members.need(faults, "to").and_then(|at| targets(faults, &at));
    let tell = members.need(faults, "tell").and_then(|at| faults.read(&at, TELLING));
    let escalate = members.take("escalate").map(|at| escalation(faults, &at));
    members.end(faults);
    let escalate = match escalate {
        Some(escalation) => Some(escalation?),
        None => None,
    };
    Some(AlertRule { name: name?, when: when?, to: to?, tell: tell?, escalate })
}

fn targets(faults: &mut Faults, at: &At<'_>) -> Option<Vec<Target>> {
    faults.set(at, (1, 10), |faults, at| faults.read(at, TARGET))
}

fn escalation(faults: &mut Faults, at: &At<'_>) -> Option<Escalation> {
    let mut members = faults.object(at)?;
    let hours = members.need(faults, "after-hours").and_then(|at| faults.number(&at, 1, 720));
    let to = members.need(faults, "to").and_then(|at| targets(faults, &at));
    members.end(faults);
    Some(Escalation { after_hours: hours?, to: to? })
}

fn condition(faults: &mut Faults, at: &At<'_>) -> Option<Condition> {
    let members = faults.object(at)?;
    let mut all = members.all();
    let (Some((kind, at)), None) = (all.next(), all.next()) else {
        faults.add(&at.path, FaultReason::MustBe { wanted: CONDITION });
        return None;
    };
    let read = match kind {
        "score" => score,
        "number" => number,
        "keyword" => keyword,
        "equals" => equals,
        "contains" => contains,
        _ => {
            faults.add(at.path, FaultReason::Unknown);
            return None;
        }
    };
    let mut members = faults.object(&at)?;
    let condition = read(faults, &mut members);
    members.end(faults);
    condition
}

fn score(faults: &mut Faults, members: &mut Members<'_>) -> Option<Condition> {
    let (from, to) = band(faults, members)?;
    Some(Condition::Score { from, to })
}

fn number(faults: &mut Faults, members: &mut Members<'_>) -> Option<Condition> {
    let (place, band) = (place(faults, members), band(faults, members));
    let (from, to) = band?;
    Some(Condition::Number { place: place?, from, to })
}

fn keyword(faults: &mut Faults, members: &mut Members<'_>) -> Option<Condition> {
    let question = members.take("question").map(|at| faults.read(&at, QUESTION));
    let words = members
        .need(faults, "words")
        .and_then(|at| faults.set(&at, (1, 50), |faults, at| faults.read::<Keyword>(at, KEYWORD)));
    let question = match question {
        Some(question) => Some(question?),
        None => None,
    };
    Some(Condition::Keyword { question, words: words? })
}

fn equals(faults: &mut Faults, members: &mut Members<'_>) -> Option<Condition> {
    let (place, value) = (place(faults, members), plain(faults, members));
    Some(Condition::Equals { place: place?, value: value? })
}

fn contains(faults: &mut Faults, members: &mut Members<'_>) -> Option<Condition> {
    let (place, value) = (place(faults, members), plain(faults, members));
    Some(Condition::Contains { place: place?, value: value? })
}

fn place(faults: &mut Faults, members: &mut Members<'_>) -> Option<Place> {
    let name = |faults: &mut Faults, at: &At<'_>| faults.read::<QuestionName>(at, QUESTION);
    let question = members.need(faults, "question").and_then(|at| name(faults, &at));
    let part = match members.take("part") {
        Some(at) => faults.list(&at, (1, 3), name),
        None => Some(Vec::new()),
    };
    Some(Place { question: question?, part: part? })
}

fn plain(faults: &mut Faults, members: &mut Members<'_>) -> Option<Plain> {
    members.need(faults, "value").and_then(|at| {
        let value = faults.read::<Plain>(&at, PLAIN)?;
        let short = value.0.to_string().len() <= 500;
        if !short {
            faults.add(at.path, FaultReason::MustBe { wanted: "at most 500 bytes long" });
        }
        Some(value)
    })
}

fn band(faults: &mut Faults, members: &mut Members<'_>) -> Option<(Number, Number)> {
    let from = members.need(faults, "from").and_then(|at| faults.read::<Number>(&at, NUMBER));
    let to = members.need(faults, "to");
    let read = to.as_ref().and_then(|at| faults.read::<Number>(at, NUMBER));
    let (from, to, at) = (from?, read?, to?);
    if to < from {
        faults.add(at.path, FaultReason::MustBe { wanted: BAND });
    }
    Some((from, to))
}
