import type { Finding, Fix, Rule, Said } from '../../../contract/index.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { say } from '../../../vocabulary/say.ts';
import { canonicalSet, characterSetFault, collationFault, isOfMySql, setOf } from '../characterSets.ts';
import type { OptionLine } from '../optionFile.ts';
import { serverVersion } from '../serverVersion.ts';
import { optionOf } from '../serverOptions.ts';
import { partOf, serverLines, settingsOf } from '../settingsOf.ts';
import type { Settings } from '../settingsOf.ts';
import { valueFault } from '../valueFault.ts';
import type { ValueFault } from '../valueFault.ts';

/** Values are read by the type of the option. */
export const settingInvalid: Rule = {
  id: 'mariadb/setting-invalid',
  severity: 'warning',
  kinds: ['MariaDB'],
  help: `The server reads a number as digits, with one letter of \`K\`, \`M\`, \`G\` and \`T\` behind them; \`75%\`, \`1.5G\`, \`10s\` and \`128 M\` keep it
from starting, and so does a word that an option does not know. Of a switch it knows \`ON\`, \`OFF\`, \`TRUE\`, \`FALSE\`, \`1\` and \`0\`: it
takes \`yes\` for off, with no more than a warning in its log. Character set and collation have to be known and fit each other.`,
  source: 'https://github.com/MariaDB/server/blob/10.11/mysys/my_getopt.c',
  *check({ resource, spec }): Iterable<Finding> {
    const version = serverVersion(spec);
    for (const settings of settingsOf(resource)) {
      for (const line of serverLines(settings)) {
        const fault = lineFault(line, version);
        if (!fault) continue;
        yield {
          ...partOf(settings, line.value === undefined ? line.at : line.valueAt).place,
          ...(isNamed(line) ? { severity: 'information' } : {}),
          message: fault.problem,
          fixes: fixesFor(settings, line, fault.meant),
        };
      }
      yield* misfit(settings);
    }
  },
};

function lineFault({ name, value }: OptionLine, version: string | undefined): ValueFault | undefined {
  const option = optionOf(name);
  if (!option) return undefined;
  if (value === undefined) {
    return option.needsValue
      ? { problem: say`Nothing stands behind \`${name}\`, and the server does not start: write \`=\` and a value.` }
      : undefined;
  }
  if (sets.includes(option.name)) return named(value, characterSetFault(value));
  if (option.name !== 'collation_server') return valueFault(option, value);
  if (version !== undefined && isBefore(version, '11') && isOfMySql(value)) {
    return {
      problem: say`MariaDB ${version} has no collation "${value}", and does not start: write one such as \`utf8mb4_unicode_ci\`.`,
    };
  }
  return named(value, collationFault(value));
}

/** Images of Debian bring a file that sets both and may be read later. */
function isNamed({ name, value }: OptionLine): boolean {
  const option = optionOf(name)?.name;
  return value !== undefined && option !== undefined && (option === 'collation_server' || sets.includes(option));
}

const sets: readonly string[] = ['character_set_server', 'character_set_filesystem'];

function named(name: string, fault: { readonly meant: string | undefined } | undefined): ValueFault | undefined {
  if (!fault) return undefined;
  return {
    problem:
      fault.meant === undefined
        ? say`MariaDB knows no "${name}", and does not start: write one such as \`utf8mb4\` or \`utf8mb4_unicode_ci\`.`
        : say`MariaDB knows no "${name}", and does not start. Did you mean \`${fault.meant}\`?`,
    meant: fault.meant,
  };
}

/** The last line of each counts. */
function* misfit(settings: Settings): Iterable<Finding> {
  const lastOf = (option: string) =>
    serverLines(settings)
      .filter(({ name }) => optionOf(name)?.name === option)
      .at(-1);
  const [setLine, line] = [lastOf('character_set_server'), lastOf('collation_server')];
  const [set, collation] = [setLine?.value, line?.value];
  if (!line || set === undefined || collation === undefined) return;
  const wanted = setOf(collation);
  if (characterSetFault(set) || collationFault(collation) || wanted === undefined || wanted === canonicalSet(set))
    return;
  yield {
    ...partOf(settings, line.valueAt).place,
    severity: 'information',
    message: misfitMessage(collation, set),
  };
}

function misfitMessage(collation: string, set: string): Said {
  return say`"${collation}" is no collation of the character set "${set}", and MariaDB does not start: write one that begins with \`${set}_\`.`;
}

function fixesFor(settings: Settings, { valueAt }: OptionLine, meant: string | undefined): readonly Fix[] {
  if (meant === undefined) return [];
  const value = partOf(settings, valueAt).replaced(meant);
  return [{ title: say`Write \`${meant}\``, edits: [{ do: 'set', node: settings.node, value }], safe: false }];
}
