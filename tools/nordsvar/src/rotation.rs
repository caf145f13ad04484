//! Rotating keys, in three steps, so that nobody is signed out: a key is known everywhere before
//! anybody signs with it, and it is known for as long as what it signed is to hold.

use crate::operator::random;
use anyhow::{Context as _, Result, bail, ensure};
use credential::MasterRing;
use zeroize::Zeroizing;

/// Where a rotation stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stage {
    /// The key that signs.
    pub current: String,
    /// The key that will, and verifies already.
    pub next: Option<String>,
    /// Those that did, and verify still.
    pub previous: Vec<String>,
}

/// Where the rotation of `master` stands.
///
/// # Errors
///
/// If a key is not called `k` and a number.
pub fn stage(master: &MasterRing) -> Result<Stage> {
    let text = master.to_config();
    let mut names = text.split(',').map(|entry| name(entry).to_owned());
    let current = names.next().context("a ring has a key")?;
    let (mut next, mut previous) = (None, Vec::new());
    for other in names {
        if number(&other)? > number(&current)? {
            next = Some(other);
        } else {
            previous.push(other);
        }
    }
    Ok(Stage { current, next, previous })
}

/// Adds a key that verifies and does not sign yet.
///
/// # Errors
///
/// If there is one already, or the ring is full.
pub fn prepare(master: &MasterRing) -> Result<MasterRing> {
    let Stage { current, next, previous } = stage(master)?;
    if let Some(next) = next {
        bail!("{next} is prepared already; when every function has it, run `rotate switch`");
    }
    ensure!(previous.len() < 7, "there are seven previous keys; run `rotate finish` first");
    let kid = format!("k{}", number(&current)? + 1);
    let fresh = MasterRing::generate(kid.parse().context("not a key's name")?, random()?);
    let (text, fresh) = (master.to_config(), fresh.to_config());
    read(&[&text, &fresh])
}

/// Has the prepared key sign; what signed until now verifies still.
///
/// # Errors
///
/// If none is prepared.
pub fn switch(master: &MasterRing) -> Result<MasterRing> {
    let next = stage(master)?.next.context("no key is prepared; run `rotate prepare` first")?;
    let text = master.to_config();
    let (new, old): (Vec<_>, Vec<_>) = text.split(',').partition(|entry| name(entry) == next);
    read(&[new, old].concat())
}

/// Takes all previous keys away.
///
/// # Errors
///
/// If there is none, or another rotation has begun.
pub fn finish(master: &MasterRing) -> Result<MasterRing> {
    let Stage { current, next, previous } = stage(master)?;
    ensure!(next.is_none(), "another rotation has begun; run `rotate switch` first");
    ensure!(!previous.is_empty(), "there is no previous key; nothing was rotated");
    let text = master.to_config();
    read(&text.split(',').filter(|entry| name(entry) == current).collect::<Vec<_>>())
}

fn name(entry: &str) -> &str {
    entry.split(':').next().unwrap_or_default()
}

fn number(name: &str) -> Result<u32> {
    let number = name.strip_prefix('k').and_then(|number| number.parse().ok());
    number.with_context(|| format!("the key {name} is not called k and a number"))
}

fn read(entries: &[&str]) -> Result<MasterRing> {
    // Room for all of it at once: text that grows leaves copies of itself behind.
    let bytes = entries.iter().map(|entry| entry.len() + 1).sum();
    let mut text = Zeroizing::new(String::with_capacity(bytes));
    for entry in entries {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(entry);
    }
    MasterRing::parse(&text).context("the ring would hold too many keys")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_before_it_signs_and_after() {
        let first = MasterRing::generate("k1".parse().unwrap(), [7; 32]);
        let stands = |master: &MasterRing| {
            let Stage { current, next, previous } = stage(master).unwrap();
            (current, next, previous)
        };
        let (one, two) = ("k1".to_owned(), "k2".to_owned());
        assert!(switch(&first).is_err() && finish(&first).is_err());
        let prepared = prepare(&first).unwrap();
        assert_eq!(stands(&prepared), (one.clone(), Some(two.clone()), vec![]));
        assert!(prepare(&prepared).is_err() && finish(&prepared).is_err());
        let switched = switch(&prepared).unwrap();
        assert_eq!(stands(&switched), (two.clone(), None, vec![one]));
        let finished = finish(&switched).unwrap();
        assert_eq!(stands(&finished), (two, None, vec![]));
        assert!(!finished.to_config().contains("BwcHBw"), "the old key is gone");
    }

    #[test]
    fn as_many_are_kept_as_a_ring_holds() {
        let mut master = MasterRing::generate("k1".parse().unwrap(), [7; 32]);
        for _ in 0..7 {
            master = switch(&prepare(&master).unwrap()).unwrap();
        }
        assert!(prepare(&master).unwrap_err().to_string().contains("rotate finish"));
        assert!(stage(&finish(&master).unwrap()).unwrap().previous.is_empty());
    }
}
