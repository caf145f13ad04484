//! Writes the JSON Schema of definitions: `cargo run -p survey --example schema`.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/survey.schema.json");
    std::fs::write(file, survey::json_schema_text())
}
