//! Tests of tokens, against the published vectors and by changing them.

use serde::Deserialize;
use serde_json::Value;

use super::*;
use crate::{
    AccessClaims, ApiKeyClaims, Audience, CancelFlowClaims, Function, Grant, Grants,
    HandOverClaims, InvitationClaims, JoinClaims, KeyLabel, MasterRing, OrganisationClaims,
    ReceiptClaims, RecoveryClaims, ResumeClaims, Role, SecondFactorClaims, SessionClaims,
    UnsubscribeClaims, ZoneId, access_label, api_key_label, cancel_flow_label, fake_salt_label,
    function_label, hand_over_label, invitation_label, join_label, organisation_label,
    receipt_label, recovery_label, resume_label, second_factor_label, session_label,
    unsubscribe_label,
};

/// Made by another implementation, as are the others.
const TOKENS: &str = include_str!("../../../../tests/vectors/credential/tokens.json");
const REFUSALS: &str = include_str!("../../../../tests/vectors/credential/refusals.json");
const KEYS: &str = include_str!("../../../../tests/vectors/credential/keys.json");

#[derive(Deserialize)]
struct Tokens {
    now: UnixSeconds,
    tokens: Vec<TokenRow>,
}

#[derive(Deserialize)]
struct TokenRow {
    name: String,
    purpose: Purpose,
    label: String,
    claims: Value,
    token: String,
    previous_key_token: String,
}

#[derive(Deserialize)]
struct Refused {
    ring: String,
    purpose: Purpose,
    refusals: Vec<RefusalRow>,
}

#[derive(Deserialize)]
struct RefusalRow {
    name: String,
    token: String,
    now: UnixSeconds,
    error: String,
}

fn tokens() -> Tokens {
    serde_json::from_str(TOKENS).unwrap()
}

fn master() -> MasterRing {
    let keys: Value = serde_json::from_str(KEYS).unwrap();
    MasterRing::parse(keys["master"].as_str().unwrap()).unwrap()
}

fn labels() -> Vec<KeyLabel> {
    let (se, fr): (ZoneId, ZoneId) = ("se".parse().unwrap(), "fr".parse().unwrap());
    let mut labels = Vec::new();
    for zone in [&se, &fr] {
        labels.extend(Audience::ALL.iter().map(|audience| session_label(zone, *audience)));
        labels.extend(Function::ALL.iter().map(|function| function_label(zone, *function)));
        labels.extend([api_key_label(zone), invitation_label(zone), unsubscribe_label(zone)]);
        labels.extend([receipt_label(zone), fake_salt_label(zone), cancel_flow_label(zone)]);
        labels.extend([resume_label(zone), access_label(zone), second_factor_label(zone)]);
        labels.extend([recovery_label(zone), join_label(zone), organisation_label(zone)]);
        labels.extend(Audience::ALL.iter().map(|audience| hand_over_label(zone, *audience)));
    }
    labels
}

fn ring(label: &str) -> KeyRing {
    let label = labels().into_iter().find(|known| known.as_str() == label).unwrap();
    master().derive(&label)
}

/// What `ring` says of `token`: its claims as JSON, and the token made of them anew.
fn check(
    ring: &KeyRing,
    purpose: Purpose,
    token: &str,
    now: UnixSeconds,
) -> Result<(Value, String), CredentialError> {
    fn of<C: Claims>(
        ring: &KeyRing,
        token: &str,
        now: UnixSeconds,
    ) -> Result<(Value, String), CredentialError> {
        let claims: C = ring.verify(token, now)?;
        Ok((serde_json::to_value(&claims).unwrap(), ring.sign(&claims).unwrap()))
    }
    match purpose {
        Purpose::Session => of::<SessionClaims>(ring, token, now),
        Purpose::ApiKey => of::<ApiKeyClaims>(ring, token, now),
        Purpose::Invitation => of::<InvitationClaims>(ring, token, now),
        Purpose::Receipt => of::<ReceiptClaims>(ring, token, now),
        Purpose::Resume => of::<ResumeClaims>(ring, token, now),
        Purpose::Access => of::<AccessClaims>(ring, token, now),
        Purpose::HandOver => of::<HandOverClaims>(ring, token, now),
        Purpose::Join => of::<JoinClaims>(ring, token, now),
        Purpose::Organisation => of::<OrganisationClaims>(ring, token, now),
        Purpose::Recovery => of::<RecoveryClaims>(ring, token, now),
        Purpose::Unsubscribe => of::<UnsubscribeClaims>(ring, token, now),
        Purpose::CancelFlow => of::<CancelFlowClaims>(ring, token, now),
        Purpose::SecondFactor => of::<SecondFactorClaims>(ring, token, now),
    }
}

