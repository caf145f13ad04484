//! Respondents' invitations over SQL.

use std::collections::BTreeSet;

use ::survey::SurveyId;
use contract::Moment;
use credential::{InvitationId, TenantId};
use invite::State;
use personal::{Generation, SubjectId};

use super::End;
use super::comment::FORGET_AGREED;
use super::part;
use super::profile::FORGET;
use super::row::Row;
use crate::{
    Answering, Append, AskedChanged, AskedFilter, AskedRest, ChangedAsked, InvitationStore,
    NewAsked, PersonChange, Record, ResponseStore as _, SqlConnection, SqlStore, SqlValue,
    StoreError, StoredAsked, StoredSubject,
};

/// What is read of an invitation, in the order in which [`stored`] does.
macro_rules! fields {
    () => {
        "SELECT asked.sequence, asked.id, asked.tenant, asked.app, asked.instance, asked.stage, \
         asked.state, asked.next_due, asked.made_at, asked.test, asked.parts, asked.contact, \
         contacts.revision, subjects.generation, subjects.sealed, asked.sealed"
    };
}

/// Where that stands.
macro_rules! joined {
    () => {
        " FROM asked \
         LEFT JOIN contacts ON contacts.tenant = asked.tenant AND contacts.id = asked.contact \
         LEFT JOIN subjects ON subjects.tenant = asked.tenant AND subjects.id = asked.contact "
    };
}

/// The columns of an invitation.
macro_rules! columns {
    () => {
        concat!(fields!(), joined!())
    };
}

pub(super) use {fields, joined};

const FIND: &str = concat!(columns!(), "WHERE asked.id = ?1");

const SAME: &str = concat!(columns!(), "WHERE asked.tenant = ?1 AND asked.key = ?2");

const OF_CONTACT: &str = concat!(
    columns!(),
    "WHERE asked.tenant = ?1 AND asked.contact = ?2 ORDER BY asked.sequence DESC LIMIT ?3",
);

const LIST: &str = concat!(
    columns!(),
    "WHERE asked.tenant = ?1 AND asked.app = ?2 AND asked.instance = ?3 AND asked.sequence < ?4 ",
    "AND (?5 IS NULL OR asked.state = ?5) AND (?6 IS NULL OR asked.contact = ?6) ",
    "ORDER BY asked.sequence DESC LIMIT ?7",
);

/// The same of one event, whose hash is of its app and instance, too.
const LIST_OF_EVENT: &str = concat!(
    columns!(),
    "WHERE asked.tenant = ?1 AND asked.event = ?4 AND asked.sequence < ?2 ",
    "AND (?3 IS NULL OR asked.state = ?3) AND (?5 IS NULL OR asked.contact = ?5) ",
    "ORDER BY asked.sequence DESC LIMIT ?6",
);

const LATER: &str = "UPDATE asked SET next_due = ?2 WHERE id = ?1 AND next_due IS NOT NULL";

/// What is held back is that of an instance that is paused.
const DUE: &str = concat!(
    columns!(),
    "WHERE asked.next_due <= ?1 AND asked.held = 0 ORDER BY asked.next_due LIMIT ?2",
);

/// This one statement decides whose change counts: all that changes a person's invitations begins with it.
const TAKE: &str = "UPDATE contacts SET revision = revision + 1 \
     WHERE tenant = ?1 AND id = ?2 AND revision = ?3 RETURNING 1";

const ADD: &str = "INSERT INTO asked (id, tenant, app, instance, contact, key, event, stage, \
     state, test, next_due, made_at, sealed, parts, held) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
     (SELECT paused FROM app_instances WHERE tenant = ?2 AND app = ?3 AND instance = ?4)) \
     ON CONFLICT (tenant, key) DO NOTHING RETURNING 1";

/// It may begin to wait only now, when its instance is paused.
const CHANGE: &str = "UPDATE asked SET state = ?4, next_due = ?5, sealed = ?6, parts = ?7, held = \
     (SELECT paused FROM app_instances WHERE app_instances.tenant = asked.tenant \
     AND app_instances.app = asked.app AND app_instances.instance = asked.instance) \
     WHERE id = ?1 AND tenant = ?2 AND contact = ?3 RETURNING 1";

