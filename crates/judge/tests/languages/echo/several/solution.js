"use strict";

function gather(small, bigOne, yes, text, words, maybeSmall) {
  return [small, bigOne, yes, text, words, maybeSmall ?? undefined];
}
