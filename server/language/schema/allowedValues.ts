import type { OperatorVersion, SchemaNode } from '../../../schemas/contract/index.ts';
import { isInForce } from '../compareVersions.ts';

/** The values of `enum` that the version in force knows; all of them if it is unknown; `undefined` without an enum. */
export function allowedValues(node: SchemaNode, version: OperatorVersion | undefined): SchemaNode['enum'] {
  const { enumVersions } = node;
  if (version === undefined || enumVersions === undefined) return node.enum;
  return node.enum?.filter((value) => {
    const [since, until] = enumVersions[String(value)] ?? ['', ''];
    return isInForce(since, until, version);
  });
}
