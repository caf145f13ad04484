#![doc = include_str!("../README.md")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a case that does not hold panics; that is its use"
)]
#![expect(clippy::missing_panics_doc, reason = "a case that does not hold panics; that is its use")]

pub mod cases;
mod memory;

pub use memory::MemoryStore;
pub use pollster::block_on;

/// Makes one test of each case, against the store that the expression makes anew each time.
#[macro_export]
macro_rules! conformance {
    ($fresh:expr) => {
        $crate::conformance!(@each $fresh;
            a_response_is_kept_once,
            a_repeat_is_recognised,
            a_repeat_is_recognised_after_closing,
            other_answers_under_the_same_name_conflict,
            the_same_name_in_another_survey_is_another_response,
            unpublished_versions_take_no_answers,
            a_closed_survey_takes_no_answers,
            an_older_version_still_takes_answers,
            listing_visits_each_response_once_in_order,
            responses_are_the_tenants_own,
            scores_come_back,
            a_quota_takes_as_many_as_it_says,
            a_repeat_takes_one_place,
            one_full_quota_takes_no_place_of_others,
            a_survey_counts_by_itself,
            all_versions_count_together,
            what_is_not_kept_takes_no_place,
            a_whole_survey_is_full,
            a_minute_takes_as_many_as_it_says,
            a_repeat_is_not_counted_again,
            what_is_not_kept_is_not_counted,
            what_is_not_timely_is_but_asked_for,
            the_latest_revision_is_kept,
            a_completion_takes_the_place_of_its_partial,
            a_partial_does_not_follow_its_completion,
            a_closed_survey_takes_no_partials,
            a_completion_takes_its_places,
            listings_tell_states_apart,
            respondents_see_their_own,
            a_withdrawn_response_stays_away,
            withdrawals_are_a_surveys_own,
            a_withdrawal_gives_its_places_back,
            a_partial_is_withdrawn_as_one,
            a_file_is_kept_once,
            a_response_names_only_its_own_files,
            a_response_has_exactly_its_files,
            files_have_room_for_so_many,
            loose_files_have_a_bound,
            loose_files_are_removed,
            files_go_with_their_response,
            closed_surveys_take_no_files,
            drafts_become_versions,
            publishing_twice_changes_nothing,
            a_published_version_never_changes,
            a_barred_draft_is_not_published,
            only_published_surveys_close,
            names_belong_to_one_tenant,
            surveys_are_listed_by_name,
            surveys_are_the_tenants_own,
            surveys_tell_how_they_stand,
            accounts_are_found_by_address,
            an_address_has_one_account,
            accounts_need_a_tenant,
            tenants_are_listed_by_name,
            keys_are_live_for_their_tenant,
            keys_are_bounded_by_their_makers,
            revoked_keys_stay_so,
            keys_are_listed_with_their_last_use,
            a_tenant_has_so_many_keys,
            passwords_change_once,
            sessions_end,
            sign_ins_are_listed,
            a_second_factor_is_added_once,
            a_code_counts_once,
            a_recovery_code_counts_once,
            what_was_begun_before_does_not_count,
            a_second_factor_is_taken_away,
            secrets_are_sealed_anew,
            a_passkey_is_added_once,
            a_passkey_counts_on,
            passkeys_are_their_owners,
            people_are_listed,
            grants_are_changed,
            people_are_suspended,
            people_are_removed,
            access_ends_by_itself,
            invited_access_ends,
            invitations_are_taken_up_once,
            invitations_have_a_bound,
            a_tenant_has_one_provider,
            people_are_bound_once,
            bindings_go_with_their_provider,
            provider_secrets_are_sealed_anew,
            a_passkey_is_a_second_factor,
            tenants_may_want_a_second_factor,
            guesses_at_a_code_are_limited,
            attempts_wait_longer_and_longer,
            hashing_takes_its_time,
            attempts_that_overtake_each_other_are_free,
            what_must_wait_for_one_is_counted_to_none,
            what_succeeds_is_not_held_against_anybody,
            a_mail_is_in_one_hand,
            failures_wait_or_end,
            mails_are_given_up_in_the_end,
            a_mail_is_tried_so_often,
            mails_to_nobody_are_not_sent,
            mails_have_a_quiet_time,
            a_changed_password_is_told,
            many_attempts_are_told,
            entries_are_a_tenants_own_chain,
            what_is_not_done_is_not_told,
            entries_are_found,
            reads_of_the_log_are_told_once_an_hour,
            old_entries_go,
            nobodys_log_does_not_grow,
            a_tenant_gets_its_keys_once,
            what_is_sealed_comes_with_its_key,
            another_key_keeps_nothing,
            repeats_of_what_is_in_clear_are_known,
            what_is_in_clear_is_sealed_once,
            sealed_files_are_named_by_their_hash,
            files_are_sealed_once,
            keys_go_with_their_responses,
        );
    };
    (@each $fresh:expr; $($case:ident),+ $(,)?) => {
        $(
            #[test]
            fn $case() {
                $crate::block_on($crate::cases::$case(&$fresh));
            }
        )+
    };
}
