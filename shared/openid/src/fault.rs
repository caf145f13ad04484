//! Why something is not taken.

/// Why what an identity provider said is not taken. For logs and tests: nothing that was said stands in it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Fault {
    /// It is not in the form that it must have.
    #[error("{0}")]
    Malformed(&'static str),
    /// It names an address that may not be called.
    #[error("an address that may not be called")]
    Address,
    /// It is another issuer's.
    #[error("of another issuer")]
    Issuer,
    /// It is signed in a way that is not taken.
    #[error("an algorithm that is not taken")]
    Algorithm,
    /// No key of the provider's, or more than one, may have signed it.
    #[error("no single key that may have signed it")]
    Key,
    /// The signature is not the key's.
    #[error("the signature is not valid")]
    Signature,
    /// It is for somebody else, too or alone.
    #[error("for another party")]
    Audience,
    /// It answers something that was not asked here.
    #[error("of another attempt")]
    Nonce,
    /// It is over, or not yet, by our clock.
    #[error("at another time")]
    Time,
    /// It is about another person.
    #[error("of another person")]
    Subject,
    /// The provider does not let somebody in.
    #[error("the provider refused")]
    Refused,
}
