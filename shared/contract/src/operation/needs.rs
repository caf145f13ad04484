//! What brings a caller past the door.

use credential::Permission;

/// What a caller must bring besides its function's signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Needs {
    /// Nothing: the function answers for the call by itself.
    FunctionOnly,
    /// A user's session, whatever it allows: the call is about the user's own account.
    Session,
    /// The same, also while the user lacks a second factor that their tenant wants: all that they
    /// may do then is add it, or leave.
    AnySession,
    /// A token of the respondent's own, in the body, which storage alone can make.
    RespondentToken,
    /// What a shop's platform has signed, in the body, with a secret that storage alone has beside it.
    Webhook,
    /// A user's or an API key's credential that allows this.
    Credential(Permission),
}
