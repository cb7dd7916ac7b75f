import type { LanguageService } from '../../../server/language/languageService.ts';
import type { LanguageSettings } from '../../../server/language/settings.ts';
import { fc } from '../../support/fastCheck.ts';
import { serviceWith, positionAt } from '../../support/manifests.ts';
import { toyDefinition } from '../../support/toyDefinition.ts';
import { answers } from './answers.ts';
import { answerQuestions, judgeNext } from '../../support/judgedValues.ts';
import {
  chartSchemas,
  chartTexts,
  configurations,
  documents,
  kustomizations,
  valuesTexts,
  words,
} from './documents.ts';

/** What can happen to a service. Plain data, so that a history that went wrong can be kept. */
export type Step =
  | { readonly do: 'write'; readonly path: string; readonly text: string; readonly isOpen: boolean }
  | { readonly do: 'word'; readonly path: string; readonly at: number; readonly text: string }
  | { readonly do: 'cut'; readonly path: string; readonly at: number; readonly length: number; readonly text: string }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'close'; readonly path: string }
  | { readonly do: 'move'; readonly path: string; readonly to: string }
  | { readonly do: 'settings'; readonly settings: Partial<LanguageSettings> }
  | { readonly do: 'commit'; readonly path: string; readonly text: string | null }
  | { readonly do: 'complete'; readonly isComplete: boolean }
  | { readonly do: 'schemas' }
  | { readonly do: 'chart'; readonly path: string; readonly schema: object | null }
  | { readonly do: 'judge' }
  | { readonly do: 'cluster'; readonly documents: readonly string[] }
  | { readonly do: 'index'; readonly most: number }
  | { readonly do: 'check' }
  | { readonly do: 'rest' }
  | { readonly do: 'ask'; readonly at: number };

const paths = ['base/a.yaml', 'base/b.yaml', 'a.yaml', 'b.yaml', 'b-patch.yaml'];
const configurationPaths = ['.db-manifests.yaml', 'base/.db-manifests.yaml'];
const kustomizationPaths = ['base/kustomization.yaml', 'kustomization.yaml'];

const path = fc.constantFrom(...paths);
const chartPaths = ['chart/values.yaml', 'chart/Chart.yaml'] as const;
const anyPath = fc.constantFrom(...paths, ...kustomizationPaths, ...configurationPaths, ...chartPaths);
const text = fc
  .array(fc.constantFrom(...documents), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('---\n'));

/** Of the kind that a file may define, too. */
const clusterDefinition = toyDefinition({ versions: ['v2', 'v1'] });

