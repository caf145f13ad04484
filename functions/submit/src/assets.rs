//! What the pages load: from the function `assets`, but for themes, which are a survey's own.

use bytes::Bytes;
use host::{file, offer_to_all_sites};
use http::Response;
use page::{Asset, Assets};

/// Where the pages find their style and scripts.
pub(crate) struct Places {
    pub(crate) style: String,
    script: String,
    logic: String,
    work: String,
    files: String,
}

impl Places {
    pub(crate) fn new() -> Self {
        Self {
            style: Asset::Style.path(),
            script: Asset::Script.path(),
            logic: Asset::Logic.path(),
            work: Asset::Work.path(),
            files: Asset::Files.path(),
        }
    }

    pub(crate) fn both(&self) -> Assets<'_> {
        let Self { style, script, logic, work, files } = self;
        Assets { style, script, logic, work, files }
    }
}

/// The style sheet of a theme: as lasting as the pages' own style.
pub(crate) fn sheet(sheet: Bytes) -> Response<Bytes> {
    let mut response = file(sheet, Asset::Style.media_type(), Asset::Style.cache_control());
    offer_to_all_sites(&mut response);
    response
}
