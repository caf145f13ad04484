//! Forms with files: `multipart/form-data` (RFC 7578), as browsers write it.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};

use crate::FormError;

/// The most parts that a form may have.
const MAX_PARTS: usize = 10_000;

/// The longest boundary (RFC 2046, section 5.1.1).
const MAX_BOUNDARY_BYTES: usize = 70;

/// A form: its fields, and the files that came with it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FormWithFiles {
    /// What was typed, by field, in order.
    pub fields: Vec<(String, String)>,
    /// Files, in order.
    pub files: Vec<FormFile>,
}

/// A file that came with a form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormFile {
    /// The name of its field.
    pub field: String,
    /// What the browser calls it.
    pub name: String,
    /// Its type, as the browser says.
    pub media_type: String,
    /// What it holds: a part of the form.
    pub content: Bytes,
}

/// The fields of a form in order, and its files. A field for files in which none was chosen is left
/// out.
///
/// It is read strictly: nothing may stand before the first part, texts are UTF-8, and what is cut
/// short is refused.
///
/// # Errors
///
/// [`FormError`].
pub fn form_with_files(headers: &HeaderMap, body: &Bytes) -> Result<FormWithFiles, FormError> {
    let boundary = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = boundary.and_then(boundary_of).ok_or(FormError)?;
    let delimiter = ["\r\n--", boundary].concat();
    let first = delimiter.trim_start().as_bytes();
    let mut rest = body.as_ref().strip_prefix(first).ok_or(FormError)?;
    let mut form = FormWithFiles::default();
    for _ in 0..MAX_PARTS {
        if let Some(end) = rest.strip_prefix(b"--") {
            return if end.is_empty() || end == b"\r\n" { Ok(form) } else { Err(FormError) };
        }
        let part = rest.strip_prefix(b"\r\n").ok_or(FormError)?;
        let (part, after) = split(part, delimiter.as_bytes()).ok_or(FormError)?;
        form.take(part, body)?;
        rest = after;
    }
    Err(FormError)
}

/// The `boundary` of a media type, which browsers write last and without quotes.
fn boundary_of(media_type: &str) -> Option<&str> {
    let mut parameters = media_type.split(';').skip(1).map(str::trim);
    let boundary = parameters.find_map(|parameter| parameter.strip_prefix("boundary="))?;
    let boundary =
        boundary.strip_prefix('"').map_or(boundary, |quoted| quoted.trim_end_matches('"'));
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(&byte);
    let good = (1..=MAX_BOUNDARY_BYTES).contains(&boundary.len()) && boundary.bytes().all(plain);
    good.then_some(boundary)
}

impl FormWithFiles {
    /// Takes a part of a body.
    fn take(&mut self, part: &[u8], body: &Bytes) -> Result<(), FormError> {
        let (head, content) = split(part, b"\r\n\r\n").ok_or(FormError)?;
        let head = core::str::from_utf8(head).map_err(|_| FormError)?;
        let header = |name: &str| {
            head.split("\r\n").find_map(|line| {
                let (known, value) = line.split_once(':')?;
                known.trim().eq_ignore_ascii_case(name).then(|| value.trim())
            })
        };
        let disposition = header("content-disposition").ok_or(FormError)?;
        let parameters = disposition.strip_prefix("form-data").ok_or(FormError)?;
        let field = parameter(parameters, "; name=\"").ok_or(FormError)?;
        let Some(name) = parameter(parameters, "; filename=\"") else {
            let text = core::str::from_utf8(content).map_err(|_| FormError)?;
            self.fields.push((field, text.to_owned()));
            return Ok(());
        };
        if !name.is_empty() || !content.is_empty() {
            let media_type =
                header("content-type").unwrap_or("application/octet-stream").to_owned();
            let content = body.slice_ref(content);
            self.files.push(FormFile { field, name, media_type, content });
        }
        Ok(())
    }
}

/// A quoted parameter, in which browsers escape what would end it (HTML, section 4.10.22.7).
fn parameter(parameters: &str, before: &str) -> Option<String> {
    let (_, after) = parameters.split_once(before)?;
    let (value, _) = after.split_once('"')?;
    Some(value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"))
}

/// What stands before and after the first `mark`.
fn split<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(mark.len()).position(|window| window == mark)?;
    let (before, after) = bytes.split_at_checked(at)?;
    Some((before, after.get(mark.len()..)?))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn check(name: &str, body: &str, want: &Result<FormWithFiles, FormError>) {
        let mut headers = HeaderMap::new();
        let kind = HeaderValue::from_static("multipart/form-data; boundary=--x");
        headers.insert(CONTENT_TYPE, kind);
        let body = body.replace('\n', "\r\n");
        assert_eq!(&form_with_files(&headers, &Bytes::from(body)), want, "{name}");
    }

    const TEXT: &str = "----x\nContent-Disposition: form-data; name=\"q[\\%22]\"\n\nå\n\nb\n";
    const FILE: &str = "----x\ncontent-disposition: form-data; name=\"f\"; filename=\"a;b.txt\"\n\
        Content-Type: text/plain\n\nhej\n";
    const NONE: &str = "----x\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\n\
        Content-Type: application/octet-stream\n\n\n";

    #[test]
    fn forms() {
        let fields = vec![("q[\\\"]".to_owned(), "å\r\n\r\nb".to_owned())];
        let text = FormWithFiles { fields, ..FormWithFiles::default() };
        let [field, name, media_type] = ["f", "a;b.txt", "text/plain"].map(str::to_owned);
        let content = Bytes::from_static(b"hej");
        let files = vec![FormFile { field, name, media_type, content }];
        let all = FormWithFiles { files, ..text.clone() };
        check("text", &[TEXT, "----x--\n"].concat(), &Ok(text));
        check("all", &[TEXT, FILE, NONE, "----x--"].concat(), &Ok(all));
        check("nothing", "----x--\n", &Ok(FormWithFiles::default()));
        for (name, body) in [
            ("cut", [TEXT, "----x"].concat()),
            ("no end", TEXT.to_owned()),
            ("something before", ["\n", TEXT, "----x--\n"].concat()),
            ("something after", [TEXT, "----x--\n\n"].concat()),
            ("no name", "----x\nContent-Disposition: form-data\n\n\n----x--".to_owned()),
            ("no head", "----x\n\n----x--".to_owned()),
            ("empty", String::new()),
        ] {
            check(name, &body, &Err(FormError));
        }
    }

    #[test]
    fn what_is_cut_anywhere_is_refused() {
        let mut headers = HeaderMap::new();
        let kind = HeaderValue::from_static("multipart/form-data; boundary=--x");
        headers.insert(CONTENT_TYPE, kind);
        let whole = [TEXT, FILE, "----x--"].concat().replace('\n', "\r\n");
        for end in 0..whole.len() {
            let cut = Bytes::copy_from_slice(&whole.as_bytes()[..end]);
            assert_eq!(form_with_files(&headers, &cut), Err(FormError), "{end}");
        }
    }

    #[test]
    fn boundaries() {
        for (media_type, want) in [
            ("multipart/form-data; boundary=abc", Some("abc")),
            ("multipart/form-data;charset=utf-8; boundary=\"a b\"", None),
            ("multipart/form-data; boundary=\"a-b\"", Some("a-b")),
            ("multipart/form-data; boundary=", None),
            ("multipart/form-data", None),
        ] {
            assert_eq!(boundary_of(media_type), want, "{media_type}");
        }
    }
}
