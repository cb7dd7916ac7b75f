import type { KnownKey, Suggestion } from '../../contract/system.ts';
import { writeAmount } from './parseParameterValue.ts';
import type { Parameter } from './readParameters.ts';

/** A parameter as completion and hover show it. */
export function describeParameter(parameter: Parameter): KnownKey {
  const values = suggestions(parameter);
  return {
    key: parameter.name,
    detail: [kindOf(parameter), rangeOf(parameter), applied[parameter.apply]].filter((part) => part !== '').join(', '),
    help: [parameter.help, facts(parameter), link(parameter)].filter((part) => part !== '').join('\n\n'),
    ...(values.length > 0 && { values }),
    insert: JSON.stringify(parameter.sample ?? parameter.default ?? parameter.values?.[0] ?? ''),
  };
}

const applied: Readonly<Record<Parameter['apply'], string>> = {
  restart: 'restart',
  reload: 'reload',
  connection: 'new connections',
  session: 'per session',
  fixed: 'read only',
};
const applySentences: Readonly<Record<Parameter['apply'], string>> = {
  restart: 'A change needs a restart of Postgres.',
  reload: 'A change takes effect without a restart.',
  connection: 'A change takes effect for new connections.',
  session: 'A change takes effect without a restart; roles, databases and sessions may have their own value.',
  fixed: 'It can only be read, and stops Postgres from starting if it is set.',
};

/** Bounds from here on are the largest that the type holds, and say nothing to a person. */
const unbounded = 1_073_741_823;
/** Length of a list of values that still fits beside a name. */
const shownLength = 40;

function kindOf({ type, values = [] }: Parameter): string {
  switch (type) {
    case 'bool':
      return 'on or off';
    case 'enum':
      return values.join(' | ').length > shownLength ? `one of ${values.length} values` : values.join(' | ');
    case 'integer':
      return 'whole number';
    case 'real':
      return 'number';
    case 'string':
      return 'text';
    default:
      return type;
  }
}

function rangeOf(parameter: Parameter): string {
  const { min, max } = parameter;
  if (min === undefined) return '';
  if (max === undefined || max >= unbounded) return min <= 0 ? '' : `from ${writeAmount(parameter, min)}`;
  if (min < 0) return `${min}..${writeAmount(parameter, max)}`;
  return `${writeAmount(parameter, min)}–${writeAmount(parameter, max)}`;
}

function facts(parameter: Parameter): string {
  const { since, until, unit, apply } = parameter;
  const usual = parameter.default === undefined ? '' : `Default: \`${parameter.default}\`.`;
  const bare = unit === undefined ? '' : `A number without a unit is in ${unit === '8kB' ? 'pages of 8kB' : unit}.`;
  const from = since === undefined ? '' : `From Postgres ${since} on.`;
  const to = until === undefined ? '' : `Gone in Postgres ${until}: a server that finds it does not start.`;
  return [usual, bare, applySentences[apply], from, to].filter((sentence) => sentence !== '').join(' ');
}

function link(parameter: Parameter): string {
  return parameter.link === undefined ? '' : `[PostgreSQL manual](${parameter.link})`;
}

function suggestions(parameter: Parameter): Suggestion[] {
  const { type, sample, valueHelp } = parameter;
  const values = type === 'bool' ? ['on', 'off'] : [...(parameter.values ?? [])];
  for (const further of [sample, parameter.default]) {
    if (further !== undefined && further !== '' && !values.includes(further)) values.push(further);
  }
  return values.map((value) => {
    const help = valueHelp?.[value];
    return {
      value,
      ...(value === parameter.default && { detail: 'default' }),
      ...(help !== undefined && { help }),
    };
  });
}
