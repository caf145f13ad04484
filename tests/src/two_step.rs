//! Somebody with two-step sign-in.

use core::cell::Cell;

use credential::{OneTimeSecret, STEP_SECONDS};

use crate::keys::now;
use crate::{Answer, Client, Person, Platform, cookie, fields};

/// The cookie of somebody who gave the right password, and has a second factor to show.
pub const PENDING: &str = "__Host-nordsvar_code";

/// A second factor, as its owner has it.
#[derive(Debug)]
pub struct TwoStep {
    /// The secret in their app.
    pub secret: OneTimeSecret,
    /// Their recovery codes.
    pub recovery: Vec<String>,
    /// The session in which it was added.
    pub cookie: String,
    /// The step of the last code that was taken.
    last: Cell<u64>,
}

impl TwoStep {
    /// Adds a second factor to somebody's account.
    #[must_use]
    #[track_caller]
    pub fn add(platform: &Platform, person: &Person) -> Self {
        Self::add_at(&platform.site, person)
    }

    /// The same, at any site.
    #[must_use]
    #[track_caller]
    pub fn add_at(site: &Client, person: &Person) -> Self {
        let before = cookie(&person.give_password_at(site, &person.password).expect(303));
        let post = |path, fields: &[(&str, &str)]| posted(site, path, &before, fields);
        let begun = post("/login/factor", &[("password", &person.password)]).expect(200);
        let (secret, sealed) = (hidden(&begun, "secret"), hidden(&begun, "sealed"));
        let secret_in_app = OneTimeSecret::from_base32(&secret).expect("a secret");
        let step = now().get() / STEP_SECONDS;
        let code = secret_in_app.code_of_step(step).to_string();
        let fields = [("secret", secret.as_str()), ("sealed", &sealed), ("code", &code)];
        let added = post("/login/factor/confirm", &fields).expect(200);
        let recovery = codes_on(&added);
        Self { secret: secret_in_app, recovery, cookie: cookie(&added), last: Cell::new(step) }
    }

    /// A code that was not taken yet. Storage takes one step early, so there is one to be had at once,
    /// and then none for half a minute.
    #[must_use]
    pub fn code(&self) -> String {
        let current = now().get() / STEP_SECONDS;
        self.last.set(current.max(self.last.get() + 1));
        self.secret.code_of_step(self.last.get()).to_string()
    }

    /// The code that was taken last.
    #[must_use]
    pub fn used_code(&self) -> String {
        self.secret.code_of_step(self.last.get()).to_string()
    }

    /// Codes that are not right now nor soon.
    pub fn wrong_codes(&self) -> impl Iterator<Item = String> {
        let step = now().get() / STEP_SECONDS;
        let near: Vec<_> =
            (step - 3..step + 20).map(|step| self.secret.code_of_step(step).to_string()).collect();
        let all = (0..1_000_000).map(|code| format!("{code:06}"));
        all.filter(move |code| !near.contains(code))
    }
}

/// The recovery codes that a page shows.
pub(crate) fn codes_on(page: &Answer) -> Vec<String> {
    let shown = page.text().split("<li><code>").skip(1);
    shown.filter_map(|rest| Some(rest.split_once('<')?.0.to_owned())).collect()
}

/// What a page's form carries.
fn hidden(page: &Answer, name: &str) -> String {
    let found = fields(page.text()).into_iter().find(|field| field.name == name);
    found.unwrap_or_else(|| panic!("no {name}: {}", page.text())).value
}

/// A form that one of our own pages sends.
pub(crate) fn posted(site: &Client, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let call = site.post(path).form(fields).header("cookie", cookie);
    call.header("origin", site.base()).send()
}

/// What an answer sets a cookie to; nothing if it does not.
#[must_use]
pub fn cookie_named(answer: &Answer, name: &str) -> Option<String> {
    let set = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let own = set.filter_map(|cookie| cookie.split(';').next()?.split_once('='));
    own.filter(|(found, _)| *found == name).map(|(_, value)| value.to_owned()).next()
}
