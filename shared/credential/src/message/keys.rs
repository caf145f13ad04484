//! The keys of every function that may call.

use core::fmt;

use zeroize::Zeroizing;

use crate::key::Key;
use crate::{Function, KeyId, KeyRing, MasterRing, ZoneId, function_label};

/// The rings of all functions that may call. Storage holds all of them; who is called by one function, that one.
///
/// As configuration it is `<function>=<ring>`, with semicolons between.
#[derive(Clone)]
pub struct FunctionKeys(Vec<(Function, KeyRing)>);

/// The text is not a list of functions with their rings, or it names a function twice.
///
/// It says nothing about the text, since that holds keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("function keys are <function>=<key ring>, one or more with semicolons between")]
pub struct InvalidFunctionKeys;

impl FunctionKeys {
    /// Reads the rings from configuration. A function that is not among them cannot call.
    ///
    /// # Errors
    ///
    /// [`InvalidFunctionKeys`]; white space around the text is not taken.
    pub fn parse(raw: &str) -> Result<Self, InvalidFunctionKeys> {
        let mut rings: Vec<(Function, KeyRing)> = Vec::with_capacity(Function::ALL.len());
        for entry in raw.split(';') {
            let (function, ring) = entry.split_once('=').ok_or(InvalidFunctionKeys)?;
            let function = function.parse().map_err(|_| InvalidFunctionKeys)?;
            let ring = KeyRing::parse(ring).map_err(|_| InvalidFunctionKeys)?;
            if rings.iter().any(|(known, _)| *known == function) {
                return Err(InvalidFunctionKeys);
            }
            rings.push((function, ring));
        }
        Ok(Self(rings))
    }

    /// The ring of one function, for those whom only one calls.
    #[must_use]
    pub fn of_one(function: Function, ring: KeyRing) -> Self {
        Self(vec![(function, ring)])
    }

    /// The rings of every function that is deployed, derived for `zone`.
    #[must_use]
    pub fn derived(master: &MasterRing, zone: &ZoneId) -> Self {
        let ring = |function| master.derive(&function_label(zone, function));
        Self(Function::deployed().map(|function| (function, ring(function))).collect())
    }

    /// The rings as configuration holds them. It is the secret itself.
    #[must_use]
    pub fn to_config(&self) -> Zeroizing<String> {
        let rings: Vec<_> = self.0.iter().map(|(name, ring)| (name, ring.to_config())).collect();
        let bytes = rings.iter().map(|(name, ring)| name.as_str().len() + ring.len() + 2).sum();
        // Room for all of it at once: text that grows leaves copies of itself behind.
        let mut text = Zeroizing::new(String::with_capacity(bytes));
        for (name, ring) in &rings {
            if !text.is_empty() {
                text.push(';');
            }
            text.extend([name.as_str(), "=", ring.as_str()]);
        }
        text
    }

    /// The key `kid` of `function`.
    pub(super) fn find(&self, function: Function, kid: &KeyId) -> Option<&Key> {
        let (_, ring) = self.0.iter().find(|(name, _)| *name == function)?;
        ring.keys().find(|key| key.id() == kid)
    }
}

impl fmt::Debug for FunctionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FunctionKeys(..)")
    }
}
