import type { IndexedResource, Resource, WorkspaceIndex } from '../../schemas/contract/index.ts';
import { languagePacks } from '../../schemas/languageRegistry.ts';
import { Packs } from '../../server/language/packs.ts';
import { partsIn } from '../../server/language/subjects/subjectsOf.ts';
import { resourceType } from '../../server/language/workspace/readNames.ts';
import { groupOf } from '../../server/language/apiGroups.ts';

const packs = new Packs(languagePacks);

/** A workspace of resources for tests of single rules: what is written counts, nothing is derived. */
export function workspaceOf(...resources: readonly Resource[]): WorkspaceIndex {
  const all = resources.map((resource): IndexedResource => ({ resource, uri: 'file:///workspace.yaml' }));
  const find = (type: string, name: string, namespace: string) =>
    all.filter(
      ({ resource: { identity } }) =>
        resourceType(identity.apiVersion, identity.kind) === type &&
        identity.name === name &&
        (identity.namespace === namespace || identity.namespace === '' || namespace === ''),
    );
  return {
    complete: true,
    resources: (group, kind) =>
      all.filter(({ resource: { identity } }) => identity.kind === kind && groupOf(identity.apiVersion) === group),
    subjects: (id) =>
      all.flatMap(({ resource, uri }) =>
        packs
          .partsOf(resource.identity)
          .filter(({ claim }) => claim.subject.id === id)
          .flatMap((part) => partsIn(resource, part))
          .map((subject) => ({ resource: subject.resource, uri })),
      ),
    find,
    keys(type, name, namespace) {
      const keys = find(type, name, namespace).flatMap(({ resource: { root } }) =>
        ['data', 'stringData', 'binaryData'].flatMap((part) =>
          root
            .at(part)
            .entries()
            .map(([key]) => key),
        ),
      );
      return keys.length > 0 ? keys : undefined;
    },
    declares: (type, name, namespace) => find(type, name, namespace).length > 0,
    serving: () => [],
    databaseServices: () => [],
  };
}
