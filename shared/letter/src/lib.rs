#![doc = include_str!("../README.md")]

mod bounce;
mod fault;
mod keypad;
mod kind;
mod link;
mod mail;
mod name;
mod occasion;
mod ours;
mod pattern;
mod plain;
mod question;
mod recording;
mod sms;
mod template;
mod texts;
mod variable;
mod voice;

pub use bounce::{Fate, MAX_REPORT_BYTES, Report, ReportKind, UnreadReport, read_report};
pub use fault::{TextFault, TextReason};
pub use keypad::{Keypad, Pressed};
pub use kind::MessageKind;
pub use link::{InvalidLink, InvitationLink, WebAddress};
pub use mail::{ComposeError, Letter, MAX_MESSAGE_BYTES, Message, Sending};
pub use name::{
    BounceTag, Domain, InvalidDomain, InvalidMailAddress, InvalidMailName, MailAddress, MailName,
    ReturnPath,
};
pub use occasion::{Occasion, vocabulary};
pub use ours::{LANGUAGES, Words, words};
pub use pattern::Pattern;
pub use plain::{plain_line, unwanted};
pub use question::{Asked, FirstQuestion, Look};
pub use recording::{Recording, Recordings};
pub use sms::{Alphabet, SmsCount, sms_count};
pub use template::{Filled, Template};
pub use texts::{Chosen, FallsBack, MAX_TEXTS_BYTES, Texts, Whose};
pub use variable::{
    DELIVERY, InvalidValue, Origin, SHOP, STAY, SUBSCRIPTION, Values, Variable, Vocabulary,
};
pub use voice::{Call, VoiceScript};
