//! What is told of a visit, and what follows from it.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    AllTold, Ask, At, BatchFault, Event, Fault, Findings, Follows, Happening, InvalidColumns,
    InvalidValue, Key, Object, OfRows, Reason, Recipient, RowFault, Rows, Stage, Text, Told, Where,
};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The visit is over.
pub(crate) const AFTER_VISIT: Stage = Stage::Further("after-visit");

const FIELDS: &[&str] = &["visit", "status", "email", "language"];
const STATUS: InvalidValue = InvalidValue::must_be("seen or cancelled");

/// How tables of visits are read: as the same objects are.
pub(crate) static ROWS: Rows = Rows {
    fields: FIELDS,
    has_extra: false,
    key: "visit",
    statuses: &["seen", "cancelled"],
    is_at: Where::Country,
    guess: |header| FIELDS.iter().copied().find(|field| *field == header),
    read: |columns, rows, for_all, received| {
        let read = |(at, cells): (usize, &Vec<String>)| {
            let mut told = Map::new();
            told.insert("status".to_owned(), for_all.status.clone().into());
            let cells = columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
            told.extend(cells.map(|(name, cell)| ((*name).to_owned(), cell.clone().into())));
            let told = one(at, &Value::Object(told), received);
            let told = told.map_err(|all| all.iter().map(|one| of_row(columns, one)).collect());
            OfRows { rows: vec![at], told: told.map(|visit| Box::new(visit) as Box<dyn Told>) }
        };
        Ok::<_, InvalidColumns>(rows.iter().enumerate().map(read).collect())
    },
};

fn of_row(columns: &[&str], fault: &Fault) -> RowFault {
    let is_it = |name: &&str| fault.path.strip_prefix("$.") == Some(name);
    let column = columns.iter().position(is_it);
    let field = FIELDS.iter().copied().find(is_it).filter(|_| column.is_none());
    RowFault { row: fault.index, column, field, reason: fault.reason }
}

/// A visit.
pub(crate) struct Visit {
    key: Key,
    is_over: bool,
    happened: Timestamp,
    patient: Recipient,
    test: bool,
}

/// Reads what is told of visits.
pub(crate) fn read(body: &[u8], received: Timestamp) -> Result<AllTold, BatchFault> {
    let visits = app::batch(body)?.into_iter().enumerate();
    app::told(Ok(visits.map(|(at, visit)| one(at, &visit, received)).collect()))
}

/// The least that a visit has.
pub(crate) fn example(_stage: &str) -> Value {
    json!({ "visit": "V-10023", "status": "seen", "email": "elsa@example.com" })
}

fn one(at: usize, value: &Value, received: Timestamp) -> Result<Visit, Vec<Fault>> {
    let mut findings = Findings::new(at);
    let told = findings.object(Some(value), "$");
    let read = told.and_then(|told| visit(&mut findings, told, received));
    findings.or_faults(read)
}

fn visit(found: &mut Findings, told: Object<'_>, received: Timestamp) -> Option<Visit> {
    let known = ["visit", "status", "email", "name", "language", "seen_at", "test"];
    found.refuse_unknown(told, &known);
    let key = found.required(told, "visit");
    let status = found.required::<Text>(told, "status");
    let is_over = status.and_then(|status| match status.as_str() {
        "seen" => Some(true),
        "cancelled" => Some(false),
        _ => {
            found.add("$.status", STATUS.into());
            None
        }
    });
    let patient = Recipient {
        email: found.optional(told, "email"),
        name: found.optional(told, "name"),
        language: found.language(told, "language"),
        ..Recipient::default()
    };
    let happened = found.moment(told, "seen_at", received).unwrap_or(received);
    let test = found.flag(told, "test", false);
    if is_over == Some(true) && !patient.is_reachable() {
        found.add("$.email", Reason::Missing);
    }
    Some(Visit { key: key?, is_over: is_over?, happened, patient, test })
}

impl Told for Visit {
    fn follows(&self, at: At<'_>) -> Follows {
        if at.stage != AFTER_VISIT {
            return Follows::Elsewhere;
        }
        if !self.is_over {
            return Follows::CallOff(vec![self.key.clone()]);
        }
        let name = self.patient.name.as_ref().map(|name| ("name", name.as_str().to_owned()));
        Follows::Ask(vec![Ask {
            event: Event {
                key: self.key.clone(),
                happening: Happening::Begun(AFTER_VISIT),
                happened: self.happened,
                send_at: None,
                recipient: self.patient.clone(),
                products: Vec::new(),
                amount: None,
                purchased_at: None,
                shipped_at: None,
                delivered_at: None,
                flags: BTreeSet::new(),
                tags: BTreeSet::new(),
                extra: BTreeMap::new(),
                test: self.test,
            },
            values: name.into_iter().collect(),
            parts: Vec::new(),
            latest: None,
            person: "$".to_owned(),
        }])
    }
}
