use super::*;
use std::env;
use std::fs;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// A copy of the tree's manifests, with components and Workers that import nothing more than
/// every program does.
struct Copy(PathBuf);

impl Copy {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let copy = Self(env::temp_dir().join(format!("residency-{}-{count}", process::id())));
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        copy.write("spin.toml", fs::read(checkout.join("spin.toml")).unwrap());
        for function in crate::builds::FUNCTIONS {
            copy.component(function, &["wasi:io/poll@0.2.6", "wasi:filesystem/preopens@0.2.6"]);
        }
        for file in files::wrangler_files(&checkout).unwrap() {
            let name = file.strip_prefix(&checkout).unwrap().to_str().unwrap();
            copy.write(name, fs::read(&file).unwrap());
        }
        for function in crate::builds::EDGE {
            copy.worker(function, "export default {}");
        }
        copy
    }

    fn component(&self, function: &str, imports: &[&str]) {
        let file = function.replace('-', "_");
        let name = format!("target/wasm32-wasip2/release/{file}.wasm");
        self.write(&name, component(imports));
    }

    fn worker(&self, function: &str, script: &str) {
        self.write(&format!("functions/{function}/build/index.js"), script);
        self.write(&format!("functions/{function}/build/index_bg.wasm"), "");
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces `from`, which must be there, by `to` in a file, once.
    fn replace(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.0.join(name)).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        self.write(name, text.replacen(from, to, 1));
    }

    fn append(&self, name: &str, text: &str) {
        let before = fs::read_to_string(self.0.join(name)).unwrap();
        self.write(name, format!("{before}\n{text}\n"));
    }

    fn problems(&self) -> Vec<String> {
        check(&read(&self.0).unwrap())
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

/// A component that imports an empty instance under each name, and has a module inside.
fn component(imports: &[&str]) -> Vec<u8> {
    let byte = |length: usize| u8::try_from(length).unwrap();
    let mut bytes = b"\0asm\x0d\0\x01\0\x07\x03\x01\x42\0".to_vec();
    for import in imports {
        let length = byte(import.len());
        bytes.extend([10, length + 5, 1, 0, length]);
        bytes.extend(import.as_bytes());
        bytes.extend([5, 0]);
    }
    bytes.extend(b"\x01\x08\0asm\x01\0\0\0");
    bytes
}

/// The copy that `change` made of the tree must be refused, once, with all of `words`.
fn check_refused(name: &str, words: &[&str], change: impl FnOnce(&Copy)) {
    let copy = Copy::new();
    change(&copy);
    let problems = copy.problems();
    assert_eq!(problems.len(), 1, "{name}: {problems:?}");
    for word in words {
        assert!(problems.iter().all(|problem| problem.contains(word)), "{name}: {problems:?}");
    }
}

#[test]
fn the_tree_as_it_is_passes() {
    let copy = Copy::new();
    let report = read(&copy.0).unwrap();
    assert_eq!(check(&report), Vec::<String>::new());
    let table = report.to_string();
    let rows = |word| table.lines().filter(|row| row.contains(word)).count();
    assert_eq!((rows(" Spin "), rows(" Workers ")), (13, 9), "{table}");
    assert!(
        table.lines().any(|row| row.starts_with("storage") && row.contains("sqlite")),
        "{table}"
    );
}

#[test]
fn no_component_at_the_edge_is_granted_a_store() {
    let at = "[component.submit]";
    for (grant, kind) in [
        ("sqlite_databases = [\"default\"]", "sqlite"),
        ("key_value_stores = [\"default\"]", "key-value"),
        ("files = [\"widget/dist/*\"]", "files"),
        ("files = [{ source = \"a\", destination = \"/\" }]", "files"),
        ("ai_models = [\"llama2-chat\"]", "language model"),
        ("dependencies = { \"a:b\" = { path = \"c\" } }", "something unknown"),
        ("profile = { release = { source = \"other.wasm\" } }", "something unknown"),
    ] {
        check_refused(grant, &["submit on Spin is an edge", kind, "spin.toml: "], |copy| {
            copy.replace("spin.toml", at, &format!("{at}\n{grant}"));
        });
    }
}

#[test]
fn no_component_at_the_edge_may_call_another_than_storage() {
    for host in [
        "*://*:*",
        "https://*.example.com",
        "redis://127.0.0.1:6379",
        "postgres://db:5432",
        "{{ zone }}",
    ] {
        check_refused(host, &["login on Spin is an edge function and could call", host], |copy| {
            let at = "[component.login]";
            let (before, after) =
                ("[\"{{ storage_url }}\"]", format!("[\"{{{{storage_url}}}}\", \"{host}\"]"));
            let text = fs::read_to_string(copy.0.join("spin.toml")).unwrap();
            let (head, tail) = text.split_once(at).unwrap();
            copy.write("spin.toml", format!("{head}{at}{}", tail.replacen(before, &after, 1)));
        });
    }
    let copy = Copy::new();
    let from = "storage_url = { default = \"\",";
    copy.replace("spin.toml", from, "storage_url = { default = \"*://*:*\",");
    assert_eq!(
        copy.problems().len(),
        11,
        "each edge function that calls, tool, courier and identity"
    );
}

#[test]
fn courier_reaches_storage_the_relay_the_gateway_and_webhooks_alone_and_keeps_nothing() {
    let grants = "[\"{{ storage_url }}\", \"{{ relay_url }}\", \"{{ sms_url }}\", \
                  \"{{ webhook_outbound }}\"]";
    for host in ["*://*:25", "tcp://10.0.0.1:25", "https://mail.example.com"] {
        check_refused(
            host,
            &["courier could call another than storage, the relay, the gateway and webhooks", host],
            |copy| {
                let more = format!("[\"{{{{ storage_url }}}}\", \"{host}\"]");
                copy.replace("spin.toml", grants, &more);
            },
        );
    }
    check_refused("sqlite", &["courier could store data: sqlite"], |copy| {
        let at = "[component.courier]";
        copy.replace("spin.toml", at, &format!("{at}\nsqlite_databases = [\"default\"]"));
    });
}

#[test]
fn the_tool_reaches_storage_alone_and_keeps_nothing() {
    let at = "[component.tool]";
    check_refused("sqlite", &["tool could store data: sqlite"], |copy| {
        copy.replace("spin.toml", at, &format!("{at}\nsqlite_databases = [\"default\"]"));
    });
    check_refused("host", &["tool could call another than storage", "example.com"], |copy| {
        let text = fs::read_to_string(copy.0.join("spin.toml")).unwrap();
        let (head, tail) = text.split_once(at).unwrap();
        let (before, after) =
            ("[\"{{ storage_url }}\"]", "[\"{{ storage_url }}\", \"https://example.com\"]");
        copy.write("spin.toml", format!("{head}{at}{}", tail.replacen(before, after, 1)));
    });
}

#[test]
fn identity_reaches_storage_and_providers_alone_and_keeps_nothing() {
    let grants = "[\"{{ storage_url }}\", \"{{ identity_providers }}\"]";
    for host in ["*://*:*", "https://*:443", "http://127.0.0.1:4000"] {
        check_refused(
            host,
            &["identity could call another than storage and identity providers", host],
            |copy| {
                let more = format!("[\"{{{{ storage_url }}}}\", \"{host}\"]");
                copy.replace("spin.toml", grants, &more);
            },
        );
    }
    check_refused("files", &["identity could store data: files"], |copy| {
        let at = "[component.identity]";
        copy.replace("spin.toml", at, &format!("{at}\nfiles = [\"widget/dist/*\"]"));
    });
}

#[test]
fn no_component_at_the_edge_imports_a_store() {
    for (import, kind) in [
        ("spin:sqlite/sqlite@3.1.0", "sqlite"),
        ("fermyon:spin/sqlite@2.0.0", "sqlite"),
        ("spin:key-value/key-value@3.0.0", "key-value"),
        ("fermyon:spin/key-value@2.0.0", "key-value"),
        ("wasi:keyvalue/store@0.2.0-draft2", "key-value"),
        ("spin:redis/redis@3.0.0", "redis"),
        ("spin:postgres/postgres@4.2.0", "postgresql"),
        ("spin:mysql/mysql@3.0.0", "mysql"),
        ("spin:mqtt/mqtt@3.0.0", "mqtt"),
        ("wasi:blobstore/container@0.2.0", "files"),
        ("other:thing/interface@1.0.0", "something unknown"),
    ] {
        check_refused(import, &["api on Spin is an edge function", kind, import], |copy| {
            copy.component(
                "api",
                &["wasi:cli/stdout@0.3.0", "spin:variables/variables@3.0.0", import],
            );
        });
    }
}

#[test]
fn no_worker_has_a_binding() {
    for (kind, binding) in [
        ("kv_namespaces", "[[kv_namespaces]]\nbinding = \"A\"\nid = \"b\""),
        ("d1_databases", "[[d1_databases]]\nbinding = \"A\"\ndatabase_id = \"b\""),
        ("r2_buckets", "[[r2_buckets]]\nbinding = \"A\"\nbucket_name = \"b\""),
        ("durable_objects", "[[durable_objects.bindings]]\nname = \"A\"\nclass_name = \"B\""),
        ("migrations", "[[migrations]]\ntag = \"v1\"\nnew_sqlite_classes = [\"B\"]"),
        ("queues", "[[queues.producers]]\nbinding = \"A\"\nqueue = \"b\""),
        ("queues", "[[queues.consumers]]\nqueue = \"b\""),
        ("hyperdrive", "[[hyperdrive]]\nbinding = \"A\"\nid = \"b\""),
        ("vectorize", "[[vectorize]]\nbinding = \"A\"\nindex_name = \"b\""),
        ("workflows", "[[workflows]]\nbinding = \"A\"\nname = \"b\"\nclass_name = \"C\""),
        ("services", "[[services]]\nbinding = \"A\"\nservice = \"b\""),
        ("analytics_engine_datasets", "[[analytics_engine_datasets]]\nbinding = \"A\""),
        ("send_email", "[[send_email]]\nname = \"A\""),
        ("pipelines", "[[pipelines]]\nbinding = \"A\"\npipeline = \"b\""),
        ("dispatch_namespaces", "[[dispatch_namespaces]]\nbinding = \"A\"\nnamespace = \"b\""),
        ("secrets_store_secrets", "[[secrets_store_secrets]]\nbinding = \"A\""),
        ("mtls_certificates", "[[mtls_certificates]]\nbinding = \"A\""),
        ("tail_consumers", "[[tail_consumers]]\nservice = \"a\""),
        ("streaming_tail_consumers", "[[streaming_tail_consumers]]\nservice = \"a\""),
        ("vpc_services", "[[vpc_services]]\nbinding = \"A\"\nservice_id = \"b\""),
        ("vpc_networks", "[[vpc_networks]]\nbinding = \"A\"\nnetwork_id = \"b\""),
        ("containers", "[[containers]]\nimage = \"a\""),
        ("ratelimits", "[[ratelimits]]\nname = \"A\"\nnamespace_id = \"1\""),
        ("worker_loaders", "[[worker_loaders]]\nbinding = \"A\""),
        ("artifacts", "[[artifacts]]\nbinding = \"A\""),
        ("ai_search", "[[ai_search]]\nbinding = \"A\""),
        ("ai", "[ai]\nbinding = \"A\""),
        ("browser", "[browser]\nbinding = \"A\""),
        ("images", "[images]\nbinding = \"A\""),
        ("media", "[media]\nbinding = \"A\""),
        ("stream", "[stream]\nbinding = \"A\""),
        ("assets", "[assets]\ndirectory = \"a\""),
        ("site", "[site]\nbucket = \"a\""),
        ("unsafe", "[[unsafe.bindings]]\nname = \"A\"\ntype = \"b\""),
        ("logfwdr", "[[logfwdr.bindings]]\nname = \"A\"\ndestination = \"b\""),
        ("new_kind_of_binding", "[[new_kind_of_binding]]\nbinding = \"A\""),
        ("kv_namespaces", "[[env.staging.kv_namespaces]]\nbinding = \"A\"\nid = \"b\""),
        ("r2_buckets", "[[previews.r2_buckets]]\nbinding = \"A\""),
        ("logs elsewhere", "[observability.traces]\ndestinations = [\"a\"]"),
        ("addresses in traces", "[observability.traces]\nenabled = true"),
        (
            "https://example.com",
            "[vars]\nSTORAGE_URL = \"http://a\"\nOTHER = \"https://example.com\"",
        ),
    ] {
        check_refused(
            binding,
            &["api on Workers", kind, "functions/api/wrangler.toml: "],
            |copy| {
                copy.append("functions/api/wrangler.toml", binding);
            },
        );
    }
}

#[test]
fn a_worker_cannot_hide() {
    let json = r#"{ // another one
        "name": "nordsvar-watch", "main": "functions/api/build/index.js",
        "kv_namespaces": [{ "binding": "A", }], }"#;
    for name in ["wrangler.jsonc", "functions/watch/wrangler.json", "deploy/eu.wrangler.jsonc"] {
        check_refused(name, &["watch on Workers", "kv_namespaces", name], |copy| {
            let main = "functions/api/build/index.js";
            let back = "../".repeat(name.matches('/').count());
            copy.write(name, json.replace(main, &format!("{back}{main}")));
        });
    }
    check_refused("logs", &["submit on Workers", "invocation_logs"], |copy| {
        copy.replace("wrangler.toml", "invocation_logs = false", "invocation_logs = true");
    });
    check_refused("zone", &["storage belongs into a zone", "remove"], |copy| {
        copy.replace("functions/api/wrangler.toml", "nordsvar-api", "nordsvar-storage");
    });
    for (word, kind) in
        [("await caches.default", "cache"), ("from\"cloudflare:sockets\"", "sockets")]
    {
        check_refused(word, &["login on Workers", kind], |copy| copy.worker("login", word));
    }
}

#[test]
fn what_is_not_built_is_an_error_that_says_what_to_run() {
    for missing in ["target/wasm32-wasip2/release/api.wasm", "functions/login/build/index.js"] {
        let copy = Copy::new();
        fs::remove_file(copy.0.join(missing)).unwrap();
        let error = format!("{:#}", read(&copy.0).unwrap_err());
        assert!(error.contains(missing) && error.contains("run `cargo xtask build`"), "{error}");
    }
    let copy = Copy::new();
    copy.write("target/wasm32-wasip2/release/api.wasm", b"\0asm\x01\0\0\0");
    let error = format!("{:#}", read(&copy.0).unwrap_err());
    assert!(error.contains("api.wasm is no component"), "{error}");
}