const settings: fc.Arbitrary<Partial<LanguageSettings>> = fc.oneof(
  fc
    .constantFrom({}, { 'names/missing-key': 'off' }, { 'zalando/*': 'error' }, { 'names/unknown': 'warning' })
    .map((rules) => ({ rules })),
  fc.constantFrom({}, { zalando: '1.10' }, { crunchy: '5.5' }).map((operatorVersions) => ({ operatorVersions })),
  fc.constantFrom({}, { zalando: '1.11', crunchy: '5.8' }).map((clusterVersions) => ({ clusterVersions })),
  fc.boolean().map((inlayHints) => ({ inlayHints })),
  fc
    .constantFrom(
      { rules: {}, operatorVersions: {} },
      { rules: { 'zalando/*': 'warning' as const }, operatorVersions: {} },
    )
    .map((workspace) => ({ workspace })),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('write'), path, text, isOpen: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write'),
      path: fc.constantFrom(...kustomizationPaths),
      text: fc.constantFrom(...kustomizations),
      isOpen: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write'),
      path: fc.constantFrom(...configurationPaths),
      text: fc.constantFrom(...configurations),
      isOpen: fc.boolean(),
    }),
  },
  ...([valuesTexts, chartTexts] as const).map((texts, index) => ({
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      path: fc.constant(chartPaths[index] ?? ''),
      text: fc.constantFrom(...texts),
      isOpen: fc.boolean(),
    }),
  })),
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('chart'),
      path: fc.constantFrom('chart', 'chart', 'chart/charts/db'),
      schema: fc.constantFrom(...chartSchemas),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'judge' }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('word'), path: anyPath, at: fc.nat(80), text: fc.constantFrom(...words) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('cut'),
      path: anyPath,
      at: fc.nat(400),
      length: fc.nat(30),
      text: fc.constantFrom('', 'x', '\n', '---\n', '#', '  ', ': '),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove'), path: anyPath }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close'), path: anyPath }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move'), path, to: path }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('settings'), settings }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('commit'), path, text: fc.option(text) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('complete'), isComplete: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('index'), most: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'schemas' }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('cluster'), documents: fc.constantFrom([], [clusterDefinition]) }),
  },
  { weight: 5, arbitrary: fc.constant<Step>({ do: 'check' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'rest' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask'), at: fc.nat(80) }) },
);

/** What has happened, and about which word is asked then. */
export interface Case {
  readonly steps: readonly Step[];
  readonly at: number;
}

/** @param most steps */
export function history(most: number): fc.Arbitrary<Case> {
  return fc.record({ steps: fc.array(step, { minLength: 2, maxLength: most, size: 'max' }), at: fc.nat(80) });
}

/** A service with a past, and what a new one has to be told to know the same. */
export class Lived {
  readonly service: LanguageService;
  readonly #open = new Map<string, boolean>();
  readonly #committed = new Map<string, string>();
  readonly #charts = new Map<string, object>();
  #settings: Partial<LanguageSettings> = {};
  #isComplete = true;
  #ofCluster: readonly string[] = [];

  constructor(steps: readonly Step[]) {
    this.service = serviceWith({}, { onQuestion: () => undefined });
    for (const each of steps) this.#take(each);
  }

  /** Its answers, and those of one that has been told the same today. */
  answers(at: number): { readonly lived: unknown; readonly fresh: unknown } {
    const { service } = this;
    answerQuestions(service);
    // What has been read of the rest until now is chance.
    if (!this.#isComplete) service.index(Infinity);
    return { lived: answers(service, at), fresh: answers(this.#fresh(), at) };
  }

  #fresh(): LanguageService {
    const fresh = serviceWith({}, { settings: this.#settings, onQuestion: () => undefined });
    for (const [uri, text] of this.#committed) fresh.setCommitted(uri, text);
    fresh.setComplete(this.#isComplete);
    fresh.setClusterDefinitions({ cluster: 'kind', documents: this.#ofCluster });
    for (const uri of [...this.service.files()].sort()) {
      fresh.setFile(uri, this.service.text(uri) ?? '', this.#open.get(uri) === true ? 'open' : 'background');
    }
    for (const [folder, schema] of this.#charts) fresh.setChart(folder, filesOf(schema));
    if (!this.#isComplete) fresh.index(Infinity);
    answerQuestions(fresh);
    return fresh;
  }

  #take(each: Step): void {
    const { service } = this;
    const uri = 'path' in each ? uriOf(each.path) : '';
    if (each.do === 'write') this.#write(uri, each.text, each.isOpen);
    else if (each.do === 'word') this.#replaceWord(uri, each.at, each.text);
    else if (each.do === 'cut') this.#replace(uri, each.at, each.at + each.length, each.text);
    else if (each.do === 'remove') service.removeFile(uri);
    else if (each.do === 'close') {
      if (service.hasFile(uri)) this.#write(uri, service.text(uri) ?? '', false);
    } else if (each.do === 'move') this.#move(uri, uriOf(each.to));
    else if (each.do === 'settings') {
      this.#settings = { ...this.#settings, ...each.settings };
      service.configure(each.settings);
    } else if (each.do === 'commit') {
      if (each.text === null) this.#committed.delete(uri);
      else this.#committed.set(uri, each.text);
      service.setCommitted(uri, each.text ?? undefined);
    } else if (each.do === 'complete') {
      this.#isComplete = each.isComplete;
      service.setComplete(each.isComplete);
    } else if (each.do === 'chart') {
      if (each.schema) this.#charts.set(uri, each.schema);
      else this.#charts.delete(uri);
      service.setChart(uri, each.schema ? filesOf(each.schema) : undefined);
    } else if (each.do === 'judge') judgeNext(service);
    else if (each.do === 'schemas') service.schemasArrived();
    else if (each.do === 'cluster') {
      this.#ofCluster = each.documents;
      service.setClusterDefinitions({ cluster: 'kind', documents: each.documents });
    } else if (each.do === 'index') service.index(each.most);
    else if (each.do === 'rest') service.rest();
    else if (each.do === 'check') for (const file of service.files()) service.diagnose(file);
    else answers(service, each.at);
  }

  #write(uri: string, text: string, isOpen: boolean): void {
    this.#open.set(uri, isOpen);
    this.service.setFile(uri, text, isOpen ? 'open' : 'background');
  }

  #move(from: string, to: string): void {
    const text = this.service.text(from);
    if (text === undefined || from === to) return;
    this.service.removeFile(from);
    this.#write(to, text, this.#open.get(from) === true);
  }

  #replaceWord(uri: string, at: number, text: string): void {
    const found = [...(this.service.text(uri) ?? '').matchAll(/[\w./-]+/g)];
    const word = found[at % Math.max(found.length, 1)];
    if (word) this.#replace(uri, word.index, word.index + word[0].length, text);
  }

  #replace(uri: string, start: number, end: number, inserted: string): void {
    const text = this.service.text(uri) ?? '';
    const range = { start: positionAt(text, start), end: positionAt(text, Math.min(end, text.length)) };
    if (start <= text.length) this.service.changeFile(uri, [{ range, text: inserted }]);
  }
}

function filesOf(schema: object): Readonly<Record<string, string>> {
  return { 'values.schema.json': JSON.stringify(schema) };
}

function uriOf(path: string): string {
  return `file:///w/${path}`;
}
