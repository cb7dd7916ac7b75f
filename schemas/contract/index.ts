export type * from './manifest.ts';
export type * from './markdown.ts';
export type * from './names.ts';
export type * from './recipe.ts';
export type * from './rule.ts';
export type * from './said.ts';
export type * from './schema.ts';
export type * from './system.ts';
