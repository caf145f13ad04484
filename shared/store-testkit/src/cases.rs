//! The cases. Each takes a store that is empty.

mod accounts;
mod alerts;
mod api_keys;
mod asked;
mod attempts;
mod audit;
mod benchmarks;
mod comments;
mod contacts;
mod due;
mod factors;
mod files;
mod flows;
mod histories;
mod hooks;
mod identities;
mod instances;
mod leavers;
mod orders;
mod outbox;
mod parcels;
mod partials;
mod parts;
mod passkeys;
mod people;
mod personal;
mod profiles;
mod quotas;
mod rates;
mod report;
mod responses;
mod retention;
mod surveys;
mod withdrawals;

pub use accounts::{
    accounts_are_found_by_address, accounts_need_a_tenant, an_address_has_one_account,
    passwords_change_once, sessions_end, sign_ins_are_listed, tenants_are_listed_by_name,
};
pub use alerts::{
    alerts_are_listed, alerts_go_together, alerts_go_with_their_response, an_alert_changes_once,
    messages_of_alerts_are_given_up, messages_of_alerts_are_in_one_hand,
};
pub use api_keys::{
    a_tenant_has_so_many_keys, keys_are_bounded_by_their_makers,
    keys_are_listed_with_their_last_use, keys_are_live_for_their_tenant, revoked_keys_stay_so,
};
pub use asked::{
    a_persons_invitations_change_together, a_response_answers_once, an_event_is_there_once,
    an_invitation_becomes_somebody_elses, changes_at_once_are_one, invitations_are_listed,
    messages_are_in_one_hand, who_is_forgotten_leaves_nothing,
};
pub use attempts::{
    attempts_at_once_are_counted_exactly, attempts_that_overtake_each_other_are_free,
    attempts_wait_longer_and_longer, hashing_takes_its_time,
    what_must_wait_for_one_is_counted_to_none, what_succeeds_is_not_held_against_anybody,
};
pub use audit::{
    entries_are_a_tenants_own_chain, entries_are_found, entries_at_once_are_one_chain,
    nobodys_log_does_not_grow, old_entries_go, reads_of_the_log_are_told_once_an_hour,
    what_is_not_done_is_not_told,
};
pub use benchmarks::{figures_are_shared_by_who_says_so, only_what_is_shared_is_counted};
pub use comments::{
    comments_are_decided_about, comments_go_with_their_response, comments_go_with_their_writer,
    comments_need_their_writers_consent,
};
pub use contacts::{
    a_person_is_found_by_either, nobody_need_be_known_to_be_left_alone,
    who_is_not_written_to_is_known,
};
pub use due::{an_invitation_is_looked_at_later, what_is_due_is_found, what_is_paused_goes_on};
pub use factors::{
    a_code_counts_once, a_recovery_code_counts_once, a_second_factor_is_added_once,
    a_second_factor_is_taken_away, codes_at_once_count_once, guesses_at_a_code_are_limited,
    secrets_are_sealed_anew, tenants_may_want_a_second_factor,
    what_was_begun_before_does_not_count,
};
pub use files::{
    a_file_is_kept_once, a_response_has_exactly_its_files, a_response_names_only_its_own_files,
    closed_surveys_take_no_files, files_go_with_their_response, files_have_room_for_so_many,
    files_hold_among_clients, files_stay_with_the_last_revision, loose_files_are_removed,
    loose_files_have_a_bound,
};
pub use flows::{a_flow_changes_once, flows_are_forgotten, flows_are_found};
pub use histories::invitations_are_as_the_machine_has_them;
pub use hooks::{a_webhook_keeps_its_address, webhooks_are_counted};
pub use identities::{
    a_tenant_has_one_provider, bindings_at_once_are_one, bindings_go_with_their_provider,
    people_are_bound_once, provider_secrets_are_sealed_anew,
};
pub use instances::{an_instance_is_changed_as_it_was_seen, an_instance_is_set_up};
pub use leavers::{a_leaver_is_kept_once, leavers_are_forgotten, leavers_are_listed};
pub use orders::{
    links_go_with_their_invitation, links_go_with_their_person, links_go_with_their_response,
    orders_are_listed,
};
pub use outbox::{
    a_changed_password_is_told, a_mail_is_in_one_hand, a_mail_is_tried_so_often,
    couriers_at_once_share, failures_wait_or_end, mails_are_given_up_in_the_end,
    mails_have_a_quiet_time, mails_to_nobody_are_not_sent, many_attempts_are_told,
};
pub use parcels::{an_order_is_kept_as_it_stands, deliveries_are_counted, orders_are_forgotten};
pub use partials::{
    a_closed_survey_takes_no_partials, a_completion_takes_its_places,
    a_completion_takes_the_place_of_its_partial, a_partial_does_not_follow_its_completion,
    listings_tell_states_apart, revisions_hold_among_clients, the_latest_revision_is_kept,
};
pub use parts::{
    answers_and_invitations_are_told_apart_alike, figures_are_told_apart,
    figures_told_apart_are_what_is_there, invitations_are_told_apart,
};
pub use passkeys::{
    a_passkey_counts_on, a_passkey_is_a_second_factor, a_passkey_is_added_once,
    answers_at_once_count_once, passkeys_are_their_owners,
};
pub use people::{
    access_ends_by_itself, an_owner_is_always_left, grants_are_changed,
    invitations_are_taken_up_once, invitations_have_a_bound, invited_access_ends,
    people_are_listed, people_are_removed, people_are_suspended,
};
pub use personal::{
    a_tenant_gets_its_keys_once, another_key_keeps_nothing, files_are_sealed_once,
    keys_go_with_their_responses, repeats_of_what_is_in_clear_are_known,
    sealed_files_are_named_by_their_hash, what_is_in_clear_is_sealed_once,
    what_is_sealed_comes_with_its_key,
};
pub use profiles::{
    a_group_is_there_while_somebody_is_in_it, a_mark_is_one_persons, one_is_made_of_two,
    people_are_found_by_what_is_known, people_are_listed_newest_first,
    who_is_forgotten_has_no_profile,
};
pub use quotas::{
    a_quota_takes_as_many_as_it_says, a_repeat_takes_one_place, a_survey_counts_by_itself,
    a_whole_survey_is_full, all_versions_count_together, one_full_quota_takes_no_place_of_others,
    quotas_hold_among_clients, what_is_not_kept_takes_no_place,
};
pub use rates::{
    a_minute_takes_as_many_as_it_says, a_repeat_is_not_counted_again, minutes_hold_among_clients,
    what_is_not_kept_is_not_counted, what_is_not_timely_is_but_asked_for,
};
pub use report::{
    a_badge_is_one_instances, figures_are_what_is_there, figures_follow_responses,
    invitations_are_counted_by_day, what_is_set_aside_counts_nowhere,
};
pub use responses::{
    a_closed_survey_takes_no_answers, a_repeat_is_recognised, a_repeat_is_recognised_after_closing,
    a_response_is_kept_once, an_older_version_still_takes_answers,
    listing_visits_each_response_once_in_order, other_answers_under_the_same_name_conflict,
    responses_are_the_tenants_own, scores_come_back,
    the_same_name_in_another_survey_is_another_response, unpublished_versions_take_no_answers,
};
pub use retention::{
    invitations_that_are_over_are_removed, who_has_a_profile_is_not_forgotten,
    who_has_no_invitation_is_forgotten,
};
pub use surveys::{
    a_barred_draft_is_not_published, a_published_version_never_changes, drafts_become_versions,
    names_belong_to_one_tenant, only_published_surveys_close, publishing_twice_changes_nothing,
    surveys_are_listed_by_name, surveys_are_the_tenants_own, surveys_tell_how_they_stand,
};

