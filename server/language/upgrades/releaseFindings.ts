import type { ReleaseChange, Resource } from '../../../schemas/contract/index.ts';
import { ask } from '../ask.ts';
import type { LanguageContext } from '../languageContext.ts';
import { createRuleContext } from '../problems/createRuleContext.ts';
import { severityOf } from '../settings.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';
import { isWithin } from './upgradeStep.ts';
import type { UpgradeFinding, UpgradeStep } from './upgradeStep.ts';

/** What the pack knows of the releases that an upgrade goes through. */
export function releaseFindings(
  context: LanguageContext,
  subject: ClaimedSubject,
  step: UpgradeStep,
  changes: readonly ReleaseChange[],
): UpgradeFinding[] {
  const { resource, claim } = subject;
  const ruleContext = createRuleContext(context, subject, step.from);
  const severities = context.configurations.severities(subject.uri);
  return changes
    .filter(({ kinds, since }) => kinds.includes(resource.identity.kind) && isWithin(step, since))
    .filter(({ effect }) => effect !== 'default' || isWhole(resource, claim))
    .filter(({ id, severity }) => severityOf(id, severity, severities) !== 'off')
    .flatMap((change) => {
      const { id, since, effect, severity } = change;
      return ask(context, id, [], () => [...change.find(ruleContext)]).map((found) => ({
        ...{ subject, step, effect, since },
        finding: { ...found, code: id, severity: found.severity ?? severity },
      }));
    });
}

/** What is absent in a part of a resource may stand elsewhere; of the values of a chart the chart itself has the rest. */
function isWhole({ partial }: Resource, { subject }: ClaimedSubject['claim']): boolean {
  return !partial || subject?.chart !== undefined;
}
