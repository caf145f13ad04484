//! Random surveys, and what is done in them.

use serde_json::{Map, Value, json};

use super::condition::{condition, number, text as words};
use super::element::Maker;
use super::known::{Answers, Known, Trait};
use super::random::Random;
use super::values::text;

/// A definition, and what a respondent means to do.
#[must_use]
pub fn survey(seed: u64) -> (Value, Vec<Value>) {
    let mut maker = Maker::new(Random::new(seed));
    let mut definition = Map::new();
    if maker.random.chance(40) {
        let modes = ["none", "onComplete", "onHidden", "onHiddenContainer"];
        let mode = *maker.random.pick(&modes);
        maker.clears = mode.starts_with("onHidden");
        definition.insert("clearInvisibleValues".to_owned(), json!(mode));
    }
    let count = 1 + maker.random.below(3);
    let pages: Vec<Value> = (0..count).map(|index| page(&mut maker, index)).collect();
    definition.insert("pages".to_owned(), json!(pages));
    settings(&mut maker, &mut definition);
    calculated(&mut maker, &mut definition);
    triggers(&mut maker, &mut definition);
    let intentions = intentions(&mut maker);
    (Value::Object(definition), intentions)
}

fn page(maker: &mut Maker, index: usize) -> Value {
    let mut page = Map::new();
    page.insert("name".to_owned(), json!(format!("page{}", index + 1)));
    group(maker, &mut page, index > 0);
    maker.hides = page.contains_key("visibleIf");
    let count = 1 + maker.random.below(5);
    let elements: Vec<Value> = (0..count).map(|_| element(maker, 0)).collect();
    maker.hides = false;
    page.insert("elements".to_owned(), json!(elements));
    Value::Object(page)
}

fn element(maker: &mut Maker, depth: usize) -> Value {
    if depth > 1 || !maker.random.chance(15) {
        return maker.question();
    }
    maker.count += 1;
    let mut panel = Map::new();
    panel.insert("type".to_owned(), json!("panel"));
    panel.insert("name".to_owned(), json!(format!("panel{}", maker.count)));
    group(maker, &mut panel, true);
    let outside = maker.hides;
    maker.hides |= panel.contains_key("visibleIf");
    let count = 1 + maker.random.below(3);
    let elements: Vec<Value> = (0..count).map(|_| element(maker, depth + 1)).collect();
    maker.hides = outside;
    panel.insert("elements".to_owned(), json!(elements));
    Value::Object(panel)
}

/// What pages and panels have. The first page is not hidden.
fn group(maker: &mut Maker, group: &mut Map<String, Value>, may_hide: bool) {
    let Maker { random, known, .. } = maker;
    let known: Vec<&Known> = known.iter().collect();
    if random.chance(30) {
        group.insert("title".to_owned(), text(random, &known, "Part"));
    }
    if random.chance(8) {
        group.insert("isRequired".to_owned(), json!(true));
    }
    for (name, percent) in [("visibleIf", 25), ("requiredIf", 5)] {
        if may_hide
            && random.chance(percent)
            && let Some(condition) = condition(random, &known)
        {
            group.insert(name.to_owned(), json!(condition));
        }
    }
}

fn settings(maker: &mut Maker, definition: &mut Map<String, Value>) {
    let Maker { random, known, .. } = maker;
    let known: Vec<&Known> = known.iter().collect();
    if random.chance(30) {
        let modes = ["on", "onPage", "off"];
        definition.insert("showQuestionNumbers".to_owned(), json!(random.pick(&modes)));
    }
    let thanks = random.chance(30);
    if thanks {
        definition.insert("completedHtml".to_owned(), text(random, &known, "Thanks"));
    }
    if thanks
        && random.chance(50)
        && let Some(condition) = condition(random, &known)
    {
        let when = json!([{"expression": condition, "html": "Special"}]);
        definition.insert("completedHtmlOnCondition".to_owned(), when);
    }
    let nested = known.iter().any(|each| matches!(each.answers, Answers::Entries(_)));
    if random.chance(20) && !nested {
        definition.insert("showProgressBar".to_owned(), json!(true));
        let kinds = ["pages", "questions", "requiredQuestions"];
        definition.insert("progressBarType".to_owned(), json!(random.pick(&kinds)));
    }
}

fn calculated(maker: &mut Maker, definition: &mut Map<String, Value>) {
    let Maker { random, known, .. } = maker;
    let known: Vec<&Known> = known.iter().filter(|each| !each.is(Trait::Hides)).collect();
    if !random.chance(25) {
        return;
    }
    let kept = random.chance(50);
    let expression = number(random, &known);
    let value = json!({"name": "calculated", "expression": expression, "includeIntoResult": kept});
    definition.insert("calculatedValues".to_owned(), json!([value]));
}

/// Triggers set what comes after all that they look at, so that they end.
fn triggers(maker: &mut Maker, definition: &mut Map<String, Value>) {
    let Maker { random, known, clears, .. } = maker;
    let count = random.below(3);
    let made: Vec<Value> = (0..count).filter_map(|_| trigger(random, known, *clears)).collect();
    if !made.is_empty() {
        definition.insert("triggers".to_owned(), json!(made));
    }
}

fn trigger(random: &mut Random, known: &[Known], clears: bool) -> Option<Value> {
    let at = 1 + random.below(known.len().checked_sub(1).filter(|&count| count > 0)?);
    // At the start survey-core runs triggers before all that they look at is there.
    let before: Vec<&Known> = known.iter().take(at).filter(|each| each.is_plain()).collect();
    // What hides is cleared before anything happens or not, as survey-core comes to look at it.
    let fits = |target: &&Known| {
        ![Trait::Follows, Trait::Set, Trait::Clears].iter().any(|one| target.is(*one))
            && (!clears || !target.is(Trait::Hides))
    };
    let target = known.get(at).filter(fits)?;
    let expression = condition(random, &before)?;
    let value = match &target.answers {
        Answers::Text => json!("set"),
        Answers::Number => json!(4),
        Answers::Truth => json!(true),
        // A choice that is set may be one that is not offered.
        Answers::One(_)
        | Answers::Several(_)
        | Answers::Date
        | Answers::Something
        | Answers::Entries(_) => return None,
    };
    let to = &target.name;
    let set =
        json!({"type": "setvalue", "expression": expression, "setToName": to, "setValue": value});
    if !matches!(target.answers, Answers::Text) || random.chance(60) {
        return Some(set);
    }
    let run = words(random, &before);
    Some(json!({
        "type": "runexpression", "expression": expression, "setToName": to, "runExpression": run
    }))
}

fn intentions(maker: &mut Maker) -> Vec<Value> {
    let Maker { random, known, speaks, .. } = maker;
    let mut intentions = Vec::new();
    // A survey that is resumed gets rows anew that were taken away.
    let nested = known.iter().any(|each| matches!(each.answers, Answers::Entries(_)));
    let names: Vec<&str> = known
        .iter()
        .filter(|each| !each.is(Trait::Follows))
        .map(|each| each.name.as_str())
        .collect();
    for _ in 0..4 + random.below(10) {
        intentions.push(match random.below(12) {
            0 => json!({"next": true}),
            1 => json!({"previous": true}),
            2 => json!({"validate": true}),
            3 if !*speaks && random.chance(40) => json!({"locale": random.pick(&["sv", "en"])}),
            4 if !nested && random.chance(30) => json!({"reload": true}),
            _ if names.is_empty() => json!({"validate": true}),
            _ => json!({"answer": random.pick(&names), "seed": random.below(1 << 30)}),
        });
    }
    intentions.push(json!({"complete": true}));
    intentions
}
