//! A table that staff bring along: the file, what its columns are, and what would become of it.

use maud::{Markup, html};

use super::{AppView, NamedInstance, Part, alert};
use crate::frame::{Input, Table, input, table};
use crate::words::TableTexts;

/// The most rows that a report shows.
pub const MOST_TABLE_ROWS: usize = 200;

/// What begins the name of a field of the customer's own, and what the page has for all of them.
const EXTRA: (&str, &str) = ("extra.", "extra");

/// A file that was read: its bytes go along with the page, and are kept nowhere.
#[derive(Clone, Copy, Debug)]
pub struct TableFile<'a> {
    /// For which it is.
    pub instance: NamedInstance<'a>,
    /// The bytes, as text.
    pub file: &'a str,
    /// Its columns.
    pub columns: &'a [TableColumn<'a>],
    /// What a column may be, by name. Those of the customer's own are among them as one that is called `extra`.
    pub fields: &'a [&'a str],
    /// What may have become of the things, by name.
    pub statuses: &'a [&'a str],
    /// What holds for all rows.
    pub all: TableAll<'a>,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct TableColumn<'a> {
    /// What it is called.
    pub header: &'a str,
    /// What stands in the first row below.
    pub sample: &'a str,
    /// What it is; an empty name is passed over.
    pub field: &'a str,
}

/// What holds for rows that do not say it themselves, as it was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct TableAll<'a> {
    /// What has become of it.
    pub status: &'a str,
    /// The language of the people.
    pub language: &'a str,
    /// Their country, if the table has countries.
    pub country: Option<&'a str>,
    /// The zone of moments that have none, if the table has moments.
    pub zone: Option<&'a str>,
    /// Where it is, if the table has places.
    pub property: Option<&'a str>,
}

/// What a file comes to.
#[derive(Clone, Copy, Debug)]
pub struct TableReport<'a> {
    /// What becomes of how many: the name of what does, of why, and the number.
    pub counts: &'a [(&'a str, &'a str, usize)],
    /// What is wrong with rows, the first [`MOST_TABLE_ROWS`].
    pub rows: &'a [TableRow<'a>],
    /// How many things more are wrong with them.
    pub more: usize,
    /// How far it is.
    pub outcome: TableOutcome,
    /// What is wrong with what was asked, by name.
    pub fault: Option<&'a str>,
}

/// Something that is wrong with a row.
#[derive(Clone, Copy, Debug)]
pub struct TableRow<'a> {
    /// Its line.
    pub line: u32,
    /// What its column is called; else the name of what is missed.
    pub column: Result<&'a str, &'a str>,
    /// The name of the reason, and the rule that is broken, if it is one.
    pub reason: (&'a str, Option<&'a str>),
}

/// How far a file is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TableOutcome {
    /// Nothing is done yet, and there is something to do, or nothing.
    Looked {
        /// Whether there is.
        any: bool,
    },
    /// It is done.
    Done,
    /// Storage could not be reached on the way.
    Stopped {
        /// How many of it were taken.
        taken: usize,
        /// How many there are.
        of: usize,
    },
}

impl TableRow<'_> {
    /// The line of a file for it: line, column and what is wrong.
    #[must_use]
    pub fn cells(&self, language: crate::StaffLanguage) -> [String; 3] {
        let texts = TableTexts::of(language);
        let column = match self.column {
            Ok(header) => header,
            Err(field) => texts.field(field),
        };
        [self.line.to_string(), column.to_owned(), texts.reason(self.reason)]
    }
}

/// What stands over lines of [`TableRow::cells`].
#[must_use]
pub fn table_row_headers(language: crate::StaffLanguage) -> [&'static str; 3] {
    TableTexts::of(language).row_headers
}

