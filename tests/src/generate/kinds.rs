//! Random questions of each type that holds no others.

use serde_json::{Value, json};

use super::condition::{condition, number, text as words};
use super::element::{Made, Maker, made, offered};
use super::known::{Answers, Known, Trait};
use super::values::{choices, text};

impl Maker {
    pub(super) fn number(&mut self) -> Made {
        let mut element = made("text");
        element.insert("inputType".to_owned(), json!("number"));
        if self.random.chance(30) {
            element.insert("min".to_owned(), json!(self.random.below(4)));
        }
        if self.random.chance(30) {
            element.insert("max".to_owned(), json!(5 + self.random.below(6)));
        }
        (element, Answers::Number)
    }

    pub(super) fn date(&mut self) -> Made {
        let mut element = made("text");
        element.insert("inputType".to_owned(), json!("date"));
        if self.random.chance(30) {
            element.insert("min".to_owned(), json!("2027-06-15"));
        }
        if self.random.chance(20) {
            let expression = "dateAdd(today(), 1, 'years')";
            element.insert("maxValueExpression".to_owned(), json!(expression));
        }
        (element, Answers::Date)
    }

    pub(super) fn one(&mut self, kinds: &[&str]) -> Made {
        let kind = *self.random.pick(kinds);
        let (mut element, values) = self.choosing(kind);
        if kind != "buttongroup" && kind != "imagepicker" && self.random.chance(25) {
            let specials = ["showOtherItem", "showNoneItem", "showRefuseItem"];
            element.insert((*self.random.pick(&specials)).to_owned(), json!(true));
            self.speaks = true;
        }
        if kind != "imagepicker" {
            self.carry(&mut element);
        }
        let answers = if element.contains_key("choicesFromQuestion") {
            Answers::Something
        } else {
            Answers::One(values)
        };
        (element, answers)
    }

    pub(super) fn several(&mut self) -> Made {
        let kind = *self.random.pick(&["checkbox", "checkbox", "tagbox"]);
        let (mut element, values) = self.choosing(kind);
        let conditional = json!(element).to_string().contains("enableIf");
        if !conditional && values.len() > 2 && self.random.chance(20) {
            element.insert("maxSelectedChoices".to_owned(), json!(2));
        }
        for name in ["showNoneItem", "showOtherItem", "showSelectAllItem"] {
            if self.random.chance(12) {
                self.speaks = true;
                element.insert(name.to_owned(), json!(true));
            }
        }
        self.carry(&mut element);
        let answers = if element.contains_key("choicesFromQuestion") {
            Answers::Something
        } else {
            Answers::Several(values)
        };
        (element, answers)
    }

    pub(super) fn truth(&mut self) -> Made {
        let mut element = made("boolean");
        self.speaks = true;
        if self.random.chance(20) {
            element.insert("labelTrue".to_owned(), json!("Aye"));
        }
        (element, Answers::Truth)
    }

    pub(super) fn rating(&mut self) -> Made {
        let mut element = made("rating");
        let (low, high) = *self.random.pick(&[(1, 5), (0, 10), (1, 3)]);
        element.insert("rateMin".to_owned(), json!(low));
        element.insert("rateMax".to_owned(), json!(high));
        (element, Answers::Number)
    }

    pub(super) fn ranking(&mut self) -> Made {
        let mut element = made("ranking");
        // The only choice there is, is chosen before anybody answers.
        let mut values = choices(&mut self.random);
        if values.len() == 1 {
            values.push(json!("second"));
        }
        element.insert("choices".to_owned(), json!(values));
        if self.random.chance(40) {
            element.insert("selectToRankEnabled".to_owned(), json!(true));
        }
        (element, Answers::Several(values))
    }

