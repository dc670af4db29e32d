import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One pass over the characters, with a frame on a stack for each open group. */
class Solution {
    static List<String> evaluateRules(List<String> rules, List<String> attributes) {
        Set<String> held = new HashSet<>(attributes);
        List<String> answers = new ArrayList<>();
        for (String rule : rules) {
            answers.add(evaluate(rule, held));
        }
        return answers;
    }

    private static final class Frame {
        /** How many parts must be true; -1 in a plain group. */
        final int needed;
        int trues;
        boolean either;
        boolean every = true;
        boolean negated;

        Frame(int needed) {
            this.needed = needed;
        }

        void take(boolean value) {
            every &= value != negated;
            negated = false;
        }

        boolean value() {
            boolean last = either || every;
            return needed < 0 ? last : trues + (last ? 1 : 0) >= needed;
        }
    }

    private static String evaluate(String rule, Set<String> held) {
        Deque<Frame> outer = new ArrayDeque<>();
        Frame frame = new Frame(-1);
        boolean wantsValue = true;
        int number = -1;
        for (int at = 0; at < rule.length(); ) {
            char sign = rule.charAt(at);
            int end = at + 1;
            if (sign == ' ') {
                at = end;
                continue;
            }
            if (number >= 0 && sign != '(') {
                return "error";
            }
            boolean isName = isLetter(sign);
            boolean isNumber = isDigit(sign);
            if (isName || isNumber || sign == '!' || sign == '(') {
                if (!wantsValue) {
                    return "error";
                }
                if (isName) {
                    while (end < rule.length() && isOfName(rule.charAt(end))) {
                        end++;
                    }
                    frame.take(held.contains(rule.substring(at, end)));
                    wantsValue = false;
                } else if (isNumber) {
                    while (end < rule.length() && isDigit(rule.charAt(end))) {
                        end++;
                    }
                    number = Integer.parseInt(rule.substring(at, end));
                } else if (sign == '!') {
                    frame.negated = !frame.negated;
                } else {
                    outer.push(frame);
                    frame = new Frame(number);
                    number = -1;
                }
            } else if (wantsValue) {
                return "error";
            } else if (sign == '&') {
                wantsValue = true;
            } else if (sign == '|') {
                frame.either |= frame.every;
                frame.every = true;
                wantsValue = true;
            } else if (sign == ',' && frame.needed >= 0) {
                frame.trues += frame.either || frame.every ? 1 : 0;
                frame.either = false;
                frame.every = true;
                wantsValue = true;
            } else if (sign == ')' && !outer.isEmpty()) {
                boolean value = frame.value();
                frame = outer.pop();
                frame.take(value);
            } else {
                return "error";
            }
            at = end;
        }
        if (wantsValue || !outer.isEmpty()) {
            return "error";
        }
        return frame.value() ? "on" : "off";
    }

    private static boolean isLetter(char sign) {
        return 'a' <= sign && sign <= 'z';
    }

    private static boolean isDigit(char sign) {
        return '0' <= sign && sign <= '9';
    }

    private static boolean isOfName(char sign) {
        return isLetter(sign) || isDigit(sign) || sign == '-';
    }
}
