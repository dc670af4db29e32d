import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the candidate's number bit by bit from sums, then checks it. O((n + q) log n) time. */
class Solution {
    static List<String> noisyNeighbours(List<Request> log, List<Span> windows) {
        int size = log.size();
        Map<String, Integer> numberOf = new HashMap<>();
        List<String> tenants = new ArrayList<>();
        int[] numbers = new int[size];
        int[] times = new int[size];
        long[] total = new long[size + 1];
        for (int i = 0; i < size; i++) {
            Request request = log.get(i);
            Integer number = numberOf.get(request.tenant());
            if (number == null) {
                number = tenants.size();
                numberOf.put(request.tenant(), number);
                tenants.add(request.tenant());
            }
            numbers[i] = number;
            times[i] = request.atMs();
            total[i + 1] = total[i] + request.costMs();
        }

        // The places of each tenant lie side by side, in order, with the running cost before each.
        int[] begin = new int[tenants.size() + 1];
        for (int number : numbers) {
            begin[number + 1]++;
        }
        for (int i = 0; i < tenants.size(); i++) {
            begin[i + 1] += begin[i];
        }
        int[] places = new int[size];
        long[] before = new long[size + 1];
        int[] next = begin.clone();
        for (int i = 0; i < size; i++) {
            places[next[numbers[i]]++] = i;
        }
        for (int i = 0; i < size; i++) {
            before[i + 1] = before[i] + log.get(places[i]).costMs();
        }

        int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, tenants.size()));
        long[][] withBit = new long[bits][size + 1];
        for (int bit = 0; bit < bits; bit++) {
            for (int i = 0; i < size; i++) {
                withBit[bit][i + 1] = withBit[bit][i] + ((numbers[i] >> bit & 1) * log.get(i).costMs());
            }
        }

        List<String> answer = new ArrayList<>();
        for (Span window : windows) {
            int first = firstNotBelow(times, 0, size, window.fromMs());
            int end = firstNotBelow(times, 0, size, window.untilMs());
            long whole = total[end] - total[first];
            int candidate = 0;
            for (int bit = 0; bit < bits; bit++) {
                if (2 * (withBit[bit][end] - withBit[bit][first]) > whole) {
                    candidate |= 1 << bit;
                }
            }
            String noisy = "";
            if (whole > 0 && candidate < tenants.size()) {
                int low = firstNotBelow(places, begin[candidate], begin[candidate + 1], first);
                int high = firstNotBelow(places, begin[candidate], begin[candidate + 1], end);
                if (2 * (before[high] - before[low]) > whole) {
                    noisy = tenants.get(candidate);
                }
            }
            answer.add(noisy);
        }
        return answer;
    }

    private static int firstNotBelow(int[] sorted, int low, int high, int value) {
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