#[test]
fn published_tokens_verify_and_are_signed_alike() {
    let Tokens { now, tokens } = tokens();
    for row in tokens {
        let ring = ring(&row.label);
        let want = Ok((row.claims, row.token.clone()));
        assert_eq!(check(&ring, row.purpose, &row.token, now), want, "{}", row.name);
        // The previous key still verifies; the current one signs.
        let previous = check(&ring, row.purpose, &row.previous_key_token, now);
        assert_eq!(previous, want, "{}, previous key", row.name);
    }
}

#[test]
fn published_refusals_are_refused() {
    let refused: Refused = serde_json::from_str(REFUSALS).unwrap();
    let ring = KeyRing::parse(&refused.ring).unwrap();
    for row in refused.refusals {
        let want = match row.error.as_str() {
            "malformed" => CredentialError::Malformed,
            "forged" => CredentialError::Forged,
            "expired" => CredentialError::Expired,
            other => panic!("{other} is no error"),
        };
        let got = check(&ring, refused.purpose, &row.token, row.now);
        assert_eq!(got, Err(want), "{}", row.name);
    }
}

#[test]
fn every_purpose_covers_one_label() {
    let Tokens { now, tokens } = tokens();
    for row in tokens {
        for label in labels() {
            let ring = master().derive(&label);
            for purpose in Purpose::ALL {
                let right = label.as_str() == row.label && *purpose == row.purpose;
                let got = check(&ring, *purpose, &row.token, now).map(|_| ());
                let want = if right { Ok(()) } else { Err(CredentialError::Forged) };
                assert_eq!(got, want, "{} under {label} as {purpose}", row.name);
            }
        }
    }
}

#[test]
fn every_flipped_bit_is_refused() {
    let Tokens { now, tokens } = tokens();
    for row in tokens {
        let ring = ring(&row.label);
        for (index, byte) in row.token.bytes().enumerate() {
            for bit in 0..7 {
                let mut forged = row.token.clone().into_bytes();
                forged[index] = byte ^ (1 << bit);
                let forged = String::from_utf8(forged).unwrap();
                let got = check(&ring, row.purpose, &forged, now);
                let refused =
                    matches!(got, Err(CredentialError::Forged | CredentialError::Malformed));
                assert!(refused, "{}, byte {index}, bit {bit}", row.name);
            }
        }
    }
}

#[test]
fn every_other_spelling_of_the_tag_is_refused() {
    let Tokens { now, tokens } = tokens();
    let row = &tokens[3];
    let ring = ring(&row.label);
    let (signed, tag) = row.token.rsplit_once('.').unwrap();
    for index in 0..tag.len() {
        for other in (0..128).filter(|other| *other != tag.as_bytes()[index]) {
            let mut tag = tag.to_owned().into_bytes();
            tag[index] = other;
            let forged = format!("{signed}.{}", String::from_utf8(tag).unwrap());
            assert!(check(&ring, row.purpose, &forged, now).is_err(), "byte {index}, {other}");
        }
    }
}

#[test]
fn every_shortened_token_is_refused() {
    let Tokens { now, tokens } = tokens();
    for row in tokens {
        let ring = ring(&row.label);
        for bytes in 0..row.token.len() {
            let got = check(&ring, row.purpose, &row.token[..bytes], now);
            assert!(got.is_err(), "{}, {bytes} bytes", row.name);
        }
    }
}

