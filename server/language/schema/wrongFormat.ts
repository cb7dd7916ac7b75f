import type { Edit, Fix, ManifestNode, SaidValue } from '../../../schemas/contract/index.ts';
import { formatRemedy } from '../../../schemas/vocabulary/formats/formatRemedy.ts';
import { meantText } from '../../../schemas/vocabulary/formats/meantText.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import type { SchemaFinding } from './types.ts';
import { code, fieldName, writtenFirst } from './words.ts';

/** A text that is none of the format of its field. */
export function formatFinding(node: ManifestNode, format: string): SchemaFinding {
  const text = String(node.value);
  return {
    code: 'schema/format',
    severity: 'error',
    node,
    message: say`${writtenFirst(node)} is no valid ${subjectOf(node, format)}: ${formatRemedy(text, format)}.`,
    fixes: renameFixes(text, format, (value) => ({ do: 'set', node, value })),
  };
}

function subjectOf({ path }: ManifestNode, format: string): SaidValue {
  if (typeof path.at(-1) === 'number') return say`item of ${fieldName(path.slice(0, -1))}`;
  return format === 'k8s-label-value' ? say`value of label ${fieldName(path)}` : fieldName(path);
}

/** A key that is none of the format of the keys of its map. */
export function keyFormatFinding(key: string, node: ManifestNode, format: string): SchemaFinding {
  const map = fieldName(node.path.slice(0, -1));
  return {
    code: 'schema/format',
    severity: 'error',
    node,
    mark: 'key',
    message: say`${code(key)} is no valid key in ${map}: ${formatRemedy(key, format)}.`,
    fixes: renameFixes(key, format, (name) => ({ do: 'rename', node, key: name })),
  };
}

/** It is another name, so it is for a person to confirm. */
function renameFixes(text: string, format: string, edit: (name: string) => Edit): readonly Fix[] {
  const name = meantText(text, format);
  return name === undefined ? [] : [{ title: say`Rename to "${name}"`, edits: [edit(name)], safe: false }];
}
