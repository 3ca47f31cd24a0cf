//! Pages -> items.
