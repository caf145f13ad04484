//! The browser's part, as it was built.

/// A file of the browser's part.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Asset {
    /// The pages' style.
    Style,
    /// The survey page's script.
    Script,
    /// The module that makes a survey's logic instant.
    Logic,
    /// The worker that does what a survey asks of browsers.
    Work,
    /// The module that sends files apart from their response.
    Files,
    /// The script that shows a survey on another site's page.
    Widget,
    /// The script that shows a shop's badge on its own pages.
    Badge,
    /// The script that has a step before cancelling, on sellers' own pages.
    Step,
    /// The script that copies and prints recovery codes.
    Codes,
    /// What the rooms for staff have beside the pages' style.
    Staff,
    /// The script that asks the browser for a passkey.
    Passkey,
}

/// The folder that the survey pages' files are in, as a path.
const FOLDER: &str = "/assets";

impl Asset {
    /// Those that survey pages load, in [`Asset::path`].
    const OF_SURVEYS: [Self; 5] = [Self::Style, Self::Script, Self::Logic, Self::Work, Self::Files];

    /// The file that survey pages and other sites load from `path`.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        if path.strip_prefix('/') == Some(Self::Widget.name()) {
            return Some(Self::Widget);
        }
        let name = path.strip_prefix(FOLDER)?.strip_prefix('/')?;
        Self::OF_SURVEYS.into_iter().find(|asset| asset.name() == name)
    }

    /// Where survey pages load it from.
    #[must_use]
    pub fn path(self) -> String {
        format!("{FOLDER}/{}", self.name())
    }

    /// The file's name. Those of style and script change with their content, so they can be cached
    /// for good; sites embed the widget and the badge by names that stay.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Style => concat!("page-", env!("PAGE_CSS_HASH"), ".css"),
            Self::Script => concat!("page-", env!("PAGE_JS_HASH"), ".js"),
            Self::Logic => concat!("logic-", env!("LOGIC_JS_HASH"), ".js"),
            Self::Work => concat!("work-", env!("WORK_JS_HASH"), ".js"),
            Self::Files => concat!("files-", env!("FILES_JS_HASH"), ".js"),
            Self::Widget => "widget.js",
            Self::Badge => "badge.js",
            Self::Step => "step.js",
            Self::Staff => concat!("staff-", env!("STAFF_CSS_HASH"), ".css"),
            Self::Codes => concat!("codes-", env!("CODES_JS_HASH"), ".js"),
            Self::Passkey => concat!("passkey-", env!("PASSKEY_JS_HASH"), ".js"),
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Style | Self::Staff => "text/css; charset=utf-8",
            Self::Script
            | Self::Logic
            | Self::Work
            | Self::Files
            | Self::Widget
            | Self::Badge
            | Self::Step
            | Self::Codes
            | Self::Passkey => "text/javascript; charset=utf-8",
        }
    }

    /// Its `cache-control`.
    #[must_use]
    pub const fn cache_control(self) -> &'static str {
        match self {
            Self::Style
            | Self::Script
            | Self::Logic
            | Self::Work
            | Self::Files
            | Self::Codes
            | Self::Passkey
            | Self::Staff => "public, max-age=31536000, immutable",
            Self::Widget | Self::Badge | Self::Step => "public, max-age=3600",
        }
    }

    /// Its content.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Style => include_bytes!("../../../widget/dist/page.css"),
            Self::Script => include_bytes!("../../../widget/dist/page.js"),
            Self::Logic => include_bytes!("../../../widget/dist/logic.js"),
            Self::Work => include_bytes!("../../../widget/dist/work.js"),
            Self::Files => include_bytes!("../../../widget/dist/files.js"),
            Self::Widget => include_bytes!("../../../widget/dist/widget.js"),
            Self::Badge => include_bytes!("../../../widget/dist/badge.js"),
            Self::Step => include_bytes!("../../../widget/dist/step.js"),
            Self::Staff => include_bytes!("../../../widget/dist/staff.css"),
            Self::Codes => include_bytes!("../../../widget/dist/codes.js"),
            Self::Passkey => include_bytes!("../../../widget/dist/passkey.js"),
        }
    }
}
