//! Login as a function.

use bytes::Bytes;
use contract::SiteUrl;
use contract::StorageUrl;
use credential::{KeyRing, TenantId, ZoneId};
use host::{Function, Host, Rule, SettingError, key_ring, parsed};
use http::{Method, Request, Response};
use page::Place;
use problem::{Kind, Problem};

use crate::hand_over::Rooms;
use crate::pages::File;
use crate::{
    account, code, hand_over, join, organisation, pages, passkey, recover, token, two_step,
};

/// The login function.
pub struct Login;

/// Login's zone and keys.
#[derive(Debug)]
pub struct Settings {
    pub(crate) zone: ZoneId,
    pub(crate) session_login_keys: KeyRing,
    pub(crate) session_api_keys: KeyRing,
    pub(crate) rooms: Rooms,
    pub(crate) identity_url: SiteUrl,
    pub(crate) storage: StorageUrl,
    pub(crate) keys: KeyRing,
}

/// Login's routes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// `GET /login/assets/..`: the pages' style and script.
    File(File),
    /// `POST /login/factor`: shows a secret for two-step sign-in.
    BeginFactor,
    /// `GET /login/zone`, `/login/store-evaluator` and so on: the way into another room.
    HandOver(Place),
    /// `POST /login/passkey/begin`: shows the page that makes a passkey.
    BeginPasskey,
    /// `POST /login/passkey/confirm`: adds it.
    ConfirmPasskey,
    /// `POST /login/passkey`: signs in with a passkey.
    Passkey,
    /// `POST /login/passkey/options`: what a browser needs for that.
    PasskeyOptions,
    /// `POST /login/passkey/remove`: takes a passkey away.
    RemovePasskey,
    /// `POST /login/passkey/rename`: names a passkey anew.
    RenamePasskey,
    /// `POST /login/code`: the code after the password.
    Code,
    /// `POST /login/factor/codes`: makes new recovery codes.
    Codes,
    /// `POST /login/factor/confirm`: turns two-step sign-in on.
    ConfirmFactor,
    /// `GET /login`: the form, or who is signed in.
    Page,
    /// `POST /login/end-sessions`: ends all of a person's sessions.
    EndSessions,
    /// `GET /login/organisation`: asks for the organisation through which somebody signs in.
    Organisation,
    /// `POST /login/organisation`: takes its name.
    NameOrganisation,
    /// `GET /login/organisation/{tenant}`: goes to its identity provider.
    ToOrganisation(TenantId),
    /// `POST /login/identity`: takes whom the provider has named.
    FromOrganisation,
    /// `POST /login/password`: changes a person's password.
    Password,
    /// `GET /login/join`: the form for who was invited.
    Join,
    /// `POST /login/join`: makes their account.
    TakeUp,
    /// `GET /login/recover`: the forms for who forgot their password.
    Recover,
    /// `POST /login/recover`: asks for a mail that leads to a new one.
    RequestRecovery,
    /// `POST /login/recover/password`: sets it.
    SetPassword,
    /// `POST /login/factor/remove`: turns two-step sign-in off.
    RemoveFactor,
    /// `POST /login`: the form's answer.
    SignIn,
    /// `POST /login/logout`: ends the session of this browser.
    SignOut,
    /// `POST /login/token`: JSON in, a token for the API out.
    Token,
}

impl Function for Login {
    const NAME: &'static str = "login";
    const INTERNAL: bool = false;

    type Settings = Settings;
    type Route = Route;

    async fn settings(host: &Host) -> Result<Settings, SettingError> {
        Ok(Settings {
            zone: parsed(host, "zone").await?,
            session_login_keys: key_ring(host, "session_login_keys").await?,
            session_api_keys: key_ring(host, "session_api_keys").await?,
            rooms: Rooms::read(host).await?,
            identity_url: parsed(host, "identity_url").await?,
            storage: parsed(host, "storage_url").await?,
            keys: key_ring(host, "login_key").await?,
        })
    }

