//! Identifiers as types of their own, so that an item's id is never taken for a change's.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
    };
}

id!(
    /// An item within its edition. Made from the citation alone, so it is the same from run to run and does not
    /// depend on the other edition; the *same* citation in both editions has the same id, therefore an item is named
    /// by its side (old, new) and its id.
    ItemId
);
id!(
    /// A document within its edition; made from the document's short title.
    DocumentId
);
id!(
    /// A change; a hash of its sorted old and new item ids.
    ChangeId
);
