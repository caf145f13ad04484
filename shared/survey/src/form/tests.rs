use serde_json::{Value, json};

use super::{Upload, comment_field, part_field};
use crate::model::Definition;

/// What the fields of a form for one question `q` come to: answers, and what is refused.
fn check(
    name: &str,
    question: &Value,
    fields: &[(&str, &str)],
    want: &Value,
    refused: &[(&str, &str)],
) {
    check_uploads(name, question, fields, &[], want, refused);
}

fn check_uploads(
    name: &str,
    question: &Value,
    fields: &[(&str, &str)],
    uploads: &[Upload],
    want: &Value,
    refused: &[(&str, &str)],
) {
    let mut question = question.clone();
    question["name"] = json!("q");
    let source = json!({ "type": "checkbox", "name": "source", "choices": [1, "b"] });
    let people = json!({ "type": "paneldynamic", "name": "people", "templateElements": [
        { "type": "text", "name": "name" }, { "type": "text", "name": "age", "inputType": "number" }] });
    let definition = Definition::parse(&json!({ "elements": [question, source, people] })).unwrap();
    let fields: Vec<_> =
        fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let answers = definition.answers_from_form(&fields, uploads);
    assert_eq!(&Value::Object(answers.values.clone()), want, "{name}");
    let got: Vec<_> =
        answers.refused.iter().map(|(name, reason)| (name.as_str(), reason.to_string())).collect();
    let got: Vec<_> = got.iter().map(|(name, reason)| (*name, reason.as_str())).collect();
    assert_eq!(got, refused, "{name}");
}

#[test]
fn names() {
    assert_eq!(part_field(&part_field("q", "row"), "column"), "q[row][column]");
    assert_eq!(comment_field("q"), "q-Comment");
    assert_eq!(comment_field("q[0][name]"), "q[0][name-Comment]");
}

#[test]
fn what_is_written() {
    let number = json!({ "type": "text", "inputType": "number" });
    check("number", &number, &[("q", " 1.50 ")], &json!({ "q": 1.5 }), &[]);
    check("blank number", &number, &[("q", " ")], &json!({}), &[]);
    check("no number", &number, &[("q", "x")], &json!({}), &[("q", "must be a number")]);
    check(
        "twice",
        &number,
        &[("q", "1"), ("q", "2")],
        &json!({}),
        &[("q", "is there more than once")],
    );
    let text = json!({ "type": "text", "showCommentArea": true });
    check(
        "text and comment",
        &text,
        &[("q", "x"), ("q-Comment", "a\r\nb")],
        &json!({ "q": "x", "q-Comment": "a\nb" }),
        &[],
    );
    let comment = json!({ "type": "comment" });
    check("lines", &comment, &[("q", "a\r\nb\n")], &json!({ "q": "a\nb\n" }), &[]);
    check("no comment", &comment, &[("q-Comment", "a")], &json!({ "q-Comment": "a" }), &[]);
    check("the page's own", &comment, &[("nordsvar.id", "a"), ("q", "")], &json!({}), &[]);
    check("other fields", &comment, &[("z", "a"), ("z", "b")], &json!({ "z": "a" }), &[]);
    check(
        "name in answers",
        &json!({ "type": "text", "valueName": "v", "showCommentArea": true }),
        &[("q", "a"), ("q-Comment", "b")],
        &json!({ "v": "a", "v-Comment": "b" }),
        &[],
    );
}

