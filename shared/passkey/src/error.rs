//! Why something is refused.

/// Why what a browser said is refused. For logs and tests: whoever asked is told no more than that it
/// was.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PasskeyError {
    /// It is not in the form that it must have.
    #[error("{0}")]
    Malformed(&'static str),
    /// It is of another ceremony: a passkey that was made where one is to be used, or the reverse.
    #[error("of another ceremony")]
    Ceremony,
    /// It was made on a page of another origin, or in a frame on one.
    #[error("of another origin")]
    Origin,
    /// It was made for another relying party.
    #[error("for another relying party")]
    RelyingParty,
    /// Nobody was there, or nobody was known to be the one.
    #[error("nobody was there, or it is not known who")]
    User,
    /// The key is of a kind that is not taken.
    #[error("a key of another kind")]
    Key,
    /// It comes with an attestation.
    #[error("with an attestation")]
    Attestation,
    /// It names another passkey than what was signed.
    #[error("of another passkey")]
    Credential,
    /// The signature is not this key's over this.
    #[error("the signature is not valid")]
    Signature,
}
