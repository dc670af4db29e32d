import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The owner from each boundary on, in a balanced tree. What is removed was made by an assignment before. */
class Solution {
    static List<Integer> handovers(int slots, List<Assignment> assignments) {
        TreeMap<Integer, Integer> owners = new TreeMap<>();
        owners.put(0, 0);
        List<Integer> moved = new ArrayList<>();
        for (Assignment assignment : assignments) {
            int first = assignment.first();
            int end = assignment.last() + 1;
            cut(owners, first);
            if (end < slots) {
                cut(owners, end);
            }

            // Between the two cuts there are only whole pieces.
            int changed = 0;
            int begin = first;
            int owner = owners.get(first);
            Iterator<Map.Entry<Integer, Integer>> inside =
                    owners.subMap(first, false, end, false).entrySet().iterator();
            while (inside.hasNext()) {
                Map.Entry<Integer, Integer> next = inside.next();
                changed += owner == assignment.node() ? 0 : next.getKey() - begin;
                begin = next.getKey();
                owner = next.getValue();
                inside.remove();
            }
            changed += owner == assignment.node() ? 0 : end - begin;
            owners.put(first, assignment.node());
            moved.add(changed);
        }
        return moved;
    }

    private static void cut(TreeMap<Integer, Integer> owners, int at) {
        owners.put(at, owners.floorEntry(at).getValue());
    }
}
