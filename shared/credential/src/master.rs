//! The secret from which every other key is derived.

use core::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::key::{KEY_BYTES, Key, KeyList};
use crate::{InvalidKeyRing, KeyId, KeyLabel, KeyRing};

/// What stands before the label in the derivation; the number is that of the scheme.
const INFO_PREFIX: &str = "nordsvar/1/";

/// The master keys, current and previous. Only the operator holds them: a function is handed the
/// rings derived for its own labels, from which neither the master nor another ring follows.
///
/// As configuration it is the same text as a [`KeyRing`]. It is overwritten when it is dropped.
#[derive(Clone)]
pub struct MasterRing(KeyList);

impl MasterRing {
    /// A ring of one key named `kid`. `random` must come from the host's secure source.
    #[must_use]
    pub fn generate(kid: KeyId, random: [u8; KEY_BYTES]) -> Self {
        Self(KeyList::of_one(Key::new(kid, Zeroizing::new(random))))
    }

    /// Reads what [`Self::to_config`] wrote.
    ///
    /// # Errors
    ///
    /// [`InvalidKeyRing`]; white space around the text is not taken.
    pub fn parse(raw: &str) -> Result<Self, InvalidKeyRing> {
        KeyList::parse(raw).map(Self)
    }

    /// The ring as configuration holds it. It is the secret itself.
    #[must_use]
    pub fn to_config(&self) -> Zeroizing<String> {
        self.0.to_config()
    }

    /// The ring for `label`, with the same key names in the same order.
    ///
    /// Each key is HKDF-SHA-256 (RFC 5869) of the master key with an empty salt and the info
    /// `nordsvar/1/<label>`.
    #[must_use]
    pub fn derive(&self, label: &KeyLabel) -> KeyRing {
        KeyRing::from_keys(self.0.map(|master| derived(master, label)))
    }
}

#[expect(clippy::expect_used, reason = "HKDF-SHA-256 gives up to 8160 bytes; 32 are asked for")]
fn derived(master: &Key, label: &KeyLabel) -> Key {
    let mut secret = Zeroizing::new([0; KEY_BYTES]);
    Hkdf::<Sha256>::new(None, master.secret())
        .expand_multi_info(&[INFO_PREFIX.as_bytes(), label.as_str().as_bytes()], secret.as_mut())
        .expect("32 bytes are within what HKDF gives");
    Key::new(master.id().clone(), secret)
}

