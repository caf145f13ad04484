//! Respondents who were invited: their link, and what is known of them.

use bytes::Bytes;
use contract::message::{InvitationOpened, OpenInvitation, OpenedState};
use credential::{CredentialError, InvitationId, Purpose, UnixSeconds};
use http::{Request, StatusCode};
use page::Shut;
use problem::{Kind, Problem};
use serde_json::Value;
use survey::{Locale, SurveyId};

use crate::context::Context;
use crate::state::State;
use crate::submission::Submission;

/// Names of questions, with what their fields would say.
pub(crate) type Known = Vec<(String, String)>;

/// An invitation whose link is genuine.
#[derive(Clone)]
pub(crate) struct Invitation {
    pub(crate) id: InvitationId,
    pub(crate) token: String,
    /// Whether whoever asks sees the answers together with what they are about, as far as it is known yet.
    pub(crate) linked: bool,
}

impl Invitation {
    /// Reads the token of a link to a survey that is to be answered. A forged one, and one whose time is
    /// up, is refused without asking storage.
    pub(crate) fn read(
        context: &Context<'_>,
        survey: &SurveyId,
        token: String,
    ) -> Result<Self, Problem> {
        Self::read_at(context, survey, token, context.host.now().seconds())
    }

    /// The same of what is sent, whenever that is: storage alone knows what was kept in time and is sent
    /// again.
    pub(crate) fn sent(
        context: &Context<'_>,
        survey: &SurveyId,
        token: String,
    ) -> Result<Self, Problem> {
        Self::read_at(context, survey, token, UnixSeconds::new(0))
    }

    fn read_at(
        context: &Context<'_>,
        survey: &SurveyId,
        token: String,
        now: UnixSeconds,
    ) -> Result<Self, Problem> {
        let keys = &context.settings.invitation_keys;
        let claims = keys.claims(Purpose::Invitation, &token, now).map_err(refusal)?;
        let claim = |name: &str| claims.get(name).and_then(Value::as_str);
        let ours = claim("zone") == Some(context.settings.zone.as_str());
        let id = claim("jti").filter(|_| ours && claim("survey") == Some(survey.as_str()));
        match id.and_then(|id| id.parse().ok()) {
            Some(id) => Ok(Self { id, token, linked: false }),
            None => Err(Kind::InvitationRefused.into()),
        }
    }

    async fn open(
        &self,
        context: &Context<'_>,
        clicked: bool,
    ) -> Result<InvitationOpened, Problem> {
        let message = OpenInvitation { token: self.token.clone(), clicked };
        context.storage.open_invitation(&message).await
    }
}

/// What is said of a link whose token does not hold.
pub(crate) const fn refusal(error: CredentialError) -> Kind {
    match error {
        CredentialError::Expired => Kind::InvitationExpired,
        CredentialError::Forged | CredentialError::Malformed => Kind::InvitationRefused,
    }
}

/// Whoever opens a survey's page by the link of an invitation.
pub(crate) struct Guest {
    pub(crate) invitation: Invitation,
    opened: InvitationOpened,
}

impl Guest {
    /// Opens the invitation. Nothing is answered by that, whoever follows the link.
    pub(crate) async fn come(
        context: &Context<'_>,
        invitation: Invitation,
        request: &Request<Bytes>,
    ) -> Result<Self, Problem> {
        // A browser that only fetches ahead says so.
        let clicked = !request.headers().contains_key("sec-purpose");
        let opened = invitation.open(context, clicked).await?;
        let invitation = Invitation { linked: opened.linked, ..invitation };
        Ok(Self { invitation, opened })
    }

    /// Why it takes no answer, and the status of the page that says so.
    pub(crate) const fn shut(&self) -> Option<(Shut, StatusCode)> {
        match self.opened.state {
            OpenedState::Open | OpenedState::OptedOut => None,
            OpenedState::Answered => Some((Shut::Answered, StatusCode::CONFLICT)),
            OpenedState::Expired => Some((Shut::Expired, StatusCode::GONE)),
            OpenedState::Cancelled | OpenedState::Erased => {
                Some((Shut::Cancelled, StatusCode::GONE))
            }
        }
    }

    /// The language in which they were written to.
    pub(crate) fn language(&self) -> Option<&str> {
        self.opened.language.as_ref().map(Locale::as_str)
    }

    /// What is known of them.
    pub(crate) fn known(&self) -> Known {
        self.opened.known.clone().into_iter().collect()
    }

    /// What their page says of the invitation, where its link has chosen an answer or not.
    pub(crate) fn shown<'a>(&'a self, chosen: Option<&'a str>) -> page::Invited<'a> {
        page::Invited { chosen, test: self.opened.test, ..shown(&self.invitation) }
    }
}

/// What a later page of the survey says of the invitation.
pub(crate) fn shown(invitation: &Invitation) -> page::Invited<'_> {
    let Invitation { id, token, linked } = invitation;
    page::Invited { invitation: id.as_str(), token, chosen: None, test: false, linked: *linked }
}

/// Has a submission know what is known of its respondent: what its page carried, and what storage
/// says where that is not there.
pub(crate) async fn recall<A>(
    context: &Context<'_>,
    submission: &mut Submission<A>,
    state: Option<&State>,
) -> Result<(), Problem> {
    submission.known = match (&mut submission.invitation, state) {
        (None, _) => Known::new(),
        (Some(invitation), Some(state)) => {
            invitation.linked = state.linked;
            state.known.clone()
        }
        (Some(invitation), None) => {
            let opened = invitation.open(context, false).await?;
            invitation.linked = opened.linked;
            opened.known.into_iter().collect()
        }
    };
    Ok(())
}
