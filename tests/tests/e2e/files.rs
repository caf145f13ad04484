//! Files: sent apart from their response, kept with it, read back, taken away with it.

use serde_json::{Value, json};
use tests::{Answer, Call, Platform, Sample, fields, platform, response_id};

/// A survey that asks for photos and a paper, beside a list of people with a picture of each.
fn survey() -> (&'static Platform, Sample) {
    let platform = platform();
    let definition = json!({
        "partialSendEnabled": true,
        "elements": [
            {"type": "text", "name": "who"},
            {"type": "file", "name": "photos", "allowMultiple": true, "acceptedTypes": "image/*"},
            {"type": "file", "name": "paper", "acceptedTypes": ".pdf", "maxSize": 1_000_000},
            {"type": "paneldynamic", "name": "people", "templateElements": [
                {"type": "file", "name": "picture"}
            ]}
        ]
    });
    (platform, Sample::publish_as(&platform.site, &platform.ready.api_key, &definition))
}

/// Bytes like those of a photo from a phone.
fn photo(bytes: usize) -> Vec<u8> {
    let mut content = b"\xff\xd8\xff\xe0".to_vec();
    let noise = (0..).map(|place: u32| place.wrapping_mul(2_654_435_761).to_be_bytes()[0]);
    content.extend(noise.take(bytes - 4));
    content
}

fn path(sample: &Sample, response: &str, file: &str) -> String {
    sample.path(&format!("/files/{response}/{file}"))
}

/// A file on its way, under names of its own.
#[derive(Clone)]
struct Sent {
    response: String,
    file: String,
    about: &'static str,
    media_type: &'static str,
    content: Vec<u8>,
}

impl Sent {
    fn new(about: &'static str, media_type: &'static str, content: Vec<u8>) -> Self {
        let [response, file] = [(); 2].map(|()| response_id().to_string());
        Self { response, file, about, media_type, content }
    }

    fn photo(bytes: usize) -> Self {
        Self::new("field=photos&version=1&name=IMG+1%20%C3%A5.jpg", "image/jpeg", photo(bytes))
    }

    fn call<'p>(&self, platform: &'p Platform, sample: &Sample) -> Call<'p> {
        let call = platform.site.put(&path(sample, &self.response, &self.file));
        call.header("nordsvar-file", self.about).body(self.media_type, self.content.clone())
    }

    #[track_caller]
    fn put(&self, platform: &Platform, sample: &Sample) -> Answer {
        self.call(platform, sample).send()
    }

    /// A response that answers `question` with this file.
    fn submission(&self, question: &str, kept: &Value) -> Value {
        let id = self.response.parse().unwrap();
        Sample::submission(id, &json!({question: [kept]}))
    }
}

