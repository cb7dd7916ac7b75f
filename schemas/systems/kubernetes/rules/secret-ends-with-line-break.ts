import type { Rule } from '../../../contract/index.ts';
import { decodesWithTrailingNewline, withoutTrailingNewline } from '../../../vocabulary/base64.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A line break behind a password belongs to it. Nothing of a value is shown, decoded or not. */
export const secretEndsWithLineBreak: Rule = {
  id: 'kubernetes/secret-ends-with-line-break',
  severity: 'warning',
  kinds: ['Secret'],
  help: `The value is one line with a line break at its end, which becomes part of the password, user or host: logging in
fails, although everything looks right. Under \`data\` it usually comes from \`echo\` without \`-n\`, under
\`stringData\` from \`|\`, where \`|-\` is meant. Files, which end with a line break rightly, are left alone: values of
several lines, and keys such as \`tls.crt\` or \`pgpass\`.`,
  source: 'https://kubernetes.io/docs/tasks/configmap-secret/managing-secret-using-kubectl/#create-a-secret',
  *check({ root }) {
    for (const [key, node] of root.at('data').entries()) {
      const text = textOf(node);
      if (text === undefined || isFile(key) || !decodesWithTrailingNewline(text)) continue;
      const value = withoutTrailingNewline(text);
      if (value === undefined) continue;
      yield {
        node,
        message: say`\`${key}\` ends with a line break once it is decoded, which becomes part of the value: encode it without (\`echo -n\`).`,
        fixes: [{ title: say`Encode it without the line break`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    }
    for (const [key, node] of root.at('stringData').entries()) {
      const value = /^([^\r\n]+)\r?\n$/.exec(textOf(node) ?? '')?.[1];
      if (value === undefined || isFile(key) || !isCredential(key)) continue;
      yield {
        node,
        mark: 'key',
        message: say`\`${key}\` ends with a line break, which becomes part of the value: write it on the line of its key, or with \`|-\`.`,
        fixes: [{ title: say`Drop the line break`, edits: [{ do: 'set', node, value }], safe: false }],
      };
    }
  },
};

function isFile(key: string): boolean {
  return key.includes('.') || /pgpass|passwd$|htpasswd|userlist|conf|json|ya?ml|ssh|cert|script|sql/i.test(key);
}

function isCredential(key: string): boolean {
  return /pass|pwd|user|token|secret|login|host|key/i.test(key);
}
