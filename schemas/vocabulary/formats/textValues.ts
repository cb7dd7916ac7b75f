/** Values that programs in Go read from texts, such as those of a ConfigMap. */

/** strconv.ParseBool */
export function isBooleanText(text: string): boolean {
  return /^(?:1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(text);
}

/** strconv.ParseInt with base 0, so in other bases too. */
export function isIntegerText(text: string): boolean {
  return /^[-+]?(?:0[xX][\da-fA-F_]+|0[oO]?[0-7_]*|0[bB][01_]+|[1-9][\d_]*)$/.test(text);
}

/** Not below zero. */
export function isNaturalText(text: string): boolean {
  return !text.startsWith('-') && isIntegerText(text);
}

/** Above zero. */
export function isPositiveText(text: string): boolean {
  return isNaturalText(text) && /[1-9a-fA-F]/.test(text.replace(/^\+?0[xXoObB]/, ''));
}

/**
 * `a:1,b:2`. A comma in quotes does not end a pair, and a second colon is one too many anywhere.
 * https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/util/config/util.go#L134
 */
export function isMapText(text: string): boolean {
  const pairs = pairsOf(text);
  return pairs !== undefined && pairs.every((pair) => pair.split(':').length === 2);
}

/** `undefined`: a quote is not closed. */
function pairsOf(text: string): readonly string[] | undefined {
  const pairs: string[] = [];
  let quote = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (quote === '' && char === ',') {
      pairs.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return quote === '' ? [...pairs, text.slice(start)] : undefined;
}
