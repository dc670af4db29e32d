// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

/** Gives LfuCache its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        SolutionRunner.constructor(in, "LfuCache");
        in.expect('[');
        int given0 = in.integer();
        in.expect(']');
        in.endLine();
        LfuCache instance = new LfuCache(given0); // Solution.java must define class LfuCache with LfuCache(int capacity)
        while (!in.atEnd()) {
            switch (SolutionRunner.nextCall(in)) {
                case "get" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(']');
                    Integer returned = instance.get(argument0); // Solution.java must define Integer get(String key) in class LfuCache
                    out.optional(returned, out::integer);
                }
                case "put" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(',');
                    int argument1 = in.integer();
                    in.expect(']');
                    String returned = instance.put(argument0, argument1); // Solution.java must define String put(String key, int value) in class LfuCache
                    out.optional(returned, out::string);
                }
                case "remove" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(']');
                    boolean returned = instance.remove(argument0); // Solution.java must define boolean remove(String key) in class LfuCache
                    out.bool(returned);
                }
                case "victims" -> {
                    in.expect(',');
                    int argument0 = in.integer();
                    in.expect(']');
                    List<String> returned = instance.victims(argument0); // Solution.java must define List<String> victims(int count) in class LfuCache
                    out.list(returned, out::string);
                }
                default -> throw in.wrong("a method of this problem");
            }
            in.endLine();
            out.endLine();
        }
    }
}
