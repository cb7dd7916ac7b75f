import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { checkOptions, listOf } from './checkOptions.ts';
import type { CheckOptions } from './checkOptions.ts';
import { shells } from './completionScripts.ts';
import type { OptionValues } from './optionValues.ts';
import type { CompletionOptions } from './runCompletion.ts';
import { upgradeOptions } from './upgradeOptions.ts';
import type { UpgradeOptions } from './upgradeOptions.ts';
import type { CommandName } from './usage.ts';

export interface ExplainOptions {
  /** `KIND.FIELD...`. */
  readonly field: string;
  /** Of the operator; absent: not known. */
  readonly version?: string;
  readonly apiVersion?: string;
  /** Files and folders with definitions of kinds. */
  readonly crds: readonly string[];
  readonly format: 'text' | 'json';
}

export interface DeriveOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
}

export type Arguments =
  | { readonly check: CheckOptions }
  | { readonly explain: ExplainOptions }
  | { readonly derive: DeriveOptions }
  | { readonly upgrade: UpgradeOptions }
  | { readonly mcp: true }
  | { readonly completion: CompletionOptions }
  | { readonly show: 'help'; readonly of?: CommandName }
  | { readonly show: 'version' }
  | { readonly problem: string };

type Options = NonNullable<ParseArgsConfig['options']>;

const help = { type: 'boolean', short: 'h' } as const;
const one = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;

interface Command {
  readonly options: Options;
  readonly read: (operands: readonly string[], values: OptionValues) => Arguments;
}

export const commands: Readonly<Record<CommandName, Command>> = {
  check: {
    options: {
      ...{ fix: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
      ...{ format: one, severity: one, rule: several, 'operator-version': several, crds: several, against: one },
      ...{ baseline: one, 'write-baseline': { type: 'boolean' } },
      ...{ report: several, 'changed-since': one, watch: { type: 'boolean' } },
      version: { type: 'boolean' },
    },
    read: (paths, values) => (values['version'] ? { show: 'version' } : checkOptions(paths, values)),
  },
  explain: { options: { version: one, 'api-version': one, crds: several, format: one }, read: explainOptions },
  derive: { options: { format: one }, read: deriveOptions },
  upgrade: {
    options: {
      ...{ from: several, to: several, fix: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
      ...{ format: one, severity: one, rule: several },
    },
    read: upgradeOptions,
  },
  mcp: { options: {}, read: mcpOptions },
  completion: { options: { words: { type: 'boolean' } }, read: completionOptions },
};

const names = Object.keys(commands) as readonly CommandName[];

export function parseArguments(args: readonly string[]): Arguments {
  const name = args.find((each): each is CommandName => (names as readonly string[]).includes(each));
  const { options, read } = name === undefined ? withoutCommand : commands[name];
  const parsed = parse(args, options);
  if ('problem' in parsed) return parsed;
  const { values, positionals } = parsed;
  if (values['help']) return { show: 'help', ...(name === undefined ? {} : { of: name }) };
  const [first, ...operands] = positionals;
  return first === name ? read(operands, values) : unknownCommand(first);
}

const withoutCommand: Command = {
  options: { version: { type: 'boolean' } },
  read: (_, { version }) =>
    version ? { show: 'version' } : { problem: 'nothing to do: write "check" and what to check.' },
};

function unknownCommand(word = ''): Arguments {
  return { problem: `unknown command "${word}": there are ${names.join(', ')}.` };
}

function parse(
  args: readonly string[],
  options: Options,
): { values: OptionValues; positionals: string[] } | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...options, help },
    });
    return { values, positionals };
  } catch (error) {
    // Node's own sentence; advice about hyphens follows it.
    return { problem: `${(error as Error).message.split(/\.\s/)[0]?.replace(/\.$/, '') ?? ''}.` };
  }
}

function explainOptions(operands: readonly string[], values: OptionValues): Arguments {
  const [field, ...more] = operands;
  if (field === undefined || more.length > 0) {
    return { problem: 'write one field to explain, its kind first and a dot before each key.' };
  }
  const format = textOrJson(values);
  if (typeof format === 'object') return format;
  const { version, 'api-version': apiVersion } = values as Readonly<Record<string, string | undefined>>;
  if (version !== undefined && !/^v?\d+(?:\.\d+)*/.test(version)) {
    return { problem: `--version ${version}: write the version of an operator, such as 1.15.` };
  }
  return {
    explain: {
      ...{ field, format, crds: listOf(values['crds']) },
      ...(version === undefined ? {} : { version }),
      ...(apiVersion === undefined ? {} : { apiVersion }),
    },
  };
}

function deriveOptions(paths: readonly string[], values: OptionValues): Arguments {
  if (paths.length === 0)
    return { problem: 'nothing to read: name a file, a folder, a glob, or - for standard input.' };
  const format = textOrJson(values);
  return typeof format === 'object' ? format : { derive: { paths, format } };
}

function mcpOptions(operands: readonly string[]): Arguments {
  return operands.length === 0
    ? { mcp: true }
    : { problem: 'mcp takes no arguments: it serves the folder that you are in.' };
}

/** The colon before the word at the cursor keeps an empty one from being lost on its way. */
function completionOptions(operands: readonly string[], values: OptionValues): Arguments {
  if (values['words'])
    return { completion: { words: operands.map((each, at) => (at === operands.length - 1 ? each.slice(1) : each)) } };
  const shell = shells.find((each) => each === operands[0]);
  return shell && operands.length === 1
    ? { completion: { shell } }
    : { problem: `write one shell to complete for: ${shells.join(', ')}.` };
}

function textOrJson({ format = 'text' }: OptionValues): 'text' | 'json' | { problem: string } {
  if (format === 'text' || format === 'json') return format;
  return { problem: `--format ${String(format)}: choose text, json.` };
}
