import type { Comment } from './types.ts';

/** Sees the tokens of `yaml`'s lexer go by and keeps what its documents lose: comments with their places, signs of a template. */
export interface TokenWatch {
  readonly comments: readonly Comment[];
  readonly isTemplate: boolean;
  /** Where the next token begins. */
  readonly offset: number;
  next(lexeme: string): void;
}

export function watchTokens(text: string): TokenWatch {
  const mayBeTemplate = mayHoldTemplate(text);
  const comments: Comment[] = [];
  let offset = 0;
  let isTemplate = false;
  let previous = '';
  let isScalarNext = false;
  let isBlockNext = false;

  function next(lexeme: string): void {
    if (lexeme === DOCUMENT_MODE || lexeme === FLOW_ERROR_END) return;
    if (lexeme === SCALAR_NEXT) {
      isScalarNext = true;
      return;
    }
    const first = lexeme[0];
    if (isScalarNext) {
      if (mayBeTemplate && !isBlockNext) {
        isTemplate ||= isTemplateText(lexeme) || (previous === '{' && first === '%');
      }
      isScalarNext = false;
      isBlockNext = false;
    } else if (first === '#') {
      comments.push(commentAt(text, offset, lexeme));
    } else if (first === '|' || first === '>') {
      isBlockNext = true;
    } else if (mayBeTemplate && lexeme === '{' && previous === '{') {
      isTemplate = true;
    }
    previous = lexeme;
    offset += lexeme.length;
  }

  return {
    next,
    comments,
    get isTemplate() {
      return isTemplate;
    },
    get offset() {
      return offset;
    },
  };
}

/** Zero-width tokens of the lexer; the last one says that the next token is a scalar, whatever it begins with. */
const DOCUMENT_MODE = '\u0002';
const FLOW_ERROR_END = '\u0018';
const SCALAR_NEXT = '\u001f';

/** Whether any look at the tokens is worth it. */
export function mayHoldTemplate(text: string): boolean {
  return /\{\{|\{%|<%/.test(text);
}

/** Of a scalar without quotes. */
export function isTemplateText(scalar: string): boolean {
  return scalar.includes('{{') || scalar.includes('{%') || scalar.includes('<%');
}

/** `lexeme`: from `#` to the end of the line. */
export function commentAt(text: string, start: number, lexeme: string): Comment {
  let before = start - 1;
  while (text[before] === ' ' || text[before] === '\t') before--;
  const ownLine = before < 0 || text[before] === '\n' || text[before] === '\r' || text[before] === '\uFEFF';
  return { span: { start, end: start + lexeme.length }, text: lexeme.replace(/^#+/, '').trim(), ownLine };
}
