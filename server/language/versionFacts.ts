import type { Identity, LanguagePack, OperatorVersion, Resource } from '../../schemas/contract/index.ts';
import { ask } from './ask.ts';
import type { OnFailure } from './ask.ts';
import { operatorsOf } from './operators.ts';
import type { Operator } from './operators.ts';
import type { Packs } from './packs.ts';
import type { Clock } from './queries/clock.ts';
import { Signal } from './queries/signal.ts';
import { releaseKinds } from './subjects/chartValues.ts';
import { mayHoldValues } from './subjects/mayHoldSubjects.ts';
import { subjectsOf } from './subjects/subjectsOf.ts';
import { ManifestSlot } from './workspace/manifestSlot.ts';
import { groupOf } from './apiGroups.ts';
import { splitDocuments } from './yaml/index.ts';

/** What single documents say about operator versions. */
export class VersionFacts {
  readonly #packs: Packs;
  readonly #onFailure: OnFailure;
  readonly #keys = new Map<Operator, symbol>();
  readonly #noted: Signal;

  constructor(packs: Packs, clock: Clock, onFailure: OnFailure) {
    this.#packs = packs;
    this.#onFailure = onFailure;
    this.#noted = new Signal(clock);
  }

  /** Reads what a document says while its tree is there. */
  note(slot: ManifestSlot): void {
    for (const pack of this.#packs.all) {
      if (!this.kindsOf(pack).includes(slot.header.kind)) continue;
      for (const operator of operatorsOf(pack))
        if (!slot.known(this.#keyOf(operator)) && this.in(slot, operator).length > 0) this.#noted.touch();
    }
  }

  /** Kinds of resources that may say it: those that the pack looks into, and those that release its chart. */
  kindsOf({ versionSources = [], subjects = [] }: LanguagePack): readonly string[] {
    const releases = subjects.some(({ chart }) => chart) ? releaseKinds : [];
    return [...versionSources, ...releases].map(({ kind }) => kind);
  }

  in(slot: ManifestSlot, operator: Operator): readonly OperatorVersion[] {
    const detect = (resource: Resource) =>
      ask({ onFailure: this.#onFailure }, 'detectVersion', undefined, () => operator.detectVersion?.(resource));
    return slot.fact(this.#keyOf(operator), () => [
      ...slot.resources
        .filter(({ identity }) => operator.pack.versionSources?.some((source) => isOf(identity, source)))
        .flatMap((resource) => detect(resource) ?? []),
      ...this.#released(slot, operator),
    ]);
  }

  /** By the values that a release gives to the chart. */
  #released(slot: ManifestSlot, operator: Operator): readonly OperatorVersion[] {
    const isRelease = releaseKinds.some(({ kind }) => kind === slot.header.kind);
    if (!isRelease || !mayHoldValues(this.#packs, slot)) return [];
    const subjects = subjectsOf(this.#packs, slot.document).filter(({ claim }) => claim.operator === operator);
    return subjects.flatMap(({ version }) => version ?? []);
  }

  /** What has been noted of a document, which is not parsed for it. */
  notedIn(slot: ManifestSlot, operator: Operator): readonly OperatorVersion[] {
    this.#noted.note();
    return (slot.known(this.#keyOf(operator)) as readonly OperatorVersion[] | undefined) ?? [];
  }

  /** By id of the operator, what manifests that belong to no file say; nothing where they contradict each other. */
  ofText(text: string): Record<string, OperatorVersion> {
    const slots = splitDocuments(text).map((piece) => new ManifestSlot(piece));
    const found = this.#packs.all.flatMap(operatorsOf).flatMap((operator) => {
      const [version, ...others] = new Set(slots.flatMap((slot) => this.in(slot, operator)));
      return version === undefined || others.length > 0 ? [] : [[operator.id, version] as const];
    });
    return Object.fromEntries(found);
  }

  #keyOf(operator: Operator): symbol {
    let key = this.#keys.get(operator);
    if (!key) this.#keys.set(operator, (key = Symbol(operator.id)));
    return key;
  }
}

function isOf({ apiVersion, kind }: Identity, source: { readonly group: string; readonly kind: string }): boolean {
  return kind === source.kind && groupOf(apiVersion) === source.group;
}
