import type { ManifestNode, Resource } from './manifest.ts';
import type { Said } from './said.ts';

/**
 * A name that stands somewhere in a resource: what it introduces, or what it means. The workspace joins the two across
 * documents and files. A resource declares its own name, and what `derive` says, without being asked.
 */
export interface NameUse {
  readonly role: 'declares' | 'refers';
  /**
   * Kind of the resource that is meant, as in `kind`; with its group where that is not Kubernetes' own, as in
   * `postgresql.acid.zalan.do`. Or something inside a resource, in the pack's own words: `zalando/user`, `volume`.
   */
  readonly type: string;
  readonly name: string;
  /** Where the name is written: a scalar, or an entry whose key it is. */
  readonly node: ManifestNode;
  /** `value` unless said. */
  readonly mark?: 'key' | 'value';
  /** Part of the scalar's source that is the name, as offsets into `node.source`. */
  readonly part?: { readonly start: number; readonly end: number };
  /** The namespace it is looked up in. Absent: that of the resource. Ignored for kinds of the whole cluster. */
  readonly namespace?: string;
  /** The name counts inside one thing only: a key inside its Secret, a user inside its cluster. */
  readonly within?: NameScope;
  /** `optional: true` in Kubernetes' words: nothing is wrong if it does not exist. */
  readonly optional?: true;
  /** Cannot change once the resource exists, so it is not renamed; the reason, as the end of a sentence. */
  readonly fixed?: Said;
}

export interface NameScope {
  readonly type: string;
  readonly name: string;
  /** Absent: that of the resource. */
  readonly namespace?: string;
}

/** What names a resource holds. Pure, quick (it runs over every document of the workspace), never throws. */
export type ReadNames = (resource: Resource) => Iterable<NameUse>;
