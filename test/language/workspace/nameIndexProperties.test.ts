import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { queryOf } from '../../../server/language/workspace/nameQuery.ts';
import { Query } from '../../../server/language/queries/query.ts';
import { fc } from '../../support/fastCheck.ts';
import { everything, indexOf } from './indexOf.ts';

/**
 * However the files came to be what they are, by edits, renames, deletions, changes of kustomizations, in slices or
 * with questions in between: the index answers as one that has read them from scratch.
 */
const paths = ['a.yaml', 'base/b.yaml', 'base/c.yaml', 'overlay/d.yaml'];
const kustomizations = ['base/kustomization.yaml', 'overlay/kustomization.yaml', 'part/kustomization.yaml'];

const name = fc.constantFrom('db', 'app', 'p-db', 'p-q-db', 'x');
const namespace = fc.constantFrom('', '', 'one', 'two');
const metadata = fc
  .tuple(name, namespace)
  .map(([name, space]) => `metadata:\n  name: ${name}\n${space ? `  namespace: ${space}\n` : ''}`);

const secret = fc
  .tuple(metadata, fc.uniqueArray(fc.constantFrom('user', 'password', 'uri'), { maxLength: 2 }))
  .map(
    ([head, keys]) =>
      `apiVersion: v1\nkind: Secret\n${head}stringData: {${keys.map((key) => `${key}: v`).join(', ')}}\n`,
  );

const pod = fc
  .tuple(metadata, name, fc.constantFrom('user', 'password', 'host'))
  .map(
    ([head, secretName, key]) =>
      `apiVersion: v1\nkind: Pod\n${head}spec:\n  volumes: [{name: v, secret: {secretName: ${secretName}}}]\n  containers:\n  - name: c\n    image: i\n    volumeMounts: [{name: v, mountPath: /v}]\n    env: [{name: A, valueFrom: {secretKeyRef: {name: ${secretName}, key: ${key}}}}]\n`,
  );

const cluster = fc
  .tuple(metadata, fc.constantFrom('app', 'seller'), fc.constantFrom('app', 'seller'))
  .map(
    ([head, user, owner]) =>
      `apiVersion: acid.zalan.do/v1\nkind: postgresql\n${head}spec:\n  teamId: db\n  users: {${user}: []}\n  databases: {shop: ${owner}}\n`,
  );

const document = fc.oneof(secret, pod, cluster, fc.constantFrom('a: [\n', '# nothing\n', 'kind: Secret\nmetadata:\n'));
const text = fc.array(document, { maxLength: 3 }).map((documents) => documents.join('---\n'));

const kustomization = fc
  .record({
    namespace: fc.constantFrom('', 'one', 'three'),
    prefix: fc.constantFrom('', 'p-', 'q-'),
    resources: fc.uniqueArray(fc.constantFrom('b.yaml', '../base', '../base/c.yaml', 'd.yaml', '../overlay'), {
      maxLength: 3,
    }),
    components: fc.uniqueArray(fc.constantFrom('../part'), { maxLength: 1 }),
    generated: fc.constantFrom('', 'db', 'x'),
    open: fc.boolean(),
  })
  .map(({ namespace, prefix, resources, components, generated, open }) =>
    [
      ...(namespace ? [`namespace: ${namespace}`] : []),
      ...(prefix ? [`namePrefix: ${prefix}`] : []),
      `resources: [${resources.join(', ')}]`,
      `components: [${components.join(', ')}]`,
      ...(generated ? [`secretGenerator:\n- name: ${generated}\n  literals: [user=a, password=b]`] : []),
      ...(open ? ['replacements: [{path: r.yaml}]'] : []),
      '',
    ].join('\n'),
  );

type Step =
  | { readonly do: 'write'; readonly path: string; readonly text: string; readonly isOpen: boolean }
  | { readonly do: 'edit'; readonly path: string; readonly at: number; readonly length: number; readonly text: string }
  | { readonly do: 'delete'; readonly path: string }
  | { readonly do: 'move'; readonly path: string; readonly to: string }
  | { readonly do: 'ask' }
  | { readonly do: 'slice'; readonly most: number };

const path = fc.constantFrom(...paths, ...kustomizations);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('write'), path: fc.constantFrom(...paths), text, isOpen: fc.boolean() }),
  fc.record({
    do: fc.constant('write'),
    path: fc.constantFrom(...kustomizations),
    text: kustomization,
    isOpen: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('edit'),
    path,
    at: fc.nat(200),
    length: fc.nat(12),
    text: fc.constantFrom('', 'x', '\n', '---\n', 'p-', ': '),
  }),
  fc.record({ do: fc.constant('delete'), path }),
  fc.record({ do: fc.constant('move'), path: fc.constantFrom(...paths), to: fc.constantFrom(...paths) }),
  fc.record({ do: fc.constant('ask') }),
  fc.record({ do: fc.constant('slice'), most: fc.integer({ min: 1, max: 3 }) }),
);

describe('the index after any history', () => {
  test('answers as one that is built fresh', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const index = indexOf({});
        for (const each of steps) take(index, each);
        index.names.complete = true;
        assert.deepEqual(everything(index), everything(indexOf(textsOf(index))));
      }),
      { numRuns: 250 },
    );
  });

  test('is as it was when the names are', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), path, (steps, changed) => {
        const index = indexOf({});
        for (const each of steps) take(index, each);
        index.names.complete = true;
        const { workspace, names } = index;
        const uri = uriOf(changed);
        const text = workspace.file(uri)?.text;
        if (text === undefined) return;
        const queries = names.all().map(({ entry }) => queryOf(entry));
        const said = new Query(workspace.clock, () => queries.map((query) => [names.has(query), names.meant(query)]));
        const before = said.read();
        workspace.set(uri, `# moved by a line\n${text}`);
        workspace.set(uri, text);
        names.prepare();
        assert.equal(said.read(), before);
      }),
      { numRuns: 150 },
    );
  });
});

type Index = ReturnType<typeof indexOf>;

function take(index: Index, each: Step): void {
  const { workspace, names } = index;
  if (each.do === 'ask') everything(index);
  else if (each.do === 'slice') {
    names.complete = false;
    names.catchUp(each.most);
  } else if (each.do === 'write') workspace.set(uriOf(each.path), each.text, each.isOpen);
  else if (each.do === 'delete') workspace.delete(uriOf(each.path));
  else if (each.do === 'edit') edit(index, each.path, each.at, each.length, each.text);
  else {
    const text = workspace.file(uriOf(each.path))?.text;
    if (text === undefined || each.path === each.to) return;
    workspace.delete(uriOf(each.path));
    workspace.set(uriOf(each.to), text);
  }
}

function edit({ workspace }: Index, path: string, at: number, length: number, inserted: string): void {
  const text = workspace.file(uriOf(path))?.text;
  if (text === undefined) return;
  const start = Math.min(at, text.length);
  const range = { start: positionIn(text, start), end: positionIn(text, Math.min(start + length, text.length)) };
  workspace.change(uriOf(path), [{ range, text: inserted }]);
}

function positionIn(text: string, offset: number) {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function textsOf({ workspace }: Index): Record<string, string> {
  return Object.fromEntries(
    [...workspace.uris()].map((uri) => [uri.slice(uriOf('').length), workspace.file(uri)?.text ?? '']),
  );
}

function uriOf(path: string): string {
  return `file:///w/${path}`;
}
