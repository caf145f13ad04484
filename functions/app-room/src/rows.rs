//! Rows of a file as events, from staff. The file goes along with the pages, from the one that reads it to the one that
//! takes it, and is kept nowhere.

mod columns;
mod file;
mod for_all;
mod taken;

use app::{InvalidColumns, OfRows};
use bytes::Bytes;
use contract::message::IntakeItem;
use credential::InstanceName;
use host::{attachment, own_form_with_files, with_status};
use http::{Request, Response, StatusCode};
use page::{MOST_TABLE_ROWS, TableFile, TableOutcome, TableReport, TableRow};
use problem::{Kind, Problem};
use room::csv;

use self::columns::Kept;
use self::file::{Fault, File};
use self::for_all::Typed;
use self::taken::{Bad, Taking};
use crate::events::{Open, moment_of};
use crate::form::Fields;
use crate::instance::{Known, named};
use crate::visit::Visit;

pub(crate) use self::file::MAX_FILE_BYTES;

/// `GET /table`.
pub(crate) async fn ask(
    visit: &Visit<'_>,
    name: &InstanceName,
) -> Result<Response<Bytes>, Problem> {
    visit.must(|may| may.manage)?;
    let known = Known::read(visit, name).await?;
    visit.room.page(page::table_page(&visit.view(None), known.named(), None))
}

fn refused(visit: &Visit<'_>, known: &Known, fault: Fault) -> Result<Response<Bytes>, Problem> {
    let shown = page::table_page(&visit.view(None), known.named(), Some(fault.0));
    Ok(with_status(visit.room.page(shown)?, StatusCode::UNPROCESSABLE_ENTITY))
}

/// `POST /table`: reads a file, and asks what its columns are.
pub(crate) async fn read(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let form = own_form_with_files(request)?;
    visit.must(|may| may.manage)?;
    let known = Known::read(visit, name).await?;
    let Some(sent) = form.files.into_iter().find(|file| file.field == "file") else {
        return refused(visit, &known, Fault("no-file"));
    };
    let file = match File::read(&sent.content) {
        Ok(file) => file,
        Err(fault) => return refused(visit, &known, fault),
    };
    let kept = Kept::of(known.0.setup.settings.value());
    let (columns, is_known) = kept.columns(visit.own.rows, &file.headers());
    let typed = Typed::first(visit.own, &known, &kept);
    let pages = Pages { visit, known: &known, file: &file, columns: &columns, typed: &typed };
    pages.columns((is_known, None))
}

/// `POST /table/plan`: what a file would come to; that it is done; or its columns once more.
pub(crate) async fn plan(
    visit: &Visit<'_>,
    name: &InstanceName,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let fields = Fields::own(request)?;
    visit.must(|may| may.manage)?;
    let known = Known::read(visit, name).await?;
    let file = match File::of_text(fields.value("file")) {
        Ok(file) => file,
        Err(fault) => return refused(visit, &known, fault),
    };
    let columns = columns::posted(&fields, &file.headers());
    let typed = Typed::posted(visit.own, &fields);
    let pages = Pages { visit, known: &known, file: &file, columns: &columns, typed: &typed };
    if fields.value("do") == "correct" {
        return pages.columns((false, None));
    }
    match pages.told() {
        Ok(told) => pages.take(told, &fields).await,
        Err(fault) => pages.columns((false, Some(fault))),
    }
}

/// A file, and what was said of it.
struct Pages<'a> {
    visit: &'a Visit<'a>,
    known: &'a Known,
    file: &'a File,
    /// What each column is; an empty name is passed over.
    columns: &'a [String],
    typed: &'a Typed,
}

impl<'a> Pages<'a> {
    /// Everything that the rows tell, or what is wrong with what was said of them.
    fn told(&self) -> Result<Vec<OfRows>, Fault> {
        let rows = self.visit.own.rows;
        let columns: Vec<_> = self.columns.iter().map(String::as_str).collect();
        let invalid = |error| {
            Fault(match error {
                InvalidColumns::TooMany => "too-wide",
                InvalidColumns::Unknown(_) => "columns",
                InvalidColumns::Twice(_) => "twice",
                InvalidColumns::NoKey => "no-key",
            })
        };
        rows.check(&columns).map_err(invalid)?;
        let for_all = self.typed.read(rows)?;
        let received = moment_of(self.visit.room.now()).map_err(|_| Fault("columns"))?;
        (rows.read)(&columns, &self.file.cells, &for_all, received).map_err(invalid)
    }

    /// What is to be asked of storage, and what is wrong.
    fn taking(&self, told: Vec<OfRows>) -> Result<Taking, Problem> {
        let setup = &self.known.0.setup;
        let open = Open::of(
            self.visit.own.app,
            IntakeItem {
                instance: self.known.0.instance.clone(),
                policy: setup.policy.clone(),
                settings: setup.settings.clone(),
            },
        );
        let received = moment_of(self.visit.room.now())?;
        let app = self.visit.app()?;
        Ok(Taking::of(&app, (told, received), &open, (self.visit.own.rows, self.columns)))
    }

