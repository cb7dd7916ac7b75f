/** Bytes of a text in UTF-8, which is what Go counts; half a surrogate pair counts as the three of U+FFFD. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) length += code > 0x7ff ? 2 : 1;
    // A pair has two units and four bytes.
    if (code >= 0xdc00 && code < 0xe000 && isLead(text.charCodeAt(at - 1))) length -= 2;
  }
  return length;
}

function isLead(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}
