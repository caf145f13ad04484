//! Random orders.

use super::Interview;

/// Puts things in an order of the seed's own: the same for the same seed, each as likely.
pub(super) fn shuffle<T>(things: &mut [T], seed: u64) {
    let mut state = seed;
    for end in (1..things.len()).rev() {
        let bound = u64::try_from(end).unwrap_or(u64::MAX).saturating_add(1);
        let at = usize::try_from(draw(&mut state) % bound).unwrap_or(0);
        things.swap(at, end);
    }
}

/// A number that nobody can tell from a random one: `SplitMix64` (Steele, Lea, Flood, 2014).
const fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The seed of one list of a response: from the response's own and what the list is of.
pub(super) fn seed_of(seed: u64, name: &str) -> u64 {
    // FNV-1a, 64 bits (Fowler, Noll, Vo).
    name.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Interview<'_> {
    /// Puts what stands in a page or panel in its order.
    pub(super) fn order_children(&mut self, id: usize) {
        let Some(group) = self.group(id) else { return };
        let outer = self.around(id).filter_map(|id| self.group(id)).map(|group| group.order);
        let survey = core::iter::once(self.definition.settings.order);
        let order = core::iter::once(group.order)
            .chain(outer)
            .chain(survey)
            .find(|order| *order != crate::model::Order::Inherited);
        if order == Some(crate::model::Order::Random) {
            let seed = seed_of(self.circumstances.seed, &group.name);
            self.change(id, |node| shuffle(&mut node.children, seed));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_repeated_and_fair() {
        let order = |seed| {
            let mut list = [0, 1, 2, 3];
            shuffle(&mut list, seed);
            list
        };
        assert_eq!(order(7), order(7));
        let mut seen: Vec<_> = (0..2000).map(|seed| order(seed_of(seed, "q"))).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 24, "each order comes up");
        assert_ne!(seed_of(1, "a"), seed_of(1, "b"));
        assert_ne!(seed_of(1, "a"), seed_of(2, "a"));
    }
}
