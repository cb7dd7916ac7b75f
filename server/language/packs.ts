import type {
  ChartClaim,
  LanguagePack,
  PartClaim,
  Rule,
  SubjectKind,
  SystemKind,
} from '../../schemas/contract/index.ts';
import { operatorOf, operatorsOf } from './operators.ts';
import type { Operator } from './operators.ts';
import { groupOf, versionOf } from './apiGroups.ts';
import type { Header } from './apiGroups.ts';

/** Which pack answers for something. */
export interface Claim {
  readonly pack: LanguagePack;
  /** Whose versions count. */
  readonly operator: Operator;
  /** What it is where it is no resource. */
  readonly subject?: SubjectKind;
  /** Those of the pack's rules that look at it. */
  readonly rules: readonly Rule[];
}

export interface ResourceClaim extends Claim {
  readonly kind: SystemKind;
}

export interface SubjectClaim extends Claim {
  readonly subject: SubjectKind;
}

/** A subject that is the values of a chart. */
export interface ChartSubject {
  readonly claim: SubjectClaim;
  readonly chart: ChartClaim;
}

/** A subject that stands in resources of a kind. */
export interface PartOfKind {
  readonly claim: SubjectClaim;
  readonly part: PartClaim;
}

/** A kind that exists, whether a pack answers for it or not. */
export type KnownKind = Pick<SystemKind, 'group' | 'kind' | 'versions'>;

/** What the packs bring, put in order once. */
class PackTables {
  readonly all: readonly LanguagePack[];
  readonly claims = new Map<string, ResourceClaim>();
  readonly passing = new Map<string, ResourceClaim>();
  readonly subjects = new Map<string, SubjectClaim>();
  readonly parts = new Map<string, PartOfKind[]>();
  readonly charts = new Map<string, ChartSubject>();
  readonly files = new Map<string, SubjectClaim>();
  readonly kinds = new Map<string, KnownKind[]>();
  readonly whole = new Set<string>();
  readonly counted: ReadonlySet<string>;

  constructor(packs: readonly LanguagePack[]) {
    this.all = packs;
    this.counted = new Set(packs.flatMap(({ system }) => system.countedNames ?? []));
    for (const pack of packs) {
      const rulesOf = rulesByKind(pack);
      for (const kind of pack.system.kinds) {
        const claim = { pack, operator: operatorOf(pack, kind.group), kind };
        this.claims.set(
          `${kind.group} ${kind.kind}`,
          withRules(claim, () => rulesOf(kind.kind)),
        );
        this.#know(kind);
      }
      for (const subject of pack.subjects ?? []) {
        const claim = withRules({ pack, operator: operatorsOf(pack)[0], subject }, () => rulesOf(subject.id));
        this.subjects.set(subject.id, claim);
        const { chart, file } = subject;
        if (file !== undefined) this.files.set(file, claim);
        if (chart) this.charts.set(chart.name, { claim, chart });
        for (const part of subject.parts ?? []) {
          const key = `${part.group} ${part.kind}`;
          this.parts.set(key, [...(this.parts.get(key) ?? []), { claim, part }]);
        }
      }
      for (const header of pack.passing ?? []) this.passing.set(headerKey(header), passingClaim(pack, header, rulesOf));
      for (const { group, others, whole } of pack.groups ?? []) {
        for (const [kind, versions] of Object.entries(others)) this.#know({ group, kind, versions });
        if (whole) this.whole.add(group);
      }
    }
  }

  #know(kind: KnownKind): void {
    const known = this.kinds.get(kind.group);
    if (known) known.push(kind);
    else this.kinds.set(kind.group, [kind]);
  }
}

/** The packs, found by group and kind, or by the id of a subject. */
export class Packs {
  readonly #tables: PackTables;

  /** @param packs those of other ones are not put in order again. */
  constructor(packs: readonly LanguagePack[] | Packs) {
    this.#tables = packs instanceof Packs ? packs.#tables : new PackTables(packs);
  }

  get all(): readonly LanguagePack[] {
    return this.#tables.all;
  }

  /** Whether people are told how many refer to names of a type. */
  countsNames(type: string): boolean {
    return this.#tables.counted.has(type);
  }

