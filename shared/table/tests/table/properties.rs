//! What always holds, whatever the file.

use proptest::prelude::*;
use table::{
    Column, Encoding, Field, Known, MAX_CELL_BYTES, Mapping, Options, People, Plan, Reason,
    Separator, Sheet, Step,
};

use crate::support::settings;

/// A cell as CSV has it, in quotation marks.
fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn separators() -> impl Strategy<Value = (Separator, &'static str)> {
    prop_oneof![
        Just((Separator::Comma, ",")),
        Just((Separator::Semicolon, ";")),
        Just((Separator::Tab, "\t")),
        Just((Separator::Bar, "|")),
    ]
}

fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = "[a-zåÄ€,;|\t\r\n\" ]{0,6}x";
    prop::collection::vec(prop::collection::vec(cell, 1..6), 1..8)
}

/// Rows of people, of whom some are the same.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let email = prop_oneof!["[ab]@example\\.com", Just(String::new()), Just("nobody".to_owned())];
    let phone = prop_oneof!["070-174060[1-4]", Just(String::new())];
    let key = prop_oneof!["k[1-4]", Just(String::new())];
    let consent = prop_oneof!["ja|nej|kanske", Just(String::new())];
    let row = (email, phone, key, consent, "[AB]?(,[CD])?").prop_map(
        |(email, phone, key, consent, groups)| {
            format!("{email};{phone};{key};{consent};2026-11-0{};{groups};x", key.len() + 1)
        },
    );
    prop::collection::vec(row, 0..12)
}

fn mapping() -> Mapping {
    let fields = [
        Field::Email,
        Field::Phone,
        Field::Key,
        Field::Consent,
        Field::ConsentTime,
        Field::Groups,
        Field::ConsentSource,
    ];
    let columns = fields.into_iter().enumerate();
    let columns = columns.map(|(at, field)| Column { header: format!("c{at}"), field });
    Mapping::new(columns.collect()).unwrap()
}

fn plan(rows: &[String], known: &[Known]) -> (usize, Plan) {
    let text = ["c0;c1;c2;c3;c4;c5;c6".to_owned()].iter().chain(rows).cloned().collect::<Vec<_>>();
    let sheet = Sheet::read(text.join("\n").as_bytes(), &Options::default()).unwrap();
    let bound = mapping().bind(&sheet.header).unwrap();
    let people = People::read(&sheet, &bound, &settings());
    (sheet.rows.len(), Plan::new(people, known, &settings()))
}

/// Does what a plan says.
fn apply(plan: &Plan, known: &mut Vec<Known>) {
    for step in &plan.steps {
        match step {
            Step::New { contact, .. } => {
                let number = u8::try_from(known.len()).unwrap();
                let subject = personal::SubjectId::from_bytes([number; 16]);
                known.push(Known { subject, contact: contact.clone() });
            }
            Step::Changed { subject, contact, .. } => {
                let one = known.iter_mut().find(|one| one.subject == *subject).unwrap();
                one.contact = contact.clone();
            }
            Step::Same { .. } => {}
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(rows in cells(), (separator, between) in separators()) {
        let lines: Vec<String> = rows
            .iter()
            .map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(between))
            .collect();
        let options = Options { separator: Some(separator), ..Options::default() };
        let sheet = Sheet::read(lines.join("\r\n").as_bytes(), &options).unwrap();
        let read: Vec<_> =
            [&sheet.header].into_iter().chain(&sheet.rows).map(|row| row.cells.clone()).collect();
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn whatever_it_is_it_is_within_bounds(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for encoding in [None, Some(Encoding::Windows1252), Some(Encoding::Utf16Be)] {
            let options = Options { encoding, ..Options::default() };
            if let Ok(sheet) = Sheet::read(&bytes, &options) {
                prop_assert!(sheet.header.cells.iter().all(|cell| cell.len() <= MAX_CELL_BYTES));
                prop_assert_eq!(sheet.guess().len(), sheet.header.cells.len());
            }
        }
    }

    #[test]
    fn every_row_comes_to_one_thing(rows in rows(), others in rows()) {
        let mut known = Vec::new();
        apply(&plan(&others, &known).1, &mut known);
        let (all, plan) = plan(&rows, &known);
        let counts = plan.report().counts;
        let sum = counts.new + counts.changed + counts.same + counts.duplicates + counts.refused;
        prop_assert_eq!(usize::try_from(sum).unwrap(), all);
    }

    #[test]
    fn what_was_done_is_not_done_again(rows in rows(), others in rows()) {
        let mut known = Vec::new();
        apply(&plan(&others, &known).1, &mut known);
        let (_, first) = plan(&rows, &known);
        // Whoever gives up an address further down may have been why a row was refused.
        let doubts = [Reason::SeveralPeople, Reason::OtherKey];
        prop_assume!(!first.refused.iter().any(|refused| doubts.contains(&refused.reason)));
        apply(&first, &mut known);
        let (_, again) = plan(&rows, &known);
        let counts = again.report().counts;
        prop_assert_eq!((counts.new, counts.changed), (0, 0), "{:?}", again);
    }
}
