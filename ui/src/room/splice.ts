// Texts that two tabs change at once. Positions count Unicode scalar values, as the log's do.
import type { Splice } from "./protocol";

/** The smallest single replacement that turns `before` into `after`. */
export function between(before: string, after: string): Splice {
  const old = Array.from(before);
  const now = Array.from(after);
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  return {
    at: start,
    remove: old.length - start - end,
    insert: now.slice(start, now.length - end).join(""),
  };
}

export function apply({ at, remove, insert }: Splice, before: string): string {
  const chars = Array.from(before);
  return chars.slice(0, at).join("") + insert + chars.slice(at + remove).join("");
}

/**
 * The text here after a change made elsewhere: `base` is what both grew from, `here` what this tab has,
 * `there` what the log has now. Changes in different places are both kept. Where they touch, this tab's
 * words stay, because the user is looking at them; the other's are in the log's earlier revision.
 */
export function rebase(base: string, here: string, there: string): string {
  if (here === base || here === there) return there;
  if (there === base) return here;
  const mine = between(base, here);
  const theirs = between(base, there);
  if (theirs.at + theirs.remove < mine.at || (theirs.at + theirs.remove === mine.at && theirs.remove > 0)) {
    const shift = Array.from(theirs.insert).length - theirs.remove;
    return apply({ ...mine, at: mine.at + shift }, there);
  }
  if (mine.at + mine.remove < theirs.at || (mine.at + mine.remove === theirs.at && mine.remove > 0)) {
    return apply(mine, there);
  }
  return here;
}
