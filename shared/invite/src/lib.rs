#![doc = include_str!("../README.md")]

mod alert;
mod calendar;
mod channel;
mod check;
mod country;
mod event;
mod few;
mod intake;
mod invitation;
mod machine;
mod name;
mod policy;
mod quarantine;
mod reason;
mod seen;
mod window;
mod zone;

pub use alert::{
    Alert, AlertChanged, AlertEffect, AlertInput, AlertRule, AlertRules, AlertStanding, AlertState,
    AlertUnchanged, Condition, Escalation, InvalidKeyword, InvalidNote, InvalidTarget, Keyword,
    MailTarget, Note, PhoneTarget, Place, Plain, QuestionName, Target, Telling, WebhookTarget,
};
pub use calendar::Calendar;
pub use channel::{Channel, Channels};
pub use check::{Fault, FaultReason};
pub use country::{CountryCode, InvalidCountryCode};
pub use credential::InstanceName;
pub use event::{Event, Flag, Flags, Products};
pub use few::{Few, InvalidFew};
pub use intake::{Decision, Planned, decide};
pub use invitation::{
    End, Ended, Invitation, Mark, Message, MessageName, Plan, Standing, State, Step,
};
pub use machine::{
    Change, Context, Effect, Entry, Input, Outcome, SuppressionCause, Unchanged, What,
};
pub use name::{EventKey, InvalidText, ProductKey, RuleName, StageName};
pub use policy::{Duplicates, OnBounce, Policy, Stage};
pub use quarantine::{Action, Among, QuarantineRule};
pub use reason::{Moved, MovedBecause, Skip};
pub use seen::{Earlier, Known, Seen, Suppression};
pub use window::{
    HolidaysOf, InvalidDayOff, InvalidTimeOfDay, OwnDayOff, Slot, TimeOfDay, Weekday, Window,
};
pub use zone::{InvalidZone, ZoneName};
