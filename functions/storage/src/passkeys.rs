//! Signing in with a passkey: after the password, or in its place.

use bytes::Bytes;
use contract::message::{AskPasskey, AuditAction, PasskeyAsked, SignIn, SignInWay, VerifyPasskey};
use credential::UserId;
use host::json;
use http::Response;
use passkey::{Assertion, ClientData, PublicKey, RelyingParty, Shown};
use problem::{Kind, Problem};
use sha2::{Digest as _, Sha256};
use store::{
    AccountStore as _, AuditDraft, Login, PasskeyStore as _, PasskeyUse, ShownPasskey,
    StoredPasskey,
};

use crate::accounts::{refused, signed_in};
use crate::attempts;
use crate::audit::{Acting, tell_refused, told};
use crate::challenge::{self, Purpose};
use crate::context::Context;
use crate::failure::{store_failed, unreadable};
use crate::second_factor::whose;

/// Whom passkeys are for.
pub(crate) fn relying_party<'a>(context: &'a Context<'_>) -> Result<&'a RelyingParty, Problem> {
    let party = context.settings.relying_party.as_ref();
    party.ok_or_else(|| {
        Problem::new(Kind::NotFound)
            .with_detail("There are no passkeys here: login_url is no site.")
    })
}

/// What an account is called in its passkeys: the same in all of them, and nobody's name or address.
pub(crate) fn handle(user: &UserId) -> Vec<u8> {
    Sha256::digest(["nordsvar-passkey-user\n", user.as_str()].concat()).to_vec()
}

/// What a browser needs to use a passkey. Without a token it is alike for everybody.
pub(crate) async fn ask(context: &Context<'_>, body: &Bytes) -> Result<Response<Bytes>, Problem> {
    let AskPasskey { token } = serde_json::from_slice(body).map_err(unreadable)?;
    let relying_party = relying_party(context)?.id().to_owned();
    let Some(token) = token else {
        let challenge = challenge::new(context, Purpose::SignIn)?;
        return Ok(json(&PasskeyAsked { relying_party, challenge, allowed: Vec::new() }));
    };
    let (login, _) = whose(context, &token).await?;
    let own = context.store.list_passkeys(&login.user).await.map_err(store_failed)?;
    let allowed = own.into_iter().map(|passkey| passkey.id).collect();
    let challenge = challenge::new(context, Purpose::SecondFactor(&login))?;
    Ok(json(&PasskeyAsked { relying_party, challenge, allowed }))
}

/// Whose a passkey is. It stands in for both factors where it alone is shown, and so must say then that
/// it knew by whom it was used.
pub(crate) async fn verify(
    context: &Context<'_>,
    body: &Bytes,
) -> Result<Response<Bytes>, Problem> {
    let message: VerifyPasskey = serde_json::from_slice(body).map_err(unreadable)?;
    let (party, network) = (relying_party(context)?, message.network.as_ref());
    let id = message.id.as_slice();
    let after_password = match &message.token {
        Some(token) => Some(whose(context, token).await?.0),
        None => None,
    };
    match &after_password {
        Some(login) => attempts::count_code(context, login, network).await?,
        None => attempts::count_passkey(context, id, network).await?,
    }
    let found = context.store.find_passkey(id).await.map_err(store_failed)?;
    let owner = owner(context, after_password.as_ref(), found.as_ref()).await?;
    let Some(login) = owner else { return Err(refused(context, None, Kind::PasskeyRefused).await) };
    let note = Acting::owner(&login).does_to(context, AuditAction::SignIn, &login.user);
    let Some(said) = found.and_then(|found| said(party, &found, &login, &message)) else {
        if after_password.is_none() {
            return Err(refused(context, Some(&login), Kind::PasskeyRefused).await);
        }
        tell_refused(context, note).await?;
        return Err(Problem::new(Kind::PasskeyRefused));
    };
    take(context, &login, &said, (&message, note)).await?;
    match after_password {
        Some(_) => attempts::code_succeeded(context, &login, network).await?,
        None => attempts::passkey_succeeded(context, id, network).await?,
    }
    Ok(json(&signed_in(context.settings, login)))
}

/// Whose account it is about: that of the password, or of the passkey where that comes first.
async fn owner(
    context: &Context<'_>,
    after_password: Option<&Login>,
    found: Option<&StoredPasskey>,
) -> Result<Option<Login>, Problem> {
    match (after_password, found) {
        (Some(login), _) => Ok(Some(login.clone())),
        (None, Some(StoredPasskey { tenant, user, .. })) => {
            let login = context.store.find_user(tenant, user).await.map_err(store_failed)?;
            Ok(login.filter(|login| login.is_let_in(context.now)))
        }
        (None, None) => Ok(None),
    }
}

/// What a passkey has said.
struct Said {
    client: ClientData,
    assertion: Assertion,
}

/// What the passkey of an account has said, if it has: which challenge it was is to be asked yet.
fn said(
    party: &RelyingParty,
    found: &StoredPasskey,
    login: &Login,
    message: &VerifyPasskey,
) -> Option<Said> {
    let of_account = found.user == login.user && found.tenant == login.tenant;
    // A passkey alone must say whose it is; after the password that is known.
    let says_so = match &message.user {
        Some(user) => user.as_slice() == handle(&login.user),
        None => message.token.is_some(),
    };
    (of_account && says_so).then_some(())?;
    let client = ClientData::read(message.client_data.as_slice()).ok()?;
    let key = PublicKey::read(&found.key).ok()?;
    let shown = Shown {
        authenticator_data: message.authenticator_data.as_slice(),
        signature: message.signature.as_slice(),
    };
    let assertion = party.shown(&client, &key, shown).ok()?;
    let is_enough = assertion.is_verified || message.token.is_some();
    is_enough.then_some(Said { client, assertion })
}

/// Takes what a passkey has said, once, and writes down that somebody signed in, in one transaction.
async fn take(
    context: &Context<'_>,
    login: &Login,
    said: &Said,
    (message, note): (&VerifyPasskey, AuditDraft),
) -> Result<(), Problem> {
    let after_password = message.token.is_some();
    let purpose = if after_password { Purpose::SecondFactor(login) } else { Purpose::SignIn };
    let Some(challenge) = challenge::answered(context, purpose, &said.client) else {
        tell_refused(context, note).await?;
        return Err(Problem::new(Kind::PasskeyRefused));
    };
    let counter = said.assertion.counter;
    let shown = ShownPasskey { id: message.id.as_slice(), counter };
    let sign_in = SignIn { at: context.now, agent: message.agent.clone(), way: SignInWay::Passkey };
    let using = async {
        let at = (challenge, context.now);
        let who = (&login.tenant, &login.user);
        let used = context.store.use_passkey(who, login.epoch, shown, at).await?;
        if used == PasskeyUse::Taken {
            context.store.record_sign_in(&login.user, &sign_in).await?;
        }
        Ok(used)
    };
    match told(context, note.clone(), using, |used| *used == PasskeyUse::Taken).await? {
        PasskeyUse::Taken => return Ok(()),
        PasskeyUse::Refused => tell_refused(context, note).await?,
        PasskeyUse::Behind => {
            let warning = AuditDraft { action: AuditAction::SuspectPasskey, ..note };
            tell_refused(context, warning).await?;
        }
    }
    Err(Problem::new(Kind::PasskeyRefused))
}
