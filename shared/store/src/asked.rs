//! The ports of respondents' invitations and of their messages.

use ::survey::SurveyId;
use contract::Moment;
use contract::message::Parts;
use credential::{AppName, InstanceName, InvitationId, MailId, TenantId};
use invite::{Channel, MessageName, StageName, State};
use personal::SubjectId;

use crate::{Append, LinkedAnswer, Record, StoreError, StoredSubject, Suppressed};

/// An invitation, as it is kept: in clear no more than is needed to find it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredAsked {
    /// Its place in the order in which invitations came.
    pub sequence: u64,
    /// Its name.
    pub id: InvitationId,
    /// Whose it is.
    pub tenant: TenantId,
    /// The app.
    pub app: AppName,
    /// The instance.
    pub instance: InstanceName,
    /// What happened.
    pub stage: StageName,
    /// How it stands.
    pub state: State,
    /// When it is looked at next.
    pub next_due: Option<Moment>,
    /// When the event came in.
    pub made_at: Moment,
    /// Whether somebody only tries out how it goes.
    pub test: bool,
    /// What figures are told apart by. They are the customer's own words, and stay when its person is erased.
    pub parts: Parts,
    /// All the rest; nothing once its person was erased.
    pub rest: Option<AskedRest>,
}

/// What is sealed of an invitation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AskedRest {
    /// Whose it is.
    pub contact: SubjectId,
    /// The revision of all of their invitations.
    pub revision: u32,
    /// Their key.
    pub key: StoredSubject,
    /// What is sealed.
    pub sealed: Vec<u8>,
}

/// How a person's invitations are from now on: all of it, or nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PersonChange {
    /// Whose people they are of.
    pub tenant: TenantId,
    /// The person.
    pub contact: SubjectId,
    /// The revision that was read: with another, nothing changes.
    pub revision: u32,
    /// Invitations that are changed.
    pub changed: Vec<ChangedAsked>,
    /// An invitation that is new, if there is one.
    pub added: Option<NewAsked>,
    /// An invitation that is somebody else's from now on, of which nothing was written: it is theirs no more, and is
    /// added to that person in the same transaction.
    pub removed: Option<InvitationId>,
    /// What becomes of messages.
    pub messages: Vec<MessageChange>,
    /// What is not written to any more.
    pub suppressed: Vec<Suppressed>,
    /// An answer that is known to be that of one of them; the response is kept in the same transaction.
    pub linked: Option<LinkedAnswer>,
    /// Whether nothing leads to the person any more.
    pub forget: bool,
}

/// How an invitation is from now on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChangedAsked {
    /// Its name.
    pub id: InvitationId,
    /// How it stands.
    pub state: State,
    /// When it is looked at next.
    pub next_due: Option<Moment>,
    /// What figures are told apart by.
    pub parts: Parts,
    /// All the rest, sealed.
    pub sealed: Vec<u8>,
}

/// An invitation that is new.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewAsked {
    /// How it is.
    pub asked: ChangedAsked,
    /// The app.
    pub app: AppName,
    /// The instance.
    pub instance: InstanceName,
    /// The keyed hash by which the same event is known: a tenant's is there once.
    pub key: [u8; 32],
    /// The keyed hash of what the customer's system calls the event.
    pub event: [u8; 32],
    /// What happened.
    pub stage: StageName,
    /// Whether somebody only tries out how it goes.
    pub test: bool,
    /// When the event came in.
    pub made_at: Moment,
}

/// What becomes of a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MessageChange {
    /// The invitation that it is of.
    pub asked: InvitationId,
    /// Its name within that.
    pub name: MessageName,
    /// What.
    pub change: MessageStep,
}

/// What becomes of a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum MessageStep {
    /// It is written, under this name.
    Write {
        /// Its own name.
        id: MailId,
        /// From when on it may be handed over.
        opens: Moment,
        /// Until when.
        closes: Moment,
    },
    /// It is handed over at another time.
    Move {
        /// From when on.
        opens: Moment,
        /// Until when.
        closes: Moment,
    },
    /// It is over.
    End(Moment),
}

