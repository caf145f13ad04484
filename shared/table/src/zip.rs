//! Packed files (ZIP, APPNOTE 6.3), as far as workbooks are such.

use std::collections::BTreeMap;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::Unreadable;

/// The most bytes that are unpacked of one workbook.
pub const MAX_UNPACKED_BYTES: usize = 64 * 1024 * 1024;

/// The most parts a workbook has.
const MAX_PARTS: usize = 4_000;

/// Where the list of parts is told of, at the end.
const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const LISTED: &[u8] = b"PK\x01\x02";
const LISTED_BYTES: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_BYTES: usize = 30;

/// A packed file, of which parts are unpacked as they are wanted.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    parts: BTreeMap<String, Part>,
    left: usize,
}

/// One part, as the list has it.
struct Part {
    packed: usize,
    unpacked: usize,
    is_stored: bool,
    crc: u32,
    at: usize,
}

impl<'a> Archive<'a> {
    /// Reads the list of parts.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let parts = list(bytes).ok_or(Unreadable::Damaged)?;
        Ok(Self { bytes, parts, left: MAX_UNPACKED_BYTES })
    }

    /// Unpacks a part; nothing if there is none of that name. Names do not differ in case.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(part) = self.parts.get(&name.to_ascii_lowercase()) else { return Ok(None) };
        // What the list says of the size bounds what is unpacked, and is held to it.
        self.left = self.left.checked_sub(part.unpacked).ok_or(Unreadable::TooLargeUnpacked)?;
        let packed = part.bytes(self.bytes).ok_or(Unreadable::Damaged)?;
        let bytes = if part.is_stored {
            packed.to_vec()
        } else {
            decompress_to_vec_with_limit(packed, part.unpacked).map_err(|failed| {
                if failed.status == TINFLStatus::HasMoreOutput {
                    Unreadable::TooLargeUnpacked
                } else {
                    Unreadable::Damaged
                }
            })?
        };
        if bytes.len() != part.unpacked || crc32(&bytes) != part.crc {
            return Err(Unreadable::Damaged);
        }
        String::from_utf8(bytes).map(Some).map_err(|_| Unreadable::Damaged)
    }
}

impl Part {
    /// Its packed bytes, which stand behind a header of its own.
    fn bytes<'a>(&self, file: &'a [u8]) -> Option<&'a [u8]> {
        let local = file.get(self.at..)?;
        if !local.starts_with(LOCAL) {
            return None;
        }
        let begins = LOCAL_BYTES + half(local, 26)? + half(local, 28)?;
        local.get(begins..)?.get(..self.packed)
    }
}

/// The parts of a file by name, in lower case. Nothing if the list is not right.
fn list(bytes: &[u8]) -> Option<BTreeMap<String, Part>> {
    // A comment of at most 64 kB may stand behind.
    let from = bytes.len().saturating_sub(END_BYTES + usize::from(u16::MAX));
    let last = bytes.get(from..)?.windows(END.len()).rposition(|at| at == END)?;
    let end = bytes.get(from + last..)?;
    let count = half(end, 10)?;
    let mut rest = bytes.get(word(end, 16)?..)?;
    let mut parts = BTreeMap::new();
    if count > MAX_PARTS {
        return None;
    }
    for _ in 0..count {
        if !rest.starts_with(LISTED) {
            return None;
        }
        let (flags, method) = (half(rest, 8)?, half(rest, 10)?);
        let name_bytes = half(rest, 28)?;
        let name = rest.get(LISTED_BYTES..)?.get(..name_bytes)?;
        let name = String::from_utf8_lossy(name).trim_start_matches('/').to_ascii_lowercase();
        let part = Part {
            packed: word(rest, 20)?,
            unpacked: word(rest, 24)?,
            is_stored: method == 0,
            crc: u32::try_from(word(rest, 16)?).ok()?,
            at: word(rest, 42)?,
        };
        // Neither locked, nor packed in a way that no workbook is, nor two of one name.
        if flags & 1 != 0 || !matches!(method, 0 | 8) || parts.insert(name, part).is_some() {
            return None;
        }
        rest = rest.get(LISTED_BYTES + name_bytes + half(rest, 30)? + half(rest, 32)?..)?;
    }
    Some(parts)
}

/// Two bytes as a number, the lower first.
fn half(bytes: &[u8], at: usize) -> Option<usize> {
    let found = bytes.get(at..)?.first_chunk::<2>()?;
    Some(usize::from(u16::from_le_bytes(*found)))
}

/// Four bytes as a number, the lower first.
fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let found = bytes.get(at..)?.first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*found)).ok()
}

/// What half a byte adds to the sum.
const CRC: [u32; 16] = [
    0,
    0x1db7_1064,
    0x3b6e_20c8,
    0x26d9_30ac,
    0x76dc_4190,
    0x6b6b_51f4,
    0x4db2_6158,
    0x5005_713c,
    0xedb8_8320,
    0xf00f_9344,
    0xd6d6_a3e8,
    0xcb61_b38c,
    0x9b64_c2b0,
    0x86d3_d2d4,
    0xa00a_e278,
    0xbdbd_f21c,
];

/// The sum that a part is checked by (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    let half = |sum: u32| {
        let [low, ..] = sum.to_le_bytes();
        (sum >> 4) ^ CRC.get(usize::from(low & 0xf)).copied().unwrap_or_default()
    };
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| half(half(sum ^ u32::from(*byte))));
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
