//! baseline.
fn main() {}
