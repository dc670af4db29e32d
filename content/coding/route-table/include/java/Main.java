// Generated from signature.toml by `cargo xtask gen`.

/** Gives RouteTable its arguments from standard input, and writes what it returns. */
final class Main {
    public static void main(String[] args) {
        SolutionRunner.run(Main::answer);
    }

    private static void answer(JsonReader in, JsonWriter out) {
        SolutionRunner.constructor(in, "RouteTable");
        in.expect('[');
        in.expect(']');
        in.endLine();
        RouteTable instance = new RouteTable(); // Solution.java must define class RouteTable with RouteTable()
        while (!in.atEnd()) {
            switch (SolutionRunner.nextCall(in)) {
                case "put" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(',');
                    String argument1 = in.string();
                    in.expect(']');
                    instance.put(argument0, argument1); // Solution.java must define void put(String prefix, String service) in class RouteTable
                    out.nothing();
                }
                case "drain" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(']');
                    int returned = instance.drain(argument0); // Solution.java must define int drain(String prefix) in class RouteTable
                    out.integer(returned);
                }
                case "resolve" -> {
                    in.expect(',');
                    String argument0 = in.string();
                    in.expect(']');
                    String returned = instance.resolve(argument0); // Solution.java must define String resolve(String path) in class RouteTable
                    out.optional(returned, out::string);
                }
                default -> throw in.wrong("a method of this problem");
            }
            in.endLine();
            out.endLine();
        }
    }
}
