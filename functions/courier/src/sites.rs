//! Where the rooms of the external apps are.

use contract::SiteUrl;
use credential::AppName;
use host::{Host, SettingError, parsed};

/// The origin of each app's rooms, by the name of their pages.
#[derive(Debug)]
pub(crate) struct AppSites {
    pub(crate) store_evaluator: SiteUrl,
    pub(crate) leveranskontroll: SiteUrl,
    pub(crate) delivery_control: SiteUrl,
    pub(crate) stay_evaluator: SiteUrl,
    pub(crate) why_cancel: SiteUrl,
}

impl AppSites {
    pub(crate) async fn read(host: &Host) -> Result<Self, SettingError> {
        Ok(Self {
            store_evaluator: parsed(host, "store_evaluator_url").await?,
            leveranskontroll: parsed(host, "leveranskontroll_url").await?,
            delivery_control: parsed(host, "delivery_control_url").await?,
            stay_evaluator: parsed(host, "stay_evaluator_url").await?,
            why_cancel: parsed(host, "why_cancel_url").await?,
        })
    }

    /// Where an app's pages are, and by which name: of an app with two the one that goes with the language.
    pub(crate) fn room<'a>(&'a self, app: &'a AppName, tag: &str) -> (&'a SiteUrl, &'a str) {
        match (app.as_str(), tag) {
            ("delivery-control", "sv") => (&self.leveranskontroll, "leveranskontroll"),
            ("delivery-control", _) => (&self.delivery_control, app.as_str()),
            ("stay-evaluator", _) => (&self.stay_evaluator, app.as_str()),
            ("why-cancel", _) => (&self.why_cancel, app.as_str()),
            (_, _) => (&self.store_evaluator, app.as_str()),
        }
    }
}
