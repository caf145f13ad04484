//! Files that responses name.

use ::survey::FileId;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A file that a response names, as it is said to be.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NamedFile {
    /// The question that it is an answer to, as problems call it.
    pub question: String,
    /// Its name among the response's files.
    pub id: FileId,
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// How many bytes it has.
    pub bytes: u32,
}

/// A file on its way: what it is called, and what it holds. As a body it is a line of JSON, of its
/// name and its type, and then the content as it is.
pub struct FileBody {
    /// What it is called and its media type.
    pub head: FileHead,
    /// What it holds.
    pub content: Bytes,
}

/// What is said of a file beside its content.
#[derive(Clone, Eq, PartialEq)]
pub struct FileHead {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
}

impl FileBody {
    /// The body of a call or an answer.
    #[must_use]
    pub fn to_bytes(&self) -> Bytes {
        let head = json!([self.head.name, self.head.media_type]);
        let mut all = head.to_string().into_bytes();
        all.reserve_exact(self.content.len().saturating_add(1));
        all.push(b'\n');
        all.extend_from_slice(&self.content);
        Bytes::from(all)
    }

    /// Reads such a body. `None` if it is none.
    #[must_use]
    pub fn from_bytes(body: &Bytes) -> Option<Self> {
        // JSON of ours has no line break in it.
        let end = body.iter().position(|byte| *byte == b'\n')?;
        let head = serde_json::from_slice(body.get(..end)?).ok()?;
        let Value::Array(head) = head else { return None };
        let [Value::String(name), Value::String(media_type)] = <[Value; 2]>::try_from(head).ok()?
        else {
            return None;
        };
        let head = FileHead { name, media_type };
        Some(Self { head, content: body.slice(end.checked_add(1)?..) })
    }
}

/// Asks for a file of a respondent's own response.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnFileToken {
    /// What storage gave when the response was kept.
    pub token: String,
    /// The file.
    pub file: FileId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_come_back() {
        for content in [&b""[..], b"\n", b"a\nb", b"{}\n"] {
            let head = FileHead { name: "a\n\"b\".txt".to_owned(), media_type: "a/b".to_owned() };
            let body = FileBody { head, content: Bytes::copy_from_slice(content) };
            let read = FileBody::from_bytes(&body.to_bytes()).unwrap();
            assert!(read.head == body.head);
            assert_eq!(read.content, content);
        }
        for body in [&b""[..], b"\n", b"{}\nabc", b"[\"a\"]\n", b"[\"a\",\"b\"]", b"[\"a\",1]\n"] {
            assert!(FileBody::from_bytes(&Bytes::copy_from_slice(body)).is_none());
        }
    }
}
