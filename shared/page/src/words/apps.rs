//! What staff read in the rooms of the external apps.

mod alerts;
mod badge;
mod benchmarks;
mod calls;
mod comments;
mod en;
mod flows;
mod hooks;
mod leavers;
mod offers;
mod orders;
mod own;
mod report;
mod report_marks;
mod report_parts;
mod sv;
mod table;

pub(crate) use alerts::AlertsTexts;
use badge::BadgeTexts;
pub(crate) use benchmarks::BenchmarksTexts;
pub(crate) use calls::CallsTexts;
pub(crate) use comments::CommentsTexts;
pub(super) use en::EN;
pub(crate) use flows::FlowsTexts;
pub(crate) use hooks::HooksTexts;
pub(crate) use leavers::LeaversTexts;
pub(crate) use offers::OffersTexts;
pub(crate) use orders::OrdersTexts;
pub(crate) use report::ReportTexts;
pub(super) use sv::SV;
pub(crate) use table::TableTexts;

use super::zone::PlaceTexts;

/// The rooms of the apps: what all of them say, and what each says of its own.
pub(crate) struct AppsTexts {
    pub(crate) instances: InstancesTexts,
    pub(crate) make: MakeTexts,
    pub(crate) one: InstanceTexts,
    pub(crate) settings: SettingsTexts,
    pub(crate) letters: LettersTexts,
    pub(crate) invitations: InvitationsTexts,
    pub(crate) invitation: InvitationTexts,
    pub(crate) orders: OrdersTexts,
    pub(crate) alerts: AlertsTexts,
    pub(crate) erase: EraseTexts,
    pub(crate) report: ReportTexts,
    pub(crate) badge: BadgeTexts,
    pub(crate) comments: CommentsTexts,
    pub(crate) benchmarks: BenchmarksTexts,
    pub(crate) own: OwnTexts,
}

/// What each app says of its own.
pub(crate) struct OwnTexts {
    pub(crate) store_evaluator: AppTexts,
    pub(crate) leveranskontroll: AppTexts,
    pub(crate) delivery_control: AppTexts,
    pub(crate) stay_evaluator: AppTexts,
    pub(crate) why_cancel: AppTexts,
}

/// What pages say of one app's own.
#[derive(Debug, Eq, PartialEq)]
pub struct AppTexts {
    /// Its room.
    pub place: PlaceTexts,
    /// On its public page: what it is.
    pub lead: &'static str,
    /// More of it, each with a heading.
    pub points: [(&'static str, &'static str); 3],
    /// What its stages are called, and what each asks, by their names.
    pub stages: &'static [(&'static str, &'static str, &'static str)],
    /// What its invitations are about.
    pub things: &'static str,
    /// What its events are, to whoever sends them.
    pub connect_lead: &'static str,
    /// What is set up of it that no other app has: its name, and what it says.
    pub own: Option<(&'static str, &'static str)>,
}

impl AppTexts {
    /// What a stage is called; its name if there is no such stage.
    pub(crate) fn stage<'a>(&self, stage: &'a str) -> &'a str {
        self.stages.iter().find(|(name, ..)| *name == stage).map_or(stage, |(_, label, _)| label)
    }
}

/// The instances of an app.
pub(crate) struct InstancesTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) headers: [&'static str; 5],
    pub(crate) none: &'static str,
    pub(crate) none_to_see: &'static str,
    pub(crate) runs: &'static str,
    pub(crate) paused: &'static str,
}

/// Making an instance.
pub(crate) struct MakeTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) name: &'static str,
    pub(crate) name_help: &'static str,
    pub(crate) instance: &'static str,
    pub(crate) instance_help: &'static str,
    pub(crate) stage: &'static str,
    pub(crate) languages: &'static str,
    pub(crate) languages_help: &'static str,
    pub(crate) reply_to: &'static str,
    pub(crate) reply_to_help: &'static str,
    pub(crate) make: &'static str,
    pub(crate) name_fault: &'static str,
    pub(crate) instance_fault: &'static str,
    pub(crate) taken: &'static str,
    pub(crate) stage_fault: &'static str,
    pub(crate) languages_fault: &'static str,
    pub(crate) reply_to_fault: &'static str,
    pub(crate) made: &'static str,
}

