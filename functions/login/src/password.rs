//! Hashing a password.

use argon2::{Algorithm, Argon2, Params, Version};
use contract::message::{PasswordParameters, Secret};
use problem::{Kind, Problem};
use zeroize::Zeroizing;

/// The most memory that is taken for one password: what an edge isolate can spare.
const MAX_MEMORY_KIB: u32 = 64 * 1024;

/// The longest password, in bytes.
const MAX_PASSWORD_BYTES: usize = 1024;

/// A password as it was typed.
pub(crate) struct Password(Zeroizing<String>);

impl Password {
    /// A password of 1 to 1024 bytes.
    pub(crate) fn new(typed: String) -> Option<Self> {
        let typed = Zeroizing::new(typed);
        if (1..=MAX_PASSWORD_BYTES).contains(&typed.len()) { Some(Self(typed)) } else { None }
    }

    /// What Argon2id (RFC 9106) makes of it.
    pub(crate) fn proof(&self, parameters: &PasswordParameters) -> Result<Secret<32>, Problem> {
        let PasswordParameters { salt, memory_kib, passes, lanes } = parameters;
        if *memory_kib > MAX_MEMORY_KIB {
            return Err(Problem::new(Kind::Internal).with_cause("an account wants too much memory"));
        }
        let failed = |error: argon2::Error| Problem::new(Kind::Internal).with_cause(error);
        let params = Params::new(*memory_kib, *passes, *lanes, Some(32)).map_err(failed)?;
        let mut proof = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(self.0.as_bytes(), salt.expose(), &mut proof)
            .map_err(failed)?;
        Ok(Secret::new(proof))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(memory_kib: u32) -> PasswordParameters {
        PasswordParameters { salt: Secret::new([2; 16]), memory_kib, passes: 1, lanes: 1 }
    }

    #[test]
    fn proofs_differ_by_password_and_salt() {
        let proof = |typed: &str, parameters: &PasswordParameters| {
            *Password::new(typed.to_owned()).unwrap().proof(parameters).unwrap().expose()
        };
        let salted = PasswordParameters { salt: Secret::new([3; 16]), ..parameters(64) };
        assert_eq!(proof("a", &parameters(64)), proof("a", &parameters(64)));
        assert_ne!(proof("a", &parameters(64)), proof("b", &parameters(64)));
        assert_ne!(proof("a", &parameters(64)), proof("a", &salted));
    }

    #[test]
    fn passwords_and_parameters_are_bounded() {
        assert!(Password::new(String::new()).is_none());
        assert!(Password::new("a".repeat(1025)).is_none());
        let password = Password::new("a".to_owned()).unwrap();
        assert!(password.proof(&parameters(MAX_MEMORY_KIB + 1)).is_err());
        assert!(password.proof(&parameters(1)).is_err());
    }
}
