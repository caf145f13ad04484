//! What is published of the format itself.

use tests::platform;

#[test]
fn the_schema_of_definitions_is_there_for_all() {
    let platform = platform();
    let answer = platform.site.get("/api/v1/survey.schema.json").send().expect(200);
    assert_eq!(answer.header("content-type"), "application/schema+json");
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let schema = answer.json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}
