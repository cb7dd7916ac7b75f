import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { languagePacks } from '../schemas/languageRegistry.ts';
import type { Action, Derived, LanguagePack, Recipe, Resource, SystemKind } from '../schemas/contract/index.ts';
import { render } from '../schemas/vocabulary/render.ts';
import { versionedOperators } from '../server/language/operators.ts';
import type { Operator } from '../server/language/operators.ts';
import { parseDocument } from '../server/language/yaml/index.ts';

/** A page for each system that has schemas, by path in the repository: kinds, versions, what is made, what commands do, rules. */
export function systemPages(root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    languagePacks
      .filter(({ system }) => !system.namesOnly)
      .map((pack) => [`docs/systems/${pack.system.id}.md`, `${page(pack, root).trim()}\n`]),
  );
}

function page(pack: LanguagePack, root: string): string {
  const { system } = pack;
  const examples = filesIn(root, `examples/${system.id}`);
  const snippets = filesIn(root, `snippets/${system.id}`);
  const shown = system.kinds.flatMap((kind) => exampleOf(kind, examples) ?? []);
  return [
    '<!-- Written by npm run generate from the pack in schemas/systems. -->',
    `# ${system.title}`,
    versions(pack),
    system.installation === undefined ? '' : `How the operator is installed: <${system.installation}>`,
    `## Kinds\n\n${kinds(pack, root)}`,
    subjects(pack, root),
    ...shown.flatMap((example) => made(pack, example)),
    ...shown.flatMap((example) => commands(pack, example)),
    files('Examples', examples, ({ text }) => firstComment(text)),
    files('Snippets', snippets, ({ text }) => firstComment(text)),
    rules(pack),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function versions(pack: LanguagePack): string {
  const known = versionedOperators([pack]);
  const told = ({ operatorVersions }: Operator) => `versions that are told apart: ${operatorVersions.join(', ')}.`;
  if (known.length < 2) return known.map((each) => `${pack.versionsOf ?? 'Operator'} ${told(each)}`).join('');
  return known.map((each) => `- ${each.title}, \`${each.id}\` in settings: ${told(each)}`).join('\n');
}

function kinds({ system }: LanguagePack, root: string): string {
  const schemas = filesIn(root, `schemas/systems/${system.id}`).map(({ text }) => parse(text) as AuthoredSchema);
  const rows = system.kinds
    .filter(({ namesOnly, versions: served }) => namesOnly !== true && served.length > 0)
    .map(({ group, versions: served, kind, manual }) => {
      const names = served.map((version) => (group === '' ? version : `${group}/${version}`));
      const own = schemas.filter((each) => each.kind === kind && names.includes(each.apiVersion ?? ''));
      const help = own.map((each) => descriptionOf(each, schemas)).find((each) => each !== '') ?? '';
      const title = manual === undefined ? `\`${kind}\`` : `[\`${kind}\`](${manual})`;
      return `| ${title} | ${names.map((name) => `\`${name}\``).join(', ')} | ${cell(help)} |`;
    });
  return `| kind | API versions | |\n|---|---|---|\n${rows.join('\n')}`;
}

/** What is understood besides resources. */
function subjects({ system, subjects: known = [] }: LanguagePack, root: string): string {
  if (known.length === 0) return '';
  const schemas = filesIn(root, `schemas/systems/${system.id}`).map(({ text }) => parse(text) as AuthoredSchema);
  const rows = known.map(({ id, title }) => {
    const own = schemas.find(({ subject }) => subject === id);
    return `| ${render(title)} | ${cell(own?.schema?.description ?? '')} |`;
  });
  return `## Besides resources\n\n| what | |\n|---|---|\n${rows.join('\n')}`;
}

interface AuthoredSchema {
  readonly subject?: string;
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly schema?: AuthoredNode;
  readonly definitions?: Readonly<Record<string, AuthoredNode>>;
}

interface AuthoredNode {
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, AuthoredNode>>;
}

/** Of the kind, else of its spec. @param files those that it may take definitions from. */
function descriptionOf({ schema, definitions }: AuthoredSchema, files: readonly AuthoredSchema[]): string {
  const named = ({ $ref }: AuthoredNode): AuthoredNode | undefined => {
    if ($ref?.startsWith(localPrefix) !== true) return undefined;
    const name = $ref.slice(localPrefix.length);
    return definitions?.[name] ?? files.find((file) => file.definitions?.[name])?.definitions?.[name];
  };
  const help = (node: AuthoredNode | undefined): string =>
    (node && (node.description ?? named(node)?.description)) ?? '';
  return help(schema) || help((schema?.properties ?? (schema && named(schema)?.properties))?.['spec']);
}

const localPrefix = '#/definitions/';

interface Example {
  readonly kind: SystemKind;
  readonly file: string;
  readonly resource: Resource;
}

/** One that shows much, where there is one. */
function exampleOf(kind: SystemKind, examples: readonly RepositoryFile[]): Example | undefined {
  const shows = ({ name }: RepositoryFile): boolean => name.endsWith('/production.yaml');
  for (const { name, text } of [...examples.filter(shows), ...examples.filter((file) => !shows(file))]) {
    for (const document of text.split(/^---$/m)) {
      const resource = parseDocument(document).resources.find(
        ({ identity }) =>
          identity.kind === kind.kind &&
          identity.apiVersion === [kind.group, kind.versions[0]].filter(Boolean).join('/'),
      );
      if (resource) return { kind, file: name, resource };
    }
  }
  return undefined;
}

function made({ system }: LanguagePack, { resource, file }: Example): string[] {
  const derived = [...system.derive(resource)];
  if (derived.length === 0) return [];
  const rows = derived.map((each) => `| ${each.type} | \`${each.name}\` | ${noteOf(each)} |`);
  return [
    `## What the operator makes of a ${resource.identity.kind}\n\nOf \`${resource.identity.name}\` in [${file}](../../${file}):\n\n| | name | |\n|---|---|---|\n${rows.join('\n')}`,
  ];
}

function noteOf({ note, keys }: Derived): string {
  const parts = [
    note === undefined ? '' : render(note),
    keys?.length ? `keys ${keys.map((key) => `\`${key}\``).join(', ')}` : '',
  ];
  return cell(parts.filter((part) => part !== '').join('; '));
}

function commands({ system }: LanguagePack, { resource, file }: Example): string[] {
  const recipe = system.recipe?.(resource);
  if (!recipe) return [];
  const lines = [
    ...session(recipe),
    ...recipe.actions.map(
      (action) => `- **${commandNames[action.command]}:** ${render(action.title)}. ${render(action.consequence)}`,
    ),
    ...(recipe.needs.length > 0
      ? [`- **Verify** looks for ${objects(recipe)}, beside pods, volumes and the connection.`]
      : []),
    ...(recipe.guarded ?? []).map(
      ({ field, consequence }) => `- **Apply** stops before a change of \`${field}\`: ${render(consequence)}`,
    ),
    ...(recipe.cleanUp ? [cleanUp(recipe.cleanUp)] : []),
  ];
  return [
    `## What commands do for a ${resource.identity.kind}\n\nFor \`${resource.identity.name}\` in [${file}](../../${file}):\n\n${lines.join('\n')}`,
  ];
}

