//! Contacts: what is known of people, for staff and for the customer's own systems.
//!
//! What is known of somebody is sealed under their own key, beside their invitations. They are found by keyed
//! hashes of their address, their number, what the customer's system calls them, the words of their name and their
//! groups.

mod import;
mod keep;
mod merge;
mod profile;
mod put;
mod read;

pub(crate) use import::import;
pub(crate) use merge::merge;
pub(crate) use profile::profile_of;
pub(crate) use put::{put, save};
pub(crate) use read::{groups, list, read};
