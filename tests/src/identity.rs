//! A browser that signs in through an organisation's identity provider.

use std::collections::BTreeMap;

use crate::{Answer, Client, Platform, fields};

/// A browser of its own, as far as it matters here: what each site has given it to keep.
#[derive(Debug, Default)]
pub struct Browser {
    /// By site and name.
    cookies: BTreeMap<(String, String), String>,
}

impl Browser {
    /// Sends a `GET`.
    #[must_use]
    pub fn get(&mut self, address: &str) -> Answer {
        let (client, path) = split(address);
        let call = client.get(path).header("cookie", &self.of(client.base()));
        let answer = call.header("accept-language", "en").send();
        self.keep(client.base(), &answer);
        answer
    }

    /// Sends a form of a page on the same site.
    #[must_use]
    pub fn post(&mut self, address: &str, form: &[(&str, &str)]) -> Answer {
        let (client, path) = split(address);
        let call = client.post(path).form(form).header("cookie", &self.of(client.base()));
        let call = call.header("accept-language", "en").header("origin", client.base());
        let agent = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0";
        let answer = call.header("user-agent", agent).send();
        self.keep(client.base(), &answer);
        answer
    }

    /// The cookies of a site, as they are sent.
    #[must_use]
    pub fn of(&self, site: &str) -> String {
        let own = self.cookies.iter().filter(|((there, _), _)| there == site);
        own.map(|((_, name), value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, site: &str, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let text = cookie.to_str().expect("cookies are ASCII");
            let (name, rest) = text.split_once('=').expect("a cookie has a value");
            let value = rest.split(';').next().unwrap_or_default();
            let key = (site.to_owned(), name.to_owned());
            if value.is_empty() {
                self.cookies.remove(&key);
            } else {
                self.cookies.insert(key, value.to_owned());
            }
        }
    }

    /// Goes from login to the provider of a tenant; gives where there.
    #[must_use]
    pub fn to_provider(&mut self, platform: &Platform, tenant: &str) -> String {
        let sent = self.get(&format!("{}/login/organisation/{tenant}", platform.site.base()));
        let to_identity = sent.expect(303).header("location").to_owned();
        self.get(&to_identity).expect(303).header("location").to_owned()
    }

    /// Sends the provider's form, in which `login` says who it is, and `email` another address than that; gives where the provider
    /// sends it back to.
    #[must_use]
    pub fn at_provider(&mut self, address: &str, form: &[(&str, &str)]) -> String {
        let issuer = split(address).0.base().to_owned();
        let at = |answer: &Answer| {
            let location = answer.header("location").to_owned();
            if location.starts_with('/') { format!("{issuer}{location}") } else { location }
        };
        let mut next = at(&self.get(address).expect(303));
        if next.contains("/interaction/") {
            let _ = self.get(&next).expect(200);
            next = at(&self.post(&next, form).expect(303));
        }
        while next.starts_with(&issuer) {
            next = at(&self.get(&next).expect(303));
        }
        next
    }

    /// Signs in at a provider that takes whoever says who they are, and comes back; gives the page that leads to login.
    #[must_use]
    pub fn through_provider(&mut self, platform: &Platform, tenant: &str, login: &str) -> Answer {
        let there = self.to_provider(platform, tenant);
        let back = self.at_provider(&there, &[("login", login)]);
        self.get(&back)
    }

    /// Sends the form of that page.
    #[must_use]
    pub fn to_login(&mut self, platform: &Platform, page: &Answer) -> Answer {
        let token = fields(page.text()).into_iter().find(|field| field.name == "token");
        let token = token.unwrap_or_else(|| panic!("no form: {}", page.text())).value;
        self.post(&format!("{}/login/identity", platform.site.base()), &[("token", &token)])
    }
}

/// A site, and what is asked there.
fn split(address: &str) -> (Client, &str) {
    let authority = address.find("://").expect("an address") + 3;
    let rest = address.get(authority..).expect("an address goes on");
    let end = rest.find('/').map_or(address.len(), |at| authority + at);
    let (site, path) = address.split_at(end);
    (Client::new(site), path)
}
