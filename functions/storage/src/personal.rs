//! Personal data, sealed: under the key of whoever it is of, that under their tenant's, that under the
//! zone's.

mod before;
mod keys;
mod open;
mod plan;
mod seal;

pub(crate) use before::{seal as seal_before, some_before};
pub(crate) use keys::{Known, Secrets, closed, seal_anew, sealing_key, secrets, subject_key};
pub(crate) use open::{answers, file};
pub(crate) use plan::plan;
pub(crate) use seal::{keep, put};

use ::personal::SubjectId;
use ::survey::{ResponseId, SurveyId};

impl Secrets {
    /// The subject of a response that nobody was asked for by name: it follows from the response.
    pub(crate) fn own_subject(&self, survey: &SurveyId, response: ResponseId) -> SubjectId {
        self.look_up().own_subject(&[survey.as_str().as_bytes(), response.as_bytes()])
    }
}
