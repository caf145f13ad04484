//! The main job, end to end, against a platform that runs.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests: what they cannot do ends the test that wanted it"
)]

mod account;
mod alerts;
mod answer;
mod app_letters;
mod apps;
mod aside;
mod asked;
mod audit;
mod audit_app;
mod audit_tampered;
mod benchmarks;
mod comments;
mod contacts;
mod database;
mod every;
mod files;
mod form;
mod header;
mod hours;
mod input;
mod login;
mod once;
mod operator;
mod orders;
mod organisation;
mod organisation_attacks;
mod own;
mod parcels;
mod partial;
mod passkeys;
mod passkeys_refused;
mod people;
mod personal;
mod planted;
mod publish;
mod quota;
mod recover;
mod redirects;
mod report;
mod report_parts;
mod room;
mod rows;
mod schema;
mod steps;
mod store_evaluator;
mod suspect;
mod theme;
mod tool;
mod tool_access;
mod two_step;
mod two_step_attacks;
mod zone;
mod zone_contacts;

use tests::{Platform, Sample, platform};

/// The platform, and a survey that only one test answers.
pub(crate) fn fresh() -> (&'static Platform, Sample) {
    let platform = platform();
    (platform, Sample::publish(&platform.site, &platform.ready.api_key))
}