/// Of what was written somebody may have the link, which names it.
const REMOVE: &str = "DELETE FROM asked WHERE id = ?3 AND tenant = ?1 AND contact = ?2 \
     AND NOT EXISTS (SELECT 1 FROM asked_messages WHERE asked_messages.asked = asked.id) RETURNING 1";

/// All of them, also those that are too many to have been told.
/// What was written to them is not sent, and nothing is asked of it any more.
const FORGET_MESSAGES: &str = "DELETE FROM asked_messages WHERE asked IN \
     (SELECT id FROM asked WHERE tenant = ?1 AND contact = ?2)";

const FORGET_HELD: &str = "DELETE FROM contact_keys WHERE tenant = ?1 AND contact = ?2";

const FORGET_ASKED: &str = "UPDATE asked SET contact = NULL, sealed = NULL, next_due = NULL, \
     state = 'erased' WHERE tenant = ?1 AND contact = ?2";

const FORGET_LINKED: &str = "DELETE FROM linked_answers WHERE asked IN \
     (SELECT id FROM asked WHERE tenant = ?1 AND contact = ?2)";

const FORGET_CONTACT: &str = "DELETE FROM contacts WHERE tenant = ?1 AND id = ?2";

const FORGET_KEY: &str = "DELETE FROM subjects WHERE tenant = ?1 AND id = ?2";

const CLOSED: &str = "SELECT id, tenant, contact FROM asked WHERE next_due IS NULL \
     AND made_at < ?1 AND NOT EXISTS (SELECT 1 FROM asked_messages \
     WHERE asked_messages.asked = asked.id AND asked_messages.closes >= ?1) \
     ORDER BY made_at LIMIT ?2";

const CLEAR_MESSAGES: &str = "DELETE FROM asked_messages WHERE asked = ?1";

const CLEAR_LINKED: &str = "DELETE FROM linked_answers WHERE asked = ?1";

const CLEAR: &str = "DELETE FROM asked WHERE id = ?1";

/// Whoever is known of by more than events is not known for an invitation's sake.
const IS_NEEDED: &str = "SELECT 1 FROM asked WHERE tenant = ?1 AND contact = ?2 \
     UNION ALL SELECT 1 FROM contact_profiles WHERE tenant = ?1 AND contact = ?2 LIMIT 1";

/// Reads a state.
pub(super) fn state(row: &mut Row) -> Result<State, StoreError> {
    let name = row.text()?;
    let known = State::ALL.into_iter().find(|state| state.name() == name);
    known.ok_or(StoreError::Unreadable("no state"))
}

pub(super) fn stored(row: &mut Row) -> Result<StoredAsked, StoreError> {
    Ok(StoredAsked {
        sequence: row.number()?,
        id: row.parsed()?,
        tenant: row.parsed()?,
        app: row.parsed()?,
        instance: row.parsed()?,
        stage: row.parsed()?,
        state: state(row)?,
        next_due: row.maybe_moment()?,
        made_at: row.moment()?,
        test: row.flag()?,
        parts: part::read(row)?,
        rest: rest(row)?,
    })
}

fn rest(row: &mut Row) -> Result<Option<AskedRest>, StoreError> {
    let (contact, revision) = (row.maybe_bytes()?, row.maybe_integer()?);
    let (generation, key, sealed) = (row.maybe_integer()?, row.maybe_bytes()?, row.maybe_bytes()?);
    let (Some(contact), Some(revision), Some(generation), Some(key), Some(sealed)) =
        (contact, revision, generation, key, sealed)
    else {
        return Ok(None);
    };
    let contact = contact.try_into().map_err(|_| StoreError::Unreadable("no subject"))?;
    let revision = u32::try_from(revision).map_err(|_| StoreError::Unreadable("no revision"))?;
    let generation = u32::try_from(generation).ok().and_then(Generation::new);
    let generation = generation.ok_or(StoreError::Unreadable("no generation"))?;
    let (contact, key) =
        (SubjectId::from_bytes(contact), StoredSubject { generation, sealed: key });
    Ok(Some(AskedRest { contact, revision, key, sealed }))
}

