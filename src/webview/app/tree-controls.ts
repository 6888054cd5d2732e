/** What of the tree is looked at, and how. */
import { el } from './element.ts';
import { button, check, choice, group, saveButtons } from './controls.ts';
import type { State } from './state.ts';

export interface TreeActions {
  change(change: Partial<State>): void;
  zoom(factor: number): void;
  fit(): void;
  save: (kind: 'svg' | 'png') => void;
}

export interface TreeControls {
  readonly element: HTMLElement;
  /** @param batches those that have entries, in their order. */
  show(state: State, batches: readonly number[]): void;
}

export function treeControls(actions: TreeActions): TreeControls {
  const parents = choice(
    'Parents',
    [
      ['effective', 'as the search used them'],
      ['declared', 'as stated'],
    ],
    value => actions.change({ parents: value }),
  );
  const scope = choice(
    'Show',
    [
      ['block', 'block by block'],
      ['log', 'whole log'],
    ],
    value => actions.change({ scope: value }),
  );
  const scores = check('UCB', isOn => actions.change({ scores: isOn }));
  const slider = el('input', { type: 'range', min: 1, step: 1 });
  const shown = el('output', { 'aria-live': 'off' });
  let known: readonly number[] = [];
  slider.addEventListener('input', () => {
    const at = slider.valueAsNumber;
    actions.change({ batch: at >= known.length ? undefined : known[at - 1] });
  });
  const element = el(
    'div',
    { class: 'controls' },
    ...[parents.element, scope.element, scores.element],
    el('label', {}, 'Up to batch', slider, shown),
    group(
      'Zoom',
      button('−', 'Zoom out', () => actions.zoom(1 / 1.25)),
      button('+', 'Zoom in', () => actions.zoom(1.25)),
      button('Fit', 'Fit all of it in', () => actions.fit()),
    ),
    saveButtons('Save the picture', 'the tree', actions.save),
  );
  return {
    element,
    show: (state, batches) => {
      known = batches;
      parents.set(state.parents);
      scope.set(state.scope);
      scores.set(state.scores);
      const at =
        state.batch === undefined
          ? batches.length
          : batches.findLastIndex(one => one <= (state.batch ?? 0)) + 1;
      slider.max = String(Math.max(batches.length, 1));
      slider.disabled = batches.length < 2;
      slider.value = String(Math.max(at, 1));
      const text = batches.length === 0 ? 'none' : `${batches[at - 1] ?? 0} of ${batches.at(-1) ?? 0}`;
      shown.value = text;
      slider.setAttribute('aria-valuetext', `batch ${text}`);
    },
  };
}
