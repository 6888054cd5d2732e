import { l10n } from 'vscode';

type Counted = 'error' | 'warning' | 'info' | 'log' | 'node';

/** `1 error`, `2 errors`. */
export function countOf(what: Counted, count: number): string {
  const one = count === 1;
  switch (what) {
    case 'error':
      return one ? l10n.t('1 error') : l10n.t('{0} errors', count);
    case 'warning':
      return one ? l10n.t('1 warning') : l10n.t('{0} warnings', count);
    case 'info':
      return one ? l10n.t('1 info') : l10n.t('{0} infos', count);
    case 'log':
      return one ? l10n.t('1 log') : l10n.t('{0} logs', count);
    case 'node':
      return one ? l10n.t('1 node') : l10n.t('{0} nodes', count);
  }
}
