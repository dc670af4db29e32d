// Generated from signature.toml by `cargo xtask gen`.

import java.util.List;

record Nights(List<Integer> firstNight, int broken, List<Integer> circle) {}
