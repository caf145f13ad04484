#![doc = include_str!("../README.md")]

mod access;
mod accounts;
mod alerts;
mod api_keys;
mod attempts;
mod audit;
mod audit_log;
mod backend;
mod challenge;
mod contacts;
mod context;
mod failure;
mod files;
mod flows;
mod function;
mod identity;
mod invitations;
mod join;
mod leavers;
mod outbox;
mod own;
mod own_account;
mod own_factor;
mod own_passkey;
mod passkeys;
mod people;
mod personal;
mod policy;
mod provider;
mod recovery;
mod reports;
mod responses;
mod routes;
mod second_factor;
mod settings;
mod surveys;

pub use function::Storage;
pub use settings::Settings;

host::entry!(Storage);
