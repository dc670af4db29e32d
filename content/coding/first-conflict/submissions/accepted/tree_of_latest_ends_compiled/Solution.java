import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class LabPlan {
    private final List<Booking> ordered;
    private final Map<String, Integer> place = new HashMap<>();
    private final long[] latest;
    private int width = 1;

    LabPlan(List<Booking> bookings) {
        ordered = new ArrayList<>(bookings);
        ordered.sort(Comparator.comparingLong(Booking::startsAt).thenComparing(Booking::name));
        while (width < ordered.size()) {
            width *= 2;
        }
        latest = new long[2 * width];
        for (int i = 0; i < ordered.size(); i++) {
            place.put(ordered.get(i).name(), i);
            latest[width + i] = ordered.get(i).endsAt();
        }
        for (int i = width - 1; i > 0; i--) {
            latest[i] = Math.max(latest[2 * i], latest[2 * i + 1]);
        }
    }

    String firstConflict(long startsAt, long endsAt) {
        if (latest[1] <= startsAt) {
            return null;
        }
        int i = 1;
        while (i < width) {
            i *= 2;
            if (latest[i] <= startsAt) {
                i++;
            }
        }
        Booking first = ordered.get(i - width);
        return first.startsAt() < endsAt ? first.name() : null;
    }

    boolean cancel(String name) {
        Integer at = place.remove(name);
        if (at == null) {
            return false;
        }
        int i = width + at;
        latest[i] = 0;
        while (i > 1) {
            i /= 2;
            latest[i] = Math.max(latest[2 * i], latest[2 * i + 1]);
        }
        return true;
    }
}
