//! The JSON Schema of survey definitions.

use bytes::Bytes;
use http::Response;
use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue,
};

/// What a definition may say (JSON Schema 2020-12), for editors and validators.
const SCHEMA: &str = include_str!("../../../docs/survey.schema.json");

/// What every answer of it says besides. Editors that run in a browser may read it too.
const HEADERS: [(HeaderName, &str); 4] = [
    (CONTENT_TYPE, "application/schema+json"),
    (CACHE_CONTROL, "public, max-age=3600"),
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

/// `GET /api/v1/survey.schema.json`.
pub(crate) fn response() -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(SCHEMA.as_bytes()));
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
