use http::Method;
use survey::{FileId, ResponseId};

use crate::{Operation, Refusal, Target};

/// Every operation, with the path of something that is there or might be.
fn all_paths() -> impl Iterator<Item = (Operation, String)> {
    Operation::ALL.iter().map(|operation| {
        let named = operation.pattern().split('/').map(|segment| match segment {
            "{badge}" => "abcdefgh01234567".to_owned(),
            "{contact}" => "0123456789abcdef".repeat(2),
            "{file}" => FileId::new(0, &[8; 10]).to_string(),
            "{platform}" => "shopify".to_owned(),
            "{response}" => ResponseId::new(0, &[7; 10]).to_string(),
            name => name.trim_matches(['{', '}']).to_owned(),
        });
        (*operation, named.collect::<Vec<_>>().join("/"))
    })
}

#[test]
fn every_target_is_read_from_what_it_prints() {
    for (operation, path) in all_paths() {
        let target = Target::read(&operation.method(), &path).expect(&path);
        assert_eq!((target.operation(), target.path()), (operation, path));
        assert_eq!(target.method(), operation.method());
        assert_eq!(Target::read(&Method::PATCH, &target.path()), Err(Refusal::Method));
    }
}

#[test]
fn paths_that_are_not_there() {
    for path in [
        "/",
        "/v1",
        "/v1/",
        "/v1/surveys/",
        "/v1/surveys/Sus",
        "/v1/surveys/sus/responses/1",
        "/v1/surveys/sus/responses/01932c07-209e-7cde-8c1d-3f2a1b4c5d6e/x",
        "/v1/surveys/sus/responses/01932c07-209e-7cde-8c1d-3f2a1b4c5d6e/files/1",
        "/v2/surveys",
    ] {
        assert_eq!(Target::read(&Method::GET, path), Err(Refusal::Path), "{path}");
    }
}
