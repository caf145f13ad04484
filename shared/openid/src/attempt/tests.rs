use contract::message::Issuer;

use super::*;
use crate::Called;

const METADATA: &str = r#"{"issuer":"https://id.example.com","authorization_endpoint":"https://id.example.com/auth",
    "token_endpoint":"https://id.example.com/token","jwks_uri":"https://id.example.com/jwks","#;

fn issuer() -> Issuer {
    "https://id.example.com".parse().unwrap()
}

fn metadata(rest: &str) -> Metadata {
    let text = format!("{METADATA}{rest}}}");
    Metadata::read(text.as_bytes(), &issuer(), &Called::public()).unwrap()
}

/// The example of RFC 7636, appendix B.
#[test]
fn the_challenge_is_the_verifiers_hash() {
    let mut bytes = [0; 32];
    Base64UrlUnpadded::decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", &mut bytes).unwrap();
    let attempt = Attempt {
        state: Secret::new([1; 32]),
        nonce: Secret::new([2; 32]),
        verifier: Secret::new(bytes),
    };
    assert_eq!(attempt.verifier.expose(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    let client: ClientId = "a b".parse().unwrap();
    let address = attempt.address(&metadata("\"x\":1"), &client, "https://login.example/back");
    let state = attempt.state.expose();
    let nonce = attempt.nonce.expose();
    assert_eq!(
        address,
        format!(
            "https://id.example.com/auth?response_type=code&scope=openid%20email&client_id=a%20b\
             &redirect_uri=https%3A%2F%2Flogin.example%2Fback&state={state}&nonce={nonce}\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
        )
    );
    assert!(!format!("{attempt:?}").contains(state));
}

#[test]
fn what_comes_back_is_of_the_attempt_and_the_provider() {
    let attempt = Attempt {
        state: Secret::new([1; 32]),
        nonce: Secret::new([2; 32]),
        verifier: Secret::new([3; 32]),
    };
    let state = attempt.state.expose();
    let other = Secret::new([9; 32]);
    let (plain, saying) = ("\"x\":1", "\"authorization_response_iss_parameter_supported\":true");
    let (ours, theirs) = ("https://id.example.com", "https://evil.example.com");
    for (rest, pairs, answered, code) in [
        (plain, vec![("state", state), ("code", "c")], true, Ok("c")),
        (plain, vec![("state", state), ("code", "c"), ("iss", ours)], true, Ok("c")),
        (plain, vec![("state", state), ("code", "c"), ("iss", theirs)], true, Err(Fault::Issuer)),
        (saying, vec![("state", state), ("code", "c"), ("iss", ours)], true, Ok("c")),
        (saying, vec![("state", state), ("code", "c")], true, Err(Fault::Issuer)),
        (plain, vec![("state", other.expose()), ("code", "c")], false, Ok("c")),
        (plain, vec![("code", "c")], false, Ok("c")),
        (plain, vec![("state", state), ("error", "access_denied")], true, Err(Fault::Refused)),
        (plain, vec![("state", state), ("error", "x"), ("iss", theirs)], true, Err(Fault::Issuer)),
        (plain, vec![("state", state)], true, Err(Fault::Malformed("no code"))),
        (plain, vec![("state", state), ("code", "")], true, Err(Fault::Malformed("no code"))),
        (plain, vec![("state", state), ("code", "a b")], true, Err(Fault::Malformed("no code"))),
    ] {
        let owned = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let returned = Returned::read(owned).unwrap();
        assert_eq!(attempt.is_answered(&returned), answered, "{pairs:?}");
        assert_eq!(returned.code(&issuer(), &metadata(rest)), code, "{rest} {pairs:?}");
    }
    let twice = [("state", "a"), ("state", "b")];
    let twice = twice.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert!(Returned::read(twice).is_err());
}
