import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { LanguagePack, RuleContext } from '../../schemas/contract/index.ts';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { createService } from '../../server/host/createService.ts';
import { createSchemaFiles } from '../../server/host/schemaFiles.ts';
import type { SchemaFiles } from '../../server/host/schemaFiles.ts';
import type { LanguageService } from '../../server/language/languageService.ts';
import { Query } from '../../server/language/queries/query.ts';
import { dist } from '../support/fixtures.ts';

/** Costs that can be counted. Times are measured in test/bench. */

const uri = 'file:///counters/manifest.yaml';

interface Counted {
  readonly service: LanguageService;
  readonly schemas: SchemaFiles;
  /** Documents parsed since the last call. */
  readonly parsed: () => number;
}

function countingService(): Counted {
  let parsed = 0;
  const schemas = createSchemaFiles(path.join(dist, 'schemas'));
  const service = createService(dist, { schemas, events: { parsed: () => (parsed += 1) } });
  return {
    service,
    schemas,
    parsed() {
      const count = parsed;
      parsed = 0;
      return count;
    },
  };
}

function cluster(name: string): string {
  return `---
apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: acid-${name}
spec:
  teamId: acid
  numberOfInstances: 2
  postgresql:
    version: "17"
  volume:
    size: 1Gi
`;
}

const linesPerCluster = cluster('x').split('\n').length - 1;
const clusters = Array.from({ length: 200 }, (_, index) => cluster(String(index))).join('');
/** Behind the number of instances in the hundredth document. */
const place = { line: 100 * linesPerCluster + 7, character: '  numberOfInstances: 2'.length };

