/** File names in the text of a log. */
import type { Section, Token } from '../log/model.ts';

const ending = /\.(?:ya?ml|log|png|jpe?g|gif|svg|webp)(?![\w-]|\.\w)/gi;
/** Longer names are none; so much is looked at before each ending. */
const longest = 260;

const known = new WeakMap<Section, readonly Token[]>();

/** The names, with folders where they are given, that a section's text holds; those of Markdown links are left to Markdown. */
export function filesNamed(section: Section): readonly Token[] {
  let names = known.get(section);
  if (!names) known.set(section, (names = search(section.text)));
  return names;
}

function search(text: string): Token[] {
  return [...text.matchAll(ending)].flatMap(match => {
    const end = match.index + match[0].length;
    const start = nameStart(text, match.index);
    const name = text.slice(start, end);
    if (start === match.index || name.split('/').includes('..') || isLinkTarget(text, start, end)) return [];
    return [{ text: name, start, end }];
  });
}

/** Where the name before an ending begins: at a letter, since a path from the top of a disk leads out of the exploration. */
function nameStart(text: string, ending: number): number {
  let start = ending;
  for (let i = ending - 1; i >= 0 && ending - i <= longest && /[\w./-]/.test(text[i] ?? ''); i--)
    if (/\w/.test(text[i] ?? '')) start = i;
  return start;
}

const isLinkTarget = (text: string, start: number, end: number): boolean =>
  /\]\([./]*$/.test(text.slice(Math.max(start - 8, 0), start)) && text[end] === ')';
