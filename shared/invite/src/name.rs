//! Names that customers and their systems give.

use core::fmt;

use serde::{Deserialize, Serialize};

credential::text_id!(
    /// Names a stage of an app, such as `checkout`: 1 to 32 bytes of `a-z`, `0-9`, `-`.
    StageName,
    1..=32,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "a stage is named by 1 to 32 of a-z, 0-9 and -"
);
credential::text_id!(
    /// Names an alert rule within its instance: 1 to 64 bytes of `a-z`, `0-9`, `-`.
    RuleName,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "a rule is named by 1 to 64 of a-z, 0-9 and -"
);

/// The text is empty, too long, begins or ends with a blank, or holds control characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a key is 1 to 128 bytes without control characters and outer blanks")]
pub struct InvalidText;

/// Defines a text newtype for keys of the customer's own systems: any letters, one line.
macro_rules! key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The key, as it was sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidText;

            fn try_from(raw: String) -> Result<Self, InvalidText> {
                if is_key(&raw) { Ok(Self(raw)) } else { Err(InvalidText) }
            }
        }

        impl From<$name> for String {
            fn from(key: $name) -> Self {
                key.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

fn is_key(raw: &str) -> bool {
    (1..=128).contains(&raw.len()) && raw.trim() == raw && !raw.contains(char::is_control)
}

key!(
    /// What the customer's own system calls what happened: an order, a shipment, a reservation.
    EventKey
);
key!(
    /// What the customer's own system calls a product.
    ProductKey
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        let (longest, longer) = ("å".repeat(64), "å".repeat(65));
        for (name, raw, want) in [
            ("plain", "#1001/24", true),
            ("other letters", "Bestellung 5 ä", true),
            ("longest", &longest, true),
            ("too long", &longer, false),
            ("empty", "", false),
            ("blank first", " 1", false),
            ("blank last", "1 ", false),
            ("line feed", "1\n2", false),
            ("zero byte", "1\u{0}", false),
        ] {
            assert_eq!(EventKey::try_from(raw.to_owned()).is_ok(), want, "{name}");
            assert_eq!(ProductKey::try_from(raw.to_owned()).is_ok(), want, "{name}");
        }
    }
}
