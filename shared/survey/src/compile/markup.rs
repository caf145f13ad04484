//! The little markup that a text may have.

use super::links::{is_link, is_picture_data};

/// Elements that may stand in a text. A `br`, `hr` or `img` has nothing in it.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

const EMPTY: &[&str] = &["br", "hr", "img"];

/// Attributes that may stand on one of the elements.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("a", "href"),
    ("img", "src"),
    ("img", "alt"),
    ("td", "colspan"),
    ("td", "rowspan"),
    ("th", "colspan"),
    ("th", "rowspan"),
    ("th", "scope"),
];

/// Attributes that may stand on each element.
const EVERYWHERE: &[&str] = &["lang", "dir", "title"];

/// Characters that may be written by name.
const ENTITIES: &[&str] = &["amp", "lt", "gt", "quot", "#39", "nbsp"];

/// How deep elements may stand in each other.
const MAX_DEPTH: usize = 32;

const UNKNOWN_ENTITY: &str = "an & must be written &amp;, and of other characters by name only \
                              &lt; &gt; &quot; &#39; &nbsp; are taken";

/// Checks that a text is well-formed and has nothing in it but what is listed above.
///
/// Names are in lower case and values in double quotes, so that nothing is left to how a browser
/// mends it. What is piped in as `{name}` is a text and never markup, and stands in no attribute.
pub(super) fn check(text: &str) -> Result<(), &'static str> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some((before, tag_on)) = rest.split_once('<') {
        check_text(before)?;
        let (tag, after) = tag_on.split_once('>').ok_or("a < must be written &lt;")?;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err("an element is closed that is not the one open");
            }
        } else if let Some(name) = check_tag(tag)? {
            open.push(name);
            if open.len() > MAX_DEPTH {
                return Err("elements are nested deeper than 32 levels");
            }
        }
        rest = after;
    }
    check_text(rest)?;
    if open.is_empty() { Ok(()) } else { Err("an element is not closed") }
}

/// A text between tags, or an attribute's value.
fn check_text(text: &str) -> Result<(), &'static str> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        return Err("it has a control character");
    }
    if text.contains('>') {
        return Err("a > must be written &gt;");
    }
    for after in text.split('&').skip(1) {
        let entity = after.split_once(';').map(|(entity, _)| entity);
        if !entity.is_some_and(|entity| ENTITIES.contains(&entity)) {
            return Err(UNKNOWN_ENTITY);
        }
    }
    Ok(())
}

/// What stands between `<` and `>`, of an element that is opened; gives its name if something may
/// stand in it.
fn check_tag(tag: &str) -> Result<Option<&str>, &'static str> {
    let (name, mut rest) = tag.split_at(tag.find([' ', '\n', '\t', '/']).unwrap_or(tag.len()));
    if !ELEMENTS.contains(&name) {
        return Err("it has an element that is not taken, or a < that is not written &lt;");
    }
    let mut seen: Vec<&str> = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() || rest == "/" {
            break;
        }
        let (attribute, after) = rest.split_once("=\"").ok_or("an attribute has no value in \"")?;
        let (value, after) = after.split_once('"').ok_or("an attribute's value does not end")?;
        check_attribute(name, attribute, value)?;
        if seen.contains(&attribute) {
            return Err("an attribute is there twice");
        }
        seen.push(attribute);
        rest = after;
    }
    let empty = EMPTY.contains(&name);
    if rest == "/" && !empty {
        return Err("only br, hr and img may end with />");
    }
    if name == "img" && !(seen.contains(&"src") && seen.contains(&"alt")) {
        return Err("an img needs src and alt");
    }
    Ok((!empty).then_some(name))
}

fn check_attribute(element: &str, attribute: &str, value: &str) -> Result<(), &'static str> {
    let known = EVERYWHERE.contains(&attribute) || ATTRIBUTES.contains(&(element, attribute));
    if !known {
        return Err("it has an attribute that is not taken on its element");
    }
    check_text(value)?;
    if value.contains(['{', '<']) {
        return Err("an attribute has { or < in it");
    }
    let number = || value.len() <= 2 && value.bytes().all(|byte| byte.is_ascii_digit());
    let address = value.replace("&amp;", "&");
    let good = match attribute {
        "href" => !value.is_empty() && (is_link(&address) || is_mail(value)),
        "src" => is_picture_data(value),
        "colspan" | "rowspan" => !value.is_empty() && number(),
        "scope" => matches!(value, "row" | "col"),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        _ => true,
    };
    if good {
        return Ok(());
    }
    Err(match attribute {
        "href" => "an href is neither an https: nor a mailto: address",
        "src" => "a src is not the data: address of a picture",
        _ => "an attribute has a value that is not taken",
    })
}

fn is_mail(value: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@.+-_?=%&;".contains(&byte);
    value
        .strip_prefix("mailto:")
        .is_some_and(|address| address.contains('@') && address.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken() {
        for text in [
            "",
            "Plain, with {piping}, \"quotes\" and 'more'",
            "<p>Thank <b>you</b>, <i>{name}</i>.<br/>Bye<br></p>",
            "<h2>A</h2>\n<ul><li>1 &lt; 2 &amp; 3 &gt; 2&nbsp;&#39;</li></ul><hr>",
            "<a href=\"https://example.se/?a=1&amp;b=2\">x</a>",
            "<a href=\"mailto:anna@example.se\" title=\"Mail\">x</a>",
            "<img src=\"data:image/png;base64,aaaa\" alt=\"\" />",
            "<table><thead><tr><th scope=\"col\" colspan=\"2\">x</th></tr></thead></table>",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        for text in [
            "<script>alert(1)</script>",
            "<b>x",
            "x</b>",
            "<b><i>x</b></i>",
            "<B>x</B>",
            "1 < 2",
            "1 > 2",
            "<!-- x -->",
            "<b onclick=\"x()\">x</b>",
            "<b style=\"color:red\">x</b>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\"https://example.se/{q}\">x</a>",
            "<a href='https://example.se/'>x</a>",
            "<a href=https://example.se/>x</a>",
            "<a href=\"https://example.se/\" href=\"https://example.se/\">x</a>",
            "<a  href=\"\">x</a>",
            "<a title=\"a>b\">x</a>",
            "<img src=\"https://example.se/x.png\" alt=\"\">",
            "<img src=\"data:image/png;base64,aaaa\">",
            "<p/>",
            "<svg></svg>",
            "<iframe src=\"https://example.se/\"></iframe>",
            "AT&T",
            "&copy;",
            "&#x27;",
            "<b",
            "<>x</>",
            "<b\u{0}>x</b>",
            "<br title>",
        ] {
            assert!(check(text).is_err(), "{text}");
        }
    }
}
