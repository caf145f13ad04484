use serde_json::{Value, json};

use super::*;

fn circumstances() -> Circumstances {
    Circumstances {
        locale: "en".parse().unwrap(),
        now_ms: 1_795_463_400_123.0,
        seed: 7,
        known: Vec::new(),
    }
}

/// A respondent who fills in one page after the other, with nothing but what a state holds in
/// between.
struct Respondent {
    definition: Definition,
    standing: Standing,
    answers: Option<Map<String, Value>>,
}

impl Respondent {
    fn new(source: &Value) -> Self {
        let definition = Definition::parse(source).unwrap();
        let interview = Interview::start(&definition, circumstances());
        let standing = interview.standing();
        Self { definition, standing, answers: None }
    }

    fn walk(&self) -> Walk<'_> {
        Walk::new(&self.definition, circumstances(), &self.standing, self.answers.as_ref())
    }

    fn step(&mut self, fields: &[(&str, &str)], step: impl Fn(&mut Walk<'_>) -> String) -> String {
        let fields: Vec<_> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut walk = self.walk();
        walk.give(&fields, &[]);
        let came_to = step(&mut walk);
        let interview = walk.interview();
        let (standing, answers) = (interview.standing(), interview.answers());
        (self.standing, self.answers) = (standing, Some(answers));
        came_to
    }

    /// Goes on: the page that is asked then, what is wrong, or the answers.
    fn next(&mut self, fields: &[(&str, &str)]) -> String {
        self.step(fields, |walk| match walk.forward() {
            Turn::Asks => at(walk.interview()),
            Turn::Complete(outcome) => outcome.answers.canonical_json(),
            Turn::Stays(problems) => {
                let names: Vec<_> = problems.into_iter().map(|problem| problem.name).collect();
                format!("{}! {}", at(walk.interview()), names.join(" "))
            }
        })
    }

    /// Goes back: the page that is asked then.
    fn back(&mut self, fields: &[(&str, &str)]) -> String {
        self.step(fields, |walk| {
            walk.back();
            at(walk.interview())
        })
    }

    fn has(&self, name: &str) -> Value {
        self.answers.as_ref().and_then(|answers| answers.get(name)).cloned().unwrap_or_default()
    }
}

/// Where one stands, and what is known of the way.
fn at(interview: &Interview<'_>) -> String {
    let page = interview.page().unwrap_or_default();
    let place = interview.element().map_or_else(|| page.to_owned(), str::to_owned);
    let before = if interview.has_before() { "<" } else { "" };
    let after = if interview.is_at_end() { "" } else { ">" };
    [before, &place, after].concat()
}

fn three_pages() -> Value {
    json!({ "pages": [
        { "name": "p1", "elements": [
            { "type": "text", "name": "a", "isRequired": true },
            { "type": "text", "name": "n", "inputType": "number" }] },
        { "name": "p2", "visibleIf": "{a} = 'x'", "elements": [
            { "type": "text", "name": "b", "isRequired": true }] },
        { "name": "p3", "elements": [{ "type": "ranking", "name": "r", "choices": ["x", "y"] }] },
    ] })
}

#[test]
fn one_page_after_the_other() {
    let mut one = Respondent::new(&three_pages());
    assert_eq!(at(one.walk().interview()), "p1>");
    assert_eq!(one.next(&[("a", ""), ("b", "not asked yet")]), "p1>! a");
    assert_eq!(one.next(&[("a", "x"), ("n", "4"), ("b", "not asked yet")]), "<p2>");
    assert_eq!(one.has("b"), Value::Null, "a field of another page is not taken");
    assert_eq!(one.next(&[]), "<p2>! b");
    assert_eq!(one.next(&[("b", "z"), ("a", "changed")]), "<p3");
    let kept = r#"{"a":"x","b":"z","n":4,"r":["y","x"]}"#;
    assert_eq!(one.next(&[("r[x]", "2"), ("r[y]", "1")]), kept);
}

