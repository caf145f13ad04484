//! The import of contacts: the file, what its columns hold, and what would become of it.

use maud::{Markup, html};

use super::{Room, ZonePage, ZoneView};
use crate::frame::{Input, Table, input, table};
use crate::words::ImportTexts;

/// The most rows that a report shows.
pub const MOST_SHOWN_ROWS: usize = 100;

/// What columns may hold, by name, in the order in which they are offered.
const FIELDS: [&str; 13] = [
    "email",
    "phone",
    "name",
    "first-name",
    "last-name",
    "language",
    "groups",
    "key",
    "consent",
    "consent-source",
    "consent-time",
    "extra",
    "ignored",
];

/// The countries that are offered for numbers without a country's code.
const COUNTRIES: [(&str, &str); 7] = [
    ("SE", "Sverige"),
    ("NO", "Norge"),
    ("DK", "Danmark"),
    ("FI", "Suomi / Finland"),
    ("IS", "Ísland"),
    ("DE", "Deutschland"),
    ("GB", "United Kingdom"),
];

/// What holds for all rows of a file, as it was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportAll<'a> {
    /// The country of numbers without a code.
    pub home: &'a str,
    /// The language of new people.
    pub language: &'a str,
    /// Where they have agreed.
    pub consent_source: &'a str,
    /// When they have.
    pub consent_at: &'a str,
    /// A group that they are put into.
    pub group: &'a str,
}

/// A file that was read: its bytes go along with the page, and are kept nowhere.
#[derive(Clone, Copy, Debug)]
pub struct ImportFile<'a> {
    /// The bytes, as text.
    pub file: &'a str,
    /// What each column is called, what stands in the first row below, and the name of what it holds.
    pub columns: &'a [(&'a str, &'a str, &'a str)],
    /// What holds for all rows.
    pub all: ImportAll<'a>,
}

/// What a file would come to.
#[derive(Clone, Copy, Debug)]
pub struct ImportReport<'a> {
    /// New, changed, the same, duplicates, refused.
    pub counts: [u32; 5],
    /// What was agreed to, as text.
    pub agreed: &'a str,
    /// Rows to look at, the first [`MOST_SHOWN_ROWS`].
    pub rows: &'a [ImportRow<'a>],
    /// Whether there are more.
    pub has_more: bool,
    /// What was done.
    pub outcome: ImportOutcome,
}

/// What was done of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ImportOutcome {
    /// Nothing: it is only said what would be.
    Asked,
    /// All of it.
    Done,
    /// Not all of it, for contacts have changed meanwhile.
    ChangedMeanwhile {
        /// How many people were imported before that.
        done: u32,
    },
}

/// A row to look at.
#[derive(Clone, Copy, Debug)]
pub struct ImportRow<'a> {
    /// Its line.
    pub line: u32,
    /// Its column, from 1.
    pub column: Option<u32>,
    /// What is to be said of it.
    pub what: ImportTold<'a>,
}

/// What is to be said of a row.
#[derive(Clone, Copy, Debug)]
pub enum ImportTold<'a> {
    /// It is refused, for a reason of this name.
    Refused(&'a str),
    /// Its person stands in an earlier row.
    SameAs(u32),
}

/// A form for a file. It posts `file`.
#[must_use]
pub fn import_page(view: &ZoneView<'_>, fault: Option<&str>) -> String {
    let texts = &view.language.texts().contact_import;
    let content = html! {
        p.lead { (texts.lead) }
        form.card method="post" action="/zone/contacts/import" enctype="multipart/form-data" {
            div.field .invalid[fault.is_some()] {
                label for="file" { (texts.file) }
                p.description #file-help { (texts.file_help) }
                input #file type="file" name="file" required accept=".csv,.txt,.xlsx"
                    aria-invalid=[fault.map(|_| "true")]
                    aria-describedby=(if fault.is_some() { "file-help file-fault" } else { "file-help" });
                @if let Some(fault) = fault {
                    p.error #file-fault role="alert" { (texts.fault(fault)) }
                }
            }
            div.actions { button type="submit" { (texts.read) } }
        }
    };
    view.around(ZonePage { room: Room::Contacts, title: texts.title }, &content)
}

/// What the columns of a file hold, to be corrected. It posts `file`, `column-1` and so on, the fields of
/// [`ImportAll`], `agreed` and `do`.
#[must_use]
pub fn import_columns_page(
    view: &ZoneView<'_>,
    file: &ImportFile<'_>,
    fault: Option<&str>,
) -> String {
    let texts = &view.language.texts().contact_import;
    let rows: Vec<_> = (1_usize..).zip(file.columns).map(|one| column(texts, one)).collect();
    let content = html! {
        @if let Some(fault) = fault {
            div.notice.error role="alert" { p { (texts.fault(fault)) } }
        }
        form method="post" action="/zone/contacts/import/plan" {
            input type="hidden" name="file" value=(file.file);
            input type="hidden" name="agreed" value="";
            p.lead { (texts.columns_lead) }
            (table(&Table {
                id: "columns",
                caption: texts.columns,
                headers: &texts.column_headers,
                rows: &rows,
                empty: "",
                next: None,
            }))
            (for_all(texts, &file.all))
            div.actions { button type="submit" name="do" value="check" { (texts.check) } }
        }
    };
    view.around(ZonePage { room: Room::Contacts, title: texts.title }, &content)
}

