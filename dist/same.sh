# Sourced in the project's root: the same sources give the same bytes, whoever builds them, and where.

# The day of the sources; without their history the first day that a zip can tell.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 315532800)}
target_dir=${CARGO_TARGET_DIR:-$PWD/target}

# same_flags [FLAG]…: flags for the compiler, as CARGO_ENCODED_RUSTFLAGS takes them: no folder of this machine gets into the outcome.
same_flags() {
  local flags=("--remap-path-prefix=$PWD=." "--remap-path-prefix=$target_dir=target" "--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo" "$@")
  local IFS=$'\x1f'
  printf '%s' "${flags[*]}"
}