#[test]
fn a_photo_is_kept_and_read_back() {
    let (platform, sample) = survey();
    let sent = Sent::photo(3_000_000);
    let kept = sent.put(platform, &sample).expect(201).json();
    let content = format!("file:{}", sent.file);
    let want = json!({
        "name": "IMG 1 å.jpg", "type": "image/jpeg", "size": 3_000_000, "content": content
    });
    assert_eq!(kept, want);
    assert_eq!(sent.put(platform, &sample).expect(200).json(), want);
    let file = sample.api_path(&format!("/responses/{}/files/{}", sent.response, sent.file));
    let read = || platform.site.get(&file).bearer(&platform.ready.api_key).send();
    assert_eq!(read().expect(404).problem().0, "not-found");
    let submission = sent.submission("photos", &kept);
    let told = sample.submit(&submission).expect(201).json();
    let _ = sample.submit(&submission).expect(200);
    let listed = sample.responses(10);
    assert_eq!((listed.len(), &listed[0]["answers"]["photos"]), (1, &json!([want])));
    let answer = read().expect(200);
    assert_eq!(answer.header("content-type"), "image/jpeg");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let disposition = "attachment; filename*=UTF-8''IMG%201%20%c3%a5.jpg";
    assert_eq!(answer.header("content-disposition"), disposition);
    assert!(answer.body == sent.content);
    assert_eq!(platform.site.get(&file).send().expect(401).problem().0, "credential-refused");
    let access = told["access"].as_str().unwrap();
    let own = |fields: &[(&str, &str)]| {
        let call = platform.site.post(&sample.path("/response")).form(fields);
        call.header("accept", "text/html").send()
    };
    let page = own(&[("token", access)]).expect(200);
    let button = fields(page.text()).into_iter().find(|field| field.name == "file").unwrap();
    assert_eq!((&*button.tag, &button.value), ("button", &sent.file));
    assert!(page.text().contains("IMG 1 å.jpg</bdi></button> (3\u{a0}MB)"), "{}", page.text());
    let mine = own(&[("token", access), ("file", &button.value)]).expect(200);
    assert_eq!(mine.header("content-disposition"), disposition);
    assert!(mine.body == sent.content);
    let other = response_id().to_string();
    for (token, file, status) in
        [(access, &*other, 404), ("x", &sent.file, 404), (access, "x", 404)]
    {
        let _ = own(&[("token", token), ("file", file)]).expect(status);
    }
    let gone = [("token", access), ("do", "withdraw-for-good")];
    let _ = own(&gone).expect(200);
    let _ = read().expect(404);
    assert_eq!(sent.put(platform, &sample).expect(410).problem().0, "response-withdrawn");
}

#[test]
fn files_of_rows_are_files_too() {
    let (platform, sample) = survey();
    let about = "field=people%5B1%5D%5Bpicture%5D&version=1&name=a.jpg";
    let sent = Sent::new(about, "image/jpeg", photo(1000));
    let kept = sent.put(platform, &sample).expect(201).json();
    let answers = json!({"people": [{}, {"picture": [kept]}]});
    let submission = Sample::submission(sent.response.parse().unwrap(), &answers);
    let _ = sample.submit(&submission).expect(201);
    let file = sample.api_path(&format!("/responses/{}/files/{}", sent.response, sent.file));
    let _ = platform.site.get(&file).bearer(&platform.ready.api_key).send().expect(200);
}

#[test]
fn what_is_no_such_file_is_refused() {
    let (platform, sample) = survey();
    let good = Sent::photo(1000);
    let with = |about: &'static str| Sent { about, ..good.clone() };
    let rejected = "answers-rejected";
    for (name, sent, status, slug) in [
        ("question", with("field=x&version=1&name=a.jpg"), 422, rejected),
        ("no file question", with("field=who&version=1&name=a.jpg"), 422, rejected),
        ("a path", with("field=photos&version=1&name=..%2Fa.jpg"), 422, rejected),
        ("version", with("field=photos&version=2&name=a.jpg"), 404, "not-found"),
        ("no version", with("field=photos&name=a.jpg"), 400, "body-unreadable"),
        ("no name", with("field=photos&version=1"), 400, "body-unreadable"),
        ("nothing said", with(""), 400, "body-unreadable"),
        ("type", Sent { media_type: "text/html", ..good.clone() }, 422, rejected),
        ("no media type", Sent { media_type: "image", ..good.clone() }, 422, rejected),
        ("other bytes", Sent { content: b"<html>".to_vec(), ..good.clone() }, 422, rejected),
        (
            "larger than the question takes",
            Sent::new(
                "field=paper&version=1&name=a.pdf",
                "application/pdf",
                [b"%PDF-".to_vec(), vec![b' '; 999_996]].concat(),
            ),
            422,
            rejected,
        ),
        ("larger than any", Sent::photo(10_000_001), 413, "body-too-large"),
        ("response", Sent { response: "x".to_owned(), ..good.clone() }, 404, "not-found"),
        ("file", Sent { file: "x".to_owned(), ..good.clone() }, 404, "not-found"),
    ] {
        let refused = sent.put(platform, &sample);
        assert_eq!(refused.status, status, "{name}: {}", refused.text());
        assert_eq!(refused.problem().0, slug, "{name}");
    }
    let _ = good.put(platform, &sample).expect(201);
    let other = Sent { content: photo(1001), ..good.clone() };
    assert_eq!(other.put(platform, &sample).expect(409).problem().0, "file-differs");
    let renamed = with("field=photos&version=1&name=b.jpg");
    assert_eq!(renamed.put(platform, &sample).expect(409).problem().0, "file-differs");
    let get = platform.site.get(&path(&sample, &good.response, &good.file)).send();
    assert_eq!(get.expect(405).problem().0, "method-not-allowed");
    let _ = sample.api_post("close").expect(200);
    let late = Sent::photo(1000);
    assert_eq!(late.put(platform, &sample).expect(409).problem().0, "survey-closed");
}