#[test]
fn what_is_chosen() {
    let radio = json!({ "type": "radiogroup", "choices": [1, true, "a"], "showOtherItem": true,
        "showNoneItem": true });
    check("number", &radio, &[("q", "1")], &json!({ "q": 1 }), &[]);
    check("boolean", &radio, &[("q", "true")], &json!({ "q": true }), &[]);
    check("none", &radio, &[("q", "none")], &json!({ "q": "none" }), &[]);
    check(
        "not offered",
        &radio,
        &[("q", "refused")],
        &json!({}),
        &[("q", "is not one of the choices")],
    );
    check(
        "other",
        &radio,
        &[("q", "other"), ("q-Comment", "x")],
        &json!({ "q": "other", "q-Comment": "x" }),
        &[],
    );
    let tagbox = json!({ "type": "tagbox", "choices": [1, "a"] });
    check("several", &tagbox, &[("q", "a"), ("q", ""), ("q", "1")], &json!({ "q": ["a", 1] }), &[]);
    check("nothing", &tagbox, &[("q", "")], &json!({}), &[]);
    let pictures = json!({ "type": "imagepicker", "choices": [1, 2], "multiSelect": true });
    check("pictures", &pictures, &[("q", "2")], &json!({ "q": [2] }), &[]);
    let boolean = json!({ "type": "boolean", "valueTrue": "yes", "valueFalse": 0 });
    check("yes", &boolean, &[("q", "yes")], &json!({ "q": "yes" }), &[]);
    check("no", &boolean, &[("q", "0")], &json!({ "q": 0 }), &[]);
    check(
        "neither",
        &boolean,
        &[("q", "false")],
        &json!({}),
        &[("q", "is not one of the choices")],
    );
    check("rating", &json!({ "type": "rating" }), &[("q", "4")], &json!({ "q": 4 }), &[]);
    let matrix = |cell: &str| json!({ "type": "matrix", "cellType": cell, "rows": ["r", 2], "columns": [1, "b"] });
    check(
        "rows",
        &matrix("radio"),
        &[("q[r]", "1"), ("q[2]", "b")],
        &json!({ "q": { "r": 1, "2": "b" } }),
        &[],
    );
    check(
        "rows of several",
        &matrix("checkbox"),
        &[("q[r]", "1"), ("q[r]", "b")],
        &json!({ "q": { "r": [1, "b"] } }),
        &[],
    );
    check(
        "row twice",
        &matrix("radio"),
        &[("q[r]", "1"), ("q[r]", "b")],
        &json!({}),
        &[("q", "is there more than once")],
    );
    check("unknown row", &matrix("radio"), &[("q[z]", "1")], &json!({ "q[z]": "1" }), &[]);
}

#[test]
fn what_is_taken_over() {
    let of = |question: &str, kind: &str| {
        json!({ "type": kind, "choicesFromQuestion": question,
        "choiceValuesFromQuestion": "age", "choices": ["own"] })
    };
    check("own", &of("source", "radiogroup"), &[("q", "own")], &json!({ "q": "own" }), &[]);
    check("number", &of("source", "radiogroup"), &[("q", "1")], &json!({ "q": 1 }), &[]);
    check(
        "unknown",
        &of("source", "radiogroup"),
        &[("q", "2")],
        &json!({}),
        &[("q", "is not one of the choices")],
    );
    check("written", &of("people", "checkbox"), &[("q", "7")], &json!({ "q": [7] }), &[]);
    check(
        "ranked",
        &of("people", "ranking"),
        &[("q[7]", "2"), ("q[8]", "1")],
        &json!({ "q": [8, 7] }),
        &[],
    );
}

#[test]
fn places() {
    let ranking = json!({ "type": "ranking", "choices": ["a", "b", 3] });
    check(
        "ranking",
        &ranking,
        &[("q[a]", "3"), ("q[b]", "1"), ("q[3]", "2")],
        &json!({ "q": ["b", 3, "a"] }),
        &[],
    );
    check("some", &ranking, &[("q[a]", "3"), ("q[b]", "1")], &json!({ "q": ["b", "a"] }), &[]);
    let wrong = [("q", "must rank every choice once")];
    check("place twice", &ranking, &[("q[a]", "1"), ("q[b]", "1")], &json!({}), &wrong);
    check("place beyond", &ranking, &[("q[a]", "4")], &json!({}), &wrong);
    check("place 0", &ranking, &[("q[a]", "0")], &json!({}), &wrong);
    let slider = |kind: &str| json!({ "type": "slider", "sliderType": kind });
    check("slider", &slider("single"), &[("q", "7")], &json!({ "q": 7 }), &[]);
    check("range", &slider("range"), &[("q[0]", "7"), ("q[1]", "9")], &json!({ "q": [7, 9] }), &[]);
    check(
        "half a range",
        &slider("range"),
        &[("q[0]", "7"), ("q[1]", "")],
        &json!({}),
        &[("q", "must be two numbers, the lesser one first")],
    );
}

