import type { OperatorVersion } from '../../schemas/contract/index.ts';
import type { SystemStatus } from './answers.ts';
import type { Configurations } from './configuration/configurations.ts';
import type { Operator } from './operators.ts';
import { Query } from './queries/query.ts';
import type { Subject } from './subjects/subjectsOf.ts';
import type { LanguageSettings } from './settings.ts';
import type { VersionFacts } from './versionFacts.ts';
import type { NameIndex } from './workspace/nameIndex.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What shows versions. */
interface Known {
  readonly workspace: Workspace;
  readonly names: NameIndex;
  readonly settings: LanguageSettings;
  readonly configurations: Configurations;
}

export type VersionInForce = Pick<SystemStatus, 'version' | 'versionFrom' | 'versionUri'>;

/**
 * Finds out operator versions: what is set (`Configurations`), else what the operator's own manifests and releases of its chart say, else the
 * connected cluster. Two manifests that contradict each other (staging and production in one repository) say nothing,
 * and a cluster may be either of the two: the widest reading.
 */
export class OperatorVersions {
  readonly #known: Known;
  readonly #facts: VersionFacts;
  readonly #inForce = new Map<Operator, Query<VersionInForce>>();

  constructor(known: Known, facts: VersionFacts) {
    this.#known = known;
    this.#facts = facts;
  }

  /** @param uri of the file that it is in force for */
  inForce(operator: Operator, uri: string): VersionInForce {
    return this.#known.configurations.version(uri, operator.id) ?? this.#found(operator);
  }

  #found(operator: Operator): VersionInForce {
    const { clock } = this.#known.workspace;
    const known = this.#inForce.get(operator) ?? new Query(clock, () => this.#find(operator), isSame);
    this.#inForce.set(operator, known);
    return known.read();
  }

  /** Of what may say itself which operator it is for; what is set wins. */
  of({ claim, version }: Pick<Subject, 'claim' | 'version'>, uri: string): OperatorVersion | undefined {
    const set = this.#known.configurations.version(uri, claim.operator.id);
    return set ? set.version : (version ?? this.#found(claim.operator).version);
  }

  #find(operator: Operator): VersionInForce {
    const { workspace, names, settings } = this.#known;
    const found = new Map<OperatorVersion, string>();
    for (const kind of this.#facts.kindsOf(operator.pack)) {
      for (const slot of workspace.slotsOf(kind)) {
        const versions = names.complete ? this.#facts.in(slot, operator) : this.#facts.notedIn(slot, operator);
        for (const version of versions) found.set(version, slot.uri);
      }
    }
    const [only] = found;
    const live = settings.clusterVersions[operator.id];
    if (!only && live) return { version: live, versionFrom: 'cluster' };
    if (!only || found.size > 1) return { version: undefined, versionFrom: 'unknown' };
    return { version: only[0], versionFrom: 'workspace', versionUri: only[1] };
  }
}

function isSame(a: VersionInForce, b: VersionInForce): boolean {
  return a.version === b.version && a.versionFrom === b.versionFrom && a.versionUri === b.versionUri;
}