fn column(
    texts: &ImportTexts,
    (number, (header, sample, held)): (usize, &(&str, &str, &str)),
) -> Vec<Markup> {
    let name = format!("column-{number}");
    vec![
        html! { label for=(name) { (number) ". " (header) } },
        html! { (sample) },
        html! {
            select #(name) name=(name) {
                @for field in FIELDS {
                    option value=(field) selected[field == *held] { (texts.field(field)) }
                }
            }
        },
    ]
}

fn for_all(texts: &ImportTexts, all: &ImportAll<'_>) -> Markup {
    let field = |name, label, value, help| {
        input(&Input {
            name,
            label,
            kind: "text",
            value,
            autocomplete: "off",
            help,
            fault: None,
            is_required: false,
        })
    };
    html! {
        fieldset.card {
            legend { (texts.all_rows) }
            div.field {
                label for="home" { (texts.home) }
                p.description #home-help { (texts.home_help) }
                select #home name="home" aria-describedby="home-help" {
                    option value="" selected[all.home.is_empty()] { "–" }
                    @for (code, name) in COUNTRIES {
                        option value=(code) selected[code == all.home] { (name) }
                    }
                }
            }
            (field("language", texts.language, all.language, None))
            (field("group", texts.group, all.group, None))
            (field("consent_source", texts.consent_where, all.consent_source, Some(texts.consent_help)))
            (field("consent_at", texts.consent_when, all.consent_at, None))
        }
    }
}

/// What a file would come to, or has. What is posted is the same as of the columns, with what was agreed to.
#[must_use]
pub fn import_report_page(
    view: &ZoneView<'_>,
    file: &ImportFile<'_>,
    report: &ImportReport<'_>,
) -> String {
    let texts = &view.language.texts().contact_import;
    let is_done = report.outcome == ImportOutcome::Done;
    let [new, changed, ..] = report.counts;
    let content = html! {
        @match report.outcome {
            ImportOutcome::Done => { div.notice.success role="status" { p { (texts.done) } } }
            ImportOutcome::ChangedMeanwhile { done } => {
                div.notice.warning role="alert" {
                    p { @if done > 0 { (texts.in_part) " " (done) } @else { (texts.meanwhile) } }
                }
            }
            ImportOutcome::Asked => { p.lead { (texts.report_lead) } }
        }
        (counts(texts, report))
        @if !is_done {
            form.card method="post" action="/zone/contacts/import/plan" {
                (hidden(file, report.agreed))
                @if new + changed > 0 {
                    p { (texts.apply_help) }
                } @else {
                    p { (texts.nothing) }
                }
                div.actions {
                    @if new + changed > 0 {
                        button type="submit" name="do" value="apply" { (texts.apply) }
                    }
                    button.secondary type="submit" name="do" value="correct" { (texts.correct) }
                }
            }
        }
        (rows(texts, report))
    };
    let title = if is_done { texts.title } else { texts.report };
    view.around(ZonePage { room: Room::Contacts, title }, &content)
}

fn counts(texts: &ImportTexts, report: &ImportReport<'_>) -> Markup {
    let counts: Vec<_> = texts
        .counts
        .iter()
        .zip(report.counts)
        .map(|(label, count)| vec![html! { (label) }, html! { (count) }])
        .collect();
    table(&Table {
        id: "counts",
        caption: if report.outcome == ImportOutcome::Done { texts.became } else { texts.report },
        headers: &texts.count_headers,
        rows: &counts,
        empty: "",
        next: None,
    })
}

fn rows(texts: &ImportTexts, report: &ImportReport<'_>) -> Markup {
    let row = |row: &ImportRow<'_>| {
        let what = match row.what {
            ImportTold::Refused(reason) => texts.reason(reason).to_owned(),
            ImportTold::SameAs(line) => format!("{} {line}", texts.same_as),
        };
        let column = row.column.map(|column| column.to_string()).unwrap_or_default();
        vec![html! { (row.line) }, html! { (column) }, html! { (what) }]
    };
    let shown: Vec<_> = report.rows.iter().map(row).collect();
    html! {
        @if !shown.is_empty() {
            (table(&Table {
                id: "told",
                caption: texts.rows,
                headers: &texts.row_headers,
                rows: &shown,
                empty: "",
                next: None,
            }))
        }
        @if report.has_more { p.description { (texts.more_rows) } }
    }
}

fn hidden(file: &ImportFile<'_>, agreed: &str) -> Markup {
    let ImportAll { home, language, consent_source, consent_at, group } = file.all;
    html! {
        input type="hidden" name="file" value=(file.file);
        input type="hidden" name="agreed" value=(agreed);
        @for (number, (.., held)) in (1_usize..).zip(file.columns) {
            input type="hidden" name=(format!("column-{number}")) value=(held);
        }
        @for (name, value) in [
            ("home", home),
            ("language", language),
            ("consent_source", consent_source),
            ("consent_at", consent_at),
            ("group", group),
        ] {
            input type="hidden" name=(name) value=(value);
        }
    }
}
