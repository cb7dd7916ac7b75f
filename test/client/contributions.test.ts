import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { clusterCommandIds } from '../../client/commands/clusterCommandIds.ts';
import { healthOf, contextValueOf } from '../../client/ui/databasesTree.ts';
import type { Recipe } from '../../schemas/contract/index.ts';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { root } from '../support/fixtures.ts';
import { readSourceFiles } from '../support/sourceFiles.ts';
import { standIn, toyTarget } from './session/support.ts';

/** What package.json promises about clusters, against what the client does. */

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}
interface Setting {
  readonly scope?: string;
  readonly order?: number;
}
interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly image?: string; readonly altText?: string; readonly markdown?: string };
  readonly completionEvents: readonly string[];
}
interface Manifest {
  readonly icon: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly jsonValidation: readonly { readonly fileMatch: readonly string[]; readonly url: string }[];
    readonly commands: readonly { readonly command: string; readonly title: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly submenus: readonly { readonly id: string }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly order: number;
      readonly properties: Readonly<Record<string, Setting>>;
    }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
  };
}

const {
  capabilities,
  contributes,
  icon: extensionIcon,
} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const languages = readdirSync(root).filter((name) => /^package\.nls\..*json$/.test(name));
const settings: Readonly<Record<string, Setting>> = Object.fromEntries(
  contributes.configuration.flatMap(({ properties }) => Object.entries(properties)),
);
const contributed = contributes.commands.map(({ command }) => command);

test('every command for clusters is in the palette, where a cluster can be reached and the workspace is trusted', () => {
  const gated = contributes.commands.filter(({ enablement }) => enablement !== undefined);
  assert.deepEqual(gated.map(({ command }) => command).sort(), [...clusterCommandIds].sort());
  for (const { command, enablement } of gated) {
    assert.equal(enablement, 'isWorkspaceTrusted && (!isWeb || remoteName)', command);
  }
});

test('every command for clusters is carried out', () => {
  const [file] = readSourceFiles(root, ['client/commands']).filter(({ path: name }) =>
    name.endsWith('/createCommands.ts'),
  );
  assert.ok(file);
  for (const id of clusterCommandIds) {
    const name = id.replace('dbManifests.', '');
    assert.match(file.tree.text, new RegExp(`^  ${name},$|\\['${id}'|^      '${id}',$`, 'm'), id);
  }
});

test('menus and welcome texts name commands that there are', () => {
  const submenus = contributes.submenus.map(({ id }) => id);
  for (const [menu, items] of Object.entries(contributes.menus)) {
    for (const { command, submenu } of items) {
      assert.ok(
        contributed.includes(command ?? '') || submenus.includes(submenu ?? ''),
        `${menu}: ${command ?? submenu}`,
      );
    }
  }
  for (const language of languages) {
    const links = welcomeTexts(language).flatMap((contents) => [...contents.matchAll(/command:([\w.]+)/g)]);
    const own = links.map((link) => link[1] ?? '').filter((command) => command.startsWith('dbManifests.'));
    assert.ok(own.length > 0, language);
    for (const command of own) assert.ok(contributed.includes(command), `${language}: ${command}`);
  }
});

test('every empty state of the view has a welcome text with something to do', () => {
  for (const { view } of contributes.viewsWelcome) assert.equal(view, 'dbManifests.databases');
  for (const contents of languages.flatMap(welcomeTexts)) assert.match(contents, /\]\(command:/);
  const conditions = contributes.viewsWelcome.map(({ when }) => when).join('\n');
  for (const state of ['!isWorkspaceTrusted', 'isWeb && !remoteName', 'dbManifests.kubeconfig == none']) {
    assert.ok(conditions.includes(state), state);
  }
});

test('settings stand in groups that have a title and an order', () => {
  const { configuration } = contributes;
  assert.deepEqual(
    configuration.map(({ order }) => order),
    configuration.map((_, index) => index + 1),
  );
  for (const { title, properties } of configuration) {
    assert.match(title, /^%settings\.\w+%$/);
    const orders = Object.values(properties).map(({ order }) => order);
    assert.deepEqual(
      orders,
      orders.map((_, index) => index + 1),
      title,
    );
  }
});

