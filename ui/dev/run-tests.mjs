// Bundles the tests of a folder, because Node 20 reads no TypeScript, and runs them with Node's own runner:
// `node dev/run-tests.mjs src|e2e [NAME]`.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ui = join(dirname(fileURLToPath(import.meta.url)), "..");
const [folder, only = ""] = process.argv.slice(2);
const files = (await readdir(join(ui, folder), { recursive: true }))
  .filter((file) => /\.(test|e2e)\.ts$/.test(file) && file.includes(only))
  .sort()
  .map((file) => join(ui, folder, file));
if (files.length === 0) {
  console.error(`no tests in ${folder}/ whose name contains "${only}"`);
  process.exit(1);
}
// Inside ui/, so that the bundles find node_modules.
const out = await mkdtemp(join(ui, "node_modules", ".tests-"));
try {
  await build({
    entryPoints: files,
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const bundles = (await readdir(out, { recursive: true }))
    .filter((file) => file.endsWith(".mjs"))
    .map((file) => join(out, file));
  const { status } = spawnSync(
    process.execPath,
    ["--enable-source-maps", "--test", "--test-concurrency=1", ...bundles],
    { stdio: "inherit", cwd: ui },
  );
  process.exitCode = status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
