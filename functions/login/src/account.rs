//! A person's own account: who they are, their password, their sessions.

use bytes::Bytes;
use contract::message::{
    Agent, ChangePassword, MailLanguage, OwnAccount, OwnFactor, OwnPasskey, Secret, SignIn,
    SignInWay, SignedIn,
};
use contract::{Caller, Moment, StorageClient};
use credential::{SessionClaims, UnixSeconds};
use host::{Host, cookie, same_origin, with_status};
use http::header::HeaderMap;
use http::{Request, Response, StatusCode};
use page::{
    AccountPage, ListedPasskey, PasskeyChange, PasswordChange, SignedInAt, SignedInBy, TwoStep,
    TwoStepChange,
};
use problem::{Kind, Problem};

use crate::hand_over;
use crate::pages::{
    Cookie, forget_session, guarded, language, mail_language, style_path, to_page, with_session,
};
use crate::password::Password;
use crate::session::{SESSION_SECONDS, read};
use crate::{Settings, code, rules};

/// How old a session's token is when it is issued anew, in seconds.
const RENEWED_AFTER_SECONDS: u64 = 5 * 60;

/// How long somebody stays signed in without a password, in seconds, however busy they are.
const LONGEST_SECONDS: u64 = 12 * 60 * 60;

/// Somebody who is signed in, and storage as they see it.
pub(crate) struct Person<'a> {
    host: &'a Host,
    pub(crate) settings: &'a Settings,
    claims: SessionClaims,
    pub(crate) storage: StorageClient<'a, Host>,
}

/// Who is signed in by the session in a request's cookie, as far as login can tell by itself.
fn person<'a>(
    host: &'a Host,
    settings: &'a Settings,
    headers: &'a HeaderMap,
) -> Option<Person<'a>> {
    let token = cookie(headers, Cookie::Session.name())?;
    let claims = read(settings, token, host.now().seconds()).ok()?;
    let caller = Caller {
        function: credential::Function::Login,
        keys: &settings.keys,
        now: host.now(),
        request_id: host.request_id(),
        credential: Some(token),
    };
    let storage = StorageClient::new(host, &settings.storage, caller);
    let storage = storage.seen_from(host.client_address());
    Some(Person { host, settings, claims, storage })
}

/// Who is signed in, with their account.
pub(crate) async fn here<'a>(
    host: &'a Host,
    settings: &'a Settings,
    headers: &'a HeaderMap,
) -> Result<Option<(Person<'a>, OwnAccount)>, Problem> {
    let Some(person) = person(host, settings, headers) else { return Ok(None) };
    match person.storage.read_account().await {
        Ok(account) => Ok(Some((person, account))),
        Err(problem) if ended(&problem) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// `GET /login`: the account of whoever is signed in, else the form to sign in. A session that is
/// in use is issued anew, with what its user may do by now.
pub(crate) async fn show(
    host: &Host,
    settings: &Settings,
    request: &Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let headers = request.headers();
    let Some((person, account)) = here(host, settings, headers).await? else {
        return Ok(code::signed_out_page(request));
    };
    let done = match request.uri().query() {
        Some("password=changed") => Done::password(PasswordChange::Done),
        Some("two-step=removed") => Done::two_step(TwoStepChange::Removed),
        Some("passkey=added") => Done::passkey(PasskeyChange::Added),
        Some("passkey=renamed") => Done::passkey(PasskeyChange::Renamed),
        Some("passkey=removed") => Done::passkey(PasskeyChange::Removed),
        Some(_) | None => Done::password(PasswordChange::Unasked),
    };
    person.renewed(account_page((&person, headers), &account, done)).await
}

/// Whether a problem says that the session has ended.
fn ended(problem: &Problem) -> bool {
    matches!(problem.kind(), Kind::CredentialRefused | Kind::CredentialExpired)
}

impl Person<'_> {
    /// When they gave their password.
    pub(crate) const fn since(&self) -> UnixSeconds {
        self.claims.auth
    }

    /// The answer, with the session issued anew if it is time for that.
    async fn renewed(&self, answer: Response<Bytes>) -> Result<Response<Bytes>, Problem> {
        let now = self.host.now().seconds().get();
        let age = now.saturating_sub(self.claims.iat.get());
        let since_password = now.saturating_sub(self.claims.auth.get());
        if age < RENEWED_AFTER_SECONDS || since_password + SESSION_SECONDS > LONGEST_SECONDS {
            return Ok(answer);
        }
        let who = self.storage.renew_session().await?;
        self.with_session(answer, who)
    }

    /// The answer, with a session of `who` that is as old as this one.
    pub(crate) fn with_session(
        &self,
        answer: Response<Bytes>,
        who: SignedIn,
    ) -> Result<Response<Bytes>, Problem> {
        let (since, now) = (self.claims.auth, self.host.now().seconds());
        with_session(self.settings, answer, who, (since, now))
    }
}

/// What became of the changes that the account's page offers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Done {
    password: PasswordChange,
    two_step: TwoStepChange,
    passkey: PasskeyChange,
}

impl Done {
    const NOTHING: Self = Self {
        password: PasswordChange::Unasked,
        two_step: TwoStepChange::Unasked,
        passkey: PasskeyChange::Unasked,
    };

    pub(crate) const fn password(password: PasswordChange) -> Self {
        Self { password, ..Self::NOTHING }
    }

    pub(crate) const fn two_step(two_step: TwoStepChange) -> Self {
        Self { two_step, ..Self::NOTHING }
    }

    pub(crate) const fn passkey(passkey: PasskeyChange) -> Self {
        Self { passkey, ..Self::NOTHING }
    }
}