/// What became of a change.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AskedChanged {
    /// It is so.
    Done,
    /// Something else changed meanwhile; nothing is changed by this.
    Meanwhile,
}

/// What became of a response that answers an invitation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Answering {
    /// What keeping it came to. If it was kept now, its invitation is answered.
    Response(Append),
    /// The person's invitations changed meanwhile; nothing is kept.
    Meanwhile,
}

/// Which invitations of an instance are listed.
#[derive(Clone, Copy, Debug)]
pub struct AskedFilter<'a> {
    /// The app.
    pub app: &'a AppName,
    /// The instance.
    pub instance: &'a InstanceName,
    /// Those that stand so.
    pub state: Option<State>,
    /// Those of this event.
    pub event: Option<[u8; 32]>,
    /// Those of this person.
    pub contact: Option<SubjectId>,
    /// Those before this place.
    pub before: Option<u64>,
    /// How many at most.
    pub limit: u32,
}

/// Keeps invitations.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait InvitationStore {
    /// The invitation of this name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_asked(&self, id: &InvitationId) -> Result<Option<StoredAsked>, StoreError>;

    /// A tenant's invitation for the same event, by its keyed hash.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_same(
        &self,
        tenant: &TenantId,
        key: &[u8; 32],
    ) -> Result<Option<StoredAsked>, StoreError>;

    /// A person's invitations, the newest first, of more than `limit` the newest.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn asked_of(
        &self,
        tenant: &TenantId,
        contact: SubjectId,
        limit: u32,
    ) -> Result<Vec<StoredAsked>, StoreError>;

    /// An instance's invitations, the newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn list_asked(
        &self,
        tenant: &TenantId,
        filter: AskedFilter<'_>,
    ) -> Result<Vec<StoredAsked>, StoreError>;

    /// Has an invitation that waits be looked at no earlier than at this moment, though nothing else of it
    /// can be changed.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn look_later(&self, id: &InvitationId, at: Moment) -> Result<(), StoreError>;

    /// The invitations whose time has come, those first that have waited longest; none of an instance that is paused.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn due_asked(&self, limit: u32, now: Moment) -> Result<Vec<StoredAsked>, StoreError>;

    /// Removes invitations that came before a moment, and of which no message could be sent since, and that wait for nothing: those
    /// first that are oldest, with their messages. Whoever
    /// has no other goes with their last one, unless a profile of them is kept: their keys, and what they were found by. Whom nothing
    /// is sent to stays so. Gives how many were removed.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn remove_asked(&self, limit: u32, before: Moment) -> Result<u32, StoreError>;

    /// Changes a person's invitations.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn change_person(&self, change: &PersonChange) -> Result<AskedChanged, StoreError>;

    /// Keeps a response and, if it was not kept before, changes the invitations of whoever gave it, in
    /// one transaction.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn answer(
        &self,
        survey: &SurveyId,
        record: &Record,
        change: &PersonChange,
    ) -> Result<Answering, StoreError>;
}

/// A message that a courier has in hand.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClaimedMessage {
    /// Its own name.
    pub id: MailId,
    /// The how manieth attempt this is, from 1 on.
    pub attempt: u32,
    /// The invitation that it is of.
    pub asked: InvitationId,
    /// Its name within that.
    pub name: MessageName,
}

/// How a message stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredMessage {
    /// What it is.
    pub message: ClaimedMessage,
    /// Whether it is over: handed over, refused or taken back.
    pub is_over: bool,
}

/// Keeps messages until they are handed over. What one says is made when it is claimed, of what its
/// invitation has: here is nothing of anybody.
#[expect(async_fn_in_trait, reason = "wasm host futures are !Send; callers are generic, never dyn")]
pub trait MessageStore {
    /// Takes up to `limit` messages of a channel in hand whose time it is. Each belongs to this caller alone for
    /// [`Resend::LEASE_MS`](crate::Resend::LEASE_MS).
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn claim_messages(
        &self,
        channel: Channel,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<ClaimedMessage>, StoreError>;

    /// The message of this name.
    ///
    /// # Errors
    ///
    /// [`StoreError`] if the store cannot say.
    async fn find_message(&self, id: &MailId) -> Result<Option<StoredMessage>, StoreError>;
}
