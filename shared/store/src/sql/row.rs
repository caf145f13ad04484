//! Values and rows, read strictly.

use ::survey::Number;
use contract::Moment;

use crate::StoreError;

/// A value that SQL takes or gives.
#[derive(Clone, PartialEq)]
pub enum SqlValue {
    /// Bytes.
    Blob(Vec<u8>),
    /// A whole number.
    Integer(i64),
    /// Nothing.
    Null,
    /// A number with a fraction, or without.
    Real(f64),
    /// Text.
    Text(String),
}

impl From<&str> for SqlValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<&str>> for SqlValue {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Null, Self::from)
    }
}

impl From<Option<Number>> for SqlValue {
    fn from(number: Option<Number>) -> Self {
        number.map_or(Self::Null, |number| Self::Real(number.value()))
    }
}

impl From<&[u8]> for SqlValue {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl From<Option<&[u8]>> for SqlValue {
    fn from(bytes: Option<&[u8]>) -> Self {
        bytes.map_or(Self::Null, Self::from)
    }
}

impl From<u32> for SqlValue {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}

impl From<bool> for SqlValue {
    fn from(yes: bool) -> Self {
        Self::Integer(i64::from(yes))
    }
}

impl From<Moment> for SqlValue {
    fn from(moment: Moment) -> Self {
        Self::from(moment.unix_millis())
    }
}

impl From<u64> for SqlValue {
    /// Numbers beyond the column's are held at its end: a moment 292 million years away.
    fn from(number: u64) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// A row, read from its first column to its last.
pub(super) struct Row {
    columns: std::vec::IntoIter<SqlValue>,
}

impl Row {
    pub(super) fn new(columns: Vec<SqlValue>) -> Self {
        Self { columns: columns.into_iter() }
    }

    pub(super) fn text(&mut self) -> Result<String, StoreError> {
        self.maybe_text()?.ok_or(StoreError::Unreadable("no text"))
    }

    pub(super) fn maybe_text(&mut self) -> Result<Option<String>, StoreError> {
        match self.columns.next() {
            Some(SqlValue::Text(text)) => Ok(Some(text)),
            Some(SqlValue::Null) => Ok(None),
            Some(SqlValue::Blob(_) | SqlValue::Integer(_) | SqlValue::Real(_)) | None => {
                Err(StoreError::Unreadable("not text"))
            }
        }
    }

    pub(super) fn blob<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        self.bytes()?.try_into().map_err(|_| StoreError::Unreadable("not as many bytes"))
    }

    /// Bytes, as many as there are.
    pub(super) fn bytes(&mut self) -> Result<Vec<u8>, StoreError> {
        match self.columns.next() {
            Some(SqlValue::Blob(bytes)) => Ok(bytes),
            Some(SqlValue::Text(_) | SqlValue::Integer(_) | SqlValue::Real(_) | SqlValue::Null)
            | None => Err(StoreError::Unreadable("not bytes")),
        }
    }

    pub(super) fn maybe_bytes(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        match self.columns.next() {
            Some(SqlValue::Blob(bytes)) => Ok(Some(bytes)),
            Some(SqlValue::Null) => Ok(None),
            Some(SqlValue::Text(_) | SqlValue::Integer(_) | SqlValue::Real(_)) | None => {
                Err(StoreError::Unreadable("not bytes"))
            }
        }
    }

    pub(super) fn maybe_integer(&mut self) -> Result<Option<i64>, StoreError> {
        match self.columns.next() {
            Some(SqlValue::Integer(number)) => Ok(Some(number)),
            Some(SqlValue::Null) => Ok(None),
            Some(SqlValue::Text(_) | SqlValue::Blob(_) | SqlValue::Real(_)) | None => {
                Err(StoreError::Unreadable("not a number"))
            }
        }
    }

    pub(super) fn maybe_real(&mut self) -> Result<Option<Number>, StoreError> {
        match self.columns.next() {
            Some(SqlValue::Real(number)) => Ok(Number::new(number)),
            Some(SqlValue::Null) => Ok(None),
            Some(SqlValue::Text(_) | SqlValue::Blob(_) | SqlValue::Integer(_)) | None => {
                Err(StoreError::Unreadable("not a real number"))
            }
        }
    }

    pub(super) fn number<N: TryFrom<i64>>(&mut self) -> Result<N, StoreError> {
        let number = self.maybe_integer()?.ok_or(StoreError::Unreadable("no number"))?;
        N::try_from(number).map_err(|_| StoreError::Unreadable("number out of range"))
    }

    pub(super) fn flag(&mut self) -> Result<bool, StoreError> {
        match self.number::<u8>()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(StoreError::Unreadable("neither yes nor no")),
        }
    }

    pub(super) fn moment(&mut self) -> Result<Moment, StoreError> {
        self.number().map(Moment::from_unix_millis)
    }

    pub(super) fn maybe_moment(&mut self) -> Result<Option<Moment>, StoreError> {
        let millis = self.maybe_integer()?.map(u64::try_from).transpose();
        let millis = millis.map_err(|_| StoreError::Unreadable("number out of range"))?;
        Ok(millis.map(Moment::from_unix_millis))
    }

    pub(super) fn parsed<T: core::str::FromStr>(&mut self) -> Result<T, StoreError> {
        self.text()?.parse().map_err(|_| StoreError::Unreadable("not a name"))
    }
}
