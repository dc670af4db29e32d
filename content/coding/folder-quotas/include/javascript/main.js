// Generated from signature.toml by `cargo xtask gen`.
// Gives refusedBy of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Folder = driver.record({ parent: driver.int, reserved: driver.long, quota: driver.long });
const StoredFile = driver.record({ folder: driver.int, size: driver.long });

driver.callFunction("refusedBy", {
  parameters: { folders: driver.list(Folder), files: driver.list(StoredFile), uploads: driver.list(driver.int) },
  returns: [driver.list(driver.int), "a list of ints"],
});
