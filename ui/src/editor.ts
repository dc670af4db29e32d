// The code editor, in a file of its own that is fetched when the first one opens.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { cpp } from "@codemirror/lang-cpp";
import { go } from "@codemirror/lang-go";
import { java } from "@codemirror/lang-java";
import { javascript } from "@codemirror/lang-javascript";
import { markdown } from "@codemirror/lang-markdown";
import { python } from "@codemirror/lang-python";
import { rust } from "@codemirror/lang-rust";
import { sql } from "@codemirror/lang-sql";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  StreamLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface EditorOptions {
  language: string;
  text: string;
  label: string;
  placeholder: string;
  changed: (text: string) => void;
  /** Says whether a paste may go in; called with its text. */
  mayPaste: (text: string) => boolean;
  /** For a page whose policy lets styles in only by this word. */
  nonce?: string | undefined;
}

export interface Editor {
  readonly element: HTMLElement;
  setText(text: string): void;
  /** Puts text where the cursor is, as a paste would. */
  insert(text: string): void;
  focus(): void;
  /** Puts the cursor at the beginning of a line, from 1, and into sight. */
  toLine(line: number): void;
  destroy(): void;
}

const languages: Record<string, { support: () => Extension; indent: string }> = {
  python: { support: python, indent: "    " },
  java: { support: java, indent: "    " },
  go: { support: go, indent: "\t" },
  rust: { support: rust, indent: "    " },
  cpp: { support: cpp, indent: "    " },
  javascript: { support: javascript, indent: "  " },
  sql: { support: () => sql(), indent: "  " },
  yaml: { support: yaml, indent: "  " },
  markdown: { support: () => markdown(), indent: "  " },
  toml: { support: () => StreamLanguage.define(toml), indent: "  " },
};

/** Marks changes that came from the log, which must not be sent back to it. */
const fromElsewhere = Annotation.define<boolean>();

export function createEditor(options: EditorOptions): Editor {
  const language = languages[options.language];
  const view = new EditorView({
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        placeholder(options.placeholder),
        language ? [language.support(), indentUnit.of(language.indent)] : [],
        options.language === "markdown" ? EditorView.lineWrapping : [],
        EditorState.tabSize.of(4),
        syntaxHighlighting(colours),
        look,
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          // Tab belongs to code here; Esc leaves the editor, so nobody is caught in it.
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0" }),
        EditorView.domEventHandlers({
          paste: (event) => {
            const text = event.clipboardData?.getData("text/plain") ?? "";
            if (options.mayPaste(text)) return false;
            event.preventDefault();
            return true;
          },
          drop: (event) => {
            const text = event.dataTransfer?.getData("text/plain") ?? "";
            if (options.mayPaste(text)) return false;
            event.preventDefault();
            return true;
          },
        }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          if (update.transactions.some((one) => one.annotation(fromElsewhere))) return;
          options.changed(update.state.doc.toString());
        }),
        options.nonce ? EditorView.cspNonce.of(options.nonce) : [],
      ],
    }),
  });
  return {
    element: view.dom,
    setText(text) {
      const before = view.state.doc.toString();
      if (before === text) return;
      // Only the part that differs is replaced, so that the cursor stays with its words.
      const most = Math.min(before.length, text.length);
      let start = 0;
      while (start < most && before[start] === text[start]) start += 1;
      let end = 0;
      while (end < most - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end += 1;
      view.dispatch({
        changes: { from: start, to: before.length - end, insert: text.slice(start, text.length - end) },
        annotations: fromElsewhere.of(true),
      });
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
    },
    focus: () => view.focus(),
    toLine(line) {
      const { doc } = view.state;
      const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.controlKeyword], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--amber)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--berry)" },
  { tag: [tags.comment, tags.meta], color: "var(--ink-soft)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.className, tags.namespace, tags.propertyName], color: "var(--sky)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--sky)" },
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.link, color: "var(--sky)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "var(--s-14)", color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", fontVariantLigatures: "none" },
  ".cm-content": { padding: "var(--3) 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 var(--4) 0 var(--2)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  // Nothing blinks.
  "&.cm-focused .cm-cursorLayer": { animation: "none !important" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--ink-soft)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 var(--2) 0 var(--3)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": {
    backgroundColor: "color-mix(in srgb, var(--panel-soft) 60%, transparent)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "light-dark(#cfe3d7, #2c5442)",
  },
  ".cm-matchingBracket": { backgroundColor: "var(--accent-wash)", outline: "1px solid var(--accent)" },
  ".cm-placeholder": { color: "var(--ink-soft)" },
  ".cm-panels": { backgroundColor: "var(--panel-soft)", color: "var(--ink)" },
  ".cm-panels input, .cm-panels button": { font: "inherit" },
});
