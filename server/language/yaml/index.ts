export { renderDocument } from './addDocument.ts';
export { cursorAt } from './cursorAt.ts';
export { lineIndex, type LineIndex, type LinePosition } from './lineIndex.ts';
export { parseDocument } from './parseDocument.ts';
export { renderKey, renderScalar } from './renderScalar.ts';
export { splitDocuments } from './splitDocuments.ts';
export type * from './types.ts';
export { writeEdits } from './writeEdits.ts';
