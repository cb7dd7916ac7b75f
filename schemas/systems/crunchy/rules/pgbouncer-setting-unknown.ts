import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { findPgBouncerSetting, pgBouncerNames } from '../pgBouncerSettings.ts';

/** PgBouncer does not start with a setting that it does not have. */
export const pgbouncerSettingUnknown: Rule = {
  id: 'crunchy/pgbouncer-setting-unknown',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Nobody checks \`config.global\`. PgBouncer does not start with a setting that it does not have, or with a value that it
does not take; one that runs keeps its old settings until it restarts, which may be long after. Correct it.`,
  source: 'https://www.pgbouncer.org/config.html',
  *check({ spec }): Iterable<Finding> {
    for (const [name, node] of spec.at('proxy', 'pgBouncer', 'config', 'global').entries()) {
      if (!name.includes('$')) yield* check(name, node);
    }
  },
};

function* check(name: string, node: ManifestNode): Iterable<Finding> {
  const setting = findPgBouncerSetting(name);
  if (setting === undefined) {
    const meant = nearestName(name, pgBouncerNames());
    yield {
      node,
      mark: 'key',
      ...(meant === undefined ? { severity: 'information' as const } : {}),
      message:
        meant === undefined
          ? say`PgBouncer has no setting \`${name}\` that is known here, and does not start with one that it does not have.`
          : say`PgBouncer has no setting \`${name}\` and does not start with it. Did you mean \`${meant}\`?`,
      fixes:
        meant === undefined
          ? []
          : [{ title: say`Rename to \`${meant}\``, edits: [{ do: 'rename', node, key: meant }], safe: false }],
    };
    return;
  }
  const value = textOf(node)?.toLowerCase();
  if (value === undefined || value.includes('$') || setting.values === undefined || setting.values.includes(value))
    return;
  const isSwitch = setting.values.join() === '0,1';
  if (isSwitch && ['yes', 'no', 'true', 'false', 'on', 'off'].includes(value)) return;
  const right = nearestName(value, setting.values);
  yield {
    node,
    message: say`PgBouncer does not take "${value}" for \`${name}\`: write one of ${setting.values.join(', ')}.`,
    fixes:
      right === undefined
        ? []
        : [{ title: say`Write "${right}"`, edits: [{ do: 'set', node, value: right }], safe: false }],
  };
}
