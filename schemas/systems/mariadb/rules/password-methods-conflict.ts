import type { Rule } from '../../../contract/index.ts';
import { isWritten, mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** One way to log in. */
export const passwordMethodsConflict: Rule = {
  id: 'mariadb/password-methods-conflict',
  severity: 'error',
  kinds: ['User'],
  help: `A user logs in with a password, with one of which only the hash is given, or with a plugin. The webhook refuses more than one of
these, and what a plugin takes (\`pluginArgSecretKeyRef\`) without the plugin.`,
  source: webhook('user', 86),
  *check({ spec }) {
    const plugin = spec.at('passwordPlugin');
    const methods = [
      spec.at('passwordSecretKeyRef'),
      spec.at('passwordHashSecretKeyRef'),
      plugin.at('pluginNameSecretKeyRef'),
    ];
    const [, second] = methods.filter(isWritten);
    if (second)
      yield {
        node: second,
        mark: 'key',
        message: say`The user has another way to log in already, and the webhook refuses a second one: keep one.`,
      };
    const argument = plugin.at('pluginArgSecretKeyRef');
    if (!isWritten(argument) || isWritten(plugin.at('pluginNameSecretKeyRef')) || mayHoldMore(plugin)) return;
    yield {
      node: argument,
      mark: 'key',
      message: say`Without \`pluginNameSecretKeyRef\` the webhook refuses this: name the plugin.`,
    };
  },
};