#[test]
fn what_holds_questions() {
    let items = json!({ "type": "multipletext", "items": [
        { "name": "a" }, { "name": "b", "inputType": "number" }] });
    check(
        "items",
        &items,
        &[("q[a]", "x"), ("q[b]", "2")],
        &json!({ "q": { "a": "x", "b": 2 } }),
        &[],
    );
    check("wrong item", &items, &[("q[b]", "x")], &json!({}), &[("q.b", "must be a number")]);
    let columns = json!([{ "name": "a", "cellType": "text" },
        { "name": "b", "cellType": "checkbox", "choices": [1, 2], "showOtherItem": true }]);
    check(
        "cells",
        &json!({ "type": "matrixdropdown", "rows": ["r", "s"], "columns": columns }),
        &[("q[r][a]", "x"), ("q[s][b]", "1"), ("q[s][b]", "other"), ("q[s][b-Comment]", "y")],
        &json!({ "q": { "r": { "a": "x" }, "s": { "b": [1, "other"], "b-Comment": "y" } } }),
        &[],
    );
    let dynamic = json!({ "type": "matrixdynamic", "columns": columns, "minRowCount": 1 });
    check(
        "empty rows are left out",
        &dynamic,
        &[("q[0][a]", ""), ("q[1][a]", ""), ("q[2][a]", "x"), ("q[10][b]", "2"), ("q[9][a]", "")],
        &json!({ "q": [{}, { "a": "x" }, { "b": [2] }] }),
        &[],
    );
    check("only empty rows", &dynamic, &[("q[0][a]", ""), ("q[1][a]", "")], &json!({}), &[]);
    check(
        "problems are told by place in the answer",
        &dynamic,
        &[("q[3][a]", "x"), ("q[5][b]", "7")],
        &json!({ "q": [{}, { "a": "x" }, {}] }),
        &[("q[2].b", "is not one of the choices")],
    );
    check("no place", &dynamic, &[("q[01][a]", "x")], &json!({ "q[01][a]": "x" }), &[]);
    check("no row", &dynamic, &[("q[-1][a]", "x")], &json!({ "q[-1][a]": "x" }), &[]);
    check(
        "panels",
        &json!({ "type": "paneldynamic", "templateElements": [
            { "type": "panel", "name": "p", "elements": [
                { "type": "matrix", "name": "m", "rows": ["r"], "columns": [1] }] },
            { "type": "paneldynamic", "name": "inner", "templateElements": [
                { "type": "text", "name": "t", "valueName": "v" }] }] }),
        &[("q[0][m][r]", "1"), ("q[1][inner][4][t]", "x")],
        &json!({ "q": [{ "m": { "r": 1 } }, { "inner": [{ "v": "x" }] }] }),
        &[],
    );
}

#[test]
fn uploads() {
    let upload = |field: &str, name: &str, media_type: &str, base64: &str| {
        let [field, name, media_type] = [field, name, media_type].map(str::to_owned);
        Upload::from_base64(field, name, media_type, base64)
    };
    let file = json!({ "type": "file", "allowMultiple": true });
    check_uploads(
        "files",
        &file,
        &[],
        &[upload("q", "a.txt", "text/plain", "AAAA"), upload("q", "b", "", "")],
        &json!({ "q": [
            { "name": "a.txt", "type": "text/plain", "content": "data:text/plain;base64,AAAA" },
            { "name": "b", "type": "", "content": "data:application/octet-stream;base64," }] }),
        &[],
    );
    let kept = json!({ "name": "a", "type": "a/b", "size": 7, "content": "file:1" });
    let apart = Upload::from_json("q", &kept).unwrap();
    check_uploads("kept apart", &file, &[], &[apart], &json!({ "q": [kept] }), &[]);
    check_uploads("no file", &file, &[], &[upload("q", "", "", "")], &json!({}), &[]);
    check(
        "text for a file",
        &file,
        &[("q", "a.txt")],
        &json!({}),
        &[("q", "must be a list of files")],
    );
    let drawing = json!({ "type": "signaturepad" });
    let url = "data:image/png;base64,AAAA";
    check("drawing", &drawing, &[("q", url)], &json!({ "q": url }), &[]);
    let picture = [upload("q", "a.png", "image/png", "AAAA")];
    check_uploads("picture", &drawing, &[("q", "")], &picture, &json!({ "q": url }), &[]);
    check_uploads(
        "both",
        &drawing,
        &[("q", url)],
        &picture,
        &json!({}),
        &[("q", "is there more than once")],
    );
    let text = json!({ "type": "text" });
    check_uploads(
        "file for a text",
        &text,
        &[],
        &[upload("q", "a", "a/b", "AAAA")],
        &json!({}),
        &[("q", "must be a text")],
    );
}
