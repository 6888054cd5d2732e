/** Small parts of a tool bar. */
import { el } from './element.ts';

export interface Choice<T extends string> {
  readonly element: HTMLElement;
  set(value: T): void;
}

/** A list of words to choose one of. */
export function choice<T extends string>(
  label: string,
  options: readonly (readonly [value: T, text: string])[],
  onChange: (value: T) => void,
): Choice<T> {
  const select = el('select', {}, ...options.map(([value, text]) => el('option', { value }, text)));
  select.addEventListener('change', () => {
    const [value] = options[select.selectedIndex] ?? [];
    if (value !== undefined) onChange(value);
  });
  return { element: el('label', {}, label, select), set: value => (select.value = value) };
}

export interface Check {
  readonly element: HTMLElement;
  set(isOn: boolean): void;
}

export function check(label: string, onChange: (isOn: boolean) => void): Check {
  const input = el('input', { type: 'checkbox' });
  input.addEventListener('change', () => onChange(input.checked));
  return { element: el('label', {}, input, label), set: isOn => (input.checked = isOn) };
}

/** @param spoken what the button does, where its text is too short to say so. */
export function button(text: string, spoken: string | undefined, onClick: () => void): HTMLButtonElement {
  const made = el('button', { type: 'button', 'aria-label': spoken, title: spoken }, text);
  made.addEventListener('click', onClick);
  return made;
}

/** For a picture, which can be saved in either way. */
export const saveButtons = (label: string, what: string, save: (kind: 'svg' | 'png') => void): HTMLElement =>
  group(
    label,
    button('SVG', `Save ${what} as SVG`, () => save('svg')),
    button('PNG', `Save ${what} as PNG`, () => save('png')),
  );

export const group = (label: string, ...children: readonly Node[]): HTMLElement =>
  el('span', { class: 'group', role: 'group', 'aria-label': label }, ...children);