describe('documents parsed', () => {
  test('each once when a file is opened, none when it is asked about again', () => {
    const { service, parsed } = countingService();
    service.setFile(uri, clusters);
    service.diagnose(uri);
    assert.equal(parsed(), 200);
    service.diagnose(uri);
    service.hover(uri, place);
    service.complete(uri, place);
    assert.equal(parsed(), 0);
  });

  test('one for an edit among 200', () => {
    const { service, parsed } = countingService();
    service.setFile(uri, clusters);
    const before = service.diagnose(uri);
    parsed();
    service.changeFile(uri, [{ range: { start: place, end: place }, text: 'x' }]);
    const after = service.diagnose(uri);
    assert.equal(parsed(), 1);
    assert.deepEqual(
      after.filter(({ severity }) => severity === 'error').map(({ range }) => range.start.line),
      [place.line],
    );
    assert.equal(after.length, before.length + 1);
  });

  test('one for a line that is inserted above: the others move', () => {
    const { service, parsed } = countingService();
    service.setFile(uri, `${clusters}${cluster('last').replace('1Gi', 'one')}`);
    const [before] = service.diagnose(uri);
    assert.ok(before);
    parsed();
    const top = { line: 1, character: 0 };
    service.changeFile(uri, [{ range: { start: top, end: top }, text: '# a new line\n' }]);
    const [after] = service.diagnose(uri);
    assert.equal(parsed(), 1);
    assert.equal(after?.code, before.code);
    assert.equal(after.range.start.line, before.range.start.line + 1);
  });

  test('one for completion right behind a key, and no second one for the diagnostics', () => {
    const { service, parsed } = countingService();
    service.setFile(uri, clusters);
    service.diagnose(uri);
    parsed();
    service.changeFile(uri, [{ range: { start: place, end: place }, text: '\n  en' }]);
    const labels = service.complete(uri, { line: place.line + 1, character: 4 }).map(({ label }) => label);
    assert.ok(labels.includes('enableLogicalBackup'));
    service.diagnose(uri);
    assert.equal(parsed(), 1);
  });

  test('the same text again: none', () => {
    const { service, parsed } = countingService();
    service.setFile(uri, clusters);
    service.diagnose(uri);
    parsed();
    service.setFile(uri, clusters);
    service.diagnose(uri);
    assert.equal(parsed(), 0);
  });

  test('none for resources that no pack knows', () => {
    const { service, parsed, schemas } = countingService();
    service.setFile(uri, 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec: [1, {]\n');
    assert.deepEqual(service.diagnose(uri), []);
    assert.equal(parsed(), 0);
    assert.deepEqual(
      schemas.loaded().filter((name) => name !== 'index.json'),
      [],
    );
  });
});

test('an edit puts a handful of answers in doubt, whatever the number of documents', (context) => {
  const { service } = countingService();
  // Each has a problem, so its place and what the file switches off have been asked for.
  service.setFile(uri, clusters.replaceAll('1Gi', 'one'));
  assert.equal(service.diagnose(uri).length, 200);
  const { mock } = context.mock.method(Query.prototype, 'doubt');
  service.changeFile(uri, [{ range: { start: place, end: place }, text: '0' }]);
  assert.equal(service.diagnose(uri).length, 200);
  assert.ok(mock.callCount() < 30, `${String(mock.callCount())} of them`);
});

describe('resources checked by rules', () => {
  /** Packs whose rules note the names of the resources that they are asked about. */
  function notingPacks(asked: { add(name: string): unknown }): LanguagePack[] {
    return languagePacks.map((pack) => ({
      ...pack,
      rules: pack.rules.map((rule) => ({
        ...rule,
        check(context: RuleContext) {
          asked.add(context.resource.identity.name);
          return rule.check(context);
        },
      })),
    }));
  }

  test('the one that an edit touches', () => {
    const asked = new Set<string>();
    const service = createService(dist, { packs: notingPacks(asked) });
    service.setFile(uri, clusters);
    service.diagnose(uri);
    assert.equal(asked.size, 200);
    asked.clear();
    service.changeFile(uri, [{ range: { start: place, end: place }, text: '0' }]);
    service.diagnose(uri);
    assert.deepEqual([...asked], ['acid-100']);
  });

  test('once more for comments that switch one of them off, however many do', () => {
    const rule = 'zalando/database-owner-missing';
    const timesFor = (text: string) => {
      let times = 0;
      const service = createService(dist, { packs: notingPacks({ add: () => (times += 1) }) });
      service.setFile(uri, text);
      assert.ok(service.diagnose(uri).some(({ code }) => code === 'comments/unused'));
      return times;
    };
    const above = (count: number) => `# db-manifests-disable-next-line ${rule}\n`.repeat(count) + cluster('x');
    assert.equal(timesFor(above(30)), timesFor(above(1)), 'above one line');
    const ofFile = (count: number) =>
      Array.from({ length: count }, (_, index) => `# db-manifests-disable-file ${rule}\n${cluster(String(index))}`);
    const [few, many] = [timesFor(ofFile(5).join('')), timesFor(ofFile(20).join(''))];
    assert.equal(many, few * 4, 'in many documents of a file');
  });

  test('those of the kind that depends on it when the configuration of the operator changes', () => {
    const asked = new Set<string>();
    const service = createService(dist, { packs: notingPacks(asked) });
    service.setFile(uri, clusters);
    service.diagnose(uri);
    asked.clear();
    service.setFile('file:///counters/other.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n');
    service.diagnose(uri);
    assert.deepEqual([...asked], []);
    const configuration = 'apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata:\n  name: operator\n';
    service.setFile('file:///counters/operator.yaml', configuration);
    service.diagnose(uri);
    assert.equal(asked.size, 200);
  });
});

describe('files read', () => {
  test('the schemas of the packs whose kinds are there, no help for diagnostics', () => {
    const { service, schemas } = countingService();
    assert.deepEqual(schemas.loaded(), []);
    service.setFile(uri, clusters);
    service.diagnose(uri);
    assert.deepEqual([...schemas.loaded()].sort(), ['index.json', 'shared.jsonl', 'zalando.jsonl']);
  });

  test('the help of one pack when somebody hovers', () => {
    const { service, schemas } = countingService();
    service.setFile(uri, clusters);
    assert.match(service.hover(uri, { line: place.line, character: 5 })?.text.markdown ?? '', /\w/);
    const help = schemas.loaded().filter((name) => name.endsWith('.help.json'));
    assert.deepEqual(help, ['shared.help.json', 'zalando.help.json']);
  });
});

describe('modules in the bundles', () => {
  const packagesIn = (name: string): Set<string> => {
    const { inputs } = JSON.parse(readFileSync(path.join(dist, `${name}.meta.json`), 'utf8')) as {
      inputs: Record<string, unknown>;
    };
    return new Set(Object.keys(inputs).flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
  };

  const absent: [bundle: string, present: string, absent: RegExp][] = [
    ['client', 'vscode-languageclient', /^(@kubernetes\/.*|yaml|ajv|croner|vscode-languageserver)$/],
    ['service', 'yaml', /^(@kubernetes\/.*|ajv|diff|vscode-.*|kubernetes-models)$/],
    ['languageServer', 'vscode-languageserver', /^(@kubernetes\/.*|yaml|ajv|vscode-languageclient|kubernetes-models)$/],
    ['cli', 'diff', /^(@kubernetes\/.*|yaml|ajv|vscode-.*|kubernetes-models)$/],
  ];
  for (const [bundle, present, unwanted] of absent) {
    test(`${bundle}: nothing that its start would pay for in vain`, () => {
      const packages = packagesIn(bundle);
      assert.ok(packages.has(present));
      assert.deepEqual(
        [...packages].filter((name) => unwanted.test(name)),
        [],
      );
    });
  }
});
