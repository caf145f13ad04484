//! An app that is in no catalogue, beside what is deployed.

use std::path::Path;
use std::process::Command;

use credential::{Audience, Function, hand_over_label};

use super::{Role, Start, System};
use crate::address::free_address;
use crate::process::Process;
use crate::{Client, Keys};

/// The paths that are its own.
const PATHS: [&str; 2] = ["/apps/clinic", "/api/v1/apps/clinic"];

impl System {
    /// [`Self::linked`], with an app beside it that is in no catalogue: the clinic's.
    #[must_use]
    pub fn beside_clinic(compiled: &Path) -> Self {
        let keys = Keys::generate();
        let mut start = Start::linked(compiled, &keys);
        start.add_clinic(&keys);
        Self::seeded(start, keys)
    }
}

impl Start {
    /// Has the clinic's app run, too: storage takes its calls, for it is told its key.
    pub(super) fn add_clinic(&mut self, keys: &Keys) {
        let own = keys.function(Function::Clinic).to_config();
        let known = self.variables.iter().find(|(name, _)| name == "FUNCTION_KEYS");
        let known = known.map(|(_, rings)| rings.as_str()).unwrap_or_default();
        let all = format!("{known};{}={}", Function::Clinic, *own);
        self.set("FUNCTION_KEYS", &all);
        self.set("CLINIC_KEY", &own);
        self.set("SESSION_CLINIC_KEYS", &keys.session(Audience::Api).to_config());
        let hand_over = keys.master().derive(&hand_over_label(keys.zone(), Audience::Api));
        self.set("HAND_OVER_CLINIC_KEYS", &hand_over.to_config());
        self.set("CLINIC_URL", &self.site.clone());
        self.clinic = Some(free_address());
    }

    /// The clinic's app, answering, if it runs: the edge's host sends on what is for it.
    pub(super) fn clinic(&self, edge: &mut Command) -> Option<Process> {
        let listen = self.clinic?;
        for path in PATHS {
            edge.arg("--forward").arg(format!("{path}={listen}"));
        }
        let place = (Role::Clinic, listen);
        let command = self.node_from("tests/clinic/spin.toml", place, &["clinic"]);
        let client = Client::new(&format!("http://{listen}"));
        let process = Process::start(command, &self.log("clinic"));
        Some(process.answers(&client, "/apps/clinic/healthz"))
    }
}