  claim(header: Header): ResourceClaim | undefined {
    return (
      this.#tables.claims.get(`${groupOf(header.apiVersion)} ${header.kind}`) ??
      this.#tables.passing.get(headerKey(header))
    );
  }

  /** Whether it depends on the release which API versions of the kind there are: a rule of its pack knows. */
  isPassing(header: Header): boolean {
    return this.#tables.passing.has(headerKey(header));
  }

  subject(id: string): SubjectClaim | undefined {
    return this.#tables.subjects.get(id);
  }

  /** The subject that a file of this name is. */
  file(uri: string): SubjectClaim | undefined {
    return this.#tables.files.get(uri.slice(uri.lastIndexOf('/') + 1));
  }

  /** The subject that the values of a chart are. */
  chart(name: string): ChartSubject | undefined {
    return this.#tables.charts.get(name);
  }

  get charts(): Iterable<ChartSubject> {
    return this.#tables.charts.values();
  }

  /** The subjects that may stand in resources of a kind. */
  partsOf({ apiVersion, kind }: Header): readonly PartOfKind[] {
    return this.#tables.parts.get(`${groupOf(apiVersion)} ${kind}`) ?? [];
  }

  /**
   * Whether a document with this header may hold a subject of ours. A `List` has to be parsed to know, and so has a
   * document that does not say its kind where it is looked for.
   */
  mayClaim(header: Header): boolean {
    const isOpen = header.kind === '' || header.kind === 'List';
    return isOpen || this.claim(header) !== undefined || this.partsOf(header).length > 0;
  }

  /** Of a kind of a pack, as names have it (`Kind.example.com`); not of Kubernetes' own. */
  scopeOf(type: string): SystemKind['scope'] | undefined {
    const dot = type.indexOf('.');
    return dot < 0 ? undefined : this.#tables.claims.get(`${type.slice(dot + 1)} ${type.slice(0, dot)}`)?.kind.scope;
  }

  /** All API groups with a kind that is known; the empty one is Kubernetes' first. */
  get groups(): readonly string[] {
    return [...this.#tables.kinds.keys()];
  }

  /** The kinds of a group that are known; none: nobody here knows the group. */
  kindsOf(group: string): readonly KnownKind[] {
    return this.#tables.kinds.get(group) ?? [];
  }

  /** Whether `kindsOf` has every kind of the group. */
  isWhole(group: string): boolean {
    return this.#tables.whole.has(group);
  }
}

function headerKey({ apiVersion, kind }: Header): string {
  return `${apiVersion} ${kind}`;
}

/** Nothing but its rules is known of the kind. */
function passingClaim(
  pack: LanguagePack,
  { apiVersion, kind }: Header,
  rulesOf: (kind: string) => readonly Rule[],
): ResourceClaim {
  const versions = [versionOf(apiVersion)];
  const known: SystemKind = {
    ...{ group: groupOf(apiVersion), versions, kind, plural: '' },
    ...{ scope: 'Namespaced', namesOnly: true },
  };
  return withRules({ pack, operator: operatorOf(pack, known.group), kind: known }, () => rulesOf(kind));
}

/** Rules are asked for once there is something for them to look at: most sessions see resources of one pack or two. */
function withRules<T extends object>(claim: T, rules: () => readonly Rule[]): T & Pick<Claim, 'rules'> {
  return Object.defineProperty(claim, 'rules', { get: rules, enumerable: true }) as T & Pick<Claim, 'rules'>;
}

/** Each rule is looked at once: to go through all of them for every kind is most of what a service costs to make. */
function rulesByKind(pack: LanguagePack): (kind: string) => readonly Rule[] {
  let found: Map<string, Rule[]> | undefined;
  return (kind) => (found ??= sortedRules(pack)).get(kind) ?? noRules;
}

const noRules: readonly Rule[] = [];

function sortedRules({ rules }: LanguagePack): Map<string, Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const kind of new Set(rule.kinds)) {
      const known = found.get(kind);
      if (known) known.push(rule);
      else found.set(kind, [rule]);
    }
  }
  return found;
}
