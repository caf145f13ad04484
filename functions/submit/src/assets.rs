//! The browser's part.

use bytes::Bytes;
use http::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use page::{Asset, Assets};

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The folder of the style and the script.
const FOLDER: &str = "/assets";

/// Where the pages find their style and scripts.
pub(crate) struct Places {
    pub(crate) style: String,
    script: String,
    logic: String,
    work: String,
}

impl Places {
    pub(crate) fn new() -> Self {
        let at = |asset: Asset| format!("{FOLDER}/{}", asset.name());
        Self {
            style: at(Asset::Style),
            script: at(Asset::Script),
            logic: at(Asset::Logic),
            work: at(Asset::Work),
        }
    }

    pub(crate) fn both(&self) -> Assets<'_> {
        Assets { style: &self.style, script: &self.script, logic: &self.logic, work: &self.work }
    }
}

/// The file at a path.
pub(crate) fn at(path: &str) -> Option<Asset> {
    if path.strip_prefix('/') == Some(Asset::Widget.name()) {
        return Some(Asset::Widget);
    }
    let name = path.strip_prefix(FOLDER)?.strip_prefix('/')?;
    [Asset::Style, Asset::Script, Asset::Logic, Asset::Work]
        .into_iter()
        .find(|asset| asset.name() == name)
}

/// The file.
pub(crate) fn response(asset: Asset) -> Response<Bytes> {
    file(asset, Bytes::from_static(asset.bytes()))
}

/// The style sheet of a theme: as lasting as the pages' own style.
pub(crate) fn sheet(sheet: Bytes) -> Response<Bytes> {
    file(Asset::Style, sheet)
}

/// A file with this content, served as `like` is.
fn file(like: Asset, content: Bytes) -> Response<Bytes> {
    let mut response = Response::new(content);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(like.media_type()));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(like.cache_control()));
    offer_to_all_sites(headers);
    response
}

/// Lets pages of other sites load it or frame it: that is what the widget is for. A site whose
/// page asks for isolation (`Cross-Origin-Embedder-Policy`) needs to be told so.
pub(crate) fn offer_to_all_sites(headers: &mut HeaderMap) {
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
}
