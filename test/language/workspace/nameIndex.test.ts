import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { queryOf } from '../../../server/language/workspace/nameQuery.ts';
import { workspaceIndex } from '../../../server/language/workspace/workspaceIndex.ts';
import { Query } from '../../../server/language/queries/query.ts';
import type { Workspace } from '../../../server/language/workspace/workspace.ts';
import { indexOf, packs, places, referenceIn } from './indexOf.ts';

function secret(name: string, namespace = '', keys = 'password: x'): string {
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n${namespaceLine(namespace)}stringData: {${keys}}\n`;
}

function pod(secretName: string, namespace = '', key = 'password'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n${namespaceLine(namespace)}spec:\n  containers:\n    - name: web\n      env:\n        - name: PASSWORD\n          valueFrom: {secretKeyRef: {name: ${secretName}, key: ${key}}}\n`;
}

function cluster(name: string, namespace = ''): string {
  return `apiVersion: acid.zalan.do/v1\nkind: postgresql\nmetadata:\n  name: ${name}\n${namespaceLine(namespace)}spec:\n  teamId: acid\n  users: {app: []}\n`;
}

function namespaceLine(namespace: string): string {
  return namespace ? `  namespace: ${namespace}\n` : '';
}

/** Files in which the reference of a file to a name is answered. */
function answersTo(files: Record<string, string>, path: string, name: string): string[] {
  const { names } = indexOf(files);
  const found = names.find('declares', referenceIn(names, path, name));
  return [...new Set(found.map(({ uri }) => uri.slice('file:///w/'.length)))].sort();
}

describe('namespaces', () => {
  const both = { 'one.yaml': secret('db', 'one'), 'two.yaml': secret('db', 'two'), 'any.yaml': secret('db') };

  test('a name is looked up in its own namespace, and in files that leave it open', () => {
    assert.deepEqual(answersTo({ ...both, 'pod.yaml': pod('db', 'one') }, 'pod.yaml', 'db'), ['any.yaml', 'one.yaml']);
  });

  test('a file that leaves its namespace open may mean any', () => {
    assert.deepEqual(answersTo({ ...both, 'pod.yaml': pod('db') }, 'pod.yaml', 'db'), [
      'any.yaml',
      'one.yaml',
      'two.yaml',
    ]);
  });

  test('kinds of the whole cluster are found from everywhere', () => {
    const files = {
      'class.yaml':
        'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\n  namespace: nonsense\n',
      'claim.yaml':
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c, namespace: one}\nspec: {storageClassName: fast}\n',
    };
    assert.deepEqual(answersTo(files, 'claim.yaml', 'fast'), ['class.yaml']);
  });

  test('a key counts inside its Secret only', () => {
    const files = { 'a.yaml': secret('a', '', 'user: x'), 'b.yaml': secret('b'), 'pod.yaml': pod('a') };
    assert.deepEqual(answersTo(files, 'pod.yaml', 'password'), []);
    assert.deepEqual(answersTo(files, 'pod.yaml', 'a'), ['a.yaml']);
  });
});

describe('derived names', () => {
  test('are declared at the field that causes them, with their keys', () => {
    const name = 'app.acid-db.credentials.postgresql.acid.zalan.do';
    const files = { 'db.yaml': cluster('acid-db', 'one'), 'pod.yaml': pod(name, 'one') };
    assert.deepEqual(answersTo(files, 'pod.yaml', name), ['db.yaml']);
    assert.deepEqual(answersTo(files, 'pod.yaml', 'password'), ['db.yaml']);
    assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod(name, 'two') }, 'pod.yaml', name), []);
  });
});

