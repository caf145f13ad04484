//! The table itself.

mod slug;

use http::StatusCode;

/// What went wrong, as a client may branch on it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Kind {
    /// The address has an account already.
    AddressTaken,
    /// The response id was used before, with other answers.
    AnsweredDifferently,
    /// One or more answers do not fit their questions.
    AnswersRejected,
    /// The body is larger than this route takes.
    BodyTooLarge,
    /// The body is not what this route takes.
    BodyUnreadable,
    /// The code of a second factor is not right, or was used.
    CodeRefused,
    /// Our clock and that of an identity provider differ too much.
    ClocksDiffer,
    /// The credential's time is up; signing in again mends it.
    CredentialExpired,
    /// No credential, or one that is not ours, not for this, or ended.
    CredentialRefused,
    /// The survey definition cannot be taken.
    DefinitionRejected,
    /// None of the events can be taken.
    EventsRejected,
    /// What is wanted of a second factor does not go with whether there is one.
    FactorState,
    /// The file's id was used before, for another file.
    FileDiffers,
    /// The response has as many files, or as large ones, as it may have.
    FilesFull,
    /// The response names a file that is not there, or not its own.
    FilesMissing,
    /// The organisation's identity provider did not let somebody in.
    IdentityRefused,
    /// There is no account here for whom an identity provider has named.
    IdentityUnknown,
    /// An app instance was changed since it was seen by whoever changes it.
    InstanceChanged,
    /// An app instance cannot be set up so.
    InstanceRejected,
    /// Something is broken on our side.
    Internal,
    /// The invitation was answered already.
    InvitationAnswered,
    /// The invitation was cancelled, or is nobody's any more.
    InvitationCancelled,
    /// The time of an invitation's link is up.
    InvitationExpired,
    /// A link is no invitation of ours.
    InvitationRefused,
    /// It would leave the tenant without an owner who can sign in.
    LastOwner,
    /// The time of a respondent's link is up.
    LinkExpired,
    /// A respondent's link leads to no response.
    LinkRefused,
    /// The path exists, but not with this method.
    MethodNotAllowed,
    /// Nothing is here.
    NotFound,
    /// The credential is good but does not allow this.
    NotPermitted,
    /// A parameter in the path or the query is not what this route takes.
    ParameterRejected,
    /// The passkey is not one that counts here, or was used in another way than it may be.
    PasskeyRefused,
    /// The request was not made by one of our own pages.
    OriginRefused,
    /// What an identity provider said is not what it has to say.
    ProviderFailed,
    /// An identity provider does not answer.
    ProviderUnreachable,
    /// A quota that the response counts to is full.
    QuotaFull,
    /// The response is complete, and takes no more answers.
    ResponseComplete,
    /// The response was withdrawn by its respondent, for good.
    ResponseWithdrawn,
    /// A second factor is needed.
    SecondFactorRequired,
    /// A called function's signature is missing, forged, or outside its window.
    SignatureRefused,
    /// E-mail and password do not go together.
    SignInRefused,
    /// What a page carries from one page of the survey to the next is not what we gave it.
    StateRefused,
    /// Storage cannot be reached; the caller may repeat the call.
    StorageUnavailable,
    /// The survey takes no more answers.
    SurveyClosed,
    /// The survey's name belongs to another tenant.
    SurveyNameTaken,
    /// The survey takes no answers yet.
    SurveyNotOpen,
    /// What the call wants contradicts the survey's state.
    SurveyState,
    /// There were too many attempts; after the time that is told another may be made.
    TooManyAttempts,
    /// The survey takes no more files for now: too many that were sent are in no response.
    TooManyFiles,
    /// The survey takes no more responses for now; after the time that is told it takes some.
    TooManyResponses,
    /// The body's media type is not one this route takes.
    UnsupportedMediaType,
}

