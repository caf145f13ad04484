//! In which encoding text is.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Unreadable;

/// An encoding that spreadsheets write text in.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, the lower byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, the higher byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Windows-1252, which is what Excel writes in western Europe.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// What `0x80` to `0x9f` are in Windows-1252; `\0` where it has nothing.
const UPPER: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text of a file: in the encoding that is told, else in that which is found.
///
/// A byte order mark says it. Without one it is UTF-16 if every other byte of many is zero, UTF-8 if
/// the bytes are that, and else Windows-1252.
pub(crate) fn decode(
    bytes: &[u8],
    told: Option<Encoding>,
) -> Result<(Encoding, Cow<'_, str>), Unreadable> {
    let encoding = told.unwrap_or_else(|| find(bytes));
    let text = match encoding {
        Encoding::Utf8 => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            core::str::from_utf8(bytes).ok().map(Cow::Borrowed)
        }
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes).map(Cow::Owned),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes).map(Cow::Owned),
        Encoding::Windows1252 => windows_1252(bytes).map(Cow::Owned),
    };
    // No table has it, and nearly every file that is no text does.
    let text = text.filter(|text| !text.contains('\0')).ok_or(Unreadable::NotText)?;
    Ok((encoding, text))
}

fn find(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xff, 0xfe, ..] => return Encoding::Utf16Le,
        [0xfe, 0xff, ..] => return Encoding::Utf16Be,
        _ => {}
    }
    let sample = bytes.get(..512).unwrap_or(bytes);
    let zeros = |at: usize| sample.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let many = sample.len() / 4;
    match (zeros(0), zeros(1)) {
        (0, low) if low > many => Encoding::Utf16Le,
        (high, 0) if high > many => Encoding::Utf16Be,
        _ if core::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
        _ => Encoding::Windows1252,
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn windows_1252(bytes: &[u8]) -> Option<String> {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => UPPER.get(usize::from(byte - 0x80)).copied().filter(|c| *c != '\0'),
        _ => Some(char::from(*byte)),
    };
    bytes.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn encodings_are_found() {
        let text = "namn;ort\nÅsa;Malmö";
        for (name, bytes, encoding, want) in [
            ("UTF-8", text.as_bytes().to_vec(), Encoding::Utf8, Some(text)),
            ("with a mark", ["\u{feff}", text].concat().into_bytes(), Encoding::Utf8, Some(text)),
            ("UTF-16", units(text, u16::to_le_bytes), Encoding::Utf16Le, Some(text)),
            ("the other way", units(text, u16::to_be_bytes), Encoding::Utf16Be, Some(text)),
            (
                "with its mark",
                units(&["\u{feff}", "日本"].concat(), u16::to_le_bytes),
                Encoding::Utf16Le,
                Some("日本"),
            ),
            ("Windows", b"\xc5sa;5 \x80".to_vec(), Encoding::Windows1252, Some("Åsa;5 €")),
            ("a letter that it has not", b"\x81\xc5a".to_vec(), Encoding::Windows1252, None),
            ("half a unit", vec![0xff, 0xfe, b'a'], Encoding::Utf16Le, None),
            ("half a pair", vec![0xff, 0xfe, 0x00, 0xd8], Encoding::Utf16Le, None),
            ("no text", b"a\0\0b\xff".to_vec(), Encoding::Windows1252, None),
            ("nothing", Vec::new(), Encoding::Utf8, Some("")),
        ] {
            assert_eq!(find(&bytes), encoding, "{name}");
            let read = decode(&bytes, None).ok().map(|(_, text)| text.into_owned());
            assert_eq!(read.as_deref(), want, "{name}");
        }
    }

    #[test]
    fn what_is_told_holds() {
        let bytes = "Åsa".as_bytes();
        let (encoding, text) = decode(bytes, Some(Encoding::Windows1252)).unwrap();
        assert_eq!((encoding, &*text), (Encoding::Windows1252, "Ã…sa"));
        assert_eq!(decode(b"\xc5sa", Some(Encoding::Utf8)), Err(Unreadable::NotText));
    }
}
