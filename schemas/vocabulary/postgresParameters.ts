import type { KeyDictionary, KnownKey } from '../contract/system.ts';
import type { Resource } from '../contract/manifest.ts';
import { clientParameters } from './parameters/clientParameters.ts';
import { connectionParameters } from './parameters/connectionParameters.ts';
import { describeParameter } from './parameters/describeParameter.ts';
import { developerParameters } from './parameters/developerParameters.ts';
import { extensionParameters } from './parameters/extensionParameters.ts';
import { loggingParameters } from './parameters/loggingParameters.ts';
import { memoryParameters } from './parameters/memoryParameters.ts';
import { plannerParameters } from './parameters/plannerParameters.ts';
import { type Parameter, readParameter, splitParameters, type WrittenParameter } from './parameters/readParameters.ts';
import { replicationParameters } from './parameters/replicationParameters.ts';
import { vacuumParameters } from './parameters/vacuumParameters.ts';
import { writeAheadLogParameters } from './parameters/writeAheadLogParameters.ts';

export { parseParameterValue } from './parameters/parseParameterValue.ts';
export type { Parameter } from './parameters/readParameters.ts';

/** Settings of postgresql.conf for resources that name the major version in `spec.postgresql.version`. */
export const postgresParameters: KeyDictionary = createPostgresParameters(writtenVersion);

/**
 * Settings of postgresql.conf that fit the major version of a resource, such as `17` or `9.6`; `undefined`: not known,
 * so all of them. What cannot be set, or is set by whatever runs Postgres, is found but not offered.
 */
export function createPostgresParameters(versionOf: (resource: Resource) => string | undefined): KeyDictionary {
  return {
    *keys(resource) {
      const version = versionOf(resource);
      for (const parameter of allParameters().values()) {
        if (parameter.apply === 'fixed' || parameter.owned === true) continue;
        if (knownIn(parameter, version)) yield described(parameter);
      }
    },
    find(key) {
      const parameter = findParameter(key);
      return parameter === undefined ? undefined : described(parameter);
    },
  };
}

/** In any case of letters, as Postgres does. `undefined`: not known here, which for a name with a dot means little. */
export function findParameter(name: string): Parameter | undefined {
  const lower = name.toLowerCase();
  const known = read.get(lower);
  const line = known ? undefined : written().get(lower);
  if (!line) return known;
  const parameter = readParameter(line);
  read.set(lower, parameter);
  return parameter;
}

/** Whether Postgres of this major version (`undefined`: any) has the parameter. */
export function knownIn(parameter: Parameter, version: string | undefined): boolean {
  const major = Number.parseFloat(version ?? '');
  if (Number.isNaN(major)) return true;
  if (parameter.since !== undefined && major < Number.parseFloat(parameter.since)) return false;
  return parameter.until === undefined || major < Number.parseFloat(parameter.until);
}

/** By lower-case name, in the order of the tables. */
export function allParameters(): ReadonlyMap<string, Parameter> {
  return (all ??= new Map(
    [...written().keys()].flatMap((name) => {
      const parameter = findParameter(name);
      return parameter ? [[name, parameter] as const] : [];
    }),
  ));
}

/** Lines of the tables by lower-case name, cut when the first parameter is asked for; each is read when it is. */
function written(): ReadonlyMap<string, WrittenParameter> {
  return (lines ??= new Map(tables.flatMap(splitParameters).map((line) => [line.name.toLowerCase(), line])));
}

const tables = [
  memoryParameters,
  connectionParameters,
  writeAheadLogParameters,
  replicationParameters,
  plannerParameters,
  loggingParameters,
  vacuumParameters,
  clientParameters,
  extensionParameters,
  developerParameters,
];
const read = new Map<string, Parameter>();
let lines: ReadonlyMap<string, WrittenParameter> | undefined;
let all: ReadonlyMap<string, Parameter> | undefined;
const keys = new WeakMap<Parameter, KnownKey>();

function described(parameter: Parameter): KnownKey {
  const known = keys.get(parameter) ?? describeParameter(parameter);
  keys.set(parameter, known);
  return known;
}

function writtenVersion(resource: Resource): string | undefined {
  const version = resource.root.at('spec', 'postgresql', 'version').value;
  return typeof version === 'string' || typeof version === 'number' ? String(version) : undefined;
}
