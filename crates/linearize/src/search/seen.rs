//! The configurations that were met.

use super::scramble;
use hashbrown::HashTable;

/// Sets of operations with states. A hash only finds them; they are compared in full, so that no verdict rests on chance.
#[derive(Default)]
pub struct Seen {
    table: HashTable<Met>,
    /// The words of all sets, one after another.
    words: Vec<u64>,
}

struct Met {
    hash: u64,
    state: u32,
    /// How many words of the set have all their bits.
    full_words: u32,
    at: usize,
    length: u32,
}

impl Seen {
    /// Whether this set with this state is new. The set is `full_words` full words, then `middle`, then none; and `last`,
    /// which is as long each time.
    pub fn insert(
        &mut self,
        set_hash: u64,
        state: u32,
        full_words: usize,
        middle: &[u64],
        last: &[u64],
    ) -> bool {
        let hash = scramble(set_hash ^ (u64::from(state) << 32));
        // Two sets can share their full words and differ in how far the middle goes: beyond it both are empty.
        let used = middle.iter().rposition(|word| *word != 0).map_or(0, |at| at + 1);
        let middle = &middle[..used];
        let length = middle.len() + last.len();
        let is_same = |met: &Met| {
            met.hash == hash
                && met.state == state
                && met.full_words as usize == full_words
                && met.length as usize == length
                && {
                    let (before, after) =
                        self.words[met.at..met.at + length].split_at(middle.len());
                    before == middle && after == last
                }
        };
        if self.table.find(hash, is_same).is_some() {
            return false;
        }
        let at = self.words.len();
        self.words.extend_from_slice(middle);
        self.words.extend_from_slice(last);
        let met = Met { hash, state, full_words: full_words as u32, at, length: length as u32 };
        self.table.insert_unique(hash, met, |met| met.hash);
        true
    }
}
