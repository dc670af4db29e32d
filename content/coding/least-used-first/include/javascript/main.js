// Generated from signature.toml by `cargo xtask gen`.
// Gives LfuCache of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

driver.callClass("LfuCache", {
  parameters: { capacity: driver.int },
  methods: {
    get: ["get", { key: driver.string }, [driver.optional(driver.int), "an int or null"]],
    put: ["put", { key: driver.string, value: driver.int }, [driver.optional(driver.string), "a string or null"]],
    remove: ["remove", { key: driver.string }, [driver.bool, "a bool"]],
    victims: ["victims", { count: driver.int }, [driver.list(driver.string), "a list of strings"]],
  },
});
