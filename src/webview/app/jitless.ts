/**
 * Zod compiles its checks where it may; the policy of the page refuses that, and the try alone is a violation. Imported
 * before any schema.
 */
import * as z from 'zod';

z.config({ jitless: true });