const commandNames: Readonly<Record<Action['command'], string>> = {
  restart: 'Restart',
  switchover: 'Switch Over',
  backup: 'Back Up Now',
};

function session({ access, listens }: Recipe): string[] {
  if (listens) return [`- **Open Tunnel** leads to port ${String(listens.port)}; nothing here speaks the protocol.`];
  if (!access) return [];
  const logins = access.logins.map(({ role, note, secret }) => {
    const facts = [note === undefined ? '' : render(note), secret === undefined ? '' : `Secret \`${secret.name}\``];
    return `  - \`${role}\`${facts
      .filter((fact) => fact !== '')
      .map((fact) => `, ${fact}`)
      .join('')}`;
  });
  const authority = access.tls.authority;
  const verified = authority ? `; with ${authority.kind} \`${authority.name}\` at hand, \`${authority.mode}\`` : '';
  return [`- **Connect** begins with TLS as \`${access.tls.mode}\`${verified}. Roles:`, ...logins];
}

function objects({ needs }: Recipe): string {
  return [...new Set(needs.map(({ object }) => `${object.kind} \`${object.name}\``))].join(', ');
}

function cleanUp({ leftovers, notes }: NonNullable<Recipe['cleanUp']>): string {
  const types = [...new Set(leftovers.map(({ type }) => type.kind))];
  return `- **Clean Up** looks for ${types.join(', ')}. ${notes.map((note) => render(note)).join(' ')}`.trimEnd();
}

function rules({ rules: all }: LanguagePack): string {
  if (all.length === 0) return '';
  const rows = [...all]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      ({ id, severity, kinds: of }) =>
        `| [${id}](../RULES.md#${id.replaceAll('/', '')}) | ${severity} | ${of.join(', ')} |`,
    );
  return `## Rules\n\nBeside what the schemas say of every field (\`schema/...\`), of references (\`names/...\`) and of YAML.\n\n| rule | severity | kinds |\n|---|---|---|\n${rows.join('\n')}`;
}

function files(title: string, found: readonly RepositoryFile[], help: (file: RepositoryFile) => string): string {
  if (found.length === 0) return '';
  const rows = found.map((file) => `| [${path.posix.basename(file.name)}](../../${file.name}) | ${cell(help(file))} |`);
  return `## ${title}\n\n| file | |\n|---|---|\n${rows.join('\n')}`;
}

interface RepositoryFile {
  /** From the repository, with slashes. */
  readonly name: string;
  readonly text: string;
}

function filesIn(root: string, folder: string): readonly RepositoryFile[] {
  const names = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => ({
    name: `${folder}/${name}`,
    text: readFileSync(path.join(root, folder, name), 'utf8').replaceAll('\r\n', '\n'),
  }));
}

/** The lines at the top that say what the file is. */
function firstComment(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines
    .slice(0, Math.max(end, 0))
    .map((line) => line.replace(/^#\s?/, ''))
    .join(' ');
}

function cell(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}
