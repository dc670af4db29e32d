import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

class Solution {
    static List<String> pageKeys(List<String> targets) {
        List<String> keys = new ArrayList<>();
        for (String target : targets) {
            keys.add(pageKey(inOneForm(target)));
        }
        return keys;
    }

    private static String pageKey(String target) {
        int at = target.indexOf('?');
        List<String> left = new ArrayList<>();
        for (String segment : (at < 0 ? target : target.substring(0, at)).split("/")) {
            if (segment.equals("..")) {
                if (!left.isEmpty()) {
                    left.remove(left.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                left.add(segment);
            }
        }
        List<String> parts = new ArrayList<>();
        for (String part : (at < 0 ? "" : target.substring(at + 1)).split("&")) {
            if (!part.isEmpty() && !part.startsWith("utm_")) {
                parts.add(part);
            }
        }
        parts.sort(Comparator.comparing(Solution::nameOf));
        return "/" + String.join("/", left) + (parts.isEmpty() ? "" : "?" + String.join("&", parts));
    }

    private static String nameOf(String part) {
        int at = part.indexOf('=');
        return at < 0 ? part : part.substring(0, at);
    }

    private static String inOneForm(String target) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < target.length(); at++) {
            char c = target.charAt(at);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int high = at + 2 < target.length() ? Character.digit(target.charAt(at + 1), 16) : -1;
            int low = at + 2 < target.length() ? Character.digit(target.charAt(at + 2), 16) : -1;
            if (high < 0 || low < 0) {
                out.append("%25");
                continue;
            }
            char decoded = (char) (16 * high + low);
            if (decoded < 128 && (Character.isLetterOrDigit(decoded) || "-._~".indexOf(decoded) >= 0)) {
                out.append(decoded);
            } else {
                out.append(target.substring(at, at + 3).toUpperCase());
            }
            at += 2;
        }
        return out.toString();
    }
}
