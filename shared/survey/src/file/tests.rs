//! Files that answers name.

use serde_json::json;

use crate::{Circumstances, Definition, MAX_FILES, MAX_FILES_BYTES, ResponseId};

use super::*;

fn definition() -> Definition {
    let json = json!({ "elements": [
        { "type": "panel", "name": "p", "elements": [
            { "type": "file", "name": "photo", "allowMultiple": true, "maxSize": 50_000_000 },
            { "type": "file", "name": "cv", "valueName": "papers", "acceptedTypes": ".pdf",
                "maxSize": 1000 },
        ]},
        { "type": "paneldynamic", "name": "people", "templateElements": [
            { "type": "panel", "name": "q", "elements": [{ "type": "file", "name": "a.b" }] },
        ]},
    ]});
    Definition::parse(&json).unwrap()
}

fn file(last: u8, bytes: u32) -> FileNamed {
    FileNamed {
        question: String::new(),
        id: FileId::new(7, &[last; 10]),
        name: "a.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes,
    }
}

#[test]
fn files_stand_in_answers_and_come_back() {
    let answers = json!({
        "photo": [file(1, 5).to_json(), { "name": "b", "type": "", "content": "data:,x" }],
        "papers": [file(2, 5).to_json(), file(2, 5).to_json()],
        "people": [{}, { "a.b": [file(3, 5).to_json()] }],
    });
    let found = definition().files_in(answers.as_object().unwrap());
    let found: Vec<_> = found.iter().map(|file| (&*file.question, file.id)).collect();
    let id = |last| file(last, 5).id;
    assert_eq!(found, [("photo", id(1)), ("cv", id(2)), ("people[1].a.b", id(3))]);
}

#[test]
fn questions_take_what_they_say_and_no_more_than_anybody() {
    let definition = definition();
    let takes = |question: &str, name: &str, bytes: usize| {
        definition.file_field(question).unwrap().1.takes(name, "application/pdf", bytes)
    };
    assert_eq!(takes("cv", "a.pdf", 1000), Ok(()));
    assert_eq!(takes("cv", "a.pdf", 1001), Err(AnswerReason::FileTooLarge(1000)));
    assert_eq!(takes("cv", "a.png", 1), Err(AnswerReason::FileType));
    assert_eq!(takes("cv", "a/b.pdf", 1), Err(AnswerReason::FileName));
    assert_eq!(takes("photo", "a", 10_000_000), Ok(()));
    let too_large = Err(AnswerReason::FileTooLarge(MAX_FILE_BYTES));
    assert_eq!(takes("photo", "a", 10_000_001), too_large);
    assert_eq!(takes("photo", "a", usize::MAX), too_large);
    assert_eq!(definition.file_field("photo").unwrap().1.most_files(), MAX_FILES);
    assert_eq!(definition.file_field("cv").unwrap().1.most_files(), 1);
}

#[test]
fn a_response_has_so_many_files_and_no_more() {
    let check = |photos: Vec<Value>, person: FileNamed| {
        let answers = json!({ "photo": photos, "people": [{ "a.b": [person.to_json()] }] });
        let id = ResponseId::new(0, &[7; 10]);
        let circumstances = Circumstances::of(id, &"en".parse().unwrap());
        let answers = answers.as_object().cloned().unwrap_or_default();
        let checked = definition().check(&answers.into(), circumstances);
        checked.map(|_| ()).map_err(|problems| {
            problems.into_iter().map(|one| (one.name, one.reason)).collect::<Vec<_>>()
        })
    };
    let photos = |count: u8, bytes| (0..count).map(|last| file(last, bytes).to_json()).collect();
    let person = |bytes| file(99, bytes);
    assert_eq!(check(photos(19, 5), person(5)), Ok(()));
    let wrong = |name: &str, reason| Err(vec![(name.to_owned(), reason)]);
    let many = AnswerReason::TooManyFiles(MAX_FILES);
    assert_eq!(check(photos(20, 5), person(5)), wrong("people[0].a.b", many.clone()));
    assert_eq!(check(photos(21, 5), person(5)), wrong("photo", many));
    assert_eq!(check(photos(3, 10_000_000), person(10_000_000)), Ok(()));
    let large = AnswerReason::FilesTooLarge(MAX_FILES_BYTES);
    assert_eq!(check(photos(4, 10_000_000), person(1)), wrong("people[0].a.b", large));
}

#[test]
fn what_names_no_file_is_refused() {
    let definition = definition();
    let shape = |item: Value| {
        let file = definition.file_field("photo").unwrap().1;
        crate::judge::files(file, &json!([item]))
    };
    let good = file(1, 5).to_json();
    assert_eq!(shape(good.clone()), Ok(json!([good])));
    for (name, member, value) in [
        ("other id", "content", json!("file:1")),
        ("no size", "size", json!(null)),
        ("size below 0", "size", json!(-1)),
        ("huge size", "size", json!(u64::MAX)),
        ("no type", "type", json!("")),
        ("no media type", "type", json!("image")),
        ("a path", "name", json!("../a")),
        ("more", "more", json!(1)),
    ] {
        let mut item = good.clone();
        item[member] = value;
        assert!(shape(item).is_err(), "{name}");
    }
}
