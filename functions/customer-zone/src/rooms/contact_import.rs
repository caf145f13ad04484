//! Contacts from a file. It goes along with the pages, from the one that reads it to the one that imports it, and is
//! kept nowhere.

mod portions;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use bytes::Bytes;
use contract::message::ImportContacts;
use host::{MediaType, form_fields, media_type, own_form_with_files, same_origin, with_status};
use http::{Request, Response, StatusCode};
use page::{
    ImportAll, ImportFile, ImportReport, ImportRow, ImportTold, MOST_SHOWN_ROWS,
    import_columns_page, import_page, import_report_page,
};
use problem::{Kind, Problem};
use table::{
    Column, Contact, Counts, ExtraName, Field, Group, InvalidMapping, Mapping, NotBound, Options,
    People, Person, Settings, Sheet, Source, Unreadable, When,
};

use self::portions::{MOST_PEOPLE, Told};
use crate::visit::Visit;

/// Adds somebody who is new; says whether nobody was known by what is told.
pub(super) async fn add(visit: &Visit<'_>, contact: Contact) -> Result<bool, Problem> {
    let agreed = Some(Counts { new: 1, ..Counts::default() });
    let people = vec![Person { line: 1, contact }];
    let message = ImportContacts { dry_run: false, language: None, agreed, people };
    Ok(visit.room.storage.import_contacts(&message).await?.done)
}

/// `POST /zone/contacts/import`: reads a file, and asks what its columns hold.
pub(super) fn upload(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let form = own_form_with_files(request)?;
    let Some(file) = form.files.into_iter().find(|file| file.field == "file") else {
        return refused(visit, "no-file");
    };
    let sheet = match Sheet::read(&file.content, &Options::default()) {
        Ok(sheet) => sheet,
        Err(error) => return refused(visit, unreadable(error)),
    };
    let held: Vec<_> = sheet.guess().iter().map(|column| name(&column.field)).collect();
    let text = Base64UrlUnpadded::encode_string(&file.content);
    let all = ImportAll { home: "SE", ..ImportAll::default() };
    let shown = columns(&sheet, &held);
    let file = ImportFile { file: &text, columns: &shown, all };
    visit.room.page(import_columns_page(&visit.view(None), &file, None))
}

fn refused(visit: &Visit<'_>, fault: &str) -> Result<Response<Bytes>, Problem> {
    let page = import_page(&visit.view(None), Some(fault));
    Ok(with_status(visit.room.page(page)?, StatusCode::UNPROCESSABLE_ENTITY))
}

const fn unreadable(error: Unreadable) -> &'static str {
    match error {
        Unreadable::TooLarge | Unreadable::TooLargeUnpacked => "too-large",
        Unreadable::Empty => "empty",
        Unreadable::TooManyRows | Unreadable::TooManyCells | Unreadable::TooMuchText => "too-many",
        Unreadable::OldWorkbook => "workbook",
        Unreadable::TooManyColumns { .. }
        | Unreadable::CellTooLong { .. }
        | Unreadable::NotText
        | Unreadable::OpenQuote { .. }
        | Unreadable::NotAWorkbook
        | Unreadable::Damaged
        | Unreadable::NoSuchSheet => "unreadable",
    }
}

/// The columns of a file: what each is called, what stands in the first row, what it holds.
fn columns<'a>(sheet: &'a Sheet, held: &[&'a str]) -> Vec<(&'a str, &'a str, &'a str)> {
    let of = |(at, held): (usize, &&'a str)| {
        let sample = sheet.rows.first().map_or("", |row| row.cell(at));
        (sheet.header.cell(at), beginning(sample), *held)
    };
    held.iter().enumerate().map(of).collect()
}

/// As much of a cell as is shown.
fn beginning(cell: &str) -> &str {
    const MOST_BYTES: usize = 80;
    cell.get(..cell.floor_char_boundary(MOST_BYTES)).unwrap_or_default()
}

