/** The pages of the rules, and the table of them all: made from the registry and the fixtures. */
import type { LintOptions } from '../../src/core/lint/engine.ts';
import type { Rule } from '../../src/core/lint/rule.ts';
import type { SlotFiles } from '../../src/core/slots/files.ts';
import { exampleOf } from './example.ts';
import type { Generated } from './generated.ts';

/** What a rule's fixture folder holds for its page. */
export interface RuleFixture {
  /** Why the rule matters: the body of its page. */
  readonly why: string;
  /** The example in Markdown, for a rule that looks at no entries. */
  readonly example?: string;
  /** The log that the rule's example is cut from, without its marks. */
  readonly bad?: string;
  /** The slot configs that the example of a rule for them is cut from, without their marks. */
  readonly badSlots?: SlotFiles;
  readonly options: LintOptions;
}

export const docsFolder = 'docs/rules';
const note = '<!-- Made by `npm run generate`: change the rule or its fixtures, not this page. -->';

/** One page a rule, and `README.md` with the table. */
export function docFiles(
  rules: readonly Rule[],
  fixtures: ReadonlyMap<string, RuleFixture>,
): readonly Generated[] {
  const without = rules.filter(({ slug }) => !fixtures.has(slug)).map(({ slug }) => slug);
  if (without.length > 0) throw new Error(`No why.md in test/fixtures/rules for: ${without.join(', ')}.`);
  const pages = rules.flatMap(rule => {
    const fixture = fixtures.get(rule.slug);
    return fixture ? [{ file: `${docsFolder}/${rule.slug}.md`, text: page(rule, fixture) }] : [];
  });
  return [{ file: `${docsFolder}/README.md`, text: table(rules) }, ...pages];
}

function page(rule: Rule, fixture: RuleFixture): string {
  const parts = [
    `# ${rule.slug}`,
    note,
    rule.summary,
    [
      '| Severity | Fix | Applies to |',
      '| --- | --- | --- |',
      `| ${rule.severity} | ${fixText(rule)} | ${reach(rule)} |`,
    ].join('\n'),
    '## Why it matters',
    fixture.why.trim(),
    ...section('## Example', fixture.example?.trim() ?? exampleOf(rule, fixture)),
    '## Suppress or configure',
    configuration(rule),
  ];
  return `${parts.join('\n\n')}\n`;
}

const section = (title: string, body: string | undefined): readonly string[] => (body ? [title, body] : []);
const fixText = (rule: Rule): string =>
  rule.fixable
    ? `automatic, where ${isOfSlots(rule) ? 'it is known' : 'the log says'} what is right`
    : 'by hand';

/** Whether a rule speaks of slot configs, and not of logs. */
const isOfSlots = ({ scope, slug }: Rule): boolean => scope === 'slot' || slug === 'slot-parse';

function reach(rule: Rule): string {
  if (rule.slug === 'protocol-file') return 'every `iterlog.yaml`';
  if (rule.slug === 'plan-file') return 'every `<name>_plan.yaml`';
  const what = isOfSlots(rule) ? 'slot config' : 'log';
  return rule.universal ? `every ${what}` : `${what}s that have a protocol`;
}

function configuration(rule: Rule): string {
  const { slug, scope } = rule;
  const [file, opening, closing] = isOfSlots(rule) ? ['file', '#', ''] : ['log', '<!--', ' -->'];
  const language = isOfSlots(rule) ? 'yaml' : 'md';
  const comments = [
    `On one line, or from a line to the end of the ${file}:`,
    `\`\`\`${language}\n${opening} iterlog-disable-next-line ${slug}${closing}\n${opening} iterlog-disable ${slug}${closing}\n\`\`\``,
  ];
  const everywhere = [
    scope === 'engine'
      ? 'Severity, or `off`, in `iterlog.yaml`:'
      : 'Severity, or `off`, for an exploration, in its `iterlog.yaml`:',
    `\`\`\`yaml\nrules:\n  ${slug}: off\n\`\`\``,
    `In the editor: \`"iterlog.rules": { "${slug}": "off" }\`. In the terminal: \`iterlog lint --rule ${slug}=off\`. The values are \`off\`, \`info\`, \`warning\` and \`error\`.`,
  ];
  return (scope === 'engine' ? everywhere : [...comments, ...everywhere]).join('\n\n');
}

function shortReach(rule: Rule): string {
  if (isOfSlots(rule)) return rule.universal ? 'every slot config' : 'slot configs with a protocol';
  return rule.universal ? 'every log' : 'with a protocol';
}

function table(rules: readonly Rule[]): string {
  const rows = rules.map(rule => {
    const fix = rule.fixable ? 'yes' : '';
    return `| [${rule.slug}](${rule.slug}.md) | ${rule.severity} | ${fix} | ${shortReach(rule)} | ${rule.summary} |`;
  });
  return [
    '# Rules',
    '',
    note,
    '',
    `The ${rules.length} rules, in the order of their catalogue. Where the fixes of two touch the same text, the upper one comes first.`,
    '',
    '| Rule | Severity | Fix | Applies to | What it reports |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