/// A form for a file. It posts `file`.
#[must_use]
pub fn table_page(view: &AppView<'_>, instance: NamedInstance<'_>, fault: Option<&str>) -> String {
    let texts = TableTexts::of(view.language);
    let described = if fault.is_some() { "file-help file-fault" } else { "file-help" };
    let content = html! {
        h2 { (texts.title) }
        p.lead { (texts.lead) }
        form.card method="post" action=(view.path_of(instance.name, "/table")) enctype="multipart/form-data" {
            div.field .invalid[fault.is_some()] {
                label for="file" { (texts.file) }
                p.description #file-help { (texts.file_help) }
                input #file type="file" name="file" required accept=".csv,.txt,.xlsx"
                    aria-invalid=[fault.map(|_| "true")] aria-describedby=(described);
                @if let Some(fault) = fault {
                    p.error #file-fault role="alert" { (texts.fault(fault)) }
                }
            }
            div.actions { button type="submit" { (texts.read) } }
        }
    };
    view.within(instance, Part::Overview, &content)
}

/// What the columns of a file are, to be corrected. It posts `file`, `column-1` and so on, the fields of [`TableAll`], and `do`.
#[must_use]
pub fn table_columns_page(
    view: &AppView<'_>,
    file: &TableFile<'_>,
    (saved, fault): (bool, Option<&str>),
) -> String {
    let texts = TableTexts::of(view.language);
    let rows: Vec<_> =
        (1_usize..).zip(file.columns).map(|one| column(texts, file.fields, one)).collect();
    let content = html! {
        h2 { (texts.title) }
        @if let Some(fault) = fault { (alert(texts.fault(fault))) }
        form method="post" action=(view.path_of(file.instance.name, "/table/plan")) {
            input type="hidden" name="file" value=(file.file);
            p.lead { @if saved { (texts.columns_saved) } @else { (texts.columns_lead) } }
            (table(&Table {
                id: "columns",
                caption: texts.columns,
                headers: &texts.column_headers,
                rows: &rows,
                empty: "",
                next: None,
            }))
            (for_all(texts, file))
            div.actions { button type="submit" name="do" value="check" { (texts.check) } }
        }
    };
    view.within(file.instance, Part::Overview, &content)
}

fn column(
    texts: &TableTexts,
    fields: &[&str],
    (number, column): (usize, &TableColumn<'_>),
) -> Vec<Markup> {
    let name = format!("column-{number}");
    let held = if column.field.starts_with(EXTRA.0) { EXTRA.1 } else { column.field };
    let said = |field| if field == EXTRA.1 { texts.extra } else { texts.field(field) };
    vec![
        html! { label for=(name) { (number) ". " (column.header) } },
        html! { (column.sample) },
        html! {
            select #(name) name=(name) {
                option value="" selected[held.is_empty()] { (texts.passed_over) }
                @for field in fields {
                    option value=(field) selected[*field == held] { (said(field)) }
                }
            }
        },
    ]
}

fn for_all(texts: &TableTexts, file: &TableFile<'_>) -> Markup {
    let [status, language, country, zone, property] = texts.for_all;
    let TableAll { status: chosen, language: tag, country: code, zone: place, property: id } =
        file.all;
    let line = |name, label, value: Option<&str>, help| {
        let value = value?;
        Some(input(&Input {
            name,
            label,
            kind: "text",
            value,
            autocomplete: "off",
            help,
            fault: None,
            is_required: false,
        }))
    };
    html! {
        fieldset.card {
            legend { (texts.all_rows) }
            div.field {
                label for="become" { (status) }
                select #become name="status" {
                    @for name in file.statuses {
                        option value=(name) selected[*name == chosen] { (texts.status(name)) }
                    }
                }
            }
            @for field in [
                line("language", language, Some(tag), None),
                line("country", country, code, None),
                line("zone", zone, place, Some(texts.zone_help)),
                line("property", property, id, None),
            ].into_iter().flatten() { (field) }
        }
    }
}

