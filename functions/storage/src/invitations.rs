//! Respondents who are invited: what apps tell, what becomes of it, what is sent, and what people do with it.
//!
//! What an invitation is, whom it is for and what was sent along is sealed under the key of its person. All
//! that changes a person's invitations is one change, which counts only if nothing else changed any of them
//! meanwhile.

mod addresses;
mod answer;
mod calls;
mod came_back;
mod change;
mod claim;
mod contact;
mod due;
mod erase;
mod events;
mod example;
mod fate;
mod hooks;
mod instances;
mod kept;
mod orders;
mod person;
mod respondent;
mod setup;
mod staff;
mod time;
mod whole;

pub(crate) use addresses::suppressed;
pub(crate) use answer::answering;
pub(crate) use calls::answer as answer_call;
pub(crate) use claim::{claim, is_ours};
pub(crate) use contact::{asked_of, move_all, newest_recipient};
pub(crate) use due::{AFTER_FAILURE_SECONDS, run as run_due};
pub(crate) use erase::{erase, remove};
pub(crate) use events::{contact_keys, event_hash, is_erased, take};
pub(crate) use example::example;
pub(crate) use fate::{failed, returned, sent};
pub(crate) use hooks::{
    list as list_hooks, open as open_hook, put as put_hook, remove as remove_hook,
    take as take_hooked,
};
pub(crate) use instances::{
    intake, is_there, list as list_instances, put as put_instance, read as read_instance,
};
pub(crate) use orders::{list as list_orders, read as read_order, told as told_answer};
pub(crate) use respondent::{open, opt_out};
pub(crate) use setup::{Setup, Setups, key as instance_key, opened as opened_instance};
pub(crate) use staff::{act, list, read};
pub(crate) use time::{moment, timestamp};
pub(crate) use whole::whole;
