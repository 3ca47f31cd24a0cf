//! Damage at random, the same on every run: used by the tests of the readers and of the command.

/// The same numbers on every run (xorshift64*).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `below`; 0 where that is 0.
    pub(crate) fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below.max(1)
    }
}

/// What a mutation may put into a PDF: what parsers trip over.
pub(crate) const PDF_WORDS: &[&[u8]] = &[
    b"-1",
    b"99999999999999999999",
    b"0",
    b"1e999",
    b"-.",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"<",
    b"Q",
    b"q ",
    b"BT",
    b"ET",
    b"Do",
    b" Tf ",
    b" Tm ",
    b"EMC",
    b"BDC",
    b"ID",
    b"EI",
    b"endstream",
    b"endobj",
    b"begincidrange",
    b"beginbfrange",
    b"endbfrange",
    b"<FFFFFFFF>",
    b"<D800>",
    b"1 0 R",
    b"2 0 R",
    b"/Parent",
    b"\xFF\xFF\xFF\xFF",
    b"\0\0\0\0",
    b"usecmap",
];

/// Changes a few bytes between two places; the length stays.
pub(crate) fn mutate(random: &mut Random, data: &mut [u8], from: usize, to: usize, words: &[&[u8]]) {
    for _ in 0..=random.next(8) {
        let to = to.min(data.len());
        if from >= to {
            return;
        }
        let at = from + random.next(to - from);
        match random.next(6) {
            0 => data[at] = random.next(256) as u8,
            1 => data[at] ^= 1 << random.next(8),
            2 => {
                let word = words[random.next(words.len())];
                let end = (at + word.len()).min(to);
                data[at..end].copy_from_slice(&word[..end - at]);
            }
            3 => {
                let end = (at + random.next(40)).min(to);
                data[at..end].fill(b' ');
            }
            4 => {
                // A piece of the file somewhere else.
                let source = from + random.next(to - from);
                let length = random.next(60).min(to - at).min(to - source);
                let piece = data[source..source + length].to_vec();
                data[at..at + length].copy_from_slice(&piece);
            }
            _ => {
                let end = (at + random.next(6)).min(to);
                data[at..end].reverse();
            }
        }
    }
}

/// Where the streams of a PDF begin and end.
pub(crate) fn streams(data: &[u8]) -> Vec<(usize, usize)> {
    let find = |from: usize, word: &[u8]| {
        data.get(from..)?.windows(word.len()).position(|w| w == word).map(|p| from + p)
    };
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = find(at, b"stream\n") {
        let Some(end) = find(start, b"endstream") else { break };
        out.push((start + 7, end));
        at = end + 9;
    }
    out
}
