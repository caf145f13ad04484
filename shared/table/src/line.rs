//! Short texts of people, each checked once.

/// Defines a text newtype within bounds, whose `Debug` does not say it.
macro_rules! line {
    ($(#[$doc:meta])* $name:ident, $invalid:ident, $most:literal, $control:expr, $rule:literal) => {
        $(#[$doc])*
        #[derive(Clone, Eq, Ord, PartialEq, PartialOrd, serde::Deserialize, serde::Serialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        #[doc = concat!("The text is no [`", stringify!($name), "`].")]
        #[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
        #[error($rule)]
        pub struct $invalid;

        impl $name {
            /// The most bytes.
            pub const MAX_BYTES: usize = $most;

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $invalid;

            /// Blanks around it are left out.
            fn try_from(raw: &str) -> Result<Self, $invalid> {
                let text = raw.trim();
                let is_control: fn(char) -> bool = $control;
                if (1..=Self::MAX_BYTES).contains(&text.len()) && !text.contains(is_control) {
                    Ok(Self(text.into()))
                } else {
                    Err($invalid)
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = $invalid;

            fn try_from(raw: String) -> Result<Self, $invalid> {
                Self::try_from(raw.as_str())
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0.into()
            }
        }

        impl core::fmt::Debug for $name {
            /// Says the kind and never the text, which may be personal.
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}
pub(crate) use line;
