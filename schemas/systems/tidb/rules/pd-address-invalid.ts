import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isTrue, textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** Addresses of another PD. */
export const pdAddressInvalid: Rule = {
  id: 'tidb/pd-address-invalid',
  severity: 'error',
  kinds: ['TidbCluster'],
  help: `\`pdAddresses\` are URLs with \`http://\`, or with \`https://\` where \`tlsCluster\` is on. Without a scheme, or with another one,
the operator writes the event \`FailedValidation\` and leaves the whole resource as it is.`,
  source: validation(189),
  *check({ spec }) {
    for (const [address, node] of textItems(spec.at('pdAddresses'))) {
      if (isFilledInLater(address) || /^https?:/i.test(address)) continue;
      const scheme = isTrue(spec.at('tlsCluster', 'enabled')) ? 'https' : 'http';
      const meant = /^(?:\/\/)?[\w.-]+(?::\d+)?$/.test(address)
        ? `${scheme}://${address.replace(/^\/\//, '')}`
        : undefined;
      yield {
        node,
        message: say`"${address}" does not begin with \`http://\` or \`https://\`, so the operator refuses the whole resource.`,
        fixes:
          meant === undefined ? [] : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }] }],
      };
    }
  },
};
