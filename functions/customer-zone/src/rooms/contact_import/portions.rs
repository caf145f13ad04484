//! A file's people, told to storage a portion at a time: each portion is one transaction, for as long as which nothing else
//! is kept. Who is told of again changes nothing, so that whatever stops between two of them is mended by the same file.

use contract::message::{ContactsImported, ImportContacts};
use page::ImportOutcome;
use problem::{Kind, Problem};
use table::{Counts, People, Person, Report, Settings};

use crate::visit::Visit;

/// The most people of one file.
pub(super) const MOST_PEOPLE: usize = 20 * ImportContacts::MOST;

/// What became of people, or would, with the rows that never came to storage.
pub(super) struct Told {
    pub(super) report: Report,
    /// What storage has said of each portion, for it to be agreed to.
    pub(super) portions: Vec<Counts>,
    pub(super) outcome: ImportOutcome,
}

/// Says what people would come to; and does it, if that is what was agreed to, as text.
pub(super) async fn taken(
    visit: &Visit<'_>,
    agreed: Option<&str>,
    (people, settings): (People, Settings),
) -> Result<Told, Problem> {
    let People { people, duplicates, refused, refused_rows } = people;
    let sent = Sent { visit, people: &people, settings: &settings };
    let mut told = match agreed {
        None => sent.planned(ImportOutcome::Asked).await?,
        Some(agreed) => sent.applied(agreed).await?,
    };
    let report = &mut told.report;
    report.counts.duplicates += u32::try_from(duplicates.len()).unwrap_or(u32::MAX);
    report.counts.refused += refused_rows;
    report.duplicates.extend(duplicates);
    report.refused.extend(refused);
    Ok(told)
}

struct Sent<'a> {
    visit: &'a Visit<'a>,
    people: &'a [Person],
    settings: &'a Settings,
}

impl Sent<'_> {
    fn portions(&self) -> impl ExactSizeIterator<Item = &[Person]> {
        self.people.chunks(ImportContacts::MOST)
    }

    /// One portion; nothing is done if what it comes to is not what was agreed to.
    async fn send(
        &self,
        people: &[Person],
        agreed: Option<Counts>,
    ) -> Result<ContactsImported, Problem> {
        let (dry_run, people) = (agreed.is_none(), people.to_vec());
        let language = self.settings.language.clone();
        let message = ImportContacts { dry_run, language, agreed, people };
        self.visit.room.storage.import_contacts(&message).await
    }

    /// What all would come to.
    async fn planned(&self, outcome: ImportOutcome) -> Result<Told, Problem> {
        let mut told = Told { report: nothing(self.settings), portions: Vec::new(), outcome };
        for portion in self.portions() {
            told.add(self.send(portion, None).await?.report);
        }
        Ok(told)
    }

    /// Does what was agreed to, up to the first portion that would come to something else by now. Of a portion of which
    /// nothing is to be done storage is not asked: that is how the rest of a file goes quickly.
    async fn applied(&self, agreed: &str) -> Result<Told, Problem> {
        let agreed: Vec<Counts> =
            serde_json::from_str(agreed).map_err(|_| Problem::new(Kind::BodyUnreadable))?;
        if agreed.len() != self.portions().len() {
            return Err(Problem::new(Kind::BodyUnreadable));
        }
        let outcome = ImportOutcome::Done;
        let mut told = Told { report: nothing(self.settings), portions: Vec::new(), outcome };
        let mut done = 0;
        for (portion, agreed) in self.portions().zip(agreed) {
            if agreed.new + agreed.changed == 0 {
                told.add(Report { counts: agreed, ..nothing(self.settings) });
                continue;
            }
            let ContactsImported { done: is_done, report } =
                self.send(portion, Some(agreed)).await?;
            if !is_done {
                return self.planned(ImportOutcome::ChangedMeanwhile { done }).await;
            }
            done += report.counts.new + report.counts.changed;
            told.add(report);
        }
        Ok(told)
    }
}

impl Told {
    fn add(&mut self, portion: Report) {
        self.portions.push(portion.counts);
        let (all, one) = (&mut self.report.counts, portion.counts);
        for (all, one) in [
            (&mut all.new, one.new),
            (&mut all.changed, one.changed),
            (&mut all.same, one.same),
            (&mut all.duplicates, one.duplicates),
            (&mut all.refused, one.refused),
        ] {
            *all = all.saturating_add(one);
        }
        self.report.changed.extend(portion.changed);
        self.report.duplicates.extend(portion.duplicates);
        self.report.refused.extend(portion.refused);
    }
}

/// The report of nobody.
fn nothing(settings: &Settings) -> Report {
    table::Plan::new(People::default(), &[], settings).report()
}
