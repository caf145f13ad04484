//! What was done in an app's room just now.

use crate::words::AppsTexts;

/// What was done just now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AppDone {
    /// An instance was set up.
    Made,
    /// It was paused.
    Paused,
    /// It goes on.
    Resumed,
    /// Its settings were saved.
    Saved,
    /// Texts were saved.
    LettersSaved,
    /// Own texts were removed.
    LettersRemoved,
    /// An invitation is sent at once.
    SentNow,
    /// It is sent again.
    Resent,
    /// It was cancelled.
    Cancelled,
    /// A test is sent.
    Tested,
    /// Somebody was erased.
    Erased,
    /// Something was done about an alert.
    AlertChanged,
    /// Something was decided about a comment.
    CommentDecided,
    /// Nothing was: it is so already, or gone.
    CommentAsBefore,
    /// The rules of alerts were saved.
    RulesSaved,
    /// Nothing was done, since somebody else has changed the instance meanwhile.
    ChangedMeanwhile,
}

impl AppDone {
    pub(super) const fn text(self, texts: &AppsTexts) -> &'static str {
        match self {
            Self::Made => texts.make.made,
            Self::Paused => texts.one.was_paused,
            Self::Resumed => texts.one.was_resumed,
            Self::Saved => texts.settings.saved,
            Self::LettersSaved => texts.letters.saved,
            Self::LettersRemoved => texts.letters.removed,
            Self::SentNow => texts.invitation.was_sent_now,
            Self::Resent => texts.invitation.was_resent,
            Self::Cancelled => texts.invitation.was_cancelled,
            Self::Tested => texts.letters.trial_queued,
            Self::Erased => texts.erase.erased,
            Self::AlertChanged => texts.alerts.changed,
            Self::CommentDecided => texts.comments.decided,
            Self::CommentAsBefore => texts.comments.as_before,
            Self::RulesSaved => texts.alerts.saved,
            Self::ChangedMeanwhile => texts.one.changed_meanwhile,
        }
    }
}
