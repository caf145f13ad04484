//! Comments that a badge shows: those that their writers agreed to, and somebody has looked at.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use survey::{ResponseId, SurveyId};

use super::Cursor;

/// That a badge shows comments, and of which questions.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CommentsSetup {
    /// The questions that ask for a text. Of several that were answered, the first one's is shown.
    pub questions: Vec<String>,
}

impl CommentsSetup {
    /// The name of the question by which its writer agrees: whoever has answered it with anything but `true` has not.
    pub const CONSENT: &'static str = "publish";
    /// The most questions.
    pub const MOST_QUESTIONS: usize = 10;
}

/// Why a comment is not shown. That its writer has rated low is no reason, and is none of them.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoldReason {
    /// It says who somebody is: its writer, or anybody else.
    NamesSomebody,
    /// It insults somebody, or is against the law.
    Unlawful,
    /// It is of something else than the shop.
    NotAboutShop,
    /// It advertises something, or says nothing.
    Spam,
}

impl HoldReason {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::NamesSomebody, Self::Unlawful, Self::NotAboutShop, Self::Spam];

    /// Its published name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NamesSomebody => "names-somebody",
            Self::Unlawful => "unlawful",
            Self::NotAboutShop => "not-about-shop",
            Self::Spam => "spam",
        }
    }
}

/// What somebody has decided about a comment.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommentDecision {
    /// It is shown.
    Shown,
    /// It is not, for a reason.
    Held(HoldReason),
}

impl CommentDecision {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Shown,
        Self::Held(HoldReason::NamesSomebody),
        Self::Held(HoldReason::Unlawful),
        Self::Held(HoldReason::NotAboutShop),
        Self::Held(HoldReason::Spam),
    ];

    /// The name by which it is kept: `shown`, or the reason's.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Held(reason) => reason.as_str(),
        }
    }
}

impl fmt::Display for CommentDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`CommentDecision`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("nothing is decided so")]
pub struct UnknownDecision;

impl FromStr for CommentDecision {
    type Err = UnknownDecision;

    fn from_str(raw: &str) -> Result<Self, UnknownDecision> {
        Self::ALL.into_iter().find(|one| one.as_str() == raw).ok_or(UnknownDecision)
    }
}

/// Holds a comment back.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HoldComment {
    /// Why.
    pub reason: HoldReason,
}

/// Which comments are listed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommentsWhich {
    /// All that their writers agreed to.
    #[default]
    All,
    /// Those of which nothing is decided.
    Waiting,
    /// Those that are shown.
    Shown,
    /// Those that are not.
    Held,
}

impl CommentsWhich {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::All, Self::Waiting, Self::Shown, Self::Held];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Waiting => "waiting",
            Self::Shown => "shown",
            Self::Held => "held",
        }
    }
}

/// Asks for the comments that are or may be shown, the newest first.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListComments {
    /// Which of them; without it, all.
    #[serde(default)]
    pub which: CommentsWhich,
    /// Where the stretch begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
}

impl ListComments {
    /// As many are listed at once.
    pub const A_PAGE: u32 = 20;
}

/// A comment as everybody may see it. Nothing says whose it is, or when it was written but for the month.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PublicComment {
    /// What was written, in one line, of [`Self::MAX_CHARS`] at most.
    pub text: String,
    /// The rating that came with it, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<u8>,
    /// The month in which it was kept, in UTC, such as `2026-11`.
    pub month: String,
}

impl PublicComment {
    /// The most that is shown of a text, in characters, with what says that there is more.
    pub const MAX_CHARS: usize = 500;
    /// The most that a badge shows.
    pub const MOST: u32 = 10;
}

/// The comments that a badge shows.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BadgeComments {
    /// How many of the last twelve months are shown: more than [`Self::items`] has, perhaps.
    pub shown: u32,
    /// How many their writers agreed to, and are held back.
    pub held_back: u32,
    /// The newest that are shown.
    pub items: Vec<PublicComment>,
}

/// How many comments of the last twelve months their writers agreed to.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CommentCounts {
    /// All of them.
    pub agreed: u32,
    /// Those that are shown.
    pub shown: u32,
    /// Those that are not, for a reason.
    pub held_back: u32,
}

impl CommentCounts {
    /// Those of which nothing is decided.
    #[must_use]
    pub const fn waiting(self) -> u32 {
        self.agreed.saturating_sub(self.shown).saturating_sub(self.held_back)
    }
}

/// A comment as staff decide about it.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CommentItem {
    /// The response that it is of.
    pub response: ResponseId,
    /// What is or would be shown; nothing where nothing was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<PublicComment>,
    /// What is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<CommentDecision>,
}

/// A stretch of an instance's comments.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CommentsListed {
    /// The survey whose they are.
    pub survey: SurveyId,
    /// Whether the instance's badge shows comments. Where it does not, none is told.
    pub on: bool,
    /// How many there are.
    pub counts: CommentCounts,
    /// The stretch.
    pub items: Vec<CommentItem>,
    /// Where the next one begins, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_by_their_names() {
        for decision in CommentDecision::ALL {
            assert_eq!(decision.as_str().parse(), Ok(decision));
        }
        for reason in HoldReason::ALL {
            let decision = CommentDecision::Held(reason);
            assert!(CommentDecision::ALL.contains(&decision), "{decision}");
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
        assert_eq!("waiting".parse::<CommentDecision>(), Err(UnknownDecision));
        for which in CommentsWhich::ALL {
            assert_eq!(serde_json::to_value(which).unwrap(), which.name());
        }
    }

    #[test]
    fn what_is_neither_shown_nor_held_back_waits() {
        for (agreed, shown, held_back, want) in [(0, 0, 0, 0), (7, 2, 1, 4), (1, 2, 0, 0)] {
            assert_eq!(CommentCounts { agreed, shown, held_back }.waiting(), want);
        }
    }
}