fn moment(moment: Option<Moment>) -> SqlValue {
    moment.map_or(SqlValue::Null, SqlValue::from)
}

impl<C: SqlConnection> SqlStore<C> {
    async fn some_asked(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Vec<StoredAsked>, StoreError> {
        let rows = self.rows(statement, parameters).await?;
        rows.into_iter().map(|mut row| stored(&mut row)).collect()
    }

    async fn one_asked(
        &self,
        statement: &str,
        parameters: Vec<SqlValue>,
    ) -> Result<Option<StoredAsked>, StoreError> {
        Ok(self.some_asked(statement, parameters).await?.into_iter().next())
    }

    /// Does all of a change, in the transaction that is open. Says whether it could.
    async fn apply(&self, change: &PersonChange) -> Result<bool, StoreError> {
        let PersonChange { tenant, contact, revision, .. } = change;
        let person = || -> Vec<SqlValue> {
            vec![tenant.as_str().into(), contact.as_bytes().as_slice().into()]
        };
        let mut taking = person();
        taking.push((*revision).into());
        if self.first(TAKE, taking).await?.is_none() {
            return Ok(false);
        }
        if let Some(id) = &change.removed {
            let mut removing = person();
            removing.push(id.as_str().into());
            if self.first(REMOVE, removing).await?.is_none() {
                return Ok(false);
            }
        }
        if let Some(new) = &change.added
            && !self.add_asked(change, new).await?
        {
            return Ok(false);
        }
        for asked in &change.changed {
            if !self.change_asked(change, asked).await? {
                return Ok(false);
            }
        }
        for message in &change.messages {
            self.change_message(message).await?;
        }
        for one in &change.suppressed {
            self.suppress(tenant, one).await?;
        }
        if let Some(linked) = &change.linked {
            self.link(linked).await?;
        }
        if change.forget {
            let rest = [
                FORGET_MESSAGES,
                FORGET_HELD,
                FORGET_AGREED,
                FORGET_LINKED,
                FORGET_ASKED,
                FORGET_CONTACT,
                FORGET_KEY,
            ];
            for statement in FORGET.into_iter().chain(rest) {
                self.rows(statement, person()).await?;
            }
        }
        Ok(true)
    }

    async fn add_asked(&self, change: &PersonChange, new: &NewAsked) -> Result<bool, StoreError> {
        let ChangedAsked { id, state, next_due, parts, sealed } = &new.asked;
        let parameters = vec![
            id.as_str().into(),
            change.tenant.as_str().into(),
            new.app.as_str().into(),
            new.instance.as_str().into(),
            change.contact.as_bytes().as_slice().into(),
            new.key.as_slice().into(),
            new.event.as_slice().into(),
            new.stage.as_str().into(),
            state.name().into(),
            new.test.into(),
            moment(*next_due),
            new.made_at.into(),
            sealed.as_slice().into(),
            part::printed(parts).as_str().into(),
        ];
        Ok(self.first(ADD, parameters).await?.is_some())
    }

    async fn change_asked(
        &self,
        change: &PersonChange,
        asked: &ChangedAsked,
    ) -> Result<bool, StoreError> {
        let parameters = vec![
            asked.id.as_str().into(),
            change.tenant.as_str().into(),
            change.contact.as_bytes().as_slice().into(),
            asked.state.name().into(),
            moment(asked.next_due),
            asked.sealed.as_slice().into(),
            part::printed(&asked.parts).as_str().into(),
        ];
        Ok(self.first(CHANGE, parameters).await?.is_some())
    }
}

impl<C: SqlConnection> InvitationStore for SqlStore<C> {
    async fn find_asked(&self, id: &InvitationId) -> Result<Option<StoredAsked>, StoreError> {
        self.one_asked(FIND, vec![id.as_str().into()]).await
    }

