//! Where alerts go.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Where an alert goes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// By mail.
    Mail(MailTarget),
    /// By text message.
    Sms(PhoneTarget),
    /// To a program of the customer's.
    Webhook(WebhookTarget),
}

/// The text is no address of the kind that is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not an address of this kind")]
pub struct InvalidTarget;

/// Defines a text newtype that says nothing of what it holds when it is printed for debugging.
macro_rules! target {
    ($(#[$doc:meta])* $name:ident, $is:ident) => {
        $(#[$doc])*
        #[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The address.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidTarget;

            fn try_from(raw: String) -> Result<Self, InvalidTarget> {
                if $is(&raw) { Ok(Self(raw)) } else { Err(InvalidTarget) }
            }
        }

        impl From<$name> for String {
            fn from(target: $name) -> Self {
                target.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

target!(
    /// An address of staff: at most 254 bytes, without blanks, with one `@` and a point after it.
    /// Whoever sends reads it once more.
    MailTarget,
    is_mail
);
target!(
    /// A phone number as E.164 writes it: `+` and 7 to 15 digits.
    PhoneTarget,
    is_phone
);
target!(
    /// An address that begins with `https://` and a host: at most 500 bytes, without blanks,
    /// user and fragment.
    WebhookTarget,
    is_webhook
);

fn is_printable(raw: &str) -> bool {
    raw.bytes().all(|byte| byte.is_ascii_graphic())
}

fn is_mail(raw: &str) -> bool {
    let parts = raw.split_once('@').filter(|(local, host)| {
        let labels = host.split('.').all(|label| !label.is_empty());
        !local.is_empty() && !host.contains('@') && host.contains('.') && labels
    });
    raw.len() <= 254 && is_printable(raw) && parts.is_some()
}

fn is_phone(raw: &str) -> bool {
    raw.strip_prefix('+').is_some_and(|digits| {
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain && (7..=15).contains(&digits.len()) && !digits.starts_with('0')
    })
}

fn is_webhook(raw: &str) -> bool {
    raw.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        raw.len() <= 500
            && is_printable(raw)
            && !host.is_empty()
            && !rest.contains(['@', '#', '\\'])
    })
}
