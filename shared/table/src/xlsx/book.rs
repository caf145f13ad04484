//! What a workbook has, and where.

use std::collections::BTreeMap;

use super::number::Epoch;
use crate::Unreadable;
use crate::xml::{Piece, Xml};
use crate::zip::Archive;

/// The most sheets of a workbook.
const MAX_SHEETS: usize = 500;

/// A workbook's own part: its sheets, and where the parts are that they need.
pub(super) struct Book {
    pub(super) sheets: Vec<Listed>,
    pub(super) shared: Option<String>,
    pub(super) styles: Option<String>,
    pub(super) epoch: Epoch,
}

/// A sheet.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) part: String,
    is_hidden: bool,
}

/// What a part has to do with another.
struct Relation {
    kind: String,
    part: String,
}

impl Book {
    pub(super) fn read(archive: &mut Archive<'_>) -> Result<Self, Unreadable> {
        let roots = archive.part("_rels/.rels")?.ok_or(Unreadable::NotAWorkbook)?;
        let roots = relations(&roots, "")?;
        let root = roots.values().find(|root| root.kind == "officeDocument");
        let place = &root.ok_or(Unreadable::NotAWorkbook)?.part;
        let text = archive.part(place)?.ok_or(Unreadable::Damaged)?;
        let (folder, file) = place.rsplit_once('/').unwrap_or(("", place));
        let beside = [folder, "/_rels/", file, ".rels"].concat();
        let beside =
            archive.part(beside.trim_start_matches('/'))?.ok_or(Unreadable::NotAWorkbook)?;
        let relations = relations(&beside, folder)?;
        let of_kind = |kind: &str| {
            relations.values().find(|other| other.kind == kind).map(|other| other.part.clone())
        };
        let (sheets, epoch) = sheets(&text, &relations)?;
        if sheets.is_empty() {
            return Err(Unreadable::NotAWorkbook);
        }
        Ok(Self { sheets, shared: of_kind("sharedStrings"), styles: of_kind("styles"), epoch })
    }

    /// The sheet of that name; without one, the first that is not hidden.
    pub(super) fn choose(&self, name: Option<&str>) -> Result<&Listed, Unreadable> {
        let mut sheets = self.sheets.iter();
        let found = match name {
            Some(name) => sheets.find(|sheet| sheet.name == name),
            None => sheets.find(|sheet| !sheet.is_hidden),
        };
        found.ok_or(Unreadable::NoSuchSheet)
    }
}

/// The tables among the sheets, and from when days are counted.
fn sheets(
    text: &str,
    relations: &BTreeMap<String, Relation>,
) -> Result<(Vec<Listed>, Epoch), Unreadable> {
    let mut xml = Xml::new(text);
    let (mut sheets, mut epoch) = (Vec::new(), Epoch::Of1900);
    while let Some(piece) = xml.next()? {
        let Piece::Begin(element) = piece else { continue };
        match element.name().as_str() {
            "workbookPr" => {
                if let Some("1" | "true") = element.attribute("date1904")?.as_deref() {
                    epoch = Epoch::Of1904;
                }
            }
            "sheet" => {
                let name = element.attribute("name")?.unwrap_or_default();
                let id = element.attribute("id")?.unwrap_or_default();
                let state = element.attribute("state")?;
                let is_hidden = state.is_some_and(|state| state != "visible");
                // Charts and dialogs are sheets as well.
                if let Some(Relation { part, .. }) =
                    relations.get(&id).filter(|relation| relation.kind == "worksheet")
                {
                    sheets.push(Listed { name, part: part.clone(), is_hidden });
                }
                if sheets.len() > MAX_SHEETS {
                    return Err(Unreadable::Damaged);
                }
            }
            _ => {}
        }
    }
    Ok((sheets, epoch))
}

/// What a part has to do with others, by id; `folder` is where it is.
fn relations(text: &str, folder: &str) -> Result<BTreeMap<String, Relation>, Unreadable> {
    let mut xml = Xml::new(text);
    let mut found = BTreeMap::new();
    while let Some(piece) = xml.next()? {
        let Piece::Begin(element) = piece else { continue };
        if element.name() != "Relationship" {
            continue;
        }
        let id = element.attribute("Id")?.unwrap_or_default();
        let kind = element.attribute("Type")?.unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let target = element.attribute("Target")?.unwrap_or_default();
        if found.len() < 2 * MAX_SHEETS {
            found.insert(id, Relation { kind, part: place(folder, &target) });
        }
    }
    Ok(found)
}

/// Where a part is: from the root of the file, or from `folder`.
fn place(folder: &str, target: &str) -> String {
    if let Some(from_root) = target.strip_prefix('/') {
        return from_root.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        for (folder, target, want) in [
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/a", "../styles.xml", "xl/styles.xml"),
            ("", "../../x", "x"),
        ] {
            assert_eq!(place(folder, target), want);
        }
    }
}
