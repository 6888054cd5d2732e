/** How the user changes one slot of a proposed batch. */
import { l10n, QuickPickItemKind, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { ProposedSlot } from '../../../../core/batch/index.ts';
import { mutationText } from '../../../../core/batch/mutation-text.ts';
import type { PlannedSlot } from '../../../../core/batch/plan.ts';
import { formatValue, readValue } from '../../../../core/protocol/format.ts';
import { namesOf } from '../../../../core/protocol/names.ts';
import type { Value } from '../../../../core/protocol/types.ts';
import type { ReadExploration } from '../../../services/explorations.ts';

/** Another parent and the config that the slot is to have. */
export interface ChangedSlot {
  readonly parent: PlannedSlot['parent'];
  readonly config: Readonly<Record<string, Value>>;
  /** The alternative that it is. */
  readonly alternative?: PlannedSlot;
}

interface Item extends QuickPickItem {
  readonly alternative?: PlannedSlot;
  readonly act?: 'value' | 'parent';
}

/** What the user wants in a slot instead; undefined for nothing else. */
export async function changeSlot(
  own: ProposedSlot,
  exploration: ReadExploration,
): Promise<ChangedSlot | undefined> {
  const items: Item[] = [
    { label: l10n.t('$(edit) Edit a Value…'), act: 'value' },
    { label: l10n.t('$(git-branch) Choose Another Parent…'), act: 'parent' },
    { label: l10n.t('next best'), kind: QuickPickItemKind.Separator },
    ...own.alternatives.map((alternative): Item => ({ ...shown(alternative), alternative })),
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Slot {0}: {1}', own.slot, own.role),
    placeHolder: l10n.t('What to do in this slot instead'),
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return undefined;
  if (picked.alternative) return { ...picked.alternative, alternative: picked.alternative };
  return picked.act === 'value' ? editValue(own, exploration) : chooseParent(own, exploration);
}

const parentName = (parent: PlannedSlot['parent']): string =>
  parent === 'root' ? l10n.t('the base config') : l10n.t('Node {0}', parent);

/** Why this mutation, where the parent and its score stand beside it already; of a re-run the whole. */
export function briefReason({ mutations, reason }: PlannedSlot): string {
  const clause = reason.indexOf('); ');
  return mutations.length === 0 || clause < 0 ? reason : reason.slice(clause + 3);
}

function shown(planned: PlannedSlot): QuickPickItem {
  const { parent, mutations } = planned;
  const from = parentName(parent);
  const reason = briefReason(planned);
  return mutations.length === 0
    ? { label: l10n.t('{0} again, unchanged', from), detail: reason }
    : {
        label: mutations.map(mutationText).join(', '),
        description: l10n.t('from {0}', from),
        detail: reason,
      };
}

async function editValue(
  { parent, config, slot }: ProposedSlot,
  { files }: ReadExploration,
): Promise<ChangedSlot | undefined> {
  const { parameters } = files.protocol;
  const names = namesOf(files.protocol).sampleKey.filter(name => parameters[name]?.role === 'tunable');
  const items = names.map(name => {
    const value = config[name];
    return { label: name, description: value === undefined ? '' : formatValue(value) };
  });
  const placeHolder = l10n.t('The parameter of slot {0} to change', slot);
  const name = (await window.showQuickPick(items, { placeHolder, ignoreFocusOut: true }))?.label;
  const parameter = name === undefined ? undefined : parameters[name];
  if (name === undefined || !parameter) return undefined;
  const before = config[name];
  const text = await window.showInputBox({
    title: name,
    prompt:
      parameter.candidates.length > 0
        ? l10n.t('Candidates: {0}', parameter.candidates.map(formatValue).join(', '))
        : '',
    value: before === undefined ? '' : formatValue(before),
    ignoreFocusOut: true,
    validateInput: typed =>
      typeof readValue(typed.trim(), parameter) === parameterType(parameter.type)
        ? undefined
        : l10n.t('{0} is a {1}.', name, parameter.type),
  });
  return text === undefined
    ? undefined
    : { parent, config: { ...config, [name]: readValue(text.trim(), parameter) } };
}

const parameterType = (type: 'number' | 'boolean' | 'text'): string => (type === 'text' ? 'string' : type);

/** The mutation stays, and is made from another node; the nodes with the highest scores come first. */
async function chooseParent(own: ProposedSlot, { files }: ReadExploration): Promise<ChangedSlot | undefined> {
  const { exploration, protocol } = files;
  const nodes = [...(exploration.currentTree?.nodes ?? [])].sort((a, b) => b.score - a.score);
  const items = nodes.map(({ id, score, reward }) => ({
    label: l10n.t('Node {0}', id),
    description: `UCB ${score.toFixed(3)}, ${protocol.reward} ${reward.toFixed(3)}`,
    id,
  }));
  const placeHolder = l10n.t('The parent of slot {0}', own.slot);
  const picked = await window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
  const node = picked && exploration.node(picked.id);
  if (!node) return undefined;
  const values = exploration.configOf(node).values;
  const config: Record<string, Value> = {};
  for (const name of Object.keys(own.config)) {
    const value = values.get(name)?.value;
    if (value !== undefined) config[name] = value;
  }
  for (const { parameter, new: to } of own.mutations) config[parameter] = to;
  return { parent: node.id, config };
}
