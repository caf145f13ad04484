//! Files of people that somebody brings along.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ::table::{
    Column, Field, MAX_CELL_BYTES, MAX_COLUMNS, MAX_TOLD, Mapping, NotBound, Options, People, Plan,
    Settings, Sheet,
};
use base64ct::{Base64, Encoding as _};
use serde_json::Value;

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings {
    home: "SE".parse().ok(),
    language: "sv".parse().ok(),
    groups: BTreeSet::new(),
    consent_source: None,
    consent_at: None,
    now: "2026-11-28T12:00:00Z".parse().expect("a moment"),
});

/// Whatever it is, it is read within bounds or refused. What is guessed of its columns can be kept once
/// one of them has addresses, and each row comes to one thing.
pub fn table(data: &[u8]) {
    if let Ok(mapping) = Mapping::from_slice(data) {
        let json = serde_json::to_vec(&mapping).expect("a mapping is JSON");
        assert_eq!(Mapping::from_slice(&json), Ok(mapping), "it is kept as something else");
    }
    let Ok(sheet) = Sheet::read(data, &Options::default()) else { return };
    for row in [&sheet.header].into_iter().chain(&sheet.rows) {
        assert!((1..=MAX_COLUMNS).contains(&row.cells.len()), "no cells, or too many");
        assert!(row.cells.iter().all(|cell| cell.len() <= MAX_CELL_BYTES), "a cell is too long");
    }
    let mut columns = sheet.guess();
    if !columns.iter().any(|column| column.field == Field::Email) {
        let first: Option<&mut Column> = columns.first_mut();
        first.expect("there is a column").field = Field::Email;
    }
    let mapping = Mapping::new(columns).expect("what is guessed can be kept");
    let bound = match mapping.bind(&sheet.header) {
        Ok(bound) => bound,
        Err(NotBound::NoHeader { .. }) => return,
        Err(missing @ NotBound::Missing { .. }) => panic!("of its own columns: {missing}"),
    };
    let plan = Plan::new(People::read(&sheet, &bound, &SETTINGS), &[], &SETTINGS);
    assert!(plan.refused.len() <= MAX_TOLD, "too much is told");
    let counts = plan.report().counts;
    let sum = counts.new + counts.changed + counts.same + counts.duplicates + counts.refused;
    assert_eq!(usize::try_from(sum).ok(), Some(sheet.rows.len()), "a row is lost");
}

/// The files of the vectors.
pub(crate) fn seeds(cases: impl Iterator<Item = Value>) -> Vec<Vec<u8>> {
    let file = |case: Value| {
        let text = case["file"].as_str()?.to_owned();
        // Files are in Base64, plans as they are.
        Some(Base64::decode_vec(&text).unwrap_or(text.into_bytes()))
    };
    cases.filter_map(file).collect()
}