test('every step of the walkthrough can be done, and completes itself', () => {
  const [walkthrough, ...others] = contributes.walkthroughs;
  assert.ok(walkthrough && others.length === 0);
  const clientText = readSourceFiles(root, ['client']).map(({ tree }) => tree.text);
  for (const { id, title, description, media, completionEvents } of walkthrough.steps) {
    assert.ok(completionEvents.length > 0, id);
    for (const event of completionEvents) {
      const [kind, name = ''] = event.split(':');
      const isKnown =
        kind === 'onContext' ? clientText.some((text) => text.includes(`'${name}', true`)) : contributed.includes(name);
      assert.ok(isKnown, `${id}: ${event}`);
    }
    const { image, altText, markdown } = media;
    const file = image ?? markdown ?? '';
    assert.ok(existsSync(path.join(root, file)), file);
    assert.equal(image === undefined, altText === undefined, `${id}: who sees no picture is told of it`);
    assert.ok(image ? packedPictures()?.includes(path.basename(image, '.png')) : file.startsWith('walkthrough/'), file);
    for (const language of languages) {
      // What has no words there cannot be packaged.
      for (const key of [title, description, altText].filter((each) => each !== undefined))
        assert.ok(wordsOf(language)[key.slice(1, -1)], `${language}: ${key}`);
      const text = wordsOf(language)[description.slice(1, -1)] ?? '';
      const links = [...text.matchAll(/\]\(command:([\w.]+)\)/g)].map((link) => link[1] ?? '');
      assert.ok(links.length > 0, `${language}: ${id}`);
      for (const command of links)
        assert.ok([...contributed, 'dbManifests.databases.focus'].includes(command), command);
    }
  }
});

function wordsOf(language: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(path.join(root, language), 'utf8')) as Record<string, string>;
}

/** Names in docs/images that are packaged. */
function packedPictures(): readonly string[] | undefined {
  const text = readFileSync(path.join(root, '.vscodeignore'), 'utf8');
  return /^!docs\/images\/\{(.*)\}\.png$/m.exec(text)?.[1]?.split(',');
}

/** The welcome texts in the words of a file of texts: where package.json has `%key%` the editor shows what stands there. */
function welcomeTexts(language: string): readonly string[] {
  const words = wordsOf(language);
  return contributes.viewsWelcome.map(({ contents }) => words[contents.slice(1, -1)] ?? contents);
}

