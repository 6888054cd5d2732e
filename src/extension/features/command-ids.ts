/** The ids of the commands, as the manifest contributes them. */
export const lintAllId = 'iterlog.lintAll';
export const fixAllId = 'iterlog.fixAll';
export const showRuleDocumentationId = 'iterlog.showRuleDocumentation';
