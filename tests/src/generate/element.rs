//! Random questions.

use serde_json::{Map, Value, json};

use super::condition::{condition, number, text as words};
use super::known::{Answers, Known, Trait};
use super::random::Random;
use super::values::text;

/// Makes questions, one after the other. Each speaks of those before it, so that no value follows
/// from itself.
pub(super) struct Maker {
    pub(super) random: Random,
    /// The questions that there are.
    pub(super) known: Vec<Known>,
    /// What stands before the names of questions that conditions speak of: `panel.`, `row.`.
    pub(super) scope: &'static str,
    pub(super) count: usize,
    /// Whether answers are cleared as soon as they are hidden.
    pub(super) clears: bool,
    /// Whether what is made now stands in something that hides.
    pub(super) hides: bool,
    /// Whether a choice has words of survey-core's own, which stay in the language they were said in
    /// where they stand in another text.
    pub(super) speaks: bool,
}

/// What is made of a question.
pub(super) type Made = (Map<String, Value>, Answers);

impl Maker {
    pub(super) const fn new(random: Random) -> Self {
        Self {
            random,
            known: Vec::new(),
            scope: "",
            count: 0,
            clears: false,
            hides: false,
            speaks: false,
        }
    }

    /// A question of any type.
    pub(super) fn question(&mut self) -> Value {
        let (element, answers) = match self.random.below(24) {
            kind @ 0..20 => self.plain(kind),
            _ if self.hides => self.matrix(),
            20 => self.panels(),
            21 => self.rows(),
            22 => self.table(),
            _ => self.lines(),
        };
        self.finish(element, answers)
    }

    /// A question that holds no others.
    pub(super) fn plain(&mut self, kind: usize) -> Made {
        match kind {
            0 | 1 => (made("text"), Answers::Text),
            2 => self.number(),
            3 => self.date(),
            4 => (made("comment"), Answers::Text),
            5 => self.one(&["radiogroup", "dropdown"]),
            6 => self.one(&["dropdown", "buttongroup"]),
            7 | 8 => self.several(),
            9 => self.truth(),
            10 => self.rating(),
            11 => self.ranking(),
            12 => self.matrix(),
            13 | 14 => self.computed(),
            15 => self.shown(),
            16 => self.pictures(),
            17 => self.slider(),
            18 => (made("file"), Answers::Something),
            _ => (made("signaturepad"), Answers::Something),
        }
    }

    /// Gives it a name and what all questions have, and knows it from now on.
    pub(super) fn finish(&mut self, mut element: Map<String, Value>, answers: Answers) -> Value {
        self.count += 1;
        let name = format!("q{}", self.count);
        self.common(&mut element, &answers);
        element.insert("name".to_owned(), json!(name));
        let shown = matches!(element.get("type").and_then(Value::as_str), Some("html" | "image"));
        if !shown {
            let traits = traits(&element, self.hides);
            self.known.push(Known { name: format!("{}{name}", self.scope), answers, traits });
        }
        Value::Object(element)
    }

    fn common(&mut self, element: &mut Map<String, Value>, answers: &Answers) {
        let Self { random, known, .. } = self;
        let known: Vec<&Known> = known.iter().collect();
        // What resets has the same limits as triggers have.
        let plain: Vec<&Known> = known.iter().copied().filter(|each| each.is_plain()).collect();
        let kind = element.get("type").and_then(Value::as_str).unwrap_or_default();
        let asks = kind != "html";
        let computes = kind == "expression";
        for (name, percent) in
            [("visibleIf", 30), ("enableIf", 6), ("requiredIf", 8), ("resetValueIf", 3)]
        {
            // Of rows that are hidden, locked or reset, survey-core keeps and computes some.
            let fits = !holds(element) || name == "requiredIf";
            if fits
                && (name == "visibleIf" || (asks && !computes))
                && random.chance(percent)
                && let Some(condition) =
                    condition(random, if name == "resetValueIf" { &plain } else { &known })
            {
                element.insert(name.to_owned(), json!(condition));
            }
        }
        if !asks {
            return;
        }
        if random.chance(35) {
            element.insert("title".to_owned(), text(random, &known, "Title"));
        }
        for (name, value, percent) in [
            ("isRequired", json!(true), 20),
            ("visible", json!(false), 3),
            ("readOnly", json!(true), 2),
            ("showCommentArea", json!(true), 4),
        ] {
            let fits = match name {
                "showCommentArea" => has_comment(element),
                "isRequired" => !element.contains_key("expression"),
                "readOnly" => !element.contains_key("expression") && !holds(element),
                _ => true,
            };
            if fits && random.chance(percent) {
                element.insert(name.to_owned(), value);
            }
        }
        // What is nested, and what is computed, survey-core clears only at times.
        if random.chance(12) && !computes && !holds(element) && self.scope.is_empty() {
            let modes = ["default", "none", "onComplete", "onHidden", "onHiddenContainer"];
            element.insert("clearIfInvisible".to_owned(), json!(random.pick(&modes)));
        }
        self.value(element, answers);
        self.validators(element, answers);
    }

