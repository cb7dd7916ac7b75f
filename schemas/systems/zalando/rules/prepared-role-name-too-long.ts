import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isHidden } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { MAX_ROLE_NAME, preparedRoles } from '../naming.ts';

/** Postgres cuts the names of prepared roles, so the operator does not find them again. */
export const preparedRoleNameTooLong: Rule = {
  id: 'zalando/prepared-role-name-too-long',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Roles of a prepared database are named for the database, the schema and what they may do, such as
\`shop_orders_reader_user\`. Postgres cuts names after 63 bytes. Roles whose names are alike up to there become one, and the
operator looks for the full name at each sync and does not find it. Shorten the name of the database or of the schema.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L1531',
  *check({ root, spec, resource }) {
    const longest = new Map<string, { name: string; node: ManifestNode }>();
    for (const { name, because } of preparedRoles(spec, resource.identity.name)) {
      if (name.includes('${') || bytesOf(name) <= MAX_ROLE_NAME) continue;
      // Without the default roles there is no such role.
      if (isHidden(root.at(...because, 'defaultRoles'))) continue;
      const key = JSON.stringify(because);
      const known = longest.get(key);
      if (!known || bytesOf(known.name) < bytesOf(name)) longest.set(key, { name, node: root.at(...because) });
    }
    for (const { name, node } of longest.values()) {
      yield {
        node,
        mark: 'key',
        message: say`Role "${name}" has ${bytesOf(name)} bytes, and Postgres cuts names after ${MAX_ROLE_NAME}: shorten the name of the database or schema.`,
      };
    }
  },
};

/** Length in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
