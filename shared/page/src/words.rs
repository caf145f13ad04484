//! Our own words, in each language. A word that is missing does not compile.

mod english;
mod swedish;

use survey::AnswerReason;

use crate::UiLanguage;

/// Everything the pages say of their own.
pub(crate) struct Words {
    pub(crate) send: &'static str,
    pub(crate) required: &'static str,
    pub(crate) required_row: &'static str,
    pub(crate) errors_heading: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) place: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) languages: &'static str,
    pub(crate) thanks: &'static str,
    pub(crate) thanks_text: &'static str,
    pub(crate) receipt: &'static str,
    pub(crate) receipt_text: &'static str,
    pub(crate) check_receipt: &'static str,
    pub(crate) receipt_field: &'static str,
    pub(crate) check: &'static str,
    pub(crate) receipt_good: &'static str,
    pub(crate) receipt_refused: &'static str,
    pub(crate) closed: &'static str,
    pub(crate) closed_text: &'static str,
    pub(crate) not_found: &'static str,
    pub(crate) not_found_text: &'static str,
    pub(crate) unavailable: &'static str,
    pub(crate) unavailable_text: &'static str,
    pub(crate) conflict: &'static str,
    pub(crate) conflict_text: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) failed_text: &'static str,
    pub(crate) request: &'static str,
    pub(crate) sending: &'static str,
    pub(crate) not_sent: &'static str,
    pub(crate) queued: &'static str,
    pub(crate) retrying: &'static str,
    pub(crate) received: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) fix: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) email: &'static str,
    pub(crate) password: &'static str,
    pub(crate) sign_in_refused: &'static str,
    pub(crate) signed_in: &'static str,
    pub(crate) company: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) landing: &'static str,
    pub(crate) landing_text: &'static str,
    pub(crate) faults: Faults,
}

/// What is said of an answer that does not fit. `{}` stands for the bound.
pub(crate) struct Faults {
    required: &'static str,
    each_row: &'static str,
    format: &'static str,
    choice: &'static str,
    too_few: &'static str,
    too_many: &'static str,
    ranking: &'static str,
    rows_alike: &'static str,
    too_long: &'static str,
    below: &'static str,
    above: &'static str,
    step: &'static str,
}

impl Words {
    pub(crate) const fn of(language: UiLanguage) -> &'static Self {
        match language {
            UiLanguage::English => &english::WORDS,
            UiLanguage::Swedish => &swedish::WORDS,
        }
    }

    /// What is said of an answer that does not fit.
    pub(crate) fn fault(&self, reason: &AnswerReason) -> String {
        let faults = &self.faults;
        let with = |words: &str, bound: &dyn core::fmt::Display| {
            words.replacen("{}", &bound.to_string(), 1)
        };
        match reason {
            AnswerReason::Required => faults.required.to_owned(),
            AnswerReason::EachRowRequired => faults.each_row.to_owned(),
            AnswerReason::WrongFormat(_)
            | AnswerReason::WrongType(_)
            | AnswerReason::ControlCharacter => faults.format.to_owned(),
            AnswerReason::NotAChoice
            | AnswerReason::ChoiceTwice
            | AnswerReason::UnknownRow
            | AnswerReason::Repeated
            | AnswerReason::UnknownQuestion
            | AnswerReason::TooManyAnswers(_) => faults.choice.to_owned(),
            AnswerReason::TooFewChoices(least) => with(faults.too_few, least),
            AnswerReason::TooManyChoices(most) => with(faults.too_many, most),
            AnswerReason::NotARanking => faults.ranking.to_owned(),
            AnswerReason::RowsAlike => faults.rows_alike.to_owned(),
            AnswerReason::TooLong(most) | AnswerReason::TooLarge(most) => {
                with(faults.too_long, most)
            }
            AnswerReason::BelowMinimum(bound) => with(faults.below, bound),
            AnswerReason::AboveMaximum(bound) => with(faults.above, bound),
            AnswerReason::NotAStep(step) => with(faults.step, step),
        }
    }
}
