import type { Identity, ManifestNode, Resource } from '../../../schemas/contract/index.ts';

/** The resources in a document: itself, or the items of a `kind: List`, lists in lists included. */
export function resourcesOf(root: ManifestNode): Resource[] {
  return collect(root, 0);
}

function collect(root: ManifestNode, depth: number): Resource[] {
  const apiVersion = text(root.at('apiVersion'));
  const kind = text(root.at('kind'));
  if (root.kind !== 'map' || apiVersion === '' || kind === '') return [];
  const items = root.at('items');
  if (apiVersion === 'v1' && kind === 'List' && items.kind === 'list') {
    return depth < MAX_LISTS ? items.items().flatMap((item) => collect(item, depth + 1)) : [];
  }
  return [{ identity: identityOf(root), root, partial: false }];
}

/** What a resource calls itself; what it does not say is empty. */
export function identityOf(root: ManifestNode): Identity {
  const metadata = root.at('metadata');
  const [apiVersion, kind] = [text(root.at('apiVersion')), text(root.at('kind'))];
  return { apiVersion, kind, name: text(metadata.at('name')), namespace: text(metadata.at('namespace')) };
}

function text(node: ManifestNode): string {
  return typeof node.value === 'string' ? node.value : '';
}

const MAX_LISTS = 10;
