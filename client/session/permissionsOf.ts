import type { Action, ActionInput, Outcome, Step } from '../../schemas/contract/recipe.ts';
import { cronJobs, jobs, pods, secrets } from '../../schemas/vocabulary/objectTypes.ts';
import type { Permission } from '../cluster/connection.ts';
import { namespaceOf } from './actionPlaces.ts';
import { allow } from './permissions.ts';
import { objectOf } from './target.ts';
import type { Target } from './target.ts';

/** Every verb that an action will use, so that it is not refused halfway. */
export function permissionsOf(target: Target, action: Action, input: ActionInput): readonly Permission[] {
  const outcome = action.until?.(input);
  return [
    ...allow(['get'], objectOf(target), namespaceOf(target)),
    ...(target.recipe.members.length > 0 ? allow(['list'], pods, target.podNamespace) : []),
    ...action.steps(input).flatMap((step) => ofStep(target, step)),
    ...(outcome ? ofOutcome(target, outcome) : []),
  ];
}

function ofStep(target: Target, step: Step): readonly Permission[] {
  const { podNamespace } = target;
  switch (step.kind) {
    case 'patch':
      return allow(['patch'], objectOf(target), namespaceOf(target), step.subresource);
    case 'patch-pods':
      return allow(['list', 'patch'], pods, podNamespace);
    case 'exec':
      // A WebSocket begins with GET; API servers since 1.35 want `create` for it as well.
      return allow(['get', 'create'], pods, podNamespace, 'exec');
    case 'delete-pods':
      return allow(['list', 'watch', 'delete'], pods, step.namespace ?? podNamespace);
    case 'create':
      return allow(['create'], step.type, podNamespace);
    case 'run-cron-job':
      return [...allow(['get'], cronJobs, podNamespace), ...allow(['create'], jobs, podNamespace)];
    case 'recreate':
      return [
        ...allow(['list', 'watch', 'delete', 'create'], objectOf(target), namespaceOf(target)),
        ...(target.recipe.access?.logins.some(({ secret }) => secret !== undefined)
          ? allow(['get', 'patch', 'create'], secrets, podNamespace)
          : []),
      ];
  }
}

function ofOutcome(target: Target, outcome: Outcome): readonly Permission[] {
  switch (outcome.kind) {
    case 'pods-renewed':
      return allow(['list', 'watch'], pods, outcome.namespace ?? target.podNamespace);
    case 'primary-is-chosen':
      return allow(['list', 'watch'], pods, target.podNamespace);
    case 'job-complete':
      return allow(['list', 'watch'], jobs, target.podNamespace);
    case 'field-reads':
      return allow(['list', 'watch'], outcome.object, namespaceOf(target, outcome.object));
  }
}
