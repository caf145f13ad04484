//! Our own words, one table a language.

mod en;
mod sv;

use problem::Kind;
use survey::AnswerReason;

pub(crate) use en::EN;
pub(crate) use sv::SV;

/// Every word of our own, in one language.
pub(crate) struct Texts {
    pub(crate) survey: SurveyTexts,
    pub(crate) sending: SendingTexts,
    pub(crate) receipt: ReceiptTexts,
    pub(crate) login: LoginTexts,
    pub(crate) landing: LandingTexts,
    pub(crate) failure: FailureTexts,
    /// What is wrong with an answer, as a sentence.
    pub(crate) answer: fn(&AnswerReason) -> String,
    /// What went wrong, in a heading and a sentence.
    pub(crate) problem: fn(Kind) -> (&'static str, &'static str),
}

/// The survey's page.
pub(crate) struct SurveyTexts {
    pub(crate) untitled: &'static str,
    pub(crate) languages: &'static str,
    pub(crate) required: &'static str,
    pub(crate) required_note: &'static str,
    pub(crate) send: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) place: &'static str,
    pub(crate) ranking_help: &'static str,
    pub(crate) ranking_some_help: &'static str,
    pub(crate) entries_help: &'static str,
    pub(crate) signature_help: &'static str,
    /// What stands at what is in sight only under a condition.
    pub(crate) applies: &'static str,
    pub(crate) other: &'static str,
    /// What a text says that goes with `other`.
    pub(crate) describe: &'static str,
    pub(crate) none: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) dont_know: &'static str,
    pub(crate) comment: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) keep_file: &'static str,
    pub(crate) total: &'static str,
    /// "Entry 1".
    pub(crate) entry: fn(usize) -> String,
    /// "At most 3 files."
    pub(crate) files: fn(u32) -> String,
    /// "At most 100 kB each."
    pub(crate) file_size: fn(&str) -> String,
    pub(crate) errors: &'static str,
    pub(crate) check_receipt: &'static str,
    /// "Part 1 of 3".
    pub(crate) part: fn(usize, usize) -> String,
    /// "3 of 5 stars".
    pub(crate) stars: fn(&str, usize) -> String,
    /// "Face 3 of 5, from sad to happy".
    pub(crate) faces: fn(usize, usize) -> String,
    /// "Choose at least 2 and at most 3."
    pub(crate) how_many: fn(Option<u32>, Option<u32>) -> String,
}

/// What the script says while it sends. The words are documented in `widget/src/texts.ts`.
pub(crate) struct SendingTexts {
    pub(crate) not_sent: &'static str,
    pub(crate) sending: &'static str,
    pub(crate) received: &'static str,
    pub(crate) queued: &'static str,
    pub(crate) retrying: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) conflict: &'static str,
    pub(crate) closed: &'static str,
    pub(crate) full: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) fix: &'static str,
    pub(crate) needs_answer: &'static str,
}

/// The thanks and the receipt.
pub(crate) struct ReceiptTexts {
    pub(crate) thanks: &'static str,
    pub(crate) thanks_text: &'static str,
    /// What a link says that leads where respondents go at the end.
    pub(crate) onward: &'static str,
    pub(crate) your_receipt: &'static str,
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) field: &'static str,
    pub(crate) check: &'static str,
    pub(crate) genuine: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) survey: &'static str,
    pub(crate) version: &'static str,
    pub(crate) response: &'static str,
    pub(crate) received_at: &'static str,
    pub(crate) back: &'static str,
}

/// Signing in.
pub(crate) struct LoginTexts {
    pub(crate) title: &'static str,
    pub(crate) email: &'static str,
    pub(crate) password: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) signed_in: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) sign_out: &'static str,
}

/// The site's first page.
pub(crate) struct LandingTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) points: [(&'static str, &'static str); 3],
    pub(crate) sign_in: &'static str,
}

/// What went wrong.
pub(crate) struct FailureTexts {
    pub(crate) closed: &'static str,
    pub(crate) closed_text: &'static str,
    pub(crate) request: &'static str,
}
