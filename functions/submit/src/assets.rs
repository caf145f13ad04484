//! The browser's part, as it was built.

use bytes::Bytes;
use http::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};

/// A file of the browser's part.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Asset {
    /// The pages' style.
    Style,
    /// The survey page's script.
    Script,
    /// The script that shows a survey on another site's page.
    Widget,
}

impl Asset {
    /// Where the pages' style is. The name changes with the content, so it is cached for good.
    pub(crate) const STYLE_PATH: &str =
        concat!("/assets/page-", env!("PAGE_CSS_HASH"), ".css");

    /// Where the survey page's script is.
    pub(crate) const SCRIPT_PATH: &str = concat!("/assets/page-", env!("PAGE_JS_HASH"), ".js");

    /// The file at a path.
    pub(crate) fn at(path: &str) -> Option<Self> {
        match path {
            Self::STYLE_PATH => Some(Self::Style),
            Self::SCRIPT_PATH => Some(Self::Script),
            "/widget.js" => Some(Self::Widget),
            _ => None,
        }
    }

    /// The file.
    pub(crate) fn response(self) -> Response<Bytes> {
        const FOR_GOOD: &str = "public, max-age=31536000, immutable";
        // Sites embed the widget by a name that stays, so it is looked up again each hour.
        const AN_HOUR: &str = "public, max-age=3600";
        let (body, media_type, cached) = match self {
            Self::Style => (
                include_bytes!("../../../widget/dist/page.css").as_slice(),
                "text/css; charset=utf-8",
                FOR_GOOD,
            ),
            Self::Script => (
                include_bytes!("../../../widget/dist/page.js").as_slice(),
                "text/javascript; charset=utf-8",
                FOR_GOOD,
            ),
            Self::Widget => (
                include_bytes!("../../../widget/dist/widget.js").as_slice(),
                "text/javascript; charset=utf-8",
                AN_HOUR,
            ),
        };
        let mut response = Response::new(Bytes::from_static(body));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cached));
        // Another site's page may load it: that is what the widget is for.
        headers.insert(
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        );
        response
    }
}
