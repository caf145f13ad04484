//! What the standard library does fast and in much code, done in little: it is linked into every
//! function, where size is start-up time.

use std::collections::BinaryHeap;

use serde_json::{Map, Value};

/// Values in their order. The library's sorts are several kilobytes for each type.
pub(crate) fn in_order<T: Ord>(values: Vec<T>) -> Vec<T> {
    BinaryHeap::from(values).into_sorted_vec()
}

/// The things in the order of their keys; those of the same key stay as they are.
pub(crate) fn in_order_of<T, K: Ord>(things: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let keys = things.iter().enumerate().map(|(index, thing)| (key(thing), index)).collect();
    let mut things: Vec<_> = things.into_iter().map(Some).collect();
    let places = in_order(keys).into_iter();
    places.filter_map(|(_, index)| things.get_mut(index)?.take()).collect()
}

/// An object of these members. Collecting them would sort them first.
pub(crate) fn object(members: impl Iterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name, value);
    }
    object
}

/// A value as JSON. Its `to_string` can write over many lines too, and brings the code for that.
#[must_use]
pub fn json_text(value: &Value) -> String {
    // Values have no keys but texts, so that they can always be written.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders() {
        assert_eq!(in_order(vec![3, 1, 2, 1]), [1, 1, 2, 3]);
        let things = vec![("b", 0), ("a", 1), ("b", 2), ("a", 3)];
        let sorted = in_order_of(things, |(name, _)| *name);
        assert_eq!(sorted, [("a", 1), ("a", 3), ("b", 0), ("b", 2)]);
    }
}