    fn route(method: &Method, path: &str) -> Result<Route, Kind> {
        if let Some(file) = pages::file_at(path) {
            let get = *method == Method::GET;
            return if get { Ok(Route::File(file)) } else { Err(Kind::MethodNotAllowed) };
        }
        if let Some(tenant) = path.strip_prefix("/login/organisation/") {
            let tenant = tenant.parse().map_err(|_| Kind::NotFound)?;
            let get = *method == Method::GET;
            return if get {
                Ok(Route::ToOrganisation(tenant))
            } else {
                Err(Kind::MethodNotAllowed)
            };
        }
        if let Some(place) = path.strip_prefix("/login/").and_then(hand_over::room) {
            let get = *method == Method::GET;
            return if get { Ok(Route::HandOver(place)) } else { Err(Kind::MethodNotAllowed) };
        }
        match (method, path) {
            (&Method::GET, "/login") => Ok(Route::Page),
            (&Method::POST, "/login") => Ok(Route::SignIn),
            (&Method::POST, "/login/code") => Ok(Route::Code),
            (&Method::POST, "/login/end-sessions") => Ok(Route::EndSessions),
            (&Method::POST, "/login/factor") => Ok(Route::BeginFactor),
            (&Method::POST, "/login/factor/codes") => Ok(Route::Codes),
            (&Method::POST, "/login/factor/confirm") => Ok(Route::ConfirmFactor),
            (&Method::POST, "/login/factor/remove") => Ok(Route::RemoveFactor),
            (&Method::POST, "/login/identity") => Ok(Route::FromOrganisation),
            (&Method::GET, "/login/organisation") => Ok(Route::Organisation),
            (&Method::POST, "/login/organisation") => Ok(Route::NameOrganisation),
            (&Method::POST, "/login/logout") => Ok(Route::SignOut),
            (&Method::POST, "/login/passkey") => Ok(Route::Passkey),
            (&Method::POST, "/login/passkey/begin") => Ok(Route::BeginPasskey),
            (&Method::POST, "/login/passkey/confirm") => Ok(Route::ConfirmPasskey),
            (&Method::POST, "/login/passkey/options") => Ok(Route::PasskeyOptions),
            (&Method::POST, "/login/passkey/remove") => Ok(Route::RemovePasskey),
            (&Method::POST, "/login/passkey/rename") => Ok(Route::RenamePasskey),
            (&Method::POST, "/login/password") => Ok(Route::Password),
            (&Method::GET, "/login/join") => Ok(Route::Join),
            (&Method::POST, "/login/join") => Ok(Route::TakeUp),
            (&Method::GET, "/login/recover") => Ok(Route::Recover),
            (&Method::POST, "/login/recover") => Ok(Route::RequestRecovery),
            (&Method::POST, "/login/recover/password") => Ok(Route::SetPassword),
            (&Method::POST, "/login/token") => Ok(Route::Token),
            (
                _,
                "/login"
                | "/login/code"
                | "/login/end-sessions"
                | "/login/factor"
                | "/login/factor/codes"
                | "/login/factor/confirm"
                | "/login/factor/remove"
                | "/login/identity"
                | "/login/logout"
                | "/login/organisation"
                | "/login/passkey"
                | "/login/passkey/begin"
                | "/login/passkey/confirm"
                | "/login/passkey/options"
                | "/login/passkey/remove"
                | "/login/passkey/rename"
                | "/login/password"
                | "/login/join"
                | "/login/recover"
                | "/login/recover/password"
                | "/login/token",
            ) => Err(Kind::MethodNotAllowed),
            _ => Err(Kind::NotFound),
        }
    }

    fn rule(route: &Route) -> Rule {
        let (name, max_body_bytes) = match route {
            Route::File(_) => ("file", 0),
            Route::BeginFactor => ("begin-factor", 8 * 1024),
            Route::BeginPasskey => ("begin-passkey", 8 * 1024),
            Route::ConfirmPasskey => ("confirm-passkey", 16 * 1024),
            Route::Passkey => ("passkey", 16 * 1024),
            Route::PasskeyOptions => ("passkey-options", 8 * 1024),
            Route::RemovePasskey => ("remove-passkey", 8 * 1024),
            Route::RenamePasskey => ("rename-passkey", 8 * 1024),
            Route::Code => ("code", 8 * 1024),
            Route::Codes => ("recovery-codes", 8 * 1024),
            Route::ConfirmFactor => ("confirm-factor", 8 * 1024),
            Route::HandOver(_) => ("hand-over", 0),
            Route::Page => ("page", 0),
            Route::Organisation => ("organisation", 0),
            Route::NameOrganisation => ("name-organisation", 8 * 1024),
            Route::ToOrganisation(_) => ("to-organisation", 0),
            Route::FromOrganisation => ("from-organisation", 8 * 1024),
            Route::Join => ("join", 0),
            Route::TakeUp => ("take-up", 8 * 1024),
            Route::Recover => ("recover", 0),
            Route::RequestRecovery => ("request-recovery", 8 * 1024),
            Route::SetPassword => ("set-password", 8 * 1024),
            Route::RemoveFactor => ("remove-factor", 8 * 1024),
            Route::EndSessions => ("end-sessions", 8 * 1024),
            Route::Password => ("password", 8 * 1024),
            Route::SignIn => ("sign-in", 8 * 1024),
            Route::SignOut => ("sign-out", 8 * 1024),
            Route::Token => ("token", 8 * 1024),
        };
        Rule { name, max_body_bytes }
    }

    async fn handle(
        host: &Host,
        settings: &Settings,
        route: Route,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Problem> {
        match route {
            Route::File(file) => Ok(pages::file(file)),
            Route::BeginFactor => two_step::begin(host, settings, request).await,
            Route::BeginPasskey => passkey::begin(host, settings, request).await,
            Route::ConfirmPasskey => passkey::confirm(host, settings, request).await,
            Route::Passkey => passkey::sign_in(host, settings, request).await,
            Route::PasskeyOptions => passkey::options(host, settings, request).await,
            Route::RemovePasskey => passkey::remove(host, settings, request).await,
            Route::RenamePasskey => passkey::rename(host, settings, request).await,
            Route::Code => code::take(host, settings, request).await,
            Route::Codes => two_step::renew_codes(host, settings, request).await,
            Route::ConfirmFactor => two_step::confirm(host, settings, request).await,
            Route::EndSessions => account::end_sessions(host, settings, request).await,
            Route::HandOver(onward) => hand_over::show(host, settings, onward, &request).await,
            Route::Page => account::show(host, settings, &request).await,
            Route::Organisation => Ok(organisation::ask(request.headers(), None)),
            Route::NameOrganisation => organisation::name(request),
            Route::ToOrganisation(tenant) => organisation::go(host, settings, &tenant),
            Route::FromOrganisation => organisation::come_back(host, settings, request).await,
            Route::Password => account::change_password(host, settings, request).await,
            Route::Join => Ok(join::show(request.headers())),
            Route::TakeUp => join::take_up(host, settings, request).await,
            Route::Recover => Ok(recover::show(request.headers())),
            Route::RequestRecovery => recover::ask(host, settings, request).await,
            Route::SetPassword => recover::set(host, settings, request).await,
            Route::RemoveFactor => two_step::remove(host, settings, request).await,
            Route::SignIn => pages::sign_in(host, settings, request).await,
            Route::SignOut => pages::sign_out(settings, request),
            Route::Token => token::answer(host, settings, &request).await,
        }
    }
}
