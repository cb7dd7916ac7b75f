import type { Finding, Fix, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { readHbaLine } from '../../../vocabulary/hbaLines.ts';
import { repairedParameter } from '../../../vocabulary/invalidParameters.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { placeInText } from '../../../vocabulary/placeInText.ts';
import { allParameters, findParameter, parseParameterValue } from '../../../vocabulary/postgresParameters.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { type PostgresLine, readPostgresFile } from '../../../vocabulary/readPostgresFile.ts';
import { say } from '../../../vocabulary/say.ts';

/** Files of PostgreSQL's configuration that it cannot read. */
export const postgresFileUnreadable: Rule = {
  id: 'kubernetes/postgres-file-unreadable',
  severity: 'warning',
  kinds: ['ConfigMap'],
  help: `PostgreSQL does not start with a \`postgresql.conf\` or \`pg_hba.conf\` that it cannot read, and one that runs keeps the old values.
Behind the name of a parameter comes one word, number or text in single quotes: lists, addresses, paths and amounts with a blank
or a fraction need the quotes. Sizes end in \`kB\`, \`MB\`, \`GB\` or \`TB\`, times in \`ms\`, \`s\`, \`min\`, \`h\` or \`d\`.`,
  source: 'https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-CONFIGURATION-FILE',
  *check({ resource }) {
    for (const [key, node] of resource.root.at('data').entries()) {
      const text = textOf(node);
      if (text === undefined) continue;
      if (/(?:^|[.-])postgresql\.conf$/.test(key)) yield* unreadableSettings(node, text);
      if (/(?:^|[.-])pg_hba\.conf$/.test(key)) yield* unreadableLogins(node, text);
    }
  },
};

function* unreadableSettings(node: ManifestNode, text: string): Iterable<Finding> {
  for (const line of readPostgresFile(text)) {
    const { start, end, name, value, valueStart } = line;
    const written = text.slice(start, end);
    if (/\$[({]|\{\{|<%/.test(written)) continue;
    const found = (from: number, message: Said, fix?: Fix): Finding => ({
      ...placeInText(node, text, from, end),
      message,
      fixes: fix ? [fix] : [],
    });
    if (name === undefined) {
      yield found(
        start,
        say`PostgreSQL does not start with a line that it cannot read: write it like \`work_mem = 64MB\`.`,
      );
    } else if (valueStart === end) {
      yield found(
        start,
        say`PostgreSQL does not start, because \`${name}\` has no value: write one, or remove the line.`,
      );
    } else if (value === undefined) {
      yield found(
        valueStart,
        say`PostgreSQL does not start, because it cannot read this value: put it into single quotes.`,
        quoted(node, text, line),
      );
    } else yield* unfitting(node, text, line, name, value);
  }
}

function* unfitting(
  node: ManifestNode,
  text: string,
  line: PostgresLine,
  name: string,
  value: string,
): Iterable<Finding> {
  const parameter = findParameter(name);
  if (parameter) {
    const read = parameter.apply === 'fixed' ? undefined : parseParameterValue(parameter, value);
    if (!read || read.ok) return;
    const meant = repairedParameter(parameter, value);
    yield {
      ...placeInText(node, text, line.valueStart, line.end),
      message: say`${read.problem}.`,
      fixes: meant === undefined ? [] : [replaced(node, text, line.valueStart, line.end, meant)],
    };
  } else if (!name.includes('.')) {
    const meant = nearestName(
      name,
      [...allParameters().values()].map((each) => each.name),
    );
    if (meant === undefined) return;
    const end = line.start + name.length;
    yield {
      ...placeInText(node, text, line.start, end),
      message: say`Postgres has no parameter \`${name}\`. Did you mean \`${meant}\`?`,
      fixes: [replaced(node, text, line.start, end, meant)],
    };
  }
}

function* unreadableLogins(node: ManifestNode, text: string): Iterable<Finding> {
  let start = 0;
  for (const line of text.split('\n')) {
    const read = readHbaLine(line.replace(/\r$/, ''));
    if (read && 'problem' in read && !line.includes('{{')) {
      const { problem, word, by } = read;
      const from = start + (word?.at ?? line.length - line.trimStart().length);
      const to = word ? from + word.text.length : start + line.trimEnd().length;
      yield {
        ...placeInText(node, text, from, to),
        message: problem,
        fixes: word && by !== undefined ? [replaced(node, text, from, to, by)] : [],
      };
    }
    start += line.length + 1;
  }
}

function quoted(node: ManifestNode, text: string, { valueStart, end }: PostgresLine): Fix | undefined {
  const written = text.slice(valueStart, end).replace(/;$/, '').trim();
  const bare = /^"[^"]*"$/.test(written) ? written.slice(1, -1) : written;
  return /['"\\]/.test(bare) ? undefined : replaced(node, text, valueStart, end, `'${bare}'`);
}

function replaced(node: ManifestNode, text: string, start: number, end: number, by: string): Fix {
  return {
    title: say`Write \`${by}\``,
    edits: [{ do: 'set', node, value: text.slice(0, start) + by + text.slice(end) }],
    safe: false,
  };
}
