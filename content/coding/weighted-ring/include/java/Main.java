// Generated from signature.toml by `cargo xtask gen`.

/** Gives WeightedRing its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        SolutionRunner.constructor(in, "WeightedRing");
        in.expect('[');
        long given0 = in.longInteger();
        in.expect(',');
        int given1 = in.integer();
        in.expect(']');
        in.endLine();
        WeightedRing instance = new WeightedRing(given0, given1); // Solution.java must define class WeightedRing with WeightedRing(long ringSize, int pointsPerWeight)
        while (!in.atEnd()) {
            switch (SolutionRunner.nextCall(in)) {
                case "set_weight" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(',');
                    int argument1 = in.integer();
                    in.expect(']');
                    long returned = instance.setWeight(argument0, argument1); // Solution.java must define long setWeight(String node, int weight) in class WeightedRing
                    out.longInteger(returned);
                }
                case "owner" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(']');
                    String returned = instance.owner(argument0); // Solution.java must define String owner(String key) in class WeightedRing
                    out.optional(returned, out::string);
                }
                case "share" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(']');
                    long returned = instance.share(argument0); // Solution.java must define long share(String node) in class WeightedRing
                    out.longInteger(returned);
                }
                default -> throw in.wrong("a method of this problem");
            }
            in.endLine();
            out.endLine();
        }
    }
}
