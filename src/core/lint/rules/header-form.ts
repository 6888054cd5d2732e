import type { Header, Section } from '../../log/model.ts';
import { insert } from '../../text/edits.ts';
import { dominantBreak } from '../../text/lines.ts';
import type { Finding, Fix, LogRule } from '../rule.ts';

/** What starts a header, or parts its number from its status, in place of `## Iter N: `. */
const leftOver = /^[\s:.|–—-]+/;
const mark = '\uFEFF';

export const headerForm: LogRule = {
  slug: 'header-form',
  severity: 'error',
  scope: 'log',
  summary:
    'A line that means to be an iteration header but that the tree builder does not read, or reads where none is meant.',
  fixable: true,
  universal: true,
  *check(context) {
    let before: Section | undefined;
    for (const section of context.sections) {
      const { header, entry } = section;
      if (header && entry && !header.readable) yield { section, ...nearHeader(section, header) };
      else if (header?.readable && !entry && !inSameSample(before))
        yield { section, ...hiddenHeader(header) };
      before = section;
    }
  },
};

function nearHeader(section: Section, header: Header): Finding {
  const fix = rewrite(section, header);
  const why = section.text.startsWith(mark) ? 'behind the byte order mark' : 'written like this';
  const message = `The tree builder does not read a header ${why}: Iter ${header.id} vanishes, and its lines replace those of the entry before it. Write \`## Iter ${header.id}: status\`.`;
  return { span: header.span, message, fix };
}

/** Keeps the level where it is one that the tree builder reads, the number as written, and the status. */
function rewrite({ text }: Section, { span, idToken, status }: Header): Fix {
  const title = `Rewrite as \`## Iter ${idToken.text}:\``;
  if (text.startsWith(`${mark}##`))
    return { title: 'Begin the header on a line of its own', edits: [insert(1, dominantBreak(text))] };
  const level = /^[ \t]*(#{2,})/.exec(text)?.[1] ?? '##';
  const bold = /^\W*(\*\*|__)/.exec(text)?.[1];
  let word = status.text.replace(leftOver, '');
  if (bold && word.endsWith(bold)) word = word.slice(0, -bold.length).trim();
  return { title, edits: [{ ...span, text: `${level} Iter ${idToken.text}: ${word}`.trimEnd() }] };
}

function hiddenHeader(header: Header): Finding {
  const message = `This header stands in a code fence or a comment, but the tree builder reads it, and the lines below it, as Iter ${header.id}. Indent the sample by a blank, or write its number as N.`;
  return { span: header.span, message };
}

/** Whether the fence or comment that hides a header already hid the header of the section before it. */
function inSameSample(before: Section | undefined): boolean {
  if (!before?.header || before.entry) return false;
  return before.opaque[0]?.end === before.text.length;
}
