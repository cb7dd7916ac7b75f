import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { writtenOf } from '../choices.ts';
import { types } from '../sources.ts';

/** Nobody can be it. */
export const userLocked: Rule = {
  id: 'mariadb/user-locked',
  severity: 'information',
  kinds: ['User'],
  help: `Without a password, its hash or a plugin the operator locks the account, and nobody can log in as this user. That is meant for owners
of views and procedures only. Else write \`passwordSecretKeyRef\`.`,
  source: types('user', 66),
  wholeOnly: true,
  *check({ spec }) {
    if (spec.kind !== 'map' || mayHoldMore(spec)) return;
    if (writtenOf(spec, ['passwordSecretKeyRef', 'passwordHashSecretKeyRef', 'passwordPlugin']).length > 0) return;
    yield {
      node: spec,
      mark: 'key',
      message: say`The user has no password, so its account is locked and nobody can log in: write \`passwordSecretKeyRef\`.`,
    };
  },
};
