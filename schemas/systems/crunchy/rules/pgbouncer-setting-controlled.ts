import type { Rule } from '../../../contract/index.ts';
import { numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { findPgBouncerSetting } from '../pgBouncerSettings.ts';

/** Settings by which the operator connects clients, poolers and Postgres. */
export const pgbouncerSettingControlled: Rule = {
  id: 'crunchy/pgbouncer-setting-controlled',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The operator tells PgBouncer where its files are, where it listens and how it finds passwords. A setting here takes
the place of the operator's (only \`conffile\` does not), and then poolers are not reached, or find no passwords. The port has
a field of its own, \`proxy.pgBouncer.port\`. Remove the setting.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/pgbouncer/config.go#L86',
  *check({ spec }) {
    const pgBouncer = spec.at('proxy', 'pgBouncer');
    for (const [name, node] of pgBouncer.at('config', 'global').entries()) {
      if (findPgBouncerSetting(name)?.owned !== true || textOf(node)?.includes('$') !== false) continue;
      if (name === 'listen_port' && Number(textOf(node)) === (numberOf(pgBouncer.at('port')) ?? 5432)) continue;
      yield {
        node,
        mark: 'key',
        message:
          name === 'listen_port'
            ? say`Clients do not reach PgBouncer at this port, because its Service leads elsewhere: set \`proxy.pgBouncer.port\`.`
            : say`\`${name}\` is the operator's: with another value clients or Postgres are not reached. Remove it.`,
        fixes: [{ title: say`Remove \`${name}\``, edits: [{ do: 'remove', node }], safe: false }],
      };
    }
  },
};
