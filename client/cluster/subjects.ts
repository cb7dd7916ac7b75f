import type { ObjectType } from '../../schemas/contract/recipe.ts';
import type { Subject } from './causes.ts';

/** What a request is about, for errors. */
export function subjectOf(verb: string, type: ObjectType, namespace: string, name?: string): Subject {
  return { verb, resource: resourceName(type.plural, type.group), namespace, name };
}

/** `databases.example.com`, `pods` */
export function resourceName(plural: string, group: string): string {
  return group === '' ? plural : `${plural}.${group}`;
}
