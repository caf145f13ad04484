//! What a provider says of itself (`OpenID` Connect Discovery 1.0).

use contract::message::{Issuer, ProviderUrl};
use serde::Deserialize;

use crate::Fault;

/// Which addresses may be called.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Called {
    /// A host of this machine, as an origin: a development platform's own provider.
    loopback: Option<String>,
}

impl Called {
    /// Public hosts alone.
    #[must_use]
    pub const fn public() -> Self {
        Self { loopback: None }
    }

    /// Public hosts, and the one that `grant` names if that is on this machine.
    #[must_use]
    pub fn granted(grant: &str) -> Self {
        let own = grant.parse::<ProviderUrl>().ok().filter(ProviderUrl::is_loopback);
        Self { loopback: own.map(|own| own.origin().to_owned()) }
    }

    /// Whether an address may be called.
    #[must_use]
    pub fn allows(&self, url: &ProviderUrl) -> bool {
        !url.is_loopback() || self.loopback.as_deref() == Some(url.origin())
    }
}

/// How we show a provider who we are when we bring it a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ClientAuthentication {
    /// Name and secret in the `authorization` header.
    Basic,
    /// Name and secret in the form.
    Post,
}

/// What a provider says of itself, as far as we ask.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// Where browsers are sent.
    pub authorization_endpoint: ProviderUrl,
    /// Where codes are brought.
    pub token_endpoint: ProviderUrl,
    /// Where the provider's keys are.
    pub jwks_uri: ProviderUrl,
    /// Where more is said of a person.
    pub userinfo_endpoint: Option<ProviderUrl>,
    /// How we show who we are, where we have a secret.
    pub authentication: ClientAuthentication,
    /// Whether a browser comes back with the issuer's name (RFC 9207).
    pub says_who_answers: bool,
}

#[derive(Deserialize)]
struct Wire {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl Metadata {
    /// Where an issuer's metadata is (section 4.1).
    #[must_use]
    pub fn address(issuer: &Issuer) -> String {
        let base = issuer.as_str().trim_end_matches('/');
        format!("{base}/.well-known/openid-configuration")
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// [`Fault::Issuer`] if it is another's, [`Fault::Address`] if one of its addresses may not be called,
    /// [`Fault::Malformed`].
    pub fn read(json: &[u8], issuer: &Issuer, called: &Called) -> Result<Self, Fault> {
        let wire: Wire = serde_json::from_slice(json)
            .map_err(|_| Fault::Malformed("metadata that cannot be read"))?;
        if wire.issuer != issuer.as_str() {
            return Err(Fault::Issuer);
        }
        let url = |raw: &str| {
            let url = raw.parse::<ProviderUrl>().ok().filter(|url| called.allows(url));
            url.ok_or(Fault::Address)
        };
        Ok(Self {
            authorization_endpoint: url(&wire.authorization_endpoint)?,
            token_endpoint: url(&wire.token_endpoint)?,
            jwks_uri: url(&wire.jwks_uri)?,
            userinfo_endpoint: wire.userinfo_endpoint.as_deref().map(url).transpose()?,
            authentication: authentication(wire.token_endpoint_auth_methods_supported.as_deref()),
            says_who_answers: wire.authorization_response_iss_parameter_supported,
        })
    }
}

/// In the header, unless the provider takes the form alone.
fn authentication(methods: Option<&[String]>) -> ClientAuthentication {
    let takes =
        |method: &str| methods.is_none_or(|methods| methods.iter().any(|taken| taken == method));
    if !takes("client_secret_basic") && takes("client_secret_post") {
        ClientAuthentication::Post
    } else {
        ClientAuthentication::Basic
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ISSUER: &str = "https://id.example.com/a";

    fn good() -> serde_json::Value {
        json!({
            "issuer": ISSUER,
            "authorization_endpoint": "https://id.example.com/a/auth",
            "token_endpoint": "https://id.example.com/a/token",
            "jwks_uri": "https://keys.example.com/a",
            "something_else": [1],
        })
    }

    fn read(json: &serde_json::Value, grant: &str) -> Result<Metadata, Fault> {
        let called = Called::granted(grant);
        Metadata::read(json.to_string().as_bytes(), &ISSUER.parse().unwrap(), &called)
    }

    #[test]
    fn metadata_is_the_issuers_and_names_addresses_that_may_be_called() {
        assert!(read(&good(), "https://*:443").is_ok());
        for (member, value, want) in [
            ("issuer", json!("https://id.example.com/a/"), Fault::Issuer),
            ("issuer", json!("https://id.example.com"), Fault::Issuer),
            ("token_endpoint", json!("http://id.example.com/token"), Fault::Address),
            ("token_endpoint", json!("https://10.0.0.1/token"), Fault::Address),
            ("token_endpoint", json!("http://127.0.0.1:3001/v1"), Fault::Address),
            ("jwks_uri", json!("https://localhost/jwks"), Fault::Address),
            ("userinfo_endpoint", json!("file:///etc/passwd"), Fault::Address),
            ("authorization_endpoint", json!("javascript:alert(1)"), Fault::Address),
            ("jwks_uri", json!(null), Fault::Malformed("metadata that cannot be read")),
        ] {
            let mut json = good();
            json[member] = value;
            assert_eq!(read(&json, "https://*:443").err(), Some(want), "{json}");
        }
        assert!(read(&json!("text"), "").is_err());
    }

    #[test]
    fn one_host_of_this_machine_may_be_granted() {
        let mut json = good();
        json["jwks_uri"] = json!("http://127.0.0.1:4000/jwks");
        for (grant, want) in [
            ("http://127.0.0.1:4000", true),
            ("http://127.0.0.1:4001", false),
            ("https://127.0.0.1:4000", false),
            ("https://*:443", false),
            ("*://*:*", false),
            ("", false),
        ] {
            assert_eq!(read(&json, grant).is_ok(), want, "{grant}");
        }
    }

    #[test]
    fn we_are_known_by_the_header_unless_only_the_form_is_taken() {
        for (methods, want) in [
            (json!(null), ClientAuthentication::Basic),
            (json!(["client_secret_post", "client_secret_basic"]), ClientAuthentication::Basic),
            (json!(["client_secret_post"]), ClientAuthentication::Post),
            (json!(["private_key_jwt"]), ClientAuthentication::Basic),
        ] {
            let mut json = good();
            json["token_endpoint_auth_methods_supported"] = methods;
            assert_eq!(read(&json, "").unwrap().authentication, want, "{json}");
        }
    }

    #[test]
    fn metadata_is_below_the_issuer() {
        for issuer in [ISSUER, "https://id.example.com/a/"] {
            assert_eq!(
                Metadata::address(&issuer.parse().unwrap()),
                "https://id.example.com/a/.well-known/openid-configuration"
            );
        }
    }
}
