use serde_json::json;

use super::check_shapes;
use super::shapes::{no, same};
use crate::answers::{AnswerReason as Is, Shape};

#[test]
fn questions_that_hold_questions() {
    check_shapes(
        &json!({ "type": "multipletext", "items": [{ "name": "a" }, { "name": "b" }] }),
        vec![
            same(json!({ "a": "x" })),
            no(json!({ "c": "x" }), Is::UnknownPart),
            no(json!(["x"]), Is::WrongType(Shape::Parts)),
        ],
    );
    let columns = json!([{ "name": "a", "cellType": "text" },
        { "name": "b", "cellType": "dropdown", "choices": [1], "showOtherItem": true }]);
    check_shapes(
        &json!({ "type": "matrixdropdown", "rows": ["r"], "columns": columns }),
        vec![
            same(json!({ "r": { "a": "x", "b": "other", "b-Comment": "y" } })),
            no(json!({ "s": {} }), Is::UnknownRow),
            no(json!({ "r": { "c": 1 } }), Is::UnknownPart),
            no(json!({ "r": { "a-Comment": "x" } }), Is::UnknownPart),
            no(json!({ "r": [] }), Is::WrongType(Shape::Parts)),
            no(json!([]), Is::WrongType(Shape::Rows)),
        ],
    );
    check_shapes(
        &json!({ "type": "matrixdynamic", "columns": columns, "maxRowCount": 2 }),
        vec![
            same(json!([{ "a": "x" }, {}])),
            no(json!([{}, {}, {}]), Is::TooManyRows(2)),
            no(json!([{ "constructor": 1 }]), Is::UnknownPart),
            no(json!([null]), Is::WrongType(Shape::Parts)),
            no(json!({}), Is::WrongType(Shape::Entries)),
        ],
    );
    check_shapes(
        &json!({ "type": "paneldynamic", "maxPanelCount": 1, "templateElements": [
            { "type": "panel", "name": "p", "elements": [
                { "type": "text", "name": "a", "valueName": "v", "showCommentArea": true }] }] }),
        vec![
            same(json!([{ "v": "x", "v-Comment": "y" }])),
            no(json!([{ "a": "x" }]), Is::UnknownPart),
            no(json!([{}, {}]), Is::TooManyRows(1)),
        ],
    );
}

#[test]
fn files() {
    let file = |name: &str, media: &str, content: &str| json!([{ "name": name, "type": media, "content": content }]);
    let png = "data:image/png;base64,AAAA";
    check_shapes(
        &json!({ "type": "file", "maxSize": 4, "acceptedTypes": "image/*,.PDF" }),
        vec![
            same(file("a.png", "image/png", png)),
            same(file("a.pdf", "", "data:application/octet-stream;base64,AAAAAA==")),
            same(file("a.png", "image/png", "data:image/png;base64,")),
            no(file("a.txt", "text/plain", "data:text/plain;base64,AAAA"), Is::FileType),
            no(file(".pdf", "", "data:application/octet-stream;base64,AA=="), Is::FileType),
            no(file("a.png", "image/png", "data:image/png;base64,AAAAAAAA"), Is::FileTooLarge(4)),
            no(file("a/b.png", "image/png", png), Is::FileName),
            no(file("a\\b.png", "image/png", png), Is::FileName),
            no(file("..", "image/png", png), Is::FileName),
            no(file("a\n.png", "image/png", png), Is::FileName),
            no(file("", "image/png", png), Is::FileName),
            no(file(&"a".repeat(256), "image/png", png), Is::FileName),
            no(file("a.png", "image/jpeg", png), Is::NotADataUrl),
            no(file("a.png", "image/png", "https://a.se/a.png"), Is::NotADataUrl),
            no(file("a.png", "image/png", "data:image/png,AAAA"), Is::NotADataUrl),
            no(file("a.png", "image/png", "data:image/png;base64,AAA"), Is::NotADataUrl),
            no(file("a.png", "image/png", "data:image/png;base64,AA A"), Is::NotADataUrl),
            no(file("a.png", "image/png", "data:image/png;base64,A==="), Is::NotADataUrl),
            no(file("a.png", "image/png", "data:image/png;base64,=AAA"), Is::NotADataUrl),
            no(json!([file("a", "", "")[0], file("a", "", "")[0]]), Is::TooManyFiles(1)),
            no(json!([{ "name": "a.png", "type": "image/png" }]), Is::WrongType(Shape::Files)),
            no(json!(["a.png"]), Is::WrongType(Shape::Files)),
            no(json!("a.png"), Is::WrongType(Shape::Files)),
        ],
    );
    check_shapes(
        &json!({ "type": "file", "allowMultiple": true, "maxFiles": 2 }),
        vec![
            same(json!([
                file("a", "a/b", "data:a/b;base64,")[0],
                file("b", "a/b", "data:a/b;base64,")[0]
            ])),
            no(file("a", "a/b;c", "data:a/b;c;base64,"), Is::NotADataUrl),
        ],
    );
}

#[test]
fn drawings() {
    check_shapes(
        &json!({ "type": "signaturepad" }),
        vec![
            same(json!("data:image/png;base64,AAAA")),
            no(json!("data:image/png;base64,"), Is::NotADataUrl),
            no(json!("data:image/jpeg;base64,AAAA"), Is::NotADataUrl),
            no(json!("AAAA"), Is::NotADataUrl),
            no(json!("A".repeat(400_001)), Is::TooLarge(400_000)),
            no(json!(1), Is::WrongType(Shape::Drawing)),
        ],
    );
    for (format, url) in
        [("jpeg", "data:image/jpeg;base64,AAAA"), ("svg", "data:image/svg+xml;base64,AAAA")]
    {
        check_shapes(
            &json!({ "type": "signaturepad", "dataFormat": format }),
            vec![same(json!(url))],
        );
    }
}
