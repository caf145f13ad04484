//! Tests of the table.

use super::*;

#[test]
fn slugs_are_sorted_unique_and_found_again() {
    let slugs: Vec<_> = Kind::ALL.iter().map(|kind| kind.slug()).collect();
    let mut sorted = slugs.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(slugs, sorted);
    for kind in Kind::ALL {
        assert_eq!(Kind::from_slug(kind.slug()), Some(*kind), "{}", kind.slug());
        assert!(kind.status().as_u16() >= 400, "{}", kind.slug());
    }
}
