#[test]
fn corpus() {
    let mut bad = 0;
    let mut n = 0;
    for entry in std::fs::read_dir("../../tests/vectors/corpus").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().map_or(true, |e| e != "json") {
            continue;
        }
        let json: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        for case in json["cases"].as_array().unwrap() {
            n += 1;
            match survey::model::Definition::compile(&case["definition"]) {
                Ok(compiled) => {
                    let printed = survey::model::Definition::print(&compiled);
                    let again = survey::model::Definition::compile(&printed);
                    if again.as_ref().ok() != Some(&compiled) {
                        bad += 1;
                        println!(
                            "NOT IDEMPOTENT {} {}: {:?}\n{printed}",
                            path.display(),
                            case["name"],
                            again.err()
                        );
                    }
                }
                Err(problems) => {
                    bad += 1;
                    println!(
                        "{} {}: {:?}",
                        path.file_name().unwrap().display(),
                        case["name"],
                        problems
                            .iter()
                            .map(|p| format!("{} {}", p.path, p.reason))
                            .collect::<Vec<_>>()
                    );
                }
            }
        }
    }
    panic!("{bad} of {n}");
}
