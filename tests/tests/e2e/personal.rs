//! What is personal is sealed where it is kept, and whole for whoever may read it.

use serde_json::{Value, json};
use tests::{Platform, Sample, platform, response_id};

use crate::database::Database;

/// What a respondent told, as it is nowhere else.
struct Told {
    words: String,
    other: String,
    file: Vec<u8>,
    name: String,
}

impl Told {
    fn new() -> Self {
        let mark = response_id().to_string().replace('-', "x");
        Self {
            words: format!("the words of {mark}"),
            other: format!("else {mark}"),
            file: format!("%PDF-1.7 the paper of {mark}").into_bytes(),
            name: format!("paper {mark}.pdf"),
        }
    }

    fn texts(&self) -> [&[u8]; 5] {
        // An answer in a database is JSON; a name in a header is not as it was sent.
        let name = self.name.trim_end_matches(".pdf").as_bytes();
        [self.words.as_bytes(), self.other.as_bytes(), &self.file, name, b"19140511.25"]
    }

    /// Which of it is among the bytes.
    fn found(&self, bytes: &[u8]) -> Vec<String> {
        let is_in = |text: &&[u8]| bytes.windows(text.len()).any(|window| window == *text);
        let texts = self.texts().into_iter().filter(is_in);
        texts.map(|text| String::from_utf8_lossy(text).into_owned()).collect()
    }
}

fn survey(platform: &Platform) -> Sample {
    let definition = json!({
        "partialSendEnabled": true,
        "elements": [
            {"type": "rating", "name": "stars"},
            {"type": "comment", "name": "why"},
            {"type": "radiogroup", "name": "how", "choices": ["mail"], "showOtherItem": true},
            {"type": "text", "name": "pay", "inputType": "number", "nordsvar": {"personal": true}},
            {"type": "file", "name": "paper", "acceptedTypes": ".pdf"},
            {"type": "paneldynamic", "name": "people", "templateElements": [
                {"type": "rating", "name": "stars"}, {"type": "text", "name": "who"}
            ]}
        ]
    });
    Sample::publish_as(&platform.site, &platform.ready.api_key, &definition)
}

/// Sends the file of a response: what its answer says of it.
fn send_file(platform: &Platform, sample: &Sample, told: &Told, response: &str) -> Value {
    let path = sample.path(&format!("/files/{response}/{}", response_id()));
    let name = told.name.replace(' ', "+");
    let call = platform.site.put(&path);
    let call = call.header("nordsvar-file", &format!("field=paper&version=1&name={name}"));
    call.body("application/pdf", told.file.clone()).send().expect(201).json()
}

fn answers(told: &Told, file: &Value) -> Value {
    json!({
        "stars": 4, "why": told.words, "how": "other", "how-Comment": told.other, "pay": 19_140_511.25,
        "paper": [file], "people": [{"stars": 2, "who": told.words}, {"stars": 1}]
    })
}

/// What is kept in clear of a survey's only response.
fn readable(sample: &Sample) -> Value {
    let statement = "SELECT answers FROM responses WHERE survey = ?1";
    serde_json::from_str(&Database::open().of::<String>(statement, &sample.id)).unwrap()
}

/// Whether there is a key of this subject.
fn has_key(subject: &str) -> bool {
    let statement = "SELECT count(*) FROM subjects WHERE hex(id) = ?1";
    Database::open().of::<u32>(statement, subject) == 1
}

#[test]
fn what_was_told_is_in_no_file_and_whole_for_who_may_read_it() {
    let platform = platform();
    let (sample, told, id) = (survey(platform), Told::new(), response_id());
    let response = id.to_string();
    let file = send_file(platform, &sample, &told, &response);
    let answers = answers(&told, &file);
    let submission = Sample::submission(id, &answers);
    let kept = sample.submit(&submission).expect(201).json();
    let _ = sample.submit(&submission).expect(200);
    let mut other = submission.clone();
    other["answers"]["why"] = json!("other words");
    assert_eq!(sample.submit(&other).expect(409).problem().0, "answered-differently");

    assert_eq!(told.found(&Database::bytes()), Vec::<String>::new());
    let open = json!({"stars": 4, "how": "other", "people": [{"stars": 2}, {"stars": 1}]});
    assert_eq!(readable(&sample), open);

    assert_eq!(sample.responses(10)[0]["answers"], answers);
    let path = sample.api_path(&format!("/responses/{response}"));
    let read = |path: &str| platform.site.get(path).bearer(&platform.ready.api_key).send();
    assert_eq!(read(&path).expect(200).json()["answers"], answers);
    let content = file["content"].as_str().unwrap().strip_prefix("file:").unwrap();
    let sent_back = read(&format!("{path}/files/{content}")).expect(200);
    assert!(sent_back.body == told.file);
    assert!(sent_back.header("content-disposition").contains("paper%20"));
    let own = platform.site.post(&sample.path("/response"));
    let own = own.form(&[("token", kept["access"].as_str().unwrap())]).send().expect(200);
    assert!(own.text().contains(&told.words) && own.text().contains(&told.other));
}

#[test]
fn what_is_withdrawn_takes_its_key_with_it() {
    let platform = platform();
    let (sample, told, id) = (survey(platform), Told::new(), response_id());
    let response = id.to_string();
    let file = send_file(platform, &sample, &told, &response);
    let mut partial = Sample::submission(id, &json!({"why": told.words, "paper": [file]}));
    partial["complete"] = json!(false);
    for revision in 1..=2 {
        partial["revision"] = json!(revision);
        let _ = sample.submit(&partial).expect(201);
    }
    assert_eq!(readable(&sample), json!({}));
    let whole = Sample::submission(id, &answers(&told, &file));
    let kept = sample.submit(&whole).expect(201).json();
    assert_eq!(sample.responses(10)[0]["answers"], answers(&told, &file));
    let subject = "SELECT hex(subject) FROM responses WHERE survey = ?1";
    let subject: String = Database::open().of(subject, &sample.id);
    let of_file = "SELECT hex(subject) FROM files WHERE survey = ?1";
    assert_eq!(Database::open().of::<String>(of_file, &sample.id), subject);
    assert!(has_key(&subject));
    let token = kept["access"].as_str().unwrap();
    let form = [("token", token), ("do", "withdraw-for-good")];
    let _ = platform.site.post(&sample.path("/response")).form(&form).send().expect(200);
    assert!(!has_key(&subject));
    assert_eq!(told.found(&Database::bytes()), Vec::<String>::new());
    assert_eq!(sample.submit(&whole).expect(410).problem().0, "response-withdrawn");
    assert!(!has_key(&subject));
}
