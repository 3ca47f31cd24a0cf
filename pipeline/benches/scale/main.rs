//! How the time of a comparison grows with the number of items: `cargo bench -p kaitei-pipeline --bench scale`.

mod rows;

use kaitei_pipeline::{EditionInput, Options, Silent, SourceFile, diff, rules::Rules};
use rows::{Rows, editions};

fn main() {
    divan::main();
}

fn edition(bytes: Vec<u8>) -> EditionInput {
    let files = vec![SourceFile { name: "rows.json".to_owned(), bytes }];
    EditionInput { files, ..EditionInput::default() }
}

fn compare(bencher: divan::Bencher<'_, '_>, rows: Rows, size: usize) {
    let (old, new) = editions(rows, size);
    let (old, new) = (edition(old), edition(new));
    let options = Options { rules: Rules::builtin(), ..Options::default() };
    bencher.bench_local(|| diff(&old, &new, &options, &Silent).map(|set| set.changes.len()).unwrap_or(0));
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 1, sample_size = 1)]
fn random_rows(bencher: divan::Bencher<'_, '_>, size: usize) {
    compare(bencher, Rows::Random, size);
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 1, sample_size = 1)]
fn rows_much_alike(bencher: divan::Bencher<'_, '_>, size: usize) {
    compare(bencher, Rows::Alike, size);
}
