import type { CompiledSchema } from '../../../schemas/contract/index.ts';

/** The API server reads the kind into its own types, and knows what they have by its own version: no operator is behind it. */
export function isOfKubernetes({ nodes, root }: CompiledSchema): boolean {
  return nodes.at(root)?.unknown === 'later';
}
