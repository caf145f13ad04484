//! A store in memory.

mod accounts;
mod alerts;
mod api_keys;
mod apps;
mod asked;
mod attempts;
mod audit;
mod badges;
mod benchmarks;
mod comments;
mod contacts;
mod factors;
mod files;
mod flows;
mod hooks;
mod identities;
mod leavers;
mod merges;
mod orders;
mod outbox;
mod parcels;
mod passkeys;
mod people;
mod personal;
mod profiles;
mod report;
mod responses;
mod surveys;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ::personal::SubjectId;
use contract::Moment;
use contract::message::{
    ApiKeyItem, AsideReason, BadgeId, FactorRule, MailStatus, QuotaName, SignIn, SurveyState,
};
use credential::{AppName, InstanceName, TenantId, UserId};
use store::{
    AttemptBy, NewMail, NewUser, Record, RecoveryHash, StoredProvider, StoredSubject, Suppressed,
    TenantKeys,
};
use survey::{ResponseId, SurveyId, Version};

/// Keeps everything in this process, for as long as it lives. Clones are the same store.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// With their names, and whether they want second factors.
    tenants: BTreeMap<TenantId, (String, FactorRule)>,
    /// By name, with their epochs.
    users: Vec<(NewUser, u32)>,
    factors: BTreeMap<UserId, KeptFactor>,
    recovery_codes: BTreeMap<UserId, BTreeSet<RecoveryHash>>,
    /// In the order in which they were added.
    passkeys: Vec<passkeys::KeptPasskey>,
    /// By hash.
    used_challenges: BTreeSet<[u8; 32]>,
    sign_ins: Vec<(UserId, SignIn)>,
    suspended: BTreeMap<UserId, Moment>,
    access_until: BTreeMap<UserId, Moment>,
    hashing_free_at_us: u64,
    /// In the order in which they were made.
    invitations: Vec<people::KeptInvitation>,
    providers: BTreeMap<TenantId, StoredProvider>,
    bound: Vec<identities::Bound>,
    /// With their tenants.
    api_keys: Vec<(TenantId, ApiKeyItem)>,
    surveys: BTreeMap<SurveyId, Kept>,
    tenant_keys: BTreeMap<TenantId, TenantKeys>,
    subjects: BTreeMap<(TenantId, SubjectId), StoredSubject>,
    instances: Vec<(TenantId, apps::KeptInstance)>,
    hooks: Vec<(TenantId, store::StoredHook)>,
    flows: Vec<store::StoredFlow>,
    leavers: Vec<store::StoredLeaver>,
    parcels: parcels::KeptParcels,
    badges: BTreeMap<BadgeId, (TenantId, AppName, InstanceName)>,
    comments: Vec<comments::Decided>,
    /// Who shares figures of what.
    shared: BTreeSet<(AppName, TenantId)>,
    contacts: Vec<contacts::KeptContact>,
    suppressed: Vec<(TenantId, Suppressed)>,
    /// In the order in which they came.
    asked: Vec<asked::KeptAsked>,
    messages: Vec<asked::KeptMessage>,
    linked: Vec<store::LinkedAnswer>,
    /// In the order in which they were raised.
    alerts: Vec<alerts::KeptAlert>,
    alert_messages: Vec<alerts::KeptAlertMessage>,
    /// In the order in which they were kept.
    responses: Vec<KeptResponse>,
    /// The last place in that order that was given.
    sequence: u64,
    withdrawn: BTreeSet<(SurveyId, ResponseId)>,
    /// How many responses count to a survey's quota.
    quotas: BTreeMap<(SurveyId, QuotaName), u32>,
    /// When a survey's minute began, and how many responses it has taken since; what is suspected
    /// is counted by itself.
    rates: BTreeMap<(SurveyId, bool), (u64, u32)>,
    files: BTreeMap<files::Key, files::KeptFile>,
    /// By tenant; nobody's by a name that no tenant has.
    audit: BTreeMap<String, audit::Log>,
    /// How many attempts to sign in there were, and when the last was.
    attempts: BTreeMap<AttemptBy, (u32, Moment)>,
    /// In the order in which they were written.
    outbox: Vec<KeptMail>,
}

struct KeptFactor {
    secret: String,
    last_step: u64,
    since: Moment,
}

struct KeptMail {
    mail: NewMail,
    attempts: u32,
    made_at: Moment,
    next_at: Moment,
    ended_at: Option<Moment>,
    failure: Option<MailStatus>,
}

struct Kept {
    tenant: TenantId,
    state: SurveyState,
    /// The definitions of the published versions, from the first.
    versions: Vec<Definition>,
    draft: Option<Definition>,
    updated_at: Moment,
}

struct Definition {
    source: String,
    compiled: String,
    barred: Option<String>,
    title: Option<String>,
    limit: Option<u32>,
}

struct KeptResponse {
    sequence: u64,
    survey: SurveyId,
    record: Record,
    /// Why it is in no figure, if staff say so, and what it counted to.
    aside: Option<(AsideReason, Tally)>,
    /// Whether whoever agreed to have it shown was erased.
    disagreed: bool,
}

/// Pairs of a question and a value.
type Tally = Vec<(String, String)>;

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn kept(&mut self, tenant: &TenantId, survey: &SurveyId) -> Option<&mut Kept> {
        self.surveys.get_mut(survey).filter(|kept| kept.tenant == *tenant)
    }
}

impl Kept {
    fn published_version(&self) -> Option<Version> {
        u32::try_from(self.versions.len()).ok().and_then(Version::new)
    }

    fn definition(&self, version: Version) -> Option<&Definition> {
        let index = usize::try_from(version.number()).ok()?.checked_sub(1)?;
        self.versions.get(index)
    }
}
