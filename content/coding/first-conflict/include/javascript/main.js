// Generated from signature.toml by `cargo xtask gen`.
// Gives LabPlan of solution.js its arguments, and writes what it returns.

const driver = require("./driver.js");

const Booking = driver.record({ name: driver.string, startsAt: driver.long, endsAt: driver.long });

driver.callClass("LabPlan", {
  parameters: { bookings: driver.list(Booking) },
  methods: {
    first_conflict: ["firstConflict", { startsAt: driver.long, endsAt: driver.long }, [driver.optional(driver.string), "a string or null"]],
    cancel: ["cancel", { name: driver.string }, [driver.bool, "a bool"]],
  },
});
