import type { SchemaSource } from '../../../schemas/contract/index.ts';
import { linearMatcher } from '../../../server/language/cel/matcher.ts';
import type { LanguageService } from '../../../server/language/languageService.ts';
import { ruleViolations } from '../../../server/language/schema/ruleViolations.ts';
import type { RuleViolation } from '../../../server/language/schema/ruleViolations.ts';
import type { Problem } from '../../../server/language/answers.ts';
import { lineIndex, parseDocument } from '../../../server/language/yaml/index.ts';
import { uriOf } from '../../support/fixtures.ts';
import { ApiError, yaml } from '../bed/apiClient.ts';
import type { ApiCause, ApiClient } from '../bed/apiClient.ts';
import { numbersFrom } from '../support/numbersFrom.ts';
import type { AskKubectl } from './askKubectl.ts';
import { pathText, rulesIn } from '../support/structuralSchema.ts';
import type { StructuralSchema } from '../support/structuralSchema.ts';
import { isMap, placesIn, replaced } from './json.ts';
import type { Json, Place } from './json.ts';
import type { ReasonAt } from './meantDifferences.ts';
import type { Manifest } from './readManifests.ts';
import { hasPlaces, mutate } from './mutate.ts';
import type { PublishedSchemas } from './publishedSchemas.ts';
import { isWritten, writeManifest } from './writeManifest.ts';

/**
 * `agreed`, or: `alarm`: an error where the API server takes it. `later`: the same, but it is of a type of Kubernetes inside of
 * a custom resource, which the pods that are made of it do not get past. `warned`, `missed`: no error where it refuses.
 */
export type Outcome = 'agreed' | 'later' | 'alarm' | 'warned' | 'missed';

export interface Verdict {
  /** Of the mutant; with the same seed and manifests it is the same again. */
  readonly number: number;
  /** `v1 Pod`. */
  readonly kind: string;
  readonly isOwn: boolean;
  readonly source: string;
  readonly mutation: string;
  /** The mutation and its place. */
  readonly name: string;
  readonly isUpdate: boolean;
  readonly text: string;
  /** `undefined`: the API server takes it. */
  readonly refusal: ApiError | undefined;
  readonly problems: readonly Problem[];
  readonly outcome: Outcome;
  /** Where the errors of an alarm stand, from the resource on. */
  readonly places?: readonly string[];
  /** Why each error of an alarm in a custom kind is meant to be there, by the schema of the pack; `undefined`: of one it is not said. */
  readonly meant?: string | undefined;
  /** Of rules of which both say whether they hold; `undefined`: not compared. */
  readonly rules?: RuleDifference | undefined;
  /** Of those that kubectl was asked about. */
  readonly kubectl?: { readonly refusal: string | undefined } | undefined;
  /** Of Kubernetes, where another one than the bed's is asked. */
  readonly release?: string | undefined;
}

/** Places of rules of which only one of both says that they do not hold. */
export interface RuleDifference {
  readonly server: readonly string[];
  readonly ours: readonly string[];
  /** Only the API server's rule says it, and another rule or a bound of our pack refuses the manifest there. */
  readonly answered: readonly string[];
}

/** Our side. */
export interface Judge {
  readonly service: LanguageService;
  /** The same, with nothing about Kubernetes' own types but what fields they have; made when it is first asked for. */
  plain(): { readonly service: LanguageService; readonly schemas: SchemaSource };
  /** Why what we know of a custom kind says more of a place than its definition; absent: all that is known are definitions. */
  readonly reasonAt?: ReasonAt;
  /** By the id of an operator. */
  readonly operatorVersions: Readonly<Record<string, string>>;
  /** `undefined`: a kind that we know nothing of. */
  packOf(apiVersion: string, kind: string): string | undefined;
}

/** Manifests of a kind that the API server takes. */
interface Ground {
  readonly kind: string;
  readonly path: string;
  readonly schema: StructuralSchema;
  readonly pack: string;
  readonly bases: readonly Base[];
}

interface Base extends Manifest {
  /** It is stored under this version, and can be changed. */
  readonly resourceVersion?: string;
}

/** What the API server takes and a program in the container does not start with. */
const ofPrograms = [
  'kubernetes/postgres-18-mount',
  'kubernetes/data-directory-not-empty',
  'kubernetes/database-password-missing',
];

/** More manifests of one kind say nothing new; so many of them are stored. */
const [mostBases, mostStored] = [60, 6];
/** The pack of Kubernetes' own kinds. */
const ownPack = 'kubernetes';
/** Stands for kinds that no pack claims. */
export const definedPack = 'defined';
const dryRun = '?dryRun=All&fieldValidation=Strict';
/** Requests under way at a time. */
const lanes = 24;

