//! A small HTTP client that says exactly what it is told to say.

use core::time::Duration;

use http::{HeaderName, HeaderValue, Method, Request};
use serde_json::Value;

use crate::Answer;

/// The longest wait for one answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// The longest body that is read, in bytes.
const MAX_BODY_BYTES: u64 = 64 << 20;

/// Calls one address.
#[derive(Clone, Debug)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
}

/// A file in a form.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// What it holds.
    pub content: &'a [u8],
}

/// A call that is being put together.
#[derive(Debug)]
#[must_use]
pub struct Call<'a> {
    client: &'a Client,
    request: Request<Vec<u8>>,
}

impl Client {
    /// Calls `base`: scheme and authority.
    #[must_use]
    pub fn new(base: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .user_agent("nordsvar-tests")
            .build();
        Self { agent: config.new_agent(), base: base.trim_end_matches('/').to_owned() }
    }

    /// The address: scheme and authority.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A `GET`.
    pub fn get(&self, path: &str) -> Call<'_> {
        self.call(Method::GET, path)
    }

    /// A `POST`.
    pub fn post(&self, path: &str) -> Call<'_> {
        self.call(Method::POST, path)
    }

    /// A `PUT`.
    pub fn put(&self, path: &str) -> Call<'_> {
        self.call(Method::PUT, path)
    }

    /// A call with any method. `path` may have a query.
    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        let uri = format!("{}{path}", self.base);
        let request = Request::builder().method(method).uri(uri).body(Vec::new());
        Call { client: self, request: request.expect("paths in tests are URIs") }
    }

    /// Sends a request that was made elsewhere; its URI names where to.
    ///
    /// # Errors
    ///
    /// No answer came back, or not a whole one; says why.
    pub fn run(&self, request: Request<Vec<u8>>) -> Result<Answer, String> {
        let mut response = self.agent.run(request).map_err(|error| error.to_string())?;
        let body = response.body_mut().with_config().limit(MAX_BODY_BYTES).read_to_vec();
        let body = body.map_err(|error| error.to_string())?;
        let (parts, _) = response.into_parts();
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
    }
}

impl Call<'_> {
    /// Adds a header.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).expect("header values in tests are plain");
        self.request.headers_mut().append(HeaderName::from_static(name), value);
        self
    }

    /// Presents a bearer token.
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// Sends bytes of a media type.
    pub fn body(mut self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        *self.request.body_mut() = body.into();
        self.header("content-type", media_type)
    }

    /// Sends JSON.
    pub fn json(self, value: &Value) -> Self {
        self.body("application/json", value.to_string())
    }

    /// Sends a form as browsers do.
    pub fn form<N: AsRef<str>, V: AsRef<str>>(self, fields: &[(N, V)]) -> Self {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name.as_ref()), escaped(value.as_ref())));
        let body = pairs.collect::<Vec<_>>().join("&");
        self.body("application/x-www-form-urlencoded", body)
    }

    /// Sends a form with files as browsers do (RFC 7578).
    pub fn multipart<N: AsRef<str>, V: AsRef<str>>(
        self,
        fields: &[(N, V)],
        files: &[(&str, Upload<'_>)],
    ) -> Self {
        const BOUNDARY: &str = "----nordsvar-tests-8c1d3f2a";
        let mut body = Vec::new();
        let mut part = |disposition: &str, content: &[u8]| {
            let head =
                format!("--{BOUNDARY}\r\ncontent-disposition: form-data; {disposition}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        };
        for (name, value) in fields {
            part(&format!("name=\"{}\"", quoted(name.as_ref())), value.as_ref().as_bytes());
        }
        for (name, Upload { name: file, media_type, content }) in files {
            let (name, file) = (quoted(name), quoted(file));
            let head =
                format!("name=\"{name}\"; filename=\"{file}\"\r\ncontent-type: {media_type}");
            part(&head, content);
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.body(&format!("multipart/form-data; boundary={BOUNDARY}"), body)
    }

    /// The request as it stands.
    #[must_use]
    pub fn into_request(self) -> Request<Vec<u8>> {
        self.request
    }

    /// The answer.
    ///
    /// # Panics
    ///
    /// If none comes back.
    #[must_use]
    #[track_caller]
    pub fn send(self) -> Answer {
        let what = format!("{} {}", self.request.method(), self.request.uri());
        self.try_send().unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    /// The answer.
    ///
    /// # Errors
    ///
    /// None came back; says why.
    pub fn try_send(self) -> Result<Answer, String> {
        self.client.run(self.request)
    }
}

/// A name of a multipart form's field, as browsers write it (WHATWG HTML, section 4.10.21.8).
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

/// Escapes all but letters and digits (WHATWG URL, section 5.2, a little more strictly).
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b' ' => "+".to_owned(),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