/// What a field is called on a page.
const fn name(field: &Field) -> &'static str {
    match field {
        Field::Email => "email",
        Field::Phone => "phone",
        Field::Name => "name",
        Field::FirstName => "first-name",
        Field::LastName => "last-name",
        Field::Language => "language",
        Field::Groups => "groups",
        Field::Key => "key",
        Field::Consent => "consent",
        Field::ConsentSource => "consent-source",
        Field::ConsentTime => "consent-time",
        Field::Extra(_) => "extra",
        Field::Ignored => "ignored",
    }
}

/// The field that is called so. One of the customer's own is called as its column is.
fn field(name: &str, guessed: &Field, number: usize) -> Option<Field> {
    Some(match name {
        "email" => Field::Email,
        "phone" => Field::Phone,
        "name" => Field::Name,
        "first-name" => Field::FirstName,
        "last-name" => Field::LastName,
        "language" => Field::Language,
        "groups" => Field::Groups,
        "key" => Field::Key,
        "consent" => Field::Consent,
        "consent-source" => Field::ConsentSource,
        "consent-time" => Field::ConsentTime,
        "ignored" => Field::Ignored,
        "extra" if matches!(guessed, Field::Extra(_)) => guessed.clone(),
        "extra" => Field::Extra(ExtraName::try_from(format!("column-{number}")).ok()?),
        _ => return None,
    })
}

/// What was posted: a file that was read before, what its columns hold, and what is to be done.
struct Posted {
    fields: Vec<(String, String)>,
}

impl Posted {
    fn read(request: Request<Bytes>) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if !same_origin(&parts) {
            return Err(Problem::new(Kind::OriginRefused));
        }
        if media_type(&parts.headers) != Some(MediaType::Form) {
            return Err(Problem::new(Kind::UnsupportedMediaType));
        }
        let fields = form_fields(&body).map_err(|_| Problem::new(Kind::BodyUnreadable))?;
        Ok(Self { fields })
    }

    fn value(&self, name: &str) -> &str {
        let mut named = self.fields.iter().filter(|(field, _)| field == name);
        named.next().map_or("", |(_, value)| value.trim())
    }

    fn all(&self) -> ImportAll<'_> {
        ImportAll {
            home: self.value("home"),
            language: self.value("language"),
            consent_source: self.value("consent_source"),
            consent_at: self.value("consent_at"),
            group: self.value("group"),
        }
    }

    /// What holds for all rows, or the name of what is wrong with it.
    fn settings(&self, now: jiff::Timestamp) -> Result<Settings, &'static str> {
        let ImportAll { home, language, consent_source, consent_at, group } = self.all();
        let said = |text: &str| !text.is_empty();
        if said(consent_source) != said(consent_at) {
            return Err("consent");
        }
        let group = Some(group).filter(|group| said(group)).map(Group::try_from).transpose();
        let source = Some(consent_source).filter(|one| said(one)).map(Source::try_from).transpose();
        let at =
            Some(consent_at.to_owned()).filter(|one| said(one)).map(When::try_from).transpose();
        let language = Some(language).filter(|one| said(one)).map(str::parse).transpose();
        Ok(Settings {
            home: home.parse().ok(),
            language: language.map_err(|_| "language")?,
            groups: group.map_err(|_| "columns")?.into_iter().collect(),
            consent_source: source.map_err(|_| "consent")?,
            consent_at: at.map_err(|_| "consent")?,
            now,
        })
    }
}

