//! The fields of a report: names and texts, in groups with an empty line between.

/// More fields than this are not read.
const MAX_FIELDS: usize = 64;

/// A group of fields.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The text of a field, by its name in lower case, without what says of which type it is.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    fn add(&mut self, line: &str) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, text)) = self.0.last_mut() {
                text.push(' ');
                text.push_str(line.trim());
            }
        } else if let Some((name, text)) = line.split_once(':')
            && self.0.len() < MAX_FIELDS
        {
            self.0.push((name.trim().to_ascii_lowercase(), text.trim().to_owned()));
        }
    }
}

/// The groups of fields in a text.
pub(super) fn groups(content: &str) -> impl Iterator<Item = Fields> {
    let mut lines = content.lines().peekable();
    core::iter::from_fn(move || {
        while lines.next_if(|line| line.trim().is_empty()).is_some() {}
        lines.peek()?;
        let mut fields = Fields::default();
        while let Some(line) = lines.next_if(|line| !line.trim().is_empty()) {
            fields.add(line);
        }
        Some(fields)
    })
}
