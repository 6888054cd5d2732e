import { l10n, QuickPickItemKind, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Choice, Proposal, ProposedSlot, ProposeInput } from '../../../../core/batch/index.ts';
import { minutesText } from '../../../../core/batch/minutes-text.ts';
import { mutationText } from '../../../../core/batch/mutation-text.ts';
import type { PlannedSlot } from '../../../../core/batch/plan.ts';
import type { ReadExploration } from '../../../services/explorations.ts';
import { agreed } from '../agreed.ts';
import { briefReason, changeSlot } from './slot-change.ts';

interface Item extends QuickPickItem {
  readonly slot?: number;
  readonly act?: 'write' | 'reset' | 'reasons' | 'repeat';
}

/** The proposed batch as a list: the user changes slots one by one, until it is to be written. */
export class ProposalPick {
  private choices: readonly Choice[] = [];
  private repeats = false;
  /** What was taken from a slot's alternatives keeps its own reason. */
  private readonly taken = new Map<number, PlannedSlot>();
  private proposal: Proposal;

  constructor(
    private readonly exploration: ReadExploration,
    private readonly input: ProposeInput,
    private readonly first: Proposal,
  ) {
    this.proposal = first;
  }

  /** The batch as the user wants it; undefined when it is not to be written. */
  async show(): Promise<Proposal | undefined> {
    for (;;) {
      const { iterations } = this.proposal;
      const picked = await window.showQuickPick(this.items(), {
        title: l10n.t('Propose Batch: Iter {0}-{1}', iterations[0] ?? '', iterations.at(-1) ?? ''),
        placeHolder: l10n.t('Enter writes this batch; choose a slot to change it'),
        ignoreFocusOut: true,
        matchOnDetail: true,
      });
      if (!picked) return undefined;
      if (picked.act === 'reset') this.reset();
      else if (picked.act === 'reasons') await this.showReasons();
      else if (picked.act === 'repeat') this.repeat();
      else if (picked.slot !== undefined) await this.change(picked.slot);
      else if (await this.isLegal()) return this.proposal;
    }
  }

  private items(): Item[] {
    const { slots, iterations, notes } = this.proposal;
    return [
      { label: l10n.t('$(check) Write This Batch'), act: 'write', alwaysShow: true },
      { label: l10n.t('slots'), kind: QuickPickItemKind.Separator },
      ...slots.map((own, i): Item => slotItem(own, iterations[i] ?? 0, this.problemsOf(own.slot))),
      { label: notes.join(' '), kind: QuickPickItemKind.Separator },
      { label: l10n.t('$(book) Read the Reasons'), act: 'reasons' },
      {
        label: this.repeats
          ? l10n.t('$(sync) Repeat Only in the Robustness Slot')
          : l10n.t('$(sync) Repeat an Unconfirmed Best Config in Further Slots'),
        act: 'repeat',
      },
      ...(this.choices.length > 0 || this.repeats
        ? [{ label: l10n.t('$(discard) Back to the Proposal'), act: 'reset' as const }]
        : []),
    ];
  }

  /** The list has room for one line of each. */
  private async showReasons(): Promise<void> {
    const { slots, notes } = this.proposal;
    const reasons = slots.map(({ slot, reason }) => `${l10n.t('Slot {0}', slot)}: ${reason}`);
    await window.showInformationMessage(l10n.t('Why this batch'), {
      modal: true,
      detail: [...reasons, ...notes].join('\n\n'),
    });
  }

  private reset(): void {
    this.choices = [];
    this.repeats = false;
    this.taken.clear();
    this.proposal = this.first;
  }

  private async change(slot: number): Promise<void> {
    const own = this.proposal.slots.find(other => other.slot === slot);
    const changed = own && (await changeSlot(own, this.exploration));
    if (!changed) return;
    const { parent, config } = changed;
    const choice: Choice = { slot, parent, set: config };
    if (changed.alternative) this.taken.set(slot, changed.alternative);
    else this.taken.delete(slot);
    this.choices = [...this.choices.filter(other => other.slot !== slot), choice];
    this.chooseAgain();
  }

  /** More slots that confirm what may be luck, or as many as the protocol has. */
  private repeat(): void {
    this.repeats = !this.repeats;
    this.chooseAgain();
  }

  private chooseAgain(): void {
    const options = { moreRobustness: this.repeats, choices: this.choices };
    const outcome = this.exploration.batch.propose({ ...this.input, options });
    if (outcome.kind === 'proposal') this.proposal = this.withReasons(outcome.proposal);
  }

  private withReasons(proposal: Proposal): Proposal {
    const slots = proposal.slots.map((own): ProposedSlot => {
      const taken = this.taken.get(own.slot);
      return taken ? { ...taken, alternatives: this.first.slots[own.slot]?.alternatives ?? [] } : own;
    });
    return { ...proposal, slots };
  }

  private problemsOf(slot: number): readonly string[] {
    if (this.choices.length === 0) return [];
    return this.exploration.batch
      .violations(this.input, this.proposal.slots)
      .filter(violation => violation.slot === slot)
      .map(({ message }) => message);
  }

  /** A person may know better than the rules, but not by accident. */
  private async isLegal(): Promise<boolean> {
    const problems = this.proposal.slots.flatMap(({ slot }) => this.problemsOf(slot));
    if (problems.length === 0) return true;
    return agreed(l10n.t('This batch breaks rules of the protocol.'), problems, l10n.t('Write All the Same'));
  }
}

/** `Slot 0 · lr_update: 1.5E-3 -> 1.2E-3`, with role, parent and minutes beside it and the reason below. */
function slotItem(own: ProposedSlot, iteration: number, problems: readonly string[]): Item {
  const { slot, role, parent, mutations, minutes, score } = own;
  const from = parent === 'root' ? l10n.t('the base config') : l10n.t('Node {0}', parent);
  const what =
    mutations.length === 0 ? l10n.t('{0} again, unchanged', from) : mutations.map(mutationText).join(', ');
  const time = minutes === undefined ? '' : ` · ${l10n.t('{0} min', minutesText(minutes))}`;
  const ucb = score === undefined ? '' : `, UCB ${score.toFixed(3)}`;
  const origin = mutations.length === 0 ? '' : ` · ${l10n.t('from {0}', from)}${ucb}`;
  return {
    slot,
    label: `${problems.length > 0 ? '$(warning) ' : ''}${l10n.t('Slot {0}', slot)} · ${what}`,
    description: `${role}, Iter ${iteration}${origin}${time}`,
    detail: problems.length > 0 ? problems.join(' ') : briefReason(own),
  };
}
