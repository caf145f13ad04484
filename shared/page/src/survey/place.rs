//! Where questions stand: on a page, or in a row or a panel of a question.

use survey::part_field;

/// What the fields of questions hold that stand somewhere.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Holds {
    /// What is answered so far.
    Answers,
    /// What a form held that comes back.
    Form,
}

/// Where questions stand, from which come the names of their fields and what problems call them.
#[derive(Clone)]
pub(crate) struct Place {
    /// The field of which theirs are parts; empty on a page.
    field: String,
    /// The same where a form that comes back has what they hold: in a list, entries that held
    /// nothing were left out, and those after them moved up.
    held: String,
    /// What problems call it; empty on a page.
    path: String,
    /// What their fields hold.
    pub(crate) holds: Holds,
    /// Whether the browser may insist on answers: nothing around them is in sight only if it
    /// applies, nor a row that may be left empty.
    pub(crate) firm: bool,
    /// Whether nothing can be answered there.
    pub(crate) read_only: bool,
    /// Whether questions are numbered there.
    pub(crate) numbered: bool,
    /// What the entry of a list is called that they stand in.
    pub(crate) entry: Option<String>,
}

impl Place {
    /// On a page.
    pub(crate) fn page(read_only: bool, holds: Holds) -> Self {
        let (field, held, path) = (String::new(), String::new(), String::new());
        Self { field, held, path, holds, firm: true, read_only, numbered: true, entry: None }
    }

    /// The same place, within something that is no firmer than this, or locked.
    pub(crate) fn within(&self, firm: bool, read_only: bool) -> Self {
        let (firm, read_only) = (self.firm && firm, self.read_only || read_only);
        Self { firm, read_only, ..self.clone() }
    }

    /// The same place, within an entry of this title.
    pub(crate) fn called(&self, title: &str) -> Self {
        Self { entry: Some(title.to_owned()), ..self.clone() }
    }

    /// The field of a question that stands here.
    pub(crate) fn field(&self, name: &str) -> String {
        under(&self.field, name)
    }

    /// The field that has what a question held that stands here.
    pub(crate) fn held(&self, name: &str) -> String {
        under(&self.held, name)
    }

    /// What problems call a question that stands here.
    pub(crate) fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { [&*self.path, ".", name].concat() }
    }

    /// The parts of a question that stands here: `contact` of `contact.email`.
    pub(crate) fn parts(&self, name: &str) -> Self {
        let (field, held, path) = (self.field(name), self.held(name), self.path(name));
        Self { field, held, path, numbered: false, entry: None, ..*self }
    }

    /// A row with this key: `lines.row1`.
    pub(crate) fn row(&self, name: &str, key: &str) -> Self {
        self.parts(name).parts(key)
    }

    /// An entry of a list: `people[0]`. It may be left empty. A form that comes back has it at
    /// `from`.
    pub(crate) fn entry(&self, name: &str, index: usize, from: usize) -> Self {
        let (of, index) = (self.parts(name), index.to_string());
        let (field, path) = (part_field(&of.field, &index), part_field(&of.path, &index));
        let held = part_field(&of.held, &from.to_string());
        Self { field, held, path, firm: false, ..of }
    }
}

fn under(field: &str, name: &str) -> String {
    if field.is_empty() { name.to_owned() } else { part_field(field, name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let page = Place::page(false, Holds::Answers);
        for (place, field, path) in [
            (page.clone(), "x", "x"),
            (page.parts("contact"), "contact[x]", "contact.x"),
            (page.row("lines", "a b"), "lines[a b][x]", "lines.a b.x"),
            (page.entry("people", 0, 0), "people[0][x]", "people[0].x"),
            (
                page.entry("people", 0, 2).entry("pets", 1, 1),
                "people[0][pets][1][x]",
                "people[0].pets[1].x",
            ),
        ] {
            assert_eq!((&*place.field("x"), &*place.path("x")), (field, path));
        }
        assert_eq!(page.entry("people", 0, 2).parts("a").held("b"), "people[2][a][b]");
    }
}
