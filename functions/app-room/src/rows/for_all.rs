//! What holds for rows that do not say it themselves.

use app::{ForAll, Rows, Where};
use invite::ZoneName;
use jiff::tz::TimeZone;
use page::TableAll;
use serde_json::{Map, Value};

use super::columns::Kept;
use super::file::Fault;
use crate::form::Fields;
use crate::instance::Known;
use crate::{AppRoom, policy_form};

/// It, as it was typed.
#[derive(Debug, Default)]
pub(super) struct Typed {
    status: String,
    language: String,
    country: Option<String>,
    zone: Option<String>,
    property: Option<String>,
}

impl Typed {
    /// As it was the last time; else as the instance has it.
    pub(super) fn first(own: &AppRoom, known: &Known, kept: &Kept) -> Self {
        let example = (own.example)(known.stage());
        let status = example.get("status").or_else(|| example.get("stage"));
        let policy = policy_form::whole(known.0.setup.policy.value());
        let from = |name: &str, or: Option<&Value>| {
            let or = or.and_then(Value::as_str).unwrap_or_default();
            kept.all(name).unwrap_or(or).to_owned()
        };
        let mut typed = Self {
            status: from("status", status),
            language: from("language", None),
            ..Self::default()
        };
        match own.rows.is_at {
            Where::Country => {
                typed.country = Some(from("country", policy.get("country")));
                typed.zone = Some(from("zone", policy.get("zone")));
            }
            Where::Property => typed.property = Some(from("property", None)),
        }
        typed
    }

    /// As it was posted.
    pub(super) fn posted(own: &AppRoom, fields: &Fields) -> Self {
        let value = |name: &str| fields.value(name).to_owned();
        let (country, zone, property) = match own.rows.is_at {
            Where::Country => (Some(value("country")), Some(value("zone")), None),
            Where::Property => (None, None, Some(value("property"))),
        };
        Self { status: value("status"), language: value("language"), country, zone, property }
    }

    /// As a page shows it.
    pub(super) fn shown(&self) -> TableAll<'_> {
        TableAll {
            status: &self.status,
            language: &self.language,
            country: self.country.as_deref(),
            zone: self.zone.as_deref(),
            property: self.property.as_deref(),
        }
    }

    /// As it is kept for the next file.
    pub(super) fn kept(&self) -> Map<String, Value> {
        let all = [
            ("status", Some(&self.status)),
            ("language", Some(&self.language)),
            ("country", self.country.as_ref()),
            ("zone", self.zone.as_ref()),
            ("property", self.property.as_ref()),
        ];
        let said = all.into_iter().filter_map(|(name, value)| Some((name, value?)));
        said.map(|(name, value)| (name.to_owned(), value.as_str().into())).collect()
    }

    /// What it says, or what is wrong with it.
    pub(super) fn read(&self, rows: &Rows) -> Result<ForAll, Fault> {
        if !rows.statuses.contains(&self.status.as_str()) {
            return Err(Fault("status"));
        }
        let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let language = said(&Some(self.language.clone())).map(|tag| tag.parse()).transpose();
        let country = said(&self.country).map(|code| code.as_str().try_into()).transpose();
        let property = said(&self.property).map(|id| id.as_str().try_into()).transpose();
        let zone = said(&self.zone).map(|name| name.parse::<ZoneName>()).transpose();
        Ok(ForAll {
            status: self.status.clone(),
            language: language.map_err(|_| Fault("language"))?,
            country: country.map_err(|_| Fault("country"))?,
            zone: zone.map_err(|_| Fault("zone"))?.map_or(TimeZone::UTC, |zone| zone.time_zone()),
            property: property.map_err(|_| Fault("property"))?,
        })
    }
}
