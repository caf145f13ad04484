use super::*;

fn names(keys: &Keys, component: Component) -> Vec<&'static str> {
    let variables = keys.variables(component, ("http://127.0.0.1:1", "http://localhost:1"));
    variables.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn the_secret_is_made_once_and_each_component_gets_its_own_part() {
    let folder = std::env::temp_dir().join(format!("nordsvar-keys-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let first = Keys::open(&folder, "se".parse().unwrap()).unwrap();
    let again = Keys::open(&folder, "se".parse().unwrap()).unwrap();
    assert_eq!(
        *first.function(Function::Api).to_config(),
        *again.function(Function::Api).to_config()
    );
    let submit = [
        "zone",
        "storage_url",
        "submit_key",
        "receipt_keys",
        "invitation_keys",
        "unsubscribe_keys",
        "state_keys",
    ];
    assert_eq!(names(&first, Component::Submit), submit);
    assert!(!names(&first, Component::Storage).contains(&"storage_url"));
    for asked in [Component::Storage, Component::Courier, Component::Identity] {
        assert!(names(&first, asked).contains(&"login_url"), "{}", asked.name());
    }
    for component in Component::EDGE {
        for kept in [
            "function_keys",
            "resume_keys",
            "access_keys",
            "second_factor_keys",
            "factor_secret_keys",
            "outbox_keys",
            "personal_keys",
            "recovery_keys",
            "join_keys",
            "organisation_keys",
            "identity_secret_keys",
            "cancel_flow_keys",
            "identity_state_keys",
            "bounce_key",
        ] {
            assert!(!names(&first, component).contains(&kept), "{}", component.name());
        }
    }
    fs::write(folder.join("master.key"), "k1:short").unwrap();
    let damaged = Keys::open(&folder, "se".parse().unwrap())
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert!(damaged.contains("is damaged; put"), "{damaged}");
    assert!(!damaged.contains("short"), "{damaged}");
    fs::remove_dir_all(&folder).unwrap();
}