    pub(super) fn matrix(&mut self) -> Made {
        let mut element = made("matrix");
        let Self { random, known, scope, .. } = self;
        // survey-core does not say nested rows anew in another language.
        let known: Vec<&Known> = known.iter().filter(|_| scope.is_empty()).collect();
        element.insert("columns".to_owned(), json!(choices(random)));
        element.insert("rows".to_owned(), offered(random, &known, &[json!("r1"), json!("r2")]));
        for (name, percent) in [("eachRowRequired", 25), ("eachRowUnique", 15)] {
            if random.chance(percent) {
                element.insert(name.to_owned(), json!(true));
            }
        }
        (element, Answers::Something)
    }

    pub(super) fn computed(&mut self) -> Made {
        // Where answers are cleared as they are hidden, survey-core does not compute anew.
        if self.clears {
            return self.truth();
        }
        let mut element = made("expression");
        let Self { random, known, .. } = self;
        let known: Vec<&Known> = known.iter().collect();
        let (expression, answers) = if random.chance(70) {
            (number(random, &known), Answers::Number)
        } else {
            (words(random, &known), Answers::Text)
        };
        element.insert("expression".to_owned(), json!(expression));
        (element, answers)
    }

    pub(super) fn shown(&mut self) -> Made {
        let mut element = made("html");
        // In repeated panels survey-core shows the braces where there is no answer.
        let known = self.known.iter().filter(|each| !each.name.contains('.'));
        let known: Vec<&Known> = known.collect();
        let html = text(&mut self.random, &known, "Shown");
        element.insert("html".to_owned(), html);
        (element, Answers::Something)
    }

    pub(super) fn pictures(&mut self) -> Made {
        let mut element = made("imagepicker");
        let choice =
            |value: &str| json!({"value": value, "imageLink": "https://example.org/a.png"});
        element.insert("choices".to_owned(), json!([choice("a"), choice("b"), choice("c")]));
        let values = vec![json!("a"), json!("b"), json!("c")];
        if self.random.chance(40) {
            element.insert("multiSelect".to_owned(), json!(true));
            return (element, Answers::Several(values));
        }
        (element, Answers::One(values))
    }

    pub(super) fn slider(&mut self) -> Made {
        let mut element = made("slider");
        element.insert("max".to_owned(), json!(10 * self.random.pick(&[1, 2])));
        (element, Answers::Number)
    }

    fn choosing(&mut self, kind: &str) -> (serde_json::Map<String, Value>, Vec<Value>) {
        let mut element = made(kind);
        let Self { random, known, .. } = self;
        let known: Vec<&Known> = known.iter().collect();
        let values = choices(random);
        element.insert("choices".to_owned(), offered(random, &known, &values));
        if random.chance(8)
            && let Some(condition) = condition(random, &known)
        {
            let condition = format!("{condition} or {{item}} <> 'a'");
            element.insert("choicesVisibleIf".to_owned(), json!(condition));
        }
        // Answers in texts bring digits beside punctuation, of which survey-core puts the latter first.
        let said = element.get("choices").is_some_and(|choices| choices.to_string().contains(" {"));
        if !said && random.chance(10) {
            let orders = ["asc", "desc"];
            element.insert("choicesOrder".to_owned(), json!(random.pick(&orders)));
        }
        (element, values)
    }

    /// Takes, at times, another question's choices over.
    fn carry(&mut self, element: &mut serde_json::Map<String, Value>) {
        let Self { random, known, scope, .. } = self;
        let from: Vec<&Known> = known
            .iter()
            .filter(|each| !each.is(Trait::Ranks))
            .filter(|each| matches!(each.answers, Answers::Several(_) | Answers::One(_)))
            .collect();
        if from.is_empty() || !scope.is_empty() || !random.chance(20) {
            return;
        }
        element.remove("choices");
        element.remove("choicesVisibleIf");
        element.insert("choicesFromQuestion".to_owned(), json!(random.pick(&from).name));
        let mode = random.pick(&["all", "selected", "unselected"]);
        element.insert("choicesFromQuestionMode".to_owned(), json!(mode));
    }
}
