// Generated from signature.toml by `cargo xtask gen`.
// Gives IdGenerator of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Batch = driver.record({ firstId: driver.long, lastId: driver.long });
const Origin = driver.record({ atMs: driver.long, node: driver.int, sequence: driver.int });

driver.callClass("IdGenerator", {
  parameters: { epochMs: driver.long, nodes: driver.int, node: driver.int, perMs: driver.int, aheadMs: driver.long },
  methods: {
    next_id: ["nextId", { clockMs: driver.long }, [driver.optional(driver.long), "a long or null"]],
    reserve: ["reserve", { clockMs: driver.long, count: driver.long }, [driver.optional(Batch), "a Batch (firstId: long, lastId: long) or null"]],
    origin: ["origin", { id: driver.long }, [Origin, "a Origin (atMs: long, node: int, sequence: int)"]],
  },
});
