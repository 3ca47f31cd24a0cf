//! Classes, themes and numbering families as data (TOML), embedded; overlays replace them by id.

/// The rules in force.
#[derive(Clone, Debug, Default)]
pub struct Rules {}

impl Rules {
    /// The rules that kaitei brings.
    pub fn builtin() -> Self {
        Self::default()
    }
}
