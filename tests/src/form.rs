//! Reads the pages' forms as far as tests need it.

/// A control of a form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field {
    /// `input`, `textarea`, `select`, `option` or `button`.
    pub tag: String,
    /// The attribute `type`; empty if there is none.
    pub kind: String,
    /// The attribute `name`; empty if there is none.
    pub name: String,
    /// The attribute `value`; empty if there is none.
    pub value: String,
}

/// The controls of a page, in order.
#[must_use]
pub fn fields(html: &str) -> Vec<Field> {
    let tags = html.split('<').skip(1).filter_map(|piece| piece.split_once('>'));
    tags.filter_map(|(tag, _)| {
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let controls = ["input", "textarea", "select", "option", "button"];
        controls.contains(&name).then(|| Field {
            tag: name.to_owned(),
            kind: attribute(attributes, "type"),
            name: attribute(attributes, "name"),
            value: attribute(attributes, "value"),
        })
    })
    .collect()
}

/// The form's hidden fields but for its state, and then `answers`: a whole response at once.
#[must_use]
pub fn filled(html: &str, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut sent = stepped(html, answers);
    sent.retain(|(name, _)| name != "nordsvar.state");
    sent
}

/// The form's hidden fields, as a browser sends them, and then `answers`: one page of a response.
#[must_use]
pub fn stepped(html: &str, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let hidden = fields(html).into_iter().filter(|field| field.kind == "hidden");
    let mut sent: Vec<_> = hidden.map(|field| (field.name, field.value)).collect();
    sent.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    sent
}

/// What stands between the first `<tag ..>` and its end.
#[must_use]
pub fn inner_text<'a>(html: &'a str, tag: &str) -> Option<&'a str> {
    let after = html.split_once(&format!("<{tag}"))?.1;
    let inner = after.split_once('>')?.1;
    Some(inner.split_once(&format!("</{tag}>"))?.0)
}

/// An attribute of the first `<tag ..>`; empty if it has none.
#[must_use]
pub fn attribute_of(html: &str, tag: &str, name: &str) -> String {
    let after = html.split_once(&format!("<{tag} ")).map_or("", |(_, after)| after);
    attribute(after.split('>').next().unwrap_or_default(), name)
}

fn attribute(attributes: &str, name: &str) -> String {
    let found = attributes.match_indices(&format!("{name}=\"")).find(|(at, _)| {
        attributes.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with(' '))
    });
    let value = found.and_then(|(at, mark)| attributes.get(at + mark.len()..));
    let raw = value.and_then(|value| value.split('"').next()).unwrap_or_default();
    raw.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<h1 class="x">Hi</h1><form method="post"><input type="hidden" name="id"
        value="a&amp;b"><textarea name="more" data-name="x"></textarea><button>Send</button>"#;

    #[test]
    fn controls_are_found() {
        let names: Vec<_> = fields(PAGE).into_iter().map(|field| (field.tag, field.name)).collect();
        let want = [("input", "id"), ("textarea", "more"), ("button", "")];
        assert_eq!(names, want.map(|(tag, name)| (tag.to_owned(), name.to_owned())));
        let sent = filled(PAGE, &[("more", "x")]);
        assert_eq!(sent, [("id", "a&b"), ("more", "x")].map(|(n, v)| (n.to_owned(), v.to_owned())));
        assert_eq!(inner_text(PAGE, "h1"), Some("Hi"));
    }
}