describe('kustomizations', () => {
  const base = {
    'base/kustomization.yaml': 'resources: [secret.yaml, pod.yaml]\n',
    'base/secret.yaml': secret('db', 'written'),
    'base/pod.yaml': pod('db'),
  };
  const overlay = (name: string, text: string) => ({
    [`${name}/kustomization.yaml`]: `${text}\nresources: [../base]\n`,
  });

  test('replace the namespace of what they list', () => {
    const files = { ...base, ...overlay('prod', 'namespace: prod') };
    assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod('db', 'prod') }, 'pod.yaml', 'db'), ['base/secret.yaml']);
    assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod('db', 'written') }, 'pod.yaml', 'db'), []);
  });

  test('with different namespaces leave it open', () => {
    const files = { ...base, ...overlay('prod', 'namespace: prod'), ...overlay('dev', 'namespace: dev') };
    for (const namespace of ['prod', 'dev'])
      assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod('db', namespace) }, 'pod.yaml', 'db'), [
        'base/secret.yaml',
      ]);
  });

  test('compose their prefixes and suffixes, for those outside; inside the written name counts', () => {
    const files = {
      ...base,
      ...overlay('middle', 'namePrefix: m-\nnameSuffix: -s'),
      'top/kustomization.yaml': 'namePrefix: t-\nresources: [../middle, pod.yaml]\n',
      'top/pod.yaml': pod('m-db-s'),
    };
    assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod('t-m-db-s') }, 'pod.yaml', 't-m-db-s'), [
      'base/secret.yaml',
    ]);
    assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod('t-m-db-s') }, 'pod.yaml', 'password'), [
      'base/secret.yaml',
    ]);
    assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod('db') }, 'pod.yaml', 'db'), []);
    assert.deepEqual(answersTo(files, 'base/pod.yaml', 'db'), ['base/secret.yaml']);
    assert.deepEqual(answersTo(files, 'top/pod.yaml', 'm-db-s'), ['base/secret.yaml']);
  });

  test('give one name per overlay', () => {
    const files = { ...base, ...overlay('prod', 'namePrefix: p-'), ...overlay('dev', 'namePrefix: d-') };
    for (const name of ['p-db', 'd-db'])
      assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod(name) }, 'pod.yaml', name), ['base/secret.yaml']);
  });

  test('change what operators derive, which nothing changes afterwards', () => {
    const files = {
      'k/kustomization.yaml': 'namePrefix: p-\nresources: [db.yaml]\n',
      'k/db.yaml': cluster('acid-db'),
    };
    const name = 'app.p-acid-db.credentials.postgresql.acid.zalan.do';
    assert.deepEqual(answersTo({ ...files, 'k/pod.yaml': pod(name) }, 'k/pod.yaml', name), ['k/db.yaml']);
    const old = 'app.acid-db.credentials.postgresql.acid.zalan.do';
    assert.deepEqual(answersTo({ ...files, 'k/pod.yaml': pod(old) }, 'k/pod.yaml', old), []);
    const open = { ...files, 'k/kustomization.yaml': `${files['k/kustomization.yaml']}configurations: [c.yaml]\n` };
    assert.deepEqual(answersTo({ ...open, 'k/pod.yaml': pod(old) }, 'k/pod.yaml', old), ['k/db.yaml']);
  });

  test('take over what their components do', () => {
    const files = {
      'k/kustomization.yaml': 'namePrefix: k-\nresources: [secret.yaml]\ncomponents: [../part]\n',
      'k/secret.yaml': secret('db'),
      'part/kustomization.yaml': 'kind: Component\nnamePrefix: c-\nnamespace: part\nresources: [more.yaml]\n',
      'part/more.yaml': secret('more'),
    };
    assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod('k-c-db', 'part') }, 'pod.yaml', 'k-c-db'), [
      'k/secret.yaml',
    ]);
    assert.deepEqual(answersTo({ ...files, 'pod.yaml': pod('k-c-more', 'part') }, 'pod.yaml', 'k-c-more'), [
      'part/more.yaml',
    ]);
  });

  test('that list each other end somewhere', () => {
    const files = {
      'a/kustomization.yaml': 'namePrefix: a-\nresources: [../b, secret.yaml]\n',
      'b/kustomization.yaml': 'namePrefix: b-\nresources: [../a]\n',
      'a/secret.yaml': secret('db'),
    };
    const { names } = indexOf(files);
    assert.ok(names.has({ type: 'Secret', name: 'db', namespace: '', anywhere: true }));
  });

  test('generate ConfigMaps and Secrets', () => {
    const files = {
      'k/kustomization.yaml': [
        'namespace: prod',
        'resources: [pod.yaml]',
        'secretGenerator:',
        '- name: db',
        '  literals: [password=secret=yes]',
        '  files: [tls/ca.crt, key.pem=tls/private.pem]',
        'configMapGenerator:',
        '- name: settings',
        '  behavior: merge',
        '  envs: [settings.env]',
        '',
      ].join('\n'),
      'k/pod.yaml': pod('db'),
    };
    const { workspace, names } = indexOf(files);
    assert.deepEqual(answersTo(files, 'k/pod.yaml', 'password'), ['k/kustomization.yaml']);
    const index = workspaceIndex(workspace, names, packs);
    assert.deepEqual(index.keys('Secret', 'db', 'prod'), ['password', 'ca.crt', 'key.pem']);
    assert.equal(index.keys('Secret', 'db', 'other'), undefined);
    assert.equal(index.keys('ConfigMap', 'settings', 'prod'), undefined, 'the keys of an env file are not known');
    assert.ok(index.declares('ConfigMap', 'settings', 'prod'));
  });

  test('patch a Secret: it has keys of which the patch says nothing, so that its keys are not known', () => {
    const patched = { 'k/kustomization.yaml': 'patches: [{path: more.yaml}]\n', 'k/more.yaml': secret('db', 'prod') };
    const keysIn = (files: Record<string, string>) => {
      const { workspace, names } = indexOf(files);
      return workspaceIndex(workspace, names, packs).keys('Secret', 'db', 'prod');
    };
    assert.deepEqual(keysIn({ 'k/more.yaml': secret('db', 'prod') }), ['password']);
    assert.equal(keysIn(patched), undefined);
    assert.equal(keysIn({ ...patched, 'k/secret.yaml': secret('db', 'prod', 'user: x') }), undefined);
  });

  test('that change have the names of what they list read again, and no others', () => {
    const { workspace, names } = indexOf({ ...base, 'other.yaml': secret('other') });
    const all = () => new Map([...names.all()].map(({ entry, uri }) => [`${uri} ${entry.type} ${entry.name}`, entry]));
    const before = all();
    workspace.set('file:///w/base/kustomization.yaml', 'namespace: prod\nresources: [secret.yaml, pod.yaml]\n');
    const after = all();
    const key = 'file:///w/other.yaml Secret other';
    assert.equal(after.get(key), before.get(key));
    assert.equal(after.get('file:///w/base/secret.yaml Secret db')?.namespace, 'prod');
  });

  test('are compared by what they say: a comment changes nothing', () => {
    const { workspace, names } = indexOf(base);
    const all = names.all();
    workspace.set('file:///w/base/kustomization.yaml', `# ours\n${base['base/kustomization.yaml']}`);
    names.all().forEach(({ entry }, index) => assert.equal(entry, all[index]?.entry));
  });
});

