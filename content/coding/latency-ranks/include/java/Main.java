// Generated from signature.toml by `cargo xtask gen`.

/** Gives LatencyWindow its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        SolutionRunner.constructor(in, "LatencyWindow");
        in.expect('[');
        long given0 = in.longInteger();
        in.expect(']');
        in.endLine();
        LatencyWindow instance = new LatencyWindow(given0); // Solution.java must define class LatencyWindow with LatencyWindow(long windowMs)
        while (!in.atEnd()) {
            switch (SolutionRunner.nextCall(in)) {
                case "observe" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(',');
                    int argument1 = in.integer();
                    in.expect(']');
                    instance.observe(argument0, argument1); // Solution.java must define void observe(long atMs, int latencyUs) in class LatencyWindow
                    out.nothing();
                }
                case "percentile" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(',');
                    int argument1 = in.integer();
                    in.expect(']');
                    int returned = instance.percentile(argument0, argument1); // Solution.java must define int percentile(long nowMs, int perMille) in class LatencyWindow
                    out.integer(returned);
                }
                case "at_most" -> {
                    in.expect(',');
                    long argument0 = in.longInteger();
                    in.expect(',');
                    int argument1 = in.integer();
                    in.expect(']');
                    int returned = instance.atMost(argument0, argument1); // Solution.java must define int atMost(long nowMs, int latencyUs) in class LatencyWindow
                    out.integer(returned);
                }
                default -> throw in.wrong("a method of this problem");
            }
            in.endLine();
            out.endLine();
        }
    }
}