#[test]
fn going_back_checks_nothing_and_keeps_what_was_written() {
    let mut one = Respondent::new(&three_pages());
    one.next(&[("a", "x")]);
    assert_eq!(one.back(&[("b", "")]), "p1>");
    assert_eq!(one.next(&[("a", "x")]), "<p2>");
    assert_eq!(one.back(&[("b", "half")]), "p1>");
    assert_eq!(one.has("b"), "half");
    // The second page is out of sight then, and what was written there does not count.
    assert_eq!(one.next(&[("a", "y")]), "<p3");
    assert_eq!(one.back(&[("r[x]", "1"), ("r[y]", "2")]), "p1>");
    assert_eq!(one.next(&[("a", "y")]), "<p3");
    assert_eq!(one.next(&[("r[x]", "1"), ("r[y]", "2")]), r#"{"a":"y","r":["x","y"]}"#);
    assert_eq!(one.back(&[]), "p1>");
}

#[test]
fn what_is_no_value_stays_on_its_page() {
    let mut one = Respondent::new(&three_pages());
    one.next(&[("a", "y")]);
    assert_eq!(one.next(&[("r[x]", "1"), ("r[y]", "1")]), "<p3! r");
    assert!(one.next(&[("r[x]", "1"), ("r[y]", "zz")]).ends_with("! r"));
    assert_eq!(one.next(&[]), r#"{"a":"y"}"#);
}

#[test]
fn a_fault_on_an_earlier_page_is_gone_to() {
    let mut one = Respondent::new(&json!({ "pages": [
        { "name": "p1", "elements": [
            { "type": "text", "name": "a", "requiredIf": "{c} = 1" }] },
        { "name": "p2", "elements": [{ "type": "text", "name": "b" }] },
        { "name": "p3", "elements": [{ "type": "text", "name": "c", "inputType": "number" }] },
    ] }));
    assert_eq!(one.next(&[]), "<p2>");
    assert_eq!(one.next(&[]), "<p3");
    assert_eq!(one.next(&[("c", "1")]), "p1>! a");
    assert_eq!(one.next(&[("a", "now")]), "<p2>");
    assert_eq!(one.next(&[]), "<p3");
    assert_eq!(one.next(&[("c", "1")]), r#"{"a":"now","c":1}"#);
}

#[test]
fn triggers_lead_on_and_end_the_survey() {
    let mut one = Respondent::new(&json!({
        "pages": [
            { "name": "p1", "elements": [{ "type": "text", "name": "a", "isRequired": true }] },
            { "name": "p2", "elements": [{ "type": "text", "name": "b" }] },
            { "name": "p3", "elements": [{ "type": "text", "name": "c" },
                { "type": "text", "name": "d", "visible": false }] },
            { "name": "p4", "elements": [{ "type": "text", "name": "e", "isRequired": true }] },
        ],
        "triggers": [
            { "type": "skip", "expression": "{a} = 'far'", "gotoName": "c" },
            { "type": "complete", "expression": "{c} = 'end'" },
            { "type": "visible", "expression": "{a} = 'far'", "questions": ["d"] },
            { "type": "setvalue", "expression": "{a} = 'far'", "setToName": "b",
              "setValue": "set" },
        ],
    }));
    assert_eq!(one.next(&[("a", "")]), "p1>! a");
    assert_eq!(one.next(&[("a", "far")]), "<p3>");
    assert_eq!(one.has("b"), "set");
    assert_eq!(one.back(&[("c", "was"), ("d", "here")]), "p1>");
    assert_eq!(one.next(&[("a", "near")]), "<p2>");
    assert_eq!(one.next(&[("b", "set")]), "<p3>");
    assert_eq!(one.next(&[("c", "end")]), r#"{"a":"near","b":"set","c":"end"}"#);
}

#[test]
fn what_a_trigger_has_shown_is_asked_and_kept() {
    let mut one = Respondent::new(&json!({
        "pages": [
            { "name": "p1", "elements": [{ "type": "text", "name": "a" }] },
            { "name": "p2", "elements": [
                { "type": "text", "name": "b", "visible": false, "isRequired": true },
                { "type": "text", "name": "c" }] },
        ],
        "triggers": [{ "type": "visible", "expression": "{a} = 'x'", "questions": ["b"] }],
    }));
    assert_eq!(one.next(&[("a", "x")]), "<p2");
    assert_eq!(one.next(&[("c", "z")]), "<p2! b");
    assert_eq!(one.next(&[("b", "here"), ("c", "z")]), r#"{"a":"x","b":"here","c":"z"}"#);
}

#[test]
fn one_question_at_a_time() {
    let mut one = Respondent::new(&json!({
        "questionsOnPageMode": "questionPerPage",
        "pages": [
            { "name": "p1", "elements": [
                { "type": "text", "name": "a", "visibleIf": "{b} = 1" },
                { "type": "text", "name": "b", "isRequired": true, "inputType": "number" }] },
            { "name": "p2", "elements": [{ "type": "panel", "name": "c", "elements": [
                { "type": "text", "name": "d", "isRequired": true },
                { "type": "text", "name": "e" }] }] },
        ],
    }));
    assert_eq!(at(one.walk().interview()), "b>");
    assert_eq!(one.next(&[]), "b>! b");
    assert_eq!(one.next(&[("b", "2"), ("d", "not yet")]), "<c");
    assert_eq!(one.next(&[("e", "x")]), "<c! d");
    assert_eq!(one.back(&[("e", "x")]), "b>");
    assert_eq!(one.next(&[("b", "1")]), "<c");
    assert_eq!(one.back(&[("e", "x")]), "<b>");
    assert_eq!(one.back(&[("b", "1")]), "a>");
    assert_eq!(one.next(&[("a", "y")]), "<b>");
    assert_eq!(one.next(&[("b", "1")]), "<c");
    assert_eq!(one.next(&[("d", "z"), ("e", "x")]), r#"{"a":"y","b":1,"d":"z","e":"x"}"#);
}

#[test]
fn an_introduction_and_one_page_of_all() {
    let source = json!({
        "firstPageIsStartPage": true, "questionsOnPageMode": "singlePage",
        "pages": [
            { "name": "p0", "elements": [{ "type": "text", "name": "a" }] },
            { "name": "p1", "elements": [{ "type": "text", "name": "b", "isRequired": true }] },
            { "name": "p2", "elements": [{ "type": "text", "name": "c", "isRequired": true }] },
        ],
    });
    let mut one = Respondent::new(&source);
    assert_eq!(at(one.walk().interview()), "p0>");
    assert_eq!(one.next(&[("a", "1")]), "single-page");
    assert_eq!(one.next(&[("b", "2")]), "single-page! c");
    assert_eq!(one.next(&[("b", "2"), ("c", "3")]), r#"{"a":"1","b":"2","c":"3"}"#);
    let mut one = Respondent::new(&json!({
        "firstPageIsStartPage": true,
        "pages": source["pages"].clone(),
    }));
    assert_eq!(one.next(&[]), "p1>");
    assert_eq!(one.next(&[("b", "2")]), "<p2");
    assert_eq!(one.back(&[]), "p1>");
}

#[test]
fn defaults_of_later_pages_are_there_and_can_be_taken_away() {
    let source = json!({ "pages": [
        { "name": "p1", "elements": [{ "type": "text", "name": "a", "defaultValue": "x" }] },
        { "name": "p2", "elements": [{ "type": "text", "name": "b", "defaultValue": "y" },
            { "type": "text", "name": "c", "defaultValueExpression": "{a} + '!'" }] },
    ] });
    let mut one = Respondent::new(&source);
    assert_eq!(one.next(&[("a", "z")]), "<p2");
    assert_eq!((one.has("b"), one.has("c")), (json!("y"), json!("z!")));
    assert_eq!(one.next(&[("b", ""), ("c", "own")]), r#"{"a":"z","c":"own"}"#);
}

#[test]
fn what_a_page_has_no_field_for_stays() {
    let mut one = Respondent::new(&json!({ "clearInvisibleValues": "none", "pages": [
        { "name": "p1", "elements": [{ "type": "text", "name": "a" }] },
        { "name": "p2", "elements": [
            { "type": "text", "name": "b", "visibleIf": "{a} = 'x'" },
            { "type": "text", "name": "c", "readOnly": true, "defaultValue": "fixed" },
            { "type": "text", "name": "d", "visible": false, "defaultValue": "hidden" },
            { "type": "text", "name": "e", "enableIf": "{a} = 'x'" },
            { "type": "expression", "name": "f", "expression": "{a} + '!'" }] },
        { "name": "p3", "elements": [{ "type": "text", "name": "g" }] },
    ] }));
    assert_eq!(one.next(&[("a", "x")]), "<p2>");
    assert_eq!(one.back(&[("b", "1"), ("e", "2"), ("c", "other")]), "p1>");
    assert_eq!(one.next(&[("a", "y")]), "<p2>");
    assert_eq!(one.next(&[("b", "3"), ("e", "4")]), "<p3");
    let kept = r#"{"a":"y","b":"1","c":"fixed","d":"hidden","e":"2","f":"y!"}"#;
    assert_eq!(one.next(&[]), kept);
}

#[test]
fn a_form_of_all_pages_is_the_whole_response() {
    let one = Respondent::new(&three_pages());
    let mut walk = one.walk();
    let fields = [("a", "x"), ("b", ""), ("n", "1")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    walk.give_all(&fields, &[], Some("p3"));
    assert_eq!(at(walk.interview()), "<p3");
    let Turn::Stays(problems) = walk.send() else { panic!("b needs an answer") };
    assert_eq!((problems.len(), &*problems[0].name), (1, "b"));
    assert_eq!(at(walk.interview()), "<p2>");
}

#[test]
fn what_is_nowhere_is_told_where_one_stands() {
    let one = Respondent::new(&three_pages());
    let mut walk = one.walk();
    let fields = [("a", "y"), ("zz", "1")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    walk.give_all(&fields, &[], None);
    let Turn::Stays(problems) = walk.send() else { panic!("zz is no question") };
    assert_eq!(&*problems[0].name, "zz");
}

#[test]
fn standings_that_are_not_of_the_survey_begin_anew() {
    let one = Respondent::new(&three_pages());
    let standing = Standing { page: 99, element: 99, skipped: vec![(7, 99)] };
    let walk = Walk::new(&one.definition, circumstances(), &standing, None);
    assert_eq!(at(walk.interview()), "p1>");
}

#[test]
fn reach() {
    let definition = Definition::parse(&json!({
        "calculatedValues": [{ "name": "calc", "expression": "{a} + 1" },
            { "name": "other", "expression": "{z} + {calc2}" }],
        "pages": [
            { "name": "p1", "elements": [{ "type": "text", "name": "z" }] },
            { "name": "p2", "elements": [
                { "type": "text", "name": "a", "valueName": "kept" },
                { "type": "text", "name": "q1", "visibleIf": "{z} = 1" },
                { "type": "text", "name": "q2", "visibleIf": "{kept} = 1" },
                { "type": "text", "name": "q3", "visibleIf": "{calc} = 1" },
                { "type": "text", "name": "q4", "visibleIf": "{other} = 1" },
                { "type": "text", "name": "q5", "visibleIf": "{set} = 1" },
                { "type": "text", "name": "q6", "visibleIf": "{a-Comment} = 1" },
                { "type": "text", "name": "q7", "visibleIf": "1 = 1" }] },
            { "name": "p3", "elements": [{ "type": "text", "name": "set" }] },
        ],
        "triggers": [{ "type": "setvalue", "expression": "{a} = 'far'", "setToName": "set",
            "setValue": 1 }],
    }))
    .unwrap();
    let standing = Standing { page: 1, ..Standing::default() };
    let walk = Walk::new(&definition, circumstances(), &standing, None);
    let reach = walk.interview().reach();
    for (name, want) in [
        ("q1", false),
        ("q2", true),
        ("q3", true),
        ("q4", false),
        ("q5", true),
        ("q6", true),
        ("q7", false),
    ] {
        let condition = definition.question(name).unwrap().visible_if.as_ref().unwrap();
        assert_eq!(reach.touches(condition), want, "{name}");
    }
}
