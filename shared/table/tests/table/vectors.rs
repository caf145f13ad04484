//! Files, headers and plans, held against the published vectors.

use std::collections::BTreeSet;
use std::path::Path;

use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};
use table::{
    Consent, Contact, ContactKey, Group, Known, Mapping, Options, People, Plan, Row, Settings,
    Sheet, Source, Step, When,
};

fn vectors(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/table");
    serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap()
}

fn cases(vectors: &Value) -> &[Value] {
    vectors["cases"].as_array().unwrap()
}

#[test]
fn files_are_read() {
    for case in cases(&vectors("files.json")) {
        let file = Base64::decode_vec(case["file"].as_str().unwrap()).unwrap();
        let options: Options = serde_json::from_value(case["options"].clone()).unwrap();
        let printed = |row: &Row| json!([row.line, row.cells]);
        let want = match Sheet::read(&file, &options) {
            Ok(sheet) => json!({
                "format": sheet.format,
                "header": printed(&sheet.header),
                "rows": sheet.rows.iter().map(printed).collect::<Vec<_>>(),
            }),
            Err(fault) => json!({ "refused": fault.to_string() }),
        };
        assert_eq!(case["want"], want, "{}", case["name"]);
    }
}

#[test]
fn columns_are_known_in_every_language_of_respondents() {
    let vectors = vectors("headers.json");
    let languages = vectors["languages"].as_object().unwrap();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../page/texts");
    let ours: BTreeSet<String> = std::fs::read_dir(ours)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(languages.keys().cloned().collect::<BTreeSet<_>>(), ours);
    for (language, headers) in languages {
        let headers: Vec<&str> =
            headers.as_array().unwrap().iter().map(|header| header.as_str().unwrap()).collect();
        for text in [headers.join(";"), headers.join(";").to_uppercase()] {
            let sheet = Sheet::read(text.as_bytes(), &Options::default()).unwrap();
            let fields: Vec<_> = sheet.guess().into_iter().map(|column| column.field).collect();
            assert_eq!(json!(fields), vectors["fields"], "{language}");
        }
    }
}

/// The mapping of the guide, which is what people copy, and its bounds.
#[test]
fn the_guide_is_right() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/import.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let example = guide.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(Mapping::from_slice(example.as_bytes()).unwrap().columns().len(), 3);
    for (what, bound) in [
        ("bytes of the file", table::MAX_BYTES),
        ("bytes of what is unpacked", table::MAX_UNPACKED_BYTES),
        ("rows below the first", table::MAX_ROWS),
        ("columns", table::MAX_COLUMNS),
        ("bytes of a cell", table::MAX_CELL_BYTES),
        ("cells", table::MAX_CELLS),
        ("bytes of all cells", table::MAX_TEXT_BYTES),
    ] {
        let row = guide.lines().find(|line| line.starts_with(&format!("| {what} |"))).unwrap();
        assert_eq!(row.replace(',', ""), format!("| {what} | {bound} |"));
    }
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

fn when(raw: &str) -> Option<When> {
    raw.parse().map(When::Day).ok()
}

fn known(value: &Value) -> Known {
    let contact = &value["contact"];
    let consent = contact.get("consent").map(|consent| Consent {
        is_given: consent["given"].as_bool().unwrap(),
        source: Source::try_from(text(consent, "source").as_str()).ok(),
        at: when(&text(consent, "at")),
    });
    let contact = Contact {
        email: text(contact, "email").parse().ok(),
        phone: text(contact, "phone").parse().ok(),
        name: text(contact, "name").parse().ok(),
        key: ContactKey::try_from(text(contact, "key").as_str()).ok(),
        consent,
        ..Contact::default()
    };
    Known { subject: text(value, "subject").parse().unwrap(), contact }
}

fn settings(vectors: &Value, case: &Value) -> Settings {
    let said = &case["settings"];
    let groups = said["groups"].as_array().into_iter().flatten();
    Settings {
        home: text(vectors, "home").parse().ok(),
        language: text(vectors, "language").parse().ok(),
        groups: groups.map(|group| Group::try_from(group.as_str().unwrap()).unwrap()).collect(),
        consent_source: Source::try_from(text(said, "consent_source").as_str()).ok(),
        consent_at: when(&text(said, "consent_at")),
        now: text(vectors, "now").parse().unwrap(),
    }
}

fn printed(contact: &Contact) -> Value {
    let consent = contact.consent.as_ref().map(|consent| {
        json!({
            "given": consent.is_given,
            "source": consent.source.as_ref().map(Source::as_str),
            "at": consent.at.map(|at| at.to_string()),
        })
    });
    let extra = contact.extra.iter().map(|(name, text)| (name.to_string(), json!(text.as_str())));
    let mut all = json!({
        "email": contact.email,
        "phone": contact.phone,
        "name": contact.name,
        "language": contact.language,
        "groups": contact.groups.iter().map(Group::as_str).collect::<Vec<_>>(),
        "key": contact.key.as_ref().map(ContactKey::as_str),
        "consent": consent,
        "extra": extra.collect::<serde_json::Map<_, _>>(),
    });
    all.as_object_mut()
        .unwrap()
        .retain(|_, value| !value.is_null() && *value != json!([]) && *value != json!({}));
    all
}

fn step(step: &Step) -> Value {
    match step {
        Step::New { line, contact } => json!({ "line": line, "new": printed(contact) }),
        Step::Changed { line, subject, contact, fields } => json!({
            "line": line, "subject": subject.to_string(), "changed": printed(contact), "fields": fields,
        }),
        Step::Same { line, subject } => json!({ "line": line, "same": subject.to_string() }),
    }
}

fn planned(vectors: &Value, case: &Value) -> Value {
    let settings = settings(vectors, case);
    let known: Vec<Known> = case["known"].as_array().unwrap().iter().map(known).collect();
    let sheet = Sheet::read(text(case, "file").as_bytes(), &Options::default()).unwrap();
    let mapping = match Mapping::new(sheet.guess()) {
        Ok(mapping) => mapping,
        Err(fault) => return json!({ "mapping": fault.to_string() }),
    };
    let bound = match mapping.bind(&sheet.header) {
        Ok(bound) => bound,
        Err(fault) => return json!({ "mapping": fault.to_string() }),
    };
    let plan = Plan::new(People::read(&sheet, &bound, &settings), &known, &settings);
    let steps: Vec<Value> = plan.steps.iter().map(step).collect();
    json!({ "report": plan.report(), "steps": steps })
}

#[test]
fn plans_are_made() {
    let vectors = vectors("plans.json");
    for case in cases(&vectors) {
        assert_eq!(case["want"], planned(&vectors, case), "{}", case["name"]);
    }
}