#[test]
fn a_response_names_its_own_files_alone() {
    let (platform, sample) = survey();
    let (mine, theirs) = (Sent::photo(1000), Sent::photo(1000));
    let kept = mine.put(platform, &sample).expect(201).json();
    let other = theirs.put(platform, &sample).expect(201).json();
    let with = |member: &str, value: Value| {
        let mut kept = kept.clone();
        kept[member] = value;
        kept
    };
    for (name, file) in [
        ("somebody else's", other),
        ("never sent", with("content", json!(format!("file:{}", response_id())))),
        ("another name", with("name", json!("b.jpg"))),
        ("another type", with("type", json!("image/png"))),
        ("another size", with("size", json!(1))),
    ] {
        let refused = sample.submit(&mine.submission("photos", &file)).expect(422);
        let (slug, names) = refused.problem();
        assert_eq!((&*slug, names), ("files-missing", vec!["photos".to_owned()]), "{name}");
        let mut partial = mine.submission("photos", &file);
        partial["complete"] = json!(false);
        partial["revision"] = json!(1);
        assert_eq!(sample.submit(&partial).expect(422).problem().0, "files-missing", "{name}");
    }
    let wrong = sample.submit(&mine.submission("paper", &kept)).expect(422);
    assert_eq!(wrong.problem(), ("answers-rejected".to_owned(), vec!["paper".to_owned()]));
    assert_eq!(sample.responses_in("all", 10).len(), 0);
    let _ = sample.submit(&mine.submission("photos", &kept)).expect(201);
}

#[test]
fn a_response_has_exactly_the_files_that_it_names_last() {
    let (platform, sample) = survey();
    let first = Sent::photo(1000);
    let second = Sent { file: response_id().to_string(), ..first.clone() };
    let [a, b] = [&first, &second].map(|sent| sent.put(platform, &sample).expect(201).json());
    let mut partial = first.submission("photos", &a);
    partial["answers"]["photos"] = json!([a, b]);
    partial["complete"] = json!(false);
    partial["revision"] = json!(1);
    let _ = sample.submit(&partial).expect(201);
    let read = |sent: &Sent| {
        let file = sample.api_path(&format!("/responses/{}/files/{}", sent.response, sent.file));
        platform.site.get(&file).bearer(&platform.ready.api_key).send().status
    };
    assert_eq!((read(&first), read(&second)), (200, 200));
    let _ = sample.submit(&first.submission("photos", &b)).expect(201);
    assert_eq!((read(&first), read(&second)), (404, 200));
    assert_eq!(first.put(platform, &sample).expect(409).problem().0, "response-complete");
    let _ = second.put(platform, &sample).expect(200);
}

#[test]
fn small_files_may_still_stand_in_the_response() {
    let (platform, sample) = survey();
    let content = "data:image/jpeg;base64,/9j/4A==";
    let inside = json!({"name": "a.jpg", "type": "image/jpeg", "content": content});
    let sent = Sent::photo(1000);
    let kept = sent.put(platform, &sample).expect(201).json();
    let mut submission = sent.submission("photos", &kept);
    submission["answers"]["photos"] = json!([kept, inside]);
    let _ = sample.submit(&submission).expect(201);
    assert_eq!(sample.responses(10)[0]["answers"], submission["answers"]);
}