    /// Takes what can be taken, if that was asked for, and shows what becomes of it.
    async fn take(&self, told: Vec<OfRows>, fields: &Fields) -> Result<Response<Bytes>, Problem> {
        let mut taking = self.taking(told)?;
        if fields.value("do") == "faults" {
            return self.faults(&taking.bad);
        }
        let is_asked = fields.value("do") == "apply";
        let may = taking.bad.is_empty() || fields.has("leave-out", "yes");
        let any = taking.any();
        if !(is_asked && may) {
            taking.look(self.visit).await?;
            let fault = is_asked.then_some("leave-out");
            return self.report((&taking, fault), TableOutcome::Looked { any });
        }
        // Before anything is taken: whoever has to send the file again has its columns.
        self.remember().await?;
        let of = taking.len();
        let taken = taking.send(self.visit).await?;
        let outcome =
            if taken == of { TableOutcome::Done } else { TableOutcome::Stopped { taken, of } };
        self.report((&taking, None), outcome)
    }

    /// Keeps what the columns are for the next file.
    async fn remember(&self) -> Result<(), Problem> {
        let setup = &self.known.0.setup;
        let kept = Kept::new(&self.file.headers(), self.columns, self.typed);
        let Some(settings) = kept.put_into(setup.settings.value())? else { return Ok(()) };
        let mut setup = setup.clone();
        setup.settings = settings;
        setup.seen = Some(self.known.0.changed_at);
        let app = self.visit.app()?;
        let storage = &self.visit.room.storage;
        match storage.put_instance(&app, &self.known.0.instance, &setup).await {
            // What somebody has changed meanwhile is worth more than what columns are called.
            Err(problem) if problem.kind() == Kind::InstanceChanged => Ok(()),
            put => put.map(|_| ()),
        }
    }

    fn shown<T>(&self, show: impl FnOnce(&TableFile<'_>) -> T) -> T {
        let (name, title) = (&self.known.0.instance, &self.known.0.setup.title);
        let headers = self.file.headers();
        let columns = (0..).zip(headers.iter().zip(self.columns));
        let column = |(at, (header, field)): (usize, (&&'a str, &'a String))| page::TableColumn {
            header,
            sample: self.file.sample(at),
            field,
        };
        let columns: Vec<_> = columns.map(column).collect();
        let rows = self.visit.own.rows;
        let extra = rows.has_extra.then_some("extra");
        let fields: Vec<_> = rows.fields.iter().copied().chain(extra).collect();
        show(&TableFile {
            instance: named(name, title),
            file: &self.file.text,
            columns: &columns,
            fields: &fields,
            statuses: rows.statuses,
            all: self.typed.shown(),
        })
    }

    fn columns(&self, (is_kept, fault): (bool, Option<Fault>)) -> Result<Response<Bytes>, Problem> {
        let fault_name = fault.map(|Fault(name)| name);
        let view = self.visit.view(None);
        let page = self.shown(|file| page::table_columns_page(&view, file, (is_kept, fault_name)));
        let answer = self.visit.room.page(page)?;
        let status = fault_name.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
        Ok(with_status(answer, status))
    }

    /// What is wrong with rows, as pages say it.
    fn rows<'b>(&'b self, bad: &'b [Bad]) -> impl Iterator<Item = TableRow<'b>> {
        bad.iter().map(|one| TableRow {
            line: self.file.line(one.row),
            column: one.column.map_or(Err(one.field), |at| Ok(self.file.header(at))),
            reason: one.reason,
        })
    }

    fn report(
        &self,
        (taking, fault): (&Taking, Option<&str>),
        outcome: TableOutcome,
    ) -> Result<Response<Bytes>, Problem> {
        let rows: Vec<_> = self.rows(&taking.bad).take(MOST_TABLE_ROWS).collect();
        let shown = TableReport {
            counts: &taking.counts(),
            rows: &rows,
            more: taking.bad.len().saturating_sub(rows.len()),
            outcome,
            fault,
        };
        let view = self.visit.view(None);
        let page = self.shown(|file| page::table_report_page(&view, file, &shown));
        let answer = self.visit.room.page(page)?;
        Ok(match (fault, outcome) {
            (Some(_), _) => with_status(answer, StatusCode::UNPROCESSABLE_ENTITY),
            (None, TableOutcome::Stopped { .. }) => {
                with_status(answer, StatusCode::SERVICE_UNAVAILABLE)
            }
            (None, TableOutcome::Looked { .. } | TableOutcome::Done) => answer,
        })
    }

    /// Everything that is wrong, as a file.
    fn faults(&self, bad: &[Bad]) -> Result<Response<Bytes>, Problem> {
        let language = self.visit.room.language;
        let headers = page::table_row_headers(language).map(csv::text);
        let mut file = format!("{}{}", csv::MARK, csv::line(&headers));
        for row in self.rows(bad) {
            file.push_str(&csv::line(&row.cells(language).map(|cell| csv::text(&cell))));
        }
        let name = format!("{}-rows.csv", self.known.0.instance);
        let answer = attachment(&name, "text/csv; charset=utf-8", Bytes::from(file));
        self.visit.room.answer(answer)
    }
}
