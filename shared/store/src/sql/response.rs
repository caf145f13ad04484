//! Responses over SQL.

mod stored;

use ::survey::{ResponseId, SurveyId};
use contract::Moment;
use contract::message::{Limit, Quota, ResponseState, Revision};
use credential::TenantId;
use personal::SubjectId;
use serde_json::Value;

use self::stored::stage;
pub(super) use self::stored::{columns, stored};
use crate::sql::End;
use crate::sql::part as parts;
use crate::sql::report::printed;
use crate::sql::withdrawal::{WAS_WITHDRAWN, hashed, id_hash};
use crate::{
    Append, Own, Record, ResponseStore, SealedPart, SqlConnection, SqlStore, SqlValue, Stage,
    StoreError, StoredResponse, StoredSubject, Withdraw, Withdrawable,
};

/// What is kept of a response, if the survey takes it: the survey's state, the version and whether
/// the name was withdrawn are looked at in the statement that keeps it, so a survey that closes
/// meanwhile takes nothing more, and what is withdrawn meanwhile does not come back. Where a new key
/// comes with it, it is kept if its subject has none yet: a trigger puts that into its table.
macro_rules! insert {
    () => {
        "INSERT INTO responses (survey, id, version, language, complete, answers, digest, \
         submitted_at, score, quotas, revision, suspect, sealed, subject, personal, \
         key_generation, new_key, tally, parts) \
         SELECT surveys.id, ?2, survey_versions.version, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, \
         ?14, ?15, ?16, ?17, ?18, ?19, ?20 \
         FROM surveys JOIN survey_versions ON survey_versions.survey = surveys.id \
         WHERE surveys.id = ?1 AND survey_versions.version = ?3 AND surveys.state = 'published' \
         AND NOT EXISTS (SELECT 1 FROM withdrawn_responses \
         WHERE withdrawn_responses.survey = ?1 AND withdrawn_responses.id_hash = ?13) \
         AND (?18 IS NULL OR (EXISTS (SELECT 1 FROM tenant_keys \
         WHERE tenant_keys.tenant = surveys.tenant AND tenant_keys.generation = ?17) \
         AND NOT EXISTS (SELECT 1 FROM subjects \
         WHERE subjects.tenant = surveys.tenant AND subjects.id = ?15))) "
    };
}

/// This one statement decides whether a response is new.
const APPEND: &str = concat!(insert!(), "ON CONFLICT (survey, id) DO NOTHING RETURNING 1");

/// This one statement decides whether a response that is not complete is new, or later than what is
/// kept of it. It stays in its place.
const REVISE: &str = concat!(
    insert!(),
    "ON CONFLICT (survey, id) DO UPDATE SET version = excluded.version, ",
    "language = excluded.language, answers = excluded.answers, digest = excluded.digest, ",
    "submitted_at = excluded.submitted_at, revision = excluded.revision, ",
    "suspect = excluded.suspect, sealed = excluded.sealed, subject = excluded.subject, ",
    "personal = excluded.personal ",
    "WHERE responses.complete = 0 AND responses.revision < excluded.revision RETURNING 1",
);

/// Makes way for a completion. It is a row of its own, so that it gets a new place in the order.
const MAKE_WAY: &str = "DELETE FROM responses \
     WHERE survey = ?1 AND id = ?2 AND complete = 0 RETURNING 1";

/// This one statement decides whether a quota has room for one more.
const RESERVE: &str = "INSERT INTO quota_counts (survey, quota, taken) SELECT ?1, ?2, 1 WHERE ?3 > 0 \
     ON CONFLICT (survey, quota) DO UPDATE SET taken = quota_counts.taken + 1 \
     WHERE quota_counts.taken < ?3 RETURNING 1";

const FIND: &str = "SELECT digest, sealed, submitted_at, complete, revision FROM responses \
     WHERE survey = ?1 AND id = ?2";

const STATE: &str = "SELECT surveys.state FROM surveys JOIN survey_versions \
     ON survey_versions.survey = surveys.id \
     WHERE surveys.id = ?1 AND survey_versions.version = ?2";

