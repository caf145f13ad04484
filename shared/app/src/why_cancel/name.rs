//! Names that owners give and that never change: they stand in answers, outcomes and figures.

use crate::InvalidValue;

/// What a name is.
pub(super) const RULE: InvalidValue = InvalidValue("1 to 64 of a-z, 0-9 and -");

pub(super) fn is_name(raw: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&raw.len()) && raw.bytes().all(plain)
}

/// Defines a name.
macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Debug, Eq, Ord, PartialEq, PartialOrd, serde::Deserialize, serde::Serialize,
        )]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// The name as it was given.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(raw: &str) -> Result<Self, $crate::InvalidValue> {
                use $crate::why_cancel::name::{RULE, is_name};
                if is_name(raw) { Ok(Self(raw.into())) } else { Err(RULE) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::InvalidValue;

            fn try_from(raw: String) -> Result<Self, $crate::InvalidValue> {
                Self::try_from(raw.as_str())
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0.into()
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

pub(super) use name;

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names() {
        for (raw, want) in [
            ("too-expensive", true),
            ("4", true),
            ("", false),
            ("Too", false),
            ("too expensive", false),
            ("för-dyrt", false),
            ("a_b", false),
        ] {
            assert_eq!(is_name(raw), want, "{raw}");
        }
        assert!(is_name(&"a".repeat(64)) && !is_name(&"a".repeat(65)));
    }
}
