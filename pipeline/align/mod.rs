//! Items x items -> links: folding, candidates, assignment, split/merge.
