/**
 * A text without any of these characters at its end. What an expression such as `/-+$/` does too, but that one looks for
 * the end again from every hyphen of a row, so its cost grows with the square of the row's length.
 */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
