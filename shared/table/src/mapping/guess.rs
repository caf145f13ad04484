//! What columns seem to hold.

use super::names::{ENDS, NAMES};
use super::{Column, shortened};
use crate::field::{ExtraName, Field};
use crate::fold::fold;
use crate::row::Row;
use crate::sheet::Sheet;

/// How many rows are looked at.
const SAMPLE: usize = 50;

impl Sheet {
    /// What each column seems to hold, for somebody to correct: by what it is called in one of the
    /// respondents' languages, and of addresses, by what stands there. What is not known is a field of
    /// the customer's own. It may be no [`Mapping`](crate::Mapping) yet.
    #[must_use]
    pub fn guess(&self) -> Vec<Column> {
        let names: Vec<String> = self.header.cells.iter().map(|cell| fold(cell)).collect();
        let mut fields: Vec<Option<Field>> = vec![None; names.len()];
        for (field, known) in NAMES {
            let known: Vec<String> = known.split(',').map(fold).collect();
            let fits = |name: &str| known.iter().any(|known| known == name);
            give(&mut fields, &names, field, fits);
        }
        for (field, known) in ENDS {
            let known: Vec<String> = known.split(',').map(fold).collect();
            let fits = |name: &str| known.iter().any(|known| name.ends_with(known.as_str()));
            give(&mut fields, &names, field, fits);
        }
        if !fields.contains(&Some(Field::Email)) {
            let mut columns = fields.iter_mut().enumerate();
            if let Some((_, field)) =
                columns.find(|(at, field)| field.is_none() && has_addresses(&self.rows, *at))
            {
                *field = Some(Field::Email);
            }
        }
        separate(&mut fields);
        let mut used: Vec<ExtraName> = Vec::new();
        let columns = self.header.cells.iter().zip(fields).enumerate();
        let column = |(at, (cell, field)): (usize, (&String, Option<Field>))| {
            let header = shortened(cell).to_owned();
            let field = field.unwrap_or_else(|| {
                if header.is_empty() { Field::Ignored } else { extra(&header, at, &mut used) }
            });
            Column { header, field }
        };
        columns.map(column).collect()
    }
}

/// A field of the customer's own whose name no other column has.
fn extra(header: &str, at: usize, used: &mut Vec<ExtraName>) -> Field {
    let mut names = (1..=used.len() + 1).map(|nth| ExtraName::of_column(header, at + 1, nth));
    let free = names.find(|name| !used.contains(name));
    match free {
        Some(name) => {
            used.push(name.clone());
            Field::Extra(name)
        }
        None => Field::Ignored,
    }
}

/// Gives a field to the first column that fits and has none yet, or to all that fit.
fn give(
    fields: &mut [Option<Field>],
    names: &[String],
    field: &Field,
    fits: impl Fn(&str) -> bool,
) {
    for (at, name) in names.iter().enumerate() {
        let taken = fields.contains(&Some(field.clone())) && !field.may_repeat();
        if let Some(open) = fields.get_mut(at).filter(|open| open.is_none() && !taken)
            && !name.is_empty()
            && fits(name)
        {
            *open = Some(field.clone());
        }
    }
}

/// A column called `name` beside one with last names has the first names: `Nom`, `Prénom` the other
/// way.
fn separate(fields: &mut [Option<Field>]) {
    let has = |fields: &[Option<Field>], field: Field| fields.contains(&Some(field));
    let (first, last) = (has(fields, Field::FirstName), has(fields, Field::LastName));
    let whole = fields.iter_mut().find(|field| **field == Some(Field::Name));
    if let Some(whole) = whole {
        match (first, last) {
            (true, false) => *whole = Some(Field::LastName),
            (false, true) => *whole = Some(Field::FirstName),
            // It is not known whose.
            (true, true) => *whole = None,
            (false, false) => {}
        }
    }
}

/// Whether most of what stands in a column is addresses.
fn has_addresses(rows: &[Row], at: usize) -> bool {
    let cells = rows.iter().take(SAMPLE).map(|row| row.cell(at)).filter(|cell| !cell.is_empty());
    let (mut all, mut addresses) = (0, 0);
    for cell in cells {
        all += 1;
        addresses += usize::from(cell.parse::<personal::Email>().is_ok());
    }
    all > 0 && addresses * 5 >= all * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Mapping, Options};

    fn guessed(text: &str) -> Vec<Field> {
        let sheet = Sheet::read(text.as_bytes(), &Options::default()).unwrap();
        sheet.guess().into_iter().map(|column| column.field).collect()
    }

    fn extra(name: &str) -> Field {
        Field::Extra(name.to_owned().try_into().unwrap())
    }

    #[test]
    fn columns_are_known_by_name_and_by_what_stands_there() {
        for (name, text, want) in [
            (
                "Swedish",
                "Kundnr;Namn;E-post;Mobil",
                vec![Field::Key, Field::Name, Field::Email, Field::Phone],
            ),
            ("the mobile one", "Telefon;Mobil", vec![extra("telefon"), Field::Phone]),
            ("the first one", "E-mail,Mail", vec![Field::Email, extra("mail")]),
            ("an end", "Kundens e-postadress;x", vec![Field::Email, extra("x")]),
            (
                "what stands there",
                "a;b\nx;a@example.com\ny;b@example.com",
                vec![extra("a"), Field::Email],
            ),
            ("French", "Nom;Prénom", vec![Field::LastName, Field::FirstName]),
            (
                "all of a name",
                "First name,Last name,Name",
                vec![Field::FirstName, Field::LastName, extra("name")],
            ),
            ("several groups", "Group,Group,Tags", vec![Field::Groups; 3]),
            (
                "without a name",
                "Ort;;ORT;ort-2",
                vec![extra("ort"), Field::Ignored, extra("ort-2"), extra("ort-2-2")],
            ),
        ] {
            assert_eq!(guessed(text), want, "{name}");
        }
    }

    #[test]
    fn no_name_is_that_of_two_kinds() {
        let mut all = Vec::new();
        for (field, names) in NAMES {
            for name in names.split(',') {
                let name = fold(name);
                let other = all.iter().find(|(other, of)| *other == name && *of != field);
                assert!(other.is_none(), "{name} is {field:?} and {other:?}");
                all.push((name, field));
            }
        }
    }

    #[test]
    fn what_is_guessed_can_be_kept() {
        let header: Vec<String> = (0..200).map(|at| format!("{at}å{}", "b".repeat(600))).collect();
        let sheet = Sheet::read(header.join(";").as_bytes(), &Options::default()).unwrap();
        let mut columns = sheet.guess();
        columns[0].field = Field::Email;
        let mapping = Mapping::new(columns).unwrap();
        assert!(mapping.bind(&sheet.header).unwrap().unknown.is_empty());
    }
}
