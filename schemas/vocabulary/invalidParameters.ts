import type { Finding, Fix, ManifestNode } from '../contract/index.ts';
import { nearestName } from './nearest.ts';
import { findParameter, knownIn, parseParameterValue, type Parameter } from './postgresParameters.ts';
import { numberOf, textOf } from './read.ts';
import { say } from './say.ts';

/** Values that Postgres of this version cannot read, or that are out of their range; nothing of what runs Postgres sets itself. */
export function* invalidParameters(parameters: ManifestNode, version: string | undefined): Iterable<Finding> {
  for (const [name, node] of parameters.entries()) {
    const text = textOf(node) ?? numberOf(node)?.toString();
    const parameter = findParameter(name);
    if (text === undefined || text.includes('$') || !parameter || parameter.owned || !knownIn(parameter, version))
      continue;
    const value = parseParameterValue(parameter, text);
    if (value.ok) continue;
    yield { node, message: say`${value.problem}.`, fixes: fixesFor(node, parameter, text) };
  }
}

function fixesFor(node: ManifestNode, parameter: Parameter, text: string): readonly Fix[] {
  if (parameter.apply === 'fixed')
    return [{ title: say`Remove \`${parameter.name}\``, edits: [{ do: 'remove', node }] }];
  const value = repairedParameter(parameter, text);
  return value === undefined ? [] : [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }] }];
}

/** What somebody most likely meant by a value that Postgres cannot read; `undefined`: nobody can tell. */
export function repairedParameter(parameter: Parameter, text: string): string | undefined {
  return candidates(parameter, text).find((value) => parseParameterValue(parameter, value).ok);
}

function candidates(parameter: Parameter, text: string): readonly string[] {
  const word = text.trim().toLowerCase();
  if (parameter.type === 'bool') return switches.get(word) ?? [];
  if (parameter.type === 'enum') {
    return [nearestName(word, parameter.values ?? []) ?? '', ...(switches.get(word) ?? [])].filter(
      (value) => value !== '',
    );
  }
  const [, digits, unit = ''] = /^([+-]?\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(word) ?? [];
  const units = parameter.type === 'size' ? sizes : parameter.type === 'time' ? times : none;
  const written = units.get(unit);
  return digits === undefined || written === undefined ? [] : [`${digits}${written}`];
}

const none: ReadonlyMap<string, string> = new Map();

const switches: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    enable: ['on'],
    enabled: ['on'],
    disable: ['off'],
    disabled: ['off'],
  }),
);

/** What people write for units, in lower case. */
const sizes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ b: 'B', k: 'kB', kb: 'kB', ki: 'kB', kib: 'kB', m: 'MB', mb: 'MB', mi: 'MB', mib: 'MB' },
    ...{ g: 'GB', gb: 'GB', gi: 'GB', gib: 'GB', t: 'TB', tb: 'TB', ti: 'TB', tib: 'TB' },
  }),
);
const times: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ ms: 'ms', msec: 'ms', millis: 'ms', s: 's', sec: 's', secs: 's', second: 's', seconds: 's' },
    ...{ min: 'min', mins: 'min', minute: 'min', minutes: 'min', h: 'h', hr: 'h', hour: 'h', hours: 'h' },
    ...{ d: 'd', day: 'd', days: 'd' },
  }),
);
