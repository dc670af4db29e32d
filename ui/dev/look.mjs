// Pictures of a page for one's own eyes: node dev/look.mjs NAME URL [width,..] [light,dark]  ->  /tmp-like DIR given by LOOK_DIR
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./browser.mjs";

const [name, url, widths = "1440,1024,390", themes = "light,dark"] = process.argv.slice(2);
const dir = process.env.LOOK_DIR ?? join(tmpdir(), "greenroom-look");
mkdirSync(dir, { recursive: true });
const browser = await launch();
for (const theme of themes.split(",")) {
  for (const width of widths.split(",").map(Number)) {
    const page = await browser.newPage({
      viewport: { width, height: width < 500 ? 844 : 900 },
      colorScheme: theme,
    });
    await page.goto(url);
    await page.waitForTimeout(400);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.screenshot({ path: join(dir, `${name}-${width}-${theme}.png`), fullPage: true });
    console.log(`${name} ${width} ${theme}${wide > width ? `: ${wide} px wide, scrolls sideways` : ""}`);
    await page.close();
  }
}
await browser.close();
