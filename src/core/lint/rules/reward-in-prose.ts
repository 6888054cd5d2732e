import type { Section } from '../../log/model.ts';
import { isOnlyStatement, quotesOf } from '../quotes.ts';
import type { Quote } from '../quotes.ts';
import type { Finding, SectionRule } from '../rule.ts';

export const rewardInProse: SectionRule = {
  slug: 'reward-in-prose',
  severity: 'error',
  scope: 'section',
  summary: 'A reward with its value stands on a line other than Metrics, where it replaces the measured one.',
  fixable: true,
  universal: false,
  check(section, { protocol }) {
    const quotes: Quote[] = [];
    if (section.header) for (const metric of protocol.scored) quotes.push(...quotesOf(section, metric));
    if (quotes.length === 0) return [];
    const lines = new Set(quotes.map(quote => quote.line));
    return [...lines].map(line =>
      finding(
        section,
        quotes.filter(quote => quote.line === line),
      ),
    );
  },
};

const harm = ['none', 'replaces', 'raises'];
const worse = (a: Quote, b: Quote): Quote => (harm.indexOf(b.damage) > harm.indexOf(a.damage) ? b : a);

/** One finding a line, of its worst quote; the fix mends them all. */
function finding(section: Section, quotes: readonly Quote[]): Finding {
  const worst = quotes.reduce(worse);
  const { metric, value, start, sign } = worst;
  const span = { start, end: sign + 1 + value.length };
  if (quotes.some(quote => isOnlyStatement(section, quote))) {
    return {
      span,
      message: `${metric}=${value} stands on a line of its own: the Metrics line lacks it. Move it there.`,
    };
  }
  const edits = quotes.map(quote => ({ start: quote.sign, end: quote.sign + 1, text: ' ' }));
  const fix = { title: `Write ${metric} ${value} without the equals sign`, edits };
  const own = {
    span,
    message: `${costOf(worst, section)} Write ${metric} ${value} here, without the equals sign.`,
    fix,
  };
  return worst.damage === 'none' ? { ...own, severity: 'info' } : own;
}

function costOf({ metric, value, damage }: Quote, { entry }: Section): string {
  const measured = entry ? `what Iter ${entry.header.id} measured` : 'the measured value above';
  if (damage === 'raises')
    return `The tree builder reads ${metric}=${value}, which is no number, and stops with an error.`;
  if (damage === 'none')
    return `The tree builder reads ${metric}=${value} here too; that it equals or precedes the Metrics line is luck.`;
  return `The tree builder reads ${metric}=${value} here and puts it in place of ${measured}.`;
}
