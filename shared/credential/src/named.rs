//! Enums whose variants each have one published name.

/// The text names none of the kinds that were asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("this name is not known")]
pub struct UnknownName;

/// Defines an enum with a table of names: `ALL`, `as_str`, `Display`, `FromStr`, and the
/// conversions by which serde reads and writes the name where the enum asks for that.
macro_rules! named {
    (
        $(#[$meta:meta])*
        $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $text:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )+
        }

        impl $name {
            /// All of them, in the order of their definition.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// Its published name, which never changes.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $text, )+
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::named::UnknownName;

            fn from_str(raw: &str) -> Result<Self, $crate::named::UnknownName> {
                let named = Self::ALL.iter().copied().find(|one| one.as_str() == raw);
                named.ok_or($crate::named::UnknownName)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::named::UnknownName;

            fn try_from(raw: String) -> Result<Self, $crate::named::UnknownName> {
                raw.parse()
            }
        }

        impl From<$name> for String {
            fn from(one: $name) -> Self {
                one.as_str().to_owned()
            }
        }
    };
}

pub(crate) use named;
