//! What shows that a mail that comes back was ours.

use base32ct::{Base32Unpadded, Encoding as _};
use credential::KeyRing;
use letter::{BounceTag, MailName, ReturnPath};

/// What the tags are for.
const USE: &str = "bounce";

/// Bytes of a tag: sixteen letters and digits of base32.
const TAG_BYTES: usize = 10;

/// The tag of a mail; none if it cannot be written, which does not happen.
pub(crate) fn tag(keys: &KeyRing, mail: &MailName) -> Option<BounceTag> {
    let made = keys.mac(USE, mail.as_str().as_bytes());
    Base32Unpadded::encode_string(made.get(..TAG_BYTES)?).parse().ok()
}

/// Whether a return path is one that we gave a mail. It takes as long whatever the answer.
pub(crate) fn is_ours(keys: &KeyRing, path: &ReturnPath) -> bool {
    let tag = Base32Unpadded::decode_vec(path.tag.as_str()).unwrap_or_default();
    tag.len() == TAG_BYTES && keys.has_made_short(USE, path.mail.as_str().as_bytes(), &tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    #[test]
    fn only_who_has_the_key_can_give_a_mail_back() {
        let old = KeyRing::parse(&format!("k1:{KEY}")).unwrap();
        let both = KeyRing::parse(&format!("k2:{}A,k1:{KEY}", &KEY[1..])).unwrap();
        let new = KeyRing::parse(&format!("k2:{}A", &KEY[1..])).unwrap();
        let domain = "mail.example".parse().unwrap();
        let mail: MailName = "01932c07-209e-7cde-8c1d-3f2a1b4c5d6e".parse().unwrap();
        let tag = tag(&old, &mail).unwrap();
        assert_eq!(tag.as_str().len(), 16);
        let short = tag.as_str()[8..].to_owned();
        let address = ReturnPath { mail, tag }.address(&domain);
        for (name, address, keys, want) in [
            ("as it was sent", address.clone(), &old, true),
            ("in capitals", address.to_uppercase(), &old, true),
            ("after the key was changed", address.clone(), &both, true),
            ("when that key is gone", address.clone(), &new, false),
            ("of another mail", address.replace("01932c07", "01932c08"), &old, false),
            ("with a shorter tag", address.replace(&short, ""), &old, false),
        ] {
            let path = ReturnPath::read(&address, &domain);
            assert_eq!(path.is_some_and(|path| is_ours(keys, &path)), want, "{name}: {address}");
        }
        // Every letter of it counts.
        let path = ReturnPath::read(&address, &domain).unwrap();
        for at in 0..16 {
            let mut letters: Vec<char> = path.tag.as_str().chars().collect();
            letters[at] = if letters[at] == 'a' { 'b' } else { 'a' };
            let tag: String = letters.into_iter().collect();
            let other = ReturnPath { mail: path.mail.clone(), tag: tag.parse().unwrap() };
            assert!(!is_ours(&old, &other), "{tag}");
        }
    }
}
