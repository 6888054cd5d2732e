/** What VS Code knows the exploration panel by. */
export const panelType = 'iterlog.exploration';
