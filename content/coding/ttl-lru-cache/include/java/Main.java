// Generated from signature.toml by `cargo xtask gen`.

/** Gives TtlLruCache its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        SolutionRunner.constructor(in, "TtlLruCache");
        in.expect('[');
        int given0 = in.integer();
        in.expect(']');
        in.endLine();
        TtlLruCache instance = new TtlLruCache(given0); // Solution.java must define class TtlLruCache with TtlLruCache(int capacity)
        while (!in.atEnd()) {
            switch (SolutionRunner.nextCall(in)) {
                case "get" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(',');
                    String argument1 = in.string();
                    in.expect(']');
                    Integer returned = instance.get(argument0, argument1); // Solution.java must define Integer get(long nowMs, String key) in class TtlLruCache
                    out.optional(returned, out::integer);
                }
                case "put" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(',');
                    String argument1 = in.string();
                    in.expect(',');
                    int argument2 = in.integer();
                    in.expect(',');
                    long argument3 = in.longInteger();
                    in.expect(']');
                    instance.put(argument0, argument1, argument2, argument3); // Solution.java must define void put(long nowMs, String key, int value, long ttlMs) in class TtlLruCache
                    out.nothing();
                }
                case "size" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(']');
                    int returned = instance.size(argument0); // Solution.java must define int size(long nowMs) in class TtlLruCache
                    out.integer(returned);
                }
                default -> throw in.wrong("a method of this problem");
            }
            in.endLine();
            out.endLine();
        }
    }
}
