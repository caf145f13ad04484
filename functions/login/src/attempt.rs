//! One attempt to sign in.

use contract::message::{
    Agent, Email, LoginParameters, LoginVerified, Network, SignedIn, ToHash, VerifyFactor,
    VerifyLogin,
};
use contract::{Caller, StorageClient};
use credential::FactorCode;
use host::Host;
use problem::{Kind, Problem};

use crate::Settings;
use crate::password::Password;

/// Who `email` and `password` are, or that there is a second factor to show.
///
/// An address that is none is refused in the same words as a wrong password.
pub(crate) async fn sign_in(
    host: &Host,
    settings: &Settings,
    email: &str,
    password: String,
    agent: Option<Agent>,
) -> Result<LoginVerified, Problem> {
    let email: Email = email.parse().map_err(|_| Kind::SignInRefused)?;
    let password = Password::new(password).ok_or(Kind::SignInRefused)?;
    let storage = storage(host, settings);
    let network = host.client_address().and_then(Network::of);
    let asked = LoginParameters { email: email.clone(), network: network.clone() };
    let ToHash { parameters, wait_ms } = storage.login_parameters(&asked).await?;
    // Passwords are hashed one after the other in the whole zone: so many may wait, and none of them takes
    // time from anybody meanwhile.
    host.wait(wait_ms).await;
    let proof = password.proof(&parameters)?;
    let verified = storage.verify_login(&VerifyLogin { email, proof, network, agent }).await?;
    match verified {
        LoginVerified::SignedIn(who) => at_home(settings, who).map(LoginVerified::SignedIn),
        LoginVerified::SecondFactor { token, ways } => {
            Ok(LoginVerified::SecondFactor { token, ways })
        }
    }
}

/// Who shows a second factor with `code`, after the right password was good for `token`.
///
/// A code that is none is refused in the same words as a wrong one.
pub(crate) async fn second_factor(
    host: &Host,
    settings: &Settings,
    token: String,
    code: &str,
    agent: Option<Agent>,
) -> Result<SignedIn, Problem> {
    let code: FactorCode = code.parse().map_err(|_| Kind::CodeRefused)?;
    let network = host.client_address().and_then(Network::of);
    let shown = VerifyFactor { token, code, network, agent };
    at_home(settings, storage(host, settings).verify_factor(&shown).await?)
}

/// Storage, for somebody who is not signed in.
pub(crate) fn storage<'a>(host: &'a Host, settings: &'a Settings) -> StorageClient<'a, Host> {
    let caller = Caller {
        function: credential::Function::Login,
        keys: &settings.keys,
        now: host.now(),
        request_id: host.request_id(),
        credential: None,
    };
    StorageClient::new(host, &settings.storage, caller).seen_from(host.client_address())
}

pub(crate) fn at_home(settings: &Settings, who: SignedIn) -> Result<SignedIn, Problem> {
    if who.zone == settings.zone {
        Ok(who)
    } else {
        Err(Problem::new(Kind::Internal).with_cause("storage is of another zone"))
    }
}