pub(crate) fn account_page(
    (person, headers): (&Person<'_>, &HeaderMap),
    account: &OwnAccount,
    done: Done,
) -> Response<Bytes> {
    let moments: Vec<_> = account.sign_ins.iter().map(|one| one.at.rfc3339()).collect();
    let sign_ins = moments.iter().zip(&account.sign_ins);
    let sign_ins: Vec<_> = sign_ins.map(|(at, sign_in)| signed_in_at(at, sign_in)).collect();
    let OwnFactor { required, there, passkeys, recovery_codes } = &account.second_factor;
    let since = there.as_ref().map(|there| there.since.rfc3339());
    let texts: Vec<_> = passkeys.iter().map(PasskeyText::of).collect();
    let listed: Vec<_> = texts.iter().map(PasskeyText::listed).collect();
    let rooms = hand_over::open_to(&person.claims.grants, language(headers));
    let pages: Vec<_> = rooms.map(|room| (room, person.settings.rooms.page(room))).collect();
    let rooms: Vec<_> = pages.iter().map(|(place, page)| (*place, page.as_str())).collect();
    guarded(page::account_page(&AccountPage {
        language: language(headers),
        style: &style_path(),
        rooms: &rooms,
        email: account.email.as_str(),
        organisation: &account.organisation,
        sign_ins: &sign_ins,
        password: done.password,
        two_step: TwoStep {
            required: *required,
            there: since.as_deref(),
            codes_left: *recovery_codes,
            has_passkeys: !passkeys.is_empty(),
            change: done.two_step,
        },
        passkeys: &listed,
        passkey: done.passkey,
    }))
}

fn signed_in_at<'a>(at: &'a str, sign_in: &'a SignIn) -> SignedInAt<'a> {
    let by = match sign_in.way {
        SignInWay::Password | SignInWay::Code => SignedInBy::Password,
        SignInWay::RecoveryCode => SignedInBy::RecoveryCode,
        SignInWay::Passkey => SignedInBy::Passkey,
        SignInWay::Organisation => SignedInBy::Organisation,
    };
    SignedInAt { at, agent: sign_in.agent.as_ref().map(Agent::as_str), by }
}

/// A passkey in texts.
struct PasskeyText<'a> {
    id: String,
    name: &'a str,
    since: String,
    used: Option<String>,
}

impl<'a> PasskeyText<'a> {
    fn of(passkey: &'a OwnPasskey) -> Self {
        let OwnPasskey { id, name, since, used } = passkey;
        Self {
            id: id.to_string(),
            name: name.as_str(),
            since: since.rfc3339(),
            used: used.map(Moment::rfc3339),
        }
    }

    fn listed(&self) -> ListedPasskey<'_> {
        let Self { id, name, since, used } = self;
        ListedPasskey { id, name, since, used: used.as_deref() }
    }
}

/// `POST /login/password`: changes the password, which ends all other sessions.
pub(crate) async fn change_password(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, [current, new]) = host::own_fields(request, ["current", "new"])?;
    let Some((person, account)) = here(host, settings, &parts.headers).await? else {
        return Ok(to_page("/login"));
    };
    match person.change(&account, (current, new), mail_language(&parts.headers)).await {
        Ok(who) => person.with_session(to_page("/login?password=changed"), who),
        Err(Unchanged::Told(change)) => {
            let page = account_page((&person, &parts.headers), &account, Done::password(change));
            Ok(with_status(page, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(Unchanged::Failed(problem)) => Err(problem),
    }
}

/// Why a password was not changed.
enum Unchanged {
    /// Whoever asked can mend it.
    Told(PasswordChange),
    /// They cannot.
    Failed(Problem),
}

impl Person<'_> {
    async fn change(
        &self,
        account: &OwnAccount,
        (current, new): (String, String),
        language: MailLanguage,
    ) -> Result<SignedIn, Unchanged> {
        if let Some(fault) = rules::fault(&new, account.email.as_str()) {
            return Err(Unchanged::Told(fault));
        }
        let wrong = || Unchanged::Told(PasswordChange::WrongCurrent);
        let current = Password::new(current).ok_or_else(wrong)?;
        let new = Password::new(new).ok_or(Unchanged::Told(PasswordChange::TooLong))?;
        let current = current.proof(&account.parameters).map_err(Unchanged::Failed)?;
        let salt = self.host.random().map_err(|_| Unchanged::Failed(Kind::Internal.into()))?;
        let parameters = account.cost.with_salt(Secret::new(salt));
        let new = new.proof(&parameters).map_err(Unchanged::Failed)?;
        let message = ChangePassword { current, parameters, new, language };
        let changed = self.storage.change_password(&message).await;
        changed.map_err(|problem| {
            if problem.kind() == Kind::SignInRefused {
                wrong()
            } else if problem.kind() == Kind::TooManyAttempts {
                Unchanged::Told(PasswordChange::TooOften)
            } else {
                Unchanged::Failed(problem)
            }
        })
    }
}

/// `POST /login/end-sessions`: ends every session, this one too.
pub(crate) async fn end_sessions(
    host: &Host,
    settings: &Settings,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, Problem> {
    let (parts, _) = request.into_parts();
    if !same_origin(&parts) {
        return Err(Problem::new(Kind::OriginRefused));
    }
    if let Some(person) = person(host, settings, &parts.headers) {
        let done = person.storage.end_sessions().await;
        done.map(|_| ()).or_else(|problem| if ended(&problem) { Ok(()) } else { Err(problem) })?;
    }
    forget_session(to_page("/login"))
}
