//! The code, and what the provider gives for it.

use base64ct::{Base64, Encoding as _};
use contract::message::{ClientId, ClientSecret};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::encode::{encoded, pairs};
use crate::metadata::ClientAuthentication;
use crate::{Attempt, Fault, Metadata};

/// What brings a code to the provider.
pub struct TokenRequest {
    /// The `authorization` header, where there is one.
    pub authorization: Option<Zeroizing<String>>,
    /// The form.
    pub form: Zeroizing<String>,
}

/// What the provider gives for a code.
pub struct Tokens {
    /// Says who the person is.
    pub id_token: String,
    /// Opens what the provider says more of them.
    pub access_token: Option<Zeroizing<String>>,
}

#[derive(Deserialize)]
struct Wire {
    token_type: String,
    id_token: String,
    access_token: Option<String>,
}

impl TokenRequest {
    /// Brings `code`, of an attempt whose browser came back to `redirect_uri`.
    #[must_use]
    pub fn new(
        metadata: &Metadata,
        (client, secret): (&ClientId, Option<&ClientSecret>),
        attempt: &Attempt,
        (code, redirect_uri): (&str, &str),
    ) -> Self {
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", attempt.verifier.expose()),
        ];
        let mut authorization = None;
        match (secret, metadata.authentication) {
            // RFC 6749, section 2.3.1: both are encoded as in a form, and then together.
            (Some(secret), ClientAuthentication::Basic) => {
                let both = format!("{}:{}", encoded(client.as_str()), encoded(secret.expose()));
                let both = Zeroizing::new(both);
                let header = format!("Basic {}", Base64::encode_string(both.as_bytes()));
                authorization = Some(Zeroizing::new(header));
            }
            (Some(secret), ClientAuthentication::Post) => {
                fields.extend([("client_id", client.as_str()), ("client_secret", secret.expose())]);
            }
            (None, _) => fields.push(("client_id", client.as_str())),
        }
        Self { authorization, form: Zeroizing::new(pairs(&fields)) }
    }
}

/// That a code is not taken (RFC 6749, section 5.2).
#[derive(Deserialize)]
struct Refusal {
    error: String,
}

impl Tokens {
    /// Whether an answer says that the code is none, or was used: of another attempt, or for the second time.
    #[must_use]
    pub fn is_refused(json: &[u8]) -> bool {
        let refusal = serde_json::from_slice::<Refusal>(json);
        refusal.is_ok_and(|refusal| refusal.error == "invalid_grant")
    }

    /// Reads the provider's answer.
    ///
    /// # Errors
    ///
    /// [`Fault::Malformed`].
    pub fn read(json: &[u8]) -> Result<Self, Fault> {
        let wire: Wire = serde_json::from_slice(json)
            .map_err(|_| Fault::Malformed("tokens that cannot be read"))?;
        let Wire { token_type, id_token, access_token } = wire;
        let usable = |token: &String| {
            token_type.eq_ignore_ascii_case("bearer") && token.bytes().all(|b| b.is_ascii_graphic())
        };
        Ok(Self { id_token, access_token: access_token.filter(usable).map(Zeroizing::new) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Called, Secret};

    fn metadata(methods: &str) -> Metadata {
        let json = format!(
            r#"{{"issuer":"https://id.example.com","authorization_endpoint":"https://id.example.com/a",
            "token_endpoint":"https://id.example.com/t","jwks_uri":"https://id.example.com/j",
            "token_endpoint_auth_methods_supported":[{methods}]}}"#
        );
        let issuer = "https://id.example.com".parse().unwrap();
        Metadata::read(json.as_bytes(), &issuer, &Called::public()).unwrap()
    }

    #[test]
    fn codes_are_brought_with_who_we_are() {
        let attempt = Attempt {
            state: Secret::new([1; 32]),
            nonce: Secret::new([2; 32]),
            verifier: Secret::new([3; 32]),
        };
        let client: ClientId = "nord svar".parse().unwrap();
        let secret: ClientSecret = "a:b%".parse().unwrap();
        let verifier = attempt.verifier.expose();
        let begun = format!(
            "grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fa%2Fback&code_verifier={verifier}"
        );
        let basic = format!("Basic {}", Base64::encode_string(b"nord%20svar:a%3Ab%25"));
        for (methods, secret, authorization, rest) in [
            ("\"client_secret_basic\"", Some(&secret), Some(basic.as_str()), ""),
            (
                "\"client_secret_post\"",
                Some(&secret),
                None,
                "&client_id=nord%20svar&client_secret=a%3Ab%25",
            ),
            ("\"client_secret_basic\"", None, None, "&client_id=nord%20svar"),
        ] {
            let codes = ("c/1", "https://a/back");
            let request = TokenRequest::new(&metadata(methods), (&client, secret), &attempt, codes);
            assert_eq!(request.authorization.as_ref().map(|text| text.as_str()), authorization);
            assert_eq!(*request.form, format!("{begun}{rest}"));
        }
    }

    #[test]
    fn tokens_are_read() {
        let read = |json: &str| {
            let tokens = Tokens::read(json.as_bytes()).ok()?;
            Some((tokens.id_token, tokens.access_token.map(|token| token.to_string())))
        };
        let some =
            |id: &str, access: Option<&str>| Some((id.to_owned(), access.map(str::to_owned)));
        for (json, want) in [
            (
                r#"{"token_type":"Bearer","id_token":"a.b.c","access_token":"x"}"#,
                some("a.b.c", Some("x")),
            ),
            (r#"{"token_type":"bearer","id_token":"a.b.c"}"#, some("a.b.c", None)),
            (r#"{"token_type":"DPoP","id_token":"a.b.c","access_token":"x"}"#, some("a.b.c", None)),
            (r#"{"token_type":"Bearer","id_token":"a","access_token":"x y"}"#, some("a", None)),
            (r#"{"token_type":"Bearer","access_token":"x"}"#, None),
            (r#"{"token_type":"Bearer","id_token":"a","id_token":"b"}"#, None),
            (r#"{"error":"invalid_grant"}"#, None),
            (r#"{"error":"invalid_client"}"#, None),
            ("<html>", None),
        ] {
            assert_eq!(read(json), want, "{json}");
            let refused = Tokens::is_refused(json.as_bytes());
            assert_eq!(refused, json.contains("invalid_grant"), "{json}");
        }
    }
}