    /// A default value, or an expression for one.
    fn value(&mut self, element: &mut Map<String, Value>, answers: &Answers) {
        // survey-core keeps what nested questions begin with, in what is hidden from the start.
        let kept = self.clears && !self.scope.is_empty();
        let computed = element.get("type").is_some_and(|kind| kind == "expression");
        let Self { random, known, .. } = self;
        if computed || kept || !random.chance(25) {
            return;
        }
        // It may look at a default value before what it follows from is computed.
        let known: Vec<&Known> = known.iter().filter(|each| !each.is(Trait::Follows)).collect();
        // survey-core moves into its bounds what a question with bounds is given.
        let bounded = ["min", "max"].iter().any(|bound| element.contains_key(*bound));
        let (value, expression) = match answers {
            Answers::Text => (json!("a"), Some(words(random, &known))),
            Answers::Number => (json!(3), (!bounded).then(|| number(random, &known))),
            Answers::Date => (json!("2028-03-03"), Some("today()".to_owned())),
            Answers::Truth => (json!(random.chance(50)), None),
            Answers::One(values) => (random.pick(values).clone(), None),
            Answers::Several(values) => (json!([random.pick(values)]), None),
            Answers::Something | Answers::Entries(_) => return,
        };
        match expression {
            // In rows it is looked at again when the value was taken away.
            Some(expression) if self.scope.is_empty() && random.chance(40) => {
                // What is set by a constant or a function is set whenever anything is: there is no
                // telling when. Nor is there of what hides, or stands in rows that come and go.
                let constant = !expression.contains('{') || expression.contains('(');
                let says = |each: &&Known| expression.contains(&each.name);
                let changes = known.iter().copied().filter(says).any(|each| {
                    each.is(Trait::Hides)
                        || each.is(Trait::Commented)
                        || matches!(each.answers, Answers::Entries(_))
                });
                let changes = changes || element.contains_key("resetValueIf");
                let name = if constant || changes || random.chance(50) {
                    "defaultValueExpression"
                } else {
                    "setValueExpression"
                };
                element.insert(name.to_owned(), json!(expression));
            }
            Some(_) | None => {
                // A choice that is hidden at first comes and goes with what triggers do.
                let offered = json!(element).to_string();
                let ranking = element.get("type").is_some_and(|kind| kind == "ranking");
                if !ranking && !offered.contains("isibleIf\":") {
                    element.insert("defaultValue".to_owned(), value);
                }
            }
        }
    }

    fn validators(&mut self, element: &mut Map<String, Value>, answers: &Answers) {
        let Self { random, known, .. } = self;
        if !random.chance(15) {
            return;
        }
        let known: Vec<&Known> = known.iter().collect();
        let validator = match answers {
            Answers::Text => match random.below(4) {
                0 => json!({"type": "text", "minLength": 2, "maxLength": 3}),
                1 => json!({"type": "regex", "regex": "^[a-zA-Z ]+$", "text": "Letters"}),
                2 => json!({"type": "text", "allowDigits": false}),
                _ => json!({"type": "numeric", "minValue": 1, "text": "A number"}),
            },
            Answers::Number => json!({"type": "numeric", "minValue": 2, "maxValue": 9}),
            Answers::Several(_) => json!({"type": "answercount", "minCount": 2}),
            Answers::Date
            | Answers::Truth
            | Answers::One(_)
            | Answers::Something
            | Answers::Entries(_) => match condition(random, &known) {
                Some(condition) => json!({"type": "expression", "expression": condition}),
                None => return,
            },
        };
        element.insert("validators".to_owned(), json!([validator]));
    }
}

/// Whether a question of its type has a text beside the answer.
fn has_comment(element: &Map<String, Value>) -> bool {
    let kind = element.get("type").and_then(Value::as_str).unwrap_or_default();
    matches!(kind, "radiogroup" | "checkbox" | "dropdown" | "boolean" | "rating" | "matrix")
        && !element.contains_key("showOtherItem")
}

/// Whether it has questions of its own, which repeat.
fn holds(element: &Map<String, Value>) -> bool {
    element.contains_key("columns") || element.contains_key("templateElements")
}

/// What is to be known of a question that stands in something that hides, or not.
fn traits(element: &Map<String, Value>, hides: bool) -> Vec<Trait> {
    let is = |value: &str| element.values().any(|member| member == value);
    let has = |name: &str| element.contains_key(name);
    let all = [
        (Trait::Follows, is("expression")),
        (Trait::Set, has("defaultValueExpression") || has("setValueExpression")),
        (Trait::Commented, has("showCommentArea") || has("showOtherItem")),
        (Trait::Ranks, is("ranking")),
        (Trait::Clears, is("onHidden") || is("onHiddenContainer")),
        (Trait::Hides, hides || has("visibleIf") || has("visible")),
        (Trait::Begins, has("defaultValue") || has("defaultValueExpression")),
    ];
    all.into_iter().filter_map(|(one, holds)| holds.then_some(one)).collect()
}

/// A question of a type.
pub(super) fn made(kind: &str) -> Map<String, Value> {
    let mut element = Map::new();
    element.insert("type".to_owned(), json!(kind));
    element
}

/// Choices of which some have a text, a condition.
pub(super) fn offered(random: &mut Random, known: &[&Known], values: &[Value]) -> Value {
    // A panel in which nothing is answered is one for survey-core at times, and so it is with what a
    // hidden question computes.
    let steady =
        |each: &&Known| !matches!(each.answers, Answers::Entries(_)) && !each.is(Trait::Follows);
    let known: &[&Known] = &known.iter().copied().filter(steady).collect::<Vec<_>>();
    let one = |value: &Value| {
        if !random.chance(30) {
            return value.clone();
        }
        let mut choice = Map::new();
        choice.insert("value".to_owned(), value.clone());
        choice.insert("text".to_owned(), text(random, known, "Text"));
        for (name, percent) in [("visibleIf", 40), ("enableIf", 15)] {
            if random.chance(percent)
                && let Some(condition) = condition(random, known)
            {
                choice.insert(name.to_owned(), json!(condition));
            }
        }
        Value::Object(choice)
    };
    values.iter().map(one).collect()
}
