import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { say } from '../../../vocabulary/say.ts';
import { findPgBackRestSetting, pgBackRestNames } from '../pgBackRestSettings.ts';

/** Settings that pgBackRest does not have, and values that it does not take. */
export const pgbackrestSettingUnknown: Rule = {
  id: 'crunchy/pgbackrest-setting-unknown',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Nobody checks \`global\`. pgBackRest ignores a setting that it does not have, with a warning in its log, and fails with
a value that it does not take, so that nothing is archived. Settings of a repository begin with its name
(\`repo1-retention-full\`).`,
  source: 'https://pgbackrest.org/configuration.html',
  *check({ spec }): Iterable<Finding> {
    for (const global of [spec.at('backups', 'pgbackrest', 'global'), spec.at('dataSource', 'pgbackrest', 'global')]) {
      for (const [name, node] of global.entries()) yield* check(name, node);
    }
  },
};

function* check(name: string, node: ManifestNode): Iterable<Finding> {
  if (name.includes('$')) return;
  const setting = findPgBackRestSetting(name);
  if (setting === undefined) {
    yield* unknown(name, node);
    return;
  }
  const value = node.value;
  if (setting.values === undefined || typeof value !== 'string' || setting.values.includes(value)) return;
  const meant = switches.get(value.toLowerCase());
  const right = meant !== undefined && setting.values.includes(meant) ? meant : nearestName(value, setting.values);
  yield {
    node,
    message: say`pgBackRest does not take "${value}" for \`${name}\` and then does nothing: write one of ${setting.values.join(', ')}.`,
    fixes:
      right === undefined
        ? []
        : [{ title: say`Write "${right}"`, edits: [{ do: 'set', node, value: right }], safe: false }],
  };
}

function* unknown(name: string, node: ManifestNode): Iterable<Finding> {
  const [, repository = 'repo1'] = /^(repo\d+)-/.exec(name) ?? [];
  const meant = findPgBackRestSetting(`repo1-${name}`)
    ? `repo1-${name}`
    : nearestName(name, pgBackRestNames(repository));
  yield {
    node,
    mark: 'key',
    ...(meant === undefined ? { severity: 'information' as const } : {}),
    message:
      meant === undefined
        ? say`pgBackRest has no setting \`${name}\` that is known here, and ignores what it does not know.`
        : say`pgBackRest ignores \`${name}\`, which it does not have. Did you mean \`${meant}\`?`,
    fixes:
      meant === undefined
        ? []
        : [{ title: say`Rename to \`${meant}\``, edits: [{ do: 'rename', node, key: meant }], safe: false }],
  };
}

/** Switches are `y` and `n`. */
const switches: ReadonlyMap<string, string> = new Map(
  Object.entries({ true: 'y', yes: 'y', on: 'y', '1': 'y', false: 'n', no: 'n', off: 'n', '0': 'n' }),
);
