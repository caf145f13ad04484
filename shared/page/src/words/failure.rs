//! What went wrong, in a heading and a sentence.

use problem::Kind;

use super::Word;

/// What went wrong, in a heading and a sentence.
pub(crate) const fn failure(kind: Kind) -> (Word, Word) {
    match kind {
        Kind::NotFound | Kind::InvitationRefused => (Word::MISSING_TITLE, Word::MISSING_TEXT),
        Kind::StorageUnavailable => (Word::UNAVAILABLE_TITLE, Word::UNAVAILABLE_TEXT),
        Kind::SurveyClosed => (Word::CLOSED_TITLE, Word::CLOSED),
        Kind::QuotaFull => (Word::FULL_TITLE, Word::FULL_TEXT),
        Kind::AnsweredDifferently => (Word::CONFLICT_TITLE, Word::CONFLICT),
        Kind::ResponseComplete => (Word::CONFLICT_TITLE, Word::COMPLETE_TEXT),
        Kind::InvitationAnswered => (Word::CONFLICT_TITLE, Word::ALREADY),
        Kind::InvitationCancelled => (Word::CANCELLED_TITLE, Word::CANCELLED),
        Kind::InvitationExpired => (Word::EXPIRED_TITLE, Word::EXPIRED),
        Kind::ResponseWithdrawn => (Word::WITHDRAWN_TITLE, Word::WITHDRAWN_TEXT),
        Kind::LinkExpired => (Word::EXPIRED_TITLE, Word::NO_LINK_TEXT),
        Kind::LinkRefused => (Word::NO_LINK_TITLE, Word::NO_LINK_TEXT),
        Kind::SurveyNotOpen => (Word::NOT_OPEN_TITLE, Word::NOT_OPEN_TEXT),
        Kind::BodyTooLarge | Kind::FilesFull => (Word::TOO_MUCH_TITLE, Word::TOO_MUCH_TEXT),
        Kind::StateRefused => (Word::STATE_TITLE, Word::STATE_TEXT),
        Kind::OriginRefused => (Word::FOREIGN_TITLE, Word::FOREIGN_TEXT),
        Kind::CodeRefused
        | Kind::CredentialExpired
        | Kind::CredentialRefused
        | Kind::IdentityRefused
        | Kind::IdentityUnknown
        | Kind::PasskeyRefused
        | Kind::SignInRefused
        | Kind::TooManyAttempts => (Word::SIGN_IN_TITLE, Word::SIGN_IN_TEXT),
        Kind::TooManyFiles | Kind::TooManyResponses => (Word::BUSY_TITLE, Word::BUSY_TEXT),
        Kind::NotPermitted | Kind::SecondFactorRequired => {
            (Word::FORBIDDEN_TITLE, Word::FORBIDDEN_TEXT)
        }
        Kind::ClocksDiffer | Kind::Internal | Kind::ProviderFailed | Kind::ProviderUnreachable => {
            (Word::BROKEN_TITLE, Word::BROKEN_TEXT)
        }
        Kind::AddressTaken
        | Kind::AnswersRejected
        | Kind::BodyUnreadable
        | Kind::DefinitionRejected
        | Kind::EventsRejected
        | Kind::FactorState
        | Kind::FileDiffers
        | Kind::FilesMissing
        | Kind::InstanceChanged
        | Kind::InstanceRejected
        | Kind::LastOwner
        | Kind::MethodNotAllowed
        | Kind::ParameterRejected
        | Kind::SignatureRefused
        | Kind::SurveyNameTaken
        | Kind::SurveyState
        | Kind::UnsupportedMediaType => (Word::UNCLEAR_TITLE, Word::UNCLEAR_TEXT),
    }
}
