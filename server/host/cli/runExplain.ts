import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inertText } from '../../../schemas/vocabulary/inertText.ts';
import type { ExplainedField, FieldExplanation } from '../../language/answers.ts';
import { createService } from '../createService.ts';
import type { ExplainOptions } from './arguments.ts';
import { configureFolder } from './configure.ts';
import { readInputs, uriOf } from './inputs.ts';
import { plainMarkdown, wrapped } from './plainMarkdown.ts';
import type { Streams } from './streams.ts';
import { terminalJson, terminalLines } from './terminalText.ts';

/** Writes what the schemas say about a field, and returns the exit code. */
export async function runExplain(
  { field, version, apiVersion, crds, format }: ExplainOptions,
  dist: string,
  { stdin, write, complain }: Streams,
): Promise<number> {
  const service = createService(dist);
  const { files, problems: unread } = await readInputs(crds, stdin);
  const { definitions, problems } = await configureFolder(service);
  for (const file of [...files, ...definitions]) service.setFile(uriOf(file), file.text, 'background');
  [...unread, ...problems].forEach(complain);
  const found = service.explain({ field, version, apiVersion });
  if ('problem' in found) {
    complain(found.problem);
    return 2;
  }
  await write(format === 'json' ? `${terminalJson(found)}\n` : terminalLines(toText(found)));
  return unread.length + problems.length > 0 ? 2 : 0;
}

/** Laid out as `kubectl explain` does, which people know. */
function toText(found: FieldExplanation): string {
  const { apiVersion, kind, path: steps, help, link, values, immutable, fields, definition } = found;
  const title =
    steps.length > 0
      ? [`FIELD:    ${inertText(steps.join('.'))} <${found.type}>${found.required ? ' -required-' : ''}`, '']
      : [];
  const facts = [
    ...(found.default === undefined ? [] : [`Default: ${JSON.stringify(found.default)}`]),
    ...(immutable ? ['Cannot be changed later.'] : []),
    ...versionsOf(found),
    ...(link === undefined ? [] : [`Manual: ${link}`]),
  ];
  const lines = definition ? wrapped : plainMarkdown;
  const description = [...(help === undefined ? [] : [...lines(help, width - 4), '']), ...facts];
  const allowed = values.flatMap(({ value, help: about }) => [
    `  ${inertText(String(value))}`,
    ...(about === undefined ? [] : plainMarkdown(about, width - 6).map((line) => `      ${line}`)),
  ]);
  return [
    ...[`KIND:     ${kind}`, `VERSION:  ${apiVersion}`],
    ...(definition ? [`DEFINED:  ${inertText(sourceOf(definition))}`, ''] : ['']),
    ...title,
    ...section(
      'DESCRIPTION:',
      description.map((line) => (line === '' ? '' : `    ${line}`)),
    ),
    ...section('ALLOWED:', allowed),
    ...section('FIELDS:', fieldLines(fields)),
  ].join('\n');
}

function sourceOf({ uri, cluster = '' }: NonNullable<FieldExplanation['definition']>): string {
  return uri === undefined ? `cluster ${cluster}` : path.relative(process.cwd(), fileURLToPath(uri));
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
    return `  ${inertText(field.name).padEnd(longest)}  <${field.type}>${notes.map((note) => ` ${note}`).join('')}`;
  });
}