impl fmt::Debug for MasterRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterRing(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use base64ct::{Base64UrlUnpadded, Encoding};
    use serde::Deserialize;

    use super::*;
    use crate::{
        Audience, Function, FunctionKeys, ZoneId, access_label, api_key_label, bounce_label,
        cancel_flow_label, factor_secret_label, fake_salt_label, function_label, hand_over_label,
        identity_secret_label, identity_state_label, invitation_label, join_label,
        organisation_label, outbox_label, personal_label, receipt_label, recovery_label,
        resume_label, second_factor_label, session_label, state_label, unsubscribe_label,
    };

    /// The published derivation, made by another implementation.
    const KEYS: &str = include_str!("../../../tests/vectors/credential/keys.json");

    #[derive(Deserialize)]
    struct Published {
        master: String,
        rings: BTreeMap<String, String>,
        function_keys: String,
        mac: MacRow,
    }

    #[derive(Deserialize)]
    struct MacRow {
        label: String,
        context: String,
        text: String,
        base64url: String,
    }

    fn published() -> (Published, MasterRing) {
        let keys: Published = serde_json::from_str(KEYS).unwrap();
        let master = MasterRing::parse(&keys.master).unwrap();
        (keys, master)
    }

    fn labels() -> Vec<KeyLabel> {
        let (se, fr): (ZoneId, ZoneId) = ("se".parse().unwrap(), "fr".parse().unwrap());
        let mut labels = vec![
            session_label(&se, Audience::Login),
            session_label(&se, Audience::Api),
            session_label(&se, Audience::Zone),
            session_label(&se, Audience::Tool),
            session_label(&se, Audience::StoreEvaluator),
            session_label(&se, Audience::DeliveryControl),
            session_label(&se, Audience::StayEvaluator),
            session_label(&se, Audience::WhyCancel),
            session_label(&fr, Audience::Login),
            api_key_label(&se),
            invitation_label(&se),
            invitation_label(&fr),
            unsubscribe_label(&se),
            cancel_flow_label(&se),
            receipt_label(&se),
            state_label(&se),
            fake_salt_label(&se),
            resume_label(&se),
            access_label(&se),
            second_factor_label(&se),
            factor_secret_label(&se),
            outbox_label(&se),
            bounce_label(&se),
            recovery_label(&se),
            hand_over_label(&se, Audience::Zone),
            hand_over_label(&se, Audience::Tool),
            hand_over_label(&se, Audience::StoreEvaluator),
            hand_over_label(&se, Audience::DeliveryControl),
            hand_over_label(&se, Audience::StayEvaluator),
            hand_over_label(&se, Audience::WhyCancel),
            join_label(&se),
            organisation_label(&se),
            identity_secret_label(&se),
            identity_state_label(&se),
            personal_label(&se),
        ];
        labels.extend(Function::deployed().map(|function| function_label(&se, function)));
        labels
    }

    #[test]
    fn each_label_has_the_published_keys() {
        let (mut keys, master) = published();
        for label in labels() {
            let want = keys.rings.remove(label.as_str()).unwrap();
            assert_eq!(*master.derive(&label).to_config(), want, "{label}");
        }
        assert_eq!(keys.rings, BTreeMap::new(), "labels that nothing derives");
    }

    #[test]
    fn function_keys_are_derived_for_every_function() {
        let (keys, master) = published();
        let derived = FunctionKeys::derived(&master, &"se".parse().unwrap());
        assert_eq!(*derived.to_config(), keys.function_keys);
        assert!(!derived.to_config().contains(Function::Clinic.as_str()), "it is the tests' own");
        let read = FunctionKeys::parse(&keys.function_keys).unwrap();
        assert_eq!(*read.to_config(), keys.function_keys);
    }

    #[test]
    fn macs_are_the_published_ones() {
        let (keys, _) = published();
        let ring = KeyRing::parse(&keys.rings[&keys.mac.label]).unwrap();
        let mac = ring.mac(&keys.mac.context, keys.mac.text.as_bytes());
        assert_eq!(Base64UrlUnpadded::encode_string(&mac), keys.mac.base64url);
        assert_ne!(mac, ring.mac("other", keys.mac.text.as_bytes()));
        assert_ne!(mac, ring.mac(&keys.mac.context, b"other"));
    }

    #[test]
    fn a_generated_ring_is_its_random_bytes() {
        let master = MasterRing::generate("k1".parse().unwrap(), [7; 32]);
        let text = master.to_config();
        assert_eq!(*text, format!("k1:{}", Base64UrlUnpadded::encode_string(&[7; 32])));
        assert_eq!(*MasterRing::parse(&text).unwrap().to_config(), *text);
    }

    #[test]
    fn nothing_prints_a_key() {
        let (keys, master) = published();
        let ring = master.derive(&fake_salt_label(&"se".parse().unwrap()));
        let functions = FunctionKeys::parse(&keys.function_keys).unwrap();
        for (printed, want) in [
            (format!("{master:?} {master:#?}"), "MasterRing(..) MasterRing(..)"),
            (format!("{ring:?} {ring:#?}"), "KeyRing(..) KeyRing(..)"),
            (format!("{functions:?} {functions:#?}"), "FunctionKeys(..) FunctionKeys(..)"),
        ] {
            assert_eq!(printed, want);
        }
        let refused = KeyRing::parse(&format!("{}x", keys.master)).unwrap_err();
        let secret = keys.master.split(':').next_back().unwrap();
        assert!(!format!("{refused:?} {refused}").contains(&secret[..8]));
    }
}
