import type { Resource, RuleContext } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { textOf } from '../../vocabulary/read.ts';
import { group } from './naming.ts';

/** The catalog that a cluster takes its image from, as it stands in the workspace; `undefined`: none is known, or several are. */
export function catalogOf({ spec, resource, workspace }: RuleContext): Resource | undefined {
  const reference = spec.at('imageCatalogRef');
  const [name, kind] = [textOf(reference.at('name')), textOf(reference.at('kind'))];
  if (!name || !kind || isFilledInLater(name)) return undefined;
  const namespace = kind === 'ImageCatalog' ? resource.identity.namespace : '';
  const [catalog, ...others] = workspace.find(`${kind}.${group}`, name, namespace);
  return others.length > 0 ? undefined : catalog?.resource;
}
