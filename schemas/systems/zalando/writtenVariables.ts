import type { Edit, ManifestNode, Resource } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';
import { podEnvironment } from './subjectIds.ts';

/** A variable of the Postgres container. */
export interface WrittenVariable {
  readonly name: string;
  /** Where its name is written, and which part of that. */
  readonly node: ManifestNode;
  readonly mark: 'key' | 'value';
  /** Absent where it is written in base64. */
  readonly value?: ManifestNode;
  /** Gives it another name. */
  readonly renamed: (name: string) => Edit;
}

/** Variables in `env` of a cluster, or in the ConfigMap or Secret for all. */
export function* writtenVariables({ identity, root }: Resource): Iterable<WrittenVariable> {
  if (identity.kind === podEnvironment) {
    const encoded = isEncoded(root);
    for (const [name, node] of root.entries()) {
      const renamed = (key: string) => ({ do: 'rename' as const, node, key });
      yield { name, node, mark: 'key', ...(encoded ? {} : { value: node }), renamed };
    }
    return;
  }
  for (const variable of root.at('spec', 'env').items()) {
    const node = variable.at('name');
    const name = textOf(node);
    const renamed = (value: string) => ({ do: 'set' as const, node, value });
    if (name) yield { name, node, mark: 'value', value: variable.at('value'), renamed };
  }
}

/** `data` of a Secret: its values stand there in base64. */
export function isEncoded(variables: ManifestNode): boolean {
  return variables.path.at(-1) === 'data' && variables.parent?.at('kind').value === 'Secret';
}