export interface ComparisonOptions {
  readonly seed: number;
  /** Numbers of the mutants: from 0 on, or one of them again. */
  readonly numbers: Iterable<number>;
  /** Asked about each mutant of so many: a process of its own takes longer than all the rest. */
  readonly kubectl?: { readonly ask: AskKubectl; readonly each: number } | undefined;
}

export class Comparison {
  readonly #api: ApiClient;
  readonly #judge: Judge;
  readonly #grounds: readonly Ground[];
  readonly #matcher = linearMatcher();

  private constructor(api: ApiClient, judge: Judge, grounds: readonly Ground[]) {
    this.#api = api;
    this.#judge = judge;
    this.#grounds = grounds;
  }

  /** Asks which of the manifests the API server takes, and stores some. */
  static async begin(
    api: ApiClient,
    judge: Judge,
    published: PublishedSchemas,
    manifests: readonly Manifest[],
  ): Promise<Comparison> {
    const byKind = new Map<string, Manifest[]>();
    for (const manifest of manifests) {
      const kind = `${manifest.apiVersion} ${manifest.kind}`;
      byKind.set(kind, [...(byKind.get(kind) ?? []), manifest]);
    }
    const grounds: Ground[] = [];
    // It takes seconds, in which no answer can be read.
    if ([...byKind.values()].some(([first]) => first && isCustom(judge.packOf(first.apiVersion, first.kind))))
      judge.plain();
    for (const [kind, all] of [...byKind].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const ground = await groundOf(api, judge, published, kind, all);
      if (ground !== undefined) grounds.push(ground);
    }
    return new Comparison(api, judge, grounds);
  }

  get manifests(): number {
    return this.#grounds.reduce((count, { bases }) => count + bases.length, 0);
  }

  get kinds(): readonly string[] {
    return this.#grounds.map(({ kind }) => kind);
  }

