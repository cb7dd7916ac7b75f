import type { Rule, Said } from '../../../contract/index.ts';
import { isTrue, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { source } from '../sources.ts';

/** Settings that other fields decide, whatever is written here. */
export const parameterOverwritten: Rule = {
  id: 'cloudnative-pg/parameter-overwritten',
  severity: 'warning',
  kinds: ['Cluster'],
  help: `The operator decides \`archive_mode\` by whether WAL is archived, and \`allow_alter_system\` by \`enableAlterSystem\`. What is
written among the parameters is overwritten without a word. Remove it, and use the field or the annotation.`,
  source: source('pkg/postgres/configuration.go', 740),
  *check({ spec }) {
    for (const [name, why] of Object.entries(overwritten)) {
      const node = spec.at('postgresql', 'parameters', name);
      const value = textOf(node)?.toLowerCase();
      const isSo = name === 'allow_alter_system' ? isTrue(spec.at('postgresql', 'enableAlterSystem')) : true;
      if (
        !isWritten(node) ||
        value === undefined ||
        (isSo ? ['on', 'true', 'yes', '1'] : ['off', 'false', 'no', '0']).includes(value)
      ) {
        continue;
      }
      yield {
        node,
        mark: 'key',
        message: why,
        fixes: [{ title: say`Remove \`${name}\``, edits: [{ do: 'remove', node }] }],
      };
    }
  },
};

const overwritten: Readonly<Record<string, Said>> = {
  archive_mode: say`The operator overwrites \`archive_mode\`: it is on unless the annotation \`cnpg.io/skipWalArchiving\` says \`enabled\`. Remove it.`,
  allow_alter_system: say`The operator overwrites \`allow_alter_system\` by \`postgresql.enableAlterSystem\`: set that instead, and remove this.`,
};
