//! What would become of people, where vectors say too little.

use personal::SubjectId;
use table::{
    By, Contact, ContactKey, Counts, Known, MAX_TOLD, Mapping, Options, People, Plan, Reason,
    Sheet, Step,
};

use crate::support::settings;

fn plan(text: &str, known: &[Known]) -> Plan {
    let sheet = Sheet::read(text.as_bytes(), &Options::default()).unwrap();
    let mapping = Mapping::new(sheet.guess()).unwrap();
    let bound = mapping.bind(&sheet.header).unwrap();
    Plan::new(People::read(&sheet, &bound, &settings()), known, &settings())
}

fn known(number: u8, key: &str, email: &str, phone: &str) -> Known {
    let contact = Contact {
        key: ContactKey::try_from(key).ok(),
        email: email.parse().ok(),
        phone: phone.parse().ok(),
        ..Contact::default()
    };
    Known { subject: SubjectId::from_bytes([number; 16]), contact }
}

#[test]
fn families_share_an_address() {
    let family = [
        known(1, "1", "hem@example.com", "+46701740601"),
        known(2, "2", "hem@example.com", "+46701740602"),
    ];
    let who = |text: &str| {
        let plan = plan(text, &family);
        match plan.steps.first() {
            Some(Step::Same { subject, .. } | Step::Changed { subject, .. }) => {
                Ok(Some(subject.as_bytes()[0]))
            }
            Some(Step::New { .. }) => Ok(None),
            None => Err(plan.refused[0].reason),
        }
    };
    assert_eq!(who("E-post;Mobil\nhem@example.com;070-1740602"), Ok(Some(2)));
    assert_eq!(who("E-post;Kundnr\nhem@example.com;1"), Ok(Some(1)));
    assert_eq!(who("E-post;Mobil\nhem@example.com;"), Err(Reason::SeveralPeople));
    assert_eq!(who("E-post;Mobil\nny@example.com;070-1740602"), Ok(Some(2)));
    assert_eq!(who("Mobil;Kundnr\n070-1740602;1"), Err(Reason::SeveralPeople));
    assert_eq!(who("Mobil;Kundnr\n070-1740602;3"), Err(Reason::OtherKey));
    assert_eq!(who("E-post;Mobil\nny@example.com;070-1740603"), Ok(None));
    assert_eq!(who("Kundnr;Namn\n3;Bo"), Err(Reason::Unreachable));
}

#[test]
fn two_rows_of_one_person_are_one() {
    let known = [known(1, "1", "elsa@example.com", "+46701740601")];
    let plan = plan("E-post;Mobil\nelsa@example.com;\n;070-1740601\nELSA@example.com;", &known);
    let duplicates: Vec<_> = plan.duplicates.iter().map(|d| (d.line, d.of, d.by)).collect();
    assert_eq!(duplicates, [(3, 2, By::Person), (4, 2, By::Email)]);
    assert_eq!(plan.report().counts, Counts { same: 1, duplicates: 2, ..Counts::default() });
}

#[test]
fn of_very_many_faults_the_first_are_told() {
    let rows = "x;\n".repeat(MAX_TOLD + 5);
    let plan = plan(&["E-post;Mobil\n", &rows].concat(), &[]);
    assert_eq!((plan.refused.len(), plan.refused_rows), (MAX_TOLD, 1_005));
    assert!(plan.steps.is_empty());
}

#[test]
fn no_report_repeats_what_stands_in_the_file() {
    let text = "E-post;Mobil;Namn;Kundnr;Grupp;Butik\nq7x;q7x;q7x\u{1};q7x\u{1};q7x\u{1};q7x\u{1}\nq7x@example.com;;Q7x;q7x;q7x;q7x";
    let plan = plan(text, &[known(1, "", "q7x@example.com", "")]);
    let report = plan.report();
    let told = format!("{plan:?} {report:?} {}", serde_json::to_string(&report).unwrap());
    assert!(!told.to_lowercase().contains("q7x"), "{told}");
    assert_eq!((plan.refused.len(), plan.steps.len()), (6, 1));
}
