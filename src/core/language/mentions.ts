/** Where a section names iterations by their numbers. */
import { isField } from '../log/model.ts';
import type { AnyField, BuilderLine, Section } from '../log/model.ts';
import { isOpaque } from '../log/section.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';

/**
 * What a number stands for: the id in the header or on a Node line, the parent on a Node or a Next line, the `Node X`
 * of a re-run, or none of them, in a text for readers.
 */
export type MentionRole = 'header' | 'node' | 'parent' | 'next' | 'rerun' | 'prose';

export interface Mention {
  readonly role: MentionRole;
  /** 1 or more. */
  readonly id: number;
  /** The digits, from the section's start. */
  readonly span: Span;
}

const known = new WeakMap<Section, readonly Mention[]>();

/**
 * Every place of a section that names an iteration, in the order of the text. What a reader or the tree builder takes
 * for a header, a Node, a Next or a Mutation line has its own role, for the tree builder in code fences and between
 * entries too; the rest is prose, which fences and comments have none of. `root` and 0 name no iteration.
 */
export function mentionsIn(section: Section): readonly Mention[] {
  let mentions = known.get(section);
  if (!mentions) known.set(section, (mentions = new Search(section).all()));
  return mentions;
}

/** `Node 21`, `Iter #12`, `id=5`, and how a list or a range of them goes on: `Iters 3-5`, `Iter 9 and 12`. */
const named = /\b(?:(?:node|iter(?:ation)?)(s?)[ \t]{0,2}#?|(?:id|parent)[ \t]?=[ \t]?)(\d+)(?![\w]|\.\d)/gi;
const tight = /(?:[-–/]| (?:and|vs\.?) | [&+] )#?(\d+)(?![\w]|\.\d)/y;
/** Commas only after a plural: in `Iter 5, 3 samples` the 3 is none. */
const listed = /(?:[-–/]|,? (?:and|or|to|vs\.?) | [&+] |, ?)#?(\d+)(?![\w]|\.\d)/y;

/** Collects mentions: the first thing that claims a number gives it its role. */
class Search {
  private readonly found: Mention[] = [];

  constructor(private readonly section: Section) {}

  all(): readonly Mention[] {
    const { header, entry, builder } = this.section;
    if (header && (entry || header.readable)) this.add('header', header.idToken);
    for (const field of entry?.lines ?? []) this.addField(field);
    for (const line of builder) this.addBuilderLine(line);
    this.addProse();
    this.found.sort((a, b) => a.span.start - b.span.start);
    return this.found.filter(({ span: at }, i) => at.start !== this.found[i - 1]?.span.start);
  }

  private addField(field: AnyField): void {
    if (isField(field, 'node')) {
      this.add('node', field.idToken);
      this.add('parent', field.parent);
    } else if (isField(field, 'next')) this.add('next', field.parent);
    else if (isField(field, 'mutation')) this.add('rerun', field.rerunOf);
  }

  /** `Node: id=5, parent=3` and `Next: parent=5` have one form only. */
  private addBuilderLine(line: BuilderLine): void {
    if (line.kind === 'mutation') return;
    const { text } = this.section;
    const first = text.indexOf('=', line.span.start) + 1;
    this.add(line.kind, digitsAt(text, first));
    if (line.kind === 'node') this.add('parent', digitsAt(text, text.indexOf('=', first) + 1));
  }

  private addProse(): void {
    const { text, opaque } = this.section;
    named.lastIndex = 0;
    for (let match = named.exec(text); match; match = named.exec(text)) {
      if (opaque.length > 0 && isOpaque(opaque, match.index)) continue;
      const [, plural, digits = ''] = match;
      this.add('prose', span(named.lastIndex - digits.length, named.lastIndex));
      if (plural !== undefined) this.addFurther(plural === '' ? tight : listed, named.lastIndex);
    }
  }

  /** What goes on a list or a range that ends at a place. */
  private addFurther(next: RegExp, from: number): void {
    next.lastIndex = from;
    for (let match = next.exec(this.section.text); match; match = next.exec(this.section.text))
      this.add('prose', span(next.lastIndex - (match[1] ?? '').length, next.lastIndex));
  }

  private add(role: MentionRole, at: Span | undefined): void {
    if (!at) return;
    const id = Number(this.section.text.slice(at.start, at.end));
    if (Number.isSafeInteger(id) && id >= 1) this.found.push({ role, id, span: at });
  }
}

function digitsAt(text: string, start: number): Span | undefined {
  let end = start;
  while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  return end > start ? span(start, end) : undefined;
}
