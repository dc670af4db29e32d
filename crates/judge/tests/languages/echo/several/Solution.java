import java.util.List;

class Solution {
    static Everything gather(
            int small, long bigOne, boolean yes, String text, List<List<String>> words, Integer maybeSmall) {
        return new Everything(small, bigOne, yes, text, words, maybeSmall);
    }
}
