/** Text of a log inside Markdown, as a reader of Markdown shows it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal';
import { oneLine, plain } from '../../../../src/core/text/markdown.ts';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The text of a paragraph that holds nothing but text; undefined for anything else. */
function shown(markdown: string): string | undefined {
  const html = micromark(markdown, {
    extensions: [gfmAutolinkLiteral()],
    htmlExtensions: [gfmAutolinkLiteralHtml()],
  });
  const text = /^<p>([^<]*)<\/p>$/.exec(html)?.[1];
  return text?.replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '');
}

describe('plain text in Markdown', () => {
  const samples = [
    'lr_update: 1.8E-3 -> 2E-3',
    '*big* __gain__ ~~no~~ `x`',
    '[click](command:workbench.action.quit) ![p](https://x.y/z.png)',
    '<img src=x> <b>a</b> &amp; a<b',
    'see https://example.org and www.example.org or a@example.org',
    '# no heading',
    '- no list',
    '+ no list',
    '7. no list',
    '> no quote',
    '=== ---',
    '---',
    '$(flame) $x$ a\\b | c',
  ];

  for (const text of samples) it(`shows as it stands: ${text}`, () => assert.equal(shown(plain(text)), text));

  it('shows any text on one line, but for blanks', () => {
    const letters = fc.string({ unit: 'grapheme' });
    const risky = fc.string({
      unit: fc.constantFrom(...Array.from('*_`[]()<>!#+-=.:/@&|~\\$ w1x\n\t"\'')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.oneof(risky, letters), text => {
        const wanted = oneLine(text).replace(/\s+/g, ' ').trim();
        if (wanted !== '') assert.equal(shown(plain(text))?.replace(/\s+/g, ' ').trim(), wanted);
      }),
      { numRuns: 2000 },
    );
  });
});
