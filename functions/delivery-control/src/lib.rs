#![doc = include_str!("../README.md")]

mod function;
mod shipment;

pub use function::DeliveryControl;

host::entry!(DeliveryControl);
