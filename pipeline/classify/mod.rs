//! Links -> changes: kinds and aspects; the wording diff; obligations, numbers, dates, exceptions.