/// `POST /zone/contacts/import/plan`: what a file would come to; that it is done; or its columns once more.
pub(super) async fn plan(
    visit: &Visit<'_>,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let posted = Posted::read(request)?;
    let bytes = Base64UrlUnpadded::decode_vec(posted.value("file"));
    let sheet = bytes.ok().and_then(|bytes| Sheet::read(&bytes, &Options::default()).ok());
    let Some(sheet) = sheet else { return refused(visit, "columns") };
    let guessed = sheet.guess();
    let held: Option<Vec<_>> = (1_usize..)
        .zip(&guessed)
        .map(|(number, column)| {
            field(posted.value(&format!("column-{number}")), &column.field, number)
        })
        .collect();
    let Some(held) = held else { return refused(visit, "columns") };
    let names: Vec<_> = held.iter().map(name).collect();
    let shown = columns(&sheet, &names);
    let file = ImportFile { file: posted.value("file"), columns: &shown, all: posted.all() };
    let correct = |fault: Option<&str>| {
        let page = import_columns_page(&visit.view(None), &file, fault);
        let status = fault.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
        Ok(with_status(visit.room.page(page)?, status))
    };
    if posted.value("do") == "correct" {
        return correct(None);
    }
    let now = jiff::Timestamp::from_millisecond(
        i64::try_from(visit.room.now().unix_millis()).unwrap_or_default(),
    );
    let settings = match posted.settings(now.unwrap_or_default()) {
        Ok(settings) => settings,
        Err(fault) => return correct(Some(fault)),
    };
    let headers = guessed.into_iter().map(|column| column.header);
    let mapping = headers.zip(held).map(|(header, field)| Column { header, field });
    let people = match people(&sheet, mapping.collect(), &settings) {
        Ok(people) => people,
        Err(fault) => return correct(Some(fault)),
    };
    if people.people.len() > MOST_PEOPLE {
        return correct(Some("too-many"));
    }
    let agreed = (posted.value("do") == "apply").then(|| posted.value("agreed"));
    let told = portions::taken(visit, agreed, (people, settings)).await?;
    visit.room.page(report(visit, &file, &told)?)
}

/// The people of a file, or the name of what is wrong with its columns.
fn people(
    sheet: &Sheet,
    columns: Vec<Column>,
    settings: &Settings,
) -> Result<People, &'static str> {
    let mapping = Mapping::new(columns).map_err(|error| match error {
        InvalidMapping::Twice { .. } => "twice",
        InvalidMapping::NameTwice => "name-twice",
        InvalidMapping::NobodyNamed => "nobody",
        InvalidMapping::NotAMapping
        | InvalidMapping::TooManyColumns
        | InvalidMapping::LongHeader { .. } => "columns",
    })?;
    let bound = mapping.bind(&sheet.header).map_err(|error| match error {
        NotBound::NoHeader { .. } => "no-header",
        NotBound::Missing { .. } => "columns",
    })?;
    Ok(People::read(sheet, &bound, settings))
}

fn report(visit: &Visit<'_>, file: &ImportFile<'_>, told: &Told) -> Result<String, Problem> {
    let report = &told.report;
    let reasons = report.refused.iter().map(|refusal| serde_json::to_value(refusal.reason));
    let reasons: Vec<_> = reasons.collect::<Result<_, _>>().map_err(|_| Kind::Internal)?;
    let refused = report.refused.iter().zip(&reasons).map(|(refusal, reason)| ImportRow {
        line: refusal.line,
        column: refusal.column,
        what: ImportTold::Refused(reason.as_str().unwrap_or_default()),
    });
    let twice = report.duplicates.iter().map(|duplicate| ImportRow {
        line: duplicate.line,
        column: None,
        what: ImportTold::SameAs(duplicate.of),
    });
    let mut rows: Vec<_> = refused.chain(twice).collect();
    rows.sort_by_key(|row| (row.line, row.column));
    let has_more = rows.len() > MOST_SHOWN_ROWS;
    rows.truncate(MOST_SHOWN_ROWS);
    let Counts { new, changed, same, duplicates, refused } = report.counts;
    let agreed = serde_json::to_string(&told.portions).map_err(|_| Kind::Internal)?;
    let shown = ImportReport {
        counts: [new, changed, same, duplicates, refused],
        agreed: &agreed,
        rows: &rows,
        has_more,
        outcome: told.outcome,
    };
    Ok(import_report_page(&visit.view(None), file, &shown))
}
