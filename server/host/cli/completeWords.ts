import type { ParseArgsConfig } from 'node:util';
import type { LanguagePack } from '../../../schemas/contract/index.ts';
import { versionedOperators } from '../../language/operators.ts';
import { ruleSeverities } from '../../language/configuration/configurationFile.ts';
import { knownRules } from '../../language/configuration/knownRules.ts';

/** What can stand at the cursor of a command line. */
export interface CompletedWords {
  readonly values: readonly CompletedWord[];
  /** Paths as well. */
  readonly files: boolean;
  /** A value goes on: no blank behind it. */
  readonly nospace: boolean;
}

interface CompletedWord {
  readonly value: string;
  readonly help?: string;
}

/** What there is to complete. */
export interface CommandLine {
  /** Options of each command, and what it is for. */
  readonly commands: ReadonlyMap<
    string,
    { readonly options: NonNullable<ParseArgsConfig['options']>; readonly help?: string }
  >;
  readonly packs: readonly LanguagePack[];
  /** Values of an option, by command and name. */
  readonly choices: (command: string | undefined, option: string) => readonly string[] | undefined;
  /** What may stand for itself behind a command: files, unless there is something else. */
  readonly operands: (command: string, current: string) => readonly CompletedWord[] | undefined;
}

/** @param words behind the program's name, the last one up to the cursor */
export function completeWords(words: readonly string[], line: CommandLine): CompletedWords {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const command = before.find((each) => line.commands.has(each));
  const options = command === undefined ? {} : (line.commands.get(command)?.options ?? {});
  const optionOf = (word: string | undefined) => (word?.startsWith('--') ? word.slice(2) : undefined);
  const takesValue = (name: string | undefined) => name !== undefined && options[name]?.type === 'string';
  const [, written, rest] = /^--([\w-]+)=(.*)$/s.exec(current) ?? [];
  const previous = optionOf(before.at(-1));
  if (written !== undefined && takesValue(written))
    return prefixed(valuesOf(written, rest ?? '', command, line), `--${written}=`);
  if (previous !== undefined && takesValue(previous)) return valuesOf(previous, current, command, line);
  if (current.startsWith('-')) {
    const names = [...Object.keys(options), 'help', ...(command === undefined ? ['version'] : [])];
    return found(
      names.map((name) => ({ value: `--${name}` })),
      current,
    );
  }
  if (command === undefined)
    return found(
      [...line.commands].map(([value, { help }]) => ({ value, ...(help === undefined ? {} : { help }) })),
      current,
    );
  const operands = line.operands(command, current);
  return operands ? found(operands, current) : { values: [], files: true, nospace: false };
}

const pairs = new Set(['operator-version', 'from', 'to']);
const paths = new Set(['crds', 'baseline']);

function valuesOf(option: string, current: string, command: string | undefined, line: CommandLine): CompletedWords {
  const choices = line.choices(command, option);
  if (choices)
    return found(
      choices.map((value) => ({ value })),
      current,
    );
  if (option === 'rule') return ofRules(current, line);
  if (pairs.has(option)) return ofVersions(current, line);
  return { values: [], files: paths.has(option), nospace: false };
}

function ofRules(current: string, { packs }: CommandLine): CompletedWords {
  const at = current.indexOf('=');
  if (at >= 0) {
    const id = current.slice(0, at);
    return found(
      ruleSeverities.map((severity) => ({ value: `${id}=${severity}` })),
      current,
    );
  }
  const rules = knownRules(packs).map(({ id, title, severity }) => ({
    value: `${id}=`,
    help: severity === undefined ? title : `${title}, ${severity}`,
  }));
  return { ...found(rules, current), nospace: true };
}

function ofVersions(current: string, { packs }: CommandLine): CompletedWords {
  const at = current.indexOf('=');
  const known = versionedOperators(packs);
  if (at < 0)
    return {
      ...found(
        known.map(({ id, title }) => ({ value: `${id}=`, help: title })),
        current,
      ),
      nospace: true,
    };
  const id = current.slice(0, at);
  const versions = known.find((operator) => operator.id === id)?.operatorVersions ?? [];
  return found(
    [...versions].reverse().map((version) => ({ value: `${id}=${version}` })),
    current,
  );
}

function found(values: readonly CompletedWord[], current: string): CompletedWords {
  return { values: values.filter(({ value }) => value.startsWith(current)), files: false, nospace: false };
}

function prefixed({ values, ...rest }: CompletedWords, prefix: string): CompletedWords {
  return { ...rest, values: values.map((each) => ({ ...each, value: prefix + each.value })) };
}
