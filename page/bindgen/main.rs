//! `bindgen ENGINE.wasm FOLDER`: the engine and its glue, as a script without modules, into the folder.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [engine, folder] = args.as_slice() else {
        eprintln!("bindgen ENGINE.wasm FOLDER");
        return ExitCode::from(2);
    };
    let made = Bindgen::new()
        .input_path(engine)
        .out_name("engine")
        // A worker that is made from a Blob cannot import modules from a file.
        .no_modules(true)
        .and_then(|bindgen| bindgen.typescript(false).remove_name_section(true).generate(folder));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