  async *run({ numbers, ...options }: ComparisonOptions): AsyncIterable<Verdict> {
    const all = [...numbers];
    for (let first = 0; first < all.length; first += lanes)
      yield* await Promise.all(all.slice(first, first + lanes).map((number) => this.#verdict(number, options)));
  }

  async #verdict(number: number, { seed, kubectl }: Omit<ComparisonOptions, 'numbers'>): Promise<Verdict> {
    const random = numbersFrom(seed * 1_000_003 + number);
    const own = this.#grounds.filter(({ pack }) => pack === ownPack);
    const custom = this.#grounds.filter(({ pack }) => pack !== ownPack);
    const side = custom.length === 0 || (own.length > 0 && number % 2 === 0) ? own : custom;
    const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
    const ground = pick(side);
    const stored = ground.bases.filter(({ resourceVersion }) => resourceVersion !== undefined);
    const isUpdate = stored.length > 0 && random() < 0.25;
    const base = pick(isUpdate ? stored : ground.bases);
    const mutant = mutate(base.value, ground.schema, random);
    const text = writeManifest(mutant.manifest);
    const refusal = await this.#ask(ground, mutant.manifest, isUpdate ? base : undefined);
    const isAsked = kubectl !== undefined && number % kubectl.each === 0;
    const byKubectl = isAsked ? await askKubectl(kubectl.ask, mutant.manifest, isUpdate ? base : undefined) : undefined;
    const problems = this.#diagnose(this.#judge.service, text, isUpdate ? base : undefined);
    const { kind, pack } = ground;
    const { name, mutation } = mutant;
    return {
      ...{ number, kind, isOwn: pack === ownPack, source: base.source, name, mutation, isUpdate, text, refusal },
      problems,
      ...this.#outcome(refusal, problems, ground, text, isUpdate ? base : undefined),
      rules: this.#ruleDifference(ground, mutant.manifest, isUpdate ? base : undefined, refusal, { text, problems }),
      kubectl: byKubectl,
      release: this.#judge.operatorVersions[ownPack],
    };
  }

  /** What it refuses it with. */
  async #ask({ path }: Ground, manifest: Json, base: Base | undefined): Promise<ApiError | undefined> {
    if (base === undefined) return refusal(this.#api, 'POST', `${path}${dryRun}`, writeManifest(manifest));
    return refusal(this.#api, 'PUT', `${path}/${nameOf(base)}${dryRun}`, changeOf(base, manifest));
  }

  #diagnose(service: LanguageService, text: string, base: Base | undefined): readonly Problem[] {
    const uri = uriOf('mutant.yaml');
    service.setCommitted(uri, base && writeManifest(base.value));
    service.setFile(uri, text);
    return service.diagnose(uri).filter(({ code }) => !ofPrograms.includes(code));
  }

  #outcome(
    refused: ApiError | undefined,
    problems: readonly Problem[],
    { kind, pack }: Ground,
    text: string,
    base: Base | undefined,
  ): Pick<Verdict, 'outcome' | 'places' | 'meant'> {
    if (refused !== undefined) {
      if (problems.some(({ severity }) => severity === 'error')) return { outcome: 'agreed' };
      return { outcome: problems.some(({ severity }) => severity === 'warning') ? 'warned' : 'missed' };
    }
    if (!problems.some(isOfServer)) return { outcome: 'agreed' };
    const left =
      pack === ownPack
        ? problems.filter(isOfServer)
        : this.#diagnose(this.#judge.plain().service, text, base).filter(isOfServer);
    if (left.length === 0) return { outcome: 'later' };
    const places = left.map((problem) => placeOf(problem, text));
    const reasons = places.map((place) => this.#judge.reasonAt?.(kind, place));
    const isMeant = reasons.every((reason) => reason !== undefined);
    return {
      outcome: 'alarm',
      places: places.map((place) => place.join('.')),
      meant: isMeant ? [...new Set(reasons)].join(' ') : undefined,
    };
  }

  #ruleDifference(
    { kind, schema, pack }: Ground,
    value: Json,
    base: Base | undefined,
    refused: ApiError | undefined,
    { text, problems }: Pick<Verdict, 'text' | 'problems'>,
  ): RuleDifference | undefined {
    const written = [...rulesIn(schema)];
    if (pack === ownPack || written.length === 0 || isWritten(value)) return undefined;
    if (refused !== undefined && refused.status !== 422) return undefined;
    const causes = refused?.causes ?? [];
    const isBlocked = / validation rules were not checked|Checked value must be of type /;
    if (causes.some(({ message = '' }) => isBlocked.test(message))) return undefined;
    const [apiVersion = '', name = ''] = kind.split(' ');
    const compiled = this.#judge.plain().schemas.schema(apiVersion, name);
    if (compiled === undefined) return undefined;
    const version = this.#judge.operatorVersions[pack];
    const old = base === undefined ? ('new' as const) : { value: base.value };
    const found = ruleViolations(compiled, { value, old, version, matcher: this.#matcher, fuel: 1_000_000 });
    const ours = found.map(({ path, rule, failed }) =>
      pathText(schema, failed ? path : [...path, ...(rule.fieldPath ?? [])]),
    );
    const messages = written.map(({ rule, message = '' }) => message.trim() || `failed rule: ${rule.trim()}`);
    const refusals = causes.filter((cause) => isOfRule(cause, messages));
    const server = refusals.map(fieldOf);
    // Where a rule names no field, ours may say which one it is about.
    const isSame = (field: string, finer: string) =>
      finer === field || (/^[.[]/.test(finer.slice(field.length)) && finer.startsWith(field));
    // Of a pack the words are our own.
    const others =
      pack === definedPack
        ? found.filter(
            (each, index) =>
              !refusals.some((cause) => isSame(fieldOf(cause), ours[index] ?? '') && saysTheSame(cause, each)),
          )
        : [];
    const unsaid = [...new Set(server)].filter((field) => !ours.some((each) => isSame(field, each)));
    // Without a pack, nothing stands in for a rule.
    const errors = pack === definedPack ? [] : errorOffsets(text, problems);
    const answered = unsaid.filter((field) => isRefusedAt(field, schema, value, text, errors));
    return {
      answered,
      server: unsaid.filter((field) => !answered.includes(field)),
      ours: [
        ...[...new Set(ours)].filter((each) => !server.some((field) => isSame(field, each))),
        ...others.map(({ message, rule }) => `"${message ?? rule.message ?? rule.rule}"`),
      ],
    };
  }
}

async function askKubectl(ask: AskKubectl, manifest: Json, base: Base | undefined): Promise<Verdict['kubectl']> {
  const [verb, text] =
    base === undefined
      ? (['create', writeManifest(manifest)] as const)
      : (['replace', changeOf(base, manifest)] as const);
  return { refusal: await ask(verb, text) };
}

/** What is sent to change what is stored. */
function changeOf({ resourceVersion }: Base, manifest: Json): string {
  return writeManifest(replaced(manifest, ['metadata', 'resourceVersion'], resourceVersion));
}

function isCustom(pack: string | undefined): boolean {
  return pack !== undefined && pack !== ownPack;
}

/** An error about what the API server, and nobody else, looks at. */
function isOfServer({ severity, code }: Problem): boolean {
  return severity === 'error' && /^(?:schema|yaml|kubernetes)\//.test(code);
}

/** The innermost value that holds all that a problem marks. */
function placeOf({ range }: Problem, text: string): Place {
  const lines = lineIndex(text);
  const [start, end] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
  let node = parseDocument(text).nodeAt(start)?.node;
  while (node?.parent !== undefined && end > Math.max(node.span.end, node.keySpan?.end ?? 0)) node = node.parent;
  return node?.path ?? [];
}

/** Offsets at which errors begin. */
function errorOffsets(text: string, problems: readonly Problem[]): readonly number[] {
  const lines = lineIndex(text);
  return problems.filter(({ severity }) => severity === 'error').map(({ range }) => lines.offsetAt(range.start));
}

/** Whether an error begins in the value of a field, as the API server writes it, or at its key. */
function isRefusedAt(
  field: string,
  schema: StructuralSchema,
  value: Json,
  text: string,
  errors: readonly number[],
): boolean {
  const root = parseDocument(text).resources[0]?.root;
  const place = [[], ...placesIn(value)].find((each) => pathText(schema, each) === field);
  if (root === undefined || place === undefined) return false;
  const { keySpan, span } = root.at(...place);
  return errors.some((offset) => (keySpan ?? span).start <= offset && offset <= span.end);
}

function fieldOf({ field = '' }: ApiCause): string {
  return field.replaceAll('.[', '[');
}

/** Of one that could not be worked out the API server says more. */
function saysTheSame({ message = '' }: ApiCause, { failed, rule, message: made }: RuleViolation): boolean {
  const { message: written = '' } = rule;
  return failed || message.endsWith(made ?? (written.trim() || `failed rule: ${rule.rule.trim()}`));
}

function isOfRule({ message = '' }: ApiCause, messages: readonly string[]): boolean {
  if (/ evaluating rule: | macro signature for rule: /.test(message)) return true;
  return messages.some((each) => message === each || message.endsWith(`: ${each}`));
}

async function groundOf(
  api: ApiClient,
  judge: Judge,
  published: PublishedSchemas,
  kind: string,
  all: readonly Manifest[],
): Promise<Ground | undefined> {
  const [{ apiVersion, kind: name } = { apiVersion: '', kind: '' }] = all;
  const pack = judge.packOf(apiVersion, name);
  if (pack === undefined) return undefined;
  const found = await Promise.all([
    api.pathOf({ apiVersion, kind: name, namespace: 'default' }),
    published.of(apiVersion, name),
  ]).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  });
  if (found?.[1] === undefined) return undefined;
  const [path, schema] = found;
  const ask = ({ value }: Manifest) => refusal(api, 'POST', `${path}${dryRun}`, writeManifest(value));
  const some = spread(
    all.filter(({ value }) => hasPlaces(value)),
    mostBases,
  );
  const refusals = await Promise.all(some.map(ask));
  const taken = some.filter((_, index) => refusals[index] === undefined);
  if (taken.length === 0) return undefined;
  const kept = await Promise.all(taken.slice(0, mostStored).map((each) => stored(api, path, each)));
  return { kind, path, schema, pack, bases: [...kept, ...taken.slice(mostStored)] };
}

/** So many of them, from everywhere. */
function spread<T>(values: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, values.length / most);
  return Array.from({ length: Math.min(most, values.length) }, (_, index) => values[Math.floor(index * step)] as T);
}

/** Left as it is where it cannot be written again as it was: the API server has added what only it knows. */
async function stored(api: ApiClient, path: string, manifest: Manifest): Promise<Base> {
  const text = writeManifest(manifest.value);
  const made = await api.request('POST', path, text, yaml).catch(() => undefined);
  const metadata = (made as { metadata?: { resourceVersion?: string } } | undefined)?.metadata;
  const { resourceVersion } = metadata ?? {};
  if (resourceVersion === undefined || nameOf(manifest) === '') return manifest;
  const again = writeManifest(replaced(manifest.value, ['metadata', 'resourceVersion'], resourceVersion));
  const place = `${path}/${nameOf(manifest)}${dryRun}`;
  return (await refusal(api, 'PUT', place, again)) === undefined ? { ...manifest, resourceVersion } : manifest;
}

function nameOf({ value: { metadata } }: Manifest): string {
  const name = isMap(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

async function refusal(api: ApiClient, method: string, path: string, text: string): Promise<ApiError | undefined> {
  try {
    await api.request(method, path, text, yaml);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status > 500) throw error;
    // It is the last thing that is looked at: nothing else is wrong.
    return error.status === 409 && method === 'POST' ? undefined : error;
  }
}
