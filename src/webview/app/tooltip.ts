import { el } from './element.ts';

/** What is said beside the mouse; a screen reader has the same in the tree of items and the details. */
export class Tooltip {
  private readonly box = el('div', { class: 'tooltip', hidden: true, 'aria-hidden': 'true' });

  constructor() {
    document.body.append(this.box);
    addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.hide();
    });
  }

  show(x: number, y: number, title: string, ...content: readonly (Node | string)[]): void {
    this.box.replaceChildren(el('strong', {}, title), ...content);
    this.box.hidden = false;
    const { width, height } = this.box.getBoundingClientRect();
    const left = x + 14 + width > innerWidth ? Math.max(4, x - width - 10) : x + 14;
    const top = y + 14 + height > innerHeight ? Math.max(4, y - height - 10) : y + 14;
    this.box.style.left = `${left}px`;
    this.box.style.top = `${top}px`;
  }

  hide(): void {
    this.box.hidden = true;
  }
}
