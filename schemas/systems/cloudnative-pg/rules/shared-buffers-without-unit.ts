import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Two readers, two meanings. */
export const sharedBuffersWithoutUnit: Rule = {
  id: 'cloudnative-pg/shared-buffers-without-unit',
  severity: 'warning',
  kinds: ['Cluster'],
  help: `PostgreSQL counts a bare number for \`shared_buffers\` in pages of 8 kB, the operator in megabytes: \`"256"\` is 2 MB for
the one, far too little, and 256 MB for the other. The webhook warns, and will refuse it one day. Write the unit.`,
  source: webhook('cluster', 2781),
  *check({ spec }) {
    const node = spec.at('postgresql', 'parameters', 'shared_buffers');
    const text = textOf(node) ?? '';
    if (!/^\d{1,9}$/.test(text)) return;
    const pages = `${Number(text) * 8}kB`;
    yield {
      node,
      message: say`PostgreSQL reads "${text}" as ${pages}, the operator as ${text} MB: write the unit.`,
      fixes: [`${text}MB`, pages].map((value) => ({
        title: say`Write "${value}"`,
        edits: [{ do: 'set', node, value }],
        safe: false,
      })),
    };
  },
};
