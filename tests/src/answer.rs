//! What came back.

use http::HeaderMap;
use serde_json::Value;

/// An answer, read whole.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value; empty if it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> &str {
        core::str::from_utf8(&self.body).expect("an answer of text is UTF-8")
    }

    /// The body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The same answer, if it has this status.
    ///
    /// # Panics
    ///
    /// If it has another.
    #[must_use]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        let body = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, status, "{body}");
        self
    }

    /// The problem this answer is: its slug, and the fields it names.
    ///
    /// # Panics
    ///
    /// If it is none, or not a whole one (RFC 9457).
    #[must_use]
    #[track_caller]
    pub fn problem(&self) -> (String, Vec<String>) {
        let body = String::from_utf8_lossy(&self.body);
        assert_eq!(self.header("content-type"), "application/problem+json", "{body}");
        let problem = self.json();
        let text = |member: &str| problem.get(member).and_then(Value::as_str).unwrap_or_default();
        assert_eq!(
            problem.get("status").and_then(Value::as_u64),
            Some(self.status.into()),
            "{body}"
        );
        assert_eq!(text("request_id"), self.header("x-request-id"), "{body}");
        assert!(!text("title").is_empty() && !text("request_id").is_empty(), "{body}");
        let slug = text("type").rsplit('/').next().unwrap_or_default().to_owned();
        let slug = slug.rsplit([':', '#']).next().unwrap_or_default().to_owned();
        let faults = problem.get("invalid_params").and_then(Value::as_array);
        let names = faults.into_iter().flatten().filter_map(|fault| fault.get("name")?.as_str());
        (slug, names.map(str::to_owned).collect())
    }
}
