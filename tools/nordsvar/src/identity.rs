//! By which identity providers tenants' people may sign in.

use crate::cli::Identity;
use crate::commands::day;
use anyhow::{Context as _, Result};
use contract::message::{ClientSecret, ProviderState, SetProvider};
use nordsvar::Operator;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use zeroize::Zeroizing;

/// The longest file with a secret that is read, in bytes.
const MAX_FILE_BYTES: u64 = 4096;

/// Says, shows or removes one.
pub(crate) fn run(operator: &Operator<'_>, command: Identity) -> Result<()> {
    match command {
        Identity::Set { tenant, issuer, client_id, secret_file } => {
            let client_secret = secret_file.as_deref().map(secret).transpose()?;
            let message = SetProvider { issuer, client_id, client_secret };
            operator.call(async |storage| storage.put_provider(&tenant, &message).await)?;
            eprintln!("{tenant}'s people may sign in at /login/organisation/{tenant} from now on.");
            eprintln!("The provider must send them back to /identity/back at identity's address.");
            Ok(())
        }
        Identity::Show { tenant } => {
            let state =
                operator.call(async |storage| storage.read_tenant_provider(&tenant).await)?;
            show(&state);
            Ok(())
        }
        Identity::Remove { tenant } => {
            operator.call(async |storage| storage.remove_provider(&tenant).await)?;
            eprintln!("{tenant} has no identity provider. Accounts, passwords and sessions stay.");
            Ok(())
        }
    }
}

fn show(state: &ProviderState) {
    let Some(provider) = &state.provider else {
        eprintln!("There is none.");
        return;
    };
    let secret = if provider.has_secret { "with a secret" } else { "public client" };
    let (issuer, client) = (provider.issuer.as_str(), provider.client_id.as_str());
    println!("{issuer}\t{client}\t{secret}\tsince {}", day(provider.changed_at));
}

/// The secret in a file, or in what comes in; its line end is not part of it.
fn secret(path: &Path) -> Result<ClientSecret> {
    let mut text = Zeroizing::new(String::new());
    if path == Path::new("-") {
        std::io::stdin().take(MAX_FILE_BYTES).read_to_string(&mut text)
    } else {
        fs::File::open(path).and_then(|file| file.take(MAX_FILE_BYTES).read_to_string(&mut text))
    }
    .with_context(|| format!("cannot read {}", path.display()))?;
    // What is wrong with it must not print it.
    text.trim_end_matches(['\r', '\n']).parse().context("the file holds no client secret")
}
