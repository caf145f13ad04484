//! Which message it is.

use core::fmt;
use core::str::FromStr;

/// Which message of an invitation it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum MessageKind {
    /// The first.
    Invitation,
    /// The first reminder.
    Reminder1,
    /// The second.
    Reminder2,
    /// The third, and last.
    Reminder3,
    /// What somebody sends to themselves, to see it.
    Test,
}

impl MessageKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Invitation, Self::Reminder1, Self::Reminder2, Self::Reminder3, Self::Test];

    /// Its name in texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder1 => "reminder-1",
            Self::Reminder2 => "reminder-2",
            Self::Reminder3 => "reminder-3",
            Self::Test => "test",
        }
    }

    /// This kind, and then whose texts it has where it has none of its own: a reminder those of
    /// the one before, a test those of the invitation.
    #[must_use]
    pub const fn chain(self) -> &'static [Self] {
        match self {
            Self::Invitation => &[Self::Invitation],
            Self::Reminder1 => &[Self::Reminder1],
            Self::Reminder2 => &[Self::Reminder2, Self::Reminder1],
            Self::Reminder3 => &[Self::Reminder3, Self::Reminder2, Self::Reminder1],
            Self::Test => &[Self::Test, Self::Invitation],
        }
    }
}

impl FromStr for MessageKind {
    type Err = ();

    fn from_str(raw: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == raw).ok_or(())
    }
}

impl fmt::Display for MessageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