describe('what rules ask for', () => {
  test('is answered with whole resources, and again when they change', () => {
    const { workspace, names } = indexOf({ 'a.yaml': secret('db', 'one'), 'b.yaml': secret('other') });
    const index = workspaceIndex(workspace, names, packs);
    const urisOf = (namespace: string) => index.find('Secret', 'db', namespace).map(({ uri }) => uri);
    assert.deepEqual(urisOf(''), ['file:///w/a.yaml']);
    assert.deepEqual(urisOf('two'), []);
    assert.deepEqual(index.keys('Secret', 'db', 'one'), ['password']);
    assert.equal(index.keys('Secret', 'nobody', 'one'), undefined);
    const resources = counted(workspace, () => index.find('Secret', 'db', ''));
    const keys = counted(workspace, () => index.keys('Secret', 'db', 'one'));
    const change = (path: string, text: string) => {
      workspace.set(`file:///w/${path}`, text);
      names.prepare();
      return [resources(), keys()];
    };
    assert.deepEqual([resources(), keys()], [1, 1]);
    assert.deepEqual(change('b.yaml', secret('another')), [1, 1], 'another Secret is no concern of it');
    assert.deepEqual(change('a.yaml', secret('db', 'one', 'password: other')), [2, 1], 'what it holds may matter');
    assert.deepEqual(change('a.yaml', secret('db', 'one', 'token: other')), [3, 2]);
  });

  test('is asked again when a thing comes that was not there, and when all files have been read', () => {
    const { workspace, names } = indexOf({});
    const index = workspaceIndex(workspace, names, packs);
    names.complete = false;
    const complete = counted(workspace, () => index.complete);
    const declares = counted(workspace, () => index.declares('Secret', 'db', ''));
    assert.deepEqual([complete(), declares()], [1, 1]);
    names.complete = true;
    assert.deepEqual([complete(), declares()], [2, 1]);
    workspace.set('file:///w/a.yaml', secret('db'));
    names.prepare();
    assert.deepEqual([complete(), declares()], [2, 2]);
  });
});

/** How often an answer that is remembered has been worked out, once it has been asked for again. */
function counted({ clock }: Workspace, work: () => unknown): () => number {
  let count = 0;
  const query = new Query(clock, () => {
    count++;
    return work();
  });
  return () => {
    query.read();
    return count;
  };
}

