//! Sheets -> items.
