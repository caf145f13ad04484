//! What passkeys answer: challenges that storage makes, keeps nothing of, and knows again.

use contract::message::Octets;
use credential::{KeyRing, UnixSeconds};
use passkey::ClientData;
use problem::Problem;
use sha2::{Digest as _, Sha256};
use store::{AnsweredChallenge, Login};

use crate::context::Context;
use crate::second_factor::random;

/// How long a challenge may be answered, in seconds.
const ANSWERED_SECONDS: u64 = 5 * 60;

const RANDOM_BYTES: usize = 24;

/// What a challenge is for: no answer to one counts as an answer to another.
#[derive(Clone, Copy)]
pub(crate) enum Purpose<'a> {
    /// To add a passkey to an account.
    Add(&'a Login),
    /// To sign in with nothing else. It is everybody's.
    SignIn,
    /// To show a second factor of an account.
    SecondFactor(&'a Login),
}

impl Purpose<'_> {
    /// For what, and for whom. Nothing that was begun before an epoch ended is for the next one.
    fn about(self) -> (&'static str, String) {
        let account = |login: &Login| format!("{} {} {}", login.tenant, login.user, login.epoch);
        match self {
            Self::Add(login) => ("passkey-add", account(login)),
            Self::SignIn => ("passkey-sign-in", String::new()),
            Self::SecondFactor(login) => ("passkey-second-factor", account(login)),
        }
    }

    fn signed(self, drawn_and_ends: &[u8]) -> (&'static str, Vec<u8>) {
        let (label, account) = self.about();
        (label, [drawn_and_ends, account.as_bytes()].concat())
    }
}

/// A new challenge: random bytes, when it ends, and a tag over these and what it is for.
pub(crate) fn new(context: &Context<'_>, purpose: Purpose<'_>) -> Result<Octets, Problem> {
    let ends = context.now.seconds().saturating_add_seconds(ANSWERED_SECONDS);
    let drawn: [u8; RANDOM_BYTES] = random(context)?;
    Ok(made(&context.settings.second_factor_keys, purpose, &drawn, ends).into())
}

fn made(keys: &KeyRing, purpose: Purpose<'_>, drawn: &[u8], ends: UnixSeconds) -> Vec<u8> {
    let begun = [drawn, &ends.get().to_be_bytes()].concat();
    let (label, signed) = purpose.signed(&begun);
    [begun.as_slice(), &keys.mac(label, &signed)].concat()
}

/// The challenge that a browser says was answered, if it is one of ours, for this, and not over. Whether
/// it was answered before is decided where the answer comes to something.
pub(crate) fn answered(
    context: &Context<'_>,
    purpose: Purpose<'_>,
    client: &ClientData,
) -> Option<AnsweredChallenge> {
    let keys = &context.settings.second_factor_keys;
    let expires = ends(keys, purpose, client.challenge())?;
    let hash = Sha256::digest(client.challenge()).into();
    (context.now.seconds() < expires).then_some(AnsweredChallenge { hash, expires })
}

/// When a challenge ends, if it is one of ours for this.
fn ends(keys: &KeyRing, purpose: Purpose<'_>, challenge: &[u8]) -> Option<UnixSeconds> {
    let (begun, tag) = challenge.split_at_checked(RANDOM_BYTES + 8)?;
    let (_, ends) = begun.split_last_chunk()?;
    let (label, signed) = purpose.signed(begun);
    keys.has_made(label, &signed, tag).then(|| UnixSeconds::new(u64::from_be_bytes(*ends)))
}

#[cfg(test)]
mod tests {
    use contract::message::{PasswordParameters, Secret};
    use credential::Grants;

    use super::*;

    fn login(user: &str, epoch: u32) -> Login {
        let parameters =
            PasswordParameters { salt: Secret::new([0; 16]), memory_kib: 8, passes: 1, lanes: 1 };
        Login {
            email: "anna@example.com".parse().unwrap(),
            organisation: "Acme AB".to_owned(),
            is_suspended: false,
            until: None,
            factor_required: false,
            user: user.parse().unwrap(),
            tenant: "acme".parse().unwrap(),
            epoch,
            grants: Grants::default(),
            parameters,
            verifier: Secret::new([0; 32]),
        }
    }

    #[test]
    fn challenges_are_for_one_thing() {
        let keys = KeyRing::parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").unwrap();
        let other = KeyRing::parse("k2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8").unwrap();
        let (anna, later, bo) = (login("anna", 1), login("anna", 2), login("bo", 1));
        let all = [
            Purpose::Add(&anna),
            Purpose::Add(&later),
            Purpose::Add(&bo),
            Purpose::SignIn,
            Purpose::SecondFactor(&anna),
            Purpose::SecondFactor(&later),
            Purpose::SecondFactor(&bo),
        ];
        let until = UnixSeconds::new(1000);
        for (at, purpose) in all.into_iter().enumerate() {
            let challenge = made(&keys, purpose, &[7; RANDOM_BYTES], until);
            assert_eq!(challenge.len(), 64);
            for (place, asked) in all.into_iter().enumerate() {
                let want = (at == place).then_some(until);
                assert_eq!(ends(&keys, asked, &challenge), want, "{at} {place}");
            }
            assert_eq!(ends(&other, purpose, &challenge), None);
            for flipped in 0..challenge.len() {
                let mut altered = challenge.clone();
                altered[flipped] ^= 1;
                assert_eq!(ends(&keys, purpose, &altered), None, "{flipped}");
            }
            for length in 0..challenge.len() {
                assert_eq!(ends(&keys, purpose, &challenge[..length]), None, "{length}");
            }
        }
    }
}
