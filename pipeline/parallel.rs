//! The same work on many things, on several threads where these are allowed, with results in the order of the input.

/// Applies `work` to each of `items`; `scratch` makes the working memory that one thread reuses.
#[cfg(feature = "threads")]
pub(crate) fn map_with<T: Sync, S, R: Send>(
    items: &[T],
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, &T) -> R + Sync + Send,
) -> Vec<R> {
    use rayon::prelude::*;
    /// Fewer items than this are not worth a hand-over to another thread.
    const LEAST: usize = 16;
    items.par_iter().with_min_len(LEAST).map_init(scratch, work).collect()
}

/// Applies `work` to each of `items`; `scratch` makes the working memory.
#[cfg(not(feature = "threads"))]
pub(crate) fn map_with<T: Sync, S, R: Send>(
    items: &[T],
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, &T) -> R + Sync + Send,
) -> Vec<R> {
    let mut memory = scratch();
    items.iter().map(|item| work(&mut memory, item)).collect()
}

/// Applies `work` to each of `items`.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    map_with(items, || (), |(), item| work(item))
}

/// Two pieces of work that do not need each other.
#[cfg(feature = "threads")]
pub(crate) fn both<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(a, b)
}

/// Two pieces of work, one after the other.
#[cfg(not(feature = "threads"))]
pub(crate) fn both<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    (a(), b())
}
