#![doc = include_str!("../README.md")]

mod account;
mod alert;
mod api_key;
mod app;
mod asked;
mod attempt;
mod audit;
mod badge;
mod benchmark;
mod comment;
mod contact;
mod error;
mod factor;
mod file;
mod flow;
mod hook;
mod identity;
mod leaver;
mod order;
mod outbox;
mod parcel;
mod passkey;
mod people;
mod personal;
mod profile;
mod report;
mod response;
mod sql;
mod survey;

pub use account::{AccountStore, Login, MAX_SIGN_INS, NewPassword, NewUser, Standing, UserMade};
pub use alert::{
    AlertChange, AlertFilter, AlertMessageStore, AlertRest, AlertStore, ClaimedAlertMessage,
    NewAlert, NewAlertMessage, StoredAlert,
};
pub use api_key::{
    ApiKeyBounds, ApiKeyMade, ApiKeyStore, MAX_API_KEYS, MAX_LISTED_API_KEYS, NewApiKey,
    UNSEEN_MILLIS,
};
pub use app::{AppStore, NewInstance, PutInstance, StoredInstance};
pub use asked::{
    Answering, AskedChanged, AskedFilter, AskedRest, ChangedAsked, ClaimedMessage, InvitationStore,
    MessageChange, MessageStep, MessageStore, NewAsked, PersonChange, StoredAsked, StoredMessage,
};
pub use attempt::{Allowance, AttemptBy, AttemptStore, Attempted, Hashing};
pub use audit::{
    AUDIT_FORGOTTEN_AT_ONCE, AUDIT_RETENTION_SECONDS, AuditActor, AuditDraft, AuditListed,
    AuditMark, AuditObject, AuditOrder, AuditOutcome, AuditPiece, AuditStore, hash_of, head_fits,
    response_name, walk,
};
pub use badge::BadgeStore;
pub use benchmark::{BenchmarkStore, SharedCount};
pub use comment::{CommentFilter, CommentStore, CommentsOf, StoredComment};
pub use contact::{AddContact, ContactKeys, ContactStore, StoredContact, Suppressed};
pub use error::StoreError;
pub use factor::{Factor, FactorStore, NewFactor, RecoveryHash};
pub use file::{
    FILE_OVERHEAD_BYTES, FileStore, LOOSE_MILLIS, MAX_SENT_BYTES, MAX_SENT_FILES, NewFile, PutFile,
    SealedFile, StoredFile,
};
pub use flow::{FlowFilter, FlowStore, StoredFlow};
pub use hook::{HookStore, NewHook, PutHook, StoredHook};
pub use identity::{IdentityStore, NewProvider, StoredProvider};
pub use leaver::{LeaverFilter, LeaverStore, StoredLeaver};
pub use order::{LinkedAnswer, OrderAnswered, OrderFilter, OrderStore, StoredOrder};
pub use outbox::{ClaimedMail, MailKind, MailStanding, NewMail, OutboxStore, Resend};
pub use parcel::{DeliveryChange, DeliveryCounts, DeliveryDay, ParcelPlace, ParcelStore};
pub use passkey::{
    AddedPasskey, AnsweredChallenge, MAX_PASSKEYS, NewPasskey, PasskeyStore, PasskeyUse,
    ShownPasskey, StoredPasskey,
};
pub use people::{
    Changer, Invited, Joined, MAX_INVITATIONS, MAX_INVITATIONS_A_DAY, NewInvitation,
    OpenInvitation, PeopleStore, PersonChanged,
};
pub use personal::{
    ClearFile, ClearResponse, Locked, PersonalStore, Sealing, StoredSubject, SubjectUse, TenantKeys,
};
pub use profile::{
    Marks, MergeStore, NewProfile, ProfileFilter, ProfileStore, PutProfile, StoredGroup,
    StoredProfile,
};
pub use report::{AskedDay, Days, PartFigures, PartOf, ReportStore, Rollup, Uncounted};
pub use response::{
    Append, Own, Record, ResponseStore, SealedPart, SealedRecord, Stage, StoredResponse, Withdraw,
    Withdrawable, plain_digest,
};
pub use sql::{SqlConnection, SqlStore, SqlValue, migrate};
pub use survey::{
    Close, Draft, Publish, SaveDraft, StoredDefinition, StoredPublished, StoredSurvey, SurveyStore,
};
