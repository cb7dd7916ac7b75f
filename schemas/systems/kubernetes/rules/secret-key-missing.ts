import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isPlaceholder, textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';

interface SecretType {
  readonly keys: readonly string[];
  /** One of the keys is enough. */
  readonly any?: true;
  /** How people call the file that belongs under a key. */
  readonly aliases?: Readonly<Record<string, RegExp>>;
}

const types: Readonly<Record<string, SecretType>> = {
  'kubernetes.io/tls': {
    keys: ['tls.crt', 'tls.key'],
    aliases: {
      'tls.crt': /^(?!ca).*\.(?:crt|cer|cert|pem)$|^cert$/i,
      'tls.key': /^(?!ca).*(?:\.key|[-_.]key\.pem)$|^key(?:\.pem)?$/i,
    },
  },
  'kubernetes.io/basic-auth': { keys: ['username', 'password'], any: true },
  'kubernetes.io/ssh-auth': {
    keys: ['ssh-privatekey'],
    aliases: { 'ssh-privatekey': /^(?:id_[a-z0-9]+|.*private.*)$/i },
  },
  'kubernetes.io/dockerconfigjson': {
    keys: ['.dockerconfigjson'],
    aliases: { '.dockerconfigjson': /^\.?(?:docker)?config\.?json$/i },
  },
  'kubernetes.io/dockercfg': { keys: ['.dockercfg'], aliases: { '.dockercfg': /^dockercfg$/i } },
};

/** The type of a Secret promises keys. */
export const secretKeyMissing: Rule = {
  id: 'kubernetes/secret-key-missing',
  severity: 'error',
  kinds: ['Secret'],
  help: `A \`type\` that begins with \`kubernetes.io/\` promises keys, and the API server refuses a Secret without them:
\`tls.crt\` and \`tls.key\` for \`tls\`, \`username\` or \`password\` for \`basic-auth\`, \`ssh-privatekey\` for \`ssh-auth\`,
\`.dockerconfigjson\` for \`dockerconfigjson\`. Other keys may stand beside them. Without \`type\` a Secret is \`Opaque\`
and may hold anything; the type cannot be changed later.`,
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
  wholeOnly: true,
  *check({ root }) {
    const node = root.at('type');
    const name = textOf(node) ?? '';
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    const maps = [root.at('data'), root.at('stringData')];
    const written = maps.flatMap((map) => map.entries());
    if (type === undefined || maps.some(isPlaceholder) || written.some(([key]) => key.includes('${'))) return;
    const missing = type.keys.filter((key) => !written.some(([found]) => found === key));
    if (missing.length === 0 || (type.any && missing.length < type.keys.length)) return;
    const promised = listed(
      type.keys.map((key) => `\`${key}\``),
      'or',
    );
    if (type.any)
      yield { node, message: say`A Secret of type "${name}" needs ${promised}: the API server refuses one without.` };
    else
      for (const key of missing)
        yield missingKey(
          node,
          name,
          key,
          written.filter(([found]) => !type.keys.includes(found)),
          type,
        );
  },
};

function missingKey(
  node: ManifestNode,
  name: string,
  key: string,
  others: readonly (readonly [string, ManifestNode])[],
  { aliases }: SecretType,
): Finding {
  // `tls-key.pem` looks like a certificate too.
  const isKey = (found: string) => key === 'tls.crt' && aliases?.['tls.key']?.test(found);
  const candidates = others.filter(([found]) => aliases?.[key]?.test(found) && !isKey(found));
  const [only] = candidates;
  return {
    node,
    message: say`A Secret of type "${name}" needs the key \`${key}\`: the API server refuses one without.`,
    fixes:
      only === undefined || candidates.length > 1
        ? []
        : [
            {
              title: say`Rename \`${only[0]}\` to \`${key}\``,
              edits: [{ do: 'rename', node: only[1], key }],
              safe: false,
            },
          ],
  };
}
