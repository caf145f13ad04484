//! `{{ variable }}` places in the manifest's texts.

use crate::variable::{InvalidVariableName, VariableName};

/// A text with places that variables fill, as Spin writes them: `https://{{ host }}:443`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Template(Vec<Part>);

#[derive(Clone, Debug, Eq, PartialEq)]
enum Part {
    Text(String),
    Variable(VariableName),
}

/// Why a text is not a template.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum InvalidTemplate {
    #[error("a '{{{{' has no '}}}}' after it")]
    Unclosed,
    #[error(transparent)]
    Name(#[from] InvalidVariableName),
}

impl Template {
    /// Reads `text`. Braces stand for nothing else: there is no way to write a literal `{{`.
    pub(crate) fn parse(text: &str) -> Result<Self, InvalidTemplate> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}").ok_or(InvalidTemplate::Unclosed)?;
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(Part::Variable(VariableName::parse(name.trim())?));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self(parts))
    }

    /// The variables the template names, in order, repeats included.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &VariableName> {
        self.0.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Variable(name) => Some(name),
        })
    }

    /// The text with every place filled by `value`; its first error ends the work.
    pub(crate) fn fill<E>(
        &self,
        mut value: impl FnMut(&VariableName) -> Result<String, E>,
    ) -> Result<String, E> {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Variable(name) => text.push_str(&value(name)?),
            }
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, want: Result<&str, InvalidTemplate>) {
        let filled = Template::parse(text).map(|template| {
            template.fill(|variable| Ok::<_, ()>(format!("<{}>", variable.as_str()))).unwrap()
        });
        assert_eq!(filled, want.map(str::to_owned), "{name}");
    }

    #[test]
    fn places_are_filled() {
        check("none", "plain", Ok("plain"));
        check("empty", "", Ok(""));
        check("only", "{{ zone }}", Ok("<zone>"));
        check("without spaces", "{{zone}}", Ok("<zone>"));
        check("inside", "https://{{ host }}:{{port}}/", Ok("https://<host>:<port>/"));
        check("single braces are text", "{zone}", Ok("{zone}"));
        check("unclosed", "a {{ zone", Err(InvalidTemplate::Unclosed));
        check("bad name", "{{ Zone }}", Err(InvalidVariableName::new("Zone").into()));
    }
}
