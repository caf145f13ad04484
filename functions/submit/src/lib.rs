#![doc = include_str!("../README.md")]

mod assets;
mod context;
mod definitions;
mod files;
mod function;
mod hours;
mod invited;
mod own;
mod pages;
mod partial;
mod proof;
mod receipt;
mod response;
mod route;
mod sent_form;
mod settings;
mod sniff;
mod state;
mod step;
mod submission;
mod submit;
mod suspicion;
mod unsubscribe;
mod uploads;

pub use function::Submit;
pub use route::Route;
pub use settings::Settings;

host::entry!(Submit);
