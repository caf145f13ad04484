//! The key of a data subject, under which what is known of them is.

use core::fmt;

use credential::{NONCE_BYTES, NotSealed, TenantId};
use survey::{FileId, ResponseId, SurveyId};
use zeroize::Zeroizing;

use crate::seal::{open, seal};
use crate::{KEY_BYTES, SubjectId};

/// Where a field stands: what is sealed for one place is not opened in another.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// The personal part of a response's answers.
    Answers(&'a SurveyId, ResponseId),
    /// What a file of a response is called.
    FileName(&'a SurveyId, ResponseId, FileId),
    /// What a file of a response holds.
    FileContent(&'a SurveyId, ResponseId, FileId),
    /// A field of what a contact is: its name.
    Contact(&'a str),
}

/// The key of a data subject. Its memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct SubjectKey {
    tenant: TenantId,
    subject: SubjectId,
    secret: Zeroizing<[u8; KEY_BYTES]>,
}

impl SubjectKey {
    /// A new key. `random` must come from the host's secure source.
    #[must_use]
    pub fn new(tenant: TenantId, subject: SubjectId, random: [u8; KEY_BYTES]) -> Self {
        Self::of(tenant, subject, Zeroizing::new(random))
    }

    pub(crate) const fn of(
        tenant: TenantId,
        subject: SubjectId,
        secret: Zeroizing<[u8; KEY_BYTES]>,
    ) -> Self {
        Self { tenant, subject, secret }
    }

    /// Whose subject it is.
    #[must_use]
    pub const fn tenant(&self) -> &TenantId {
        &self.tenant
    }

    /// Of whom it is.
    #[must_use]
    pub const fn subject(&self) -> SubjectId {
        self.subject
    }

    /// Seals the field at `place`. `nonce` must come from the host's secure source, and be another
    /// for each text.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] if the text is longer than the cipher takes, 256 GB.
    pub fn seal(
        &self,
        place: Place<'_>,
        nonce: [u8; NONCE_BYTES],
        text: &[u8],
    ) -> Result<Vec<u8>, NotSealed> {
        self.at(place, |parts| seal(&self.secret, nonce, parts, text))
    }

    /// The field that was sealed at `place`. Its memory is overwritten when it is dropped.
    ///
    /// # Errors
    ///
    /// [`NotSealed`] if it was not sealed there, for this subject.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotSealed> {
        self.at(place, |parts| open(&self.secret, parts, sealed))
    }

    fn at<T>(&self, place: Place<'_>, with: impl FnOnce(&[&[u8]]) -> T) -> T {
        let (tenant, subject) = (self.tenant.as_str().as_bytes(), self.subject.as_bytes());
        let (kind, survey, response, file) = match &place {
            Place::Answers(survey, response) => (&b"answers"[..], *survey, response, &b""[..]),
            Place::FileName(survey, response, file) => {
                (&b"file-name"[..], *survey, response, &file.as_bytes()[..])
            }
            Place::FileContent(survey, response, file) => {
                (&b"file-content"[..], *survey, response, &file.as_bytes()[..])
            }
            Place::Contact(field) => {
                return with(&[b"field", tenant, subject, b"contact", field.as_bytes()]);
            }
        };
        let (survey, response) = (survey.as_str().as_bytes(), response.as_bytes());
        with(&[b"field", tenant, subject, kind, survey, response, file])
    }

    pub(crate) fn expose(&self) -> &[u8] {
        self.secret.as_slice()
    }
}

impl fmt::Debug for SubjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SubjectKey(..)")
    }
}
