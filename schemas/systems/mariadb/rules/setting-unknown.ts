import type { Finding, Fix, Rule, Said } from '../../../contract/index.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { say } from '../../../vocabulary/say.ts';
import type { OptionLine } from '../optionFile.ts';
import { serverVersion } from '../serverVersion.ts';
import { isOption, meaningOf } from '../serverOptions.ts';
import type { Meaning, ServerOption } from '../serverOptions.ts';
import { partOf, serverLines, settingsOf } from '../settingsOf.ts';
import type { Settings } from '../settingsOf.ts';

/** The server ends on the first option that it does not know. */
export const settingUnknown: Rule = {
  id: 'mariadb/setting-unknown',
  severity: 'warning',
  kinds: ['MariaDB'],
  help: `The server does not start with an option that it does not know: the pod ends with "unknown variable" in its log, and starts over. The
operator passes \`myCnf\` on as it is. Settings of MySQL alone, of clients, and those that only SQL can set are unknown too. Options of
plugins are known once the plugin is loaded; \`loose_\` in front of a name makes of the fault a warning in the log.`,
  source: 'https://mariadb.com/docs/server/server-management/starting-and-stopping-mariadb/mariadbd-options',
  *check({ resource, spec }): Iterable<Finding> {
    const version = serverVersion(spec);
    for (const settings of settingsOf(resource)) {
      for (const line of serverLines(settings)) {
        const meaning = meaningOf(line.name);
        // A section of one version is read by that version alone.
        const own = /-(\d+\.\d+)$/.exec(line.section ?? '')?.[1] ?? version;
        const message = messageFor(line.name, meaning, own);
        if (message === undefined) continue;
        yield {
          ...partOf(settings, line.at).place,
          ...(meaning.is === 'unknown' && meaning.meant === undefined ? { severity: 'hint' } : {}),
          message,
          fixes: fixesFor(settings, line, meaning),
        };
      }
    }
  },
};

function messageFor(written: string, meaning: Meaning, version: string | undefined): Said | undefined {
  const name = written.replaceAll('-', '_').toLowerCase();
  switch (meaning.is) {
    case 'option':
      return version === undefined ? undefined : versionMessage(meaning.option, version);
    case 'foreign':
      return say`\`${written}\` is an option of MySQL: MariaDB does not know it, and does not start. Remove it.`;
    case 'client':
      return instead.has(name)
        ? say`\`${written}\` is an option of clients, and the server does not start with it: is \`${instead.get(name) ?? ''}\` meant?`
        : say`\`${written}\` is an option of clients, and the server does not start with it: move it below \`[client]\`.`;
    case 'statement':
      return instead.has(name)
        ? say`\`${written}\` is no option, and the server does not start with it: is \`${instead.get(name) ?? ''}\` meant?`
        : say`Only SQL can set \`${written}\`, and the server does not start with it in a file: remove it.`;
    case 'gone':
      return version !== undefined && isBefore(version, '10.11')
        ? undefined
        : say`MariaDB has no option \`${written}\` any more, and does not start: remove it.`;
    case 'unknown':
      return meaning.meant === undefined
        ? say`\`${written}\` is no known option: unless a plugin brings it, the server does not start.`
        : say`MariaDB has no option \`${written}\`, and does not start. Did you mean \`${meaning.meant}\`?`;
    case 'open':
      return undefined;
  }
}

/** What does in a file of the server what the other name does elsewhere. */
const instead: ReadonlyMap<string, string> = new Map([
  ['default_character_set', 'character_set_server'],
  ['character_set_database', 'character_set_server'],
  ['collation_connection', 'collation_server'],
  ['collation_database', 'collation_server'],
  ['tx_isolation', 'transaction_isolation'],
  ['tx_read_only', 'transaction_read_only'],
  ['time_zone', 'default_time_zone'],
  ['storage_engine', 'default_storage_engine'],
]);

/** Between 10.11 and 11.8 it is not known in which release an option came or went. */
function versionMessage({ name, known }: ServerOption, version: string): Said | undefined {
  if (known === 'later' && isBefore(version, '11'))
    return say`MariaDB ${version} has no option \`${name}\` yet, and does not start: remove it, or take a newer image.`;
  if (known === 'before' && !isBefore(version, '11.8'))
    return say`MariaDB ${version} has no option \`${name}\` any more, and does not start: remove it.`;
  return undefined;
}

function fixesFor(settings: Settings, line: OptionLine, meaning: Meaning): readonly Fix[] {
  const meant = meaning.is === 'unknown' ? meaning.meant : instead.get(line.name.replaceAll('-', '_').toLowerCase());
  if (meant === undefined || meaning.is === 'option' || !isOption(meant)) return [];
  const by = line.name.includes('-') ? meant.replaceAll('_', '-') : meant;
  const value = partOf(settings, line.at).replaced(by);
  return [{ title: say`Rename to \`${by}\``, edits: [{ do: 'set', node: settings.node, value }], safe: false }];
}
