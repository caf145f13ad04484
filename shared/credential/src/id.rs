//! Names of tenants, zones, people and what was handed to them.

/// The text is not an id of the kind that was asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidId(&'static str);

impl InvalidId {
    /// What is said of a text that is not an id: the rule that it breaks.
    #[must_use]
    pub const fn new(rule: &'static str) -> Self {
        Self(rule)
    }
}

/// Defines a text newtype whose every byte is in `$bytes` and whose length is in `$lengths`.
///
/// Where it is used, `serde` is a dependency.
#[macro_export]
macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $lengths:pat, $bytes:pat, $rule:literal) => {
        $(#[$doc])*
        #[derive(
            Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Deserialize, serde::Serialize,
        )]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as it stands in URLs, labels and storage keys.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::InvalidId;

            fn try_from(raw: String) -> Result<Self, $crate::InvalidId> {
                let plain = raw.bytes().all(|b| matches!(b, $bytes));
                if plain && matches!(raw.len(), $lengths) {
                    Ok(Self(raw))
                } else {
                    Err($crate::InvalidId::new($rule))
                }
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::InvalidId;

            fn from_str(raw: &str) -> Result<Self, $crate::InvalidId> {
                Self::try_from(raw.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// Names a zone, the place where a tenant's survey data is kept: 2 to 16 bytes of `a-z`.
    ///
    /// It is the first part of every key label, so it holds no `/`.
    ZoneId,
    2..=16,
    b'a'..=b'z',
    "a zone is named by 2 to 16 of a-z"
);
text_id!(
    /// Names a tenant, the customer whose surveys these are: 1 to 64 bytes of `a-z`, `0-9`, `-`.
    TenantId,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "a tenant is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names a person who can sign in: 1 to 64 bytes of `a-z`, `0-9`, `-`. Never an address.
    UserId,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "a user is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names an API key, so that it can be revoked: 1 to 64 bytes of `a-z`, `0-9`, `-`.
    ApiKeyId,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "an API key is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names an invitation, so that it is answered once: 1 to 64 bytes of `a-z`, `0-9`, `-`.
    InvitationId,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "an invitation is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names a cancel flow, so that it comes to one outcome: 1 to 64 bytes of `a-z`, `0-9`, `-`.
    FlowId,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "a flow is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names a mail that is to be sent; its Message-ID begins so: 1 to 64 bytes of `a-z`, `0-9`, `-`.
    MailId,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "a mail is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names an alert of staff: 1 to 64 bytes of `a-z`, `0-9`, `-`.
    AlertId,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "an alert is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names an external app: 1 to 64 bytes of `a-z`, `0-9`, `-`.
    AppName,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "an app is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names an app instance, a tenant's own setting-up of an app: 1 to 64 bytes of `a-z`, `0-9`,
    /// `-`.
    InstanceName,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "an instance is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names the webhook of an app instance; it stands in its address, which is public: 1 to 64 bytes of `a-z`,
    /// `0-9`, `-`.
    HookId,
    1..=64,
    b'a'..=b'z' | b'0'..=b'9' | b'-',
    "a webhook is named by 1 to 64 of a-z, 0-9 and -"
);
text_id!(
    /// Names a key within its ring, so that keys can be rotated: 1 to 16 bytes of `a-z`, `0-9`.
    ///
    /// It stands in tokens, so it is not secret; it holds nothing that JSON would escape.
    KeyId,
    1..=16,
    b'a'..=b'z' | b'0'..=b'9',
    "a key is named by 1 to 16 of a-z and 0-9"
);

#[cfg(test)]
mod tests {
    use core::fmt;
    use core::str::FromStr;

    use serde::{Deserialize, Serialize};

    use super::*;

    fn check<T>(kind: &str, rows: &[(&str, &str, bool)])
    where
        T: FromStr + fmt::Display + Serialize + for<'a> Deserialize<'a>,
    {
        for (name, raw, want) in rows {
            let parsed = raw.parse::<T>().ok();
            assert_eq!(parsed.is_some(), *want, "{kind}: {name}");
            let json = serde_json::to_string(raw).unwrap();
            let read = serde_json::from_str::<T>(&json);
            assert_eq!(read.is_ok(), *want, "{kind}: {name}, from JSON");
            if let Some(id) = parsed {
                assert_eq!(id.to_string(), *raw, "{kind}: {name}, printed");
                assert_eq!(serde_json::to_string(&id).unwrap(), json, "{kind}: {name}, to JSON");
            }
        }
    }

    #[test]
    fn text_ids() {
        let (longest, longer) = ("a".repeat(64), "a".repeat(65));
        let rows = [
            ("plain", "demo-2", true),
            ("one byte", "a", true),
            ("longest", longest.as_str(), true),
            ("too long", longer.as_str(), false),
            ("empty", "", false),
            ("capital", "Demo", false),
            ("slash", "a/b", false),
            ("colon", "a:b", false),
            ("dot", "a.b", false),
            ("not ASCII", "å", false),
            ("space", "a ", false),
            ("line feed", "a\n", false),
        ];
        check::<TenantId>("tenant", &rows);
        check::<UserId>("user", &rows);
        check::<ApiKeyId>("API key", &rows);
        check::<InvitationId>("invitation", &rows);
        check::<MailId>("mail", &rows);
        check::<AlertId>("alert", &rows);
        check::<AppName>("app", &rows);
        check::<InstanceName>("instance", &rows);
    }

    #[test]
    fn key_ids() {
        check::<KeyId>(
            "key",
            &[
                ("plain", "k1", true),
                ("longest", "abcdefghijklmno1", true),
                ("too long", "abcdefghijklmno12", false),
                ("empty", "", false),
                ("hyphen", "k-1", false),
                ("colon", "k:1", false),
                ("comma", "k,1", false),
                ("quote", "k\"1", false),
            ],
        );
    }

    #[test]
    fn zones() {
        check::<ZoneId>(
            "zone",
            &[
                ("plain", "se", true),
                ("longest", "abcdefghijklmnop", true),
                ("too long", "abcdefghijklmnopq", false),
                ("too short", "s", false),
                ("empty", "", false),
                ("digit", "se1", false),
                ("hyphen", "s-e", false),
                ("slash", "s/e", false),
                ("capital", "SE", false),
            ],
        );
    }
}