/// An instance's page.
pub(crate) struct InstanceTexts {
    /// The parts of it: overview, when it asks, texts, invitations, alerts, figures.
    pub(crate) parts: [&'static str; 6],
    pub(crate) parts_label: &'static str,
    pub(crate) facts: [&'static str; 5],
    pub(crate) counts: &'static str,
    pub(crate) count_headers: [&'static str; 2],
    pub(crate) no_counts: &'static str,
    pub(crate) connect: &'static str,
    pub(crate) connect_key: &'static str,
    pub(crate) connect_first: &'static str,
    pub(crate) connect_try: &'static str,
    pub(crate) connect_command: &'static str,
    pub(crate) to_keys: &'static str,
    pub(crate) pause: &'static str,
    pub(crate) pause_help: &'static str,
    pub(crate) resume: &'static str,
    pub(crate) resume_help: &'static str,
    pub(crate) was_paused: &'static str,
    pub(crate) was_resumed: &'static str,
    pub(crate) changed_meanwhile: &'static str,
}

/// When an instance asks whom.
pub(crate) struct SettingsTexts {
    pub(crate) lead: &'static str,
    pub(crate) when: &'static str,
    pub(crate) delay: &'static str,
    pub(crate) unit: &'static str,
    /// Minutes, hours, days.
    pub(crate) units: [&'static str; 3],
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) clock_help: &'static str,
    pub(crate) days: &'static str,
    pub(crate) weekdays: [&'static str; 7],
    pub(crate) holidays: &'static str,
    pub(crate) give_up: &'static str,
    pub(crate) link: &'static str,
    pub(crate) reminders: &'static str,
    pub(crate) reminders_help: &'static str,
    pub(crate) how: &'static str,
    pub(crate) channels: &'static str,
    /// Mail then text message, the other way round, mail alone, text message alone, as they are.
    pub(crate) channel_ways: [&'static str; 8],
    pub(crate) channels_help: &'static str,
    pub(crate) bounce: &'static str,
    pub(crate) whom: &'static str,
    pub(crate) at_most: &'static str,
    pub(crate) in_days: &'static str,
    pub(crate) quarantine_help: &'static str,
    pub(crate) action: &'static str,
    /// Later, not at all.
    pub(crate) actions: [&'static str; 2],
    pub(crate) same_buyer: &'static str,
    pub(crate) same_product: &'static str,
    pub(crate) zero_help: &'static str,
    pub(crate) skip: &'static str,
    /// By the names of the flags.
    pub(crate) flags: [(&'static str, &'static str); 5],
    /// About what is answered: that it is linked, and what follows of that.
    pub(crate) answers: &'static str,
    pub(crate) link_answers: &'static str,
    pub(crate) link_answers_help: &'static str,
    pub(crate) save: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) faults: &'static str,
    pub(crate) fault_headers: [&'static str; 2],
    pub(crate) json_title: &'static str,
    pub(crate) json_lead: &'static str,
    pub(crate) json_policy: &'static str,
    pub(crate) json_alerts: &'static str,
    pub(crate) json_fault: &'static str,
}

/// What an instance's messages say.
pub(crate) struct LettersTexts {
    pub(crate) lead: &'static str,
    pub(crate) which: &'static str,
    pub(crate) kind: &'static str,
    /// By the names of the messages.
    pub(crate) kinds: [(&'static str, &'static str); 5],
    pub(crate) language: &'static str,
    pub(crate) show: &'static str,
    pub(crate) ours: &'static str,
    pub(crate) own: &'static str,
    pub(crate) variables: &'static str,
    pub(crate) sender: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) preheader: &'static str,
    pub(crate) body: &'static str,
    pub(crate) body_help: &'static str,
    pub(crate) button: &'static str,
    pub(crate) sign_off: &'static str,
    pub(crate) footer: &'static str,
    pub(crate) footer_help: &'static str,
    pub(crate) sms: &'static str,
    pub(crate) sms_help: &'static str,
    pub(crate) save: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) removed: &'static str,
    pub(crate) faults: &'static str,
    pub(crate) preview: &'static str,
    pub(crate) preview_lead: &'static str,
    pub(crate) preview_html: &'static str,
    pub(crate) preview_alone: &'static str,
    pub(crate) no_preview: &'static str,
    pub(crate) preview_sms: &'static str,
    /// Before a number of messages, and before a number of characters.
    pub(crate) sms_length: (&'static str, &'static str),
    pub(crate) sms_cost: &'static str,
    pub(crate) trial: &'static str,
    pub(crate) trial_lead: &'static str,
    pub(crate) trial_paused: &'static str,
    pub(crate) trial_to: &'static str,
    pub(crate) trial_send: &'static str,
    pub(crate) trial_address: &'static str,
    pub(crate) trial_nobody: &'static str,
    pub(crate) trial_queued: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) missing_headers: [&'static str; 3],
}

/// The invitations of an instance.
pub(crate) struct InvitationsTexts {
    pub(crate) lead: &'static str,
    pub(crate) state: &'static str,
    pub(crate) all: &'static str,
    /// By the names of the states.
    pub(crate) states: [(&'static str, &'static str); 15],
    pub(crate) key: &'static str,
    pub(crate) who: &'static str,
    pub(crate) who_help: &'static str,
    pub(crate) who_fault: &'static str,
    pub(crate) search: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) headers: [&'static str; 4],
    pub(crate) none: &'static str,
    pub(crate) none_found: &'static str,
    pub(crate) more: &'static str,
    pub(crate) test: &'static str,
    pub(crate) no_time: &'static str,
}

impl InvitationsTexts {
    /// What a state is called; its name if there is no such state.
    pub(crate) fn state_name<'a>(&self, state: &'a str) -> &'a str {
        self.states.iter().find(|(name, _)| *name == state).map_or(state, |(_, label)| label)
    }
}

/// One invitation.
pub(crate) struct InvitationTexts {
    pub(crate) title: &'static str,
    pub(crate) facts: [&'static str; 4],
    pub(crate) history: &'static str,
    pub(crate) history_headers: [&'static str; 2],
    pub(crate) send_now: &'static str,
    pub(crate) send_now_help: &'static str,
    pub(crate) resend: &'static str,
    pub(crate) resend_help: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) cancel_help: &'static str,
    pub(crate) was_sent_now: &'static str,
    pub(crate) was_resent: &'static str,
    pub(crate) was_cancelled: &'static str,
    /// Before the reason.
    pub(crate) unchanged: &'static str,
    pub(crate) forgotten: &'static str,
}

/// Erasing a person.
pub(crate) struct EraseTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) who: &'static str,
    pub(crate) confirm: &'static str,
    pub(crate) erase: &'static str,
    pub(crate) fault: &'static str,
    pub(crate) not_confirmed: &'static str,
    pub(crate) erased: &'static str,
}
