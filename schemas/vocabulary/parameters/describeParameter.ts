import type { KnownKey, Said, SaidValue, Suggestion } from '../../contract/index.ts';
import { authoredMarkdown } from '../markdown.ts';
import { joined, say } from '../say.ts';
import { writeAmount } from './parseParameterValue.ts';
import type { Parameter } from './readParameters.ts';

/** A parameter as completion and hover show it. */
export function describeParameter(parameter: Parameter): KnownKey {
  const values = suggestions(parameter);
  return {
    key: parameter.name,
    detail: joined([kindOf(parameter), rangeOf(parameter), applied[parameter.apply]], ', '),
    help: authoredMarkdown(parameter.help),
    facts: factsOf(parameter),
    ...(parameter.link === undefined ? {} : { manual: parameter.link }),
    ...(values.length > 0 && { values }),
    insert: JSON.stringify(parameter.sample ?? parameter.default ?? parameter.values?.[0] ?? ''),
  };
}

const applied: Readonly<Record<Parameter['apply'], Said>> = {
  restart: say`restart`,
  reload: say`reload`,
  connection: say`new connections`,
  session: say`per session`,
  fixed: say`read only`,
};
const applySentences: Readonly<Record<Parameter['apply'], Said>> = {
  restart: say`A change needs a restart of Postgres.`,
  reload: say`A change takes effect without a restart.`,
  connection: say`A change takes effect for new connections.`,
  session: say`A change takes effect without a restart; roles, databases and sessions may have their own value.`,
  fixed: say`It can only be read, and stops Postgres from starting if it is set.`,
};

/** Bounds from here on are the largest that the type holds, and say nothing to a person. */
const unbounded = 1_073_741_823;
/** Length of a list of values that still fits beside a name. */
const shownLength = 40;

function kindOf({ type, values = [] }: Parameter): Said {
  switch (type) {
    case 'bool':
      return say`on or off`;
    case 'enum':
      return values.join(' | ').length > shownLength ? say`one of ${values.length} values` : joined(values, ' | ');
    case 'integer':
      return say`whole number`;
    case 'real':
      return say`number`;
    case 'string':
      return say`text`;
    case 'size':
      return say`size`;
    case 'time':
      return say`time`;
  }
}

function rangeOf(parameter: Parameter): SaidValue {
  const { min, max } = parameter;
  if (min === undefined) return '';
  if (max === undefined || max >= unbounded) return min <= 0 ? '' : say`from ${writeAmount(parameter, min)}`;
  if (min < 0) return `${min}..${writeAmount(parameter, max)}`;
  return `${writeAmount(parameter, min)}–${writeAmount(parameter, max)}`;
}

function factsOf({ default: usual, since, until, unit, apply }: Parameter): Said {
  const sentences = [
    usual === undefined ? '' : say`Default: \`${usual}\`.`,
    unit === undefined ? '' : unitSentence(unit),
    applySentences[apply],
    since === undefined ? '' : say`From Postgres ${since} on.`,
    until === undefined ? '' : say`Gone in Postgres ${until}: a server that finds it does not start.`,
  ];
  return joined(sentences, ' ');
}

function unitSentence(unit: string): Said {
  return unit === '8kB'
    ? say`A number without a unit is in pages of 8kB.`
    : say`A number without a unit is in ${unit}.`;
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
      ...(value === parameter.default && { detail: say`default` }),
      ...(help !== undefined && { help: authoredMarkdown(help) }),
    };
  });
}
