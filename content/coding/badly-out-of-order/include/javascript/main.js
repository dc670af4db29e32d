// Generated from signature.toml by `cargo xtask gen`.
// Gives swappedPairs of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Event = driver.record({ partition: driver.string, madeMs: driver.long });
const Disorder = driver.record({ partition: driver.string, pairs: driver.long });

driver.callFunction("swappedPairs", {
  parameters: { events: driver.list(Event), slackMs: driver.long },
  returns: [driver.list(Disorder), "a list of Disorder (partition: string, pairs: long)"],
});
