/**
 * What has to be true of the parameters of a message before anything is done with them. Editors are programs too: what
 * they send is looked at once, at the door, so that no file is ever open under the name `5`.
 */
export type Shape = (value: unknown) => boolean;

export const anything: Shape = () => true;
export const text: Shape = (value) => typeof value === 'string';
/** Lines and characters count from 0; where they lie beyond the text they mean its end. */
export const count: Shape = (value) => Number.isInteger(value) && (value as number) >= 0;
export const truth: Shape = (value) => typeof value === 'boolean';

export function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(shape);
}

/** An object in which these fields have these shapes; others do not matter. */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  const all = Object.entries(shapes);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    all.every(([name, shape]) => shape((value as Readonly<Record<string, unknown>>)[name]));
}

/** Absent and `null` are the same to many editors. */
export function optional(shape: Shape): Shape {
  return (value) => value === undefined || value === null || shape(value);
}

export function oneOf(...shapes: readonly Shape[]): Shape {
  return (value) => shapes.some((shape) => shape(value));
}

export const position = fields({ line: count, character: count });
export const range = fields({ start: position, end: position });
export const file = { textDocument: fields({ uri: text }) };
export const fileOnly = fields(file);
export const fileAndPosition = fields({ ...file, position });
export const fileAndRange = fields({ ...file, range });
