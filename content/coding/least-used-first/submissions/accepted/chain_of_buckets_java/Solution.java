import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** A chain of buckets, one for each number of uses that occurs, in rising order. O(1) a call. */
class LfuCache {
    private static final class Bucket {
        final int uses;
        final LinkedHashSet<String> keys = new LinkedHashSet<>();
        Bucket before = this;
        Bucket after = this;

        Bucket(int uses) {
            this.uses = uses;
        }
    }

    private final int capacity;
    private final Map<String, Integer> values = new HashMap<>();
    private final Map<String, Bucket> bucketOf = new HashMap<>();
    private final Bucket ring = new Bucket(0);

    LfuCache(int capacity) {
        this.capacity = capacity;
    }

    Integer get(String key) {
        Integer value = values.get(key);
        if (value != null) {
            use(key);
        }
        return value;
    }

    String put(String key, int value) {
        if (values.containsKey(key)) {
            values.put(key, value);
            use(key);
            return null;
        }
        String gone = null;
        if (values.size() == capacity) {
            gone = ring.after.keys.iterator().next();
            remove(gone);
        }
        values.put(key, value);
        enter(key, ring);
        return gone;
    }

    boolean remove(String key) {
        if (values.remove(key) == null) {
            return false;
        }
        leave(key, bucketOf.remove(key));
        return true;
    }

    List<String> victims(int count) {
        List<String> found = new ArrayList<>();
        for (Bucket bucket = ring.after; bucket != ring; bucket = bucket.after) {
            for (String key : bucket.keys) {
                if (found.size() == count) {
                    return found;
                }
                found.add(key);
            }
        }
        return found;
    }

    private void use(String key) {
        Bucket bucket = bucketOf.get(key);
        enter(key, bucket);
        leave(key, bucket);
    }

    /** Puts the key into the bucket of one use more than {@code below}, its neighbour or yet to be made. */
    private void enter(String key, Bucket below) {
        Bucket bucket = below.after;
        if (bucket.uses != below.uses + 1) {
            bucket = new Bucket(below.uses + 1);
            bucket.before = below;
            bucket.after = below.after;
            below.after.before = bucket;
            below.after = bucket;
        }
        bucket.keys.add(key);
        bucketOf.put(key, bucket);
    }

    private void leave(String key, Bucket bucket) {
        bucket.keys.remove(key);
        if (bucket.keys.isEmpty()) {
            bucket.before.after = bucket.after;
            bucket.after.before = bucket.before;
        }
    }
}
