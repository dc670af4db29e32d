import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.PriorityQueue;

/** A map in the order of use, a heap for ends. O(log n) a call, amortised. */
class TtlLruCache {
    private record Entry(String key, int value, long endMs) {}

    private final int capacity;

    /** Least recently used first: `true` lets every get and put move its entry to the end. */
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** Every entry that was put. One that was replaced or pushed out is no longer the one in the map. */
    private final PriorityQueue<Entry> ends = new PriorityQueue<>(Comparator.comparingLong(Entry::endMs));

    TtlLruCache(int capacity) {
        this.capacity = capacity;
    }

    Integer get(long nowMs, String key) {
        bury(nowMs);
        Entry entry = entries.get(key);
        return entry == null ? null : (Integer) entry.value();
    }

    void put(long nowMs, String key, int value, long ttlMs) {
        bury(nowMs);
        Entry entry = new Entry(key, value, nowMs + ttlMs);
        entries.put(key, entry);
        ends.add(entry);
        if (entries.size() > capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
        // One key, replaced a million times, must not leave a million ghosts.
        if (ends.size() > 2 * capacity + 16) {
            ends.clear();
            ends.addAll(entries.values());
        }
    }

    int size(long nowMs) {
        bury(nowMs);
        return entries.size();
    }

    private void bury(long nowMs) {
        while (!ends.isEmpty() && ends.peek().endMs() <= nowMs) {
            Entry entry = ends.poll();
            // Looking through the values would be linear, and `get` would be a use: `remove` with a value is neither.
            entries.remove(entry.key(), entry);
        }
    }
}
