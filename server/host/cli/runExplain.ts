import type { ExplainedField, FieldExplanation } from '../../language/answers.ts';
import { createService } from '../createService.ts';
import type { ExplainOptions } from './arguments.ts';
import { plainMarkdown } from './plainMarkdown.ts';
import type { Streams } from './streams.ts';
import { terminalJson } from './terminalText.ts';

/** Writes what the schemas say about a field, and returns the exit code. */
export async function runExplain(
  { field, version, apiVersion, format }: ExplainOptions,
  dist: string,
  { write, complain }: Streams,
): Promise<number> {
  const found = createService(dist).explain({ field, version, apiVersion });
  if ('problem' in found) {
    complain(found.problem);
    return 2;
  }
  await write(format === 'json' ? `${terminalJson(found)}\n` : toText(found));
  return 0;
}

/** Laid out as `kubectl explain` does, which people know. */
function toText(found: FieldExplanation): string {
  const { apiVersion, kind, path, help, link, values, immutable, fields } = found;
  const title =
    path.length > 0 ? [`FIELD:    ${path.join('.')} <${found.type}>${found.required ? ' -required-' : ''}`, ''] : [];
  const facts = [
    ...(found.default === undefined ? [] : [`Default: ${JSON.stringify(found.default)}`]),
    ...(immutable ? ['Cannot be changed later.'] : []),
    ...versionsOf(found),
    ...(link === undefined ? [] : [`Manual: ${link}`]),
  ];
  const description = [...(help === undefined ? [] : [...plainMarkdown(help, width - 4), '']), ...facts];
  const allowed = values.flatMap(({ value, help: about }) => [
    `  ${String(value)}`,
    ...(about === undefined ? [] : plainMarkdown(about, width - 6).map((line) => `      ${line}`)),
  ]);
  return [
    ...[`KIND:     ${kind}`, `VERSION:  ${apiVersion}`, ''],
    ...title,
    ...section(
      'DESCRIPTION:',
      description.map((line) => (line === '' ? '' : `    ${line}`)),
    ),
    ...section('ALLOWED:', allowed),
    ...section('FIELDS:', fieldLines(fields)),
  ].join('\n');
}

const width = 80;

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines, ''];
}

function versionsOf({ since, until, successor }: ExplainedField): string[] {
  return [
    ...(since === undefined ? [] : [`Since operator ${since}.`]),
    ...(until === undefined ? [] : [`Removed in operator ${until}.`]),
    ...(successor === undefined ? [] : [`Use ${successor} instead.`]),
  ];
}

function fieldLines(fields: readonly ExplainedField[]): string[] {
  const longest = fields.reduce((most, { name }) => Math.max(most, name.length), 0);
  return fields.map((field) => {
    const notes = [...(field.required ? ['-required-'] : []), ...versionsOf(field)];
    return `  ${field.name.padEnd(longest)}  <${field.type}>${notes.map((note) => ` ${note}`).join('')}`;
  });
}