fn invitation(exp: u64) -> InvitationClaims {
    InvitationClaims {
        jti: "inv-1".parse().unwrap(),
        survey: "sus".parse().unwrap(),
        zone: "se".parse().unwrap(),
        exp: UnixSeconds::new(exp),
    }
}

#[test]
fn a_token_holds_while_now_is_before_its_end() {
    let ring = ring("se/invitation/submit");
    for (name, exp, now, want) in [
        ("long before", 1000, 0, Ok(())),
        ("the last second", 1000, 999, Ok(())),
        ("at its end", 1000, 1000, Err(CredentialError::Expired)),
        ("after its end", 1000, 1001, Err(CredentialError::Expired)),
        ("the last time there is", u64::MAX, u64::MAX, Err(CredentialError::Expired)),
        ("no time at all", 0, 0, Err(CredentialError::Expired)),
    ] {
        let token = ring.sign(&invitation(exp)).unwrap();
        let got = ring.verify::<InvitationClaims>(&token, UnixSeconds::new(now)).map(|_| ());
        assert_eq!(got, want, "{name}");
    }
}

#[test]
fn rotation() {
    let texts: Vec<_> = (1..=3)
        .map(|number| {
            let kid = format!("k{number}").parse().unwrap();
            MasterRing::generate(kid, [number; 32]).to_config()
        })
        .collect();
    let join = |parts: &[usize]| {
        let parts: Vec<_> = parts.iter().map(|index| texts[*index].as_str()).collect();
        KeyRing::parse(&parts.join(",")).unwrap()
    };
    let token = join(&[0]).sign(&invitation(1000)).unwrap();
    for (name, ring, want) in [
        ("before", join(&[0]), Ok(())),
        ("the new key is known, the old one signs", join(&[0, 1]), Ok(())),
        ("the new key signs", join(&[1, 0]), Ok(())),
        ("the old key is gone", join(&[2, 1]), Err(CredentialError::Forged)),
    ] {
        let got = ring.verify::<InvitationClaims>(&token, UnixSeconds::new(0)).map(|_| ());
        assert_eq!(got, want, "{name}");
    }
    let after = join(&[1, 0]).sign(&invitation(1000)).unwrap();
    assert!(join(&[1]).verify::<InvitationClaims>(&after, UnixSeconds::new(0)).is_ok());
    assert!(join(&[0]).verify::<InvitationClaims>(&after, UnixSeconds::new(0)).is_err());
}

#[test]
fn a_session_is_addressed_to_one_audience_in_one_zone() {
    let Tokens { now, tokens } = tokens();
    let session: SessionClaims = ring("se/session/api").verify(&tokens[1].token, now).unwrap();
    for (name, zone, audience, want) in [
        ("its own", "se", Audience::Api, true),
        ("another audience", "se", Audience::Login, false),
        ("another zone", "fr", Audience::Api, false),
    ] {
        assert_eq!(session.addressed_to(&zone.parse().unwrap(), audience), want, "{name}");
    }
}

#[test]
fn what_does_not_fit_is_not_signed() {
    let ring = ring("se/api-key/api");
    let claims = |count, bytes: usize| {
        let scope = format!("survey:{}", "s".repeat(bytes)).parse().unwrap();
        let grants = vec![Grant { role: Role::PersonalDataOfficer, scope }; count];
        ApiKeyClaims {
            jti: "key-1".parse().unwrap(),
            ten: "demo".parse().unwrap(),
            zone: "se".parse().unwrap(),
            grants: Grants::try_from(grants).unwrap(),
            iat: UnixSeconds::new(0),
            exp: UnixSeconds::new(1000),
        }
    };
    for (name, count, bytes, want) in
        [("many short ones", 32, 8, true), ("many long ones", 32, 64, false)]
    {
        let claims = claims(count, bytes);
        let token = ring.sign(&claims);
        assert_eq!(token.is_ok(), want, "{name}");
        if let Ok(token) = token {
            assert_eq!(ring.verify(&token, UnixSeconds::new(0)), Ok(claims), "{name}");
        }
    }
}