pub use withdrawals::{
    a_partial_is_withdrawn_as_one, a_withdrawal_gives_its_places_back,
    a_withdrawn_response_stays_away, respondents_see_their_own, withdrawals_are_a_surveys_own,
};

use contract::Moment;
use contract::message::SurveySummary;
use credential::TenantId;
use store::{
    AccountStore, AlertMessageStore, AlertStore, ApiKeyStore, AppStore, AttemptStore, AuditStore,
    BadgeStore, BenchmarkStore, CommentStore, ContactStore, Draft, FactorStore, FileStore,
    FlowStore, HookStore, IdentityStore, InvitationStore, LeaverStore, MergeStore, MessageStore,
    OrderStore, OutboxStore, ParcelStore, PasskeyStore, PeopleStore, PersonalStore, ProfileStore,
    Publish, ReportStore, ResponseStore, SaveDraft, StoreError, SurveyStore,
};
use survey::SurveyId;

/// Everything a backend brings.
pub trait Store:
    SurveyStore
    + ResponseStore
    + FileStore
    + FlowStore
    + LeaverStore
    + ParcelStore
    + HookStore
    + IdentityStore
    + AccountStore
    + ApiKeyStore
    + AttemptStore
    + FactorStore
    + PasskeyStore
    + PeopleStore
    + PersonalStore
    + ProfileStore
    + OutboxStore
    + AuditStore
    + AppStore
    + ContactStore
    + InvitationStore
    + MergeStore
    + MessageStore
    + ReportStore
    + BadgeStore
    + BenchmarkStore
    + CommentStore
    + AlertStore
    + AlertMessageStore
    + OrderStore
{
}

