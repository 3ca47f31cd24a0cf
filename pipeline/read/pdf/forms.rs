//! Forms are drawn again and again, a letterhead on every page: each is unpacked once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use lopdf::Stream;

use super::limits::Limits;
use super::objects::{Reach, decode_part};

/// A form's content.
#[derive(Debug)]
pub(crate) struct Unpacked {
    pub(crate) content: Vec<u8>,
    pub(crate) reach: Reach,
}

/// A document's forms that were drawn, by the place of their stream.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    kept: Mutex<HashMap<usize, Arc<Unpacked>>>,
    size: AtomicUsize,
}

/// Bytes of content that are kept.
const MOST: usize = 16 << 20;

impl Forms {
    /// The content of a form.
    pub(crate) fn get(&self, stream: &Stream, limits: &Limits) -> Arc<Unpacked> {
        let place = std::ptr::from_ref(stream) as usize;
        if let Some(known) = self.kept.lock().ok().and_then(|kept| kept.get(&place).cloned()) {
            return known;
        }
        let (content, reach) = decode_part(stream, limits.stream);
        let size = content.len();
        let unpacked = Arc::new(Unpacked { content, reach });
        // Two threads may both have unpacked it; that does no harm.
        if self.size.fetch_add(size, Ordering::Relaxed).saturating_add(size) <= MOST {
            if let Ok(mut kept) = self.kept.lock() {
                kept.insert(place, Arc::clone(&unpacked));
            }
        } else {
            self.size.fetch_sub(size, Ordering::Relaxed);
        }
        unpacked
    }
}