    async fn find_same(
        &self,
        tenant: &TenantId,
        key: &[u8; 32],
    ) -> Result<Option<StoredAsked>, StoreError> {
        self.one_asked(SAME, vec![tenant.as_str().into(), key.as_slice().into()]).await
    }

    async fn asked_of(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
        limit: u32,
    ) -> Result<Vec<StoredAsked>, StoreError> {
        let whose = contact.as_bytes().as_slice().into();
        self.some_asked(OF_CONTACT, vec![tenant.as_str().into(), whose, limit.into()]).await
    }

    async fn list_asked(
        &self,
        tenant: &TenantId,
        filter: AskedFilter<'_>,
    ) -> Result<Vec<StoredAsked>, StoreError> {
        let AskedFilter { app, instance, state, event, contact, before, limit } = filter;
        let before = before.unwrap_or(u64::MAX).into();
        let state = state.map(State::name).into();
        let contact = contact.as_ref().map(|contact| contact.as_bytes().as_slice()).into();
        let whose = tenant.as_str().into();
        if let Some(event) = event {
            let parameters =
                vec![whose, before, state, event.as_slice().into(), contact, limit.into()];
            return self.some_asked(LIST_OF_EVENT, parameters).await;
        }
        let (app, instance) = (app.as_str().into(), instance.as_str().into());
        let parameters = vec![whose, app, instance, before, state, contact, limit.into()];
        self.some_asked(LIST, parameters).await
    }

    async fn look_later(&self, id: &InvitationId, at: Moment) -> Result<(), StoreError> {
        self.rows(LATER, vec![id.as_str().into(), at.into()]).await.map(|_| ())
    }

    async fn due_asked(&self, limit: u32, now: Moment) -> Result<Vec<StoredAsked>, StoreError> {
        self.some_asked(DUE, vec![now.into(), limit.into()]).await
    }

    async fn remove_asked(&self, limit: u32, before: Moment) -> Result<u32, StoreError> {
        let closed = self.rows(CLOSED, vec![before.into(), limit.into()]).await?;
        if closed.is_empty() {
            return Ok(0);
        }
        self.transaction(async || {
            let mut removed = 0;
            let mut people = BTreeSet::new();
            for mut row in self.rows(CLOSED, vec![before.into(), limit.into()]).await? {
                let (id, tenant, contact) = (row.text()?, row.text()?, row.maybe_bytes()?);
                for statement in [CLEAR_MESSAGES, CLEAR_LINKED, CLEAR] {
                    self.rows(statement, vec![id.as_str().into()]).await?;
                }
                removed += 1;
                people.extend(contact.map(|contact| (tenant, contact)));
            }
            for (tenant, contact) in people {
                let person = || vec![tenant.as_str().into(), contact.as_slice().into()];
                if self.first(IS_NEEDED, person()).await?.is_none() {
                    let rest = [FORGET_HELD, FORGET_CONTACT, FORGET_KEY];
                    for statement in FORGET.into_iter().chain(rest) {
                        self.rows(statement, person()).await?;
                    }
                }
            }
            Ok(End::Commit(removed))
        })
        .await
    }

    async fn change_person(&self, change: &PersonChange) -> Result<AskedChanged, StoreError> {
        self.transaction(async || {
            let done = self.apply(change).await?;
            Ok(if done {
                End::Commit(AskedChanged::Done)
            } else {
                End::RollBack(AskedChanged::Meanwhile)
            })
        })
        .await
    }

    async fn answer(
        &self,
        survey: &SurveyId,
        record: &Record,
        change: &PersonChange,
    ) -> Result<Answering, StoreError> {
        self.transaction(async || {
            let outcome = self.append(survey, record).await?;
            if matches!(outcome, Append::Now(_)) && !self.apply(change).await? {
                return Ok(End::RollBack(Answering::Meanwhile));
            }
            Ok(End::Commit(Answering::Response(outcome)))
        })
        .await
    }
}
