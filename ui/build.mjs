// Bundles the sources into the folder that the program embeds: `node build.mjs [--outdir DIR]`.
//
// `dist/` is committed, so that nobody needs Node to build Greenroom, and a build of the same sources
// must give the same bytes: no hashes in names, no times, no source maps.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { outdir: { type: "string", default: join(here, "dist") } } });
const out = values.outdir;

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: ["es2022", "chrome123", "firefox121", "safari17.5"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "fonts"), { recursive: true });

const bundles = await Promise.all([
  build({
    ...common,
    entryPoints: ["src/css/app.css"],
    outfile: join(out, "app.css"),
    external: ["./fonts/*"],
  }),
  // Classic script in the head, so that the chosen theme is set before the first paint.
  build({ ...common, entryPoints: ["src/page.ts"], outfile: join(out, "page.js"), format: "iife" }),
  ...["room", "code", "studio", "lab"].map((name) =>
    build({
      ...common,
      entryPoints: [`src/${name}.ts`],
      outfile: join(out, `${name}.js`),
      format: "esm",
      // Fetched when the first editor or drawing opens: a behavioral round never needs them.
      external: ["./editor.js", "./studio.js"],
    }),
  ),
  build({ ...common, entryPoints: ["src/editor.ts"], outfile: join(out, "editor.js"), format: "esm" }),
]);

const modules = join(here, "node_modules");
const fonts = [
  ["inter", "inter-latin-wght-normal.woff2"],
  ["inter", "inter-latin-wght-italic.woff2"],
  ["source-serif-4", "source-serif-4-latin-wght-normal.woff2"],
  ["jetbrains-mono", "jetbrains-mono-latin-wght-normal.woff2"],
];
for (const [family, file] of fonts) {
  const from = join(modules, "@fontsource-variable", family);
  await copyFile(join(from, "files", file), join(out, "fonts", file));
  await copyFile(join(from, "LICENSE"), join(out, "fonts", `${family}-LICENSE.txt`));
}
await copyFile(join(modules, "htmx.org/dist/htmx.min.js"), join(out, "htmx.min.js"));
await copyFile(join(here, "src/favicon.svg"), join(out, "favicon.svg"));

// The licences of what is bundled travel with it.
const bundled = new Set(["htmx.org"]);
for (const { metafile } of bundles) {
  for (const input of Object.keys(metafile.inputs)) {
    const found = input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) bundled.add(found[1]);
  }
}
const notices = [];
for (const name of [...bundled].sort()) {
  const folder = join(modules, name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).sort().find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} carries no licence text: add it by hand or do without the package`);
  const text = await readFile(join(folder, file), "utf8");
  notices.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
}
await writeFile(join(out, "LICENSES.txt"), notices.join("\n----\n\n"));