impl<S> Store for S where
    S: SurveyStore
        + ResponseStore
        + FileStore
        + FlowStore
        + LeaverStore
        + ParcelStore
        + HookStore
        + IdentityStore
        + AccountStore
        + ApiKeyStore
        + AttemptStore
        + FactorStore
        + PasskeyStore
        + PeopleStore
        + PersonalStore
        + ProfileStore
        + OutboxStore
        + AuditStore
        + AppStore
        + ContactStore
        + InvitationStore
        + MergeStore
        + MessageStore
        + ReportStore
        + BadgeStore
        + BenchmarkStore
        + CommentStore
        + AlertStore
        + AlertMessageStore
        + OrderStore
{
}

const fn at(seconds: u64) -> Moment {
    Moment::from_unix_millis(1_700_000_000_000 + seconds * 1000)
}

fn survey_id(name: &str) -> SurveyId {
    name.parse().expect("a survey's name")
}

fn tenant_id(name: &str) -> TenantId {
    name.parse().expect("a tenant's name")
}

/// Saves a draft. What it compiles to is another text, so that neither passes for the other.
async fn save(
    store: &impl Store,
    tenant: &TenantId,
    survey: &SurveyId,
    source: &str,
    now: Moment,
) -> SaveDraft {
    let compiled = format!("compiled {source}");
    let draft = Draft { source, compiled: &compiled, barred: None, title: None, limit: None };
    store.save_draft(tenant, survey, draft, now).await.expect("saved")
}

/// What was published.
fn opened(published: Result<Publish, StoreError>) -> SurveySummary {
    match published.expect("published") {
        Publish::Open(summary) => summary,
        Publish::Barred(_) | Publish::NotFound => panic!("it is not open"),
    }
}

/// A store with the tenants `acme` and `other`.
async fn with_tenants(store: &impl Store) -> (TenantId, TenantId) {
    let (acme, other) = (tenant_id("acme"), tenant_id("other"));
    store.put_tenant(&acme, "Acme AB", None, at(0)).await.expect("put");
    store.put_tenant(&other, "Other AB", None, at(0)).await.expect("put");
    (acme, other)
}

/// A store where `acme` has published the survey `sus`.
async fn with_published(store: &impl Store) -> (TenantId, SurveyId) {
    let (acme, _) = with_tenants(store).await;
    let sus = survey_id("sus");
    save(store, &acme, &sus, "one", at(1)).await;
    opened(store.publish(&acme, &sus, at(2)).await);
    (acme, sus)
}
