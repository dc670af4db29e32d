// How much may be pasted at once. Past the limits the text stays in the clipboard and nothing changes here.
import { ask } from "../lib/dialog";
import { PASTE_CHARS_ASK, PASTE_CHARS_MAX } from "./protocol";

/** True: let it in now. Otherwise it is asked or said, and `insert` called later if the answer is yes. */
export function mayPaste(text: string, insert: (text: string) => void, say: (text: string) => void): boolean {
  const length = text.length;
  if (length > PASTE_CHARS_MAX) {
    say(
      `That is ${count(length)} characters, and at most ${count(PASTE_CHARS_MAX)} can be pasted at once. Nothing was pasted; your clipboard still has it. Paste the part that matters.`,
    );
    return false;
  }
  if (length > PASTE_CHARS_ASK) {
    void ask({
      title: `Paste ${count(length)} characters?`,
      says: "That is more than anyone says or writes in one go. It counts as pasted text in the debrief.",
      verb: "Paste it",
      otherwise: "Leave it out",
    }).then((yes) => {
      if (yes) insert(text);
    });
    return false;
  }
  return true;
}

export const count = (n: number): string => n.toLocaleString("en");
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
