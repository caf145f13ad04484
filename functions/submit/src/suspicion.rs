//! What tells that a response may be a machine's. It is kept all the same, apart.

use contract::message::Suspicion;
use survey::SurveyId;
use survey::model::Definition;

use crate::context::Context;
use crate::proof;
use crate::state::State;
use crate::submission::Submission;

/// What is known of whoever answers, besides the answers. It stays with the response from page to
/// page, whatever its last page says.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Told {
    /// The field that nobody sees was filled in.
    pub(crate) trapped: bool,
    /// The work that the survey asks of browsers was done.
    pub(crate) proved: bool,
}

impl Told {
    const TRAPPED: u64 = 1;
    const PROVED: u64 = 2;

    /// As one number, a bit for each.
    pub(crate) const fn bits(self) -> u64 {
        let trapped = if self.trapped { Self::TRAPPED } else { 0 };
        let proved = if self.proved { Self::PROVED } else { 0 };
        trapped | proved
    }

    pub(crate) const fn of_bits(bits: u64) -> Self {
        Self { trapped: bits & Self::TRAPPED != 0, proved: bits & Self::PROVED != 0 }
    }

    const fn and(self, other: Self) -> Self {
        Self::of_bits(self.bits() | other.bits())
    }
}

/// Says of a submission what may make it a machine's, by what it tells and what its page carried.
/// Of what came from no page of ours it is not known when that was served.
pub(crate) fn weigh(
    context: &Context<'_>,
    (survey, definition): (&SurveyId, &Definition),
    submission: &mut Submission,
    state: Option<&mut State>,
) {
    let settings = &definition.settings;
    let now = context.host.now();
    let asked = settings.proof_of_work.is_some();
    submission.told.proved = asked && proof::is_given(context, survey, submission);
    let mut served_ms = None;
    if let Some(state) = state {
        submission.told = submission.told.and(state.told);
        state.told = submission.told;
        served_ms = Some(state.served_ms);
    }
    let Told { trapped, proved } = submission.told;
    let hasty = is_hasty(settings.min_seconds, served_ms, now.unix_millis());
    let reasons = [
        (trapped, Suspicion::Honeypot),
        (hasty, Suspicion::TooFast),
        (asked && !proved, Suspicion::NoProof),
    ];
    submission.suspect = reasons.into_iter().filter(|(is, _)| *is).map(|(_, why)| why).collect();
}

/// Whether a response comes sooner after its page than somebody could answer, where the survey
/// says how soon that is.
fn is_hasty(min_seconds: Option<u32>, served_ms: Option<u64>, now_millis: u64) -> bool {
    let least = min_seconds.map(|seconds| u64::from(seconds) * 1000);
    let took = served_ms.map(|served| now_millis.saturating_sub(served));
    least.zip(took).is_some_and(|(least, took)| took < least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_a_number() {
        for bits in 0..4 {
            assert_eq!(Told::of_bits(bits).bits(), bits);
        }
        let (trapped, proved) = (Told::of_bits(1), Told::of_bits(2));
        assert_eq!(trapped.and(proved), Told { trapped: true, proved: true });
        assert_eq!(Told::default().and(trapped), trapped);
    }

    #[test]
    fn haste() {
        for (name, least, served, now, want) in [
            ("not asked", None, Some(5), 6, false),
            ("not known", Some(3), None, 6, false),
            ("too soon", Some(3), Some(1000), 3999, true),
            ("in time", Some(3), Some(1000), 4000, false),
            ("a clock that was set back", Some(3), Some(1000), 0, true),
        ] {
            assert_eq!(is_hasty(least, served, now), want, "{name}");
        }
    }
}
