#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: fuzz::write_seeds("app"), |data: &[u8]| fuzz::app(data));
