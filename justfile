# The everyday commands. `just` lists them.

corpus := env("KAITEI_CORPUS", "../shared/corpus")

_list:
    @just --list --unsorted

# Everything, in release.
build:
    cargo build --release --workspace

# All tests that need no corpus.
test *args:
    cargo test --workspace {{ args }}

# Format and lints, as CI asks for them.
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# Licences, bans, sources and advisories (needs cargo-deny).
deny:
    cargo deny check

# The main job on the specimens: out/report.html.
demo:
    cargo run --release -- diff --old fixtures/editions/r7 --new fixtures/editions/r8 --out out

# Sets the specimen editions anew from their sources (fixtures/README.md names the programs that this needs).
fixtures:
    python3 fixtures/make.py

# The tables of BENCHMARKS.md and the plot of growth: beside pdftotext and mutool, in one run (needs poppler-utils and qpdf; a quiet machine).
bench largest="100000": build
    cargo build --release -p kaitei-pipeline --example rows
    python3 tests/bench/bench.py target/release/kaitei --corpus {{ corpus }} --rows target/release/examples/rows --largest {{ largest }} --plot docs/images/growth.svg

# All tests, with those on real documents; KAITEI_CORPUS says where these are.
corpus *args:
    KAITEI_CORPUS="$(realpath {{ corpus }})" cargo test --workspace {{ args }}

# Editions edited by a seeded mutator, held against the truth: recall by operation. `show` names an operation (or certain, false,
# missed) whose misses are printed; with real documents where KAITEI_CORPUS names them.
mutate seeds="200" show="":
    KAITEI_SEEDS={{ seeds }} KAITEI_SHOW={{ show }} cargo test --release -p kaitei-pipeline --test mutator -- --ignored --nocapture

# Fuzzes one target (pdf content cmap font workbook, items changes decisions edition expect letter rules) for so many seconds. Needs cargo-fuzz; our code
# has no `unsafe`, so that the sanitizers are not missed, and a stable compiler that is told to act like a nightly one does.
fuzz target="content" seconds="300": build
    fuzz/seeds.sh target/release/kaitei
    RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir fuzz -s none {{ target }} -- -max_total_time={{ seconds }} -timeout=10 -rss_limit_mb=1024 -max_len=200000

# Breaks so many inputs of every kind at random, real PDFs too where KAITEI_CORPUS names them, and has the real command read each within 1 GiB and 10 s.
mutations count="5000":
    KAITEI_MUTATIONS={{ count }} cargo test --release --test it mutations -- --nocapture
    KAITEI_MUTATIONS={{ count }} cargo test --release -p kaitei-read mutat -- --nocapture

# The specimens' reports in every format, into reports/samples (tests/it/samples.rs says when they are stale).
samples: build
    rm -rf reports/samples
    target/release/kaitei --quiet diff --old fixtures/editions/r7 --new fixtures/editions/r8 --out reports/samples --formats html,docx,xlsx,md,csv,json,junit,sarif
    rm reports/samples/.kaitei

# The browser tests' checker of accessibility, into target/axe (needs npm).
axe:
    tests/browser/axe.sh

# kaitei.html, the page for people without a terminal: target/dist/kaitei.html (needs a compiler for WebAssembly, see page/build.sh).
page:
    page/build.sh

# The pictures of the README and the guides, from the real report (needs chromium).
pictures:
    docs/pictures.sh docs/images

# What is handed out, into target/dist (parts: windows, linux, page, papers).
dist *parts:
    dist/build.sh {{ parts }}

# THIRD-PARTY-NOTICES.md, after a change of the dependencies.
notices:
    python3 dist/notices.py
