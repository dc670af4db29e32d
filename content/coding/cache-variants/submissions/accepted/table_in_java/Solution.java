import java.util.ArrayList;
import java.util.List;

/** best[i][m]: the best that objects i and later can do with m MiB, saving and memory as one number. */
class Solution {
    static List<Integer> chooseVariants(List<List<Variant>> objects, int budget) {
        int count = objects.size();
        long[][] best = new long[count + 1][budget + 1];
        for (int i = count - 1; i >= 0; i--) {
            for (int memory = 0; memory <= budget; memory++) {
                best[i][memory] = best[i + 1][memory];
                for (Variant variant : objects.get(i)) {
                    if (variant.size() <= memory) {
                        long with = best[i + 1][memory - variant.size()] + value(variant, budget);
                        best[i][memory] = Math.max(best[i][memory], with);
                    }
                }
            }
        }

        List<Integer> plan = new ArrayList<>();
        int left = budget;
        for (int i = 0; i < count; i++) {
            int chosen = 0;
            List<Variant> variants = objects.get(i);
            for (int number = 1; chosen == 0 && best[i][left] != best[i + 1][left]; number++) {
                Variant variant = variants.get(number - 1);
                if (variant.size() <= left
                        && best[i + 1][left - variant.size()] + value(variant, budget) == best[i][left]) {
                    chosen = number;
                    left -= variant.size();
                }
            }
            plan.add(chosen);
        }
        return plan;
    }

    /** More saved always counts more than all the memory there is. */
    private static long value(Variant variant, int budget) {
        return (long) variant.savedMs() * (budget + 1) - variant.size();
    }
}
