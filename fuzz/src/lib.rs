//! What must hold whatever the bytes are. A target ends in a panic where it does not.

mod answers;
mod app;
mod definition;
mod expression;
mod invite;
mod letter;
mod openid;
mod passkey;
mod table;
mod vectors;

pub use answers::answers;
pub use app::app;
pub use definition::definition;
pub use expression::expression;
pub use invite::invite;
pub use letter::letter;
pub use openid::openid;
pub use passkey::passkey;
pub use table::table;
pub use vectors::write_seeds;
