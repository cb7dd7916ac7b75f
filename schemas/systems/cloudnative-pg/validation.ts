import type { Rule } from '../../contract/index.ts';
import { mayBeAnnotated } from './clusterAnnotations.ts';

/** With `disabled` the webhook lets a resource through unread. internal/webhook/v1/common.go */
export const validationAnnotation = 'cnpg.io/validation';

/** What would be refused is not while the webhook looks away, so a rule that speaks for it is silent. */
export function unlessValidationIsOff(rule: Rule): Rule {
  if (rule.severity !== 'error') return rule;
  return {
    ...rule,
    *check(context) {
      if (!mayBeAnnotated(context.root, validationAnnotation, 'disabled')) yield* rule.check(context);
    },
  };
}
