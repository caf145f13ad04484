//! All that storage has written down, to be looked through for what must not stand there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use base64ct::{Base64Unpadded, Base64UrlUnpadded, Encoding as _};
use rusqlite::Connection;
use tests::{Temporary, each_value};

/// Every value of every table, and every file as it lies there: the database, its write-ahead log.
pub(crate) struct Dump {
    /// Where something stands, and what, in small letters.
    all: Vec<(String, Vec<u8>)>,
}

impl Dump {
    /// Of all below a folder.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut files = Vec::new();
        list(folder, &mut files);
        let mut all = Vec::new();
        for path in files {
            if path.extension().is_some_and(|end| end == "db") {
                each_value(&path, &mut |(table, column), bytes| {
                    all.push((format!("{table}.{column}"), bytes.to_vec()));
                });
            }
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
        assert!(all.len() > 100, "there is a database with something in it");
        for (_, bytes) in &mut all {
            bytes.make_ascii_lowercase();
        }
        Self { all }
    }

    /// Where texts stand, and in which form: `table.column: UTF-8: text`.
    pub(crate) fn places(&self, texts: &[&str]) -> BTreeSet<String> {
        let forms = texts.iter().flat_map(|text| {
            forms(text).into_iter().map(move |(name, form)| (format!("{name}: {text}"), form))
        });
        let forms: Vec<_> = forms.collect();
        // All at once, by their first two bytes: there are many texts, and many bytes.
        let mut beginning = vec![Vec::new(); 1 << 16];
        for (at, (_, form)) in forms.iter().enumerate() {
            beginning[pair(form)].push(at);
        }
        let mut places = BTreeSet::new();
        for (place, bytes) in &self.all {
            for start in 0..bytes.len().saturating_sub(1) {
                for at in &beginning[pair(&bytes[start..])] {
                    let (name, form) = &forms[*at];
                    if bytes[start..].starts_with(form) {
                        places.insert(format!("{place}: {name}"));
                    }
                }
            }
        }
        places
    }
}

/// Two bytes as a number.
fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}

/// The ways in which a text could stand somewhere, in small letters.
fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut forms = vec![("UTF-8", text.as_bytes().to_vec())];
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    // The inner bytes of both orders: where the first byte stands, does not matter.
    forms.push(("UTF-16LE", wide(u16::to_le_bytes)));
    forms.push(("UTF-16BE", wide(u16::to_be_bytes)));
    forms.push(("escaped JSON", escaped(text).into_bytes()));
    for (bytes, hexadecimal, base64) in [
        (text.as_bytes().to_vec(), "hexadecimal", "base64"),
        (wide(u16::to_le_bytes), "hexadecimal of UTF-16", "base64 of UTF-16"),
    ] {
        forms.push((hexadecimal, digits(&bytes)));
        // What stands before it moves its bits: three ways, without the letters that its neighbours have a part in.
        for before in 0..3 {
            let moved = [vec![0; before], bytes.clone()].concat();
            let whole = moved.len() / 3 * 4;
            let first = [0, 2, 3][before];
            for text in
                [Base64Unpadded::encode_string(&moved), Base64UrlUnpadded::encode_string(&moved)]
            {
                forms.push((base64, text.as_bytes()[first..whole].to_vec()));
            }
        }
    }
    for (_, form) in &mut forms {
        form.make_ascii_lowercase();
    }
    // What is shorter stands somewhere by chance.
    forms.retain(|(name, form)| form.len() > if name.starts_with("base64") { 7 } else { 5 });
    forms
}

/// Bytes as hexadecimal digits.
fn digits(bytes: &[u8]) -> Vec<u8> {
    let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// As JSON has it where all but ASCII is escaped.
fn escaped(text: &str) -> String {
    let one = |unit: u16| match u8::try_from(unit).ok().filter(u8::is_ascii) {
        Some(byte) => char::from(byte).to_string(),
        None => format!("\\u{unit:04x}"),
    };
    text.encode_utf16().map(one).collect()
}

/// Fails if the search would miss a text in one of its forms, in a database like storage's.
pub(crate) fn is_found_in_every_form() {
    const TEXT: &str = "Åsa.Plantbäck@kund.example";
    let folder = Temporary::new();
    let database = Connection::open(folder.path().join("planted.db")).unwrap();
    // What is written stays in the log, where a host that is killed leaves it, too.
    database.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for turn in 0..3 {
        database.execute_batch(&format!("CREATE TABLE turn{turn} (value)")).unwrap();
        let within = |bytes: &[u8]| [&b"abc"[..turn], bytes, b"xyz"].concat();
        let wider: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for value in [
            within(TEXT.to_uppercase().replace('Ä', "ä").as_bytes()),
            within(&wide),
            within(&wider),
            within(escaped(TEXT).as_bytes()),
            digits(&within(TEXT.as_bytes())).to_ascii_uppercase(),
            Base64Unpadded::encode_string(&within(TEXT.as_bytes())).into_bytes(),
            Base64Unpadded::encode_string(&within(&wide)).into_bytes(),
        ] {
            let text = format!("INSERT INTO turn{turn} VALUES (?1)");
            // There is enough of it to be looked through.
            for _ in 0..5 {
                database.execute(&text, [&value]).unwrap();
            }
        }
    }
    let places = Dump::of(folder.path()).places(&[TEXT]);
    for form in [
        "UTF-8",
        "UTF-16LE",
        "UTF-16BE",
        "escaped JSON",
        "hexadecimal",
        "base64",
        "base64 of UTF-16",
    ] {
        for turn in 0..3 {
            let value = format!("turn{turn}.value: {form}: {TEXT}");
            assert!(places.contains(&value), "{value}: {places:?}");
        }
        let log = places.iter().find(|place| place.ends_with(&format!("-wal: {form}: {TEXT}")));
        assert!(log.is_some(), "{form}: {places:?}");
    }
}
