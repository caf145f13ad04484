#![doc = include_str!("../README.md")]
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "these are parts of tests: what they cannot do ends the test that wanted it"
)]

mod address;
mod alerted;
mod answer;
mod call;
mod courier;
mod every;
mod form;
mod gateway;
pub mod generate;
mod hook;
pub mod identity;
mod invited;
mod keys;
mod listening;
mod mail;
mod mail_server;
mod operator;
pub mod passkey;
mod person;
mod platform;
mod process;
mod program;
mod ready;
mod relay;
mod retry;
mod sample;
mod signed;
mod story;
mod system;
mod temporary;
mod two_step;
mod values;
mod work;
mod worker;

pub use alerted::{Order, Ordering, alerted};
pub use answer::Answer;
pub use call::{Call, Client, Upload};
pub use courier::Courier;
pub use every::EveryType;
pub use form::{Field, attribute_of, fields, filled, inner_text, stepped};
pub use gateway::{Gateway, PhoneCall, TextMessage};
pub use hook::{Hook, HookTold};
pub use invited::{Invited, Inviting, link};
pub use keys::{Keys, now};
pub use mail::Mail;
pub use mail_server::{Authority, Identity, LOGIN, MailServer, MailServing, PassedOn, Received};
pub use person::{Person, cookie};
pub use platform::{MovedClock, Platform, platform};
pub use program::{Operator, Said};
pub use ready::{Control, Ready};
pub use relay::Relay;
pub use retry::eventually;
pub use sample::{Sample, response_id};
pub use signed::Signed;
pub use story::{Story, StoryMail};
pub use system::{Role, System};
pub use temporary::Temporary;
pub use two_step::{PENDING, TwoStep, cookie_named};
pub use values::each_value;
pub use work::proof;