const OWNS: &str = "SELECT 1 FROM surveys WHERE id = ?1 AND tenant = ?2";

macro_rules! list {
    ($which:literal) => {
        concat!(
            columns!(),
            "WHERE responses.survey = ?1 AND responses.sequence > ?2 ",
            $which,
            " ORDER BY responses.sequence LIMIT ?3"
        )
    };
}

/// The conditions are those of the indexes.
const fn list(state: ResponseState) -> &'static str {
    match state {
        ResponseState::All => list!(""),
        ResponseState::Complete => list!("AND complete = 1 AND suspect IS NULL"),
        ResponseState::Partial => list!("AND complete = 0 AND suspect IS NULL"),
        ResponseState::Suspected => list!("AND suspect IS NOT NULL"),
    }
}

const READ: &str = concat!(
    columns!(),
    "WHERE responses.survey = ?1 AND surveys.tenant = ?2 AND responses.id = ?3",
);

const READ_OWN: &str = concat!(columns!(), "WHERE responses.survey = ?1 AND responses.id = ?2");

/// The names of what is suspected; nothing if nothing is.
fn suspicion_names(record: &Record) -> Option<String> {
    let names: Vec<_> = record.suspect.iter().map(|one| one.as_str()).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// The names of a record's quotas as JSON; nothing if it has none.
fn quota_names(record: &Record) -> Option<String> {
    let names: Vec<_> = record.quotas.iter().map(|quota| quota.name.as_str()).collect();
    (!names.is_empty()).then(|| Value::from(names).to_string())
}

/// Whether a response is counted to something, which takes a transaction.
const fn is_counted(record: &Record) -> bool {
    record.stage.is_complete() && !(record.quotas.is_empty() && record.per_minute.is_none())
}

pub(super) fn named(survey: &SurveyId, id: ResponseId) -> Vec<SqlValue> {
    vec![survey.as_str().into(), id.as_bytes().as_slice().into()]
}

fn append_parameters(
    survey: &SurveyId,
    record: &Record,
    key: Option<&StoredSubject>,
) -> Vec<SqlValue> {
    let (sealed, part) = (record.sealed.as_ref(), part(record));
    vec![
        survey.as_str().into(),
        record.id.as_bytes().as_slice().into(),
        record.version.number().into(),
        record.language.as_str().into(),
        record.stage.is_complete().into(),
        sealed.map_or(&record.answers, |sealed| &sealed.answers).as_str().into(),
        sealed.map_or(&record.digest, |sealed| &sealed.digest).as_slice().into(),
        record.submitted_at.into(),
        record.score.into(),
        quota_names(record).as_deref().into(),
        record.stage.revision().map_or(0, Revision::number).into(),
        suspicion_names(record).as_deref().into(),
        id_hash(record.id),
        sealed.is_some().into(),
        part.map(|part| part.subject.id.as_bytes().as_slice()).into(),
        part.map(|part| part.sealed.as_slice()).into(),
        key.map_or(SqlValue::Null, |key| key.generation.number().into()),
        key.map(|key| key.sealed.as_slice()).into(),
        printed(sealed.map_or(&[], |sealed| &sealed.tally)).as_str().into(),
        (!record.parts.is_empty()).then(|| parts::printed(&record.parts)).as_deref().into(),
    ]
}

/// The personal part of a record.
fn part(record: &Record) -> Option<&SealedPart> {
    record.sealed.as_ref().and_then(|sealed| sealed.part.as_ref())
}

/// The new key that comes in one statement with the response that it seals.
fn new_key(record: &Record) -> Option<&StoredSubject> {
    let part = part(record).filter(|part| part.subject.is_new && record.stage.is_complete());
    part.map(|part| &part.subject.key)
}

/// Whether keeping a record is more than adding a row: places of quotas are taken, files named, a
/// subject's key is looked at.
fn is_more(record: &Record) -> bool {
    let looks = part(record).is_some() && new_key(record).is_none();
    !record.files.is_empty() || is_counted(record) || looks
}

/// Whether the row of which `digest` was read is this record. One is never sealed, once it is, in a
/// way that another could be compared with.
fn is_same(record: &Record, digest: [u8; 32], is_sealed: bool) -> bool {
    match &record.sealed {
        Some(sealed) if is_sealed => sealed.digest == digest,
        Some(_) | None => !is_sealed && record.digest == digest,
    }
}

impl<C: SqlConnection> SqlStore<C> {
    /// Keeps a response whose name may be taken by what was kept of it before, takes a place of
    /// each of its quotas, counts it to its minute, and has it name its files, in one transaction.
    /// `None` if nothing was kept.
    ///
    /// The response comes first: a repeat takes no place. The quotas come in the order of their
    /// names, so that two transactions never wait for each other. Who comes when there is no place
    /// is told so, and not to come again in a minute.
    async fn append_with_all(
        &self,
        survey: &SurveyId,
        record: &Record,
    ) -> Result<Option<Append>, StoreError> {
        self.transaction(async || {
            if !self.put(survey, record).await? {
                return Ok(End::RollBack(None));
            }
            if let Some(part) = part(record)
                && !self.keep_subject(survey, &part.subject).await?
            {
                return Ok(End::RollBack(Some(Append::KeyChanged)));
            }
            for Quota { name, limit } in &record.quotas {
                let place = vec![survey.as_str().into(), name.as_str().into(), (*limit).into()];
                if self.first(RESERVE, place).await?.is_none() {
                    return Ok(End::RollBack(Some(Append::QuotaFull)));
                }
            }
            if let Some(until) = self.count(survey, record).await? {
                return Ok(End::RollBack(Some(Append::TooMany(until))));
            }
            if let Some(place) = self.name_files(survey, record).await? {
                return Ok(End::RollBack(Some(Append::FileMissing(place))));
            }
            Ok(End::Commit(Some(Append::Now(record.submitted_at))))
        })
        .await
    }

    /// Keeps a response, in the place of what is not complete of it.
    async fn put(&self, survey: &SurveyId, record: &Record) -> Result<bool, StoreError> {
        match record.stage {
            Stage::Partial(_) => self.revise(survey, record).await,
            Stage::Complete => {
                let made_way = async || self.first(MAKE_WAY, named(survey, record.id)).await;
                Ok(self.insert(survey, record, None).await?
                    || (made_way().await?.is_some() && self.insert(survey, record, None).await?))
            }
        }
    }

    async fn revise(&self, survey: &SurveyId, record: &Record) -> Result<bool, StoreError> {
        Ok(self.first(REVISE, append_parameters(survey, record, None)).await?.is_some())
    }

    async fn insert(
        &self,
        survey: &SurveyId,
        record: &Record,
        key: Option<&StoredSubject>,
    ) -> Result<bool, StoreError> {
        Ok(self.first(APPEND, append_parameters(survey, record, key)).await?.is_some())
    }

    /// Why nothing was kept. `None` if what is kept under the name makes way for `record`.
    async fn explain(
        &self,
        survey: &SurveyId,
        record: &Record,
    ) -> Result<Option<Append>, StoreError> {
        if let Some(mut row) = self.first(FIND, named(survey, record.id)).await? {
            let same = is_same(record, row.blob()?, row.flag()?);
            let at = row.moment()?;
            match (stage(&mut row)?, record.stage) {
                (Stage::Complete, Stage::Complete) => {
                    return Ok(Some(if same { Append::Already(at) } else { Append::Conflict }));
                }
                (Stage::Complete, Stage::Partial(_)) => return Ok(Some(Append::Complete)),
                (Stage::Partial(kept), Stage::Partial(sent)) if kept >= sent => {
                    let repeated = same && kept == sent;
                    let told = Append::Superseded(at, kept);
                    return Ok(Some(if repeated { Append::Already(at) } else { told }));
                }
                (Stage::Partial(_), Stage::Partial(_) | Stage::Complete) => {}
            }
        } else if self.first(WAS_WITHDRAWN, hashed(survey, record.id)).await?.is_some() {
            return Ok(Some(Append::Withdrawn));
        }
        let parameters = vec![survey.as_str().into(), record.version.number().into()];
        let Some(mut row) = self.first(STATE, parameters).await? else {
            return Ok(Some(Append::NotFound));
        };
        let open = row.text()? == "published" && record.timing.is_timely();
        Ok(if open { None } else { Some(Append::Closed) })
    }

    /// Keeps a response at once, where it takes no place and names no file.
    async fn append_alone(&self, survey: &SurveyId, record: &Record) -> Result<bool, StoreError> {
        if is_more(record) {
            return Ok(false);
        }
        match record.stage {
            // Both or neither, and together: what the next revision names must not be loosened after it.
            Stage::Partial(_) => {
                self.transaction(async || {
                    if !self.revise(survey, record).await? {
                        return Ok(End::RollBack(false));
                    }
                    self.loosen_files(survey, record.id).await?;
                    Ok(End::Commit(true))
                })
                .await
            }
            Stage::Complete => self.insert(survey, record, new_key(record)).await,
        }
    }
}

impl<C: SqlConnection> ResponseStore for SqlStore<C> {
    async fn append(&self, survey: &SurveyId, record: &Record) -> Result<Append, StoreError> {
        let now = Append::Now(record.submitted_at);
        let timely = record.timing.is_timely();
        if timely && self.append_alone(survey, record).await? {
            return Ok(now);
        }
        let whole = timely && is_more(record);
        if !whole && let Some(outcome) = self.explain(survey, record).await? {
            return Ok(outcome);
        }
        if timely && (whole || record.stage.is_complete()) {
            if let Some(outcome) = self.append_with_all(survey, record).await? {
                return Ok(outcome);
            }
            if let Some(outcome) = self.explain(survey, record).await? {
                return Ok(outcome);
            }
        }
        Err(StoreError::Unavailable("the survey or the response changed meanwhile".to_owned()))
    }

    async fn list_responses(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        state: ResponseState,
        limit: Limit,
        after: Option<u64>,
    ) -> Result<Option<Vec<StoredResponse>>, StoreError> {
        let owner = vec![survey.as_str().into(), tenant.as_str().into()];
        if self.first(OWNS, owner).await?.is_none() {
            return Ok(None);
        }
        let parameters: Vec<SqlValue> = vec![
            survey.as_str().into(),
            after.unwrap_or_default().into(),
            u32::from(limit.number()).into(),
        ];
        let rows = self.rows(list(state), parameters).await?;
        rows.into_iter().map(|mut row| stored(&mut row)).collect::<Result<_, _>>().map(Some)
    }

    async fn read_response(
        &self,
        tenant: &TenantId,
        survey: &SurveyId,
        response: ResponseId,
    ) -> Result<Option<StoredResponse>, StoreError> {
        let parameters = vec![
            survey.as_str().into(),
            tenant.as_str().into(),
            response.as_bytes().as_slice().into(),
        ];
        let row = self.first(READ, parameters).await?;
        row.map(|mut row| stored(&mut row)).transpose()
    }

    async fn read_own(&self, survey: &SurveyId, response: ResponseId) -> Result<Own, StoreError> {
        if let Some(mut row) = self.first(READ_OWN, named(survey, response)).await? {
            return stored(&mut row).map(Own::Response);
        }
        let withdrawn = self.first(WAS_WITHDRAWN, hashed(survey, response)).await?.is_some();
        Ok(if withdrawn { Own::Withdrawn } else { Own::NotFound })
    }

    async fn withdraw(
        &self,
        survey: &SurveyId,
        response: ResponseId,
        own: SubjectId,
        what: Withdrawable,
        now: Moment,
    ) -> Result<Withdraw, StoreError> {
        if self.take_away(survey, (response, own), what, now).await?.is_some() {
            return Ok(Withdraw::Done);
        }
        Ok(match self.read_own(survey, response).await? {
            Own::Response(_) => Withdraw::Complete,
            Own::Withdrawn => Withdraw::Already,
            Own::NotFound => Withdraw::NotFound,
        })
    }
}
