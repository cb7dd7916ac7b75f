import type { WantedKind } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import { groupOf } from '../apiGroups.ts';

/** Groups whose kinds are the API server's own: no definition makes them. */
const builtIn = /^(?:[^.]*|.*\.k8s\.io)$/;

const kindsKey = Symbol('kinds to define');
const foreignKey = Symbol('kinds that definitions make');

/** Kinds of the resources in files that no file of the workspace defines, by their headers; sorted. */
export function wantedKinds(context: LanguageContext, uris: Iterable<string>): readonly WantedKind[] {
  const found = new Map<string, WantedKind>();
  for (const uri of uris) {
    const file = context.workspace.file(uri);
    for (const kind of file ? kindsIn(context, file) : []) found.set(`${kind.apiVersion} ${kind.kind}`, kind);
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, wanted]) => wanted);
}

/** Asked with every key: the same list while nothing is another one. */
function kindsIn({ definitions }: LanguageContext, file: ManifestFile): readonly WantedKind[] {
  return file.memo(kindsKey, () =>
    file
      .each(foreignKey, ({ header: { apiVersion, kind } }) =>
        kind !== '' && !builtIn.test(groupOf(apiVersion)) ? [{ apiVersion, kind }] : [],
      )
      .filter((header) => !definitions.isDefinedByFile(header)),
  );
}
