//! One attempt to sign in.

use contract::message::{Agent, Email, LoginParameters, Network, SignedIn, VerifyLogin};
use contract::{Caller, StorageClient};
use host::Host;
use problem::{Kind, Problem};

use crate::Settings;
use crate::password::Password;

/// Who `email` and `password` are.
///
/// An address that is none is refused in the same words as a wrong password.
pub(crate) async fn sign_in(
    host: &Host,
    settings: &Settings,
    email: &str,
    password: String,
    agent: Option<Agent>,
) -> Result<SignedIn, Problem> {
    let email: Email = email.parse().map_err(|_| Kind::SignInRefused)?;
    let password = Password::new(password).ok_or(Kind::SignInRefused)?;
    let caller = Caller {
        function: credential::Function::Login,
        keys: &settings.keys,
        now: host.now(),
        request_id: host.request_id(),
        credential: None,
    };
    let storage = StorageClient::new(host, &settings.storage, caller);
    let network = host.client_address().and_then(Network::of);
    let asked = LoginParameters { email: email.clone(), network: network.clone() };
    let parameters = storage.login_parameters(&asked).await?;
    let proof = password.proof(&parameters)?;
    let signed_in = storage.verify_login(&VerifyLogin { email, proof, network, agent }).await?;
    if signed_in.zone == settings.zone {
        Ok(signed_in)
    } else {
        Err(Problem::new(Kind::Internal).with_cause("storage is of another zone"))
    }
}
