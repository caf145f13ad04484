//! Names of questions, panels and pages.

use super::MAX_NAME_BYTES;
use super::problem::DefinitionReason;
use super::reader::Reader;
use crate::form::RESERVED;
pub use crate::model::Name;

impl Name {
    /// Reads the name of a question, which it must have.
    pub(crate) fn of_question(reader: &mut Reader<'_, '_>) -> Self {
        let name = Self::read(reader);
        if name.is_none() && reader.take("name").is_none() {
            reader.refuse("name", DefinitionReason::Missing);
        }
        name.unwrap_or_else(|| Self::checked(Box::default()))
    }

    /// Reads the name of a panel. Answers are kept under none, but the two share a namespace.
    pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let name = Self::read_form(reader)?;
        if !reader.survey.names.insert(name.to_string()) {
            reader.refuse("name", DefinitionReason::NameTwice);
        }
        Some(name)
    }

    /// Reads the name of a page, which need not differ from that of a question.
    pub(crate) fn of_page(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let name = Self::read_form(reader)?;
        if !reader.survey.page_names.insert(name.to_string()) {
            reader.refuse("name", DefinitionReason::NameTwice);
        }
        Some(name)
    }

    fn read_form(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let name = reader.string("name")?;
        let good = (1..=MAX_NAME_BYTES).contains(&name.len())
            && !name.chars().any(|c| c.is_control() || "{}[]".contains(c))
            && !name.trim().is_empty();
        if !good {
            reader.refuse("name", DefinitionReason::Name);
        } else if name.starts_with(RESERVED) {
            reader.refuse("name", DefinitionReason::ReservedName);
        }
        Some(Self::checked(name.into()))
    }
}
