import java.util.List;

class Parrot {
    private final long first;
    private final List<String> names;

    Parrot(long first, List<String> names) {
        this.first = first;
        this.names = names;
    }

    void listen(Seed seed) {}

    List<String> allNames() {
        return names;
    }

    long firstValue() {
        return first;
    }

    int saySmall(int value) {
        return value;
    }

    String sayText(String value) {
        return value;
    }

    Long sayMaybe(Long value) {
        return value;
    }

    List<Seed> saySeeds(List<Seed> seeds, boolean areMany) {
        return seeds;
    }

    Seed saySeed(Seed seed) {
        return seed;
    }
}
