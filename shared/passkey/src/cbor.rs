//! CBOR (RFC 8949) as authenticators write it: CTAP2's canonical form, of which definite lengths and
//! shortest heads are asked here.

use crate::PasskeyError;

/// How deep items may stand in each other: four levels in CTAP2.
const DEEPEST: u8 = 4;

/// What is left to be read.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a>(&'a [u8]);

/// The beginning of an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Item<'a> {
    /// A whole number.
    Number(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    /// So many items follow.
    Array(u64),
    /// So many pairs follow.
    Map(u64),
    /// `false`, `true`, `null` and their like.
    Simple,
}

const CUT: PasskeyError = PasskeyError::Malformed("CBOR that is cut off");
const WRONG: PasskeyError = PasskeyError::Malformed("CBOR in another form");

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What is not read yet.
    pub(crate) const fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// Nothing may be left.
    pub(crate) const fn end(&self) -> Result<(), PasskeyError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(PasskeyError::Malformed("something is left over"))
        }
    }

    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], PasskeyError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(CUT)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], PasskeyError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(CUT)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// The next item, or its beginning.
    pub(crate) fn item(&mut self) -> Result<Item<'a>, PasskeyError> {
        let [head] = self.array()?;
        let (major, short) = (head >> 5, head & 31);
        if major == 7 {
            return if (20..=23).contains(&short) { Ok(Item::Simple) } else { Err(WRONG) };
        }
        let argument = self.argument(short)?;
        match major {
            0 => i64::try_from(argument).map(Item::Number).map_err(|_| WRONG),
            1 => i64::try_from(argument).map(|number| Item::Number(-1 - number)).map_err(|_| WRONG),
            2 => self.counted(argument).map(Item::Bytes),
            3 => {
                let bytes = self.counted(argument)?;
                core::str::from_utf8(bytes).map(Item::Text).map_err(|_| WRONG)
            }
            4 => Ok(Item::Array(argument)),
            5 => Ok(Item::Map(argument)),
            _ => Err(WRONG),
        }
    }

    fn argument(&mut self, short: u8) -> Result<u64, PasskeyError> {
        let (argument, least) = match short {
            0..=23 => return Ok(u64::from(short)),
            24 => (u64::from(u8::from_be_bytes(self.array()?)), 24),
            25 => (u64::from(u16::from_be_bytes(self.array()?)), 1 << 8),
            26 => (u64::from(u32::from_be_bytes(self.array()?)), 1 << 16),
            27 => (u64::from_be_bytes(self.array()?), 1 << 32),
            _ => return Err(WRONG),
        };
        if argument < least { Err(WRONG) } else { Ok(argument) }
    }

    fn counted(&mut self, count: u64) -> Result<&'a [u8], PasskeyError> {
        self.take(usize::try_from(count).map_err(|_| CUT)?)
    }

    /// Reads over an item with all that is in it.
    pub(crate) fn skip(&mut self) -> Result<(), PasskeyError> {
        self.skip_within(DEEPEST)
    }

    fn skip_within(&mut self, levels: u8) -> Result<(), PasskeyError> {
        let items = match self.item()? {
            Item::Number(_) | Item::Bytes(_) | Item::Text(_) | Item::Simple => return Ok(()),
            Item::Array(items) => items,
            Item::Map(pairs) => pairs.checked_mul(2).ok_or(WRONG)?,
        };
        let levels = levels.checked_sub(1).ok_or(WRONG)?;
        // Each item takes a byte at least, so what is announced and not there ends this soon.
        (0..items).try_for_each(|_| self.skip_within(levels))
    }

    /// How many pairs the map has that comes next.
    pub(crate) fn map(&mut self) -> Result<u64, PasskeyError> {
        if let Item::Map(pairs) = self.item()? { Ok(pairs) } else { Err(WRONG) }
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], PasskeyError> {
        if let Item::Bytes(bytes) = self.item()? { Ok(bytes) } else { Err(WRONG) }
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, PasskeyError> {
        if let Item::Text(text) = self.item()? { Ok(text) } else { Err(WRONG) }
    }

    pub(crate) fn number(&mut self) -> Result<i64, PasskeyError> {
        if let Item::Number(number) = self.item()? { Ok(number) } else { Err(WRONG) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_in_their_shortest_form_alone() {
        for (bytes, want) in [
            (&[0x17][..], Ok(Item::Number(23))),
            (&[0x18, 24], Ok(Item::Number(24))),
            (&[0x18, 23], Err(WRONG)),
            (&[0x19, 0, 255], Err(WRONG)),
            (&[0x39, 1, 0], Ok(Item::Number(-257))),
            (&[0x26], Ok(Item::Number(-7))),
            (&[0x1b, 255, 255, 255, 255, 255, 255, 255, 255], Err(WRONG)),
            (&[0x42, 1, 2], Ok(Item::Bytes(&[1, 2]))),
            (&[0x43, 1, 2], Err(CUT)),
            (&[0x5f, 0x41, 1, 0xff], Err(WRONG)),
            (&[0x61, 0x78], Ok(Item::Text("x"))),
            (&[0x61, 0xff], Err(WRONG)),
            (&[0xa1], Ok(Item::Map(1))),
            (&[0xf5], Ok(Item::Simple)),
            (&[0xfb, 0, 0, 0, 0, 0, 0, 0, 0], Err(WRONG)),
            (&[0xc0, 0], Err(WRONG)),
            (&[], Err(CUT)),
        ] {
            assert_eq!(Reader::new(bytes).item(), want, "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_skipped_ends() {
        let skip = |bytes: &[u8]| {
            let mut reader = Reader::new(bytes);
            reader.skip().map(|()| reader.rest().len())
        };
        assert_eq!(skip(&[0xa1, 0x61, 0x78, 0x82, 1, 0x41, 2, 9]), Ok(1));
        assert_eq!(skip(&[0x81, 0x81, 0x81, 0x81, 0]), Ok(0));
        assert_eq!(skip(&[0x81, 0x81, 0x81, 0x81, 0x81, 0]), Err(WRONG));
        assert_eq!(skip(&[0x9b, 255, 255, 255, 255, 255, 255, 255, 255]), Err(CUT));
        assert_eq!(skip(&[0xbb, 255, 255, 255, 255, 255, 255, 255, 255]), Err(WRONG));
    }
}
