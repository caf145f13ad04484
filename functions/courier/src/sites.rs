//! Where the rooms of the external apps are.

use contract::SiteUrl;
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

    /// Where the pages of this name are; Store Evaluator's, if there are none.
    pub(crate) fn of(&self, name: &str) -> &SiteUrl {
        match name {
            "leveranskontroll" => &self.leveranskontroll,
            "delivery-control" => &self.delivery_control,
            "stay-evaluator" => &self.stay_evaluator,
            "why-cancel" => &self.why_cancel,
            _ => &self.store_evaluator,
        }
    }
}