/// What a file comes to. What is posted is the same as of the columns, and `leave-out` where rows are to be left out.
#[must_use]
pub fn table_report_page(
    view: &AppView<'_>,
    file: &TableFile<'_>,
    report: &TableReport<'_>,
) -> String {
    let texts = TableTexts::of(view.language);
    let path = view.path_of(file.instance.name, "/table");
    let is_done = report.outcome == TableOutcome::Done;
    let content = html! {
        h2 { (texts.title) }
        @if let Some(fault) = report.fault { (alert(texts.fault(fault))) }
        @match report.outcome {
            TableOutcome::Done => { div.notice.success role="status" { p { (texts.done) } } }
            TableOutcome::Stopped { taken, of } => {
                @let [before, between, behind] = texts.stopped;
                (alert(&format!("{before}{taken}{between}{of}{behind}")))
            }
            TableOutcome::Looked { .. } => { p.lead { (texts.report_lead) } }
        }
        (counts(texts, report))
        @if is_done {
            p { a href=(path) { (texts.another) } }
        } @else {
            (actions(texts, file, (&path, report)))
        }
        (rows(view, report))
    };
    view.within(file.instance, Part::Overview, &content)
}

fn counts(texts: &TableTexts, report: &TableReport<'_>) -> Markup {
    let counts: Vec<_> = report
        .counts
        .iter()
        .map(|(what, why, count)| vec![html! { (texts.result((what, why))) }, html! { (count) }])
        .collect();
    table(&Table {
        id: "counts",
        caption: if report.outcome == TableOutcome::Done { texts.became } else { texts.report },
        headers: &texts.count_headers,
        rows: &counts,
        empty: texts.nothing,
        next: None,
    })
}

fn actions(
    texts: &TableTexts,
    file: &TableFile<'_>,
    (path, report): (&str, &TableReport<'_>),
) -> Markup {
    let is_bad = !report.rows.is_empty();
    let may = match report.outcome {
        TableOutcome::Looked { any } => any,
        TableOutcome::Done | TableOutcome::Stopped { .. } => true,
    };
    html! {
        form.card method="post" action=(format!("{path}/plan")) {
            (hidden(file))
            @if may {
                p { (texts.apply_help) }
                @if is_bad {
                    p #leave-out-help { (texts.leave_out_first) }
                    div.grants {
                        label.choice {
                            input type="checkbox" name="leave-out" value="yes"
                                aria-describedby="leave-out-help";
                            span { (texts.leave_out) }
                        }
                    }
                }
            } @else {
                p { (texts.nothing) }
            }
            div.actions {
                @if may { button type="submit" name="do" value="apply" { (texts.apply) } }
                button.secondary type="submit" name="do" value="correct" { (texts.correct) }
                @if is_bad {
                    button.secondary type="submit" name="do" value="faults" { (texts.download) }
                }
            }
        }
        p { a href=(path) { (texts.another) } }
    }
}

fn rows(view: &AppView<'_>, report: &TableReport<'_>) -> Markup {
    let texts = TableTexts::of(view.language);
    let row = |row: &TableRow<'_>| {
        row.cells(view.language).into_iter().map(|cell| html! { (cell) }).collect::<Vec<_>>()
    };
    let shown: Vec<_> = report.rows.iter().map(row).collect();
    html! {
        @if !shown.is_empty() {
            (table(&Table {
                id: "told",
                caption: texts.bad_rows,
                headers: &texts.row_headers,
                rows: &shown,
                empty: "",
                next: None,
            }))
        }
        @if report.more > 0 { p.description { (texts.more_rows) } }
    }
}

fn hidden(file: &TableFile<'_>) -> Markup {
    let TableAll { status, language, country, zone, property } = file.all;
    html! {
        input type="hidden" name="file" value=(file.file);
        @for (number, column) in (1_usize..).zip(file.columns) {
            @let held = if column.field.starts_with(EXTRA.0) { EXTRA.1 } else { column.field };
            input type="hidden" name=(format!("column-{number}")) value=(held);
        }
        @for (name, value) in [
            ("status", Some(status)),
            ("language", Some(language)),
            ("country", country),
            ("zone", zone),
            ("property", property),
        ] {
            @if let Some(value) = value { input type="hidden" name=(name) value=(value); }
        }
    }
}