test('settings that the client reads are declared', () => {
  const read = readSourceFiles(root, ['client']).flatMap(({ path: file, tree }) =>
    [
      ...tree.text.matchAll(/['"`]dbManifests\.(lenses|kubeconfig|protectedContexts|psqlPath|clipboardSeconds)['"`]/g),
    ].map((match) => ({ file, setting: `dbManifests.${match[1] ?? ''}` })),
  );
  assert.ok(read.length > 0);
  for (const { file, setting } of read) assert.ok(setting in settings, `${file} reads ${setting}`);
});

test('a workspace that is not trusted names no program, no file and no exception', () => {
  const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
  assert.deepEqual([...restrictedConfigurations].sort(), [
    'dbManifests.kubeconfig',
    'dbManifests.protectedContexts',
    'dbManifests.psqlPath',
  ]);
  for (const setting of restrictedConfigurations) assert.ok(setting in settings, setting);
  assert.equal(settings['dbManifests.psqlPath']?.scope, 'machine', 'a program is no business of a workspace');
  // Not of a machine either: the settings of a container come from the repository.
  assert.equal(settings['dbManifests.protectedContexts']?.scope, 'application', 'nor is what a person protects');
  assert.equal(settings['dbManifests.clipboardSeconds']?.scope, 'application', 'nor how long a password may stay');
  assert.equal(settings['dbManifests.trace.server']?.scope, 'application', 'nor whether manifests are logged');
});

interface SettingsSchema {
  readonly definitions: {
    readonly rules: {
      readonly properties: Readonly<
        Record<string, { readonly default?: string; readonly markdownDescription: string }>
      >;
    };
  };
}

test('settings files know every rule with its help, and the manifest of the extension does not grow with the rules', () => {
  const [contribution] = contributes.jsonValidation;
  assert.equal(contribution?.url, './dist/settings.schema.json');
  const { definitions } = JSON.parse(readFileSync(path.join(root, contribution.url), 'utf8')) as SettingsSchema;
  const known = definitions.rules.properties;
  for (const { system, rules } of languagePacks) {
    assert.equal(`${system.id}/*` in known, rules.length > 0, system.id);
    for (const { id, severity, help } of rules) {
      assert.deepEqual([known[id]?.default, known[id]?.markdownDescription], [severity, help]);
    }
  }
  for (const pattern of ['names/*', 'schema/*']) assert.ok(pattern in known, pattern);
  assert.ok(!('properties' in (settings['dbManifests.rules'] ?? {})));
});

test('what package.json names exists and is packaged', () => {
  const packaged = readFileSync(path.join(root, '.vscodeignore'), 'utf8').split(/\r?\n/);
  const icons = [...Object.values(contributes.views).flat(), ...contributes.viewsContainers.activitybar];
  for (const { icon } of icons) {
    assert.ok(existsSync(path.join(root, icon)), icon);
    assert.ok(packaged.includes(`!${path.posix.dirname(icon)}/**`), icon);
  }
  assert.ok(existsSync(path.join(root, extensionIcon)) && packaged.includes(`!${extensionIcon}`));
  assert.ok(packaged.includes('!walkthrough/**'));
  assert.ok(packaged.includes('!dist/settings.schema.json'));
  const bundles = packaged.find((line) => /^!dist\/\{.*\}\.cjs$/.test(line)) ?? '';
  for (const name of [
    'client',
    'cluster',
    'server',
    'languageServer',
    'service',
    'definitions',
    'judge',
    'thread',
    'cli',
  ])
    assert.match(bundles, new RegExp(`[{,]${name}[,}]`));
  assert.doesNotMatch(bundles, /[{,](?:mcp|language)[,}]/, 'these are for the npm package');
});

const { connection } = standIn();

/** Commands of the view's menu for a cluster with such a recipe. */
function offered(recipe: Partial<Recipe>): readonly string[] {
  const value = contextValueOf({
    ...{ kind: 'cluster', id: 'id', context: 'test', label: 'shop', health: healthOf([]) },
    target: toyTarget(connection, recipe),
  });
  return commandsFor(value);
}

function commandsFor(value: string): readonly string[] {
  const items = contributes.menus['view/item/context'] ?? [];
  const fitting = items.filter(({ when = '' }) => {
    const pattern = /viewItem =~ \/(.*)\//.exec(when)?.[1];
    assert.ok(pattern !== undefined, `${when} looks at no item`);
    return new RegExp(pattern).test(value);
  });
  return [...new Set(fitting.map(({ command = '' }) => command.replace('dbManifests.', '')))].sort();
}

const always = ['apply', 'copyName', 'describe', 'goToManifest', 'logs', 'verify'];

test('the menu of a cluster offers what its recipe allows, and nothing else', () => {
  assert.deepEqual(offered({}), always);
  const access: Recipe['access'] = {
    ...{
      engine: 'postgresql',
      container: 'postgres',
      port: 5432,
      logins: [],
      databases: [],
      localClient: [],
      readOnlySessions: 'kept' as const,
    },
    tls: { mode: 'require' },
  };
  const session = ['connect', 'copyConnection', 'credentials', 'openInSqlClient', 'openTunnel'];
  assert.deepEqual(offered({ access }), [...always, ...session].sort());
  assert.deepEqual(offered({ listens: { port: 32080 } }), [...always, 'openTunnel'].sort());
  for (const command of ['restart', 'switchover', 'backup'] as const) {
    const action = { id: command, command, title: say``, consequence: say``, steps: () => [] };
    assert.deepEqual(offered({ actions: [action, { ...action, id: 'other' }] }), [...always, command].sort());
  }
  const operator = { pods: [{ app: 'operator' }] };
  assert.deepEqual(offered({ operator }), always);
  const ui = { title: 'Page', pods: [{ app: 'ui' }], port: 8081 };
  assert.deepEqual(offered({ operator: { ...operator, ui } }), [...always, 'operatorUi'].sort());
});

test('contexts, pods and tunnels have their own menus', () => {
  assert.deepEqual(commandsFor('context'), ['chooseContext', 'chooseNamespace', 'disconnect']);
  assert.deepEqual(commandsFor('context inUse'), ['chooseNamespace', 'disconnect']);
  assert.deepEqual(commandsFor('member primary'), ['copyName', 'logs']);
  assert.deepEqual(commandsFor('tunnel database connected'), ['copyConnection', 'openInSqlClient', 'stopTunnel']);
  assert.deepEqual(commandsFor('tunnel lost connected'), ['stopTunnel']);
  assert.deepEqual(commandsFor('tunnel page connected'), ['stopTunnel']);
  assert.deepEqual(commandsFor('tunnel port connected'), ['stopTunnel']);
  for (const value of ['system', 'message']) assert.deepEqual(commandsFor(value), [], value);
});

test('the package has the pictures of the README, and no others', () => {
  const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
  const shown = [...read('README.md').matchAll(/\(docs\/images\/([\w-]+)\.png\)/g)].map(([, name]) => name);
  const moving = [...read('README.md').matchAll(/\((docs\/images\/[\w-]+\.gif)\)/g)].map(([, name]) => `!${name}`);
  const packed = read('.vscodeignore').match(/^!.*\.gif$/gm) ?? [];
  assert.deepEqual(packed, moving);
  assert.deepEqual(packedPictures(), [...new Set(shown)].sort());
});
