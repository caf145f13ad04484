//! What docs/openapi.yaml says of failures.

use std::fs;

use problem::Kind;

use crate::manifest::root;

/// How a failure is told that has a status of its own.
const FAILURE: &str = "{ $ref: '#/components/responses/Problem', description: '";

/// The status and the slugs of a line that tells a failure.
fn failure(line: &str) -> Option<(u16, Vec<&str>)> {
    let (status, rest) = line.trim().strip_prefix('\'')?.split_once("': ")?;
    let told = rest.strip_prefix(FAILURE)?;
    let quoted = told.split('`').skip(1).step_by(2);
    Some((status.parse().unwrap(), quoted.collect()))
}

#[test]
fn each_failure_that_the_api_description_names_there_is_with_that_status() {
    let text = fs::read_to_string(root().join("docs/openapi.yaml")).unwrap();
    let mut named = 0;
    for (status, slugs) in text.lines().filter_map(failure) {
        let known: Vec<_> = slugs
            .iter()
            .filter_map(|slug| Kind::ALL.iter().find(|kind| kind.slug() == *slug))
            .collect();
        assert!(!known.is_empty(), "{status} names no kind: {slugs:?}");
        for kind in known {
            assert_eq!(kind.status().as_u16(), status, "{}", kind.slug());
            named += 1;
        }
        let unknown = slugs
            .iter()
            .find(|slug| slug.contains('-') && Kind::ALL.iter().all(|kind| kind.slug() != **slug));
        assert_eq!(unknown, None, "no kind");
    }
    assert!(named > 15, "{named}");
}