describe('thousands that ask for one name', () => {
  const alike = (count: number) => Array.from({ length: count }, () => secret('db', 'one')).join('---\n');

  test('get one list, until a name comes or goes; those of a kustomization too', () => {
    for (const kustomization of ['', 'namePrefix: p-\nresources: [a.yaml]\n']) {
      const { workspace, names } = indexOf({ 'kustomization.yaml': kustomization, 'a.yaml': alike(3) });
      const own = () => {
        const found = [...names.all()].filter(({ entry }) => entry.self);
        return found.map(({ entry }) => names.find('declares', queryOf(entry)));
      };
      const [first, ...others] = own();
      assert.equal(first?.length, 3);
      for (const other of others) assert.equal(other, first);
      workspace.set('file:///w/b.yaml', secret('other'));
      assert.notEqual(own()[0], first);
      workspace.set('file:///w/a.yaml', alike(2));
      assert.equal(own()[0]?.length, 2);
    }
  });

  test('find a thing in their own namespace behind many that they do not see', () => {
    const files = { 'a.yaml': alike(40), 'b.yaml': secret('db', 'two'), 'pod.yaml': pod('db', 'two') };
    const { workspace, names } = indexOf(files);
    const query = referenceIn(names, 'pod.yaml', 'db');
    assert.equal(names.has(query), true);
    workspace.delete('file:///w/b.yaml');
    assert.equal(names.has(query), false);
    workspace.delete('file:///w/a.yaml');
    assert.deepEqual(names.find('declares', { ...query, namespace: '' }), []);
  });

  test('see the resources as they are now: edited, and made patches', () => {
    const { workspace, names } = indexOf({ 'a.yaml': alike(40) });
    const index = workspaceIndex(workspace, names, packs);
    const found = () => index.find('Secret', 'db', 'one');
    const keys = () => found().map(({ resource }) => resource.root.at('stringData').entries()[0]?.[0]);
    assert.deepEqual([keys().length, new Set(keys())], [40, new Set(['password'])]);
    assert.equal(found(), found());
    workspace.change('file:///w/a.yaml', [
      { range: { start: { line: 5, character: 13 }, end: { line: 5, character: 21 } }, text: 'token' },
    ]);
    assert.deepEqual(keys().slice(0, 2), ['token', 'password']);
    assert.ok(found().every(({ resource }) => !resource.partial));
    workspace.set('file:///w/kustomization.yaml', 'patches: [{path: a.yaml}]\n');
    assert.ok(found().every(({ resource }) => resource.partial));
    workspace.delete('file:///w/kustomization.yaml');
    assert.ok(found().every(({ resource }) => !resource.partial));
  });
});

describe('a workspace that is still being read', () => {
  test('is read in slices, with answers about what is asked for in between', () => {
    const files = Object.fromEntries([1, 2, 3, 4].map((n) => [`${String(n)}.yaml`, secret(`s${String(n)}`)]));
    const { workspace, names } = indexOf({});
    names.complete = false;
    for (const [path, text] of Object.entries(files)) workspace.set(`file:///w/${path}`, text, false);
    const [slot] = workspace.file('file:///w/4.yaml')?.slots ?? [];
    assert.ok(slot);
    assert.equal(names.of(slot)[0]?.name, 's4');
    names.catchUp(3);
    assert.equal(names.waiting, 1);
    assert.deepEqual(places(workspace, names.declared({ type: 'Secret', namespace: '' })).length, 3);
    names.complete = true;
    assert.deepEqual(places(workspace, names.declared({ type: 'Secret', namespace: '' })).length, 4);
  });
});

describe('trees', () => {
  test('of files that nobody has open are given back once their names are read', () => {
    const { workspace, names } = indexOf({ 'open.yaml': secret('open') });
    for (const n of [1, 2, 3]) workspace.set(`file:///w/${String(n)}.yaml`, secret(`s${String(n)}`), false);
    assert.equal([...names.all()].filter(({ entry }) => entry.self).length, 4);
    const held = [...workspace.uris()].filter((uri) => workspace.file(uri)?.slots.some((slot) => slot.isParsed));
    assert.deepEqual(held, ['file:///w/open.yaml']);
  });

  test('that rules ask for are lent, a few hundred at a time', () => {
    const { workspace, names } = indexOf({});
    const count = 600;
    for (let n = 0; n < count; n++) workspace.set(`file:///w/${String(n)}.yaml`, secret(`s${String(n)}`), false);
    const index = workspaceIndex(workspace, names, packs);
    for (let n = 0; n < count; n++) assert.equal(index.find('Secret', `s${String(n)}`, '').length, 1);
    const held = [...workspace.uris()].filter((uri) => workspace.file(uri)?.slots.some((slot) => slot.isParsed));
    assert.ok(held.length > 0 && held.length < count / 2, String(held.length));
  });

  test('of a file that is closed go, and come back when it is asked about', () => {
    const { workspace } = indexOf({ 'a.yaml': secret('a') });
    const uri = 'file:///w/a.yaml';
    const [slot] = workspace.file(uri)?.slots ?? [];
    assert.equal(slot?.resources.length, 1);
    workspace.set(uri, secret('a'), false);
    assert.equal(slot.isParsed, false);
    assert.equal(slot.resources[0]?.identity.name, 'a');
  });
});
