import type { ManifestNode, Resource } from '../../../schemas/contract/index.ts';
import type { Position } from '../answers.ts';
import { offsetIn } from '../workspace/manifestFile.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';

/**
 * What stands at positions, in words that stay when lines move: `postgresql/acid-shop spec.databases.shop`. Items of a list go by
 * their name where they have one, else by their number; what is no resource goes by its place in the file, the first by nothing.
 */
export function fieldsAt(file: ManifestFile, positions: readonly Position[]): string[] {
  return positions.map((position) => {
    const placed = file.at(position);
    const { slot } = placed;
    const offset = offsetIn(placed, position);
    const node = slot.document.nodeAt(offset)?.node;
    const resource = node && slot.resources.filter((each) => isIn(node, each)).at(-1);
    const number = file.slots.indexOf(slot);
    const whose = resource ? nameOf(resource) : number > 0 ? `#${String(number + 1)}` : '';
    const steps = node ? stepsTo(node).slice(resource?.root.path.length ?? 0) : [];
    return [whose, steps.join('').replace(/^\./, '')].filter(Boolean).join(' ');
  });
}

function isIn({ path }: ManifestNode, { root }: Resource): boolean {
  return root.path.every((step, index) => path[index] === step);
}

function nameOf({ identity: { kind, namespace, name } }: Resource): string {
  return [kind, namespace, name].filter(Boolean).join('/');
}

function stepsTo(node: ManifestNode): string[] {
  const { parent, path } = node;
  const step = path.at(-1);
  if (!parent || step === undefined) return [];
  const name = node.at('name').value;
  const item = typeof name === 'string' ? `name=${name}` : String(step);
  return [...stepsTo(parent), typeof step === 'number' ? `[${item}]` : `.${step}`];
}
