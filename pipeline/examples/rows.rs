//! Writes two editions of a long list, to measure the command with: `cargo run --example rows -- alike 10000 FOLDER`.

#[path = "../benches/scale/rows.rs"]
mod rows;

use rows::{Rows, editions};

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kind, size, folder] = args.as_slice() else {
        return Err(std::io::Error::other("rows random|alike SIZE FOLDER"));
    };
    let kind = if kind == "alike" { Rows::Alike } else { Rows::Random };
    let size = size.parse().map_err(std::io::Error::other)?;
    let (old, new) = editions(kind, size);
    std::fs::create_dir_all(folder)?;
    std::fs::write(format!("{folder}/old.json"), old)?;
    std::fs::write(format!("{folder}/new.json"), new)
}