impl Kind {
    /// All kinds, in the order of their slugs.
    pub const ALL: &'static [Self] = &[
        Self::AddressTaken,
        Self::AnsweredDifferently,
        Self::AnswersRejected,
        Self::BodyTooLarge,
        Self::BodyUnreadable,
        Self::ClocksDiffer,
        Self::CodeRefused,
        Self::CredentialExpired,
        Self::CredentialRefused,
        Self::DefinitionRejected,
        Self::EventsRejected,
        Self::FactorState,
        Self::FileDiffers,
        Self::FilesFull,
        Self::FilesMissing,
        Self::IdentityRefused,
        Self::IdentityUnknown,
        Self::InstanceChanged,
        Self::InstanceRejected,
        Self::Internal,
        Self::InvitationAnswered,
        Self::InvitationCancelled,
        Self::InvitationExpired,
        Self::InvitationRefused,
        Self::LastOwner,
        Self::LinkExpired,
        Self::LinkRefused,
        Self::MethodNotAllowed,
        Self::NotFound,
        Self::NotPermitted,
        Self::OriginRefused,
        Self::ParameterRejected,
        Self::PasskeyRefused,
        Self::ProviderFailed,
        Self::ProviderUnreachable,
        Self::QuotaFull,
        Self::ResponseComplete,
        Self::ResponseWithdrawn,
        Self::SecondFactorRequired,
        Self::SignInRefused,
        Self::SignatureRefused,
        Self::StateRefused,
        Self::StorageUnavailable,
        Self::SurveyClosed,
        Self::SurveyNameTaken,
        Self::SurveyNotOpen,
        Self::SurveyState,
        Self::TooManyAttempts,
        Self::TooManyFiles,
        Self::TooManyResponses,
        Self::UnsupportedMediaType,
    ];

    /// The status of the answer.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        self.row().0
    }

    /// The stable name that ends the `type` URI.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        self.row().1
    }

    /// One sentence for people, the same for every occurrence (RFC 9457, section 3.1.3).
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.row().2
    }

    #[expect(clippy::too_many_lines, reason = "one table, a row for each kind")]
    const fn row(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::AddressTaken => {
                (StatusCode::CONFLICT, "address-taken", "This address has an account already.")
            }
            Self::AnsweredDifferently => (
                StatusCode::CONFLICT,
                "answered-differently",
                "This response was already received with other answers.",
            ),
            Self::AnswersRejected => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "answers-rejected",
                "Some answers do not fit their questions.",
            ),
            Self::BodyTooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, "body-too-large", "The request is too large.")
            }
            Self::BodyUnreadable => {
                (StatusCode::BAD_REQUEST, "body-unreadable", "The request's body cannot be read.")
            }
            Self::ClocksDiffer => (
                StatusCode::BAD_GATEWAY,
                "clocks-differ",
                "Our clock and the identity provider's differ too much.",
            ),
            Self::CodeRefused => {
                (StatusCode::UNAUTHORIZED, "code-refused", "The code is not right, or was used.")
            }
            Self::CredentialExpired => {
                (StatusCode::UNAUTHORIZED, "credential-expired", "The credential's time is up.")
            }
            Self::CredentialRefused => {
                (StatusCode::UNAUTHORIZED, "credential-refused", "A valid credential is needed.")
            }
            Self::DefinitionRejected => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "definition-rejected",
                "The survey definition cannot be taken.",
            ),
            Self::EventsRejected => {
                (StatusCode::UNPROCESSABLE_ENTITY, "events-rejected", "None of it can be taken.")
            }
            Self::FactorState => (
                StatusCode::CONFLICT,
                "factor-state",
                "The account's second factor does not allow this now.",
            ),
            Self::FileDiffers => {
                (StatusCode::CONFLICT, "file-differs", "Another file was sent under this id.")
            }
            Self::FilesFull => (
                StatusCode::CONFLICT,
                "files-full",
                "This response has as many files, or as large ones, as it may have.",
            ),
            Self::FilesMissing => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "files-missing",
                "The response names a file that is not there.",
            ),
            Self::IdentityRefused => (
                StatusCode::FORBIDDEN,
                "identity-refused",
                "The organisation's identity provider did not let this person in.",
            ),
            Self::IdentityUnknown => (
                StatusCode::FORBIDDEN,
                "identity-unknown",
                "There is no account here for this person.",
            ),
            Self::Internal => {
                (StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something is broken on our side.")
            }
            Self::InstanceChanged => (
                StatusCode::CONFLICT,
                "instance-changed",
                "Somebody else has changed this meanwhile.",
            ),
            Self::InstanceRejected => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "instance-rejected",
                "The app cannot be set up so.",
            ),
            Self::InvitationAnswered => (
                StatusCode::CONFLICT,
                "invitation-answered",
                "This invitation was answered already.",
            ),
            Self::InvitationCancelled => {
                (StatusCode::GONE, "invitation-cancelled", "This invitation was cancelled.")
            }
            Self::InvitationExpired => {
                (StatusCode::GONE, "invitation-expired", "This invitation's time is up.")
            }
            Self::InvitationRefused => {
                (StatusCode::NOT_FOUND, "invitation-refused", "This link is no invitation.")
            }
            Self::LastOwner => (
                StatusCode::CONFLICT,
                "last-owner",
                "This would leave the organisation without an owner.",
            ),
            Self::LinkExpired => (StatusCode::GONE, "link-expired", "This link has expired."),
            Self::LinkRefused => {
                (StatusCode::NOT_FOUND, "link-refused", "This link leads to no response.")
            }
            Self::MethodNotAllowed => (
                StatusCode::METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "This path does not take this method.",
            ),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found", "Nothing is here."),
            Self::NotPermitted => {
                (StatusCode::FORBIDDEN, "not-permitted", "The credential does not allow this.")
            }
            Self::OriginRefused => (
                StatusCode::FORBIDDEN,
                "origin-refused",
                "This request was not made by one of our own pages.",
            ),
            Self::PasskeyRefused => {
                (StatusCode::UNAUTHORIZED, "passkey-refused", "The passkey is not taken.")
            }
            Self::ParameterRejected => (
                StatusCode::BAD_REQUEST,
                "parameter-rejected",
                "A parameter of the address is not right.",
            ),
            Self::ProviderFailed => (
                StatusCode::BAD_GATEWAY,
                "provider-failed",
                "The organisation's identity provider did not answer as it should.",
            ),
            Self::ProviderUnreachable => (
                StatusCode::BAD_GATEWAY,
                "provider-unreachable",
                "The organisation's identity provider does not answer.",
            ),
            Self::QuotaFull => (
                StatusCode::CONFLICT,
                "quota-full",
                "This survey has as many responses of this kind as it takes.",
            ),
            Self::ResponseComplete => {
                (StatusCode::CONFLICT, "response-complete", "This response is complete already.")
            }
            Self::ResponseWithdrawn => {
                (StatusCode::GONE, "response-withdrawn", "This response was withdrawn.")
            }
            Self::SecondFactorRequired => {
                (StatusCode::FORBIDDEN, "second-factor-required", "A second factor is needed.")
            }
            Self::SignInRefused => (
                StatusCode::UNAUTHORIZED,
                "sign-in-refused",
                "E-mail address and password do not go together.",
            ),
            Self::SignatureRefused => (
                StatusCode::UNAUTHORIZED,
                "signature-refused",
                "The calling function's signature is not valid.",
            ),
            Self::StateRefused => (
                StatusCode::BAD_REQUEST,
                "state-refused",
                "The page's state is not one of ours; the survey is started again from its address.",
            ),
            Self::StorageUnavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                "storage-unavailable",
                "Storage cannot be reached. Nothing was kept here; please try again.",
            ),
            Self::SurveyClosed => {
                (StatusCode::CONFLICT, "survey-closed", "This survey takes no more answers.")
            }
            Self::SurveyNameTaken => {
                (StatusCode::CONFLICT, "survey-name-taken", "This name is taken.")
            }
            Self::SurveyNotOpen => {
                (StatusCode::FORBIDDEN, "survey-not-open", "This survey takes no answers yet.")
            }
            Self::SurveyState => {
                (StatusCode::CONFLICT, "survey-state", "The survey's state does not allow this.")
            }
            Self::TooManyAttempts => (
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-attempts",
                "There were too many attempts. Please wait before the next one.",
            ),
            Self::TooManyFiles => (
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-files",
                "This survey takes no more files for now. Please try again later.",
            ),
            Self::TooManyResponses => (
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-responses",
                "This survey takes no more responses for now. Please try again in a minute.",
            ),
            Self::UnsupportedMediaType => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "The body's media type is not taken here.",
            ),
        }
    }
}

#[cfg(test)]
mod tests;
